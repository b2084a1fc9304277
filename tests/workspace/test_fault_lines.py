"""Every fault of `units.toml` is told with its line; the examples in `faulty_units.txt` mark theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fedtrack.errors import Fault, InputError
from fedtrack.workspace.units_file import read_roster

HEAD = '[federation]\nname = "白石县妇女联合会"\n'
NOTICE = '[[notices]]\nid = "2020-38"\ntitle = "通知"\ndue = 2020-03-23\n'
UNIT = '[[units]]\nid = "baishi"\nname = "白石镇妇联"\n'
_SHORT = {
    "@head\n": HEAD,
    "@notice\n": NOTICE,
    "@second notice\n": NOTICE.replace("38", "39"),
    "@unit\n": UNIT,
}


def _examples() -> dict[str, str]:
    """Return each example's text by its name."""
    text = Path(__file__).with_name("faulty_units.txt").read_text(encoding="utf-8")
    for short, lines in _SHORT.items():
        text = text.replace(short, lines)
    parts = re.split(r"^==== (.+)\n", text, flags=re.MULTILINE)[1:]
    return {name: body.rstrip("\n") + "\n" for name, body in zip(parts[::2], parts[1::2], strict=True)}


EXAMPLES = _examples()


def faults_of(path: Path, text: str) -> list[Fault]:
    path.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(InputError) as caught:
        read_roster(path)
    return list(caught.value.faults)


def marks_of(text: str) -> list[tuple[str, str]]:
    """Return place and words of each mark."""
    return [
        (f"units.toml:{number}", words.strip())
        for number, line in enumerate(text.split("\n"), start=1)
        for words in line.partition("# !")[2].split(";")
        if words.strip()
    ]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_fault_is_told_with_its_line(tmp_path: Path, name: str, newline: str) -> None:
    """Each example's faults, and no others, are told in the order of their lines."""
    marks = marks_of(EXAMPLES[name])
    found = faults_of(tmp_path / "units.toml", EXAMPLES[name].replace("\n", newline))
    assert [fault.where for fault in found] == [where for where, _ in marks]
    for place, words in marks:
        assert any(fault.where == place and words in str(fault.what) for fault in found)


def test_all_faults_come_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    """A file with faults in every table is mended in one sitting, from top to bottom."""
    names = [
        "federation: misspelt key",
        "settings: gap",
        "notices: second of two",
        "units: third of three",
    ]
    text = HEAD + "".join(EXAMPLES[name].removeprefix(HEAD) for name in names)
    found = faults_of(tmp_path / "units.toml", text)
    assert [fault.where for fault in found] == [where for where, _ in marks_of(text)]
    assert len({fault.where for fault in found}) == 7


def test_a_fault_shown_says_what_to_write(tmp_path: Path) -> None:
    """One line has the place, what is wrong and what to write instead."""
    (fault,) = faults_of(tmp_path / "units.toml", f'{HEAD}{UNIT}since = "2020-03-23"\n')
    assert fault.where == "units.toml:6"
    assert str(fault.fix) == "write since = 2020-03-23"
