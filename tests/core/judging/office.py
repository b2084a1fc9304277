"""An invented county for the tests of judging, and arrivals with all that a test does not care about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from fedtrack.core.arrivals import Arrival, Cell, Extract, Form, Reading, ReceivedFile
from fedtrack.core.judging.judge import Judge
from fedtrack.core.judging.verdict import Verdict
from fedtrack.core.model import Deadline, Federation, Notice, Roster, Unit

WOMENS_DAY = Notice(
    id="2020-38",
    number="青妇通〔2020〕1号",
    title="关于过好“三八”国际妇女节的通知",
    issued=date(2020, 3, 3),
    deadline=Deadline(date(2020, 3, 23)),
    report="活动开展情况",
    recipients=("乡镇妇联", "县直单位", "驻县单位"),
)
FAMILIES = Notice(
    id="2020-jt",
    number="青妇通〔2020〕2号",
    title="关于寻找“最美家庭”的通知",
    issued=date(2020, 3, 10),
    deadline=Deadline(date(2020, 4, 10)),
    report="推荐表和事迹材料",
    recipients=("乡镇妇联", "县直单位"),
)
LAST_YEAR = Notice(
    id="2019-38",
    number="青妇通〔2019〕3号",
    title="关于开展“三八”节活动的通知",
    issued=date(2019, 2, 25),
    deadline=Deadline(date(2019, 3, 15)),
    closed=date(2019, 4, 1),
)
UNITS = (
    Unit(id="baishi", name="白石镇妇联", group="乡镇妇联", email=("baishi@qinghe.example",)),
    Unit(id="heishi", name="黑石镇妇联", group="乡镇妇联", email=("heishi@qinghe.example", "81@qq.example")),
    Unit(id="heishikq", name="黑石矿区管理处", group="乡镇妇联"),
    Unit(id="shuili", name="县水利局女工委", group="县直单位", email=("slj@qinghe.example",)),
    Unit(id="minzheng", name="县民政局女工委", group="县直单位", email=("shared@qinghe.example",)),
    Unit(id="canlian", name="县残疾人联合会女工委", group="县直单位", email=("shared@qinghe.example",)),
    Unit(id="renmin", name="县人民医院女工委", group="县直单位"),
    Unit(id="zhongyi", name="县中医医院女工委", group="县直单位"),
    Unit(id="dianxin", name="中国电信青禾分公司女工委", group="驻县单位", email=("dx@qinghe.example",)),
)
ROSTER = Roster(
    federation=Federation(name="青禾县妇女联合会", short_name="县妇联", email="qhfl@qinghe.example"),
    notices=(WOMENS_DAY, FAMILIES, LAST_YEAR),
    units=UNITS,
)
AS_OF = datetime(2020, 3, 31, 23, 59)  # noqa: DTZ001 - local to the federation, as all moments in the core
BAISHI, SHUILI, OWN = "baishi@qinghe.example", "slj@qinghe.example", "qhfl@qinghe.example"
SHARED = "shared@qinghe.example"
"""The address of 县民政局女工委 and of 县残疾人联合会女工委."""
TOLD = (
    "3月8日，我单位组织女职工开展庆祝三八妇女节活动，慰问困难妇女20人，走访留守儿童家庭，"
    "发放宣传资料500份，线上开展法律知识讲座。"
)
"""Enough for a report in a mail's own text."""
ABOUT_8, ABOUT_FAMILIES = "2020-38", "2020-jt"
Outcome = tuple[str, str, str | None, str | None]
"""Decision, kind, unit and notice, as the JSON has them."""


def judge(arrival: Arrival, *, chosen: Notice | None = None, roster: Roster = ROSTER) -> Verdict:
    """Return the verdict on an arrival at the end of March 2020."""
    return Judge(roster, as_of=AS_OF, chosen=chosen).judge(arrival)


def outcome(verdict: Verdict) -> Outcome:
    """Return what a test compares first."""
    return verdict.decision.value, verdict.kind.value, verdict.unit, verdict.notice


def said(verdict: Verdict) -> str:
    """Return what the clerk is told, evidence and doubts, a sentence a line."""
    return "\n".join(str(message) for message in (*verdict.evidence, *verdict.doubts))


def reminder(unit: str, notice: str = ABOUT_8) -> tuple[str, ...]:
    """Return the ids that an answer to a reminder of ours carries."""
    return (f"<fedtrack.{notice}.{unit}.20200318@qinghe.example>",)


def mail(subject: str = "", text: str = "", *files: ReceivedFile, **fields: object) -> Arrival:
    """Return a mail of 19 March from an address that is not on the roster."""
    values: dict[str, object] = {
        "received": datetime(2020, 3, 19, 9, 30),  # noqa: DTZ001
        "sender": "1001@qq.example",
        "message_id": "<1@qq.example>",
        **fields,
    }
    return Arrival(
        source="1.eml",
        key="mail:<1@qq.example>",
        form=Form.MAIL,
        subject=subject,
        text=text,
        files=files,
        **values,  # type: ignore[arg-type]
    )


def from_baishi(subject: str = "", text: str = "", *files: ReceivedFile, **fields: object) -> Arrival:
    """Return a mail from the address of 白石镇妇联."""
    return mail(subject, text, *files, **{"sender": BAISHI, **fields})


def loose(name: str, *lines: str, folders: Sequence[str] = (), **fields: object) -> Arrival:
    """Return a file that lies in a folder."""
    return Arrival(
        source="/".join((*folders, name)),
        key=f"file:{name}",
        form=Form.FILE,
        files=(document(name, *lines, **fields),),  # type: ignore[arg-type]
        folders=tuple(folders),
    )


def row(heading: str = "“三八”活动情况统计", title_column: str = "", **cells: Cell) -> Arrival:
    """Return a line of a form, whose column 单位 has the unit."""
    return Arrival(
        source="form.xlsx#3",
        key="row:3",
        form=Form.ROW,
        received=datetime(2020, 3, 18),  # noqa: DTZ001
        clock_known=False,
        heading=heading,
        cells=dict(cells),
        unit_columns=("单位",),
        title_column=title_column,
    )


def document(name: str, *lines: str, reading: Reading = Reading.READ, **fields: object) -> ReceivedFile:
    """Return a file with these lines of text; a document without any has one that tells nothing."""
    if not lines and reading is Reading.READ and name.endswith((".docx", ".txt")):
        lines = ("内容略。",)
    inline = bool(fields.pop("inline", False))
    extract = Extract(reading, tuple(lines), **fields)  # type: ignore[arg-type]
    return ReceivedFile(name, 1, hashlib.sha256(name.encode()).hexdigest(), extract, inline)
