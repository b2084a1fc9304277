"""A notice in the middle of its season, and paper to draw it on."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.text import Text

from fedtrack.core.entries import Entry
from fedtrack.core.model import CallVia, Deadline, Figure, Notice, Roster, Unit, Via
from fedtrack.core.payloads import Call, Excuse, Extension, FiledFile, Payload, Reminder, Report, Return
from fedtrack.core.summary import Summary, build_summary
from fedtrack.core.workdays import WorkCalendar
from tests.builders import DUE, end_of, make_entry, make_notice, make_roster, make_unit

TODAY = date(2020, 3, 24)
CALENDAR = WorkCalendar()
TABLES = Path(__file__).parents[1] / "data" / "tables"

FIGURES = (Figure("events", "开展活动", "场次"), Figure("participants", "参与人数", "人次"))
UNITS = (
    make_unit("baishi", name="白石镇妇联", phone="0700-5550101"),
    make_unit("heishi", name="黑石镇妇联", phone="0700-5550102", contact="韦某"),
    make_unit("heishikq", name="黑石矿区管理处", email=(), phone="0700-5550103"),
    make_unit("shuili", name="县水利局女工委", group="县直单位"),
    make_unit("minzheng", name="县民政局女工委", group="县直单位", email=()),
    make_unit("wenguang", name="县文化广电体育和旅游局女工委", group="县直单位"),
    make_unit("gongsi", name="青禾县城市建设投资有限公司女职工委员会", group="", email=(), contact="罗某"),
)
LONG_NAME = "青禾县自然资源规划局国土空间生态修复与测绘地理信息中心女工委"
"""Thirty characters, no two alike."""


def make_reminder(on: date, stage: str = "before") -> Reminder:
    """Return a reminder by mail."""
    return Reminder(
        on=on,
        round="before-1",
        due=DUE,
        stage=stage,
        state="drafted",
        to=("heishi@qinghe.example", "55502@qq.example"),
        subject="温馨提示",
        message_id="<a@qinghe.example>",
    )


def make_entries(*lines: tuple[str, Payload], notice: str = "2020-38") -> list[Entry]:
    """Return the entries of units in this order."""
    return [
        make_entry(payload, number=number, unit=unit, notice=notice)
        for number, (unit, payload) in enumerate(lines, start=1)
    ]


ENTRIES = make_entries(
    (
        "baishi",
        Report(
            date(2020, 3, 18),
            time(16, 30),
            Via.OA,
            title="白石镇“三八”节活动总结",
            files=(FiledFile("received/2020-38/baishi/a.docx", "0" * 64, 1, "a.docx"),),
            figures={"events": 3, "participants": 120},
            note="已核",
        ),
    ),
    ("heishi", make_reminder(date(2020, 3, 19))),
    ("heishi", Call(date(2020, 3, 23), CallVia.WECHAT, note="月底前报")),
    ("heishikq", Report(date(2020, 3, 20), via=Via.PAPER)),
    ("heishikq", Return(date(2020, 3, 23), "数字与附表不符", (make_entry(Call(DUE), number=4).id,))),
    ("shuili", Report(date(2020, 3, 24), via=Via.EMAIL, nil=True)),
    ("minzheng", Excuse(date(2020, 3, 10), "新设")),
    ("wenguang", Extension(date(2020, 3, 19), date(2020, 3, 27), "单位搬迁", time(12))),
)


def make_season(units: Sequence[Unit] = UNITS, **notice: object) -> tuple[Roster, Notice]:
    """Return a roster with one notice."""
    chosen = make_notice(**{"figures": FIGURES, **notice})
    return make_roster(units, [chosen]), chosen


def summarize(
    entries: Sequence[Entry] = tuple(ENTRIES),
    units: Sequence[Unit] = UNITS,
    today: date = TODAY,
    **notice: object,
) -> Summary:
    """Return the summary of a season on a day."""
    roster, chosen = make_season(units, **notice)
    return build_summary(roster, chosen, entries, as_of=end_of(today), calendar=CALENDAR)


def second_summary() -> Summary:
    """Return the summary of another notice of the same county, long before its due minute."""
    return summarize(
        (),
        UNITS[3:5],
        id="2020-39",
        number="青妇通〔2020〕2号",
        title="关于征集“最美家庭”故事的通知",
        deadline=Deadline(date(2020, 4, 30), time(17)),
    )


def draw_lines(*renderables: RenderableType, width: int) -> list[str]:
    """Return the lines that people see, as `console.show` prints them, without colours."""
    console = Console(
        file=io.StringIO(), width=width, color_system=None, highlight=False, markup=False, emoji=False
    )
    with console.capture() as capture:
        for renderable in renderables:
            console.print(renderable, soft_wrap=isinstance(renderable, Text))
    return capture.get().splitlines()


def draw(*renderables: RenderableType, width: int) -> str:
    """Return what people see as one text, without the blanks at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in draw_lines(*renderables, width=width))


def segments(renderable: RenderableType, width: int = 140) -> list[Segment]:
    """Return the pieces of text with their styles, as a terminal with colours gets them."""
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system="standard")
    return list(console.render(renderable, console.options))


def colour_of(text: str, renderable: RenderableType) -> str | None:
    """Return the colour in which a piece of text is drawn."""
    (style,) = {segment.style for segment in segments(renderable) if segment.text.strip() == text}
    return style.color.name if style and style.color else None


def assert_page(name: str, text: str) -> None:
    """Compare a page with the one in tests/data/tables that a person has read and found right.

    With REDRAW set in the environment the page is written anew, to be read again in the diff.
    """
    file = TABLES / f"{name}.txt"
    if os.environ.get("REDRAW"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8")
