"""Text from outside, made harmless for terminals, headers, spreadsheets and folders."""

from __future__ import annotations

import json
import tomllib
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fedtrack.core.untrusted import (
    is_plain,
    names_a_device,
    one_line,
    safe_filename,
    spelled_out,
    spreadsheet_text,
    visible,
    without_controls,
    xml_text,
)

PLAIN = [
    "",
    "白石镇妇联",
    "[b]白石[/b]",
    "two  spaces",
    "wide\u3000space",
    "no\u00a0break",
    "e\u0301",
    "👩",
    r"\x1b",
]
HIDDEN = [
    ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m", "[31mred [0m"),
    ("\x1b]8;;http://x.example\x07a", r"\x1b]8;;http://x.example\x07a", "]8;;http://x.example a"),
    ("妇\u202e联", r"妇\u202e联", "妇 联"),
    ("妇\u2066联\u2069", r"妇\u2066联\u2069", "妇 联"),
    ("妇\u200b联\ufeff", r"妇\u200b联\ufeff", "妇 联"),
    ("a\nb", r"a\nb", "a b"),
    ("a\r\nBcc: x", r"a\r\nBcc: x", "a Bcc: x"),
    ("a\tb", r"a\tb", "a b"),
    ("a\x00\x7f\x9bb", r"a\x00\x7f\x9bb", "a b"),
    ("a\u2028b\u2029c", r"a\u2028b\u2029c", "a b c"),
    ("a\ud800b", r"a\ud800b", "a b"),
    ("a\ue000b\U000e0001", r"a\ue000b\U000e0001", "a b"),
    ("a\u0378b", r"a\u0378b", "a b"),
    (" \n a  b", r" \n a  b", "a b"),
]
PIECES = [
    *(".", " ", "/", "\\", ":", "~", "con", "COM1", "nul", ".txt", "a", "报", "e\u0301"),
    *("\x00", "\n", "\u202e", "\ud800", "\u3000", "x" * 60, "报" * 45),
]
FILE_NAMES = st.text() | st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
DEVICES = [
    *("con", "CON.txt", "prn", "Aux.docx", "nul", "NUL.tar.gz", "conin$", "CONOUT$.x"),
    *("com0", "COM1", "com9.pdf", "COM¹", "com³", "lpt0", "lpt3", "LPT².txt"),
]


def has_hidden(text: str) -> bool:
    """Say whether a character of category C, or a line or paragraph separator, is in the text."""
    categories = {unicodedata.category(char) for char in text}
    return any(category.startswith("C") or category in {"Zl", "Zp"} for category in categories)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_goes_through_untouched(text: str) -> None:
    """Markup is plain too: it is for the console to print it as it stands."""
    assert is_plain(text)
    assert visible(text) == one_line(text) == text


@pytest.mark.parametrize(("text", "shown", "folded"), HIDDEN)
def test_hidden_characters_are_spelled_out_or_make_room(text: str, shown: str, folded: str) -> None:
    """On a screen they are told, in a header or a message they leave a space."""
    assert not is_plain(text)
    assert visible(text) == shown
    assert one_line(text) == folded


@given(st.text())
@settings(deadline=None)
def test_no_hidden_character_is_ever_let_through(text: str) -> None:
    assert not has_hidden(visible(text))
    assert not has_hidden(one_line(text))
    assert is_plain(text) is not has_hidden(text)


@given(st.text())
@settings(deadline=None)
def test_what_was_made_harmless_stays_as_it_is(text: str) -> None:
    assert visible(visible(text)) == visible(text)
    assert one_line(one_line(text)) == one_line(text)


@pytest.mark.parametrize(
    ("char", "in_json", "in_toml"),
    [
        ("\u202e", r"\u202e", r"\u202e"),
        ("\x7f", r"\u007f", r"\u007f"),
        ("\u2028", r"\u2028", r"\u2028"),
        ("\uffff", r"\uffff", r"\uffff"),
        ("\U00010000", "\U00010000", "\U00010000"),
        ("\U000e0001", r"\udb40\udc01", r"\U000e0001"),
        ("\U0001fffe", r"\ud83f\udffe", r"\U0001fffe"),
        ("妇", "妇", "妇"),
    ],
)
def test_a_document_says_the_same_with_escapes(char: str, in_json: str, in_toml: str) -> None:
    """JSON and TOML write what lies beyond four digits differently, and both are read back the same."""
    as_json = spelled_out(f'{{\n"a": "{char}!"\n}}', long_escapes=False)
    assert as_json == f'{{\n"a": "{in_json}!"\n}}'
    assert json.loads(as_json) == {"a": f"{char}!"}
    as_toml = spelled_out(f'a = "{char}!"\n', long_escapes=True)
    assert as_toml == f'a = "{in_toml}!"\n'
    assert char == "\x7f" or tomllib.loads(as_toml) == {"a": f"{char}!"}


def test_half_a_character_is_spelled_out_in_json_too() -> None:
    assert spelled_out('"\ud800"', long_escapes=False) == r'"\ud800"'


@given(st.text())
@settings(deadline=None)
def test_any_text_survives_in_a_json_document(text: str) -> None:
    document = spelled_out(json.dumps({"a": text}, ensure_ascii=False, indent=1), long_escapes=False)
    assert json.loads(document) == {"a": text}
    assert not has_hidden(document.replace("\n", ""))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠A", "'＠A"),
        (" =1", "' =1"),
        ("\u3000 =1", "'\u3000 =1"),
        ("\t=1", r"\t=1"),
        ("\r=1", r"\r=1"),
        ("\x00=1", r"\x00=1"),
        ("1=1", "1=1"),
        ("'=1", "'=1"),
        ("a\n=1", r"a\n=1"),
        ("白石", "白石"),
        ("", ""),
    ],
)
def test_a_spreadsheet_never_sees_a_formula(text: str, cell: str) -> None:
    assert spreadsheet_text(text) == cell


@given(st.text(alphabet="=+-@＝＋－＠\t\r\n '\u3000a1", max_size=6))
@settings(deadline=None)
def test_no_cell_begins_with_what_begins_a_formula(text: str) -> None:
    assert not spreadsheet_text(text).strip().startswith(tuple("=+-@＝＋－＠"))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("总结.docx", "总结.docx"),
        ("../../etc/passwd", "passwd"),
        (r"..\..\units.toml", "units.toml"),
        (r"C:\work\总结.docx", "总结.docx"),
        ("/", "file"),
        ("a/", "file"),
        ("", "file"),
        (".", "file"),
        ("..", "file"),
        (" . ", "file"),
        ("\x00\u202e", "file"),
        (".units.toml", "units.toml"),
        ("a.", "a"),
        ("a. . ", "a"),
        ("a .txt", "a.txt"),
        ('a<b>c:d"e|f?g*h.txt', "a_b_c_d_e_f_g_h.txt"),
        ("总结\u202excod.exe", "总结 xcod.exe"),
        ("a\nb.txt", "a b.txt"),
        ("e\u0301.txt", "é.txt"),
        ("[b].txt", "[b].txt"),
        ("\u3000", "file"),
    ],
)
def test_names_of_files(name: str, safe: str) -> None:
    """No folder is left, nor anything that Windows refuses or a terminal obeys."""
    assert safe_filename(name) == safe


@pytest.mark.parametrize("name", DEVICES)
def test_devices_of_windows_are_no_files(name: str) -> None:
    assert names_a_device(name)
    assert safe_filename(name) == f"_{name}"


@pytest.mark.parametrize("name", ["con .txt", "nul  .tar.gz", "a/COM1 .x"])
def test_a_space_does_not_hide_the_name_of_a_device(name: str) -> None:
    """Windows drops the spaces before the dot, and would open the device after all."""
    assert names_a_device(name.removeprefix("a/"))
    assert safe_filename(name).startswith("_")


@pytest.mark.parametrize(
    "name", ["console.txt", "con1", "com10.txt", "com", "icon", "a.con", "nul-1", "lpta"]
)
def test_names_that_only_look_like_devices_are_kept(name: str) -> None:
    assert not names_a_device(name)
    assert safe_filename(name) == name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a" * 150, "a" * 150),
        ("a" * 151, "a" * 150),
        ("a" * 146 + ".txt", "a" * 146 + ".txt"),
        ("a" * 147 + ".txt", "a" * 146 + ".txt"),
        ("报" * 200 + ".docx", "报" * 48 + ".docx"),
        ("a" + "报" * 200, "a" + "报" * 49),
        ("a" * 133 + "." + "b" * 16, "a" * 133 + "." + "b" * 16),
        ("a" * 140 + "." + "b" * 16, "a" * 133 + "." + "b" * 16),
        ("a" * 140 + "." + "b" * 17, "a" * 140 + "." + "b" * 9),
        ("a" * 149 + "." + "b" * 17, "a" * 149),
        ("a" * 140 + " " * 9 + "b" * 9, "a" * 140 + " " * 9 + "b"),
        ("a" * 140 + " " * 10 + "b" * 9, "a" * 140),
    ],
)
def test_a_long_name_is_cut_by_bytes_and_keeps_its_suffix(name: str, safe: str) -> None:
    """No character is cut in half, no space or dot is left at the end, a long “suffix” is none."""
    assert safe_filename(name) == safe


@given(FILE_NAMES)
@example("con .txt")
@example("a" * 138 + " ." + "b" * 30)
@example("a" * 138 + ".." + "b" * 30)
@settings(deadline=None)
def test_any_name_becomes_one_safe_name(name: str) -> None:
    safe = safe_filename(name)
    assert safe
    assert len(safe.encode()) <= 150
    assert not set(safe) & set('<>:"/\\|?*')
    assert not has_hidden(safe)
    assert safe.strip(". ") == safe
    assert safe_filename(safe) == safe


def test_a_text_of_several_lines_loses_what_a_terminal_obeys() -> None:
    """Its lines, its tabs and its ideographic spaces stay."""
    assert without_controls("一\n\u3000\u3000二\t三\x1b[31m\u202e\r四") == "一\n\u3000\u3000二\t三[31m四"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("白石镇 <妇联> & 👩", "白石镇 <妇联> & 👩"),
        ("一\r\n\t二\u3000三", "一\n\t二\u3000三"),
        ("\x00\x0b\x1b[31m\x7f\x9b", "[31m"),
        ("\ud83d|\ufffe|\uffff|\ufffd", "|||\ufffd"),
        ("\u202e\u2066岗\u2069 \u05d0", "岗 \u05d0"),
    ],
)
def test_what_xml_cannot_carry_is_left_out(text: str, kept: str) -> None:
    """Halves of surrogate pairs and U+FFFE would make a file that nothing opens (XML 1.0, 2.2)."""
    assert xml_text(text) == kept


def test_a_name_of_blanks_is_walked_once() -> None:
    """A hostile name of a file in a zip may have 65,535 characters."""
    assert safe_filename(f"a{' ' * 60_000}b{'. ' * 30_000}c.docx").endswith(".docx")
