"""The columns that an office expects in a list of reports, in Chinese: exports go up and out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.model import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary, Totals

STATE_NAMES = {
    State.PENDING: "未报",
    State.OVERDUE: "逾期未报",
    State.ON_TIME: "按时",
    State.LATE: "逾期报送",
    State.RETURNED: "退回重报",
    State.EXCUSED: "免报",
}
VIA_NAMES = {"oa": "OA", "email": "邮箱", "wechat": "微信", "paper": "纸质", "other": "其他"}
GROUP_HEADINGS = ["分组", "应报", "已报", "按时", "逾期报送", "未报", "免报", "报送率"]

Cell = str | int | float | date | None


class Listing(NamedTuple):
    """Headings, one row a unit, and the row of totals."""

    headings: list[str]
    rows: list[list[Cell]]
    totals: list[Cell]


def list_units(summary: Summary) -> Listing:
    """Return the summary as a list: values keep their types, nothing is escaped yet."""
    figures = summary.notice.figures
    headings = ["序号", "单位", "分组", "状态", "报送期限", "报送日期", "方式", "题名"]
    headings += [f"{figure.label}（{figure.unit}）" if figure.unit else figure.label for figure in figures]
    headings += ["附件数", "提醒次数", "最近提醒", "备注"]
    rows = [
        [
            number,
            standing.unit.name,
            standing.unit.group,
            STATE_NAMES[standing.state] + ("（零报告）" if standing.nil else ""),
            standing.deadline.due,
            standing.received_on,
            VIA_NAMES.get(standing.via or "", standing.via),
            standing.title,
            *(standing.figures.get(figure.key) for figure in figures),
            standing.files,
            len(standing.reminders),
            standing.last_reminded_on,
            standing.note,
        ]
        for number, standing in enumerate(summary.standings, start=1)
    ]
    sums = [_sum(summary.standings, figure.key) for figure in figures]
    files = sum(standing.files for standing in summary.standings)
    reminders = sum(len(standing.reminders) for standing in summary.standings)
    totals: list[Cell] = ["合计", f"{len(rows)}家", *[None] * 6, *sums, files, reminders, None, None]
    return Listing(headings, rows, totals)


def sentence(totals: Totals) -> str:
    """Return the sentence with which an office sums up: 应报75家，已报71家，报送率94.7%."""
    parts = [f"应报{totals.expected_reports}家，已报{totals.actual_reports}家"]
    if totals.expected_reports:
        parts.append(f"报送率{totals.percent_reported}")
    parts.append(f"其中按时{totals.actual_reports_on_time}家")
    if totals.expected_reports:
        parts.append(f"按时率{totals.percent_on_time}")
    counts = (
        (totals.late, "逾期报送"),
        (totals.outstanding, "未报"),
        (totals.returned, "未报中退回重报"),
        (totals.excused, "免报"),
    )
    parts += [f"{words}{count}家" for count, words in counts if count]
    return "，".join(parts) + "。"


def _sum(standings: tuple[Standing, ...], key: str) -> int | float | None:
    values = [standing.figures[key] for standing in standings if key in standing.figures]
    return sum(values) if values else None


def group_rows(summary: Summary) -> Iterator[list[Cell]]:
    """Yield one row a group: name, 应报, 已报, 按时, 逾期报送, 未报, 免报, 报送率."""
    for group in summary.groups:
        totals = group.totals
        yield [
            group.group or "未分组",
            totals.expected_reports,
            totals.actual_reports,
            totals.actual_reports_on_time,
            totals.late,
            totals.outstanding,
            totals.excused,
            totals.percent_reported,
        ]
