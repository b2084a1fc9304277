"""The tree of errors and the sentences they carry."""

from __future__ import annotations

import errno
import os

import pytest

from fedtrack.errors import (
    DocumentError,
    Fault,
    FedtrackError,
    InputError,
    LedgerBusyError,
    LedgerDamagedError,
    LedgerError,
    LedgerFullError,
    LedgerReadOnlyError,
    LedgerTooNewError,
    Message,
    UsageError,
    reason_of,
)

CATALOGUE = {
    "{unit} has until {day}": "{day}前，{unit}",
    "Friday": "星期五",
    "they are {names}": "有{names}",
    ", ": "、",
}


def in_chinese(template: str) -> str:
    return CATALOGUE.get(template, template)


def test_a_message_is_english_until_it_is_translated() -> None:
    message = Message("{unit} has until {day}", unit="白石", day=Message("Friday"))
    assert str(message) == "白石 has until Friday"
    assert message.say(in_chinese) == "星期五前，白石"
    assert repr(message) == "Message('白石 has until Friday')"


def test_a_tuple_is_listed_as_the_language_lists() -> None:
    message = Message("they are {names}", names=("白石", Message("Friday"), 3))
    assert str(message) == "they are 白石, Friday, 3"
    assert message.say(in_chinese) == "有白石、星期五、3"


def test_braces_in_a_value_are_not_filled_in() -> None:
    """A unit may be named as it likes: its name is never taken for a template."""
    assert str(Message("{unit}", unit="{day} {0.__class__}")) == "{day} {0.__class__}"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Message("{n} units", n=1), True),
        (Message("{n} units", n=2), False),
        (Message("{n} unit", n=1), False),
        ("1 units", False),
    ],
)
def test_messages_are_equal_when_template_and_values_are(other: object, *, same: bool) -> None:
    assert (Message("{n} units", n=1) == other) is same


@pytest.mark.parametrize("value", [1, 1.0, True])
def test_equal_messages_have_equal_hashes(value: object) -> None:
    one, other = Message("{n} units", n=1), Message("{n} units", n=value)
    assert one == other
    assert hash(one) == hash(other)


def test_the_order_of_the_values_makes_no_difference() -> None:
    one, other = Message("{a}{b}", a=1, b=2), Message("{a}{b}", b=2, a=1)
    assert one == other
    assert hash(one) == hash(other)


def test_messages_of_other_templates_have_other_hashes() -> None:
    assert hash(Message("a")) != hash(Message("b"))


@pytest.mark.parametrize(
    ("family", "exit_code"),
    [
        (FedtrackError, 1),
        (UsageError, 2),
        (InputError, 3),
        (LedgerError, 4),
        (LedgerBusyError, 4),
        (LedgerReadOnlyError, 4),
        (LedgerFullError, 4),
        (LedgerDamagedError, 4),
        (LedgerTooNewError, 4),
        (DocumentError, 6),
    ],
)
def test_each_family_has_its_exit_code(family: type[FedtrackError], exit_code: int) -> None:
    error = family(Message("no name"))
    assert isinstance(error, FedtrackError)
    assert str(error) == "no name"
    assert exit_code == error.EXIT_CODE


@pytest.mark.parametrize(
    ("where", "fix", "said"),
    [
        ("", None, "no name"),
        ("units.toml:41", None, "units.toml:41: no name"),
        ("", "write one", "no name write one"),
        ("units.toml:41", "write one", "units.toml:41: no name write one"),
    ],
)
def test_an_error_says_where_what_and_what_to_do(where: str, fix: str | None, said: str) -> None:
    error = FedtrackError(Message("no name"), where=where, fix=Message(fix) if fix else None)
    assert str(error) == said
    assert error.faults == (Fault(where, Message("no name"), Message(fix) if fix else None),)


def test_all_faults_of_a_file_are_listed_at_once() -> None:
    faults = [
        Fault("units.toml:3", Message("no id"), Message("write one")),
        Fault("units.toml:9", Message("no name")),
    ]
    error = InputError.listing(faults)
    assert error.faults == tuple(faults)
    assert str(error) == "units.toml:3: no id write one\nunits.toml:9: no name"


def test_what_an_error_quotes_is_cut() -> None:
    """A hostile file has a value of megabytes; its end may say where it stands."""
    text = "甲" * 1_000_000 + "at the end"
    values = Message("{a}, {b}, {c}", a=text, b=(Message("{d}", d=ValueError(text)), 3), c=("乙",) * 1000)
    (fault,) = DocumentError(values, where=text, fix=values).faults
    for said in (fault.where, str(fault.what), str(fault.fix)):
        assert len(said) < 2000
        assert "甲" * 200 + "…" + "甲" * 80 in said
        assert "at the end" in said
    assert str(fault.what).endswith("乙, …")
    short = Message("{a} {day}", a="甲" * 300, day=3)
    assert DocumentError(short).faults == (Fault("", short),)


def test_faults_without_end_are_counted() -> None:
    faults = [Fault(f"units.toml:{line}", Message("{a}", a="甲" * 400)) for line in range(1000)]
    error = InputError.listing(faults)
    assert len(error.faults) == 201
    assert str(error).endswith("units.toml:999: and 800 more like these")
    assert len(InputError.listing(faults[:200]).faults) == 200


@pytest.mark.parametrize(
    "number", [errno.ENOENT, errno.EACCES, errno.ENOSPC, errno.EISDIR, errno.ECONNREFUSED]
)
def test_what_the_system_says_can_be_translated(number: int) -> None:
    """Python has its reasons in English, whatever language the clerk has chosen."""
    reason = reason_of(OSError(number, os.strerror(number)))
    assert isinstance(reason, Message)
    assert str(reason) == os.strerror(number)


@pytest.mark.parametrize(
    ("error", "said"),
    [(OSError(999, "{odd}"), "{odd}"), (OSError("timed out"), "timed out"), (OSError(), "")],
)
def test_an_unusual_reason_is_passed_on(error: OSError, said: str) -> None:
    assert reason_of(error) == said
