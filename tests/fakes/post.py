"""A mailbox's way out, the copies of what was sent, and whoever watches, all in memory.

Each step of theirs can be counted, and a process can be killed at any one of them: see `Steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from contextlib import contextmanager

from fedtrack.core.entries import Entry, NewEntry
from fedtrack.core.message import ReminderMessage
from fedtrack.errors import Fault, Message
from fedtrack.usecases.ports import Answer, Draft, Fate
from tests.fakes.edges import FakeDrafts
from tests.fakes.ledger import FakeLedger

OVER = frozenset({Fate.TAKEN, Fate.UNKNOWN})
"""What the server may do with a message so that it lies in the unit's mailbox."""


class KilledError(BaseException):
    """The process ends here: no handler of errors runs, as little as possible is tidied up."""


class Steps:
    """Counts the steps of a run from 1 on, and at those that are `failing` raises what it was given."""

    def __init__(
        self, failing: Container[int] = (), error: Callable[[], BaseException] = KilledError
    ) -> None:
        self.failing, self.error = failing, error
        self.taken: list[str] = []
        self.raised = False

    def step(self, name: str) -> None:
        """Take a step; before it the world is as it was, after it as it will be."""
        self.taken.append(name)
        if len(self.taken) in self.failing:
            self.raised = True
            raise self.error()


def compose(message: ReminderMessage) -> bytes:
    """Return a mail that says which reminder it is, and no more."""
    return f"{message.unit} {message.due} {message.round}".encode()


def answer(fate: Fate, refused: Sequence[str] = ()) -> Answer:
    """Return that answer of a server, with a reply of its own."""
    fault = None if fate == Fate.TAKEN else Fault("", Message("the server said: {fate}", fate=fate.value))
    return Answer(fate, f"reply {fate}", fault, tuple(refused), final=fate == Fate.REFUSED)


class FakeConnection:
    """A connection of FakeSender; nothing may be sent over it once it is closed."""

    def __init__(self, sender: FakeSender) -> None:
        self._sender = sender
        self.open = True

    def send(self, sender: str, to: Sequence[str], cc: Sequence[str], mail: bytes) -> Answer:
        """Answer as the script says; what is taken lies in the unit's mailbox."""
        assert self.open
        assert to
        return self._sender.offer(sender, to, cc, mail)

    def close(self) -> None:
        """End the connection; doing so twice would hide that one was forgotten."""
        assert self.open
        self.open = False


class FakeSender:
    """Answers what `script` says of a unit, one after the other, and then takes everything.

    An error in the script is raised: before the mail was taken. `connects` are errors that connecting
    raises first. `inside` runs while the server has the mail and has not answered yet.
    """

    def __init__(
        self,
        script: Mapping[str, Sequence[Fate | Answer | BaseException]] | None = None,
        *,
        connects: Sequence[BaseException | None] = (),
        steps: Steps | None = None,
    ) -> None:
        self._script = {unit: list(answers) for unit, answers in (script or {}).items()}
        self._connects = list(connects)
        self._steps = steps or Steps()
        self.inside: Callable[[str], object] = lambda _unit: None
        self.connections: list[FakeConnection] = []
        self.tried = 0
        self.offered: list[str] = []
        self.delivered: list[str] = []
        self.envelopes: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []

    def connect(self) -> FakeConnection:
        """Return a new connection, unless an error is due."""
        self.tried += 1
        self._steps.step("connect")
        assert not any(one.open for one in self.connections), "one connection at a time"
        error = self._connects.pop(0) if self._connects else None
        if error is not None:
            raise error
        self.connections.append(FakeConnection(self))
        return self.connections[-1]

    def offer(self, sender: str, to: Sequence[str], cc: Sequence[str], mail: bytes) -> Answer:
        """Return the answer to one mail."""
        self._steps.step("before the server has it")
        reminder = mail.decode()
        unit = reminder.split()[0]
        self.offered.append(unit)
        self.envelopes.append((sender, tuple(to), tuple(cc)))
        self.inside(unit)
        answers = self._script.get(unit)
        said = answers.pop(0) if answers else Fate.TAKEN
        if isinstance(said, BaseException):
            raise said
        given = said if isinstance(said, Answer) else answer(said)
        if given.fate in OVER:
            self.delivered.append(reminder)
        self._steps.step("after the server had it")
        return given


class FakeCopies:
    """Keeps the copies of what was sent."""

    def __init__(self, steps: Steps | None = None) -> None:
        self.steps = steps or Steps()
        self._count = 0
        self.kept: dict[str, bytes] = {}

    def put(self, message: ReminderMessage, mail: bytes) -> str:
        """Keep the mail under a name of its own."""
        self.steps.step("before the copy")
        self._count += 1
        path = f"sent/{message.unit}-{self._count}.eml"
        self.kept[path] = mail
        self.steps.step("after the copy")
        return path

    def mailed(self, notice: str) -> set[tuple[str, str]]:  # noqa: ARG002 - as the port has it
        """Say that none is from an earlier day."""
        return set()

    def discard(self, path: str) -> None:
        """Forget the copy, which must be there."""
        self.steps.step("before a copy is discarded")
        del self.kept[path]


class FakeProgress:
    """Notes what it is told, in the order in which it is told."""

    def __init__(self) -> None:
        self.told: list[str | tuple[float, str]] = []

    def at(self, unit: str) -> None:
        """Note the unit."""
        self.told.append(unit)

    def waiting(self, seconds: float, why: Message) -> None:
        """Note the wait."""
        self.told.append((seconds, str(why)))


class FakeRest:
    """Notes how long it was to rest, and does not."""

    def __init__(self, steps: Steps | None = None) -> None:
        self._steps = steps or Steps()
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        """Note the rest."""
        self.seconds.append(seconds)
        self._steps.step("resting")


class SteppingDrafts(FakeDrafts):
    """A folder of drafts whose steps are counted."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def put(self, message: ReminderMessage) -> Draft:
        """Note the message."""
        self._steps.step("before a draft")
        draft = super().put(message)
        self._steps.step("after a draft")
        return draft


class SteppingLedger(FakeLedger):
    """Another process's way to a ledger, whose steps are counted: `of` is where the entries lie."""

    def __init__(self, of: FakeLedger, steps: Steps) -> None:
        super().__init__()
        self._of = of
        self._steps = steps

    def entries(self, notice: str | None = None, *, after: str = "") -> Sequence[Entry]:
        """Read."""
        self._steps.step("reading the ledger")
        return self._of.entries(notice, after=after)

    @contextmanager
    def writing(self) -> Iterator[FakeLedger]:
        """Hold the ledger; a step may fail before and after all is kept."""
        self._steps.step("before the ledger is held")
        with self._of.writing():
            yield self
            self._steps.step("before the ledger keeps it")
        self._steps.step("after the ledger has kept it")

    def append(self, new: Sequence[NewEntry]) -> list[Entry]:
        """Write."""
        return self._of.append(new)
