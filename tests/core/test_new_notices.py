"""The notices and the federation that a published paper makes."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from fedtrack.core.model import Deadline, Federation, Notice
from fedtrack.core.new_notices import build_federation, build_notices
from fedtrack.core.reading.published.facts import DeadlineFact, NoticeFacts
from tests.builders import DUE, ISSUED, make_notice, make_roster

FACTS: dict[str, Any] = {
    "issuer": "青禾县妇女联合会",
    "number": "青妇通〔2020〕6号",
    "title": "青禾县妇女联合会关于征集家庭故事的通知",
    "theme": "家",
    "issued": ISSUED,
    "deadlines": (DeadlineFact(DUE, "家庭故事"),),
    "work_items": ("征集",),
}


def made(*notices: Notice, **facts: object) -> tuple[Notice, ...]:
    return build_notices(NoticeFacts(**{**FACTS, **facts}), make_roster(notices=notices), ("乡镇妇联",))[0]


def test_a_notice_has_all_that_the_paper_says() -> None:
    assert made() == (
        Notice(
            id="2020-6",
            number="青妇通〔2020〕6号",
            title="关于征集家庭故事的通知",
            theme="家",
            issued=ISSUED,
            deadline=Deadline(DUE),
            report="家庭故事",
            recipients=("乡镇妇联",),
            work_items=("征集",),
        ),
    )


def test_each_deadline_makes_a_notice() -> None:
    """But none without a day, none that recurs, none before the day of issue, and none twice."""
    deadlines = (
        DeadlineFact(DUE, "方案"),
        DeadlineFact(date(2020, 4, 1), "总结", clock=time(17)),
        DeadlineFact(None, "名册", relative="活动后3日内"),
        DeadlineFact(date(2020, 3, 25), "简报", recurs="monthly:25"),
        DeadlineFact(date(2019, 4, 1), "名单"),
        DeadlineFact(DUE, "方案"),
    )
    assert [(one.id, one.report, one.deadline) for one in made(deadlines=deadlines)] == [
        ("2020-6", "方案", Deadline(DUE)),
        ("2020-6-2", "总结", Deadline(date(2020, 4, 1), time(17))),
    ]


def test_what_makes_no_notice_hides_none_behind_it() -> None:
    """Nor does one that is in the roster already; by the day of issue something can be due."""
    deadlines = (
        DeadlineFact(None, "名册", relative="活动后3日内"),
        DeadlineFact(DUE, "方案"),
        DeadlineFact(DUE, "名单"),
        DeadlineFact(ISSUED, "回执"),
    )
    here = make_notice(number="青妇通〔2020〕6号", title="别的", deadline=Deadline(DUE))
    new, known = build_notices(
        NoticeFacts(**{**FACTS, "deadlines": deadlines}), make_roster(notices=[here]), ()
    )
    assert [(one.report, one.deadline) for one in new] == [("回执", Deadline(ISSUED))]
    assert known == (here,)


def test_one_paper_may_ask_for_one_thing_twice_and_for_two_by_one_day() -> None:
    later = date(2020, 4, 1)
    deadlines = (DeadlineFact(DUE, "总结"), DeadlineFact(later, "总结"), DeadlineFact(DUE, "名单"))
    assert [(one.id, one.report, one.deadline.due) for one in made(deadlines=deadlines)] == [
        ("2020-6", "总结", DUE),
        ("2020-6-2", "总结", later),
        ("2020-6-3", "名单", DUE),
    ]


def test_the_end_of_office_hours_is_the_federations() -> None:
    before_closing = (DeadlineFact(DUE, "表", time_text="下班前"),)
    assert made(deadlines=before_closing)[0].deadline == Deadline(DUE, time(18))
    at_noon = (DeadlineFact(DUE, "表", clock=time(12), time_text="中午下班前"),)
    assert made(deadlines=at_noon)[0].deadline == Deadline(DUE, time(12))


@pytest.mark.parametrize(
    ("facts", "identifier"),
    [
        ({"number": "青妇通〔2020〕0012号"}, "2020-12"),
        ({"number": "青妇通〔2020〕第3号"}, "2020-3"),
        ({"number": ""}, "2020-03-03"),
        ({"number": "", "issued": None}, "2020-03-23"),
    ],
)
def test_an_id_by_the_number_or_the_day(facts: dict[str, object], identifier: str) -> None:
    assert made(**facts)[0].id == identifier
    taken = make_notice(id=identifier, number="别的", title="别的")
    assert made(taken, **facts)[0].id == f"{identifier}-2"


def test_a_notice_that_is_there_is_not_made_again() -> None:
    """It is known by its number and day, or by its title where neither has a number."""
    facts = NoticeFacts(**{**FACTS, "number": "青妇通〔2020〕1号"})
    here = make_notice()
    assert build_notices(facts, make_roster(notices=[here]), ()) == ((), (here,))
    later = make_notice(deadline=Deadline(date(2020, 4, 30)))
    assert len(build_notices(facts, make_roster(notices=[later]), ())[0]) == 1
    unnumbered = make_notice(number="", title="关于征集家庭故事的通知")
    assert made(unnumbered, number="") == ()
    assert len(made(make_notice(number="", title="关于别的事的通知"), number="")) == 1


@pytest.mark.parametrize(
    ("facts", "title"),
    [
        ({"title": "紧急通知"}, "紧急通知"),
        ({"title": "青禾县妇女联合会通知"}, "青禾县妇女联合会通知"),
        ({"title": ""}, "青妇通〔2020〕6号"),
        ({"title": "", "number": ""}, "家庭故事"),
    ],
)
def test_a_notice_is_always_called_something(facts: dict[str, object], title: str) -> None:
    assert made(**facts)[0].title == title


def test_the_federation_by_the_paper() -> None:
    facts = NoticeFacts(
        issuer="青禾县妇女联合会、青禾县总工会",
        emails=("qh@qinghe.example",),
        phones=("0700-5550100", "0700-5550101"),
        contact="韦晓",
    )
    assert build_federation(facts) == Federation(
        name="青禾县妇女联合会",
        short_name="县妇联",
        email="qh@qinghe.example",
        contact="韦晓",
        phone="0700-5550100、0700-5550101",
    )


@pytest.mark.parametrize(
    ("issuer", "channels", "oa"),
    [
        ("青禾县妇女联合会", ("邮箱", "OA"), "县妇联OA"),
        ("青禾县妇女联合会", ("邮箱", "纸质", "微信"), ""),
        ("妇女联合会", ("OA",), "OA"),
    ],
)
def test_an_oa_is_known_where_the_paper_names_one(issuer: str, channels: tuple[str, ...], oa: str) -> None:
    """A reminder must not send a unit to an OA of which the notice says nothing."""
    assert build_federation(NoticeFacts(issuer=issuer, channels=channels)).oa == oa


def test_an_address_is_not_chosen_among_several() -> None:
    facts = NoticeFacts(issuer="青禾县教育局", emails=("a@qinghe.example", "b@qinghe.example"))
    assert build_federation(facts) == Federation(name="青禾县教育局")
