"""A line that is still being typed, read as the option parser reads one that is whole."""

from __future__ import annotations

import pytest

from fedtrack.cli.typed_line import TypedLine

KINDS = [
    ("", "command"),
    ("st", "command"),
    ("wibble |", "text"),
    ("notice |", "command"),
    ("notice read |", "file"),
    ("notice list |", "option"),
    ("notice list x", "text"),
    ("-", "option"),
    ("--json |", "command"),
    ("-C |", "folder"),
    ("-C dir |", "command"),
    ("--today |", "text"),
    ("record |", "unit"),
    ("record a |", "unit"),
    ("record --nil |", "unit"),
    ("record --title |", "text"),
    ("record --title status |", "unit"),
    ("record --via |", "one of oa email wechat paper other"),
    ("record --via=o", "one of oa email wechat paper other"),
    ("record --via=oa |", "unit"),
    ("record --file |", "file"),
    ("record -- --x", "unit"),
    ("record -- -- |", "unit"),
    ("record - |", "unit"),
    ("record --wibble |", "unit"),
    ("record --wibble=", "text"),
    ("why |", "unit"),
    ("why a |", "notice"),
    ("why a b |", "option"),
    ("status |", "notice"),
    ("status --group |", "group"),
    ("collect a |", "file"),
    ("remind --unit |", "unit"),
    ("remind --out=", "folder"),
    ("login |", "option"),
    ("completion |", "one of bash zsh fish powershell"),
]


def read(line: str) -> TypedLine:
    """Return a line; a bar at its end stands for a word of which nothing is typed."""
    return TypedLine([word.replace("|", "") for word in line.split()])


@pytest.mark.parametrize(("line", "wanted"), KINDS)
def test_what_is_wanted_at_the_end(line: str, wanted: str) -> None:
    assert read(line).wanted == wanted


@pytest.mark.parametrize("line", ["-C 文件夹 status |", "status -C文件夹 |", "-C x status -C 文件夹 |"])
def test_the_folder_that_is_named(line: str) -> None:
    """As in a whole line the last one counts."""
    assert read(line).directory == "文件夹"


def test_the_units_that_are_named() -> None:
    """As arguments and as options; the value of another option is none."""
    assert read("record a b --title c d |").units == ["a", "b", "d"]
    assert read("remind --unit a --resend=b x --group g --unit |").units == ["a", "b"]


def test_an_option_and_its_value_in_one_word() -> None:
    line = read("log --unit=ca")
    assert (line.typed, line.prefix, line.wanted) == ("ca", "--unit=", "unit")


def test_nothing_at_all() -> None:
    """A Tab without a word asks for a command."""
    assert TypedLine([]).wanted == "command"
