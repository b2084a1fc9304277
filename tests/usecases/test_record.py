"""Reports come in."""

from __future__ import annotations

from datetime import time

import pytest

from fedtrack.core.entries import Entry, read_payload
from fedtrack.core.model import Deadline, Figure, Notice, Roster, State, Unit, Via
from fedtrack.core.payloads import FiledFile, Report
from fedtrack.errors import LedgerError, Message, UsageError
from fedtrack.usecases.record import Incoming, parse_figure, parse_figures, record
from fedtrack.usecases.written import Written
from tests.builders import DUE, make_notice
from tests.fakes.edges import FakeArchive
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import BrokenLedger, a_report, a_return, an_excuse, march, put


class Desk:
    """A clerk on 20 March who records what came in."""

    def __init__(self, roster: Roster, notice: Notice, ledger: FakeLedger, archive: FakeArchive) -> None:
        self.roster, self.notice, self.ledger, self.archive = roster, notice, ledger, archive

    def record(self, *units: Unit, day: int = 18, notice: Notice | None = None, **fields: object) -> Written:
        incoming = Incoming(received_on=march(day).date(), **fields)  # type: ignore[arg-type]
        return record(
            self.roster,
            notice or self.notice,
            units,
            incoming,
            ledger=self.ledger,
            archive=self.archive,
            as_of=march(20),
        )

    def refusal(self, *units: Unit, **fields: object) -> str:
        """Return the words of a refusal that left nothing behind."""
        before = list(self.ledger.lines)
        with pytest.raises(UsageError) as raised:
            self.record(*units, **fields)  # type: ignore[arg-type]
        assert (self.ledger.lines, self.archive.kept) == (before, [])
        return str(raised.value)


@pytest.fixture
def desk(roster: Roster, notice: Notice, ledger: FakeLedger, archive: FakeArchive) -> Desk:
    return Desk(roster, notice, ledger, archive)


def payload(entry: Entry) -> Report:
    read = read_payload(entry)
    assert isinstance(read, Report)
    return read


def test_all_that_the_clerk_tells_is_kept(desk: Desk, baishi: Unit) -> None:
    """What was not told keeps its default."""
    answer = desk.record(
        baishi,
        received_time=time(16, 30),
        via=Via.OA,
        title="白石镇三八活动",
        figures={"events": 3},
        note="附照片",
        files=("a.docx", "b.jpg"),
    )
    (entry,) = answer.entries
    assert desk.ledger.lines == [entry]
    assert (entry.kind, entry.notice, entry.unit) == ("report", "2020-38", "baishi")
    assert payload(entry) == Report(
        received_on=march(18).date(),
        received_time=time(16, 30),
        via=Via.OA,
        title="白石镇三八活动",
        files=(
            FiledFile("received/2020-38/baishi/a.docx", "0" * 64, 1, "a.docx"),
            FiledFile("received/2020-38/baishi/b.jpg", "0" * 64, 1, "b.jpg"),
        ),
        figures={"events": 3},
        note="附照片",
    )
    assert answer.notes == ()
    assert [one.state for one in answer.standings] == [State.ON_TIME]


def test_a_report_need_not_say_more_than_its_day(desk: Desk, baishi: Unit) -> None:
    (entry,) = desk.record(baishi).entries
    assert payload(entry) == Report(received_on=march(18).date())


def test_several_units_get_a_report_each(desk: Desk, baishi: Unit, heishi: Unit) -> None:
    """Each with its own copy of the files."""
    answer = desk.record(baishi, heishi, files=("a.docx",))
    assert [(entry.unit, payload(entry).files[0].path) for entry in answer.entries] == [
        ("baishi", "received/2020-38/baishi/a.docx"),
        ("heishi", "received/2020-38/heishi/a.docx"),
    ]
    assert [one.unit.id for one in answer.standings] == ["baishi", "heishi"]


def test_a_unit_that_is_not_asked_stops_the_others(desk: Desk, baishi: Unit, stranger: Unit) -> None:
    assert "县水利局女工委 is not asked" in desk.refusal(baishi, stranger, files=("a.docx",))


def test_a_second_report_stops_the_others(desk: Desk, baishi: Unit, heishi: Unit) -> None:
    """Units succeed or fail together; the day of the first report is named."""
    put(desk.ledger, a_report(17), unit="heishi")
    put(desk.ledger, a_report(16, supplement=True), unit="heishi")
    words = desk.refusal(baishi, heishi, files=("a.docx",))
    assert words.startswith("黑石镇妇联 has reported already, on 2020-03-16; nothing was recorded")
    assert "--supplement" in words


def test_a_second_report_is_a_supplement(desk: Desk, baishi: Unit) -> None:
    """It adds to the first, whose day stands."""
    desk.record(baishi, day=17, files=("a.docx",), figures={"events": 1})
    answer = desk.record(baishi, day=19, supplement=True, files=("b.docx",), figures={"participants": 9})
    (standing,) = answer.standings
    assert payload(answer.entries[0]).supplement
    assert (standing.received_on, standing.files) == (march(17).date(), 2)
    assert standing.figures == {"events": 1, "participants": 9}


@pytest.mark.parametrize("supplement", [False, True])
def test_a_first_report_may_call_itself_a_supplement(desk: Desk, baishi: Unit, *, supplement: bool) -> None:
    assert desk.record(baishi, supplement=supplement).standings[0].reported


def test_after_a_return_the_next_report_is_a_first_one(desk: Desk, baishi: Unit) -> None:
    sent_back = put(desk.ledger, a_report(17))
    put(desk.ledger, a_return(18, sent_back))
    (standing,) = desk.record(baishi, day=19).standings
    assert (standing.state, standing.received_on) == (State.ON_TIME, march(19).date())


def test_an_excused_unit_may_report_all_the_same(desk: Desk, baishi: Unit) -> None:
    put(desk.ledger, an_excuse(17))
    assert desk.record(baishi).standings[0].state == State.ON_TIME


def test_a_report_entered_under_a_later_day_is_a_first_report_too(desk: Desk, baishi: Unit) -> None:
    """Answering as of an earlier day does not make room for another first report."""
    put(desk.ledger, a_report(22))
    assert "has reported already, on 2020-03-22" in desk.refusal(baishi)


def test_a_report_may_have_come_in_today(desk: Desk, baishi: Unit) -> None:
    assert desk.record(baishi, day=20).standings[0].received_on == march(20).date()


def test_a_report_cannot_come_in_on_a_day_to_come(desk: Desk, baishi: Unit) -> None:
    words = desk.refusal(baishi, day=21, files=("a.docx",))
    assert words.startswith("2020-03-21 is still to come; nothing was recorded")
    assert "--on" in words


@pytest.mark.parametrize(("day", "noted"), [(2, True), (3, False)])
def test_a_report_from_before_the_notice_is_kept_and_wondered_at(
    desk: Desk, baishi: Unit, day: int, *, noted: bool
) -> None:
    answer = desk.record(baishi, day=day)
    words = [
        "2020-03-02 lies before the notice was issued (2020-03-03); `fedtrack undo` takes it back"
    ] * noted
    assert [str(note) for note in answer.notes] == words
    assert len(desk.ledger.lines) == 1


def test_a_notice_without_a_day_of_issue_wonders_at_nothing(desk: Desk, baishi: Unit) -> None:
    assert not desk.record(baishi, day=1, notice=make_notice(issued=None)).notes


@pytest.mark.parametrize(
    ("clock", "day", "received", "noted"),
    [
        (time(17), 20, None, True),
        (time(17), 20, time(16, 30), False),
        (time(17), 19, None, False),
        (None, 20, None, False),
    ],
)
def test_on_the_day_of_a_due_time_the_time_is_asked_for(
    desk: Desk, baishi: Unit, clock: time | None, day: int, received: time | None, *, noted: bool
) -> None:
    """Without one the report gets the benefit of its day."""
    notice = make_notice(deadline=Deadline(march(20).date(), clock))
    answer = desk.record(baishi, day=day, received_time=received, notice=notice)
    words = [
        'due at 17:00 that day; without a time it counts as on time (say --on "2020-03-20 16:30")'
    ] * noted
    assert [str(note) for note in answer.notes] == words
    assert answer.standings[0].state == State.ON_TIME


def test_an_unknown_figure_is_answered_with_those_there_are(desk: Desk, baishi: Unit) -> None:
    words = desk.refusal(baishi, figures={"events": 1, "event": 1}, files=("a.docx",))
    assert words == (
        "the notice 2020-38 has no figure event its figures are: 开展活动 (events), 参与人数 (participants)"
    )


@pytest.mark.parametrize("name", ["开展活动", "开展活动场次", "EVENTS", "开展 活动", "events"])
def test_a_figure_may_be_called_by_its_label(desk: Desk, baishi: Unit, name: str) -> None:
    answer = desk.record(baishi, figures={name: 3, "participants": 120})
    assert payload(answer.entries[0]).figures == {"events": 3, "participants": 120}


def test_a_figure_by_key_and_by_label_is_given_twice(desk: Desk, baishi: Unit) -> None:
    words = desk.refusal(baishi, figures={"events": 3, "开展活动": 4})
    assert words == "the figure 开展活动 is given twice give the total once"


def test_a_label_that_two_figures_bear_names_neither(desk: Desk, baishi: Unit) -> None:
    """Unless their units tell them apart."""
    figures = (Figure("people", "参与", "人次"), Figure("units", "参与", "家"))
    notice = make_notice(figures=figures)
    assert "has no figure 参与" in desk.refusal(baishi, figures={"参与": 3}, notice=notice)
    answer = desk.record(baishi, figures={"参与家": 3}, notice=notice)
    assert payload(answer.entries[0]).figures == {"units": 3}


def test_a_notice_without_figures_takes_none(desk: Desk, baishi: Unit) -> None:
    words = desk.refusal(baishi, figures={"events": 1}, notice=make_notice())
    line = 'figures = [{ key = "events", label = "开展活动", unit = "场次" }]'
    assert words.endswith(f"add to that notice in units.toml, as it fits: {line}")
    by_label = desk.refusal(baishi, figures={"走访": 1}, notice=make_notice())
    assert by_label.endswith('{ key = "events", label = "走访", unit = "场次" }]')


@pytest.mark.parametrize("figures", [{}, {"events": 0}])
def test_a_nil_report_may_say_nought(desk: Desk, baishi: Unit, figures: dict[str, int]) -> None:
    assert desk.record(baishi, nil=True, figures=figures).standings[0].nil


@pytest.mark.parametrize("figures", [{"events": 1}, {"events": 0, "participants": 2}])
def test_a_nil_report_has_no_figures_above_nought(desk: Desk, baishi: Unit, figures: dict[str, int]) -> None:
    words = desk.refusal(baishi, nil=True, figures=figures)
    assert words.startswith("a nil report has no figures above nought")
    assert "--nil" in words


def test_a_file_that_is_not_there_leaves_nothing_behind(desk: Desk, baishi: Unit, heishi: Unit) -> None:
    """Not the files kept before it, nor the entries of other units."""
    assert "there is no file “missing”" in desk.refusal(baishi, heishi, files=("a.docx", "missing"))


@pytest.mark.parametrize("error", [LedgerError(Message("the disk is full")), ValueError()])
def test_files_are_discarded_when_the_ledger_fails(
    desk: Desk, baishi: Unit, heishi: Unit, error: BaseException
) -> None:
    """Those of all units, and none that lay there before."""
    earlier = desk.archive.keep("earlier.docx", notice="2020-38", unit="baishi")
    desk.ledger = BrokenLedger(error)
    with pytest.raises(type(error)):
        desk.record(baishi, heishi, files=("a.docx", "b.jpg"))
    assert desk.archive.kept == [earlier]


def test_files_stay_when_the_clerk_interrupts(desk: Desk, baishi: Unit) -> None:
    """The ledger may have acknowledged the entry by then: a file too many is no loss, one too few is."""
    desk.ledger = BrokenLedger(KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        desk.record(baishi, files=("a.docx",))
    assert len(desk.archive.kept) == 1


def test_a_late_report_is_late(roster: Roster, notice: Notice, ledger: FakeLedger, baishi: Unit) -> None:
    incoming = Incoming(received_on=march(24).date())
    answer = record(roster, notice, [baishi], incoming, ledger=ledger, archive=FakeArchive(), as_of=march(24))
    assert [one.state for one in answer.standings] == [State.LATE]
    assert answer.standings[0].deadline.due == DUE


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("events=3", ("events", 3)),
        (" events = 3 ", ("events", 3)),
        ("events＝３", ("events", 3)),
        ("events=0", ("events", 0)),
        ("money=12.5", ("money", 12.5)),
        ("events=3.0", ("events", 3)),
        ("money=1e12", ("money", 10**12)),
        ("participants=1,200", ("participants", 1200)),
        ("participants=１２００", ("participants", 1200)),
        ("participants=1，200，300.5", ("participants", 1200300.5)),
    ],
)
def test_a_figure_is_a_key_and_a_number(text: str, figure: tuple[str, int | float]) -> None:
    """A whole number is one however it is written, so that tables show 3 and not 3.0."""
    found = parse_figure(text)
    assert found == figure
    assert type(found[1]) is type(figure[1])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "events",
        "events=",
        "=3",
        " =3",
        "events=三",
        "events=-1",
        "events=nan",
        "events=inf",
        "events=1=2",
        "events=6场",
        "participants=1,20",
        "participants=,200",
        "participants=1234,567",
    ],
)
def test_what_is_no_figure_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_figure(text)
    assert str(raised.value).startswith(f"“{text}” is not a figure write key=number or label=number")


@pytest.mark.parametrize(
    "text",
    ["events=1,200场次", "events=1200场", "开展活动=1200 场次", "开展活动场次=１２００场次", "Events=1200"],
)
def test_a_number_may_have_the_unit_that_the_notice_counts_in(text: str) -> None:
    known = (Figure("participants", "参与人数", "人次"), Figure("events", "开展活动", "场次"))
    assert parse_figure(text, known) == (text.partition("=")[0], 1200)


@pytest.mark.parametrize("text", ["events=6人次", "events=约6场", "events=场次", "events=6次", "other=6场次"])
def test_another_unit_is_refused(text: str) -> None:
    """And so is all else that is more than a number."""
    with pytest.raises(UsageError, match="only the number"):
        parse_figure(text, [Figure("events", "开展活动", "场次"), Figure("homes", "家")])


def test_figures_are_read_one_by_one() -> None:
    assert parse_figures(["events=3", "participants=120"]) == {"events": 3, "participants": 120}
    assert parse_figures([]) == {}


@pytest.mark.parametrize("second", ["events=3", "events=4", " events＝4"])
def test_a_figure_given_twice_is_refused(second: str) -> None:
    """Neither the sum nor the last of the two is surely what was meant."""
    with pytest.raises(UsageError, match="the figure events is given twice") as raised:
        parse_figures(["events=3", second])
    assert raised.value.faults[0].fix
