"""Summaries for the exports to write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from fedtrack.core.entries import Entry
from fedtrack.core.model import Figure, Via
from fedtrack.core.payloads import Call, Excuse, Extension, FiledFile, Payload, Reminder, Report, Return
from fedtrack.core.summary import Summary
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.summarize import summarize_whole
from tests.builders import DUE, end_of, make_entry, make_notice, make_roster, make_unit
from tests.fakes.ledger import FakeLedger

AS_OF = date(2020, 3, 24)
FIGURES = (Figure("events", "开展活动", "场次"), Figure("participants", "参与人数"))


def numbered(payloads: Sequence[tuple[str, Payload]]) -> Iterator[Entry]:
    """Yield an entry for each unit and payload, in their order."""
    for number, (unit, payload) in enumerate(payloads, start=1):
        yield make_entry(payload, number=number, unit=unit)


def summary_of(
    entries: Sequence[tuple[str, Payload]], *, units: Sequence[str], today: date = AS_OF
) -> Summary:
    """Return the summary of these entries, written down in their order; every third unit has no group."""
    roster = make_roster(
        [
            make_unit(identifier, group=("乡镇妇联", "县直单位", "")[number % 3])
            for number, identifier in enumerate(units)
        ],
        [make_notice(figures=FIGURES)],
    )
    return summarize_whole(
        roster,
        roster.notices[0],
        FakeLedger(list(numbered(entries))),
        as_of=end_of(today),
        calendar=WorkCalendar(),
    )


def season() -> Summary:
    """Return a summary with a unit in each state."""
    file = FiledFile("received/2020-38/a/1.doc", "0" * 64, 3, "1.doc")
    first = make_entry(Report(DUE), number=3).id
    return summary_of(
        [
            (
                "a",
                Report(
                    date(2020, 3, 18),
                    via=Via.OA,
                    title="活动总结",
                    files=(file, file),
                    figures={"events": 3, "participants": 120.5},
                    note="已核",
                ),
            ),
            ("b", Report(AS_OF, via=Via.PAPER, nil=True, figures={"events": -1})),
            ("c", Report(DUE)),
            ("c", Return(AS_OF, "缺公章", (first,))),
            ("d", Excuse(AS_OF, "新设")),
            ("e", Extension(AS_OF, date(2020, 3, 31), "停电")),
            ("f", Call(date(2020, 3, 19))),
            (
                "f",
                Reminder(
                    date(2020, 3, 20),
                    "before-1",
                    DUE,
                    "before",
                    "drafted",
                    ("f@x.example",),
                    "提示",
                    "<i@x.example>",
                ),
            ),
        ],
        units="abcdef",
    )


def partly_filled() -> Summary:
    """Return a summary of three reports, two with one figure and all with the other, and a nil report."""
    return summary_of(
        [
            ("a", Report(AS_OF, figures={"events": 3, "participants": 10})),
            ("b", Report(AS_OF, figures={"events": 2, "participants": 20})),
            ("c", Report(AS_OF, figures={"participants": 30})),
            ("d", Report(AS_OF, nil=True)),
        ],
        units="abcde",
    )


def filled_with(mischief: str) -> Summary:
    """Return a summary whose every text is this one: a name, a title, a label, a reason."""
    unit = make_unit("a", name=mischief, group=mischief)
    returned = make_unit("b", name=mischief, group="")
    notice = make_notice(
        title=mischief,
        number=mischief,
        figures=(Figure("events", mischief, mischief), Figure("participants", mischief)),
    )
    roster = make_roster([unit, returned], [notice])
    entries: list[tuple[str, Payload]] = [
        ("a", Report(DUE, title=mischief, note=mischief, figures={"events": -3})),
        ("b", Excuse(DUE, mischief)),
    ]
    summary = summarize_whole(
        roster, notice, FakeLedger(list(numbered(entries))), as_of=end_of(AS_OF), calendar=WorkCalendar()
    )
    return replace(summary, federation=mischief)
