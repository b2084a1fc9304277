"""Send reminders so that no unit ever gets a round twice and none is lost, whatever breaks.

Each message is claimed in the ledger, offered to the server, and then noted as sent or failed. Whoever
is killed in between leaves a claim that nothing confirms: that reminder is unknown, and is not sent
again unless the clerk says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from fedtrack.core.payloads import ReminderState
from fedtrack.errors import Fault, FedtrackError, MailBusyError, MailError, Message
from fedtrack.usecases.claim_reminder import ClaimDesk
from fedtrack.usecases.draft_reminders import draft_reminders
from fedtrack.usecases.plan_reminders import Prepared, Skipped
from fedtrack.usecases.ports import Fate

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedtrack.core.message import ReminderMessage
    from fedtrack.usecases.plan_reminders import Asked, ReminderRun, Reminding
    from fedtrack.usecases.ports import Connection, Drafts, Ledger, Progress, Sender, SentCopies

PATIENCE = (20, 50)
"""Waits before what the server put off is offered again, in pauses: 2 and 5 minutes at 6 seconds."""
_DROPS = 2  # connections in a row that may break before the run stops
_FOR_NOW = {Fate.LATER, Fate.PUT_OFF}
_STOPPING = {Fate.LATER, Fate.BARRED, Fate.SPAM}
_INTERRUPTED = Fault(
    "",
    Message("not tried: the run was interrupted"),
    Message("run `fedtrack remind --send` again: it goes on, and nobody gets it twice"),
)
_STOPPED = Fault("", Message("not tried: the server takes no more"))
_BROKEN = Fault(
    "",
    Message("not tried: the connection broke twice"),
    Message("run `fedtrack remind --send` again: it goes on, and nobody gets it twice"),
)
_UNCONFIRMED = Fault(
    "",
    Message("nobody knows whether it went out"),
    Message("ask the unit; `fedtrack remind --send --resend UNIT` sends it again"),
)


class Way(NamedTuple):
    """All that a message passes on its way out."""

    sender: Sender
    compose: Callable[[ReminderMessage], bytes]
    copies: SentCopies
    drafts: Drafts
    rest: Callable[[float], None]
    progress: Progress


class Shipment:
    """The sending of one plan; `outcome` tells at any moment how far it has come."""

    def __init__(self, run: ReminderRun, plan: Reminding, asked: Asked, *, ledger: Ledger, way: Way) -> None:
        self._run = run
        self._plan = plan
        self._asked = asked
        self._ledger = ledger
        self._way = way
        self._claims = ClaimDesk(run, asked, ledger)
        self._connection: Connection | None = None
        self._drops = 0
        self._under_way: Prepared | None = None  # how the message in hand ends if nothing more is heard
        self._spam = False
        self._settled: list[Prepared] = []
        self._skipped: list[Skipped] = list(plan.skipped)
        self.exit_code = MailError.EXIT_CODE
        """Of what stopped the run."""
        self.ended: Fault | None = None
        """What stopped the run before its end."""

    @property
    def begun(self) -> bool:
        """Whether any message was offered."""
        return bool(self._settled or self._under_way)

    def send(self) -> Reminding:
        """Send what the plan holds, one message after the other over one connection.

        Raises MailError where the server cannot be reached or will not have us at the start: then
        nothing was sent. What stops the run later is said of each message that did not go out.
        """
        if self._plan.reminders:
            self._connect_patiently()
        offered = False
        try:
            for prepared in self._plan.reminders:
                if self.ended is not None:
                    break
                if offered:
                    self._way.rest(self._run.mail.pause_seconds)
                result = self._settle(prepared)
                offered = isinstance(result, Prepared)
                self._keep(result)
        finally:
            self._disconnect()
        if self._spam:
            self._draft_the_rest()
        return self.outcome()

    def outcome(self) -> Reminding:
        """Return how far the run has come; what it did not come to was not tried."""
        settled = {one.message.unit for one in self._settled}
        settled |= {one.standing.unit.id for one in self._skipped}
        rest = [
            self._under_way
            if self._under_way is not None and one.message.unit == self._under_way.message.unit
            else _not_sent(one, self.ended or _INTERRUPTED)
            for one in self._plan.reminders
            if one.message.unit not in settled
        ]
        return replace(self._plan, reminders=(*self._settled, *rest), skipped=tuple(self._skipped))

    def _keep(self, result: Prepared | Skipped) -> None:
        self._under_way = None
        if isinstance(result, Skipped):
            self._skipped.append(result)
        else:
            self._settled.append(result)

    def _settle(self, prepared: Prepared) -> Prepared | Skipped:
        """Bring one message to its end; what the server puts off is offered again after a while."""
        self._way.progress.at(prepared.message.unit_name)
        try:
            waits = iter(PATIENCE)
            while True:
                result, fate = self._attempt(prepared)
                pauses = next(waits, None)
                if isinstance(result, Skipped) or pauses is None or not self._may_try_again(fate):
                    break
                self._under_way = result
                if fate in _FOR_NOW:
                    self._wait(pauses, result.fault)
                prepared = replace(prepared, resends=result.resends)
        except FedtrackError as error:
            # the ledger or the disk gave out, or the server is gone: nothing more can be tried
            self.ended, self.exit_code = error.faults[0], error.EXIT_CODE
            return self._under_way or _not_sent(prepared, self.ended)
        if isinstance(result, Prepared) and (fate in _STOPPING or self._drops >= _DROPS):
            broken = fate not in _STOPPING  # of the last message alone nobody knows; the rest was not tried
            self.ended = self.ended or (_BROKEN if broken else result.fault or _STOPPED)
            self._spam = fate == Fate.SPAM
        return result

    def _may_try_again(self, fate: Fate | None) -> bool:
        """Say whether a message may be offered again: put off, or lost with its connection once."""
        again = fate in _FOR_NOW or (fate == Fate.LOST and self._drops < _DROPS)
        return again and self.ended is None

    def _attempt(self, prepared: Prepared) -> tuple[Prepared | Skipped, Fate | None]:
        """Claim a message, offer it once, and write down how that ended."""
        try:
            connection = self._connection or self._way.sender.connect()
        except MailBusyError as error:
            return _not_sent(prepared, error.faults[0]), Fate.LATER
        self._connection = connection
        message = prepared.message
        mail = self._way.compose(message)
        copy = self._way.copies.put(message, mail)
        try:
            claimed = self._claims.claim(prepared)
        except FedtrackError:
            self._way.copies.discard(copy)
            raise
        if isinstance(claimed, Skipped):
            self._way.copies.discard(copy)
            return claimed, None
        prepared = replace(prepared, resends=())  # the claim has given them up
        self._under_way = _unknown(prepared, copy, _UNCONFIRMED)
        answer = connection.send(message.sender, message.to, message.cc, mail)
        if answer.fate in {Fate.LOST, Fate.UNKNOWN}:
            self._drops += 1
            self._disconnect()
        else:
            self._drops = 0
        if answer.fate == Fate.UNKNOWN:
            return _unknown(prepared, copy, answer.fault), answer.fate
        sent = answer.fate == Fate.TAKEN
        try:
            self._claims.confirm(claimed, answer, sent=sent)
        except FedtrackError as error:
            self.ended = error.faults[0]
            return _unknown(prepared, copy, self.ended), answer.fate
        if sent:
            state = ReminderState.SENT
            return replace(
                prepared, state=state, copy=copy, fault=answer.fault, refused=answer.refused
            ), answer.fate
        self._under_way = _not_sent(prepared, answer.fault)
        self._way.copies.discard(copy)
        return self._under_way, answer.fate

    def _connect_patiently(self) -> None:
        waits = iter(PATIENCE)
        while self._connection is None:
            try:
                self._connection = self._way.sender.connect()
            except MailBusyError as error:
                pauses = next(waits, None)
                if pauses is None:
                    raise
                self._wait(pauses, error.faults[0])

    def _wait(self, pauses: int, fault: Fault | None) -> None:
        """Leave the server alone for a while, without holding a connection to it."""
        self._disconnect()
        seconds = pauses * self._run.mail.pause_seconds
        self._way.progress.waiting(
            seconds, fault.what if fault else Message("the server takes no more for now")
        )
        self._way.rest(seconds)

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _draft_the_rest(self) -> None:
        """Lay drafts of what the server took for spam, and of all that it was not asked about."""
        spam = self._settled[-1]
        rest = self.outcome().reminders[len(self._settled) :]
        units = [spam.standing.unit, *(one.standing.unit for one in rest)]
        asked = replace(self._asked, sending=False, resend=frozenset())
        drafted = draft_reminders(
            self._run, units, asked, ledger=self._ledger, drafts=self._way.drafts, stopped=True
        )
        laid = {one.message.unit: one for one in drafted.reminders}
        own = laid.pop(spam.message.unit, None)
        if own is not None:
            self._settled[-1] = replace(spam, draft=own.draft)
        self._settled += [replace(one, fault=self.ended) for one in laid.values()]
        self._skipped += [one for one in drafted.skipped if one.standing.unit.id != spam.message.unit]


def _not_sent(prepared: Prepared, fault: Fault | None) -> Prepared:
    return replace(prepared, state=ReminderState.FAILED, fault=fault)


def _unknown(prepared: Prepared, copy: str | None, fault: Fault | None) -> Prepared:
    return replace(prepared, state=ReminderState.UNKNOWN, copy=copy, fault=fault)
