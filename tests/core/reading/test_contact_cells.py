"""Names, telephone numbers and addresses as people type them into cells."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.addresses import is_address
from fedtrack.core.arrivals import Cell
from fedtrack.core.reading.contact_cells import (
    LONGEST_NAME,
    Reach,
    cell_text,
    digits_of,
    read_addresses,
    read_name,
    read_people,
    read_phones,
)
from fedtrack.core.untrusted import is_plain

DAY = datetime(2020, 3, 18)  # noqa: DTZ001 - a spreadsheet's times have no zone
CELLS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(), st.times(), st.text(),
    st.text(alphabet="长安镇、;；@＠.-1３eE+(（)=\"'\n\u202e\ud800 ，/"),
)  # fmt: skip


def doubts(reach: Reach) -> list[str]:
    return [str(doubt) for doubt in reach.doubts]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, ""),
        (12, "12"),
        (DAY, "2020-03-18"),
        (DAY.replace(hour=9), "2020-03-18 09:00:00"),
        ("  长 安\u3000镇\n妇\u200b联 ", "长安镇妇联"),
        ("ABC  公司", "ABC 公司"),
        ("县水利局 （女工委）", "县水利局（女工委）"),
    ],
)
def test_what_a_cell_says(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


@pytest.mark.parametrize("name", ["长安镇妇联", "县 水 利 局", "𠮷田公司", "ABC公司"])
def test_the_name_of_a_unit(name: str) -> None:
    assert read_name(name) == (cell_text(name), None)


@pytest.mark.parametrize("cell", ["局", "12", "——", 12, DAY, "x" * (LONGEST_NAME + 1)])
def test_no_name_of_a_unit(cell: Cell) -> None:
    name, why = read_name(cell)
    assert name == ""
    assert why is not None


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("a@b.example", ["a@b.example"]),
        ("A@B.example", ["A@B.example"]),
        ("ａ＠b．example", ["a@b.example"]),
        ("a@163。com", ["a@163.com"]),
        ("a@b.example；c@d.example、e@f.example\ng@h.example i@j.example,k@l.example",
         ["a@b.example", "c@d.example", "e@f.example", "g@h.example", "i@j.example", "k@l.example"]),
        ("a@b.example; a@b.example", ["a@b.example"]),
        ("<a@b.example>", ["a@b.example"]),
        ("邮箱：a@b.example", ["a@b.example"]),
        ("办公邮箱 a@b.example（韦某）", ["a@b.example"]),
        ("无", []), ("/", []), ("——", []), (None, []), ("", []),
    ],
)  # fmt: skip
def test_addresses(cell: Cell, addresses: list[str]) -> None:
    """However they are parted; “none” is no complaint."""
    reach = read_addresses(cell)
    assert list(reach.addresses) == addresses
    assert doubts(reach) == []


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ("a(at)b.example", "a(at)b.example"),
        ("a@b", "a@b"),
        ("见通讯录", "见通讯录"),
        ("baishi 163.com", "baishi 163.com"),
        ("baishi @ qinghe. example", "baishi @ qinghe. example"),
        (123456, "123456"),
        ("a@b.example是c@d.example", "a@b.example是c@d.example"),
        ("a@b.example " + "x" * 60, f"{'x' * 40}…"),
    ],
)
def test_what_is_no_address_is_said(cell: Cell, wrong: str) -> None:
    assert doubts(read_addresses(cell)) == [f"{wrong} is not an e-mail address"]


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("0772-8110001", ["0772-8110001"]),
        ("０７７２－８１１０００１", ["0772-8110001"]),
        ("0772—8110001", ["0772-8110001"]),
        ("0772-8110001转806", ["0772-8110001转806"]),
        ("8110001（办）", ["8110001(办)"]),
        ("0772-8110001、13800000001", ["0772-8110001", "13800000001"]),
        ("13800000001 13800000002", ["13800000001", "13800000002"]),
        ("13800000001/0772-8110001", ["13800000001", "0772-8110001"]),
        ("0772 8110001", ["0772 8110001"]),
        ('="13800000001"', ["13800000001"]),
        ("'0772-8110001", ["0772-8110001"]),
        ("1.3800000001E+10", ["13800000001"]),
        (13800000001, ["13800000001"]),
        (7728110001, ["07728110001"]),
        (77181100011, ["077181100011"]),
        (4001234567, ["4001234567"]),
        (8110001, ["8110001"]),
        (110, ["110"]),
        ("无", []), (None, []), (True, []), ("", []), ("'", []),
    ],
)  # fmt: skip
def test_numbers(cell: Cell, phones: list[str]) -> None:
    """A spreadsheet that keeps a number as one drops the 0 before the area code: it is put back."""
    reach = read_phones(cell)
    assert list(reach.phones) == phones
    assert doubts(reach) == []


@pytest.mark.parametrize("cell", ["1.38E+10", "1.38e10", "8E+10", 138000000011380000])
def test_a_number_that_has_lost_digits_is_not_guessed(cell: Cell) -> None:
    reach = read_phones(cell)
    assert reach.phones == ()
    assert doubts(reach) == [f"{cell}: the spreadsheet has lost digits of this number"]


@pytest.mark.parametrize(
    "cell", ["见附件", "12", 12, -13800000001, 1.5, DAY, date(2020, 3, 18), time(9), "1" * 41]
)
def test_what_is_no_number_is_said(cell: Cell) -> None:
    reach = read_phones(cell)
    assert reach.phones == ()
    assert doubts(reach)[0].endswith("is not a telephone number")


def test_an_address_among_numbers() -> None:
    """Under 联系方式 stands what people want to be reached by."""
    assert read_phones("13800000001；a@b.example；c@").addresses == ("a@b.example",)
    assert doubts(read_phones("13800000001；c@")) == ["c@ is not an e-mail address"]


@pytest.mark.parametrize(
    ("cell", "people", "phones"),
    [
        ("韦某", ["韦某"], []),
        ("韦 某", ["韦某"], []),
        ("韦某、覃某", ["韦某", "覃某"], []),
        ("韦某 13800000001", ["韦某"], ["13800000001"]),
        ("韦某（13800000001）、覃某（办公室）", ["韦某", "覃某（办公室）"], ["13800000001"]),
        ("韦某，电话：0772-8110001", ["韦某"], ["0772-8110001"]),
        ("13800000001", [], ["13800000001"]),
        ("Anna Lee", ["Anna Lee"], []),
        ("无", [], []), (None, [], []), (False, [], []), ("", [], []),
    ],
)  # fmt: skip
def test_people(cell: Cell, people: list[str], phones: list[str]) -> None:
    reach = read_people(cell)
    assert (list(reach.people), list(reach.phones), doubts(reach)) == (people, phones, [])


def test_a_person_with_an_address() -> None:
    assert read_people("韦某 a@b.example") == Reach(("韦某",), (), ("a@b.example",))


@pytest.mark.parametrize("cell", [12, DAY, "12", "韦" * 31])
def test_what_is_no_person_is_said(cell: Cell) -> None:
    assert doubts(read_people(cell))[0].endswith("is not a person's name")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", set()),
        ("0772-8110001", {"07728110001"}),
        ("8611001", {"8611001"}),
        ("0772 8110001、+86 138 0000 0001", {"07728110001", "13800000001"}),
    ],
)
def test_numbers_are_compared_by_their_digits(text: str, numbers: set[str]) -> None:
    assert digits_of(text) == numbers


@given(CELLS)
def test_whatever_a_cell_holds_is_read_or_refused(cell: Cell) -> None:
    """Nothing that comes out could break a terminal or a file, or is longer than anybody reads."""
    name, why = read_name(cell)
    assert bool(name) is (why is None)
    reaches = [read_addresses(cell), read_phones(cell), read_people(cell)]
    for text in (name, *(text for reach in reaches for texts in reach[:3] for text in texts)):
        assert is_plain(text)
        assert len(text) <= 254
    assert all(is_address(address) for reach in reaches for address in reach.addresses)
