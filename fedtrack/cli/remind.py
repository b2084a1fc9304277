"""`fedtrack remind`: drafts or mails for those who still owe a report, a group message, a call sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fedtrack.cli.notes import note_hollow_ledger, note_uncovered_years
from fedtrack.cli.options import UNIT_HELP, GroupOption, NoticeArgument, command_app
from fedtrack.cli.wiring import Desk, open_desk
from fedtrack.errors import InputError, Message, UsageError
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.model import Notice, Unit

app = command_app(_("Draft or send reminders to the units that still owe a report."))


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
    send: Annotated[
        bool,
        typer.Option("--send", help=_("Send the mails from the mailbox of units.toml, after showing them.")),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("With --send: do not ask."))] = False,
    resend: Annotated[
        list[str] | None,
        typer.Option(
            "--resend",
            metavar="U",
            help=_("With --send: only this unit, whose last reminder is unknown, once more."),
            show_default=False,
        ),
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help=_("Print one message for the WeChat group or OA."))
    ] = False,
    calls: Annotated[bool, typer.Option("--calls", help=_("Print a call sheet."))] = False,
    show_templates: Annotated[
        Path | None,
        typer.Option(
            "--show-templates",
            metavar=_("DIR"),
            help=_("Write the usual wording there, to be edited; what lies there stays."),
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show what would be done; write and send nothing."))
    ] = False,
) -> int:
    desk = open_desk(ctx)
    if show_templates is not None:
        return _show_templates(desk, show_templates)
    _refuse_together({"--text": text, "--calls": calls, "--send": send})
    _refuse_together({"--send": send, "--out": out is not None})
    _refuse_together({"--resend": bool(resend), "--unit": bool(units)})
    _refuse_together({"--resend": bool(resend), "--group": group is not None})
    if not send and (resend or yes):
        raise UsageError(
            Message("{option} goes with --send", option="--resend" if resend else "--yes"),
            fix=Message("add --send to send mails; without it drafts are written"),
        )
    if send and notice is None and desk.roster.notices and not desk.roster.open_notices(desk.today):
        return _nothing_is_open(desk)  # the line that runs every morning goes on when the season is over
    chosen = desk.notice(notice)
    faults = desk.template_faults()
    if faults:
        raise InputError.listing(faults)
    asked = desk.choose(chosen, group=group, queries=resend or units or ())
    if text:
        return _print_group_message(desk, chosen, asked)
    if calls:
        return _print_call_sheet(desk, chosen, asked)
    if send:
        from fedtrack.cli.sending import send_reminders

        return send_reminders(desk, chosen, asked, force=force, yes=yes, resend=bool(resend), dry_run=dry_run)
    return _draft(desk, chosen, asked, out=out, force=force, dry_run=dry_run)


def _nothing_is_open(desk: Desk) -> int:
    from fedtrack.render import console

    if desk.as_json:
        from fedtrack.exports.as_json import encode

        empty: dict[str, object] = {"dry_run": False, "round": None, "reminders": [], "skipped": []}
        console.write(encode({"schema": "fedtrack.reminders/1", **empty}))
    else:
        console.show(console.styled(_("Nothing to remind: no notice is open")))
    return 0


def _refuse_together(options: dict[str, bool]) -> None:
    used = [option for option, given in options.items() if given]
    if len(used) > 1:
        raise UsageError(
            Message("{first} and {second} do not go together", first=used[0], second=used[1]),
            fix=Message("use one of them at a time"),
        )


def _draft(
    desk: Desk, notice: Notice, units: Sequence[Unit], *, out: Path | None, force: bool, dry_run: bool
) -> int:
    from fedtrack.render import console
    from fedtrack.render.reminding import Manner, reminders_document, render_reminding
    from fedtrack.usecases.draft_reminders import draft_reminders
    from fedtrack.usecases.plan_reminders import Asked, ReminderRun

    desk.ledger.require()
    note_hollow_ledger(desk)
    run = ReminderRun(desk.roster, notice, as_of=desk.as_of, calendar=desk.calendar, wording=desk.wording)
    asked = Asked(force=force)
    if dry_run:
        reminding = run.preview(units, desk.ledger.entries(), asked)
    else:
        reminding = draft_reminders(run, units, asked, ledger=desk.ledger, drafts=desk.drafts(out))
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(reminders_document(reminding, desk.shorten, dry_run=dry_run)))
    else:
        manner = Manner.DRY_RUN if dry_run else Manner.DRAFT
        console.show(*render_reminding(reminding, desk.shorten, manner))
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
    from fedtrack.render import console
    from fedtrack.render.calls import calls_document, render_calls
    from fedtrack.usecases.word_calls import word_calls

    sheets = word_calls(
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

        console.write(encode(calls_document(sheets)))
    elif sheets:
        console.show(*render_calls(sheets, desk.today, width=console.out().width))
    else:
        console.note(Message("nobody owes a report"))
    return 0


def _show_templates(desk: Desk, folder: Path) -> int:
    from fedtrack.render import console

    written, kept = desk.write_templates(folder)
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        document = {
            "schema": "fedtrack.templates/1",
            "written": [str(path) for path in written],
            "kept": [str(path) for path in kept],
        }
        console.write(encode(document))
        return 0
    console.show(*(console.styled(_("Written: {path}").format(path=path)) for path in written))
    for path in kept:
        console.note(Message("{path} lay there already and was left as it is", path=path))
    own = desk.shorten(str(desk.workspace.templates))
    next_step = _("Next: keep those that you change in {folder}/ of the workspace, delete the others")
    console.show(console.styled(next_step.format(folder=own), "bold cyan"))
    return 0
