"""Texts and tables of text, in every encoding that Chinese programs write."""

from __future__ import annotations

import pytest

from fedtrack.core.arrivals import Reading
from tests.documents.making import opened, rows_of

ENCODINGS = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_text(encoding: str) -> None:
    text = "朱镕基 陶喆\r\n\r\n2020年3月23日\r\n"
    extract = opened("说明.txt", text.encode(encoding))
    assert (extract.reading, extract.lines) == (Reading.READ, ("朱镕基 陶喆", "2020年3月23日"))


def test_what_cannot_be_decoded_stands_as_such() -> None:
    assert opened("a.txt", "长安镇妇联".encode("gbk") + b"\xff").lines == ("长安镇妇联\ufffd",)


def test_control_characters_stay() -> None:
    """They are made harmless where they are shown."""
    assert opened("a.txt", b"a\x1b[31mred\x07 text").lines == ("a\x1b[31mred\x07 text",)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_table(encoding: str, delimiter: str) -> None:
    rows = [["单位", "日期", "备注"], ["长安镇", "2020-03-20", "有，无"], [], ["镕喆", "", "完"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    extract = opened("表.csv", text.encode(encoding))
    assert rows_of(extract) == tuple(map(tuple, rows))
    assert extract.lines == ("单位 日期 备注", "长安镇 2020-03-20 有，无", "镕喆 完")


def test_quoted_values() -> None:
    """A value may hold the delimiter, line ends and quotation marks (RFC 4180, 2)."""
    assert rows_of(opened("a.csv", b'a,"b,\n""c"""\n"open')) == (("a", 'b,\n"c"'), ("open",))


def test_a_table_has_bounds() -> None:
    extract = opened("a.csv", b"," * 999 + b"\n" + b"a,b\n" * 20_010)
    assert len(rows_of(extract)) == 20_000
    assert len(rows_of(extract)[0]) == 200


def test_a_table_without_delimiters() -> None:
    assert rows_of(opened("a.csv", "单位\n长安镇\n".encode())) == (("单位",), ("长安镇",))


def test_an_xls_of_tabs() -> None:
    """Excel calls its “Unicode text” that if one lets it; other text under that name is none."""
    assert rows_of(opened("a.xls", "单位\t数\n甲\t1".encode("utf-16"))) == (("单位", "数"), ("甲", "1"))
    assert opened("a.xls", b"words").reading is Reading.BROKEN
