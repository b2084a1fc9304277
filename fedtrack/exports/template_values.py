"""What a clerk's own Word template may say (docs/word-template.md): plain values under plain names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.chinese_dates import chinese_day
from fedtrack.core.model import State
from fedtrack.core.untrusted import one_line
from fedtrack.exports.briefing import figure_sums, names_of, overall, report_asked
from fedtrack.exports.phrases import NO_GROUP, STATE_NAMES, deadline_of_year, via_name

if TYPE_CHECKING:
    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary, Totals


def template_values(summary: Summary) -> dict[str, object]:
    """Return every name that a template may use; texts are single harmless lines, nothing is escaped yet."""
    notice = summary.notice
    punctual = [one for one in summary.counted if one.state is State.ON_TIME]
    owing = [one for one in summary.counted if one.outstanding]
    return {
        "federation": one_line(summary.federation),
        "number": one_line(notice.number),
        "title": one_line(notice.title),
        "report": report_asked(summary),
        "due": deadline_of_year(notice.deadline),
        "today": chinese_day(summary.today),
        "over": notice.deadline.passed_at(summary.as_of),
        **_counts(summary.totals),
        "overall": overall(summary),
        "on_time_names": names_of(punctual, summary),
        "outstanding_names": names_of(owing, summary),
        "figures": [one._asdict() for one in figure_sums(summary)],
        "groups": [
            {"name": one_line(group.group) or NO_GROUP, **_counts(group.totals)} for group in summary.groups
        ],
        "units": [_unit(number, one, summary) for number, one in enumerate(summary.standings, start=1)],
    }


def _counts(totals: Totals) -> dict[str, object]:
    return {
        "expected": totals.expected_reports,
        "reported": totals.actual_reports,
        "on_time": totals.actual_reports_on_time,
        "late": totals.late,
        "outstanding": totals.outstanding,
        "returned": totals.returned,
        "excused": totals.excused,
        "rate": totals.percent_reported,
        "rate_on_time": totals.percent_on_time,
    }


def _unit(number: int, standing: Standing, summary: Summary) -> dict[str, object]:
    return {
        "number": number,
        "name": one_line(standing.unit.name),
        "group": one_line(standing.unit.group),
        "state": STATE_NAMES[standing.state],
        "reported": standing.reported,
        "outstanding": standing.outstanding,
        "nil": standing.nil,
        "due": chinese_day(standing.deadline.due),
        "received": chinese_day(standing.received_on) if standing.received_on else "",
        "via": one_line(via_name(standing)),
        "title": one_line(standing.title),
        "figures": {figure.key: standing.figures.get(figure.key, "") for figure in summary.notice.figures},
        "reminders": len(standing.reminders),
        "note": one_line(standing.note),
    }
