"""Who wrote a mail: addresses and names out of From and To, as tolerantly as mail programs show them."""

from __future__ import annotations

import re
from typing import NamedTuple

from fedtrack.mail.header_words import decode_words

_LONGEST = 1000
# a quoted text, a comment, an address in brackets, a bare one; a backslash may be half a GBK character
_TOKEN = re.compile(
    rb'"(?:[^"\\]|(?<=[\x81-\xfe])\\|\\.)*+"|\([^()]*\)|<(?P<bracketed>[^<>]*)>'
    rb'|(?<![^\s<>()",;:@])(?P<bare>[^\s<>()",;:@]{1,64}+@[^\s<>()",;:@]{1,255})'
)
_COMMENT = re.compile(rb"\s*\(([^()]*)\)")
_ESCAPED = re.compile(rb"(?<![\x81-\xfe])\\(.)")


class Mailbox(NamedTuple):
    """An address and the name beside it, each as it was written."""

    address: str
    name: str


def parse_mailboxes(raw: bytes) -> list[Mailbox]:
    """Return the mailboxes of an unfolded header value.

    What is encoded is not looked into for an address, lest a name pass for one, unless there is no
    address otherwise: some programs encode the whole of `name <address>`.
    """
    found = _mailboxes(raw)
    if not found and b"=?" in raw:
        found = _mailboxes(decode_words(raw).encode())
    return found


def _mailboxes(raw: bytes) -> list[Mailbox]:
    found: list[Mailbox] = []
    begin = 0  # where the name of the next mailbox begins
    for token in _TOKEN.finditer(raw):
        if token["bracketed"] is not None and b"@" in token["bracketed"]:
            found.append(_mailbox(token["bracketed"], raw[begin : token.start()]))
        elif token["bare"] is not None and b"<" not in raw[token.end() :].partition(b",")[0]:
            comment = _COMMENT.match(raw, token.end())
            found.append(_mailbox(token["bare"], comment[1] if comment else raw[begin : token.start()]))
        else:  # a part of a name
            continue
        begin = token.end()
    return found


def _mailbox(address: bytes, name: bytes) -> Mailbox:
    written = name.strip(b" \t,;")
    if written.startswith(b'"') and written.endswith(b'"'):
        written = _ESCAPED.sub(rb"\1", written[1:-1])
    shown = decode_words(written).strip(" \t").strip("\"'")
    return Mailbox(decode_words(address).strip()[:_LONGEST], shown[:_LONGEST])
