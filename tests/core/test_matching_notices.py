"""Which notice the clerk means."""

from __future__ import annotations

import pytest

from fedtrack.core.matching.notices import alike, find_notice
from fedtrack.core.model import Deadline, Notice, Roster
from fedtrack.errors import InputError, UsageError
from tests.builders import make_notice, make_roster
from tests.core.standings import march

CLOSED = make_notice(id="2019-38", number="青妇通〔2019〕2号", closed=march(1))
FIRST = make_notice(id="Spring-A", number="青妇通〔2020〕1号")
SECOND = make_notice(id="Spring-B", number="青妇通〔2020〕3号")
NUMBERLESS = make_notice(id="autumn", number="", title="关于评选的通知", closed=march(1))


def roster_of(*notices: object) -> Roster:
    return make_roster(notices=notices)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2019-38", "2019-38"),  # closed ones too, when they are named
        ("spring-b", "Spring-B"),
        ("ＳＰＲＩＮＧ－Ｂ", "Spring-B"),
        (" Spring-B ", "Spring-B"),
        ("青妇通〔2020〕3号", "Spring-B"),
        ("青妇通〔２０２０〕 3号", "Spring-B"),
        ("青妇通[2020]3号", "Spring-B"),
        ("青妇通［２０２０］３号", "Spring-B"),
        ("青妇通(2020)3号", "Spring-B"),
        ("青妇通（2020）3号", "Spring-B"),
        ("青妇通【2020】3号", "Spring-B"),
    ],
)
def test_a_notice_is_found_by_id_or_number(query: str, found: str) -> None:
    """Case, width and spaces make no difference."""
    assert find_notice(roster_of(CLOSED, FIRST, SECOND, NUMBERLESS), query, march(20)).id == found


@pytest.mark.parametrize("query", ["spring", "", "  ", "青妇通"])
def test_an_unknown_notice_is_refused_with_those_there_are(query: str) -> None:
    """A part of an id is no id, and nothing at all is no number."""
    with pytest.raises(UsageError) as raised:
        find_notice(roster_of(CLOSED, NUMBERLESS), query, march(20))
    assert str(raised.value) == f"no notice is called {query} the notices are: 2019-38, autumn"


def test_a_number_that_two_notices_share_is_refused_with_both() -> None:
    """One paper with two dates is two notices: which of them is meant cannot be guessed."""
    later = make_notice(id="Spring-A2", number=FIRST.number, deadline=Deadline(march(30)))
    with pytest.raises(UsageError) as raised:
        find_notice(roster_of(FIRST, SECOND, later), FIRST.number, march(20))
    assert str(raised.value).endswith(
        "name one: `Spring-A` (青妇通〔2020〕1号 活动开展情况, due 2020-03-23), "
        "`Spring-A2` (青妇通〔2020〕1号 活动开展情况, due 2020-03-30)"
    )


def test_an_id_goes_before_a_number() -> None:
    """A notice whose number is another's id does not hide it."""
    other = make_notice(id="x", number="Spring-A")
    assert find_notice(roster_of(other, FIRST), "Spring-A", march(20)).id == "Spring-A"


def test_the_only_open_notice_need_not_be_named() -> None:
    assert find_notice(roster_of(CLOSED, FIRST), None, march(20)) == FIRST


@pytest.mark.parametrize("number", ["青妇通2020 3号", "青妇通〔2020〕", "〔2020〕3号", "[]"])
def test_a_part_of_a_number_is_no_number(number: str) -> None:
    with pytest.raises(UsageError):
        find_notice(roster_of(FIRST, SECOND), number, march(20))


def test_several_open_notices_are_listed_as_they_are_typed() -> None:
    with pytest.raises(UsageError) as raised:
        find_notice(roster_of(CLOSED, FIRST, SECOND), None, march(20), naming="--notice {id}")
    assert str(raised.value) == (
        "several notices are open name one: "
        "`--notice Spring-A` (青妇通〔2020〕1号 活动开展情况, due 2020-03-23), "
        "`--notice Spring-B` (青妇通〔2020〕3号 活动开展情况, due 2020-03-23)"
    )


def test_what_is_past_and_complete_can_be_closed() -> None:
    """Then the other need not be named; it is asked only where there are several."""
    asked = []

    def finished() -> list[Notice]:
        asked.append(1)
        return [FIRST]

    assert find_notice(roster_of(CLOSED, FIRST), None, march(20), finished=finished) == FIRST
    assert not asked
    with pytest.raises(UsageError) as raised:
        find_notice(roster_of(FIRST, SECOND), None, march(26), finished=finished)
    assert "Spring-A is past and nothing is outstanding: with `closed = 2020-03-26` in units.toml" in str(
        raised.value
    )


def test_with_no_open_notice_all_are_listed() -> None:
    with pytest.raises(UsageError) as raised:
        find_notice(roster_of(CLOSED, NUMBERLESS), None, march(20))
    assert (
        str(raised.value)
        == "no notice is open name one: `2019-38` (青妇通〔2019〕2号), `autumn` (关于评选的通知)"
    )


@pytest.mark.parametrize("query", [None, "2020-38"])
def test_without_any_notice_the_file_is_what_is_wrong(query: str | None) -> None:
    with pytest.raises(InputError) as raised:
        find_notice(roster_of(), query, march(20))
    (fault,) = raised.value.faults
    assert (fault.where, str(fault.what)) == ("units.toml", "there is no notice yet")
    assert "[[notices]]" in str(fault.fix)


def test_notices_are_alike_by_title_or_number() -> None:
    """Nothing at all is neither; the brackets make no difference."""
    first = make_notice(id="a", title="甲", number="青妇通〔2020〕1号")
    by_number = make_notice(id="b", title="乙", number="青妇通[2020]1号")
    by_title = make_notice(id="c", title="乙", number="")
    other = make_notice(id="d", title="丙", number="")
    assert alike([first, by_number, by_title, other]) == {"a", "b", "c"}
    assert alike([first, by_title, other]) == frozenset()
    assert alike([make_notice(title="甲", number="甲")]) == frozenset()


def test_what_alike_notices_ask_for_is_said_where_one_is_to_be_named() -> None:
    """Where the notice says it; those that are alike to none are named as ever."""
    plain = make_notice(id="Spring-A2", number=FIRST.number, report="")
    with pytest.raises(UsageError) as raised:
        find_notice(roster_of(FIRST, plain, make_notice(id="x", title="丙", number="")), None, march(20))
    assert str(raised.value).endswith(
        "name one: `Spring-A` (青妇通〔2020〕1号 活动开展情况, due 2020-03-23), "
        "`Spring-A2` (青妇通〔2020〕1号, due 2020-03-23), `x` (丙)"
    )
