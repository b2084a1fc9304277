"""How time and memory grow with the roster: `status`, `export` and `record` beside reading the same file.

A roster is TOML, so `tomllib.load` of it by a bare Python is the least that any command can take.
"""

from __future__ import annotations

import itertools
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.report import Row, print_rows
from benchmarks.timing import Runner, beside, run_fedtrack, run_python
from fedtrack.core.entries import NewEntry
from fedtrack.core.model import Via
from fedtrack.core.payloads import Report
from fedtrack.ledger.sqlite import SqliteLedger

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = {150: 15, 1_000: 11, 10_000: 7}
LARGE, LARGE_ROUNDS = 100_000, 3
STATUS_BOUND, GROWTH_BOUND = 3.0, 11.0
TODAY = "2020-03-20"
_BOUNDED_SIZE = 10_000
_SPARE = 25  # units at the end that have not reported: one for each run of `record`
_AT_ONCE = 1_000  # entries handed to the ledger at a time
_PARSE = "import tomllib; tomllib.load(open('units.toml', 'rb'))"

_HEAD = """\
[federation]
name = "融安县妇女联合会"
short_name = "县妇联"
email = "ronganfulian@163.com"

[[notices]]
id = "2020-38"
number = "融妇通〔2020〕1号"
title = "关于疫情防控形势下做好纪念“三八”国际妇女节有关工作的通知"
issued = 2020-03-03
due = 2020-03-23
recipients = ["乡镇妇联", "县直单位", "驻融单位"]
figures = [
    { key = "events", label = "开展活动", unit = "场次" },
    { key = "participants", label = "参与人数", unit = "人次" },
]
"""
_UNIT = """
[[units]]
id = "{id}"
name = "{name}"
aliases = ["{alias}"]
group = "{group}"
email = ["{id}@rongan.example"]
cc = ["fenguan-{id}@rongan.example"]
phone = "0772-{number:07d}"
contact = "办公室"
"""
_GROUPS = ("乡镇妇联", "县直单位", "驻融单位")
_FIRST = "长浮泗板大雅东沙桥潭青白黑红金银龙凤太平安永新高上下南北西中清明兴和三五七九双石水山林田"
_SECOND = "安石顶榄将良瑶坡起子板头江河湖塘桥村岭岗坪洞湾口塔寺关店集庄堡寨坝渡溪泉峰谷原洲里阳"
_BUREAUS = (
    "财政教育公安民政司法水利林业农业审计统计气象税务交通建设规划国土环保卫生计生文化体育旅游广电"
    "新闻档案科技商务粮食供销物价质监工商药监安监信访侨务民族宗教人事劳动社保医保外事扶贫移民畜牧"
    "水产农机糖业烟草盐务邮政电信供电供水燃气公路航道房产园林城管市政"
)


def measure(*, large: bool = False) -> list[Row]:
    """Return times, ratios and memory at every size; 100 000 units only where `large` asks for it."""
    with TemporaryDirectory(prefix="fedtrack-bench-") as name:
        scratch = Path(name)
        runner = Runner(scratch)
        rows = [row for size, rounds in ROUNDS.items() for row in _rows(runner, scratch, size, rounds)]
        if large:
            rows += _rows(runner, scratch, LARGE, LARGE_ROUNDS)
        return rows


def write_workspace(folder: Path, size: int) -> Iterator[str]:
    """Write a roster of `size` units and a ledger with a report of each but the last few; return those."""
    units = [identifier for identifier, _ in write_roster(folder, size)]
    report = Report(
        received_on=date(2020, 3, 18),
        via=Via.OA,
        title="纪念“三八”国际妇女节活动开展情况",
        figures={"events": 2, "participants": 120},
    )
    with SqliteLedger(folder / "fedtrack.db", recorded_by="bench").writing() as pen:
        for start in range(0, size - _SPARE, _AT_ONCE):
            chosen = units[start : min(start + _AT_ONCE, size - _SPARE)]
            pen.append([NewEntry("2020-38", unit, report) for unit in chosen])
    return iter(units[-_SPARE:])


def write_roster(folder: Path, size: int, more: str = "") -> list[tuple[str, str]]:
    """Write the `units.toml` of a new folder, with `more` at its end; return the units' ids and names."""
    folder.mkdir()
    units = []
    with (folder / "units.toml").open("w", encoding="utf-8", newline="\n") as file:
        file.write(_HEAD)
        for number, (name, alias) in enumerate(_names(size)):
            identifier, group = f"u{number:06d}", _GROUPS[number % len(_GROUPS)]
            file.write(_UNIT.format(id=identifier, name=name, alias=alias, group=group, number=number))
            units.append((identifier, name))
        file.write(more)
    return units


def _names(size: int) -> Iterator[tuple[str, str]]:
    """Yield the names and aliases of `size` bureaus, no two alike."""
    bureaus = map("".join, zip(_BUREAUS[::2], _BUREAUS[1::2], strict=True))
    for bureau, first, second in itertools.islice(itertools.product(bureaus, _FIRST, _SECOND), size):
        yield f"{first}{second}{bureau}局女工委", f"{first}{second}{bureau}局"


def _rows(runner: Runner, scratch: Path, size: int, rounds: int) -> Iterator[Row]:
    folder = scratch / str(size)
    spare = write_workspace(folder, size)
    commands = {
        "status --json": run_fedtrack(folder, "status", "--today", TODAY, "--json"),
        "export csv": run_fedtrack(
            folder, "export", "--today", TODAY, "--format", "csv", "--yes", "-o", "summary.csv"
        ),
        "record": run_fedtrack(folder, "record", "--today", TODAY, "--via", "oa", turns=spare),
    }
    parse = run_python(folder, _PARSE)
    measured = [parse, *commands.values()]
    smaller = scratch / str(_BOUNDED_SIZE)
    if size == LARGE:  # both sizes in the same rounds: what slows the machine slows both
        measured.append(commands["status --json"]._replace(folder=smaller))
    floor, *times = runner.interleave(measured, rounds)
    floor_peak = runner.peak(parse)
    for (what, command), seconds in zip(commands.items(), times, strict=False):
        yield Row(
            f"{what}, {size:,} units",
            "tomllib.load",
            beside(seconds, floor),
            STATUS_BOUND if what == "status --json" and size == _BOUNDED_SIZE else None,
            runner.peak(command),
            floor_peak,
        )
    if size == LARGE:
        growth = beside(times[0], times[-1])
        yield Row(f"status --json, {size:,} units", f"{_BOUNDED_SIZE:,} units", growth, GROWTH_BOUND)


if __name__ == "__main__":
    print_rows(measure(large="--large" in sys.argv[1:]))
