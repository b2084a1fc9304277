"""The lists of the workbook, one a sheet: the ledger of units, who has not reported, who was reminded."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.chinese_dates import chinese_day
from fedtrack.core.model import CallVia
from fedtrack.core.payloads import ReminderState
from fedtrack.core.rounds import UNPLANNED, Stage
from fedtrack.exports.phrases import NIL, STATE_NAMES, figure_givers, figure_heading, via_name

if TYPE_CHECKING:
    from fedtrack.core.history import PastReminder
    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary
    from fedtrack.exports.columns import Cell

LEDGER, STATE = "台账", "状态"
_CALLS: dict[str, str] = {CallVia.PHONE: "电话", CallVia.WECHAT: "微信", CallVia.VISIT: "上门"}
_OUTCOMES: dict[str, str] = {
    ReminderState.DRAFTED: "已拟草稿",
    ReminderState.SENT: "已发出",
    ReminderState.FAILED: "未能发出",
    ReminderState.UNKNOWN: "是否发出不明",
}
_STAGES: dict[str, str] = {
    Stage.BEFORE: "温馨提示",
    Stage.TODAY: "今日截止",
    Stage.OVERDUE: "催报",
    Stage.FINAL: "再次催报",
}
_PLANNED = re.compile(r"(before|after)-(\d{1,4})")


class Kind(Enum):
    """How a column is set."""

    TEXT = auto()
    WORD = auto()
    """A short text, in the middle."""
    NUMBER = auto()
    DATE = auto()


class Column(NamedTuple):
    """A heading and what stands below it; text wider than `most` half-width characters is wrapped."""

    heading: str
    kind: Kind
    most: int = 12


class Sheet(NamedTuple):
    """One list; the columns from `summed` up to the one before `summed_to` have totals at the foot.

    `partial` is that not all units that reported gave what is summed.
    """

    name: str
    title: str
    columns: list[Column]
    rows: list[list[Cell]]
    summed: int = 0
    summed_to: int = 0
    partial: bool = False


def ledger_sheet(summary: Summary) -> Sheet:
    """Return every unit with what it reported, and the notice's figures with their totals."""
    figures = summary.notice.figures
    columns = [
        Column("序号", Kind.NUMBER),
        Column("单位", Kind.TEXT, 36),
        Column("分组", Kind.TEXT, 20),
        Column(STATE, Kind.WORD),
        Column("报送日期", Kind.DATE),
        Column("方式", Kind.WORD, 8),
        Column("题名", Kind.TEXT, 40),
    ]
    first = len(columns)
    columns += [Column(figure_heading(figure, between="\n"), Kind.NUMBER, 10) for figure in figures]
    columns.append(Column("备注", Kind.TEXT, 30))
    rows: list[list[Cell]] = [
        [
            number,
            standing.unit.name,
            standing.unit.group,
            STATE_NAMES[standing.state],
            standing.received_on,
            via_name(standing),
            standing.title,
            *(standing.figures.get(figure.key) for figure in figures),
            _remarks(standing, summary),
        ]
        for number, standing in enumerate(summary.standings, start=1)
    ]
    partial = any(figure_givers(summary.standings, figure) is not None for figure in figures)
    return Sheet(LEDGER, "报送台账", columns, rows, first, first + len(figures), partial)


def outstanding_sheet(summary: Summary) -> Sheet:
    """Return the units that owe a report, how to reach them, and how often they were reminded."""
    columns = [
        Column("序号", Kind.NUMBER),
        Column("单位", Kind.TEXT, 36),
        Column("分组", Kind.TEXT, 20),
        Column(STATE, Kind.WORD),
        Column("报送期限", Kind.DATE),
        Column("联系人", Kind.TEXT, 16),
        Column("电话", Kind.TEXT, 18),
        Column("邮箱", Kind.TEXT, 36),
        Column("提醒次数", Kind.NUMBER),
        Column("最近提醒", Kind.DATE),
        Column("备注", Kind.TEXT, 30),
    ]
    owing = (standing for standing in summary.standings if standing.outstanding)
    rows: list[list[Cell]] = [
        [
            number,
            standing.unit.name,
            standing.unit.group,
            STATE_NAMES[standing.state],
            standing.deadline.due,
            standing.unit.contact,
            standing.unit.phone,
            "\n".join(standing.unit.email),
            len(standing.reminders),
            standing.last_reminded_on,
            standing.note,
        ]
        for number, standing in enumerate(owing, start=1)
    ]
    return Sheet("未报", "未报单位", columns, rows)


def reminders_sheet(summary: Summary) -> Sheet:
    """Return every reminder by its day, those too that no server took; one day's stand in roster order."""
    columns = [
        Column("序号", Kind.NUMBER),
        Column("单位", Kind.TEXT, 36),
        Column("提醒日期", Kind.DATE),
        Column("方式", Kind.WORD, 18),
        Column("轮次", Kind.WORD, 22),
        Column("阶段", Kind.WORD),
        Column("结果", Kind.WORD, 14),
        Column("说明", Kind.TEXT, 50),
    ]
    made = sorted(
        (
            (reminder, standing.unit.name)
            for standing in summary.standings
            for reminder in (*standing.reminders, *standing.failed)
        ),
        key=lambda pair: pair[0].on,
    )
    rows: list[list[Cell]] = [
        [number, name, reminder.on, *_told(reminder)] for number, (reminder, name) in enumerate(made, start=1)
    ]
    return Sheet("提醒记录", "提醒记录", columns, rows)


def _told(reminder: PastReminder) -> list[Cell]:
    """Return by what it was made, its round, its stage, what became of it, and a note."""
    if not reminder.state:
        return [_CALLS.get(reminder.via, "电话"), "", "", "已联系", reminder.note]
    refused = f"未收的邮箱：{'、'.join(reminder.refused)}" if reminder.refused else ""
    return [
        "邮件" if reminder.to else "OA、微信等",
        _round_name(reminder.round),
        _STAGES.get(reminder.stage, reminder.stage),
        _OUTCOMES.get(reminder.state, reminder.state),
        "；".join(part for part in (reminder.error, refused) if part),
    ]


def _round_name(name: str) -> str:
    """Return 截止前第5个工作日 for `before-5`."""
    planned = _PLANNED.fullmatch(name)
    if planned:
        side = "前" if planned[1] == "before" else "后"
        return f"截止{side}第{planned[2]}个工作日"
    return {"due": "截止当日", UNPLANNED: "临时提醒"}.get(name, name)


def _remarks(standing: Standing, summary: Summary) -> str:
    """Return what is worth saying beside the state: a nil report, more time, the note."""
    longer = standing.deadline != summary.notice.deadline
    parts = (
        NIL if standing.nil else "",
        f"延至{chinese_day(standing.deadline.due)}" if longer else "",
        standing.note,
    )
    return "；".join(part for part in parts if part)
