"""Fetching from a server that lies, or says what makes no sense: bounded, and never a traceback."""

from __future__ import annotations

import gc
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from fedtrack.mail.fetching import LARGEST
from tests.mail.fetched import broken_off, fetch, on_shelf, serving, shelved
from tests.mail.imapbox import Box, Saying, mails

MIB = 1024 * 1024
pytestmark = pytest.mark.usefixtures("collected")  # a socket that is left open is a warning, hence a failure


@pytest.fixture
def collected() -> Iterator[None]:
    """Let what a test left open be found in that test."""
    yield
    gc.collect()


@pytest.mark.parametrize("size", [LARGEST + 2 * MIB, 10**12, 10**30])
def test_a_mail_that_is_far_larger_than_announced(tmp_path: Path, size: int) -> None:
    """No room is made for it: the connection ends."""
    lie = b"* 1 FETCH (UID 1 BODY[] {%d}\r\nSubject: a\r\n\r\n" % size
    with serving(Saying("1 (BODY", lie)) as server:
        assert "far too long" in broken_off(server, tmp_path)
    assert shelved(tmp_path) == {}


@pytest.mark.parametrize(
    "noise",
    [
        b"* OK %b\r\n" % (b"x" * 900_000),
        b"* 7 FETCH ()\r\n" * 1000,
        b"* 7 FETCH (UID 7 BODY[] {%d}\r\n%b)\r\n" % (MIB, b"x" * MIB),
    ],
)
def test_an_answer_that_never_ends(tmp_path: Path, noise: bytes) -> None:
    """Many short pieces are bounded as one long one is."""
    with serving(Saying("BODY", *[noise] * 200)) as server:
        assert "far too long" in broken_off(server, tmp_path)


class Chatting(Box):
    """Says a megabyte that nobody asked for with each answer."""

    def fetch(self, arguments: str) -> Iterator[bytes]:
        """Yield that before the answer."""
        yield b"* STATUS {%d}\r\n%b\r\n" % (MIB, b"x" * MIB)
        yield from super().fetch(arguments)


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    """A hundred answers with a megabyte too much each take no hundred megabytes."""
    with serving(Chatting(mails(2000))) as server:
        tracemalloc.start()
        try:
            assert fetch(server.address(), tmp_path) == 2000
            assert tracemalloc.get_traced_memory()[1] < 20 * MIB
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize(
    "said",
    [
        (),
        (b"* 1 FETCH (UID 1 BODY[] NIL)\r\n",),
        (b'* 1 FETCH (UID 1 BODY[] "")\r\n',),
        (b"* 1 FETCH (UID 1 BODY[] 12)\r\n",),
        (b"* 1 FETCH (UID 1 BODY[] (a b))\r\n",),
        (b"* 1 FETCH (UID 1 BODY[HEADER] {1}\r\nx)\r\n",),
        (b"* 1 FETCH (UID 1 FLAGS (\\Seen))\r\n",),
        (b"* 1 FETCH (UID 77 BODY[] {1}\r\nx)\r\n",),
        (b"* 1 EXPUNGE\r\n",),
    ],
)
def test_a_mail_that_is_no_more_is_passed_over(tmp_path: Path, said: tuple[bytes, ...]) -> None:
    """Gone between search and fetch, without a body, or another one: the rest is fetched."""
    box = Saying("BODY", *said, b"* 2 FETCH (UID 2 BODY[] {4}\r\nabcd)\r\n", count=2)
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == 1
    assert on_shelf(tmp_path) == {2: b"abcd"}


@pytest.mark.parametrize("said", [b"", b"* 1 FETCH (UID 77 RFC822.SIZE 5)\r\n"])
def test_a_mail_that_has_no_size_any_more_is_passed_over(tmp_path: Path, said: bytes) -> None:
    with serving(Saying("SIZE", said)) as server:
        assert fetch(server.address(), tmp_path) == 0
    assert shelved(tmp_path) == {}


@pytest.mark.parametrize("size", [b"NIL", b"x", b"(1)", b'"5"'])
def test_a_size_that_is_none(tmp_path: Path, size: bytes) -> None:
    """The mail is fetched all the same."""
    with serving(Saying("SIZE", b"* 1 FETCH (UID 1 RFC822.SIZE %b)\r\n" % size)) as server:
        assert fetch(server.address(), tmp_path) == 1


@pytest.mark.parametrize(
    "said",
    [
        b"* 1 FETCH\r\n",
        b"* 1 FETCH (\r\n",
        b"* 1 FETCH (UID)\r\n",
        b"* 1 FETCH (UID x BODY[] NIL)\r\n",
        b"* 1 FETCH ((a) b)\r\n",
        b"* 1 FETCH (1 2)\r\n",
        b"* 1 FETCH (NIL NIL)\r\n",
        b"* 1 FETCH (UID 1 ENVELOPE (1 2))\r\n",
        b"* 1 FETCH (UID 1 BODYSTRUCTURE 1)\r\n",
        b"* 1 FETCH (UID 1 INTERNALDATE 7)\r\n",
        b"* 1 FETCH (UID 1 BODY[] {x}\r\n)\r\n",
        b"* 1 FETCH (UID 1 BODY[] {%b}\r\n" % (b"9" * 5000),
        b"* 1 FETCH %b\r\n" % (b"(" * 100_000),
        b"* 1 FETCH (UID 1 BODY[ \xff\xfe\r\n",
        b"* %b FETCH (UID 1 BODY[] NIL)\r\n" % (b"9" * 5000),
        pytest.param(
            b"\r\n",
            marks=pytest.mark.skipif(sys.version_info >= (3, 14), reason="imaplib passes over empty lines"),
        ),
        b"\x00\r\n",
        b"x" * 1_100_000 + b"\r\n",
        b"* BYE enough\r\n",
    ],
)
def test_an_answer_that_makes_no_sense(tmp_path: Path, said: bytes) -> None:
    """It ends as what the clerk can read, never as a traceback."""
    with serving(Saying("BODY", said)) as server:
        assert "broke off" in broken_off(server, tmp_path)
    assert shelved(tmp_path) == {}


class Stumbling(Box):
    """Has some mails that it cannot tell."""

    def __init__(self, count: int, *, bad: set[int]) -> None:
        super().__init__(mails(count))
        self.bad = bad

    def tell(self, uid: int, item: str) -> Iterator[bytes]:
        """Yield nonsense in place of those."""
        if uid in self.bad and "BODY" in item:
            yield b"* %d FETCH (UID %d BODY[] {x}\r\n" % (uid, uid)
        else:
            yield from super().tell(uid, item)


def test_a_mail_that_the_server_cannot_give_out(tmp_path: Path) -> None:
    """All others are fetched, then the clerk is told; the next run tries that one alone."""
    box = Stumbling(45, bad={3})
    with serving(box) as server:
        assert "mails fetched before that: 44" in broken_off(server, tmp_path)
        assert on_shelf(tmp_path).keys() == mails(45).keys() - {3}
        box.fetches.clear()
        broken_off(server, tmp_path)
    assert box.given == [3]


def test_a_server_that_gives_nothing_out_is_not_asked_on(tmp_path: Path) -> None:
    box = Stumbling(45, bad=set(range(46)))
    with serving(box) as server:
        assert "mails fetched before that: 0" in broken_off(server, tmp_path)
    assert set(box.given) == set(range(1, 21))


class Finding(Box):
    """Finds what it was told to."""

    def __init__(self, found: str) -> None:
        super().__init__(mails(2))
        self.found = found

    def search(self, _arguments: str) -> str:
        """Return what was made up."""
        return self.found


@pytest.mark.parametrize("found", ["* SEARCH x", "* SEARCH 1\r\n* SEARCH 2", "* SEARCH -1"])
def test_a_search_that_finds_nonsense(tmp_path: Path, found: str) -> None:
    with serving(Finding(found)) as server:
        assert "broke off" in broken_off(server, tmp_path)
    assert shelved(tmp_path) == {}


@pytest.mark.parametrize("found", ["", "* SEARCH", "* SEARCH 0 4294967296 99999999999999999999"])
def test_a_search_that_finds_no_uid(tmp_path: Path, found: str) -> None:
    """A number that is no UID is never asked for."""
    box = Finding(found)
    with serving(box) as server:
        assert fetch(server.address(), tmp_path) == 0
    assert box.fetches == []


def test_a_uid_that_is_found_twice(tmp_path: Path) -> None:
    with serving(Finding("* SEARCH 2 2 2 (MODSEQ 7)")) as server:
        assert fetch(server.address(), tmp_path) == 1
    assert on_shelf(tmp_path) == {2: mails(2)[2]}


@pytest.mark.parametrize(
    "opened", ["* 1 EXISTS", "* x EXISTS", "* OK [UIDVALIDITY 0] a", "* OK [UIDVALIDITY x] a"]
)
def test_a_folder_without_uidvalidity(tmp_path: Path, opened: str) -> None:
    """Without it no UID means anything: nothing is fetched (RFC 9051, 2.3.1.1)."""

    class Opening(Box):
        def opened(self) -> str:
            return opened

    with serving(Opening(mails(1))) as server:
        assert "refuses" in broken_off(server, tmp_path)
    assert shelved(tmp_path) == {}
