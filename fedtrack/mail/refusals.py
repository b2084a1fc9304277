"""What the replies of mail servers mean to the clerk, and what to do about each.

Sources: RFC 5321, 4.2 (reply codes); RFC 3463 (x.7.y is policy); NetEase's list of refusals for
163.com and 126.com, whose marks such as DT:SPM and MI:SFQ stand in the text of the reply.
"""

from __future__ import annotations

import re
from enum import Enum

from fedtrack.core.untrusted import one_line
from fedtrack.errors import Fault, MailBusyError, MailError, MailLoginError, Message
from fedtrack.usecases.ports import Answer, Fate

_LONGEST = 200  # characters of a reply that are kept
_TEMPORARY = 4
_POLICY = re.compile(r"\b5\.7\.\d+\b")
_SPAM = re.compile(r"DT:SP[MB]|\bspam|\bjunk\b|blocked using|black ?list|block ?list", re.IGNORECASE)
_RATE = re.compile(r"\bMI:|\bDT:SPM|too (?:many|much)|\brate\b|\bfrequen", re.IGNORECASE)
_NOT_THE_ACCOUNT = re.compile(
    r"mail from must equal|must equal authorized|DT:SUM|sender.*(?:mismatch|not owned)", re.IGNORECASE
)
_CONTENT_REFUSED = 554
_NOT_ALLOWED = {500, 502, 503, 504, 530, 535}  # about the conversation, not about the address
_CLOSING = 421


class Step(Enum):
    """What the server was answering."""

    SENDER = "MAIL FROM"
    RECIPIENT = "RCPT TO"
    CONTENT = "DATA"


def spoken(code: int, text: bytes | str) -> str:
    """Return a reply as one line of harmless text, cut where it is long."""
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return one_line(f"{code} {words}")[:_LONGEST]


def is_for_now(code: int) -> bool:
    """Say whether a refusal is only for now (4yz)."""
    return code // 100 == _TEMPORARY


def is_about_us(code: int, reply: str, address: str) -> bool:
    """Say whether a refusal of one address is about how much or what we send, not about the address.

    Servers repeat the address in their reply; what it is called says nothing.
    """
    return code == _CLOSING or bool(_RATE.search(reply.replace(address, "")))


def read_refusal(code: int, reply: str, step: Step) -> Answer:
    """Return what a refusal means for the message and for the run."""
    if is_for_now(code):
        return Answer(Fate.LATER, reply, later(reply))
    if step is Step.RECIPIENT and code in _NOT_ALLOWED:
        return Answer(Fate.BARRED, reply, _not_allowed(reply))
    if _NOT_THE_ACCOUNT.search(reply) or step is Step.SENDER:
        return Answer(Fate.BARRED, reply, _wrong_sender(reply))
    if step is Step.RECIPIENT and not _SPAM.search(reply):
        final = not _POLICY.search(reply)  # who is not allowed to write today may be tomorrow
        return Answer(Fate.REFUSED, reply, no_such_address(reply), final=final)
    if _SPAM.search(reply) or code == _CONTENT_REFUSED or _POLICY.search(reply):
        return Answer(Fate.SPAM, reply, _spam(reply))
    what = Message("the server will not take this message ({reply})", reply=reply)
    return Answer(Fate.REFUSED, reply, Fault("", what, Message("look at the unit's address, or call")))


def no_such_address(reply: str) -> Fault:
    """Return what is said where the server takes none of a unit's addresses."""
    return Fault(
        "",
        Message("the server knows no such address ({reply})", reply=reply),
        Message("ask the unit for its address and mend it in units.toml; until then call"),
    )


def put_off(reply: str) -> Answer:
    """Return what it means that a unit's own mailbox takes nothing for now: full, or we are new to it."""
    what = Message("the unit's mailbox takes nothing for now ({reply})", reply=reply)
    return Answer(Fate.PUT_OFF, reply, Fault("", what, Message("the next run tries again; meanwhile call")))


def some_refused(addresses: tuple[str, ...], reply: str) -> Fault:
    """Return what is said where the message went out, but not to every address."""
    return Fault(
        "",
        Message("not to {addresses} ({reply})", addresses=addresses, reply=reply),
        Message("mend or take out the address in units.toml"),
    )


def later(reply: str) -> Fault:
    """Return what is said where the server asks for patience."""
    return Fault(
        "",
        Message("the server takes no more for now ({reply})", reply=reply),
        Message("run `fedtrack remind --send` again in a quarter of an hour, or tomorrow: it goes on"),
    )


def _wrong_sender(reply: str) -> Fault:
    return Fault(
        "[mail]",
        Message("the server does not let us send in this name ({reply})", reply=reply),
        Message("email under [federation] and username under [mail] must be the same mailbox"),
    )


def _not_allowed(reply: str) -> Fault:
    return Fault(
        "[mail]",
        Message("the server does not let us send ({reply})", reply=reply),
        Message("check smtp and username in units.toml, and the login with `fedtrack check --mail`"),
    )


def _spam(reply: str) -> Fault:
    return Fault(
        "",
        Message("the server takes it for spam ({reply})", reply=reply),
        Message("nothing more is sent: send the drafts by hand, a few at a time, or wait a day"),
    )


def refused_login(host: str, code: int, reply: str) -> MailError:
    """Return the error for a login that the server would not have."""
    if is_for_now(code):
        return busy(host, reply)
    return wrong_password(host, reply)


def wrong_password(host: str, reply: str) -> MailLoginError:
    """Return the error for a user name and a password that do not fit, or a mailbox not open to programs."""
    return MailLoginError(
        Message("the server refuses the login ({reply})", reply=reply),
        where=host,
        fix=Message(
            "in the mailbox's web page switch on SMTP and IMAP, have an authorization code (授权码) made, "
            "and store that, not the login password, with `fedtrack login`"
        ),
    )


def busy(host: str, reply: str) -> MailBusyError:
    """Return the error for a server that sends us away for now."""
    fault = later(reply)
    return MailBusyError(fault.what, where=host, fix=fault.fix)
