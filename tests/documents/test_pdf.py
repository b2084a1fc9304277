"""The text of a pdf: Chinese by its map, the first pages and the last, and bounds on what is drawn."""

from __future__ import annotations

import io
import time
import zlib

import pypdf
import pytest

from fedtrack.core.arrivals import Reading
from tests.documents.making import opened
from tests.documents.papers import pdf, shown, stream, written

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def page(contents: bytes, *, more: str = "") -> bytes:
    """Return a pdf with a single page that names this as what draws it."""
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    leaf = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R {more} >>"
    return written([CATALOG, pages, leaf.encode(), contents])


def locked(password: str) -> bytes:
    """Return a pdf that pypdf has locked with RC4."""
    writer = pypdf.PdfWriter(io.BytesIO(pdf(shown("长安镇"))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    box = io.BytesIO()
    writer.write(box)
    return box.getvalue()


def test_chinese_text() -> None:
    extract = opened("总结.pdf", pdf(shown("三八活动总结", "长安镇妇联 2020年3月")))
    assert extract.reading is Reading.READ
    assert extract.lines == ("三八活动总结", "长安镇妇联 2020年3月")


def test_the_first_three_pages_and_the_last() -> None:
    pages = [shown(f"第{number}页") for number in range(1, 7)]
    assert opened("a.pdf", pdf(*pages)).lines == ("第1页", "第2页", "第3页", "第6页")
    assert opened("a.pdf", pdf(*pages[:2])).lines == ("第1页", "第2页")


def test_a_scan_has_no_text() -> None:
    """A page that draws no letters is read, and so are pages that draw nothing, and no pages."""
    empty = written(
        [CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", b"<< /Type /Page /Parent 2 0 R >>"]
    )
    none = written([CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>"])
    for scan in (pdf(b"0 0 9 9 re f"), empty, none):
        extract = opened("扫描.pdf", scan)
        assert (extract.reading, extract.lines) == (Reading.READ, ())


def test_text_in_forms() -> None:
    extract = opened("a.pdf", pdf(b"/X0 Do", forms=[b"/X1 Do", shown("表中")]))
    assert extract.lines == ("表中",)


def test_a_password() -> None:
    """One that only forbids printing keeps nobody from reading."""
    assert opened("a.pdf", locked("secret")).reading is Reading.LOCKED
    assert opened("a.pdf", locked("")).lines == ("长安镇",)


def test_a_cipher_that_is_not_known() -> None:
    encrypted = pdf(
        shown("a"),
        trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 9 /R 9 /O (a) /U (b) /P -4 >>",
    )
    assert opened("a.pdf", encrypted).reading in {Reading.BROKEN, Reading.LOCKED}


def test_maps_of_characters_without_end() -> None:
    """Pypdf takes seconds for each megabyte of them."""
    content = pdf(shown("长安镇"))
    long = content.replace(b"endstream", b"]" * 3_000_000 + b"\nendstream", 1)
    began = time.process_time()
    assert opened("a.pdf", long).reading is Reading.TOO_LARGE
    assert time.process_time() - began < 3
    whole = content.replace(b"endstream", b" " * 300_000 + b"\nendstream", 1)
    assert opened("a.pdf", whole).lines == ("长安镇",)


def test_forms_in_a_circle() -> None:
    """Forms that draw one another are drawn once."""
    looped = pdf(b"/X0 Do", forms=[shown("圈") + b" /X1 Do", b"/X0 Do"])
    assert opened("a.pdf", looped).lines == ("圈",)


def test_forms_that_multiply() -> None:
    """Each of twelve draws the next one ten times: a million million, of which some are drawn."""
    forms = [f"/X{number + 1} Do ".encode() * 10 for number in range(12)]
    assert opened("a.pdf", pdf(b"/X0 Do", forms=forms)).reading in {Reading.READ, Reading.TOO_LARGE}


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"q Q " * 600_000),
        pdf(b"/X0 Do", forms=[b"q Q " * 600_000]),
        pdf(b"/X0 Do " * 100, forms=[b"(" + b"A" * 200_000 + b") Tj"]),
        pdf(b"/X0 Do", forms=[b"q"] * 501),
        page(stream(zlib.compress(bytes(80_000_000)), "/Filter /FlateDecode")),
    ],
)
def test_too_much_to_draw(content: bytes) -> None:
    """A long page, a long form, a form drawn often, many forms, a stream that unpacks to 80 MB."""
    assert opened("a.pdf", content).reading is Reading.TOO_LARGE


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"1 0 obj\n" * 1000,
        written([CATALOG, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]),
        written([CATALOG, b"3 0 R", b"2 0 R"]),
        written([b"[" * 100_000]),
        pdf(shown("a"))[:-200],
        b"junk" * 50 + pdf(shown("a"))[:400],
        pdf(shown("a"), trailer="/Prev 9"),
        page(b"3 0 R"),
        page(b"7", more="/Resources 7"),
        page(b"null", more="/Resources << /XObject << /A 9 0 R /B 7 >> >>"),
    ],
)
def test_broken_in_every_way(content: bytes) -> None:
    """Whatever is wrong with it, there is an answer, and nothing is said about it."""
    assert opened("a.pdf", content).reading in {Reading.BROKEN, Reading.READ, Reading.TOO_LARGE}
