"""What a template is told of a notice, its units and their dates."""

from __future__ import annotations

from datetime import date, time

import pytest

from fedtrack.core.message import (
    call_values,
    group_values,
    notice_values,
    unit_values,
)
from fedtrack.core.model import Deadline, Federation, State
from fedtrack.core.policy import Judgement
from fedtrack.core.rounds import Round, Stage
from fedtrack.core.standing import Standing
from tests.builders import DUE, make_notice, make_unit
from tests.core.standings import make_standing, march

FEDERATION = Federation(name="青禾县妇女联合会", email="qhfl@qinghe.example", oa="县妇联OA")
WORDS = "温馨提示\n\n白石镇妇联：\n\n  请于3月23日前报送。\n"


def make_judgement(standing: Standing | None = None, stage: Stage = Stage.BEFORE) -> Judgement:
    return Judgement(
        standing=standing or make_standing(),
        allowed=True,
        verdicts=(),
        planned=Round("before-1", march(20)),
        stage=stage,
    )


def with_unit(**fields: object) -> Standing:
    return make_standing(unit=make_unit("baishi", **fields))


def test_a_template_is_given_single_lines_of_chinese() -> None:
    assert unit_values(FEDERATION, make_notice(), make_judgement(), march(20)) == {
        "federation": "青禾县妇女联合会",
        "number": "青妇通〔2020〕1号",
        "title": "关于过好“三八”节的通知",
        "report": "活动开展情况",
        "due": "3月23日（星期一，含当日）前",
        "channels": "县妇联OA或邮箱 qhfl@qinghe.example",
        "contact": "我们",
        "today": "2020年3月20日",
        "days_left": 3,
        "unit": "baishi妇联",
        "most_reported": False,
        "returned": False,
        "reason": "",
        "extended": False,
        "reminders": 0,
    }


def test_names_from_the_file_lose_their_control_characters() -> None:
    """A newline in a name would add a header to a mail or a line to a chat."""
    notice = make_notice(title="通知\n二", number="1\x1b号", report="情\r\n况")
    federation = Federation(name="县\n妇联", email="", oa="O\x00A")
    values = unit_values(
        federation,
        notice,
        make_judgement(make_standing(State.RETURNED, unit=make_unit(name="白石\n镇"), note="缺\n数")),
        march(20),
    )
    assert {name: values[name] for name in ("title", "number", "report", "federation", "channels")} == {
        "title": "通知 二",
        "number": "1 号",
        "report": "情 况",
        "federation": "县 妇联",
        "channels": "O A",
    }
    assert (values["unit"], values["reason"]) == ("白石 镇", "缺 数")


@pytest.mark.parametrize(
    ("oa", "email", "channels"),
    [
        ("县妇联OA", "a@qinghe.example", "县妇联OA或邮箱 a@qinghe.example"),
        ("县妇联OA", "", "县妇联OA"),
        ("", "a@qinghe.example", "邮箱 a@qinghe.example"),
        ("", "", "原报送渠道"),
    ],
)
def test_the_channels_are_those_the_federation_has(oa: str, email: str, channels: str) -> None:
    federation = Federation(name="青禾县妇女联合会", email=email, oa=oa)
    assert notice_values(federation, make_notice(), Deadline(DUE), march(20))["channels"] == channels


@pytest.mark.parametrize(
    ("contact", "phone", "short_name", "whom"),
    [
        ("岑文书", "0700-5550100", "县妇联", "岑文书（电话0700-5550100）"),
        ("岑文书", "", "县妇联", "岑文书"),
        ("", "0700-5550100", "县妇联", "县妇联（电话0700-5550100）"),
        ("", "0700-5550100", "", "我们（电话0700-5550100）"),
        ("", "", "县妇联", "我们"),
        ("岑\n文书", "0700\x1b5550100", "", "岑 文书（电话0700 5550100）"),
    ],
)
def test_the_units_are_told_whom_to_ask(contact: str, phone: str, short_name: str, whom: str) -> None:
    """Nobody is told to ask the short name without a number to dial; and it is one harmless line."""
    federation = Federation(
        name="青禾县妇女联合会", short_name=short_name, contact=contact, phone=phone, email="a@qinghe.example"
    )
    assert notice_values(federation, make_notice(), Deadline(DUE), march(20))["contact"] == whom


def test_the_call_sheet_counts_its_units_and_has_their_date() -> None:
    """Units with a date of their own have a sheet of their own, so the date is not the notice's."""
    values = call_values(
        FEDERATION,
        make_notice(),
        Deadline(date(2020, 3, 30)),
        Stage.BEFORE,
        march(24),
        count=2,
        most_reported=True,
    )
    assert (values["count"], values["stage"], values["most_reported"]) == (2, "before", True)
    assert (values["due"], values["days_left"]) == ("3月30日（星期一，含当日）前", 6)
    assert "units" not in values


def test_a_unit_s_reminders_so_far_are_told_to_the_template() -> None:
    """So that a clerk may word the third one otherwise than the first."""
    standing = make_standing(reminded=[march(16), march(18)])
    assert unit_values(FEDERATION, make_notice(), make_judgement(standing), march(20))["reminders"] == 2


def test_a_notice_that_names_no_report_asks_for_the_material() -> None:
    values = notice_values(FEDERATION, make_notice(report=""), Deadline(DUE), march(20))
    assert values["report"] == "有关材料"


@pytest.mark.parametrize(("today", "left"), [(20, 3), (23, 0), (26, -3)])
def test_days_left_fall_below_nought_once_overdue(today: int, left: int) -> None:
    assert notice_values(FEDERATION, make_notice(), Deadline(DUE), march(today))["days_left"] == left


@pytest.mark.parametrize(
    ("state", "returned", "reason"), [(State.RETURNED, True, "缺照片"), (State.PENDING, False, "")]
)
def test_only_a_returned_report_is_explained(state: State, reason: str, *, returned: bool) -> None:
    """The note of another state is the clerk's own and goes out to nobody."""
    standing = make_standing(state, note="缺照片")
    values = unit_values(FEDERATION, make_notice(), make_judgement(standing), march(20))
    assert (values["returned"], values["reason"]) == (returned, reason)


def test_an_extended_unit_is_told_its_own_date() -> None:
    standing = make_standing(due=march(30), extended_on=march(18))
    values = unit_values(FEDERATION, make_notice(), make_judgement(standing), march(20))
    assert (values["extended"], values["due"]) == (True, "3月30日（星期一，含当日）前")
    assert values["days_left"] == 10


def test_the_group_message_names_units_in_the_order_given() -> None:
    """A unit with a date of its own has it in brackets; the sentence's date is the notice's."""
    standings = [
        with_unit(name="白石镇妇联"),
        make_standing(unit=make_unit(name="黑石\n镇妇联"), due=date(2020, 4, 3)),
        with_unit(name="安平乡妇联"),
    ]
    values = group_values(FEDERATION, make_notice(), standings, Stage.OVERDUE, march(24))
    assert values["units"] == "白石镇妇联、黑石 镇妇联（延至4月3日）、安平乡妇联"
    assert (values["count"], values["stage"], values["most_reported"]) == (3, "overdue", False)
    assert (values["due"], values["days_left"]) == ("3月23日（星期一，含当日）前", -1)


@pytest.mark.parametrize("most", [False, True])
def test_that_most_have_reported_is_passed_on(*, most: bool) -> None:
    """To one unit and to the group alike; whether it is so is not reckoned here."""
    one = unit_values(FEDERATION, make_notice(), make_judgement(), march(24), most_reported=most)
    group = group_values(FEDERATION, make_notice(), [], Stage.OVERDUE, march(24), most_reported=most)
    assert (one["most_reported"], group["most_reported"]) == (most, most)


def test_a_due_time_is_named() -> None:
    values = notice_values(FEDERATION, make_notice(), Deadline(DUE, time(17)), march(20))
    assert values["due"] == "3月23日（星期一）17:00前"
