"""The office's words, in Chinese, which the exports share: they go up and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.chinese_dates import chinese_day, chinese_deadline, chinese_weekday
from fedtrack.core.model import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fedtrack.core.model import Deadline, Figure
    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Totals

STATE_NAMES = {
    State.PENDING: "未报",
    State.OVERDUE: "逾期未报",
    State.ON_TIME: "按时",
    State.LATE: "逾期报送",
    State.RETURNED: "退回重报",
    State.EXCUSED: "免报",
}
VIA_NAMES = {"oa": "OA", "email": "邮箱", "wechat": "微信", "paper": "纸质", "other": "其他"}
NIL = "零报告"
WHOLE = "合计"
GIVEN = "已填数字"
"""Said of who gave the figures, where not all that reported did."""
GIVEN_UNITS = f"{GIVEN}（家）"
NO_GROUP = "未分组"
COUNTED = ("应报", "已报", "按时", "逾期报送", "未报", "免报")
"""The headings of `counts`."""
REPORTED, ON_TIME = "报送率", "按时率"
"""The headings of the rates."""


def counts(totals: Totals) -> tuple[int, ...]:
    """Return the counts in the order in which every table has them."""
    return (
        totals.expected_reports,
        totals.actual_reports,
        totals.actual_reports_on_time,
        totals.late,
        totals.outstanding,
        totals.excused,
    )


def opening(totals: Totals) -> str:
    """Return how every summing up begins: 应报75家，已报71家，报送率94.7%."""
    rate = f"，{REPORTED}{totals.percent_reported}" if totals.expected_reports else ""
    return f"应报{totals.expected_reports}家，已报{totals.actual_reports}家{rate}"


def sentence(totals: Totals) -> str:
    """Return the sentence with which an office sums up: 应报75家，已报71家，报送率94.7%."""
    parts = [opening(totals), f"其中按时{totals.actual_reports_on_time}家"]
    if totals.expected_reports:
        parts.append(f"{ON_TIME}{totals.percent_on_time}")
    told = (
        (totals.late, "逾期报送"),
        (totals.outstanding, "未报"),
        (totals.returned, "未报中退回重报"),
        (totals.excused, "免报"),
    )
    parts += [f"{words}{count}家" for count, words in told if count]
    return "，".join(parts) + "。"


def full_deadline(deadline: Deadline) -> str:
    """Return 2020年3月23日（星期一），含当日, or with the time in its place."""
    until = f" {deadline.clock:%H:%M}" if deadline.clock else "，含当日"
    return f"{chinese_day(deadline.due)}（{chinese_weekday(deadline.due)}）{until}"


def deadline_of_year(deadline: Deadline) -> str:
    """Return 2020年3月23日（星期一，含当日）前."""
    return f"{deadline.due.year}年{chinese_deadline(deadline)}"


def via_name(standing: Standing) -> str:
    """Return by what the report came; what another version wrote keeps its own name."""
    via = standing.via or ""
    return VIA_NAMES.get(via, via)


def figure_heading(figure: Figure, *, between: str = "") -> str:
    """Return 开展活动（场次）, or the label alone where a figure has no unit."""
    return f"{figure.label}{between}（{figure.unit}）" if figure.unit else figure.label


def figure_sum(standings: Iterable[Standing], figure: Figure) -> int | float | None:
    """Return the sum of a figure, or None where no unit gave it."""
    values = [one.figures[figure.key] for one in standings if figure.key in one.figures]
    return sum(values) if values else None


def figure_givers(standings: Iterable[Standing], figure: Figure) -> int | None:
    """Return how many units gave a figure, or None where no report lacks it; a nil report lacks none."""
    reported = [one for one in standings if one.reported]
    if all(one.nil or figure.key in one.figures for one in reported):
        return None
    return sum(figure.key in one.figures for one in reported)


def of_givers(standings: Iterable[Standing], figure: Figure) -> str:
    """Return of how many units a figure's sum is, or nothing where it is of all that reported."""
    givers = figure_givers(standings, figure)
    return f"（{GIVEN}的{givers}家）" if givers else ""
