"""`fedtrack remind`: drafts for those who still owe a report, a group message, a call sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fedtrack.cli.notes import note_hollow_ledger, note_uncovered_years
from fedtrack.cli.options import UNIT_HELP, GroupOption, NoticeArgument, command_app
from fedtrack.cli.wiring import Desk, open_desk
from fedtrack.errors import Message, UsageError
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.model import Notice, Unit

app = command_app(_("Draft reminders to the units that still owe a report."))


@app.command()
def remind(
    ctx: typer.Context,
    notice: NoticeArgument = None,
    units: Annotated[
        list[str] | None, typer.Option("--unit", metavar="U", help=UNIT_HELP, show_default=False)
    ] = None,
    group: GroupOption = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=_("Whatever the day, the gap and the count; never a unit that has reported.")
        ),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar=_("DIR"), help=_("Put the drafts there, not in drafts/."), show_default=False
        ),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help=_("Print one message for the WeChat group or OA."))
    ] = False,
    calls: Annotated[bool, typer.Option("--calls", help=_("Print a call sheet."))] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show what would be done; write nothing."))
    ] = False,
) -> int:
    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    if text and calls:
        raise UsageError(
            Message("--text and --calls do not go together"), fix=Message("use one of them at a time")
        )
    asked = desk.choose(chosen, group=group, queries=units or ())
    if text:
        return _print_group_message(desk, chosen, asked)
    if calls:
        return _print_call_sheet(desk, chosen, asked)
    return _draft(desk, chosen, asked, out=out, force=force, dry_run=dry_run)


def _draft(
    desk: Desk, notice: Notice, units: Sequence[Unit], *, out: Path | None, force: bool, dry_run: bool
) -> int:
    from fedtrack.render import console
    from fedtrack.render.reminding import reminders_document, render_reminding
    from fedtrack.usecases.remind import ReminderRun

    note_hollow_ledger(desk)
    run = ReminderRun(desk.roster, notice, as_of=desk.as_of, calendar=desk.calendar, wording=desk.wording)
    if dry_run:
        reminding = run.preview(units, desk.ledger.entries(), force=force)
    else:
        reminding = run.draft(units, force=force, ledger=desk.ledger, drafts=desk.drafts(out))
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(reminders_document(reminding, desk.shorten, dry_run=dry_run)))
    else:
        console.show(*render_reminding(reminding, desk.shorten, dry_run=dry_run))
    note_uncovered_years(desk, notice)
    return 0


def _print_group_message(desk: Desk, notice: Notice, units: Sequence[Unit]) -> int:
    from fedtrack.render import console
    from fedtrack.usecases.group_message import word_group_message

    message = word_group_message(
        desk.roster,
        notice,
        units,
        ledger=desk.ledger,
        as_of=desk.as_of,
        calendar=desk.calendar,
        wording=desk.wording,
    )
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        named = [one.unit.id for one in message.named]
        document = {"schema": "fedtrack.group-message/1", "units": named, "text": message.text}
        console.write(encode(document))
    else:
        console.write(message.text.encode("utf-8"))
    if message.left_out:
        names = tuple(one.unit.name for one in message.left_out)
        console.note(Message("not named, because they have longer: {units}", units=names))
    elif not message.named:
        console.note(Message("nobody owes a report"))
    return 0


def _print_call_sheet(desk: Desk, notice: Notice, units: Sequence[Unit]) -> int:
    from fedtrack.core.standing import build_standings
    from fedtrack.render import console
    from fedtrack.render.reminding import calls_document, render_calls

    standings = build_standings(notice, units, desk.ledger.entries(notice.id), desk.as_of)
    outstanding = [one for one in standings if one.outstanding]
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(calls_document(outstanding)))
    elif outstanding:
        console.show(render_calls(outstanding, desk.today))
    else:
        console.note(Message("nobody owes a report"))
    return 0
