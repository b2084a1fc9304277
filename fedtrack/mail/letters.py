"""Mails as facts: who wrote what, when, with which files, as mails are written in China.

The make-up is read by `outline.py`; here its parts become a `Mail`.
"""

from __future__ import annotations

import re
from enum import Enum
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct, field
from msgspec.structs import replace

from fedtrack import errors
from fedtrack.core.arrivals import Mail, MailFile
from fedtrack.mail.attachment_names import attachment_name, name_of_type
from fedtrack.mail.charsets import decode_text
from fedtrack.mail.flowed import join_flowed
from fedtrack.mail.header_words import decode_words
from fedtrack.mail.mail_dates import received_at
from fedtrack.mail.mail_ids import message_ids, own_id
from fedtrack.mail.mbox import split_box
from fedtrack.mail.outline import Outline
from fedtrack.mail.reports import REPORTS, Words, judge
from fedtrack.mail.senders import parse_mailboxes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fedtrack.mail.outline import Head, Message, Part

SEPARATOR = "---------- 转发的邮件 ----------"
"""Below this line stands what a mail encloses, as Foxmail and Gmail mark what they forward."""

_TEXT = 200_000  # characters
_HTML = 2_000_000
_BYTES_A_CHARACTER = 12  # four of utf-8, each as three of quoted-printable
_ANSWERS = 50
_MEGABYTE = 1_000_000
_LEFT_OUT = "x-fedtrack-left-out"
_IMAGE_NAME = re.compile(r"\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?)\s*$", re.IGNORECASE)
_CID = re.compile(r"cid:([^\"'\s<>)]{1,998})", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:style|script)\b[^<]*|<[^<>]*>?", re.IGNORECASE)


class MailLetters:
    """Opens mails and boxes of mails."""

    def open_mail(self, raw: bytes) -> Mail:
        """Return what a mail says; never raises, whatever the bytes.

        Looks 20 levels and 500 parts deep and takes 200,000 characters of text; what is beyond is told in
        `faults`. Beside `raw` it takes at most the size of the files and of mails that lie in it encoded.
        """
        outline = Outline()
        message = outline.read(raw)
        return _mail(message, outline.faults)

    def open_box(self, path: str) -> Iterator[Callable[[], bytes]]:
        """Yield for each message of an mbox what returns its bytes; never all of them at once.

        Raises DocumentError where the file cannot be read.
        """
        return split_box(path)


class _Use(Enum):
    TEXT = "text"
    PAGE = "page"
    FILE = "file"
    NONE = "none"


class _Contents(Struct):
    """What the parts of a mail hold."""

    text: str = ""
    html: str = ""
    files: list[MailFile] = field(default_factory=list)
    faults: list[errors.Message] = field(default_factory=list)


def _mail(message: Message, faults: list[errors.Message]) -> Mail:
    head = message.head
    contents = _contents(message)
    enclosed = "" if _is_report(message) else _enclosed(message, contents)
    page = _page_words(contents.html)
    own = contents.text or (page if enclosed else "")  # what is enclosed must not stand for what is new
    senders = parse_mailboxes(head.first("from"))
    sender = senders[0] if senders else None
    subject = decode_words(head.first("subject"))
    answers = _answers(head)
    words = Words(
        sender=sender.address if sender else "",
        subject=subject,
        text=f"{contents.text}\n{page}",
        answers=answers,
        bare=not (contents.text.strip() or page.strip() or contents.files),
    )
    judgement = judge(message, words)
    left_out = head.first(_LEFT_OUT)
    return Mail(
        sender=sender.address if sender else "",
        sender_name=sender.name if sender else "",
        subject=subject,
        received=received_at(head),
        message_id=own_id(head.first("message-id")),
        answers=answers,
        text=(own + enclosed)[:_TEXT],
        html=contents.html,
        files=tuple(contents.files),
        machine=judgement.machine,
        undelivered=judgement.undelivered,
        faults=tuple(dict.fromkeys((*_faults(head, left_out), *faults, *contents.faults))),
    )


def _is_report(message: Message) -> bool:
    """Say whether what the mail encloses is our own that came back."""
    return any(part.kind in REPORTS for part in message.parts)


def _faults(head: Head, left_out: bytes) -> list[errors.Message]:
    faults = []
    if left_out.isdigit():
        megabytes = max(1, round(int(left_out[:20]) / _MEGABYTE))
        faults.append(errors.Message("left in the mailbox: {size} MB", size=megabytes))
    writers = head.all("from")
    if len(writers) > 1:
        faults.append(errors.Message("several From headers"))
    elif not writers:
        faults.append(errors.Message("no From header"))
    elif len(parse_mailboxes(writers[0])) > 1:
        faults.append(errors.Message("several addresses in From"))
    elif not parse_mailboxes(writers[0]):
        faults.append(errors.Message("no address in From"))
    return faults


def _answers(head: Head) -> tuple[str, ...]:
    values = (*head.all("in-reply-to"), *head.all("references"))
    return tuple(dict.fromkeys(one for value in values for one in message_ids(value)))[:_ANSWERS]


def _contents(message: Message) -> _Contents:
    contents = _Contents()
    found: list[tuple[Part, MailFile]] = []
    for part in message.parts:
        name = attachment_name(part.disposition, part.content_type)
        use = _use(part, name)
        if use is _Use.FILE:
            content, whole = part.content()
            found.append((part, MailFile(name or name_of_type(part.kind), content)))
            if not whole:
                contents.faults.append(errors.Message("an attachment is cut off"))
            continue
        if use is _Use.TEXT and len(contents.text) < _TEXT:
            contents.text = _joined(contents.text, _part_text(part, _TEXT))
        elif use is _Use.PAGE and len(contents.html) < _HTML:
            contents.html = _joined(contents.html, _part_text(part, _HTML))
        if not part.whole:
            contents.faults.append(errors.Message("the mail is cut off"))
    contents.text, contents.html = contents.text[:_TEXT], contents.html[:_HTML]
    shown = {unquote(cid) for cid in _CID.findall(contents.html)}
    contents.files = [replace(file, inline=_is_inline(part, file.name, shown)) for part, file in found]
    return contents


def _use(part: Part, name: str) -> _Use:
    """Return what a part is for: one with a name is a file, whatever it says that it is."""
    if part.kind in REPORTS:
        return _Use.NONE
    if name or part.disposition.value == "attachment":
        return _Use.FILE
    kind = part.kind
    if kind == "text/plain" or kind.startswith("multipart/"):  # a multipart whose boundary is not there
        return _Use.TEXT
    if kind == "text/html":
        return _Use.PAGE
    return _Use.NONE if kind.startswith(("text/", "message/")) else _Use.FILE


def _is_inline(part: Part, name: str, shown: set[str]) -> bool:
    """Say whether the file is a picture that stands in the page (RFC 2392)."""
    if not (part.kind.startswith("image/") or _IMAGE_NAME.search(name)):
        return False
    content_id = part.head.first("content-id").decode("latin-1").strip("<> ")
    placed = part.related and part.disposition.value == "inline" and bool(content_id)
    return placed or content_id in shown


def _part_text(part: Part, most: int) -> str:
    content, _whole = part.content(most * _BYTES_A_CHARACTER)
    text = decode_text(content, part.content_type.raw("charset").decode("latin-1"))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")[:most]
    if part.kind == "text/plain" and part.content_type.raw("format").lower() == b"flowed":
        return join_flowed(text, drop_space=part.content_type.raw("delsp").lower() == b"yes")
    return text


def _joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if first and not first.endswith("\n") else first + second


def _enclosed(message: Message, contents: _Contents) -> str:
    """Return what the enclosed mails say; their files join the others."""
    blocks = []
    for inner in message.enclosed:
        of_it = _contents(inner)
        contents.files += of_it.files
        contents.faults += of_it.faults
        writer = decode_words(inner.head.first("from"))
        subject = decode_words(inner.head.first("subject"))
        text = of_it.text or _page_words(of_it.html)
        further = _enclosed(inner, contents)
        blocks.append(f"\n\n{SEPARATOR}\n发件人: {writer}\n主题: {subject}\n\n{text}{further}")
    return "".join(blocks)


def _page_words(html: str) -> str:
    """Return roughly the words of a page, enough to find what a program says in it."""
    return unescape(_MARKUP.sub(" ", html[:_TEXT]))
