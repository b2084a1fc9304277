"""What the entries make of one unit for one notice."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec
import pytest
from msgspec.structs import replace

from fedtrack.core.history import History, PastReminder, Span, gather
from fedtrack.core.model import Deadline, State, Via
from fedtrack.core.payloads import Excuse, Extension, FiledFile, Payload, Report, Retraction, Return
from fedtrack.core.standing import Standing, build_standings
from tests.builders import DUE, end_of, make_entry, make_notice, make_unit
from tests.core.standings import LATER, identifier, make_standing, march, stand, written

REPORT = Report(march(18))
SENT_BACK_ON = march(19)


def sent_back(*numbers: int, on: date = SENT_BACK_ON, reason: str = "缺照片") -> Return:
    """Return a return of the reports with those numbers."""
    return Return(on, reason, tuple(identifier(number) for number in numbers))


@pytest.mark.parametrize(("day", "state"), [(22, State.ON_TIME), (23, State.ON_TIME), (24, State.LATE)])
def test_a_report_received_on_the_due_day_is_on_time_and_late_on_the_next(day: int, state: State) -> None:
    assert stand(written(Report(march(day)))).state == state


@pytest.mark.parametrize(
    ("clock", "state"),
    [
        (time(17), State.ON_TIME),
        (time(17, 0, 59), State.ON_TIME),
        (time(17, 1), State.LATE),
        (None, State.ON_TIME),
    ],
)
def test_the_due_minute_counts_whole(clock: time | None, state: State) -> None:
    """A report of that day whose time nobody noted is on time."""
    standing = stand(written(Report(DUE, clock)), deadline=Deadline(DUE, time(17)))
    assert (standing.state, standing.received_on, standing.received_time) == (state, DUE, clock)


def test_the_day_of_receipt_decides_not_the_day_of_typing() -> None:
    (entry,) = written(Report(DUE))
    typed_late = msgspec.structs.replace(entry, recorded_at="2020-04-30T00:00:00.000Z")
    assert stand([typed_late]).state == State.ON_TIME


@pytest.mark.parametrize(
    ("clock", "moment", "state"),
    [
        (None, end_of(march(22)), State.PENDING),
        (None, end_of(DUE), State.PENDING),
        (None, datetime.combine(march(24), time(0)), State.OVERDUE),
        (time(17), datetime.combine(DUE, time(17, 0, 59)), State.PENDING),
        (time(17), datetime.combine(DUE, time(17, 1)), State.OVERDUE),
    ],
)
def test_a_unit_without_a_report_is_overdue_once_the_deadline_is_over(
    clock: time | None, moment: datetime, state: State
) -> None:
    deadline = Deadline(DUE, clock)
    assert stand([], as_of=moment, deadline=deadline) == Standing(make_unit(), state, deadline)


def test_nothing_is_told_of_a_report_that_is_not_there() -> None:
    standing = stand([])
    assert (standing.received_on, standing.received_time, standing.via) == (None, None, None)
    assert (standing.title, standing.figures, standing.files, standing.nil) == ("", {}, 0, False)
    assert (standing.note, standing.extended_on, standing.reminders) == ("", None, ())


def test_a_report_of_which_only_the_day_is_known() -> None:
    standing = stand(written(REPORT))
    assert standing == Standing(
        make_unit(), State.ON_TIME, Deadline(DUE), march(18), via="other", spans=(Span(march(18)),)
    )


@pytest.mark.parametrize(
    ("payloads", "before", "on_the_day"),
    [
        ([Report(march(24))], State.PENDING, State.LATE),
        ([Report(march(18)), sent_back(1, on=march(24))], State.ON_TIME, State.RETURNED),
        ([Excuse(march(24), "抗洪")], State.PENDING, State.EXCUSED),
        ([Extension(march(24), march(27), "停电")], State.PENDING, State.PENDING),
    ],
)
def test_what_happened_later_does_not_count_yet(
    payloads: list[Payload], before: State, on_the_day: State
) -> None:
    """As of the 23rd nobody knew of the 24th; what happened on the day asked for is known."""
    assert stand(written(*payloads), as_of=march(23)).state == before
    assert stand(written(*payloads), as_of=march(24)).state == on_the_day


def test_a_mistake_never_counted_whichever_day_it_was_found() -> None:
    """A retraction corrects the record, so it also holds for answers as of an earlier day."""
    entries = written(Report(march(18)), Retraction(march(30), identifier(1)))
    assert stand(entries, as_of=march(20)).state == State.PENDING


def test_gather_leaves_nothing_out_unless_it_is_told_a_day() -> None:
    entries = written(Report(march(24)))
    assert gather(entries) == {"baishi": History(reports={entries[0].id: Report(march(24))})}
    assert gather(entries, march(23)) == {}


def test_each_unit_has_its_own_history_in_the_order_of_the_units() -> None:
    """Entries of a unit that was not asked for change nothing."""
    units = [make_unit("shuili"), make_unit("baishi"), make_unit("heishi")]
    entries = [
        make_entry(Report(march(18)), number=1, unit="baishi"),
        make_entry(Report(march(24)), number=2, unit="heishi"),
        make_entry(Report(march(18)), number=3, unit="stranger"),
    ]
    standings = build_standings(make_notice(), units, entries, LATER)
    assert [(standing.unit, standing.state) for standing in standings] == [
        (units[0], State.OVERDUE),
        (units[1], State.ON_TIME),
        (units[2], State.LATE),
    ]


def test_a_report_that_was_sent_back_does_not_count() -> None:
    """Not even its day is shown, and being past the due date makes no difference to the state."""
    entries = written(Report(march(18), title="总结", figures={"events": 3}), sent_back(1))
    for day in (march(20), march(30)):
        assert stand(entries, as_of=day) == Standing(
            make_unit(),
            State.RETURNED,
            Deadline(DUE),
            note="缺照片",
            spans=(Span(march(18), SENT_BACK_ON),),
        )


@pytest.mark.parametrize(("day", "state"), [(23, State.ON_TIME), (24, State.LATE)])
def test_the_report_done_again_counts_by_its_own_day(day: int, state: State) -> None:
    standing = stand(written(REPORT, sent_back(1), Report(march(day))))
    assert (standing.state, standing.received_on, standing.note) == (state, march(day), "")


def test_a_return_touches_only_the_reports_that_it_names() -> None:
    """The report done again may have been typed in before the return, or on another desk: it counts."""
    again, first = make_entry(Report(march(20)), number=1), make_entry(REPORT, number=2)
    entries = [again, first, make_entry(sent_back(2), number=3)]
    standing = stand(entries)
    assert (standing.state, standing.received_on) == (State.ON_TIME, march(20))
    assert gather(entries)["baishi"].accepted() == {again.id: Report(march(20))}


def test_a_return_may_stand_before_the_report_that_it_names() -> None:
    """In two ledgers brought together ids need not come in the order of what happened."""
    entries = [make_entry(sent_back(2), number=1), make_entry(REPORT, number=2)]
    assert stand(entries).state == State.RETURNED


def test_reports_may_be_sent_back_together_and_one_by_one() -> None:
    second = Report(march(19), supplement=True)
    one_by_one = written(REPORT, second, sent_back(1), sent_back(2, reason="缺公章"))
    assert stand(one_by_one[:3]).state == State.ON_TIME
    assert (stand(one_by_one).state, stand(one_by_one).note) == (State.RETURNED, "缺公章")
    assert stand(written(REPORT, second, sent_back(1, 2))).state == State.RETURNED


def test_a_return_whose_report_was_taken_back_leaves_the_unit_as_if_nothing_came() -> None:
    entries = written(REPORT, sent_back(1), Retraction(march(20), identifier(1)))
    standing = stand(entries, as_of=march(20))
    assert (standing.state, standing.note) == (State.PENDING, "")


def test_a_return_that_was_taken_back_lets_the_report_count_again() -> None:
    assert stand(written(REPORT, sent_back(1), Retraction(march(20), identifier(2)))).state == State.ON_TIME


def test_a_retraction_takes_back_and_its_own_retraction_gives_back() -> None:
    entries = written(REPORT, Retraction(march(19), identifier(1)), Retraction(march(20), identifier(2)))
    states = [stand(entries[:length]).state for length in (1, 2, 3)]
    assert states == [State.ON_TIME, State.OVERDUE, State.ON_TIME]


def test_an_excused_unit_owes_nothing_and_the_reason_is_noted() -> None:
    standing = stand(written(Excuse(march(10), "抗洪")))
    assert standing == Standing(make_unit(), State.EXCUSED, Deadline(DUE), note="抗洪")


@pytest.mark.parametrize(
    ("payloads", "state"),
    [
        ([Excuse(march(10), "抗洪"), Report(march(18))], State.ON_TIME),
        ([Excuse(march(10), "抗洪"), Report(march(24))], State.ON_TIME),
        ([Excuse(march(10), "抗洪"), Report(march(18)), sent_back(2)], State.RETURNED),
        ([Report(march(18)), sent_back(1), Excuse(march(20), "抗洪")], State.EXCUSED),
        (
            [
                Excuse(march(10), "抗洪"),
                Report(march(18)),
                sent_back(2),
                Retraction(march(20), identifier(2)),
            ],
            State.EXCUSED,
        ),
    ],
)
def test_a_report_counts_though_the_unit_was_excused(payloads: list[Payload], state: State) -> None:
    """And is never late; a unit whose report was sent back owes it again, or may be excused.

    Where that report was a mistake, taken back since, there was nothing to send back.
    """
    assert stand(written(*payloads)).state == state


@pytest.mark.parametrize(
    ("payloads", "state"),
    [
        ([], State.OVERDUE),
        ([Extension(march(20), march(27), "停电")], State.PENDING),
        ([Extension(march(20), march(27), "停电"), Report(march(26))], State.ON_TIME),
        ([Extension(march(20), march(26), "停电"), Report(march(26), time(18))], State.ON_TIME),
        (
            [Extension(march(20), march(26), "停电", time(17)), Report(march(26), time(17, 0, 9))],
            State.ON_TIME,
        ),
        ([Extension(march(20), march(26), "停电", time(17)), Report(march(26), time(17, 1))], State.LATE),
        ([Report(march(24)), Extension(march(26), march(27), "停电")], State.ON_TIME),
        ([Extension(march(20), march(25), "停电")], State.OVERDUE),
        ([Extension(march(20), march(25), "停电"), Extension(march(21), march(27), "停水")], State.PENDING),
        (
            [
                Extension(march(20), march(25), "停电"),
                Extension(march(21), march(27), "停水"),
                Retraction(march(22), identifier(2)),
            ],
            State.OVERDUE,
        ),
    ],
)
def test_an_extension_moves_the_units_deadline_also_for_what_came_before_it(
    payloads: list[Payload], state: State
) -> None:
    assert stand(written(*payloads), as_of=march(26)).state == state


def test_an_extension_shows_its_date_its_day_and_its_reason() -> None:
    standing = stand(written(Extension(march(20), march(27), "停电", time(12))), as_of=march(26))
    assert standing == Standing(
        make_unit(), State.PENDING, Deadline(march(27), time(12)), note="停电", extended_on=march(20)
    )


def test_a_report_that_came_in_shows_the_extension_that_the_unit_had() -> None:
    standing = stand(written(Extension(march(20), march(27), "停电"), Report(march(26))))
    assert (standing.deadline, standing.extended_on) == (Deadline(march(27)), march(20))


def test_the_extension_of_one_unit_is_nobody_elses() -> None:
    units = [make_unit("baishi"), make_unit("heishi")]
    entries = written(Extension(march(20), march(27), "停电"))
    standings = build_standings(make_notice(), units, entries, end_of(march(26)))
    assert [standing.deadline for standing in standings] == [Deadline(march(27)), Deadline(DUE)]


@pytest.mark.parametrize(
    ("payloads", "note"),
    [
        ([Extension(march(9), march(27), "停电"), Report(march(18))], "停电"),
        ([Extension(march(9), march(27), "停电"), Report(march(18), note="电话补")], "电话补"),
        ([Extension(march(9), march(27), "停电"), REPORT, sent_back(2)], "缺照片"),
        ([Extension(march(9), march(27), "停电"), REPORT, sent_back(2, reason="")], "停电"),
        ([Extension(march(9), march(27), "停电"), Excuse(march(10), "抗洪")], "抗洪"),
    ],
)
def test_the_note_is_what_was_said_last_about_the_matter_itself(payloads: list[Payload], note: str) -> None:
    """The reason of an extension stands where nothing nearer was noted."""
    assert stand(written(*payloads)).note == note


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ([Extension(march(15), march(30), "b")], [Extension(march(10), march(25), "a")]),
        ([Excuse(march(15), "b")], [Excuse(march(10), "a")]),
        (
            [Report(march(1)), sent_back(1, on=march(15), reason="b")],
            [sent_back(1, on=march(10), reason="a")],
        ),
    ],
)
def test_the_latest_decision_counts_whichever_was_typed_in_last(
    later: list[Payload], earlier: list[Payload]
) -> None:
    """An older decision that is entered afterwards, or comes in from another ledger, overrules nothing."""
    both, alone = (stand(written(*told), as_of=march(26)) for told in ([*later, *earlier], later))
    assert replace(both, spans=()) == replace(alone, spans=())


@pytest.mark.parametrize(
    "decisions",
    [
        [Extension(march(10), march(20), "a"), Extension(march(10), march(30), "b")],
        [Extension(march(9), march(20), "a"), Extension(march(10), march(30), "b")],
        [Excuse(march(10), "a"), Excuse(march(10), "b")],
        [Excuse(march(9), "a"), Excuse(march(10), "b")],
        [REPORT, sent_back(1, reason="a"), sent_back(1, reason="b")],
    ],
)
def test_of_decisions_of_one_day_the_last_typed_in_counts(decisions: list[Payload]) -> None:
    """And of those of several days typed in as they were made, it is the last of them as well."""
    assert stand(written(*decisions)).note == "b"


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_first_report_decides_and_the_others_add_to_it(order: tuple[int, int]) -> None:
    """First is what was received first; figures of a later one replace by key, files add up."""
    photo = FiledFile("received/photo.jpg", "ab" * 32, 1, "photo.jpg")
    first = Report(
        march(18), via=Via.OA, title="总结", files=(photo,), figures={"events": 2, "hours": 5}, note="缺公章"
    )
    second = Report(
        march(25),
        time(9),
        via=Via.EMAIL,
        title="补充",
        files=(photo, photo),
        figures={"events": 3, "people": 40},
        supplement=True,
    )
    entries = [make_entry(first, number=order[0]), make_entry(second, number=order[1])]
    assert stand(entries) == Standing(
        make_unit(),
        State.ON_TIME,
        Deadline(DUE),
        received_on=march(18),
        via="oa",
        title="总结",
        figures={"events": 3, "hours": 5, "people": 40},
        files=3,
        note="缺公章",
        spans=(Span(march(18)),),
    )


def test_what_a_supplement_says_is_shown_where_the_first_said_nothing_or_said_it_earlier() -> None:
    """The title is the first that there is, the note the last."""
    supplement = Report(march(20), title="补充", note="收齐", supplement=True)
    standing = stand(written(Report(march(18), note="缺公章"), supplement))
    assert (standing.title, standing.note) == ("补充", "收齐")


@pytest.mark.parametrize(
    ("early", "late"),
    [(time(9), time(10)), (None, time(0, 1)), (time(0, 1), time(0, 2))],
)
def test_reports_of_one_day_come_by_their_times(early: time | None, late: time) -> None:
    """One without a time is taken as the first of its day."""
    reports = [Report(DUE, late, title="b"), Report(DUE, early, title="a")]
    assert stand(written(*reports)).title == "a"


@pytest.mark.parametrize(
    ("nils", "nil"), [([False], False), ([True], True), ([True, False], False), ([True, True], True)]
)
def test_a_nil_report_is_a_report_until_something_comes_after_it(nils: list[bool], *, nil: bool) -> None:
    reports = [Report(march(18 + number), nil=each) for number, each in enumerate(nils)]
    standing = stand(written(*reports))
    assert (standing.state, standing.nil) == (State.ON_TIME, nil)


@pytest.mark.parametrize(
    ("state", "outstanding", "reported"),
    [
        (State.PENDING, True, False),
        (State.OVERDUE, True, False),
        (State.RETURNED, True, False),
        (State.ON_TIME, False, True),
        (State.LATE, False, True),
        (State.EXCUSED, False, False),
    ],
)
def test_who_still_owes_a_report_and_who_has_reported(
    state: State, *, outstanding: bool, reported: bool
) -> None:
    standing = make_standing(state)
    assert (standing.outstanding, standing.reported) == (outstanding, reported)


@pytest.mark.parametrize("noun", [Standing, PastReminder])
def test_a_standing_cannot_be_changed(noun: type[msgspec.Struct]) -> None:
    """It is handed to tables and exports alike, and must say the same in each."""
    assert noun.__struct_config__.frozen
