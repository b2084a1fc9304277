"""Mails that a program wrote, as their headers and parts tell: bounces, receipts, answers of the absent.

RFC 3464 (delivery), RFC 8098 (receipts), RFC 3834 (automatic answers), and what providers do instead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.arrivals import Machine, Undelivered
from fedtrack.mail.header_words import decode_words
from fedtrack.mail.mail_ids import message_ids
from fedtrack.mail.outline import Head, Span, split_head
from fedtrack.mail.senders import parse_mailboxes

if TYPE_CHECKING:
    from fedtrack.mail.outline import Message, Part

_MOST = 100
_LONGEST = 500
_STATUS_BYTES = 200_000
_DELIVERY = frozenset({"message/delivery-status", "message/global-delivery-status"})
_RECEIPT = frozenset({"message/disposition-notification", "message/global-disposition-notification"})
_RETURNED = frozenset({"text/rfc822-headers", "message/global-headers"})
REPORTS = _DELIVERY | _RECEIPT | _RETURNED
"""The kinds of parts that are read here and are no files."""

_BLANK = re.compile(rb"\n[ \t]*\n")
_DAEMON = re.compile(r"(?:postmaster|mailer-?daemon|mail-?daemon|mailadmin)@", re.IGNORECASE)
_FAILED = re.compile(
    r"退信|退回|未能送达|无法送达|未送达|投递失败|无法投递|发送失败|未傳遞|無法傳遞|無法送達"
    r"|undeliver|delivery (?:status notification|failure|has failed)|failure notice|returned mail"
    r"|mail delivery (?:failed|system)|could not be delivered",
    re.IGNORECASE,
)
_LATE = re.compile(r"延迟|延遲|暂时无法|\bdelay|\bwarning:", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}", re.ASCII | re.IGNORECASE
)
_ID_LINE = re.compile(r"message-id:\s*(<[^<>\s]{1,998}>)", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:postmaster|mailer-?daemon|mail-?daemon|mailadmin|no-?reply|abuse|support|help|service)@",
    re.IGNORECASE,
)
_READ = re.compile(r"(?:已读|已讀|read)\s*[:：]", re.IGNORECASE)
_AWAY = re.compile(
    r"[\[【(（]?(?:自动回复|自动应答|自動回[覆復]|automatic reply|auto:|out of (?:the )?office|休假)",
    re.IGNORECASE,
)


class Judgement(NamedTuple):
    """What a program the mail comes from, and whom a mail of ours did not reach."""

    machine: Machine | None = None
    undelivered: tuple[Undelivered, ...] = ()


class Words(NamedTuple):
    """What a mail says, decoded: its sender's address, subject and text, and the ids that it answers.

    `bare` means that it has neither a text nor files.
    """

    sender: str
    subject: str
    text: str
    answers: tuple[str, ...]
    bare: bool


def judge(message: Message, words: Words) -> Judgement:
    """Return what kind of program wrote the mail, if one did."""
    blocks = [block for part in message.parts if part.kind in _DELIVERY for block in _blocks(part)]
    returned = _returned_head(message)
    if blocks:
        return _delivery(blocks, _about(returned, words))
    if any(part.kind in _RECEIPT for part in message.parts):
        return Judgement(Machine.RECEIPT)
    if _DAEMON.match(words.sender) and _FAILED.search(f"{words.subject}\n{words.text}"):
        machine = Machine.DELAY if _LATE.search(words.subject) else Machine.BOUNCE
        return Judgement(machine, _named_in_text(message, returned, words))
    if _READ.match(words.subject) and words.bare:
        return Judgement(Machine.RECEIPT)
    return Judgement(_by_headers(message.head, words.subject))


def _blocks(part: Part) -> list[Head]:
    """Return the fields of the mail and of each recipient (RFC 3464, 2.1)."""
    raw = part.content(_STATUS_BYTES)[0].replace(b"\r\n", b"\n")
    parts = [part.strip(b"\n") for part in _BLANK.split(raw) if part.strip()]
    heads = [_head(part) for part in parts[: _MOST + 1]]
    return [head for head in heads if head.fields]


def _delivery(blocks: list[Head], message_id: str) -> Judgement:
    """Return what became of each recipient; a report that all went well is a receipt of its kind."""
    failed: list[Undelivered] = []
    late: list[Undelivered] = []
    for block in blocks:
        action = block.first("action").decode("latin-1").strip().lower()
        status = block.first("status").decode("latin-1").strip()
        reason = _after_type(block.first("diagnostic-code")) or status
        address = _recipient(block)
        if not address:
            continue
        if action == "delayed" or (not action and status.startswith("4")):
            late.append(Undelivered(address, message_id, reason))
        elif action == "failed" or (not action and not status.startswith("2")):
            failed.append(Undelivered(address, message_id, reason))
    if failed:
        return Judgement(Machine.BOUNCE, tuple(failed))
    if late:
        return Judgement(Machine.DELAY, tuple(late))
    return Judgement(Machine.RECEIPT)


def _recipient(block: Head) -> str:
    """Return the address as we wrote it, else the one that it was passed on to."""
    for name in ("original-recipient", "final-recipient"):
        address = _after_type(block.first(name)).strip("<> ")
        if "@" in address:
            return address
    return ""


def _after_type(value: bytes) -> str:
    """Return the value of a field such as `rfc822; a@b` or `smtp; 550 …`."""
    return decode_words(value.partition(b";")[2] or value).strip()[:_LONGEST]


def _returned_head(message: Message) -> Head | None:
    """Return the headers of our mail that the report brings back, whole or alone."""
    for part in message.parts:
        if part.kind in _RETURNED:
            return _head(part.content(_STATUS_BYTES)[0].lstrip(b"\r\n"))
    return message.enclosed[0].head if message.enclosed else None


def _head(raw: bytes) -> Head:
    return split_head(Span(raw, 0, len(raw)))[0]


def _about(returned: Head | None, words: Words) -> str:
    """Return the id of our mail: of the one returned, of one that is named, else of one answered."""
    ids = message_ids(returned.first("message-id")) if returned else ()
    named = _ID_LINE.search(words.text)
    return ids[0] if ids else named[1] if named else words.answers[0] if words.answers else ""


def _named_in_text(message: Message, returned: Head | None, words: Words) -> tuple[Undelivered, ...]:
    """Return whom a report in plain words names: those who are not us, nor the postmaster."""
    ours = {words.sender.lower(), *_addresses(message.head, "to", "cc", "delivered-to", "x-original-to")}
    wanted: list[str] = []
    if returned is not None:
        ours |= set(_addresses(returned, "from", "sender", "reply-to"))
        wanted = [address for address in _addresses(returned, "to", "cc") if address not in ours]
    text = _ID_LINE.sub(" ", words.text)
    named = {
        address.lower(): address
        for address in _ADDRESS.findall(text)
        if address.lower() not in ours and not _NOBODY.match(address)
    }
    both = [address for key, address in named.items() if key in wanted]
    found = both or list(named.values()) or wanted
    return tuple(Undelivered(address, _about(returned, words)) for address in found[:_MOST])


def _addresses(head: Head, *names: str) -> list[str]:
    """Return the addresses in these headers, in small letters."""
    return [
        mailbox.address.lower()
        for name in names
        for value in head.all(name)
        for mailbox in parse_mailboxes(value)
    ]


def _by_headers(head: Head, subject: str) -> Machine | None:
    def says(name: str) -> str:
        return head.first(name).decode("latin-1").partition(";")[0].strip().lower()

    precedence = says("precedence")
    if (
        says("auto-submitted") not in {"", "no"}
        or any(says(name) not in {"", "no"} for name in ("x-autoreply", "x-autorespond"))
        or precedence in {"auto_reply", "auto-reply"}
        or _AWAY.match(subject.lstrip())
    ):
        return Machine.AUTO_REPLY
    if precedence in {"bulk", "junk", "list"} or head.first("list-unsubscribe"):
        return Machine.BULK
    return None
