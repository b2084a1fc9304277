"""One TOML table, read key by key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

import pytest

from fedtrack.core.roster.table import RosterFault, Table
from fedtrack.errors import Message

Reading = Callable[[Table], object]


Fault = tuple[tuple[str | int, ...], str, str]


def read(values: Mapping[str, object], how: Reading) -> tuple[object, list[Fault]]:
    """Return what is read, and each fault as its path, what is wrong and what to do."""
    faults: list[RosterFault] = []
    found = how(Table(dict(values), ("units", 3), faults))
    return found, [(path, str(what), str(fix or "")) for path, what, fix in faults]


def text(table: Table) -> str:
    return table.text("k")


def required_text(table: Table) -> str:
    return table.text("k", required=True)


def texts(table: Table) -> tuple[str, ...]:
    return table.texts("k")


def day(table: Table) -> date | None:
    return table.day("k")


def moment(table: Table) -> tuple[date, time | None] | None:
    return table.moment("k")


def days(table: Table) -> frozenset[date]:
    return table.days("k")


def small(table: Table) -> int:
    return table.whole("k", 7, least=1, most=9)


def number(table: Table) -> float:
    return table.number("k", 7, least=1)


def whole(table: Table) -> int:
    return table.whole("k", 7, least=1)


def wholes(table: Table) -> tuple[int, ...]:
    return table.wholes("k", (5, 1), least=1)


A_DAY = date(2020, 3, 23)


@pytest.mark.parametrize(
    ("value", "how", "found"),
    [
        ("长安", text, "长安"),
        ("", text, ""),
        ("长安", required_text, "长安"),
        (["a", "b"], texts, ("a", "b")),
        ("a", texts, ("a",)),  # a single text is a list of one
        ("", texts, ()),
        ([], texts, ()),
        (A_DAY, day, A_DAY),
        (date(1949, 1, 1), day, date(1949, 1, 1)),
        (date(2199, 12, 31), day, date(2199, 12, 31)),
        (A_DAY, moment, (A_DAY, None)),
        (datetime(2020, 3, 23, 17, 0), moment, (A_DAY, time(17))),  # noqa: DTZ001 - TOML's local date-time
        ([A_DAY, A_DAY, date(2020, 3, 24)], days, frozenset({A_DAY, date(2020, 3, 24)})),
        ([], days, frozenset()),
        (1, number, 1),
        (1.5, number, 1.5),
        (1, whole, 1),
        (9, small, 9),
        ([250, 1], wholes, (250, 1)),
        ([], wholes, ()),
    ],
)
def test_a_good_value_is_read(value: object, how: Reading, found: object) -> None:
    assert read({"k": value}, how) == (found, [])


@pytest.mark.parametrize(
    ("how", "default"),
    [
        (text, ""),
        (lambda table: table.text("k", "Asia/Shanghai"), "Asia/Shanghai"),
        (texts, ()),
        (day, None),
        (days, frozenset()),
        (number, 7),
        (whole, 7),
        (wholes, (5, 1)),
        (lambda table: table.tables("k"), []),
    ],
)
def test_a_key_left_out_has_its_default(how: Reading, default: object) -> None:
    assert read({}, how) == (default, [])


def test_a_text_that_is_emptied_does_not_fall_back_to_the_default() -> None:
    assert read({"k": ""}, lambda table: table.text("k", "Asia/Shanghai")) == ("", [])


NOT_A_TEXT = ("k must be a text", 'write k = "…"')
NOT_TEXTS = ("k must be a list of texts", 'write k = ["…", "…"]')
NOT_A_DAY = ("k must be a date without quotes", "write k = ")
NOT_DAYS = ("k must be a list of dates", "write k = [2020-03-26, 2020-03-27]")
HAS_A_TIME = ("k has a time of day", "write k = ")
HAS_A_ZONE = ("k has a time zone", "leave out what follows the time: the zone is that of [federation]")
NOT_A_NUMBER = ("k must be a number from 1 to ", "write k = 7")
NOT_WHOLE = ("k must be a whole number", "write k = 7")
NOT_WHOLES = ("k must be a list of whole numbers from 1 to 250", "")
NOON = datetime(2020, 3, 23, 12)  # noqa: DTZ001 - TOML's local date-time


@pytest.mark.parametrize(
    ("value", "how", "default", "fault"),
    [
        (3, text, "", NOT_A_TEXT),
        (["a"], text, "", NOT_A_TEXT),
        (False, text, "", NOT_A_TEXT),
        (A_DAY, required_text, "", NOT_A_TEXT),
        ("", required_text, "", ("k is empty", 'write k = "…"')),
        ("　", required_text, "", ("k is empty", 'write k = "…"')),
        (3, texts, (), NOT_TEXTS),
        (["a", 3], texts, (), NOT_TEXTS),
        (["a", ""], texts, (), NOT_TEXTS),
        ({"a": "b"}, texts, (), NOT_TEXTS),
        ("2020-03-23", day, None, NOT_A_DAY),
        (20200323, day, None, NOT_A_DAY),
        (time(12), day, None, NOT_A_DAY),
        (NOON, day, None, HAS_A_TIME),
        (date(1948, 12, 31), day, None, ("the year 1948 ", "write k = 2020-03-23")),
        (date(2200, 1, 1), day, None, ("the year 2200 ", "write k = 2020-03-23")),
        ("3月23日", moment, None, NOT_A_DAY),
        (date(202, 3, 23), moment, None, ("the year 202 ", "write k = 2020-03-23")),
        (NOON.replace(tzinfo=UTC), moment, None, HAS_A_ZONE),
        (A_DAY, days, frozenset(), NOT_DAYS),
        (["2020-03-23", A_DAY], days, frozenset({A_DAY}), NOT_A_DAY),
        ([NOON], days, frozenset(), HAS_A_TIME),
        ("3", number, 7, NOT_A_NUMBER),
        (True, number, 7, NOT_A_NUMBER),
        (0.5, number, 7, NOT_A_NUMBER),
        (float("nan"), number, 7, NOT_A_NUMBER),
        (float("inf"), number, 7, NOT_A_NUMBER),
        (10**12, whole, 7, NOT_A_NUMBER),
        (0, whole, 7, NOT_A_NUMBER),
        (10, small, 7, ("k must be a number from 1 to 9", "write k = 7")),
        (1.5, whole, 7, NOT_WHOLE),
        (2.0, whole, 7, NOT_WHOLE),
        (3, wholes, (5, 1), NOT_WHOLES),
        ([1, "2"], wholes, (5, 1), NOT_WHOLES),
        ([1, True], wholes, (5, 1), NOT_WHOLES),
        ([1.0], wholes, (5, 1), NOT_WHOLES),
        ([0], wholes, (5, 1), NOT_WHOLES),
        ([251], wholes, (5, 1), NOT_WHOLES),
    ],
)
def test_a_wrong_value_is_noted_and_replaced_by_a_harmless_one(
    value: object, how: Reading, default: object, fault: tuple[str, str]
) -> None:
    """Reading goes on, and the fault says where, what, and what to write instead."""
    found, [(path, what, fix)] = read({"k": value}, how)
    assert (found, path) == (default, ("units", 3, "k"))
    assert fault[0] in what
    assert fault[1] in fix


@pytest.mark.parametrize(("how", "fix"), [(required_text, 'write k = "…"'), (moment, "write k = 2020-03-23")])
def test_a_missing_value_is_a_fault_of_the_table(how: Reading, fix: str) -> None:
    """There is no line of the key to point to."""
    found, faults = read({}, how)
    assert not found
    assert faults == [(("units", 3), "k is missing", fix)]


@pytest.mark.parametrize("value", [3, "a", {"a": 1}, [{"a": 1}, 3]])
def test_an_array_that_is_not_of_tables_is_noted(value: object) -> None:
    found, [(path, what, fix)] = read({"k": value}, lambda table: table.tables("k"))
    assert (found, path, what) == ([], ("units", 3, "k"), "k must be written as tables")
    assert "k = [{" in fix


def test_at_the_top_tables_have_a_heading_each() -> None:
    faults: list[RosterFault] = []
    assert Table({"units": 3}, (), faults).tables("units") == []
    assert [(fault.path, str(fault.fix)) for fault in faults] == [(("units",), "write [[units]]")]


@pytest.mark.parametrize("value", [3, "", [], [{"a": 1}]])
def test_a_table_that_is_none_is_noted_and_read_as_empty(value: object) -> None:
    faults = [(("units", 3, "k"), "k must be written as a table", "write [k]")]
    assert read({"k": value}, lambda table: table.table("k").take("a")) == (None, faults)


def test_inner_tables_know_their_place() -> None:
    """A fault in the second figure of the fourth unit says so."""
    values = {"one": {"a": 1}, "many": [{"a": 1}, {"a": 2}]}

    def inner(table: Table) -> list[object]:
        tables = [table.table("one"), *table.tables("many"), table.table("none")]
        for one in tables:
            one.fault("a", Message("wrong"), Message("right"))
        return [one.take("a") for one in tables]

    found, faults = read(values, inner)
    assert found == [1, 1, 2, None]
    assert faults == [
        (("units", 3, *path, "a"), "wrong", "right")
        for path in (("one",), ("many", 0), ("many", 1), ("none",))
    ]


def test_a_fault_without_a_key_is_that_of_the_table() -> None:
    _, faults = read({}, lambda table: table.fault(None, Message("wrong")))
    assert faults == [(("units", 3), "wrong", "")]


def finish(table: Table) -> None:
    for key in ("name", "email", "aliases"):
        table.take(key)
    table.finish()


@pytest.mark.parametrize(
    ("key", "fix"),
    [
        ("nmae", "write name"),
        ("NAME", "write name"),
        ("e-mail", "write email"),
        ("mails", "write email"),
        ("电话", "the keys here are aliases, email, name"),
    ],
)
def test_an_unknown_key_is_answered_with_the_nearest_right_one(key: str, fix: str) -> None:
    """Where none is near, those there are."""
    faults = [(("units", 3, key), f"unknown key {key}", fix)]
    assert read({"name": "a", key: "b"}, finish) == (None, faults)


@pytest.mark.parametrize("values", [{}, {"name": "a"}, {"name": "a", "email": "b", "aliases": []}])
def test_known_keys_are_no_fault_whether_there_or_not(values: dict[str, object]) -> None:
    assert read(values, finish) == (None, [])


def test_a_key_that_was_passed_over_is_neither_unknown_nor_proposed() -> None:
    """As a password is, which nobody shall be told to write."""

    def pass_over_then_finish(table: Table) -> None:
        table.take("name")
        assert table.unknown_keys() == ["password", "passwort"]
        table.pass_over("password")
        assert table.unknown_keys() == ["passwort"]
        table.finish()

    faults = [(("units", 3, "passwort"), "unknown key passwort", "the keys here are name")]
    assert read({"password": 1, "passwort": 2}, pass_over_then_finish) == (None, faults)


@pytest.mark.parametrize(("values", "expected"), [({}, False), ({"k": True}, True), ({"k": False}, False)])
def test_a_switch_is_true_or_false(values: dict[str, object], *, expected: bool) -> None:
    assert read(values, lambda table: table.switch("k", default=False)) == (expected, [])


@pytest.mark.parametrize("value", [1, "true", "是", []])
def test_what_only_looks_like_a_switch_is_refused(value: object) -> None:
    """And the default holds meanwhile."""
    faults = [(("units", 3, "k"), "k must be true or false, without quotes", "write k = true")]
    assert read({"k": value}, lambda table: table.switch("k", default=True)) == (True, faults)


@pytest.mark.parametrize("value", [0, -1])
def test_numbers_may_be_nought_where_nothing_else_is_said(value: int) -> None:
    numbers, faults = read({"k": value}, lambda table: (table.number("k", 7), table.whole("k", 7)))
    assert numbers == ((0, 0) if value == 0 else (7, 7))
    assert len(faults) == (0 if value == 0 else 2)


def test_every_unknown_key_is_listed() -> None:
    _, faults = read({"x": 1, "name": "a", "y": 2}, finish)
    assert {path[-1] for path, _, _ in faults} == {"x", "y"}


def test_unknown_keys_are_listed_in_the_same_order_every_time() -> None:
    """As they stand in the file, so that a script that compares two runs sees no difference."""
    keys = [f"x{number}" for number in range(20)]
    _, faults = read(dict.fromkeys(keys, 1), finish)
    assert [path[-1] for path, _, _ in faults] == keys


def test_of_faults_without_end_a_thousand_are_noted() -> None:
    """And of those beyond the first two hundred nobody is told what is near."""

    def ask(table: Table) -> None:
        table.take("key")
        table.finish()

    _, faults = read({f"keys{number}": 1 for number in range(3000)}, ask)
    assert len(faults) == 1000
    assert [fix for _, _, fix in faults] == ["write key"] * 200 + [""] * 800
