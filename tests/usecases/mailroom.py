"""A mailroom in memory: reminders are planned, sent, and looked up in the ledger afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from fedtrack.core.entries import Entry
from fedtrack.core.history import PastReminder
from fedtrack.core.model import MailSettings, Unit
from fedtrack.core.payloads import Kind
from fedtrack.core.standing import Standing, build_standings
from fedtrack.usecases.plan_reminders import Asked, Reminding
from fedtrack.usecases.plan_sending import plan_sending
from fedtrack.usecases.send_reminders import Shipment, Way
from tests.builders import make_notice, make_roster, make_unit
from tests.fakes.post import (
    FakeCopies,
    FakeProgress,
    FakeRest,
    FakeSender,
    SteppingDrafts,
    SteppingLedger,
    Steps,
    compose,
)
from tests.usecases.desk import march
from tests.usecases.reminding import ReminderDesk

UNITS = (
    make_unit("baishi", name="白石镇妇联", email=("a@qinghe.example", "b@qinghe.example")),
    make_unit("heishi", name="黑石镇妇联", cc=("fenguan@qinghe.example",)),
    make_unit("anping", name="安平乡妇联"),
    make_unit("heishikq", name="黑石矿区管理处", email=()),
)
SENDABLE = UNITS[:3]
PAUSE = 6.0


class Process(NamedTuple):
    """One fedtrack that sends: what it has, and the shipment it makes."""

    shipment: Shipment
    sender: FakeSender
    copies: FakeCopies
    drafts: SteppingDrafts
    rest: FakeRest
    progress: FakeProgress


class Mailroom(ReminderDesk):
    """Where every process sends from the same ledger, to the same units, of the same notice."""

    def __init__(self, units: Sequence[Unit] = UNITS, *, daily_limit: int = 50) -> None:
        notice = make_notice()
        settings = MailSettings(pause_seconds=PAUSE, daily_limit=daily_limit)
        super().__init__(make_roster(units, [notice], mail=settings), notice, units)
        self.senders: list[FakeSender] = []

    def start(
        self,
        day: int = 20,
        *,
        sender: FakeSender | None = None,
        units: Sequence[Unit] | None = None,
        force: bool = False,
        resend: Sequence[str] = (),
        steps: Steps | None = None,
    ) -> Process:
        """Return a process that has its plan and has sent nothing yet."""
        steps = steps or Steps()
        sender = sender or FakeSender(steps=steps)
        self.senders.append(sender)
        ledger = SteppingLedger(self.ledger, steps)
        copies, drafts, rest = FakeCopies(steps), SteppingDrafts(steps), FakeRest(steps)
        progress = FakeProgress()
        run = self.run(day)
        asked = Asked(force=force, sending=True, resend=frozenset(resend))
        plan = plan_sending(run, units or self.units, asked, ledger=ledger, copies=FakeCopies())
        way = Way(sender, compose, copies, drafts, rest, progress)
        return Process(
            Shipment(run, plan, asked, ledger=ledger, way=way), sender, copies, drafts, rest, progress
        )

    def send(self, day: int = 20, **how: object) -> tuple[Process, Reminding]:
        """Start a process and let it come to its end."""
        process = self.start(day, **how)  # type: ignore[arg-type]
        return process, process.shipment.send()

    def standing(self, unit: str, day: int = 31) -> Standing:
        """Return where the unit stands."""
        chosen = [one for one in self.roster.units if one.id == unit]
        (standing,) = build_standings(self.notice, chosen, self.ledger.entries(self.notice.id), march(day))
        return standing

    def kept(self, unit: str) -> list[str]:
        """Return the states of all the unit's reminders in the ledger, in the order of their entries."""
        standing = self.standing(unit)
        both: list[PastReminder] = [*standing.reminders, *standing.failed]
        return [one.state for one in sorted(both, key=lambda one: one.entry)]

    def lines(self, unit: str) -> list[str]:
        """Return the states that the unit's entries carry, as they were written down one after the other."""
        return [entry.data["state"] for entry in self.ledger.entries() if _is_of(entry, unit)]

    def deliveries(self) -> Counter[str]:
        """Return how often each reminder lies in its unit's mailbox."""
        return Counter(one for sender in self.senders for one in sender.delivered)


def _is_of(entry: Entry, unit: str) -> bool:
    return entry.unit == unit and entry.kind in {Kind.REMINDER, Kind.DELIVERY}


def states(reminding: Reminding) -> dict[str, str]:
    """Return what the outcome says of each mail."""
    return {one.message.unit: str(one.state) for one in reminding.reminders}


def why(reminding: Reminding, unit: str) -> str:
    """Return what the outcome says is wrong with a mail."""
    (one,) = (one for one in reminding.reminders if one.message.unit == unit)
    return str(one.fault.what) if one.fault else ""
