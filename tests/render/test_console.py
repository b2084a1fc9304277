"""The two consoles: nothing in a value is obeyed, and faults are one line each."""

from __future__ import annotations

import pytest

from fedtrack.errors import Fault, Message
from fedtrack.render import console


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("[b]某局[/b]", "[b]某局[/b]"),
        ("\x1b[31m红\x1b[0m", r"\x1b[31m红\x1b[0m"),
        ("\u202e倒", r"\u202e倒"),
        ("一\n二\t三", r"一\n二\t三"),
        (":smile:", ":smile:"),
        (Message("no unit fits “{query}”", query="\x07"), r"no unit fits “\x07”"),
        (7, "7"),
    ],
)
def test_values_are_shown_as_they_are(value: object, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Markup, emoji codes and control characters reach the terminal as letters."""
    assert console.plain(value) == shown
    console.show(console.styled(value, "bold"))
    assert capsys.readouterr().out == f"{shown}\n"


def test_a_long_sentence_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence is not broken, so that a path or command in it can be copied."""
    console.show(console.styled("很" * 200))
    console.report_faults([Fault("", Message("{text}", text="很" * 200))])
    out, err = capsys.readouterr()
    assert (out, err) == ("很" * 200 + "\n", "很" * 200 + "\n")


def test_faults_say_where_what_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Each fault is one line; a part that is not there leaves no mark."""
    what, fix = Message("due is missing"), Message("write {key} = 2020-03-23", key="due")
    console.report_faults([Fault("units.toml:4", what, fix), Fault("", what)])
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "units.toml:4: due is missing; write due = 2020-03-23\ndue is missing\n"


def test_a_payload_for_programs_is_written_byte_for_byte(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Line ends and byte order marks arrive as they were made."""
    payload = "\ufeff序号\r\n".encode()
    console.write(payload)
    assert capfdbinary.readouterr().out == payload


def test_a_note_goes_beside_the_payload(capsys: pytest.CaptureFixture[str]) -> None:
    """Notes never mix with what a program reads."""
    console.note(Message("no entries"))
    assert capsys.readouterr() == ("", "no entries\n")


@pytest.mark.parametrize(("value", "plain"), [("1", True), ("", False)])
def test_no_color(value: str, monkeypatch: pytest.MonkeyPatch, *, plain: bool) -> None:
    """NO_COLOR counts when it is not empty (no-color.org)."""
    monkeypatch.setenv("NO_COLOR", value)
    console.out.cache_clear()
    assert console.out().no_color is plain
