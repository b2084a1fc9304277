"""How a notice is answered: its mailboxes, telephone numbers and the person to ask."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])(?P<local>[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}) ?(?:@|#|\[at\]|\(at\)|"
    r"【at】) ?(?P<domain>[A-Za-z0-9][A-Za-z0-9-]{0,62}"
    r"(?: ?\. ?[A-Za-z0-9-]{1,63}){0,4} ?\. ?[A-Za-z]{2,10})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_NO_PHONE = re.compile(
    r"(?:QQ|抖音)[^\d,。;:]{0,6}:?\d{5,}|微信(?:群?号)?:?\d{5,}|(?:邮编|邮政编码|备案号|账号|帐号|"
    r"标识码|字第|编号)[^\d]{0,8}\d+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"电 ?话|传 ?真|手 ?机|热线|联系|咨询|来电|座机|拨打|值班|电联|电询|Tel", re.IGNORECASE)
_DASH = r"[-‐‑–—―－ ]"
_NUMBER = re.compile(
    rf"(?<![\dA-Za-z.@〔])(?:\((?P<bracket>0\d{{2,3}})\)|"
    rf"(?P<area>0\d{{2,3}}){_DASH}{{1,2}}) ?(?P<local>[2-9]\d{{6,21}})(?![\d年月])|"
    rf"(?<![\dA-Za-z.@〔-])(?P<bare>\d{{7,22}})(?![\d年月]|\.\d|[A-Za-z])"
)
_MOBILE = re.compile(r"1[3-9]\d{9}")
_PERSON = r"[\u4e00-\u9fff](?: ?[\u4e00-\u9fff]){0,3}?"
_SAYS_WHO = (
    r"(?:联 ?系 ?人|收 ?件 ?人|经 ?办 ?人|负责人)(?:员)?(?:及(?:联系)?(?:电话|方式))?(?:[::]| (?=\S)) ?"
)
_REACHED = r"[\d(]|联 ?系|电 ?话|手 ?机|电 ?子|办公|传 ?真|邮|QQ"
_CONTACT = re.compile(
    rf"{_SAYS_WHO}(?P<names>{_PERSON}(?:(?:[、,/和及]| ) ?{_PERSON}){{0,3}}?)"
    rf"(?= ?(?:{_REACHED}|[;。)]|$)|[,、] ?(?:{_REACHED}))"
)
_CONTACT_ALONE = re.compile(rf"{_SAYS_WHO}(?P<names>[\u4e00-\u9fff]{{2,4}})(?=[,、 ])")
_TITLED = re.compile(r"(?P<name>[\u4e00-\u9fff](?:老师|干事|主任|科长|同志))(?:处|收|的OA|的邮箱|[。,;]|$)")
_RECEIVES = re.compile(r"(?:[,(]|交)(?P<name>[\u4e00-\u9fff]{2,3})收(?:[。)]|$)")


def find_emails(lines: Iterable[str]) -> list[str]:
    """Return the mailboxes, each once, with the sign that was put there against robots turned back."""
    found: dict[str, None] = {}
    for line in lines:
        for match in _EMAIL.finditer(line):
            found[f"{match['local']}@{match['domain']}".replace(" ", "")] = None
    return list(found)


def find_phones(lines: Iterable[str]) -> tuple[list[str], bool]:
    """Return the telephone numbers, each once, and whether some had grown together."""
    found: dict[str, None] = {}
    glued = False
    for line in lines:
        bare = _NO_PHONE.sub(_blank, _EMAIL.sub(_blank, line))
        labelled = _LABEL.search(bare)
        for match in _NUMBER.finditer(bare):
            area = match["bracket"] or match["area"]
            digits = match["local"] or match["bare"]
            named = labelled is not None and (labelled.start() < match.start())
            numbers = _split(digits) if area or named or _MOBILE.fullmatch(digits) else []
            glued = glued or len(numbers) > 1
            for at, number in enumerate(numbers):
                found[f"{area}-{number}" if area and not at else number] = None
    return list(found), glued


def _blank(found: re.Match[str]) -> str:
    return "\n" * len(found.group())


def _split(digits: str) -> list[str]:
    """Return the numbers in a run of digits: one of 7, 8 or 11, or two that grew together; or none."""
    if len(digits) in {7, 8} or _MOBILE.fullmatch(digits):
        return [] if digits.startswith("0") else [digits]
    if len(digits) == 12 and digits.startswith("0"):  # noqa: PLR2004 - an area code and eight digits
        return [f"{digits[:4]}-{digits[4:]}"]
    if len(digits) == 11 and digits.startswith("0"):  # noqa: PLR2004
        return [f"{digits[:4]}-{digits[4:]}"]
    if len(digits) in {14, 16, 22}:
        half = len(digits) // 2
        return [digits[:half], digits[half:]]
    return []


def find_contact(lines: Sequence[str]) -> str:
    """Return the person to ask or to send to."""
    for line in lines:
        if found := _CONTACT.search(line) or _CONTACT_ALONE.search(line):
            return "、".join(_names(found["names"]))
    for line in lines:
        if found := _TITLED.search(line) or _RECEIVES.search(line):
            return found["name"]
    return ""


def _names(text: str) -> Iterator[str]:
    for part in re.split(r"[、,/和及]", text):
        words = part.strip().split(" ")
        if len(words) > 1 and all(len(word) == 1 for word in words):
            yield "".join(words)  # 侬  静
        else:
            yield from (word for word in words if word)
