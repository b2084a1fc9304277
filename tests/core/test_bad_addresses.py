"""Which addresses the clerk is told to mend."""

from __future__ import annotations

from datetime import date

from fedtrack.core.bad_addresses import bad_addresses
from fedtrack.core.payloads import Bounce, Excuse, Retraction
from tests.builders import make_entry, make_unit

DAY = date(2020, 3, 18)
LATER = date(2020, 3, 20)
UNIT = make_unit("baishi", email=("Baishi@qinghe.example", "bs@qq.example"), cc=("boss@qinghe.example",))


def bounce(address: str, number: int = 1, on: date = DAY, reason: str = "") -> object:
    return make_entry(Bounce(on=on, address=address, reason=reason), number=number)


def bad(*entries: object, day: date = LATER, unit: object = UNIT) -> dict[str, list[tuple[str, str]]]:
    found = bad_addresses([unit], list(entries), day)  # type: ignore[list-item,arg-type]
    return {one: [(bounce.address, bounce.reason) for bounce in bounces] for one, bounces in found.items()}


def test_an_address_from_which_a_mail_came_back_is_bad() -> None:
    """Letter case makes no difference, and a copy that came back counts too."""
    assert bad(bounce("baishi@QINGHE.example"), bounce("boss@qinghe.example", 2)) == {
        "baishi": [("baishi@QINGHE.example", ""), ("boss@qinghe.example", "")]
    }


def test_the_last_bounce_of_an_address_counts() -> None:
    entries = bounce("bs@qq.example", 2, LATER, "no such user"), bounce("bs@qq.example", 1, DAY, "full")
    assert bad(*entries) == {"baishi": [("bs@qq.example", "no such user")]}


def test_a_bounce_of_a_later_day_is_not_known_yet() -> None:
    entries = bounce("bs@qq.example", 1, DAY, "full"), bounce("bs@qq.example", 2, LATER, "no such user")
    assert bad(*entries, day=DAY) == {"baishi": [("bs@qq.example", "full")]}
    assert bad(*entries, day=date(2020, 3, 17)) == {}


def test_an_address_that_was_mended_is_not_bad_any_more() -> None:
    """`units.toml` has another one now: nothing is left to do."""
    mended = make_unit("baishi", email=("new@qinghe.example",))
    assert bad(bounce("baishi@qinghe.example"), unit=mended) == {}


def test_an_address_that_stands_twice_is_told_once() -> None:
    twice = make_unit("baishi", email=("bs@qq.example",), cc=("BS@qq.example",))
    assert bad(bounce("bs@qq.example"), unit=twice) == {"baishi": [("bs@qq.example", "")]}


def test_a_bounce_that_was_taken_back_and_other_entries_say_nothing() -> None:
    entry = make_entry(Bounce(on=DAY, address="bs@qq.example"))
    back = make_entry(Retraction(on=DAY, entry=entry.id), number=2)
    assert bad(entry, back, make_entry(Excuse(on=DAY, reason="并入"), number=3)) == {}


def test_anothers_bounce_is_not_this_units() -> None:
    assert bad(make_entry(Bounce(on=DAY, address="bs@qq.example"), unit="other")) == {}
