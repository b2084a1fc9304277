"""Everything in a ledger that would surprise the clerk later."""

from __future__ import annotations

from collections.abc import Container

from msgspec.structs import replace

from fedtrack.core.entries import NO_NOTICE, NO_UNIT
from fedtrack.core.payloads import Bounce, Dismissal, FiledFile, Retraction
from fedtrack.usecases.inspect import Finding, Level
from fedtrack.usecases.inspect_entries import inspect_entries
from tests.builders import make_entry, make_roster, make_unit
from tests.fakes.ledger import FakeLedger
from tests.usecases.desk import a_call, a_report, march, put

TODAY = march(20).date()


def entry_findings(ledger: FakeLedger, *, files: Container[str] = ()) -> list[Finding]:
    roster = make_roster([make_unit(), make_unit("heishi")])
    return inspect_entries(roster, ledger.entries(), holds=lambda filed: filed.path in files, today=TODAY)


def filed(path: str) -> FiledFile:
    return FiledFile(path, "0" * 64, 1, path)


def test_a_ledger_in_order_has_no_findings(ledger: FakeLedger) -> None:
    put(ledger, a_report(18, files=(filed("received/a"), filed("received/b"))))
    put(ledger, a_call(18), unit="heishi")
    assert entry_findings(ledger, files={"received/a", "received/b"}) == []


def test_an_empty_ledger_has_no_findings(ledger: FakeLedger) -> None:
    assert entry_findings(ledger) == []


def test_entries_of_what_the_roster_no_longer_knows_are_errors(ledger: FakeLedger) -> None:
    """Each notice and each unit once, in order: their reports would silently drop out of the totals."""
    for unit, notice in (("z", "2020-38"), ("a", "2019-38"), ("a", "2020-38"), ("baishi", "2019-38")):
        put(ledger, a_call(18), unit=unit, notice=notice)
    findings = entry_findings(ledger)
    assert [(one.level, one.where, one.what.values["id"]) for one in findings] == [
        (Level.ERROR, "fedtrack.db", "2019-38"),
        (Level.ERROR, "fedtrack.db", "a"),
        (Level.ERROR, "fedtrack.db", "z"),
    ]
    assert ["notice" in str(one.what) for one in findings] == [True, False, False]
    assert all("until" in str(one.fix) for one in findings)


def test_an_entry_of_a_kind_that_nobody_knows_is_said(ledger: FakeLedger) -> None:
    """A newer fedtrack wrote it, or a byte of its kind has changed: it counts for nothing here."""
    entry = put(ledger, a_report(18))
    ledger.lines = [replace(entry, kind="repost")]
    (finding,) = entry_findings(ledger)
    assert (finding.level, finding.where) == (Level.WARNING, "fedtrack.db")
    assert str(finding.what) == f"the entry {entry.id} is of an unknown kind: repost"


def test_files_that_are_not_in_their_place_are_said(ledger: FakeLedger) -> None:
    put(ledger, a_report(18, files=(filed("received/a"), filed("received/b"))))
    put(ledger, a_report(18, files=(filed("received/c"),)), unit="heishi")
    findings = entry_findings(ledger, files={"received/a"})
    assert [(one.level, one.where, one.what.values["unit"]) for one in findings] == [
        (Level.WARNING, "received/b", "baishi"),
        (Level.WARNING, "received/c", "heishi"),
    ]
    assert all(one.fix for one in findings)


def test_files_of_a_report_that_was_taken_back_are_nobody_s_loss(ledger: FakeLedger) -> None:
    """The clerk may delete what she should not have filed."""
    entry = put(ledger, a_report(18, files=(filed("received/a"),)))
    put(ledger, Retraction(on=march(19).date(), entry=entry.id))
    assert entry_findings(ledger) == []


def test_an_entry_that_cannot_be_understood_is_a_finding() -> None:
    """`check` lists it beside everything else, rather than stopping at it."""
    damaged = replace(make_entry(a_call(18)), data={"on": "never"})
    good = make_entry(a_report(18, files=(filed("received/a"),)), number=2)
    findings = entry_findings(FakeLedger([damaged, good]))
    assert [one.level for one in findings] == [Level.ERROR, Level.WARNING]
    assert damaged.id in str(findings[0].what) + str(findings[0].fix)


def test_what_belongs_to_no_notice_is_nobody_s_loss(ledger: FakeLedger) -> None:
    """What the clerk said is no report has neither a notice nor a unit."""
    put(ledger, Dismissal(on=TODAY, source="a.txt", arrival="file:1"), notice=NO_NOTICE, unit=NO_UNIT)
    assert entry_findings(ledger) == []


def test_an_address_that_mail_came_back_from_is_said(ledger: FakeLedger) -> None:
    """Until it is taken out of the roster, whatever its letter case."""
    bounce = Bounce(on=TODAY, address="baishi@qinghe.example", reason="550 no such user")
    put(ledger, bounce, notice=NO_NOTICE)
    put(ledger, replace(bounce, address="old@qinghe.example"), notice=NO_NOTICE)
    findings = entry_findings(ledger)
    assert [(one.level, one.where) for one in findings] == [(Level.WARNING, "baishi")]
    assert "baishi@qinghe.example" in str(findings[0].what)
    assert "550 no such user" in str(findings[0].what)
