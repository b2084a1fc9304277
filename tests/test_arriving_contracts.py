"""What the use cases count on of whoever brings what arrived: the real ones and the fakes alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from fedtrack.core.arrivals import Mail, Reading
from fedtrack.documents.office import OfficeDocuments
from fedtrack.errors import DocumentError
from fedtrack.mail.letters import MailLetters
from fedtrack.usecases.ports import Documents, Letters, Pile, Shelf
from fedtrack.workspace.pile import FilePile
from fedtrack.workspace.shelf import MailShelf
from tests.documents.making import zipped
from tests.fakes.arriving import FakeDocuments, FakeLetters, FakePile, FakeShelf
from tests.incoming import box, lay, letter

THINGS = {"b.txt": "乙".encode(), "a/2.eml": b"", "a/1.eml": b"Subject: a\r\n\r\n", "甲.docx": b"PK"}
ZIP = zipped({"a/1.txt": "甲".encode(), "2.txt": b"2"})
MAILS = [letter(message_id=f"{number}@qinghe.example", files={"a.txt": b"a"}) for number in (1, 2)]


def real_pile(folder: Path, things: Mapping[str, bytes]) -> Pile:
    return FilePile([lay(folder / "来件", things)])


def fake_pile(_folder: Path, things: Mapping[str, bytes]) -> Pile:
    return FakePile(things)


@pytest.mark.parametrize("make", [real_pile, fake_pile])
def test_every_file_in_order(make: Callable[..., Pile], tmp_path: Path) -> None:
    found = list(make(tmp_path, THINGS).files())
    assert [one.source for one in found] == sorted(THINGS)
    assert [(one.read(), one.size) for one in found] == [
        (THINGS[one], len(THINGS[one])) for one in sorted(THINGS)
    ]
    assert all(one.written.tzinfo is None for one in found)


@pytest.mark.parametrize("make", [real_pile, fake_pile])
def test_a_pile_can_be_gone_through_again(make: Callable[..., Pile], tmp_path: Path) -> None:
    pile = make(tmp_path, THINGS)
    assert [one.source for one in pile.files()] == [one.source for one in pile.files()]


@pytest.mark.parametrize("make", [real_pile, fake_pile])
def test_nothing_lies_there(make: Callable[..., Pile], tmp_path: Path) -> None:
    assert list(make(tmp_path, {}).files()) == []


def test_what_cannot_be_read_raises(tmp_path: Path) -> None:
    """A file that is gone, and one that the fake was told of."""
    real = list(FilePile([lay(tmp_path / "来件", {"a.txt": b"a"})]).files())
    (tmp_path / "来件" / "a.txt").unlink()
    for one in (*real, *FakePile({"a.txt": None}).files()):
        with pytest.raises(DocumentError):
            one.read()


def letters(path: Path, *, real: bool) -> Letters:
    """Return letters that know a box of two mails."""
    path.write_bytes(box(*MAILS))
    if real:
        return MailLetters()
    told = {raw: Mail(message_id=f"<{number}@qinghe.example>") for number, raw in enumerate(MAILS, start=1)}
    return FakeLetters(told, {str(path): MAILS})


@pytest.mark.parametrize("real", [True, False], ids=["real", "fake"])
def test_a_box_gives_its_mails_in_order(tmp_path: Path, *, real: bool) -> None:
    opener = letters(tmp_path / "a.mbox", real=real)
    reads = list(opener.open_box(str(tmp_path / "a.mbox")))
    ids = [opener.open_mail(read()).message_id for read in reads]
    assert ids == ["<1@qinghe.example>", "<2@qinghe.example>"]
    assert [read() for read in reads] == [read() for read in reads]


@pytest.mark.parametrize("real", [True, False], ids=["real", "fake"])
def test_a_box_that_is_not_there(tmp_path: Path, *, real: bool) -> None:
    with pytest.raises(DocumentError):
        list(letters(tmp_path / "a.mbox", real=real).open_box(str(tmp_path / "none.mbox")))


@pytest.mark.parametrize("real", [True, False], ids=["real", "fake"])
@pytest.mark.parametrize("raw", [b"", b"\x00\xff", b"no header at all"])
def test_any_bytes_are_a_mail(tmp_path: Path, raw: bytes, *, real: bool) -> None:
    assert letters(tmp_path / "a.mbox", real=real).open_mail(raw).message_id == ""


@pytest.mark.parametrize(
    "documents",
    [OfficeDocuments(), FakeDocuments(zips={ZIP: [("a/1.txt", "甲".encode()), ("2.txt", b"2")]})],
    ids=["real", "fake"],
)
def test_a_text(documents: Documents) -> None:
    extract = documents.open_document("a.txt", "甲\r\n\r\n 乙 \r\n".encode())
    assert (extract.reading, extract.lines) == (Reading.READ, ("甲", "乙"))


@pytest.mark.parametrize(
    "documents",
    [OfficeDocuments(), FakeDocuments(zips={ZIP: [("a/1.txt", "甲".encode()), ("2.txt", b"2")]})],
    ids=["real", "fake"],
)
def test_nothing(documents: Documents) -> None:
    assert documents.open_document("a.docx", b"").reading == Reading.EMPTY


@pytest.mark.parametrize(
    "documents",
    [OfficeDocuments(), FakeDocuments(zips={ZIP: [("a/1.txt", "甲".encode()), ("2.txt", b"2")]})],
    ids=["real", "fake"],
)
def test_a_page(documents: Documents) -> None:
    assert documents.open_html("<p>甲<p>乙").splitlines() == ["甲", "乙"]


@pytest.mark.parametrize(
    "documents",
    [OfficeDocuments(), FakeDocuments(zips={ZIP: [("a/1.txt", "甲".encode()), ("2.txt", b"2")]})],
    ids=["real", "fake"],
)
def test_a_zip(documents: Documents) -> None:
    members = documents.open_zip(ZIP) or ()
    assert [(one.name, one.size, one.read()) for one in members] == [
        ("a/1.txt", 3, "甲".encode()),
        ("2.txt", 1, b"2"),
    ]


@pytest.mark.parametrize(
    "documents",
    [OfficeDocuments(), FakeDocuments(zips={ZIP: [("a/1.txt", "甲".encode()), ("2.txt", b"2")]})],
    ids=["real", "fake"],
)
def test_what_is_no_zip(documents: Documents) -> None:
    assert documents.open_zip(b"none") is None


def real_shelf(folder: Path) -> Shelf:
    return MailShelf(folder)


def fake_shelf(_folder: Path) -> Shelf:
    return FakeShelf()


@pytest.mark.parametrize("make", [real_shelf, fake_shelf])
def test_a_shelf_knows_a_mail_by_folder_validity_and_number(
    make: Callable[[Path], Shelf], tmp_path: Path
) -> None:
    shelf = make(tmp_path)
    assert shelf.uids("INBOX", 1) == frozenset()
    shelf.put("INBOX", 1, 7, b"a")
    shelf.put("INBOX", 2, 8, b"b")
    shelf.put("垃圾邮件", 1, 9, b"c")
    assert shelf.uids("INBOX", 1) == {7}
    assert shelf.uids("INBOX", 2) == {8}
    assert shelf.uids("垃圾邮件", 1) == {9}
