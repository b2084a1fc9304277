"""Everything in a roster that would surprise the clerk later."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from msgspec.structs import replace

from fedtrack.core.model import (
    Deadline,
    Federation,
    LocalCalendar,
    MailSettings,
    Notice,
    ReminderRules,
    Roster,
    Unit,
)
from fedtrack.core.workdays import WorkCalendar
from fedtrack.usecases.inspect import Finding, Level, inspect_roster
from tests.builders import make_notice, make_roster, make_unit
from tests.usecases.desk import march

TODAY = march(20).date()


def a_roster(units: Sequence[Unit], notices: Sequence[Notice] | None = None, **fields: object) -> Roster:
    """Return a roster whose rules let every round be done."""
    return make_roster(units, notices, **{"reminders": ReminderRules(max_per_notice=5), **fields})


def findings_in(roster: Roster, today: date = TODAY) -> list[Finding]:
    return inspect_roster(roster, calendar=WorkCalendar(roster.calendar), today=today)


def only(findings: list[Finding]) -> tuple[Level, str, str]:
    """Return level, place and words of the one finding, which also says what to do."""
    (finding,) = findings
    assert finding.fix
    return finding.level, finding.where, str(finding.what)


def test_a_roster_in_order_has_no_findings() -> None:
    assert findings_in(a_roster([make_unit(), make_unit("heishi", email=(), phone="0700-5550101")])) == []


def test_the_levels_that_scripts_see_are_kept() -> None:
    assert [level.value for level in Level] == ["error", "warning", "info"]


# --- the roster ---------------------------------------------------------------------------------


def test_an_empty_roster_is_told_how_to_begin() -> None:
    """Its calendar is not looked at: there is no day to ask about."""
    findings = findings_in(a_roster((), ()), date(2150, 1, 1))
    assert [(one.level, one.where) for one in findings] == [(Level.WARNING, "units.toml")] * 2
    assert ["notice" in str(one.what) for one in findings] == [True, False]
    assert ["unit" in str(one.what) for one in findings] == [False, True]


@pytest.mark.parametrize(
    ("name", "number", "where"),
    [
        ("××县妇女联合会", "青妇通〔2020〕1号", "[federation]"),
        ("青禾县妇女联合会", "×妇通〔2020〕1号", "2020-38"),
    ],
)
def test_what_is_left_of_the_sample_is_said(name: str, number: str, where: str) -> None:
    """It would stand in every reminder."""
    roster = a_roster([make_unit()], [make_notice(number=number)])
    federation = Federation(name=name, email="qhfl@qinghe.example")
    level, place, what = only(findings_in(replace(roster, federation=federation)))
    assert (level, place) == (Level.WARNING, where)
    assert "×" in what


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (ReminderRules(before=(5, 1, 0), after=(1, 3), max_per_notice=5), False),
        (ReminderRules(before=(5, 1, 0), after=(1, 3), max_per_notice=4), True),
        (ReminderRules(before=(1, 1, 1), after=(1, 1), max_per_notice=2), False),
    ],
)
def test_more_rounds_than_reminders_are_said(rules: ReminderRules, *, said: bool) -> None:
    """For information: it may be meant."""
    findings = findings_in(a_roster([make_unit()], reminders=rules))
    assert [(one.level, one.where) for one in findings] == [(Level.INFO, "[reminders]")] * said


@pytest.mark.parametrize(
    ("dues", "closed", "today", "years"),
    [
        ([date(2020, 3, 23)], None, TODAY, []),
        ([date(2150, 3, 23)], None, TODAY, [2150]),
        ([date(2149, 12, 30)], None, TODAY, [2149, 2150]),  # the rounds after it
        ([date(2149, 12, 7)], None, TODAY, [2149]),
        ([date(2150, 3, 23), date(2149, 3, 23)], None, TODAY, [2149, 2150]),
        ([date(2150, 3, 23)], TODAY, TODAY, []),  # closed: only today's year is asked for
        ([date(2020, 3, 23)], TODAY, date(2149, 6, 1), [2149]),
    ],
)
def test_years_without_a_national_calendar_are_said(
    dues: list[date], closed: date | None, today: date, years: list[int]
) -> None:
    notices = [
        make_notice(id=f"n{number}", deadline=Deadline(due), closed=closed) for number, due in enumerate(dues)
    ]
    findings = [
        one for one in findings_in(a_roster([make_unit()], notices), today) if one.where == "[calendar]"
    ]
    assert [one.what.values["year"] for one in findings] == years
    assert all(one.level == Level.WARNING and one.fix for one in findings)


def test_a_federation_without_an_address_cannot_be_answered() -> None:
    roster = replace(a_roster([make_unit()]), federation=Federation(name="青禾县妇女联合会"))
    level, where, what = only(findings_in(roster))
    assert (level, where) == (Level.WARNING, "[federation]")
    assert "e-mail address" in what


def with_mail(*, smtp: str = "", imap: str = "", username: str = "") -> Roster:
    return a_roster([make_unit()], mail=MailSettings(smtp, imap, username))


@pytest.mark.parametrize("username", ["", "qhfl@qinghe.example"])
def test_the_account_may_be_left_out_or_the_federation_s(username: str) -> None:
    assert findings_in(with_mail(username=username)) == []


def test_an_account_that_is_not_the_federation_s_address_is_said() -> None:
    level, where, what = only(findings_in(with_mail(username="other@qinghe.example")))
    assert (level, where) == (Level.WARNING, "[mail]")
    assert "other@qinghe.example" in what
    assert "qhfl@qinghe.example" in what


def test_an_account_is_not_held_against_an_address_that_is_missing() -> None:
    """That it is missing is said once."""
    roster = replace(with_mail(username="a@qinghe.example"), federation=Federation(name="青禾县妇女联合会"))
    assert only(findings_in(roster))[1] == "[federation]"


def test_encrypted_servers_are_good() -> None:
    assert findings_in(with_mail(smtp="smtps://mail.example", imap="imaps://mail.example")) == []


def test_a_server_that_is_not_encrypted_from_the_start_is_said() -> None:
    findings = findings_in(with_mail(smtp="smtp://mail.example", imap="imap://mail.example"))
    assert [(one.level, one.where, one.what.values["key"], str(one.fix)) for one in findings] == [
        (Level.WARNING, "[mail]", "smtp", "write smtps://…"),
        (Level.WARNING, "[mail]", "imap", "write imaps://…"),
    ]


def test_a_due_date_that_is_a_day_off_is_said_and_not_moved() -> None:
    notices = [make_notice(deadline=Deadline(date(2020, 5, 1))), make_notice(id="n2")]
    level, where, what = only(findings_in(a_roster([make_unit()], notices)))
    assert (level, where) == (Level.WARNING, "2020-38")
    assert "2020-05-01" in what


def test_the_county_s_own_days_off_count_for_a_due_date() -> None:
    local = LocalCalendar(days_off=frozenset({march(23).date()}))
    _, where, what = only(findings_in(a_roster([make_unit()], calendar=local)))
    assert (where, "2020-03-23" in what) == ("2020-38", True)


def test_a_notice_that_nobody_must_answer_is_said() -> None:
    """So is each recipient that stands for nobody on the due date."""
    gone = make_unit("gone", group="矿区", until=date(2020, 3, 22))
    roster = a_roster([gone, make_unit()], [make_notice(recipients=("矿区", "gone"))])
    findings = findings_in(roster)
    assert [(one.level, one.where) for one in findings] == [(Level.WARNING, "2020-38")] * 3
    assert "no unit" in str(findings[0].what)
    assert [one.what.values["name"] for one in findings[1:]] == ["矿区", "gone"]
    assert all(one.fix for one in findings)


def test_a_recipient_that_stands_for_somebody_is_good() -> None:
    """A group counts when one of its units exists on that day."""
    units = [make_unit("gone", until=date(2020, 3, 22)), make_unit("new", since=date(2020, 3, 23))]
    assert findings_in(a_roster(units, [make_notice(recipients=("乡镇妇联", "new"))])) == []


@pytest.mark.parametrize(
    ("fields", "reachable"),
    [
        ({}, True),
        ({"email": (), "phone": "0700-5550101"}, True),
        ({"email": (), "contact": "办公室"}, False),
        ({"email": (), "cc": ("a@qinghe.example",)}, False),
    ],
)
def test_a_unit_that_cannot_be_reached_is_said(fields: dict[str, object], *, reachable: bool) -> None:
    findings = findings_in(a_roster([make_unit("baishi", name="白石镇妇联", **fields)]))
    assert [(one.level, one.where, one.what.values["unit"]) for one in findings] == (
        [] if reachable else [(Level.INFO, "baishi", "白石镇妇联")]
    )
    assert all(one.fix for one in findings)


def test_invisible_characters_in_a_name_are_said() -> None:
    """Two names that look alike would not be the same."""
    level, where, _ = only(findings_in(a_roster([make_unit("baishi", name="白\u200b石镇妇联")])))
    assert (level, where) == (Level.WARNING, "baishi")


def test_an_address_of_several_units_is_said_once() -> None:
    """In whatever case; a unit may repeat its own."""
    units = [
        make_unit("baishi", email=("a@qinghe.example", "A@qinghe.example")),
        make_unit("heishi", email=("b@qinghe.example",)),
        make_unit("qingshi", email=("c@qinghe.example", "A@QINGHE.example")),
        make_unit("huishi", email=("a@qinghe.example",)),
    ]
    level, where, what = only(findings_in(a_roster(units)))
    assert (level, where) == (Level.WARNING, "baishi")
    assert "qinghe.example is the address of several units: baishi, qingshi, huishi" in what


@pytest.mark.parametrize("number", ["融妇通〔20201", "融妇通2020〕1号"])
def test_a_number_that_has_lost_characters_is_said(number: str) -> None:
    """It would stand so in every reminder."""
    level, where, what = only(findings_in(a_roster([make_unit()], [make_notice(number=number)])))
    assert (level, where) == (Level.WARNING, "2020-38")
    assert number in what


@pytest.mark.parametrize("title", ["请于2020323日前报送的通知", "关于做好“三八节工作的通知"])
def test_a_title_that_has_lost_characters_is_said(title: str) -> None:
    level, where, what = only(findings_in(a_roster([make_unit()], [make_notice(title=title)])))
    assert (level, where) == (Level.WARNING, "2020-38")
    assert title in what


def test_a_notice_may_have_no_number() -> None:
    assert findings_in(a_roster([make_unit()], [make_notice(number="")])) == []
