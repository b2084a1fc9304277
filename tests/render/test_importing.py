"""A contact list as it was understood, compared whole."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Sheet
from fedtrack.render.importing import foot, render_import, render_start
from fedtrack.usecases.import_units import UnitsImport, import_units
from tests.builders import make_roster
from tests.render.stage import TODAY, UNITS, assert_page, draw

HEAD = ("序号", "类别", "单位名称", "联络员", "联系方式", None, None, "备注")
BELOW = (None, None, None, None, "办公电话", "手机", "电子邮箱", None)
LIST = Sheet(
    "通讯录",
    (
        ("青禾县妇联系统通讯录",),
        HEAD,
        BELOW,
        (1, "乡镇", "白石镇妇联", "", "0700-5550101", "", "baishi@qinghe.example"),
        (2, None, "黑石镇", "韦某", "0700-5550199", 13800000001, "heishi@qinghe.example"),
        (3, None, "青石镇妇联", "罗某、莫某", "", "1.38E+10", "qingshi@qinghe.example；qs@b.example", "新"),
        (4, "县直", "县[b]档案馆[/b]\x1b[31m女工委", "", 7005550120, "", ""),
        (5, None, "县民正局", "", "", "", ""),
        ("合计", None, None, "5个"),
    ),
)


def understood(*sheets: Sheet) -> UnitsImport:
    return import_units(sheets, make_roster(UNITS), source="a.xlsx", today=TODAY)


@pytest.mark.parametrize("width", [80, 120])
def test_a_list_as_it_was_understood(width: int) -> None:
    """Columns, what is new, what differs and what was left out; nothing that should be copied is cut."""
    found = understood(LIST)
    page = draw(*render_import(found), foot(found, add=False, added=False), width=width)
    assert_page(f"units-import-{width}", page)


def test_several_sheets_are_told_apart() -> None:
    """The number of a row alone would not do."""
    other = Sheet("县直", (("单位", "电话"), ("县水利局", 8110001), ("小计",)))
    text = draw(*render_import(understood(LIST, other)), width=120)
    assert "县直 2" in text
    assert "县直 3" in text
    assert "通讯录 5" in text


@pytest.mark.parametrize(
    ("new", "add", "added", "said"),
    [
        (True, False, False, "`--add` adds the new units (2)"),
        (True, True, False, "Nothing was added"),
        (True, True, True, "Added at the end of units.toml: 2"),
        (False, True, False, "No unit is new"),
    ],
)
def test_the_last_line_tells_what_was_done(said: str, *, new: bool, add: bool, added: bool) -> None:
    found = understood(LIST if new else Sheet("a", (("单位",), ("白石镇妇联",))))
    assert said in foot(found, add=add, added=added).plain


def test_new_units_without_a_group_are_said() -> None:
    """In one line: no notice that names groups would ask them."""
    without = understood(
        Sheet("a", (("单位", "类别"), ("县司法局", ""), ("县教育局", ""), ("县档案馆", "县直")))
    )
    for page in (render_import(without), render_start(without)):
        assert "Without a group: 2; no notice that names groups asks them" in draw(*page, width=120)
    for page in (render_import(understood(LIST)), render_start(understood(LIST))):
        assert "Without a group" not in draw(*page, width=120)


def test_a_list_that_says_nothing_new() -> None:
    """Then nothing stands there but the columns and a count."""
    lines = draw(*render_import(understood(Sheet("a", (("单位",), ("白石镇妇联",))))), width=80).splitlines()
    assert lines == ["Columns: 单位 → unit", "The same as in units.toml: 1"]
