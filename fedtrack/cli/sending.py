"""`fedtrack remind --send`, step by step: show, ask, send, tell."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedtrack.cli.notes import note_hollow_ledger, note_uncovered_years
from fedtrack.cli.questions import confirm
from fedtrack.core.payloads import ReminderState
from fedtrack.errors import PARTLY_DONE, FedtrackError, Message, UsageError
from fedtrack.exports.as_json import encode
from fedtrack.render import console
from fedtrack.render.progress import sending_progress
from fedtrack.render.reminding import Manner, reminders_document, render_reminding
from fedtrack.usecases.plan_reminders import Asked, ReminderRun
from fedtrack.usecases.plan_sending import plan_sending
from fedtrack.usecases.send_reminders import Shipment, Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.cli.wiring import Desk
    from fedtrack.core.model import Notice, Unit
    from fedtrack.usecases.plan_reminders import Reminding


def send_reminders(
    desk: Desk,
    notice: Notice,
    units: Sequence[Unit],
    *,
    force: bool,
    yes: bool,
    resend: bool,
    dry_run: bool,
) -> int:
    """Send the reminders that the rules allow today, and say what became of each."""
    run = ReminderRun(desk.roster, notice, as_of=desk.as_of, calendar=desk.calendar, wording=desk.wording)
    again = frozenset(unit.id for unit in units) if resend else frozenset()
    asked = Asked(force=force, sending=True, resend=again)
    plan = plan_sending(run, units, asked, ledger=desk.ledger, copies=desk.copies)
    note_hollow_ledger(desk)
    if dry_run or not plan.reminders:
        _tell(desk, plan, Manner.DRY_RUN_OF_SENDING if dry_run else Manner.SEND, dry_run=dry_run)
        note_uncovered_years(desk, notice)
        return PARTLY_DONE if _needs_somebody(plan) and not dry_run else 0
    server = desk.postbox.server("smtp")  # before anything is asked: there may be none
    if not server.local:
        _refuse_another_day(desk)
    if not yes and not _agreed(desk, plan):
        console.note(Message("nothing was sent"))
        return 0
    if not server.local:
        desk.postbox.prepare()  # a password is typed before others wait for us
    code = _ship(desk, run, plan, asked)
    note_uncovered_years(desk, notice)
    return code


def _refuse_another_day(desk: Desk) -> None:
    """Raise UsageError under a day that is not today: a mail goes out now, and would be entered under it.

    A server on this very computer is for rehearsals.
    """
    today = datetime.now(desk.zone).date()
    if desk.today != today:
        raise UsageError(
            Message("mails go out on {today}, not on {day}; nothing was sent", today=today, day=desk.today),
            fix=Message(
                "leave out --today and $FEDTRACK_TODAY, or add --dry-run to see what that day would bring"
            ),
        )


def _agreed(desk: Desk, plan: Reminding) -> bool:
    """Show the plan beside the payload and ask."""
    question = Message(
        "Send {count} mail(s) from {address} now?",
        count=len(plan.reminders),
        address=desk.roster.federation.email,
    )
    return confirm(
        question,
        option="--yes",
        shown=lambda: console.show_beside(*render_reminding(plan, desk.shorten, Manner.PREVIEW)),
    )


def _ship(desk: Desk, run: ReminderRun, plan: Reminding, asked: Asked) -> int:
    with desk.turn_to_send(_say_that_we_wait), sending_progress(len(plan.reminders)) as progress:
        plan = _still_planned(desk, run, plan, asked)
        way = Way(
            sender=desk.postbox.sender(),
            compose=desk.postbox.compose,
            copies=desk.copies,
            drafts=desk.drafts(None),
            rest=time.sleep,
            progress=progress,
        )
        shipment = Shipment(run, plan, asked, ledger=desk.ledger, way=way)
        try:
            outcome = shipment.send()
        except (KeyboardInterrupt, FedtrackError):
            progress.stop()
            if shipment.begun:
                _tell(desk, shipment.outcome(), Manner.SEND, dry_run=False)
                if desk.roster.mail.save_sent:
                    _lay_into_mailbox(desk, shipment.outcome())
            raise
    _tell(desk, outcome, Manner.SEND, dry_run=False)
    if desk.roster.mail.save_sent:
        _lay_into_mailbox(desk, outcome)
    return _exit_code(outcome, shipment)


def _still_planned(desk: Desk, run: ReminderRun, plan: Reminding, asked: Asked) -> Reminding:
    """Return what is left of a plan that was agreed to: another fedtrack may have been at work since."""
    agreed = {one.message.unit for one in plan.reminders}
    units = [one.standing.unit for one in plan.reminders]
    units += [one.standing.unit for one in plan.skipped]
    now = plan_sending(run, units, asked, ledger=desk.ledger, copies=desk.copies)
    return replace(now, reminders=tuple(one for one in now.reminders if one.message.unit in agreed))


def _say_that_we_wait() -> None:
    console.note(Message("another fedtrack is sending from this folder; waiting until it is done"))


def _tell(desk: Desk, reminding: Reminding, manner: Manner, *, dry_run: bool) -> None:
    if desk.as_json:
        console.write(encode(reminders_document(reminding, desk.shorten, dry_run=dry_run)))
    else:
        console.show(*render_reminding(reminding, desk.shorten, manner))


def _lay_into_mailbox(desk: Desk, outcome: Reminding) -> None:
    """Lay what was sent into the mailbox's Sent folder; it was sent whether or not that works."""
    sent = (one for one in outcome.reminders if one.state == ReminderState.SENT)
    mails = [Path(one.copy).read_bytes() for one in sent if one.copy]
    if not mails:
        return
    try:
        desk.postbox.mailbox().save_sent(mails)
    except FedtrackError as error:
        console.note(Message("sent, but not laid into the mailbox's Sent folder:"))
        console.report_faults(error.faults)


def _exit_code(outcome: Reminding, shipment: Shipment) -> int:
    """Return 0 where all went out, where nothing did the code of what stopped it, else partly done."""
    states = {one.state for one in outcome.reminders}
    drafted = any(one.draft for one in outcome.reminders)
    if shipment.ended is not None and states == {ReminderState.FAILED} and not drafted:
        return shipment.exit_code
    whole = states <= {ReminderState.SENT} and not any(one.refused for one in outcome.reminders)
    return 0 if whole and not _needs_somebody(outcome) else PARTLY_DONE


def _needs_somebody(reminding: Reminding) -> bool:
    """Say whether an earlier run left something that no later one can settle: nobody may be watching.

    Whatever the day, so that a Saturday does not hide it.
    """
    owing = [one.standing for one in reminding.skipped if one.standing.outstanding]
    return any(one.unconfirmed or one.unsent or one.undelivered for one in owing)
