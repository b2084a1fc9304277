"""The one tree of errors, and the sentences they carry.

A sentence for the clerk stays a `Message` (an English template and its values) until it meets a
screen: the core knows no language, and the same value reads Chinese or English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_LONGEST = 300
"""Characters of a value in an error: a path, a line of a file, what a library says of it."""
_BEGINNING = 200
_MOST_LISTED = 200
MOST_FAULTS = 200
"""Faults of one file that are listed: what is wrong more often is wrong as a whole."""


class Message:
    """A sentence that is not yet in a language.

    `template` is the English text and the key of the catalogue; `values` fill its `{names}` and may
    be messages themselves, or tuples, which are listed.
    """

    __slots__ = ("template", "values")

    def __init__(self, template: str, /, **values: object) -> None:
        self.template = template
        self.values = values

    def say(self, translate: Callable[[str], str]) -> str:
        """Return the sentence in the language of `translate`."""
        values = {name: _spoken(value, translate) for name, value in self.values.items()}
        return translate(self.template).format(**values)

    def shortened(self) -> Message:
        """Return the sentence with what it quotes cut: a value out of a file may be megabytes long."""
        return Message(self.template, **{name: _cut(value) for name, value in self.values.items()})

    def __str__(self) -> str:
        return self.say(lambda text: text)

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.template, self.values) == (other.template, other.values)

    def __hash__(self) -> int:
        return hash((self.template, *sorted(self.values)))


def _spoken(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, Message):
        return value.say(translate)
    if isinstance(value, tuple):
        return _BETWEEN.say(translate).join(str(_spoken(item, translate)) for item in value)
    return value


def _cut(value: object) -> object:
    """Return a value with its middle left out where it is long: what is wrong may be said at its end."""
    if isinstance(value, Message):
        return value.shortened()
    if isinstance(value, tuple):
        shown = tuple(map(_cut, value[:_MOST_LISTED]))
        return shown if len(value) <= _MOST_LISTED else (*shown, "…")
    return _cut_text(str(value)) if isinstance(value, str | BaseException) else value


def _cut_text(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_BEGINNING]}…{text[_BEGINNING - _LONGEST + 1 :]}"


_BETWEEN = Message(", ")
_REASONS = {
    one.template: one
    for one in (
        Message("No such file or directory"),
        Message("Permission denied"),
        Message("Operation not permitted"),
        Message("Is a directory"),
        Message("Not a directory"),
        Message("File exists"),
        Message("No space left on device"),
        Message("Disk quota exceeded"),
        Message("Read-only file system"),
        Message("Input/output error"),
        Message("File name too long"),
        Message("File too large"),
        Message("Device or resource busy"),
        Message("Connection refused"),
        Message("Connection reset by peer"),
        Message("Network is unreachable"),
        Message("No route to host"),
    )
}
"""What Linux says, in English whatever the language; Windows speaks the clerk's."""
PARTLY_DONE = 7
"""The exit code of a command that did only a part; what was and was not done is listed."""


def reason_of(error: OSError) -> Message | str:
    """Return what the system says of its error, in the clerk's language where it is a usual one."""
    said = error.strerror or str(error)
    return _REASONS.get(said, said)


class Fault(NamedTuple):
    """One thing that is wrong in a file: where, what, and what to write instead."""

    where: str
    what: Message
    fix: Message | None = None

    def shortened(self) -> Fault:
        """Return the fault with what it quotes cut."""
        return Fault(_cut_text(self.where), self.what.shortened(), self.fix and self.fix.shortened())


class FedtrackError(Exception):
    """What the clerk can put right; each family ends the process with its own exit code."""

    EXIT_CODE: ClassVar[int] = 1

    def __init__(self, what: Message, *, where: str = "", fix: Message | None = None) -> None:
        super().__init__(what)
        self.faults: Sequence[Fault] = (Fault(where, what, fix).shortened(),)

    def __str__(self) -> str:
        return "\n".join(
            ": ".join(part for part in (fault.where, str(fault.what)) if part)
            + (f" {fault.fix}" if fault.fix else "")
            for fault in self.faults
        )


class UsageError(FedtrackError):
    """The command was called in a way that cannot be carried out; nothing was done."""

    EXIT_CODE = 2


class InputError(FedtrackError):
    """`units.toml` or another file that the clerk wrote is wrong; all its faults are listed at once."""

    EXIT_CODE = 3

    @classmethod
    def listing(cls, faults: Sequence[Fault]) -> InputError:
        """Return the error that lists `faults`, of which there is at least one."""
        error = cls(faults[0].what)
        listed = [fault.shortened() for fault in faults[:MOST_FAULTS]]
        if len(faults) > MOST_FAULTS:
            more = len(faults) - MOST_FAULTS
            listed.append(Fault(faults[-1].where, Message("and {count} more like these", count=more)))
        error.faults = tuple(listed)
        return error


class LedgerError(FedtrackError):
    """The ledger cannot be read or written; what was acknowledged before is still in it."""

    EXIT_CODE = 4


class LedgerBusyError(LedgerError):
    """Another process held the ledger longer than we waited."""


class LedgerReadOnlyError(LedgerError):
    """The folder or the file may not be written to."""


class LedgerFullError(LedgerError):
    """The disk has no room left."""


class LedgerDamagedError(LedgerError):
    """The file is not a ledger, or not whole any more."""


class LedgerTooNewError(LedgerError):
    """A newer fedtrack wrote this ledger."""


class MailError(FedtrackError):
    """The mail server cannot be reached, or will not have us; nothing was sent."""

    EXIT_CODE = 5


class MailLoginError(MailError):
    """The server does not take the user name and the password."""


class MailBusyError(MailError):
    """The server asks to come back later."""


class DocumentError(FedtrackError):
    """A document cannot be read or written."""

    EXIT_CODE = 6
