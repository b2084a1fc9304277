"""Well-formed things made wrong: bytes flipped, cut, doubled and put in, parts of packages exchanged."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Sequence

from hypothesis import strategies as st

from tests.documents.making import zipped
from tests.fuzz.watching import LARGEST

Draw = st.DrawFn
_NUMBERS = (
    *(
        struct.pack(layout, number)
        for layout in ("<H", "<L", ">L", "<Q")
        for number in (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFE, 0xFFFF)
    ),
    *(b"\xff" * 4, b"\xfe\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80"),
)
"""What lengths, offsets and counts go wrong by."""
_ATTRIBUTE = re.compile(rb'="[^"<>]*"')
_TAG = re.compile(rb"<[^<>]*>")
_VALUES = (
    *(b"", b"0", b"-1", b"1", b"65536", b"1048577", b"4294967296", b"99999999999999999999", b"1e999"),
    *(b"NaN", b"true", b"XFD1048576", b"A0", b"A1:XFD1048576", b"s", b"d", b"e", b"str", b"inlineStr"),
    *(b"rId99", b"../../x", b"\xff", b"9999-99-99T99:99:99", b"PT99999999999999H", b"&#0;", b"&x;"),
)


@st.composite
def mutated(draw: Draw, seeds: Sequence[bytes], words: Sequence[bytes] = ()) -> bytes:
    """Return one of the seeds with some bytes of it changed; `words` are what else may come in."""
    content = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 4))):
        content = draw(_changed(content, seeds, (*words, *_NUMBERS)))
    return content[:LARGEST]


@st.composite
def _changed(  # noqa: PLR0911 - one return for each way to change it
    draw: Draw, content: bytes, seeds: Sequence[bytes], words: Sequence[bytes]
) -> bytes:
    at = draw(st.integers(0, len(content)))
    length = draw(st.integers(0, 64))
    match draw(st.integers(0, 7)):
        case 0:  # a bit
            flipped = bytes(byte ^ (1 << draw(st.integers(0, 7))) for byte in content[at : at + 1])
            return content[:at] + flipped + content[at + 1 :]
        case 1:  # the end is missing
            return content[:at]
        case 2:  # a piece is missing
            return content[:at] + content[at + length :]
        case 3:  # another word or number, in its place or between
            word = draw(st.sampled_from(words))
            return content[:at] + word + content[at + draw(st.sampled_from((0, len(word)))) :]
        case 4:  # any bytes
            return content[:at] + draw(st.binary(max_size=16)) + content[at:]
        case 5:  # the head of one with the tail of another
            other = draw(st.sampled_from(seeds))
            return content[:at] + other[draw(st.integers(0, len(other))) :]
        case 6:  # a piece again and again
            return content[:at] + draw(_blown_up(content[at : at + length])) + content[at:]
        case _:  # a word again and again
            return content[:at] + draw(_blown_up(draw(st.sampled_from(words)))) + content[at:]


@st.composite
def _blown_up(draw: Draw, piece: bytes) -> bytes:
    most = LARGEST // max(1, len(piece))
    return piece * draw(st.integers(2, 8) | st.sampled_from((100, most // 30, most)))


@st.composite
def mutated_xml(draw: Draw, content: bytes) -> bytes:
    """Return XML with a value exchanged, a tag lost, doubled or nested deep, or with bytes changed."""
    places = list(_ATTRIBUTE.finditer(content))
    tags = list(_TAG.finditer(content))
    match draw(st.integers(0, 4)):
        case 0 if places:
            place = draw(st.sampled_from(places))
            return content[: place.start() + 2] + draw(st.sampled_from(_VALUES)) + content[place.end() - 1 :]
        case 1 if tags:
            tag = draw(st.sampled_from(tags))
            return content[: tag.start()] + content[tag.end() :]
        case 2 if tags:
            tag = draw(st.sampled_from(tags))
            return content[: tag.start()] + draw(_blown_up(tag[0])) + content[tag.start() :]
        case 3 if tags:
            tag, other = draw(st.sampled_from(tags)), draw(st.sampled_from(tags))
            first, last = sorted((tag.start(), other.start()))
            return content[:last] + draw(_blown_up(content[first:last])) + content[last:]
        case _:
            return draw(mutated([content], _VALUES))


@st.composite
def mutated_zip(draw: Draw, seeds: Sequence[bytes]) -> bytes:
    """Return a package with its parts changed, lost, exchanged or renamed, or the zip itself made wrong."""
    package = draw(st.sampled_from(seeds))
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    for _ in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from(sorted(parts)))
        other = draw(st.sampled_from(sorted(parts)))
        match draw(st.integers(0, 5)):
            case 0:
                parts[name] = parts[other]
            case 1:
                parts[draw(st.text(max_size=8)) or other] = parts[name]
            case 2 if len(parts) > 1:
                del parts[name]
            case _:
                parts[name] = draw(mutated_xml(parts[name]))[:LARGEST]
    written = zipped(parts, method=draw(st.sampled_from((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))))
    return draw(mutated([written])) if draw(st.integers(0, 3)) == 0 else written


@st.composite
def woven(draw: Draw, words: Sequence[str], *, most: int = 40) -> str:
    """Return a text of these words in any order, with others between, and one of them again and again."""
    any_word = st.sampled_from(words) | st.text(max_size=4)
    pieces = draw(st.lists(any_word, max_size=most))
    if pieces and draw(st.integers(0, 3)) == 0:
        at = draw(st.integers(0, len(pieces) - 1))
        last = draw(st.integers(at, min(at + 3, len(pieces) - 1)))
        piece = "".join(pieces[at : last + 1])
        times = LARGEST // max(1, len(piece))
        pieces[at] = piece * draw(st.sampled_from((2, 100, times // 30, times)))
    return "".join(pieces)
