"""A contact list beside the roster: what is new, what differs, what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.arrivals import Cell, Sheet
from fedtrack.core.listed_differences import Difference
from fedtrack.core.model import Deadline, Notice, Unit
from fedtrack.core.roster import build_roster
from fedtrack.errors import InputError
from fedtrack.usecases import import_units as module
from fedtrack.usecases.import_units import UnitsImport, import_units
from fedtrack.workspace.appending import unit_block
from tests.builders import make_notice, make_roster, make_unit
from tests.usecases.desk import march

HEAD: tuple[Cell, ...] = ("单位", "类别", "联系人", "电话", "邮箱")
UNITS = (
    make_unit("baishi", name="白石镇妇联", aliases=("老街妇联",), phone="0700-5550101", contact="韦某"),
    make_unit("heishi", name="黑石镇妇联"),
    make_unit("shuili", name="县水利局女工委", group="县直单位"),
    make_unit("gone", name="县林业局女工委", group="县直单位", until=date(2019, 12, 31)),
)


def imported(*rows: tuple[Cell, ...], units: Sequence[Unit] = UNITS) -> UnitsImport:
    """Return what a list with HEAD above these rows says."""
    sheets = [Sheet("Sheet1", (HEAD, *rows))]
    return import_units(sheets, make_roster(units), source="a.xlsx", today=march(20).date())


def left_out(found: UnitsImport) -> list[tuple[int, str, str]]:
    return [(one.row, one.text, str(one.why)) for one in found.left_out]


def test_a_new_unit() -> None:
    """It has all that the list says of it, ready to be added."""
    found = imported(
        ("县民政局女工委", "县直", "罗某、莫某", "8110001；13800000001", "a@b.example c@d.example")
    )
    assert found.new == (
        Unit(
            id="minzheng-ju",
            name="县民政局女工委",
            group="县直",
            email=("a@b.example", "c@d.example"),
            phone="8110001、13800000001",
            contact="罗某、莫某",
            since=march(20).date(),
        ),
    )
    assert (found.differs, found.unchanged, found.left_out, found.groups) == ((), (), (), {})
    assert [column.heading for column in found.columns] == list(HEAD)


def test_units_that_come_later_change_no_earlier_notice() -> None:
    """They are asked from the day of the import on; what was due before it, or is closed, stays as it was."""
    earlier = make_notice(id="2019-38", deadline=Deadline(date(2019, 3, 23)), closed=date(2019, 4, 1))
    roster = make_roster(UNITS, [earlier, make_notice()])
    rows = [Sheet("x", (HEAD, ("县民政局女工委", "县直单位")))]
    found = import_units(rows, roster, source="a.xlsx", today=march(20).date())
    assert found.since == march(20).date()
    more = replace(roster, units=(*UNITS, *found.new))
    assert more.expected(earlier) == roster.expected(earlier)
    assert more.expected(make_notice()) == (*roster.expected(make_notice()), *found.new)


@pytest.mark.parametrize(("units", "notices"), [((), None), (UNITS, ())])
def test_the_first_units_are_asked_for_all(units: Sequence[Unit], notices: Sequence[Notice] | None) -> None:
    """There is no rate yet that they could change."""
    rows = [Sheet("x", (HEAD, ("县民政局女工委",)))]
    found = import_units(rows, make_roster(units, notices), source="a.xlsx", today=march(20).date())
    assert (found.since, [unit.since for unit in found.new]) == (None, [None])


@pytest.mark.parametrize(
    "row",
    [
        ("白石镇妇联", "", "", "", ""),
        ("白石镇", "乡镇妇联", "韦某", "0700 5550101", "BAISHI@qinghe.example"),
        ("白石镇妇女联合会", "", "", 7005550101),
    ],
)
def test_what_says_nothing_else_is_unchanged(row: tuple[Cell, ...]) -> None:
    """What only the roster says is no difference."""
    found = imported(row)
    assert [unit.id for unit in found.unchanged] == ["baishi"]
    assert (found.new, found.differs, found.left_out) == ((), (), ())


def test_what_differs_is_told_and_nothing_else() -> None:
    found = imported(
        ("黑石镇妇联", "", "罗某", "8110001"), ("老街妇联", "街道", "覃某", "13800000001", "new@b.example")
    )
    second, first = found.differs
    assert (first.unit.id, first.sheet, first.row) == ("baishi", "Sheet1", 3)
    assert first.differences == (
        Difference("name", ("白石镇妇联",), ("老街妇联",)),
        Difference("group", ("乡镇妇联",), ("街道",)),
        Difference("contact", ("韦某",), ("覃某",)),
        Difference("phone", ("0700-5550101",), ("13800000001",)),
        Difference("email", ("baishi@qinghe.example",), ("new@b.example",)),
    )
    assert second.differences == (Difference("contact", (), ("罗某",)), Difference("phone", (), ("8110001",)))


def test_who_gets_copies_may_differ_too() -> None:
    rows = (
        ("单位", "分管领导邮箱", "简称"),
        ("黑石镇妇联", "l@b.example", ""),
        ("县民政局", "m@b.example", "民政"),
    )
    found = import_units([Sheet("x", rows)], make_roster(UNITS), source="a.xlsx", today=march(20).date())
    assert found.differs[0].differences == (Difference("cc", (), ("l@b.example",)),)
    assert (found.new[0].cc, found.new[0].aliases) == (("m@b.example",), ("民政",))


def test_a_group_that_the_roster_calls_otherwise() -> None:
    """Where two known units or more agree; then it is no difference, and new units get the roster's."""
    found = imported(
        ("白石镇妇联", "乡镇"), ("黑石镇妇联", "乡镇"), ("青石镇妇联", "乡镇"), ("县水利局", "县直")
    )
    assert found.groups == {"乡镇": "乡镇妇联"}
    assert [(unit.name, unit.group) for unit in found.new] == [("青石镇妇联", "乡镇妇联")]
    assert [one.unit.id for one in found.differs] == ["shuili"]


@pytest.mark.parametrize(("name", "ids"), [("县水力局女工委", ("shuili",)), ("黑石", ("heishi",))])
def test_a_near_name_is_left_out_with_the_remedy(name: str, ids: tuple[str, ...]) -> None:
    """A unit that stands twice would be reminded of what it sent."""
    found = imported((name, "", "罗某"))
    (one,) = found.left_out
    assert (found.new, one.perhaps) == ((), ids)
    assert "perhaps the same as" in str(one.why)
    assert "aliases" in str(one.fix)


@pytest.mark.parametrize(
    "row",
    [
        ("老街社区", "社区", "", "", "BAISHI@qinghe.example"),
        ("老街社区", "社区", "韦某", "0700 5550101"),
        ("青禾县水丽局", "县直"),
    ],
)
def test_a_known_unit_under_another_name_is_not_added(row: tuple[Cell, ...]) -> None:
    """Its address, its person and phone, or a slip tell; it is said which it may be and what to do."""
    found = imported(row)
    (one,) = found.left_out
    assert (found.new, one.perhaps) == ((), ("shuili",) if "水" in one.text else ("baishi",))
    assert str(one.why).startswith("perhaps the same as")
    assert "write the name into its aliases; if not, add a block by hand" in str(one.fix)


def test_new_units_may_share_a_phone_or_an_address() -> None:
    """Among themselves, and the phone of a known one too: a building has one."""
    found = imported(
        ("县民政局", "县直", "罗某", "8110001", "a@b.example"),
        ("县教育局", "县直", "罗某", "8110001", "a@b.example"),
        ("县档案馆", "县直", "莫某", "0700-5550101", "c@b.example"),
    )
    assert ([unit.name for unit in found.new], found.left_out) == (["县民政局", "县教育局", "县档案馆"], ())


def test_a_near_name_beside_the_unit_itself_is_another_unit() -> None:
    """A list that names both means both."""
    found = imported(("黑石镇妇联",), ("黑石乡妇联",), ("灰石镇妇联",))
    assert [unit.name for unit in found.new] == ["黑石乡妇联", "灰石镇妇联"]


def test_a_unit_that_stands_twice_is_one() -> None:
    """Its contacts are put together, and that is said; so for a known one, however it is written."""
    found = imported(
        ("县民政局女工委", "县直", "罗某", 8110001),
        ("县 民政局 女工委", "", "莫某", 8110002),
        ("黑石镇妇联", "乡镇妇联", "罗某"),
        ("黑石镇", "", "莫某"),
    )
    assert [(unit.contact, unit.phone) for unit in found.new] == [("罗某、莫某", "8110001、8110002")]
    assert found.differs[0].differences == (Difference("contact", (), ("罗某", "莫某")),)
    assert [(row, why) for row, _, why in left_out(found)] == [
        (3, "县民政局女工委 stands there already, in row 2; its contacts are put together"),
        (5, "黑石镇妇联 stands there already, in row 4; its contacts are put together"),
    ]


def test_a_new_unit_under_two_names_is_added_once() -> None:
    found = imported(("青石镇妇联",), ("青石镇",))
    assert [unit.name for unit in found.new] == ["青石镇妇联"]
    assert left_out(found) == [(3, "青石镇", "perhaps the same as 青石镇妇联 in row 2")]


def test_the_federation_itself_is_no_unit() -> None:
    assert left_out(imported(("青禾县妇女联合会", "", "韦某"))) == [
        (2, "青禾县妇女联合会", "this is the federation itself")
    ]


def test_a_unit_that_has_ended_is_not_taken_for_a_new_one() -> None:
    found = imported(("县林业局女工委", "", "韦某"))
    assert (found.new, found.differs, found.unchanged) == ((), (), ())
    assert left_out(found) == [
        (2, "县林业局女工委", "县林业局女工委 is in units.toml, but only until 2019-12-31")
    ]


def test_what_is_left_out_stands_in_the_order_of_the_file() -> None:
    found = imported(("青禾县妇联",), ("县民政局", "", "", "见附件"), ("合计",), ("黑石",))
    assert [row for row, _, _ in left_out(found)] == [2, 3, 4, 5]


def test_ids_are_unlike_those_that_are_there() -> None:
    """Nor are they like a name or an alias of another unit."""
    units = (*UNITS, make_unit("qingshi", name="某局"), make_unit("x", name="QINGSHI-ZHEN"))
    assert imported(("青石镇妇联",), units=units).new[0].id == "qingshizhen"


def test_an_alias_that_another_unit_bears_is_left_away() -> None:
    rows = (("单位", "简称"), ("县民政局", "老街妇联、民政"), ("县教育局", "民政、县民政局、教育"))
    found = import_units([Sheet("x", rows)], make_roster(UNITS), source="a", today=march(20).date())
    assert [unit.aliases for unit in found.new] == [("民政",), ("教育",)]


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ([], "there is nothing on its sheets"),
        ([Sheet("x", ((), (None, "")))], "there is nothing on its sheets"),
        (
            [Sheet("x", (("通讯录",), ("姓名", "电话"), ("韦某" * 20, 1), ("覃某", 2)))],
            f"no column of units was found; it begins: 通讯录, 姓名 电话, {'韦某' * 15}",
        ),
    ],
)
def test_a_file_without_a_list_is_refused(sheets: list[Sheet], said: str) -> None:
    """With what was looked for, and what stands there instead."""
    with pytest.raises(InputError) as caught:
        import_units(sheets, make_roster(UNITS), source="a.xlsx", today=march(20).date())
    (fault,) = caught.value.faults
    assert (fault.where, str(fault.what)) == ("a.xlsx", said)
    assert fault.fix is None or "单位名称" in str(fault.fix)


def test_a_list_longer_than_any_county_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_LINES", 1)
    with pytest.raises(InputError, match="more than 1 lines"):
        imported(("青石镇妇联",), ("灰石镇妇联",))


NAMES = (
    *("白石镇妇联", "黑石镇", "县水利局", "青石镇", "青石镇妇联"),
    *("baishi", "老街妇联", "a@b.example", "A局"),
)
CELLS = st.one_of(
    st.text(max_size=10),
    st.sampled_from(NAMES),
    st.integers(0, 10**11), st.none(),
)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=1, max_size=6).map(tuple), max_size=10))
def test_what_is_new_makes_a_valid_roster(rows: list[tuple[Cell, ...]]) -> None:
    """Whatever stands in the cells, the units can be added to those that are there."""
    sheets = [Sheet("x", ((*HEAD, "简称"), *rows))]
    found = import_units(sheets, make_roster(UNITS), source="a.xlsx", today=march(20).date())
    units = [unit_block(unit) for unit in (*UNITS, *found.new)]
    roster, faults = build_roster({"federation": {"name": "青禾县妇女联合会"}, "units": units})
    assert faults == []
    assert roster.units == (*UNITS, *found.new)
