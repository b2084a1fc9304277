"""The files of a mail: their names in every spelling, their bytes, and which are pictures in the page."""

from __future__ import annotations

import base64
from urllib.parse import quote_from_bytes

import pytest

from fedtrack.core.arrivals import MailFile
from fedtrack.mail.letters import SEPARATOR
from tests.mail.letters import FROM, attachment, mail, mixed, multipart, part, read, said, word

NAME = "白石镇妇联三八活动.docx"
GBK = NAME.encode("gbk")
PERCENT = quote_from_bytes(NAME.encode()).encode()
GBK_PERCENT = quote_from_bytes(GBK).encode()
TEXT = part(b"Content-Type: text/plain; charset=utf-8", body="请查收。".encode())


@pytest.mark.parametrize(
    ("disposition", "content_type"),
    [
        (b'attachment; filename="' + word(NAME, "gbk", label="GB2312") + b'"', b"application/msword"),
        (b"attachment; filename=" + word(NAME, "utf-8"), b"application/msword"),
        (
            b'attachment;\r\n filename="=?GBK?B?%s?=\r\n =?GBK?B?%s?="'
            % (base64.b64encode(GBK[:3]), base64.b64encode(GBK[3:])),
            b"application/msword",
        ),
        (b"attachment", b'application/msword; name="' + word(NAME, "gb18030") + b'"'),
        (b'attachment; filename="' + GBK + b'"', b"application/msword"),
        (b'attachment; filename="' + NAME.encode() + b'"', b"application/msword"),
        (b"attachment; FileName = " + NAME.encode() + b" ; size=3", b"application/msword"),
        (b'attachment; filename="' + NAME.encode(), b"application/msword"),
        (b"attachment; filename*=UTF-8''" + PERCENT, b"application/msword"),
        (b"attachment; filename*=\"utf-8'zh-CN'%s\"" % PERCENT, b"application/msword"),
        (b"attachment; filename*=gb2312''" + GBK_PERCENT, b"application/msword"),
        (b"attachment; filename*=" + PERCENT, b"application/msword"),
        (b"attachment; filename*1*=%s; filename*0*=GBK''%s" % (GBK_PERCENT[9:], GBK_PERCENT[:9]), b"x/y"),
        (b"attachment; filename*0*=UTF-8''%s; filename*1=.docx" % PERCENT[:-5], b"application/msword"),
        (b'attachment; filename*0="%s"; filename*1="%s"' % (GBK[:4], GBK[4:]), b"application/msword"),
        (b"attachment; filename*0=%s; filename*1*=.docx" % NAME[:-5].encode(), b"application/msword"),
        (b'attachment; filename="=?GB2312?B?cut', b'x/y; name="' + NAME.encode() + b'"'),
        (b"attachment; filename=\"%s\"; filename*=UTF-8''%s" % (b"?" * 9, PERCENT), b"application/msword"),
        (
            b"attachment; filename=\"%s\"; filename*=UTF-8''%%E7%%99%%BD%%E7" % NAME.encode(),
            b"application/msword",
        ),
        (b'inline; filename="' + NAME.encode() + b'"', b"text/plain"),
        (b"", b'text/html; name="' + NAME.encode() + b'"'),
    ],
)
def test_a_name(disposition: bytes, content_type: bytes) -> None:
    """RFC 2231, RFC 2047 and raw bytes, also where they must not stand; of two forms the whole one counts."""
    assert read(mixed(TEXT, attachment(disposition, content_type))).files == (MailFile(NAME, b"x"),)


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        (b"attachment; filename*=UTF-8''..%2F..%2Fa.docx", "../../a.docx"),
        (rb'attachment; filename="C:\Users\a.docx"', r"C:\Users\a.docx"),
        (rb'attachment; filename="a \"b\\c\".docx"', 'a "b\\c".docx'),
        (b'attachment; filename="a;b=c.docx"; x', "a;b=c.docx"),
        (b'attachment; filename="' + "刘乗".encode("gbk") + b'"; size=1', "刘乗"),
        (b"attachment; filename*=UTF-8''a%E2%80%AExcod.exe", "a\u202excod.exe"),
        (b"attachment; filename*=UTF-8''a%00b%0D.docx", "a\x00b\r.docx"),
        (b'attachment; filename="' + b"a" * 3000 + b'.docx.exe"', "a" * 900 + "a" * 91 + ".docx.exe"),
        (b'attachment; filename="a.docx"; filename="b.docx"', "a.docx"),
        (b'attachment; *=x; filename="a.docx"', "a.docx"),
    ],
)
def test_a_name_stays_as_it_was_written(disposition: bytes, name: str) -> None:
    """Paths, directions and control characters are for the core to judge; the end of a long name is kept."""
    assert [file.name for file in read(mixed(attachment(disposition))).files] == [name]


@pytest.mark.parametrize(
    ("content_type", "name"),
    [
        (b"application/pdf", "attachment.pdf"),
        (b"application/ms-tnef", "winmail.dat"),
        (b"image/jpeg", "attachment.jpg"),
        (b"text/plain", "attachment.txt"),
        (b"x-foo/y", "attachment.bin"),
        (b"no type", "attachment.txt"),
    ],
)
def test_an_attachment_without_a_name(content_type: bytes, name: str) -> None:
    """It is called by its type."""
    assert read(mixed(TEXT, attachment(b"attachment", content_type))).files == (MailFile(name, b"x"),)


def test_what_is_no_file() -> None:
    """An invitation beside the text is none, unless attached; a document without a disposition is one."""
    invitation = part(b"Content-Type: text/calendar", body=b"BEGIN:VCALENDAR")
    scan = part(b"Content-Type: application/pdf", body=b"%PDF")
    got = read(mixed(TEXT, invitation, scan, attachment(b"attachment", b"text/calendar")))
    assert got.text == "请查收。"
    assert got.files == (MailFile("attachment.pdf", b"%PDF"), MailFile("attachment.ics", b"x"))


def picture(name: bytes, disposition: bytes, content_id: bytes, kind: bytes = b"image/png") -> bytes:
    return part(
        b'Content-Type: %s; name="%s"' % (kind, name),
        b"Content-Disposition: " + disposition,
        b"Content-ID: " + content_id,
        body=b"x",
    )


def test_pictures_in_the_page() -> None:
    """A picture is inline when the page shows it, or when it is placed beside the page; no other file is."""
    page = part(
        b"Content-Type: text/html", body=b"<img src='cid:logo%40q'><img src=\"CID:seal@q\"><a href='cid:d@q'>"
    )
    related = multipart(
        page,
        picture(b"logo.png", b"attachment", b"<logo@q>"),
        picture(b"SEAL.PNG ", b"attachment", b"<seal@q>", kind=b"application/octet-stream"),
        picture(b"beside.png", b"inline", b"<beside@q>"),
        picture(b"none.png", b"inline", b""),
        picture(b"a.docx", b"inline", b"<d@q>", kind=b"application/msword"),
        kind=b"related",
        boundary=b"r",
    )
    got = read(mixed(related, picture(b"photo.png", b"inline", b"<photo@q>")))
    assert {file.name: file.inline for file in got.files} == {
        "logo.png": True,
        "SEAL.PNG": True,
        "beside.png": True,
        "none.png": False,
        "a.docx": False,
        "photo.png": False,
    }


@pytest.mark.parametrize(
    ("encoding", "written", "content"),
    [
        (b"base64", b"AAEC\r\nAw==\r\n", b"\x00\x01\x02\x03"),
        (b"BASE64 ", b"AA-EC\x00", b"\x00\x01\x02"),
        (b"quoted-printable", b"=00=\r\na\r\n", b"\x00a\r\n"),
        (b"8bit", b"\x00\xff\r\n\r\n", b"\x00\xff\r\n\r\n"),
        (b"x-own", b"abc", b"abc"),
        (b"", b"", b""),
    ],
)
def test_the_bytes_of_a_file(encoding: bytes, written: bytes, content: bytes) -> None:
    """The line end before a boundary is the boundary's, what else is there belongs to the file."""
    headers = (b"Content-Transfer-Encoding: " + encoding, b"Content-Disposition: attachment; filename=a")
    assert read(mixed(part(*headers, body=written))).files == (MailFile("a", content),)


@pytest.mark.parametrize(
    ("written", "content"), [(b"AAECA", b"\x00\x01\x02"), (b"AAECAw", b"\x00\x01\x02\x03")]
)
def test_a_file_that_is_cut_off(written: bytes, content: bytes) -> None:
    """What is there of it is kept, and it is said that more should be."""
    headers = (b"Content-Transfer-Encoding: base64", b"Content-Disposition: attachment; filename=a")
    got = read(mixed(part(*headers, body=written)))
    assert (got.files, said(got)) == ((MailFile("a", content),), ("an attachment is cut off",))


def test_a_mail_that_is_cut_off() -> None:
    """The last boundary is missing: in a file, and in a text."""
    whole = mixed(TEXT, attachment(b"attachment; filename=a", content=b"abc"))
    got = read(whole.rpartition(b"\r\n--=_b--")[0])
    assert (got.files, said(got)) == ((MailFile("a", b"abc"),), ("an attachment is cut off",))
    assert said(read(mixed(TEXT).rpartition(b"\r\n--=_b--")[0])) == ("the mail is cut off",)


def test_a_mail_that_is_nothing_but_a_file() -> None:
    raw = mail(b'Content-Type: application/pdf; name="a.pdf"', body=b"%PDF")
    assert read(raw).files == (MailFile("a.pdf", b"%PDF"),)


def test_files_of_a_mail_that_is_enclosed() -> None:
    """They join the outer ones; what the inner mail says stands below a line, as a quotation does."""
    inner = b"\r\n".join(
        (
            b"From: " + word("黑水乡妇联", "gbk") + b" <heishui@qinghe.example>",
            b"Subject: " + word("三八活动", "gbk"),
            multipart(TEXT, attachment(b"attachment; filename=inner.docx"), boundary=b"inner"),
        )
    )
    plain = part(b"Content-Type: message/rfc822", body=inner)
    encoded = part(
        b"Content-Type: message/rfc822; name=a.eml",
        b"Content-Transfer-Encoding: base64",
        body=base64.encodebytes(b"From: c@qinghe.example\r\nContent-Type: text/html\r\n\r\n<p>a&lt;b</p>"),
    )
    own = attachment(b"attachment; filename=own.docx")
    got = read(mixed(TEXT, plain, own, encoded, headers=(b"Subject: outer",)))
    assert [file.name for file in got.files] == ["own.docx", "inner.docx"]
    assert got.subject == "outer"
    assert got.html == ""
    assert got.text == (
        f"请查收。\n\n{SEPARATOR}\n发件人: 黑水乡妇联 <heishui@qinghe.example>\n主题: 三八活动\n\n"
        f"请查收。\n\n{SEPARATOR}\n发件人: c@qinghe.example\n主题: \n\n a<b "
    )


def test_a_page_above_a_mail_that_is_enclosed() -> None:
    """The words of the page stand above the line, so that not all of the mail looks quoted."""
    page = part(b"Content-Type: text/html", body="<p>见附件</p>".encode())
    got = read(mixed(page, part(b"Content-Type: message/rfc822", body=b"Subject: a\r\n\r\nb")))
    assert got.text.partition(SEPARATOR)[0].split() == ["见附件"]
    assert got.html == "<p>见附件</p>"


def test_a_digest() -> None:
    """What has no type in a digest is a mail (RFC 2046, 5.1.5)."""
    raw = b"\r\n".join((FROM, multipart(part(body=b"Subject: a\r\n\r\nb"), kind=b"digest")))
    assert read(raw).text.endswith("主题: a\n\nb")
