"""`fedtrack status`: who has reported and who has not."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.notes import note_hollow_ledger, note_uncovered_years
from fedtrack.cli.options import GroupOption, NoticeArgument, command_app
from fedtrack.cli.wiring import Desk, open_desk
from fedtrack.core.bad_addresses import bad_addresses
from fedtrack.core.entries import NO_NOTICE
from fedtrack.core.model import Notice, State
from fedtrack.core.standing import Standing
from fedtrack.core.summary import Summary
from fedtrack.errors import Message
from fedtrack.render.language import translate as _
from fedtrack.usecases.summarize import reminded_elsewhere, summarize, summarize_all

OUTSTANDING_EXIT = 1

app = command_app(_("Show who has reported and who has not."))


@app.command()
def status(
    ctx: typer.Context,
    notice: NoticeArgument = None,
    group: GroupOption = None,
    state: Annotated[
        State | None,
        typer.Option(
            "--state",
            help=_("Only the units in this state, in Chinese too."),
            show_default=False,
        ),
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--all", help=_("List all units, not only the outstanding."))
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help=_("Exit with 1 while a report is outstanding."))
    ] = False,
) -> int:
    return show_status(open_desk(ctx), notice, group=group, state=state, everyone=everyone, check=check)


def show_status(
    desk: Desk,
    notice: str | None = None,
    *,
    group: str | None = None,
    state: State | None = None,
    everyone: bool = False,
    check: bool = False,
) -> int:
    """Show the notice that is meant, or all that are open where none is named; return the exit code."""
    awaited = desk.roster.open_notices(desk.today)
    narrowed = group is not None or state is not None or everyone
    if notice is None and len(awaited) > 1 and not narrowed:
        return _overview(desk, awaited, check=check)
    return _one(desk, desk.notice(notice), group=group, state=state, everyone=everyone, check=check)


def _one(
    desk: Desk, notice: Notice, *, group: str | None, state: State | None, everyone: bool, check: bool
) -> int:
    from msgspec.structs import replace

    summary = summarize(desk.roster, notice, desk.ledger, as_of=desk.as_of, calendar=desk.calendar)
    if group is not None:
        members = {unit.id for unit in desk.choose(notice, group=group)}
        summary = summary.only(one for one in summary.standings if one.unit.id in members)
    chosen = tuple(one for one in summary.standings if state is None or one.state == state)
    if desk.as_json:
        from fedtrack.exports.as_json import encode, summary_document
        from fedtrack.render import console

        console.write(encode(summary_document(replace(summary, standings=chosen))))
    else:
        listed = everyone or state is not None
        shown = chosen if listed else tuple(one for one in chosen if one.outstanding)
        title = _("All units") if everyone else _("Units in this state") if state else _("Not yet reported")
        _show(desk, summary, shown, title)
        if state is not None and not shown:
            _note_nobody(state, summary)
    note_hollow_ledger(desk)
    note_uncovered_years(desk, notice)
    return _exit_code(summary.standings, check=check)


def _show(desk: Desk, summary: Summary, shown: tuple[Standing, ...], title: str) -> None:
    """Show the page of one notice with these units in its list."""
    from fedtrack.render import console
    from fedtrack.render.bars import strokes_for
    from fedtrack.render.status import render_status
    from fedtrack.usecases.advise import advise

    elsewhere = reminded_elsewhere(desk.roster, summary.notice, desk.ledger, as_of=desk.as_of)
    units = (one.unit for one in summary.standings)
    paper = console.out()
    console.show(
        *render_status(
            summary,
            advise(summary, desk.roster.reminders, desk.calendar, elsewhere=elsewhere),
            shown,
            title=title,
            width=paper.width,
            unreachable=bad_addresses(units, desk.ledger.entries(NO_NOTICE), desk.today),
            strokes=strokes_for(paper.encoding),
        )
    )


def _note_nobody(state: State, summary: Summary) -> None:
    """Say that nobody is in the state that was asked for, and where those are who may be meant."""
    from fedtrack.render import console
    from fedtrack.render.words import state_word

    if state is State.PENDING and summary.totals.overdue:
        console.note(
            Message("no unit is pending: past its due date a unit is overdue, see `--state overdue`")
        )
    else:
        console.note(Message("no unit is in this state: {state}", state=state_word(state)))


def _overview(desk: Desk, notices: tuple[Notice, ...], *, check: bool) -> int:
    from fedtrack.render import console

    summaries = summarize_all(desk.roster, notices, desk.ledger, as_of=desk.as_of, calendar=desk.calendar)
    if desk.as_json:
        from fedtrack.exports.as_json import encode, notices_document

        console.write(encode(notices_document(summaries)))
    else:
        from fedtrack.render.status import render_overview

        console.show(render_overview(summaries))
    return _exit_code([one for summary in summaries for one in summary.standings], check=check)


def _exit_code(standings: tuple[Standing, ...] | list[Standing], *, check: bool) -> int:
    return OUTSTANDING_EXIT if check and any(one.outstanding for one in standings) else 0
