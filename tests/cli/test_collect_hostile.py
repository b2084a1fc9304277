"""What anybody may send: `collect` ends as it should, writes only into received/, and files the rest."""

from __future__ import annotations

import base64
import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from fedtrack.core.untrusted import is_plain
from tests.cli.collecting import CERTAIN, REMINDER, collect, filed, received, typed
from tests.cli.tools import snapshot
from tests.conftest import Answer, Run
from tests.corpus.office import build_docx, pack
from tests.documents.making import raw_zip, zipped
from tests.incoming import ACTIVITIES, BAISHI, REPORT, bounce, lay, letter

ESCAPES = "\x1b[31m\x1b]0;x\x07\u202ecod.\u2066白石镇\x9b2J\r\n"
DEVICES = ["CON", "NUL.docx", "com1.docx", "LPT9 .txt", "aux.tar.gz", "a:b.docx", "问?*.docx", "尾. "]
CLIMBING = ["../../../evil.docx", "..\\..\\evil.docx", "/srv/evil.docx", "C:\\evil.docx", "a/../../evil.docx"]


def nested(depth: int) -> bytes:
    """Return a mail within a mail within a mail."""
    inner = letter(files={"白石镇总结.docx": REPORT})
    for number in range(depth):
        head = f"From: <{BAISHI}>\r\nSubject: {number}\r\nMIME-Version: 1.0\r\n"
        if number % 2:
            inner = f"{head}Content-Type: message/rfc822\r\n\r\n".encode() + inner
        else:
            kind = f'Content-Type: multipart/mixed; boundary="b{number}"\r\n\r\n'
            inner = f"{head}{kind}--b{number}\r\n".encode() + inner + f"\r\n--b{number}--\r\n".encode()
    return inner


def raw_mail(name: bytes, content: bytes, *, subject: bytes = b"", number: int = 1) -> bytes:
    """Return a mail whose headers are these very bytes."""
    coded = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return (
        b"From: <%b>\r\nSubject: %b\r\nMessage-ID: <raw%d@x>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\r\n'
        b'--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="%b"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n%b\r\n--b--\r\n"
    ) % (BAISHI.encode(), subject, number, name, coded)


def bomb(megabytes: int) -> bytes:
    """Return a small zip whose one file is larger than anybody opens."""
    box = io.BytesIO()
    with (
        zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("白石镇三八总结.txt", "w") as one,
    ):
        for _ in range(megabytes):
            one.write(bytes(1_000_000))
    return box.getvalue()


def entities(name: str, part: str) -> bytes:
    """Return an office file whose one part grows without end as its entities are put in (billion laughs)."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "三八">{levels}]>'
    return pack({"[Content_Types].xml": b"<Types/>", part: f"{laughs}<{name}>&l11;</{name}>".encode()})


@pytest.fixture
def outside(workspace: Path, tmp_path: Path) -> Iterator[None]:
    """Check that nothing was written but the ledger and received/, and the pile left as it was."""
    lay(tmp_path, {"beside.txt": b"beside"})
    before = snapshot(tmp_path)
    yield
    mine = f"{workspace.name}/"
    after = snapshot(tmp_path)
    new = {path for path in after if path not in before and not path.startswith("来件")}
    allowed = (f"{mine}received", f"{mine}fedtrack.db", f"{mine}inbox")
    assert {path for path in new if not path.startswith(allowed)} == set()
    assert {path: after.get(path) for path in before} == before
    for path in new:
        assert is_plain(path)
        assert ".." not in path.split("/")


pytestmark = pytest.mark.usefixtures("workspace", "outside")


def collected(run: Run, tmp_path: Path, things: Mapping[str, bytes]) -> dict[str, str]:
    """Collect these things beside one that is certain; return what was decided on each, by its source."""
    pile = lay(tmp_path / "来件", {**things, "certain.eml": CERTAIN["1.eml"]})
    shown = collect(run, pile, "--dry-run")
    harmless(shown, 0)
    harmless(collect(run, pile, "--yes"), 0)
    answer = collect(run, pile, "--dry-run", "--json")
    harmless(answer, 0)
    assert "mail:<1@mail.qinghe.example>" in [one.get("arrival") for one in filed(run)]
    harmless(run("log"), 0)
    harmless(run("status"), 0)
    return {item["source"]: item["decision"] for item in answer.document["items"]}


def harmless(answer: Answer, code: int) -> None:
    assert answer.code == code, answer.err
    assert "Traceback" not in answer.err
    assert all(is_plain(line) for line in (answer.out + answer.err).split("\n"))


def test_mails_nested_two_hundred_deep(run: Run, tmp_path: Path) -> None:
    assert collected(run, tmp_path, {"deep.eml": nested(200), "deeper.eml": nested(2000)}) == {
        "certain.eml": "ignore",
        "deep.eml": "review",
        "deeper.eml": "review",
    }


@pytest.mark.parametrize("name", [*CLIMBING, *DEVICES, ESCAPES])
def test_names_of_files_in_mails(run: Run, workspace: Path, tmp_path: Path, name: str) -> None:
    """Whatever it is called, it lies in its unit's folder, or waits for the clerk."""
    raw = name.encode().replace(b"\r\n", b"\r\n ").replace(b'"', b"'").replace(b"\\", b"\\\\")
    mail = raw_mail(
        raw, build_docx(["白石镇“三八”节总结", name[-9:-5]]), subject="白石镇“三八”节总结".encode()
    )
    collected(run, tmp_path, {"name.eml": mail})
    for path in received(workspace):
        assert path.startswith("2020-38/baishi/")
        assert path.count("/") == 2


@pytest.mark.parametrize("name", [*CLIMBING, *DEVICES, ESCAPES.replace("\r\n", "")])
def test_names_of_files_in_zips(run: Run, workspace: Path, tmp_path: Path, name: str) -> None:
    content = build_docx(["白石镇“三八”节总结", "x"])
    packed = raw_zip([(name.encode(), content), ("白石镇三八.txt".encode(), b"x")], flags=0x800)
    collected(run, tmp_path, {"names.zip": packed})
    assert all(path.startswith("2020-38/baishi/") and path.count("/") == 2 for path in received(workspace))


def test_the_clerk_may_file_what_has_a_hostile_name(
    run: Run, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She sees its name spelled out, and what is kept has a name that harms nobody."""
    content = build_docx(["“三八”节总结"])
    things = {
        "1.eml": raw_mail(ESCAPES.replace("\r\n", "").encode(), content, subject=b"\x1b[2J\xe2\x80\xae\x07!"),
        "a.zip": raw_zip([(b"../\x1b[31m../NUL.docx", b"PK?")], flags=0x800),
    }
    typed(monkeypatch, "baishi", "heishi", "heishi")
    answer = collect(run, lay(tmp_path / "来件", things))
    harmless(answer, 0)
    assert r"\x1b[2J" in answer.err
    harmless(run("log"), 0)
    assert [one["unit"] for one in filed(run)] == ["baishi", "heishi"]
    assert "2020-38/heishi/_NUL.docx" in received(workspace)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such names")
def test_names_of_loose_files(run: Run, tmp_path: Path) -> None:
    """Escapes, and bytes that are no Unicode, as Linux unpacks a Windows zip."""
    names = [
        ESCAPES.replace("/", ""),
        os.fsdecode("白石镇三八总结.txt".encode("gbk")),
        os.fsdecode(b"\xff\xfe"),
    ]
    things = {name: f"“三八”活动{number}".encode() for number, name in enumerate(names)}
    decisions = collected(run, tmp_path, things)
    assert len(decisions) == 4
    assert "白石镇三八总结.txt" in decisions


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("白石镇三八.zip", bomb(600)),
        ("白石镇三八.docx", entities("w:document", "word/document.xml")),
        ("白石镇三八.xlsx", entities("workbook", "xl/workbook.xml")),
        ("白石镇三八.docx", REPORT[: len(REPORT) // 2]),
        ("白石镇三八.xlsx", b"PK\x03\x04" + bytes(99)),
        ("白石镇三八.docx", zipped({"word/document.xml": b"\x00\xff<"})),
        ("白石镇三八.pdf", b"%PDF-1.7\n" + b"<<" * 9999),
        ("白石镇三八.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2000),
        ("白石镇三八.csv", b"\x00" * 5000),
        ("白石镇三八.html", b"<table>" * 20_000),
        ("a.eml", b"\xff\x00" * 5000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_things_that_are_bombs_or_broken(run: Run, tmp_path: Path, name: str, content: bytes) -> None:
    """As loose files, packed, and in a mail; the clerk is asked about each, or it is nothing."""
    mail = letter("a@elsewhere.example", "“三八”", files={name: content}, message_id="9@x")
    found = collected(run, tmp_path, {name: content, "m.eml": mail, "p.zip": zipped({name: content})})
    assert set(found.values()) <= {"review", "ignore", "record"}
    assert name in found


def test_a_large_attachment(
    run: Run, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifty megabytes: filed as it is, at the latest when the clerk says whose it is."""
    film = b"\x00\x01" * 25_000_000
    files = {"白石镇总结.docx": build_docx(["白石镇“三八”总结"]), "活动.mp4": film}
    collected(run, tmp_path, {"large.eml": letter(files=files, message_id="9@x")})
    typed(monkeypatch, "1")
    harmless(collect(run, tmp_path / "来件"), 0)
    assert (workspace / "received/2020-38/baishi/活动.mp4").stat().st_size == len(film)


def test_a_box_with_garbage(run: Run, tmp_path: Path) -> None:
    """Before, between and after the mails that are some."""
    separator = b"From - Wed Mar 18 10:00:00 2020\n"
    good = letter("heishi@qinghe.example", "黑石镇“三八”总结", body=ACTIVITIES, message_id="9@x")
    garbage = [
        os.urandom(99).replace(b"\n", b"") + b"\n\n",
        b"\x00" * 999 + b"\n\n",
        b"From \n\n",
        b"\n" * 99,
    ]
    content = b"".join([garbage[0], separator, good, b"\n\n", separator, *garbage, separator, garbage[1]])
    found = collected(run, tmp_path, {"a.mbox": content})
    assert "heishi" in [one["unit"] for one in filed(run)]
    assert len(found) > 3


def test_bounces_that_lie(run: Run, tmp_path: Path) -> None:
    """An address or a reason full of escapes is noted harmlessly, if it is a unit's at all."""
    lies = {
        "1.eml": bounce("slj@qinghe.example", REMINDER, reason=ESCAPES.replace("\r\n", " ") * 50),
        "2.eml": bounce("\x1b[31m@qinghe.example", "<\x1b]0;x\x07>", number=2),
    }
    collected(run, tmp_path, lies)
    assert [one["address"] for one in filed(run) if one["kind"] == "bounce"] == ["slj@qinghe.example"]
    harmless(run("check"), 0)
