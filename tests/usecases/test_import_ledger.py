"""Two ledgers brought together, or one restored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.entries import NO_NOTICE, NO_UNIT, Entry, NewEntry
from fedtrack.core.model import Roster, State
from fedtrack.core.payloads import (
    Call,
    Delivery,
    Dismissal,
    Excuse,
    Extension,
    FiledFile,
    Payload,
    Reminder,
    ReminderState,
    Report,
    Retraction,
    Return,
)
from fedtrack.core.summary import Summary
from fedtrack.core.workdays import WorkCalendar
from fedtrack.errors import InputError, LedgerError, Message
from fedtrack.usecases.import_ledger import Kinds, LedgerImport, import_ledger, look_at_ledger
from fedtrack.usecases.summarize import summarize_all
from fedtrack.usecases.undo import undo
from tests.builders import DUE, make_entry, make_notice, make_roster, make_unit
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import BrokenLedger, a_call, a_reminder, a_report, march, put

NOW = datetime(2100, 1, 1, tzinfo=UTC)
ROSTER = make_roster(
    [make_unit(unit) for unit in ("baishi", "heishi")], [make_notice(), make_notice(id="2020-39")]
)


def bring(carried: Sequence[Entry], ledger: FakeLedger, roster: Roster = ROSTER) -> LedgerImport:
    return import_ledger(carried, roster, ledger=ledger, source="a.json", now=NOW, as_of=march(20))


def listed(carried: Sequence[Entry], here: Sequence[Entry] = ()) -> list[str]:
    """Return the faults for which nothing is taken."""
    ledger = FakeLedger(here)
    with pytest.raises(InputError) as raised:
        bring(carried, ledger)
    assert ledger.lines == list(here)
    return [f"{fault.where}: {fault.what}" for fault in raised.value.faults]


def test_what_is_new_is_added_as_it_is() -> None:
    """With its own id, moment and writer; what is here already is only counted."""
    both = make_entry(a_report(18), number=1)
    theirs = replace(make_entry(a_call(19), number=2, unit="heishi"), recorded_by="别人")
    ours = make_entry(a_call(19), number=3)
    ledger = FakeLedger([both, ours])
    found = bring([both, theirs], ledger)
    assert ledger.entries() == [both, theirs, ours]
    assert (found.new, found.known) == ((theirs,), 1)
    assert found.kinds == (Kinds("2020-38", "call", 1, 0), Kinds("2020-38", "report", 0, 1))


def test_a_second_time_adds_nothing() -> None:
    carried = [make_entry(a_report(18), number=1), make_entry(a_call(19), number=2)]
    ledger = FakeLedger()
    bring(carried, ledger)
    again = bring(carried, ledger)
    assert (again.new, again.known, len(ledger.lines)) == ((), 2, 2)


def test_whose_state_changes_is_told() -> None:
    """In roster order, each notice by itself; what is only counted more, or is a stranger's, is not."""
    here = [make_entry(a_report(18), number=1), make_entry(a_call(18), number=2, unit="heishi")]
    carried = [
        make_entry(a_report(19), number=3),
        make_entry(a_report(19), number=4, unit="heishi"),
        make_entry(Excuse(date(2020, 3, 19), "新设"), number=5, notice="2020-39"),
        make_entry(Retraction(date(2020, 3, 19), here[0].id), number=6),
        make_entry(a_report(19), number=7, unit="elsewhere"),
        make_entry(a_report(19), number=8, notice="1999-1"),
    ]
    found = look_at_ledger(carried, here, ROSTER, source="a.json", now=NOW, as_of=march(20))
    assert [(one.notice.id, one.unit.id, one.was, one.becomes) for one in found.changes] == [
        ("2020-38", "heishi", State.PENDING, State.ON_TIME),
        ("2020-39", "baishi", State.PENDING, State.EXCUSED),
    ]
    taken_back = look_at_ledger(carried[3:4], here, ROSTER, source="a.json", now=NOW, as_of=march(20))
    assert [one.becomes for one in taken_back.changes] == [State.PENDING]
    later = look_at_ledger(carried[3:4], here, ROSTER, source="a.json", now=NOW, as_of=march(24))
    assert [one.becomes for one in later.changes] == [State.OVERDUE]


def test_looking_adds_nothing() -> None:
    found = look_at_ledger([make_entry(a_report(18))], [], ROSTER, source="a.json", now=NOW, as_of=march(20))
    assert len(found.new) == 1


def test_clashes_and_faults_are_listed_and_nothing_is_taken() -> None:
    """Each with the file and the entry's id."""
    here = make_entry(a_report(18), number=1)
    there = replace(here, unit="heishi")
    broken = replace(make_entry(a_call(18), number=2), recorded_at="?")
    assert listed([there, broken, make_entry(a_call(18), number=3)], [here]) == [
        (
            f"a.json: {here.id}: an entry with this id is here already, or twice in the file, "
            "and says something else"
        ),
        f"a.json: {broken.id}: recorded_at is no moment: ?",
    ]


def test_many_faults_are_not_listed_to_the_last() -> None:
    said = listed([replace(make_entry(a_call(18)), id=f"{number:040}") for number in range(23)])
    assert len(said) == 21
    assert said[0] == f"a.json: {'0' * 36}: its id is none that fedtrack gives"
    assert said[-1] == "a.json: and 3 more like these"


def test_strangers_are_taken_and_named() -> None:
    """A notice or a unit that only the other units.toml knows; entries that are of none are no strangers."""
    carried = [
        make_entry(a_call(18), number=1, notice="2019-38"),
        make_entry(a_call(18), number=2, unit="gone"),
        make_entry(Dismissal(DUE, "a.eml", "k"), number=3, notice=NO_NOTICE, unit=NO_UNIT),
    ]
    found = bring(carried, FakeLedger())
    assert (len(found.new), found.strange_notices, found.strange_units) == (3, ("2019-38",), ("gone",))
    assert bring(carried, FakeLedger(carried)).strange_notices == ()


def test_the_files_of_new_reports_are_counted() -> None:
    """Not those of reports that are here, or were taken back."""
    filed = FiledFile("received/2020-38/baishi/a.doc", "0" * 64, 3, "a.doc")
    reports = [make_entry(a_report(18, files=(filed, filed)), number=number) for number in (1, 2, 3)]
    back = make_entry(Retraction(DUE, reports[2].id), number=4)
    assert bring([*reports, back], FakeLedger(reports[:1])).files == 2


def test_what_another_fedtrack_adds_meanwhile_is_not_doubled() -> None:
    """What is new is asked again in the block in which it is written."""
    carried = [make_entry(a_report(18), number=1), make_entry(a_call(19), number=2)]
    ledger = FakeLedger()
    before = look_at_ledger(carried, ledger.entries(), ROSTER, source="a.json", now=NOW, as_of=march(20))
    ledger.adopt(carried[:1])
    after = bring(carried, ledger)
    assert (len(before.new), len(after.new), len(ledger.lines)) == (2, 1, 2)


def test_a_ledger_that_fails_keeps_nothing() -> None:
    class Failing(BrokenLedger):
        def adopt(self, entries: Sequence[Entry]) -> None:
            super().adopt(entries[:1])
            raise self.error

    ledger = Failing(LedgerError(Message("the disk is full")))
    with pytest.raises(LedgerError):
        bring([make_entry(a_report(18), number=1), make_entry(a_call(19), number=2)], ledger)
    assert ledger.lines == []


def test_a_round_that_both_clerks_did_stands_twice() -> None:
    """Both mails went out. The round stays taken here, and by the entries for whoever reads them."""
    ledgers = FakeLedger(), FakeLedger()
    for ledger in ledgers:
        ledger.append([NewEntry("2020-38", "baishi", a_reminder(16), claim="2020-38/baishi/before-5/0")])
    ours, theirs = ledgers
    assert len(bring(theirs.lines, ours).new) == 1
    assert len({entry.id for entry in ours.lines}) == 2
    with pytest.raises(LedgerError):
        ours.append([NewEntry("2020-38", "baishi", a_reminder(16), claim="2020-38/baishi/before-5/0")])
    (summary,) = summaries(ours.lines)[:1]
    assert len(summary.standings[0].reminders) == 2


def test_an_entry_taken_back_there_is_taken_back_here() -> None:
    """And what was undone here stays undone, whichever is brought into which."""
    ours, theirs = FakeLedger(), FakeLedger()
    shared = put(ours, a_report(18))
    bring(ours.lines, theirs)
    undo(ledger=theirs, day=DUE, query=shared.id)
    put(ours, a_call(19))
    bring(theirs.lines, ours)
    (summary,) = summaries(ours.lines)[:1]
    assert summary.standings[0].state == "overdue"
    assert undo(ledger=ours, day=DUE).entries[0].kind == "call"


# ---- whatever the ledgers are

DAYS = st.dates(date(2020, 3, 10), date(2020, 3, 30))
ARRIVALS = st.sampled_from(["", "k1", "k2"])


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """Return two ledgers that share some entries; returns and retractions name entries of either."""
    numbers = draw(st.lists(st.integers(1, 60), unique=True, max_size=14))
    entries: list[Entry] = []
    for number in sorted(numbers):
        earlier = [entry.id for entry in entries] or [make_entry(a_call(18), number=99).id]
        named = st.sampled_from(earlier)
        payload: Payload = draw(
            st.one_of(
                st.builds(
                    Report,
                    received_on=DAYS,
                    arrival=ARRIVALS,
                    figures=st.dictionaries(st.sampled_from("ab"), st.integers(0, 9)),
                ),
                st.builds(Return, on=DAYS, reason=st.just("x"), reports=st.lists(named).map(tuple)),
                st.builds(Excuse, on=DAYS, reason=st.just("x")),
                st.builds(Extension, on=DAYS, to=DAYS, reason=st.just("x")),
                st.builds(Call, on=DAYS),
                st.builds(
                    Reminder,
                    on=DAYS,
                    round=st.sampled_from(["before-1", "due"]),
                    due=st.just(DUE),
                    stage=st.just("before"),
                    state=st.sampled_from(["drafted", "claimed"]),
                    to=st.just(()),
                    subject=st.just(""),
                    message_id=st.just(""),
                ),
                st.builds(
                    Delivery,
                    on=DAYS,
                    reminder=named,
                    state=st.sampled_from([ReminderState.SENT, ReminderState.FAILED]),
                ),
                st.builds(Retraction, on=DAYS, entry=named),
            )
        )
        entries.append(
            make_entry(
                payload,
                number=number,
                unit=draw(st.sampled_from(["baishi", "heishi"])),
                notice=draw(st.sampled_from(["2020-38", "2020-39"])),
            )
        )
    places = [draw(st.sampled_from(["here", "there", "both"])) for _ in entries]
    pairs = list(zip(entries, places, strict=True))
    here = [entry for entry, place in pairs if place != "there"]
    there = [entry for entry, place in pairs if place != "here"]
    return draw(st.permutations(here)), draw(st.permutations(there))


def summaries(entries: Sequence[Entry]) -> tuple[Summary, ...]:
    return summarize_all(
        ROSTER, ROSTER.notices, FakeLedger(entries), as_of=march(31), calendar=WorkCalendar()
    )


def merged(one: Sequence[Entry], other: Sequence[Entry]) -> list[Entry]:
    ledger = FakeLedger(one)
    bring(other, ledger)
    return list(ledger.entries())


@given(ledgers())
def test_it_does_not_matter_which_is_brought_into_which(pair: tuple[list[Entry], list[Entry]]) -> None:
    """The entries are the same, and so is all that is made of them."""
    here, there = pair
    ours, theirs = merged(here, there), merged(there, here)
    assert ours == theirs
    assert {entry.id for entry in ours} == {entry.id for entry in (*here, *there)}
    assert summaries(ours) == summaries(theirs)


@given(ledgers())
def test_it_does_not_matter_how_often(pair: tuple[list[Entry], list[Entry]]) -> None:
    """Nor whether the other has been brought together with this one before."""
    here, there = pair
    once = merged(here, there)
    assert merged(once, there) == once
    assert merged(once, merged(there, here)) == once
    assert merged([], once) == once
