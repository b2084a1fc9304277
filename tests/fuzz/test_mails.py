"""Mails and boxes of mails: headers, parameters, parts within parts, charsets, days."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fedtrack.documents.office import OfficeDocuments
from fedtrack.mail.letters import MailLetters
from fedtrack.usecases.gather_arrivals import Gatherer
from fedtrack.workspace.pile import FilePile
from fedtrack.workspace.zones import CHINA
from tests.fuzz.mutations import mutated
from tests.fuzz.watching import fuzzed, watched
from tests.incoming import REPORT, bounce, box, letter
from tests.mail.letters import attachment, mail, mixed, multipart, part, word

LETTERS = MailLetters()
MAILS = (
    letter(files={"白石镇总结.docx": REPORT}),
    letter("白石镇妇联 <baishi@qinghe.example>", inline={"a.png": b"\x89PNG\r\n\x1a\n"}),
    bounce("slj@qinghe.example", "<1@qinghe.example>"),
    mixed(
        attachment(b"attachment; filename*0*=gb18030'zh'%D7%DC; filename*1=%BD%E1; filename*2*=%2e.doc"),
        part(b"Content-Type: message/rfc822", body=mail(b"Subject: " + word("总结", "gbk"), body=b"a")),
        multipart(
            part(
                b"Content-Type: text/plain; format=flowed; delsp=yes; charset=hz", body=b"> a \r\n> ~{<:Ky~}"
            ),
            part(b"Content-Type: text/html", body=b"<p>a<img src='cid:b'>"),
            kind=b"alternative",
            boundary=b"c",
        ),
        headers=(b"Received: from a by b; Wed, 18 Mar 2020 16:30:00 +0800", b"In-Reply-To: <a@b> <c@d>"),
    ),
)
CHARSETS = (
    *(
        b"utf-8",
        b"gb2312",
        b"gbk",
        b"hz",
        b"utf-16",
        b"utf-32",
        b"utf-7",
        b"iso-2022-jp",
        b"idna",
        b"punycode",
    ),
    *(
        b"rot13",
        b"rot_13",
        b"base64",
        b"hex",
        b"zlib",
        b"uu",
        b"bz2",
        b"undefined",
        b"unicode_escape",
        b"mbcs",
    ),
    *(
        b"raw_unicode_escape",
        b"charmap",
        b"x-unknown",
        b"utf\x008",
        b"../../a",
        b"a" * 999,
        b"cp65001",
        b"oem",
    ),
    *(
        b"iso-8859-8-i",
        b"latin-1",
        b"utf-8-sig",
        b"cp99999",
        b"windows-874",
        b"euc-tw",
        b"big5-hkscs",
        b"johab",
    ),
)
DAYS = (
    *(
        b"Wed, 18 Mar 2020 16:30:00 +0800",
        b"0000-00-00 00:00:00",
        b"99999-01-01 10:00",
        b"Mon, 32 Foo 0 25:61:61",
    ),
    *(b"18 Mar 99999999999999999999 10:00:00 +0000", b"18 Mar 2020 10:00:00 +9999", b"1 Jan 1 00:00 -9999"),
    *(
        b"2020-03-20 10:00:00 +9999",
        b"18 Mar 2020 10:00:00 -99999999",
        b"18-Mar-20 10:00:00 CST",
        b"18 Mar 2020",
    ),
    *(
        b"18 Mar 2020 \xe5\x8d\x81:00:00 +0800",
        b"\xb2020-03-20 10:00",
        b"2035-12-31 23:59:59 -2359",
        b"1990-01-01",
    ),
)
HEADERS = (
    *(
        b"From: ",
        b"Subject: ",
        b"Date: ",
        b"Received: ;",
        b"Message-ID: <",
        b"References: <a@b>",
        b"In-Reply-To:",
    ),
    *(
        b"Content-Type: text/plain; charset=",
        b"Content-Type: multipart/mixed; boundary=",
        b"Content-Type: text/html",
    ),
    *(
        b"Content-Type: message/rfc822",
        b"Content-Type: multipart/digest; boundary=b",
        b"Content-Disposition: ",
    ),
    *(b"Content-Type: message/delivery-status", b"Content-Transfer-Encoding: base64", b"Auto-Submitted: a"),
    *(b"Content-Transfer-Encoding: quoted-printable", b"Final-Recipient: rfc822;a@b", b"Action: failed"),
    *(
        b"X-Fedtrack-Left-Out: 99999999999999999999999",
        b"Content-ID: <a>",
        b"MIME-Version: 1.0",
        b"Precedence: bulk",
    ),
)
WORDS = (
    *(
        b"\r\n",
        b"\n",
        b"\r\n\r\n",
        b"\n\n",
        b" ",
        b"\t",
        b"\r\n ",
        b"--b",
        b"--b--",
        b"\n--b\n",
        b"b",
        b'"',
        b";",
    ),
    *(
        b"=?utf-8?B?",
        b"=?gbk?Q?",
        b"=?rot13?B?",
        b"?=",
        b"=E6",
        b"=",
        b"<",
        b">",
        b"@",
        b"a@b.example",
        b"(",
        b")",
    ),
    *(
        b"attachment; filename=",
        b"filename*0*=",
        b"filename*999*=",
        b"filename*=utf-8''%E6",
        b"name=",
        b"\\",
        b",",
    ),
    *(
        b"filename*=rot13''a",
        b"%",
        b"'",
        b"\xce\xf7",
        b"\xe6\x80\xbb",
        b"\0",
        b"From a@b Wed Mar 18 10:00:00 2020\n",
    ),
    *(b">From ", b">", b"format=flowed", b"a \n", b"-- \n", b"cid:a", b"charset=", b"<style", b"&#1114112;"),
)
RAW = st.one_of(
    mutated(MAILS, (*WORDS, *HEADERS, *CHARSETS, *DAYS)),
    st.lists(st.sampled_from((*HEADERS, *WORDS, *CHARSETS, *DAYS)), max_size=40).map(b"".join),
    st.lists(st.sampled_from(HEADERS) | st.sampled_from(DAYS), max_size=20).map(b"\r\n".join),
)


@fuzzed(150)
@given(RAW)
def test_a_mail_is_always_read(raw: bytes) -> None:
    with watched("mail"):
        found = LETTERS.open_mail(raw)
        assert not any("\ud800" <= char <= "\udfff" for char in f"{found.subject}{found.text}{found.sender}")
        assert found.received is None or found.received.astimezone(CHINA)


@fuzzed(60)
@given(
    st.lists(st.sampled_from(CHARSETS) | st.binary(max_size=6), min_size=1, max_size=2),
    st.binary(max_size=40),
)
def test_any_charset_is_read(labels: list[bytes], text: bytes) -> None:
    raw = mail(
        b"Subject: =?%s?B?0vLOqg==?= =?%s?Q?=A1a=?=" % (labels[0], labels[-1]),
        b'Content-Type: text/plain; charset="%s"' % labels[0],
        b"Content-Disposition: attachment; filename*=%s''%%d6%%d0" % labels[-1],
        body=text,
    )
    with watched("charset"):
        LETTERS.open_mail(raw)


@fuzzed(60)
@given(
    mutated((box(*MAILS), box(MAILS[1], b"a")), (*WORDS, b"\nFrom - Wed Mar 18 10:00:00 2020\n", *HEADERS))
)
def test_a_box_is_always_read(content: bytes) -> None:
    _gather(content, "a.mbox")


@fuzzed(60)
@given(RAW)
def test_a_mail_arrives(raw: bytes) -> None:
    _gather(raw, "a.eml")


def _gather(content: bytes, name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        with watched(f"arrivals of {name[2:]}"):
            for parcel in Gatherer(LETTERS, OfficeDocuments(), CHINA).gather(FilePile([path])):
                parcel.contents()
