"""Who an arrival says it is from: each place in it that names a unit is one claim."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.arrivals import Form
from fedtrack.core.judging.titles import bare_name, titles_of
from fedtrack.core.judging.words import REPLY
from fedtrack.core.matching.near_names import unknown_offices
from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.unit_names import SUFFIXES, Grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.arrivals import Arrival, ReceivedFile
    from fedtrack.core.matching.addresses import AddressBook
    from fedtrack.core.matching.name_index import Mention, NameIndex

_TOKEN = re.compile(r"<fedtrack\.(?P<ids>[^<>@]{3,200})\.\d{8}@")
_LABEL = re.compile(
    r"^(?:填报|报送|上报|推荐|申报|呈报|所在)?单位(?:名称)?(?:[(（](?:盖章|公章|章)[)）])?(?:\s*[:：]\s*|\s+|$)(?P<name>.*)$"
)
_PLAIN_FOLDER = re.compile(
    r"(?:[\d.\-_年月日]|三八|材料|照片|图片|附件|报送|活动|总结|电子版|最美家庭|微信|QQ|OA|接收|下载)+",
    re.IGNORECASE,
)
_DATE = re.compile(r"[\d〇零一二三四五六七八九十]{1,4}\s*[年月日.\-/]\s*")
_ADDRESS_LINE = re.compile(r"路|街(?!道)|\d号|邮编|电话|地址|传真|手机|tel")
_WENT_TO = re.compile(r"(?:到|赴|在|走进|深入|进|走访|前往|来到)$")
_WITH = re.compile(r"(?:联合|会同|携手|[\u4e00-\u9fff][与和同跟])$")
"""Behind the sender's name, a partner's: 农商行三八节与农行联谊; 农商行与农行 are both the author."""
_SEVERAL = 2
_OURS = re.compile(r"承办|拟办|经办|批示|转办|分送|处理|归档|收件人")
"""Columns of a register in which our own offices stand."""
_SIGNED_LINES, _SIGNED_LENGTH = 6, 34
_SIGNED_REST = re.compile(
    rf"[\s()（）、,，.:：]*(?:{'|'.join(SUFFIXES)})?[\s()（）、,，.]*(?:(?:加盖|盖)?公?章|印)?[\s()（）]*"
)
_SIGNED_OFFICE = re.compile(
    r"[\u4e00-\u9fff()（）]{1,24}(?:妇联|妇女联合会|女工委|女职工委员会|妇委会|妇工委|工会|局|镇|乡|街道|村|社区|校|小学|中学|幼儿园|院|所|站|"
    r"公司|银行|支行|中心|大队|中队|分局|部|办|办公室|委|科|社|馆|协会)"
)
_LABELLED_LINES = 40
_LEAD_LENGTH = 14


class Where(StrEnum):
    """Where in an arrival a unit is named, in the order of what a clerk believes first."""

    SENDER = "sender"
    TOKEN = "token"  # noqa: S105 - the id of our reminder
    COLUMN = "column"
    SUBJECT = "subject"
    FILE_NAME = "file_name"
    TITLE = "title"
    PAGE_HEADER = "page_header"
    LABEL = "label"
    SIGNATURE = "signature"
    FOLDER = "folder"
    TEXT = "text"
    DISPLAY = "display"


HEADLINES = frozenset(
    {Where.COLUMN, Where.SUBJECT, Where.FILE_NAME, Where.TITLE, Where.PAGE_HEADER, Where.LABEL}
)
"""Where a name says what the thing is about, so that another unit's name contradicts."""
CONTRADICTING = HEADLINES | {Where.SIGNATURE}


class Claim(NamedTuple):
    """One text that may name units; `sender` and `token` have no mentions but `direct` units."""

    where: Where
    text: str
    mentions: tuple[Mention, ...] = ()
    direct: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()

    @property
    def sure(self) -> frozenset[str]:
        """The units that are named beyond doubt."""
        if self.direct:
            return self.direct if len(self.direct) == 1 else frozenset()
        if self.where in {Where.TEXT, Where.DISPLAY}:
            return frozenset()
        return self.named

    @property
    def named(self) -> frozenset[str]:
        """The units that are named whole, whatever the place weighs."""
        return frozenset().union(*(mention.units for mention in self.mentions if mention.sure))

    @property
    def possible(self) -> frozenset[str]:
        """All units that may be meant."""
        return self.direct.union(*(mention.units for mention in self.mentions))


def gather_claims(arrival: Arrival, index: NameIndex, book: AddressBook) -> list[Claim]:
    """Return every claim in an arrival, in the order in which they weigh."""
    claims = [*_from_whom(arrival, index, book), *_in_words(arrival, index)]
    senders = book.owners(arrival.sender)
    claims = [_without_partners(claim, senders) for claim in claims]
    order = list(Where)
    return sorted(
        (claim for claim in claims if claim.mentions or claim.direct or claim.strangers),
        key=lambda claim: order.index(claim.where),
    )


def _without_partners(claim: Claim, senders: frozenset[str]) -> Claim:
    """Return the claim without the places to which its unit went, and those it worked with.

    A partner is one only where the sender is named first: else the report may be that of both.
    """
    if claim.where not in HEADLINES or len(claim.mentions) < _SEVERAL or not claim.mentions[0].sure:
        return claim
    text, first = normal(claim.text), claim.mentions[0]
    own = first.units == senders
    kept = [
        mention
        for mention in claim.mentions[1:]
        if not _WENT_TO.search(text[: mention.start])
        and not (own and _WITH.search(text[first.end : mention.start]))
    ]
    return claim._replace(mentions=(first, *kept))


def reminded_notice(arrival: Arrival, index: NameIndex) -> tuple[str, str] | None:
    """Return the notice and the unit of the reminder of ours that is answered.

    Either id may have a dot in it, so that only both together tell where one ends.
    """
    for answer in arrival.answers:
        found = _TOKEN.match(answer)
        parts = found["ids"].split(".") if found is not None else []
        ways = [(".".join(parts[:at]), ".".join(parts[at:])) for at in range(1, len(parts))]
        known = [way for way in ways if way[0] in index.notices and way[1] in index.units]
        if len(known) == 1:
            return known[0]
    return None


def _from_whom(arrival: Arrival, index: NameIndex, book: AddressBook) -> Iterator[Claim]:
    owners = book.owners(arrival.sender)
    if owners:
        yield Claim(Where.SENDER, arrival.sender, direct=owners)
    reminded = reminded_notice(arrival, index)
    if reminded is not None:
        yield Claim(Where.TOKEN, ".".join(reminded), direct=frozenset({reminded[1]}))
    if arrival.sender_name:
        yield _claim(Where.DISPLAY, arrival.sender_name, index)


def _in_words(arrival: Arrival, index: NameIndex) -> Iterator[Claim]:
    if arrival.subject:
        yield _claim(Where.SUBJECT, REPLY.sub("", arrival.subject), index, titled=True)
    for at, folder in enumerate(arrival.folders):
        claim = _claim(Where.FOLDER, folder, index)
        if not all(map(_PLAIN_FOLDER.fullmatch, arrival.folders[at + 1 :])):
            continue  # 长安镇妇联/新安村 is the village's
        if any(mention.sure and len(mention.text) == len(normal(folder)) for mention in claim.mentions):
            yield claim
    for file in arrival.files:
        if not file.inline:
            yield _claim(Where.FILE_NAME, bare_name(file.name), index, titled=True)
            for name in file.extract.packed:
                yield _claim(Where.FILE_NAME, bare_name(name), index, titled=True)
            yield from _in_document(file, index)
    for line in arrival.text.splitlines():
        yield _signature(line, index) or _claim(Where.TEXT, line, index)
    if arrival.form == Form.ROW:
        yield from _in_row(arrival, index)


def _in_document(file: ReceivedFile, index: NameIndex) -> Iterator[Claim]:
    lines = file.extract.lines
    for header in file.extract.page_headers:
        yield _claim(Where.PAGE_HEADER, header, index, titled=True)
    titles = titles_of(file)
    for line in titles:
        yield _leading(_claim(Where.TITLE, line, index, titled=True))
    for at, line in enumerate(lines[:_LABELLED_LINES]):
        found = _LABEL.match(line)
        if found is not None:
            following = lines[at + 1] if at + 1 < len(lines) else ""
            yield _claim(Where.LABEL, found["name"] or following, index, titled=True)
    for line in lines[-_SIGNED_LINES:]:
        signature = _signature(line, index) if line not in titles else None
        if signature is not None:
            yield signature


def _leading(claim: Claim) -> Claim:
    """Return the claim of a title with only the names that stand at its head.

    Further on a title names partners and places: 县司法局到大良镇开展普法.
    """
    first = [mention for mention in claim.mentions if mention.start <= _LEAD_LENGTH]
    return claim._replace(mentions=tuple(first))


def _in_row(arrival: Arrival, index: NameIndex) -> Iterator[Claim]:
    for heading, cell in arrival.cells.items():
        if isinstance(cell, str) and cell.strip() and heading in arrival.unit_columns:
            yield _claim(Where.COLUMN, cell, index, titled=True)
        elif (
            isinstance(cell, str)
            and heading != arrival.title_column
            and not (arrival.title_column and _OURS.search(heading))
        ):
            mentions = index.find(cell)
            if any(len(mention.text) == len(normal(cell)) for mention in mentions):
                yield Claim(Where.COLUMN, cell, tuple(mention._replace(sure=False) for mention in mentions))
    title = arrival.cells.get(arrival.title_column)
    if isinstance(title, str):
        yield _leading(_claim(Where.TITLE, title, index, titled=True))


def _signature(line: str, index: NameIndex) -> Claim | None:
    """Return the claim of a line that is a name and perhaps a date, as at the foot of a letter."""
    text = _DATE.sub("", normal(line)).strip(" ()-—")
    if _ADDRESS_LINE.search(text) or not text or len(text) > _SIGNED_LENGTH or text.endswith((":", "：")):
        return None
    mentions = [mention for mention in index.find(text) if mention.grade > Grade.STEM]
    rest = text
    for mention in mentions:
        rest = rest.replace(mention.text, "", 1)
    strangers = unknown_offices(text, mentions, index) if _SIGNED_OFFICE.fullmatch(text) else []
    if not mentions:
        return Claim(Where.SIGNATURE, line, strangers=tuple(strangers)) if strangers else None
    if _SIGNED_REST.fullmatch(rest):
        return Claim(Where.SIGNATURE, line, tuple(mentions))
    if not _SIGNED_OFFICE.fullmatch(text):
        return None
    # a longer name than ours is signed with: that of a part of it, or of another place's
    longer = [mention._replace(sure=False, part=True) for mention in mentions]
    return Claim(Where.SIGNATURE, line, tuple(longer), strangers=tuple(strangers))


def _claim(where: Where, text: str, index: NameIndex, *, titled: bool = False) -> Claim:
    mentions = index.find(text)
    strangers = unknown_offices(text, mentions, index) if titled else []
    return Claim(where, text, tuple(mentions), strangers=tuple(strangers))
