"""Mails that no person wrote for us to read: bounces, receipts, auto replies, our own, mailings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedtrack.core.arrivals import Form, Machine
from fedtrack.core.judging.contents import headlines
from fedtrack.core.judging.verdict import ItemKind, Verdict
from fedtrack.core.judging.words import ADVERT, BILL, BY_A_SYSTEM, BY_ITSELF, FORWARD, NO_REPLY_ADDRESS
from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.judging.item import Item
    from fedtrack.core.matching.addresses import AddressBook


_PLAIN_ADVERT = 3
"""Words of advertising that no report has together."""


def judge_machine(item: Item, book: AddressBook) -> Verdict | None:
    """Return the decision on what a program sent, or on what we sent ourselves; None for other mail."""
    if item.arrival.form != Form.MAIL:
        return None
    if item.arrival.machine in {Machine.BOUNCE, Machine.DELAY}:
        return _bounce(item, book)
    verdict = _automatic(item)
    if verdict is not None:
        return verdict
    if item.own_sender:
        return _own(item)
    return _known(item) if item.known_sender or item.whose.unit else _stranger(item)


def _automatic(item: Item) -> Verdict | None:
    """Return the decision on what a program sent by itself; a unit's own system may send real reports."""
    brings = bool(item.contents.documents) and item.known_sender
    if brings and item.arrival.machine in {Machine.AUTO_REPLY, Machine.BULK}:
        return item.review(ItemKind.REPORT, Message("a program sent it by itself"))
    match item.arrival.machine:
        case Machine.RECEIPT:
            return item.ignore(ItemKind.AUTO_REPLY, Message("it only says that a mail was opened"))
        case Machine.AUTO_REPLY:
            return item.ignore(ItemKind.AUTO_REPLY, Message("an automatic reply"))
        case Machine.BULK:
            return item.ignore(ItemKind.SPAM, Message("a mailing to many"))
    if BY_ITSELF.search(f"{item.arrival.subject}\n{item.arrival.text}") and not item.contents.anything:
        return item.ignore(ItemKind.AUTO_REPLY, Message("an automatic reply"))
    return None


def judge_advert(item: Item) -> Verdict | None:
    """Return the decision on a file that is called as advertising is and names nobody; None for others."""
    if item.whose.candidates or not any(map(ADVERT.search, headlines(item.arrival))):
        return None
    return item.ignore(ItemKind.SPAM, Message("advertising"))


def _known(item: Item) -> Verdict | None:
    """Return the decision on what a bank or company of ours sends to all its customers."""
    if not item.contents.anything and len(set(ADVERT.findall(item.words))) >= _PLAIN_ADVERT:
        return item.ignore(ItemKind.SPAM, Message("advertising"))
    if item.which.notice is None and BILL.search(item.arrival.subject):
        return item.ignore(ItemKind.OTHER, Message("it is about another matter"))
    return None


def _stranger(item: Item) -> Verdict | None:
    """Return the decision on what a system or an advertiser sent who names no unit of ours."""
    if NO_REPLY_ADDRESS.match(item.arrival.sender) or BY_A_SYSTEM.search(item.words):
        return item.ignore(ItemKind.OTHER, Message("written by a system"))
    if ADVERT.search(item.words):
        return item.ignore(ItemKind.SPAM, Message("advertising"))
    if not item.whose.candidates and BILL.search("\n".join((item.words, *headlines(item.arrival)))):
        return item.ignore(ItemKind.OTHER, Message("it is about another matter"))
    return None


def _bounce(item: Item, book: AddressBook) -> Verdict:
    owners = {unit for lost in item.arrival.undelivered for unit in book.owners(lost.address)}
    addresses = tuple(lost.address for lost in item.arrival.undelivered)
    what = (
        Message("a mail of ours is late for {addresses}", addresses=addresses)
        if item.arrival.machine == Machine.DELAY
        else Message("a mail of ours did not reach {addresses}", addresses=addresses)
    )
    verdict = item.ignore(ItemKind.BOUNCE, what)
    if len(owners) == 1:
        verdict = replace(verdict, unit=min(owners))
    return replace(verdict, candidates=tuple(sorted(owners)) or verdict.candidates)


def _own(item: Item) -> Verdict:
    """Return the decision on a mail from our own address: something forwarded to ourselves, or a copy."""
    if FORWARD.match(item.arrival.subject) and item.contents.anything:
        return item.review(
            ItemKind.REPORT, Message("forwarded from our own mailbox: who sent it is only quoted")
        )
    return item.ignore(ItemKind.OTHER, Message("we sent it ourselves"))
