"""The status of a notice on a terminal: heading, bar, groups, who is outstanding, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from fedtrack.core.burn_up import burn_up
from fedtrack.core.matching.notices import alike
from fedtrack.core.payloads import ReminderState
from fedtrack.render.bars import BLOCKS, Strokes, burn_up_line, share_bar
from fedtrack.render.console import styled
from fedtrack.render.group_table import group_table
from fedtrack.render.language import translate as _
from fedtrack.render.unit_table import unit_table
from fedtrack.render.words import due_words, weekday_word
from fedtrack.usecases.advise import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from fedtrack.core.payloads import Bounce
    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary, Totals
    from fedtrack.usecases.advise import Advice

_BAR_CELLS = 30
_LEAST_CELLS = 8
_ROOMY = 100


def render_status(
    summary: Summary,
    advice: Advice,
    shown: Sequence[Standing],
    *,
    title: str,
    width: int,
    unreachable: Mapping[str, Sequence[Bounce]] | None = None,
    strokes: Strokes = BLOCKS,
) -> Iterator[RenderableType]:
    """Yield the parts of the page: `shown` are the units listed under `title`, `unreachable` by their ids."""
    yield from _heading(summary)
    yield _progress(summary.totals, width=width, strokes=strokes)
    days = burn_up_line(burn_up(summary), today=summary.today, width=width, strokes=strokes)
    if days is not None:
        yield days
    if len(summary.groups) > 1:
        yield Padding(group_table(summary, width=width, strokes=strokes), (1, 0, 0, 0))
    yield Text()
    if shown:
        yield styled(_("{title} ({count})").format(title=title, count=len(shown)), "bold")
        yield unit_table(summary, shown, width=width)
        yield Text()
    yield from _undelivered(summary)
    yield from _unreachable(summary, unreachable or {})
    yield advice_line(advice, sending=_was_sent(summary))


def _undelivered(summary: Summary) -> Iterator[Text]:
    """Yield the outstanding units whose last reminder may not have reached them."""
    outstanding = [one for one in summary.standings if one.outstanding]
    unknown = [one for one in outstanding if one.unconfirmed]
    if unknown:
        words = _(
            "Unknown whether their reminder went out ({count}): {units}; ask, then "
            "`fedtrack remind --send --resend UNIT` if it did not"
        )
        yield styled(words.format(count=len(unknown), units=_named(unknown)), "bold magenta")
    unsent = [one for one in outstanding if one.unsent]
    if unsent:
        words = _(
            "The server took no more mails, so drafts were laid ({count}): {units}; send these by hand, then "
            "`fedtrack called UNIT`"
        )
        yield styled(words.format(count=len(unsent), units=_named(unsent)), "bold magenta")
    failed = [one for one in outstanding if one.undelivered]
    if failed:
        words = _("Their last reminder could not be sent ({count}): {units}; `fedtrack why UNIT` says why")
        yield styled(words.format(count=len(failed), units=_named(failed)), "bold red")


def _unreachable(summary: Summary, bounces: Mapping[str, Sequence[Bounce]]) -> Iterator[Text]:
    """Yield the outstanding units to whose addresses mails came back."""
    lost = [
        f"{one.unit.name} ({', '.join(bounce.address for bounce in bounces[one.unit.id])})"
        for one in summary.standings
        if one.outstanding and one.unit.id in bounces
    ]
    if lost:
        words = _("Mail came back ({count}): {units}; mend the address in units.toml, or call")
        yield styled(words.format(count=len(lost), units="、".join(lost)), "bold red")


def _named(standings: Sequence[Standing]) -> str:
    return "、".join(standing.unit.name for standing in standings)


def render_overview(summaries: Sequence[Summary]) -> Table:
    """Return one line for each notice."""
    from fedtrack.render.roster import title_cell  # which loads more than the page of one notice needs

    table = _table()
    table.add_column(_("notice"), overflow="fold")
    table.add_column(_("title"), overflow="fold", ratio=1)
    table.add_column(_("due"), overflow="fold")
    for heading in (_("done"), _("outstanding"), _("rate")):
        table.add_column(heading, justify="right", no_wrap=True)
    similar = alike([summary.notice for summary in summaries])
    for summary in summaries:
        totals = summary.totals
        due = Text(f"{due_words(summary.notice.deadline)}\n")
        table.add_row(
            styled(summary.notice.id, "bold"),
            title_cell(summary.notice, similar),
            due.append_text(_time_left(summary)),
            f"{totals.actual_reports}/{totals.expected_reports}",
            Text(str(totals.outstanding), style="bold red" if totals.overdue else ""),
            totals.percent_reported,
        )
    return table


def _was_sent(summary: Summary) -> bool:
    """Say whether mails about this notice are sent from here, so that the next ones are too."""
    states = {one.state for standing in summary.standings for one in standing.reminders}
    return bool(states & {ReminderState.SENT, ReminderState.UNKNOWN})


def advice_line(advice: Advice, *, sending: bool = False) -> Text:
    """Return what to do next, in one line."""
    match advice.step:
        case Step.NOBODY:
            words = _("Next: no unit is expected to report; check units.toml with `fedtrack check`")
        case Step.EXPORT:
            words = _("Next: all have reported; write the summary with `fedtrack export`")
        case Step.REMIND:
            words = _("Next: {count} units can be reminded today: `fedtrack remind`")
            if sending:
                words = _(
                    "Next: {count} units can be reminded today: `fedtrack remind --send`; "
                    "those without an address: `fedtrack remind`"
                )
        case Step.WAIT:
            words = _("Next: record what comes in; the next reminder falls on {day} ({weekday})")
        case Step.CALL:
            words = _(
                "Next: no more reminders are planned; call the {count} units: `fedtrack remind --calls`"
            )
        case Step.CLOSED:
            words = _("Next: the notice is closed, {count} units outstanding; `fedtrack export` sums up")
    weekday = weekday_word(advice.day) if advice.day else ""
    return styled(words.format(count=advice.units, day=advice.day, weekday=weekday), "bold cyan")


def _heading(summary: Summary) -> Iterator[Text]:
    notice = summary.notice
    yield styled("  ".join(part for part in (summary.federation, notice.number) if part), "dim")
    yield styled(notice.title, "bold")
    line = styled(_("Due {due}").format(due=due_words(notice.deadline)))
    line.append("  ")
    line.append_text(_time_left(summary))
    yield line
    if summary.notice.closed is not None and not notice.open_on(summary.today):
        yield styled(_("Closed on {day}").format(day=notice.closed), "dim")
    yield Text()


def _time_left(summary: Summary) -> Text:
    days, working = summary.days_left, summary.working_days_left
    if days > 0:
        words = _("days left: {days}, working days: {working}").format(days=days, working=working)
        return Text(words, style="green" if working > 1 else "yellow")
    if days == 0 and not summary.notice.deadline.passed_at(summary.as_of):
        return Text(_("due today"), style="bold yellow")
    clock = summary.notice.deadline.clock
    if days == 0 and clock is not None:
        return Text(_("past due since {clock}").format(clock=f"{clock:%H:%M}"), style="bold red")
    return Text(_("{days} day(s) past due").format(days=-days), style="bold red")


def _progress(totals: Totals, *, width: int, strokes: Strokes) -> Text:
    """Return how far the notice is; the bar gives way where the line would be wider than the terminal."""
    reported, expected = totals.actual_reports, totals.expected_reports
    line = Text(_("Reported {reported} of {expected}").format(reported=reported, expected=expected))
    line.append("  ")
    after = Text().append(f"  {totals.percent_reported}", style="bold")
    parts = [_("on time {rate}").format(rate=totals.percent_on_time)] if reported else []
    if totals.overdue:
        parts.append(_("overdue {count}").format(count=totals.overdue))
    if totals.returned:
        parts.append(_("returned {count}").format(count=totals.returned))
    if totals.excused:
        parts.append(_("excused {count}").format(count=totals.excused))
    after.append("".join(f"  {part}" for part in parts))
    cells = _BAR_CELLS if width >= _ROOMY else _BAR_CELLS // 2
    cells = max(_LEAST_CELLS, min(cells, width - line.cell_len - after.cell_len))
    return line.append_text(share_bar(reported, expected, cells, strokes)).append_text(after)


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
