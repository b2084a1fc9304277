"""Which notice a text is about: by the notice's number and by the words that only its title has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from fedtrack.core.matching.normal import normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fedtrack.core.model import Notice

_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,8})?[〔\[(【](?P<year>20\d\d)[〕\])】]\s*第?(?P<serial>\d{1,4})\s*号"
)
_QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]{2,20})[”\"」』》]")
_MARCH_8 = re.compile(
    r"(?<![一二三四五六七八九十百])三[·.、]?八(?!线|路|桥|村|农场|水库|制|个|林(?![下业])|绿色|期间疫情|前(?!后))|"
    r"(?<![\d.])(?<!编号)3[·.。]8(?![\d日万亿元%度级米吨折分年小个]|交通|事故)|"
    r"(?<!\d)38(?=节(?!能|约)|妇女|女神|活动(?!板))|妇女节(?![育能约目俭水点律])|女神节|女王节|女生节|妇女姐妹节日"
)
_NAMES_MARCH_8 = re.compile(r"三八|3[·.]8|妇女节")
_OTHER_MATTERS = re.compile(
    r"^[”\"’」]?(?:国际)?(?:劳动)?(?:妇女)?(?:节)?[”\"’」]?(?:妇女)?(?P<what>红旗手|红旗集体|红旗单位|先进集体评选|维权岗|维权周)"
)
_RIGHTS_WEEK = re.compile(r"维权周")
_GENERIC = re.compile(
    r"关于|做好|开展|进一步|认真|切实|组织|报送|上报|填报|推荐|推选|评选|寻找|征集|申报|有关|相关|工作|活动|情况|总结|材料|"
    r"通知|的|等|及|和|与|在|中|暨|、|\d{2,4}年度?|年度|^度|农村|基层|服务|宣传周|宣传月|宣传|计划|行动|项目|"
    r"全县|全市|全区|我县|本县|[一二三四]季度|上半年|下半年|第\d+届|先进|集体|个人|典型|"
    r"统计表?|数据|表|报告|名单|实施|方案|形势下|期间|[“”\"「」《》()]"
)
_PLACE_NAME = re.compile(
    r"(?<=关于)[^省市县区]{2,8}[省市县区]|^[^省市县区关]{2,8}[省市县区](?=妇联|妇女联合会)"
)
_LEAST_TERM = 3
_LONG_TERM = 6
_ENOUGH = 0.6
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?=年|[^\d]|$)")


_SHORT_YEAR = re.compile(r"(?<![\d./-])(1[5-9]|2\d)年(?![来前级代多以]|的?工龄)")
_ANNIVERSARY = re.compile(r"(?<!\d)(1\d\d)周年")
_FIRST_WOMENS_DAY = 1910
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class Topic(NamedTuple):
    """What one notice is known by."""

    notice: Notice
    code: str
    number: tuple[int, int] | None
    terms: tuple[str, ...]
    march_8: bool


class Topics:
    """The notices that an arrival may be about."""

    def __init__(self, notices: Sequence[Notice]) -> None:
        self.topics = tuple(_topic(notice) for notice in notices)
        self._rights_week = any(_RIGHTS_WEEK.search(term) for topic in self.topics for term in topic.terms)

    def named(self, text: str) -> frozenset[str]:
        """Return the notices whose number or words are in the text, as ids."""
        text = normal(text)
        if not text:
            return frozenset()
        by_number = self.numbered(text)
        return by_number or frozenset(topic.notice.id for topic in self.topics if self._is_about(topic, text))

    def _is_about(self, topic: Topic, text: str) -> bool:
        """Say whether the text has the notice's own words; a 维权周 that none asks for belongs to 三八."""
        close = text.replace(" ", "")
        own_title = normal(topic.notice.title)
        for found in _MARCH_8.finditer(close) if topic.march_8 else ():
            other = _OTHER_MATTERS.match(close[found.end() :])
            if other is None or other["what"] in own_title:
                return True
            if _RIGHTS_WEEK.match(other["what"]) and not self._rights_week:
                return True
        return any(_has_term(term, close) for term in topic.terms)

    def numbered(self, text: str) -> frozenset[str]:
        """Return the notices whose number is in the text."""
        text = normal(text)
        return frozenset(topic.notice.id for topic in self.topics if _number_in(topic, text))

    def word_in(self, notice: str, texts: Iterable[str]) -> str:
        """Return what names the notice in the first of the texts that does, as it stands there."""
        for text in map(normal, texts):
            for topic in self.topics:
                if topic.notice.id == notice and (word := _word_in(topic, text)):
                    return word
        return ""

    def is_other_matter(self, text: str) -> bool:
        """Say whether the text has the words of a notice only as a part of another matter: 三八红旗手."""
        text = normal(text)
        return not self.named(text) and any(
            _OTHER_MATTERS.match(text[found.end() :]) for found in _MARCH_8.finditer(text)
        )


def years_in(text: str) -> frozenset[int]:
    """Return the years that a text names: 2019, 19年, 二〇一九年, the 109th Women's Day."""
    plain = normal(text).translate(_DIGITS)
    years = {int(year) for year in _YEAR.findall(plain)}
    years |= {2000 + int(year) for year in _SHORT_YEAR.findall(plain)}
    return frozenset(years | {_FIRST_WOMENS_DAY + int(count) for count in _ANNIVERSARY.findall(plain)})


def foreign_years(text: str, years: Iterable[int]) -> frozenset[int]:
    """Return the years in the text, if none of them is one of `years`."""
    found = years_in(text)
    return frozenset() if found & frozenset(years) else found


def _topic(notice: Notice) -> Topic:
    text = normal(f"{notice.title} {notice.report}")
    number = _NUMBER.search(normal(notice.number))
    march_8 = _NAMES_MARCH_8.search(text) is not None
    return Topic(
        notice,
        (number["code"] or "") if number else "",
        (int(number["year"]), int(number["serial"])) if number else None,
        tuple(dict.fromkeys(_terms(notice, march_8=march_8))),
        march_8,
    )


def _terms(notice: Notice, *, march_8: bool) -> Iterator[str]:
    """Yield what stands in quotes in the title or in what is asked for, else what is no office word."""
    quoted = [
        normal(term).replace(" ", "")
        for text in (notice.title, notice.report)
        for term in _QUOTED.findall(text)
    ]
    quoted = [term for term in quoted if not _MARCH_8.search(term) and not _GENERIC.fullmatch(term)]
    yield from quoted
    if march_8:
        yield from _RIGHTS_WEEK.findall(normal(notice.title))
    if not quoted and not march_8:
        for text in (notice.title, notice.report):
            for piece in _GENERIC.sub(" ", _PLACE_NAME.sub("", normal(text))).split():
                if len(piece) >= _LEAST_TERM:
                    yield piece.removeprefix("妇女") if len(piece) > _LONG_TERM - 1 else piece


def _number_in(topic: Topic, text: str) -> str:
    """Return the notice's number as it stands in the text, or "" where it does not."""
    for match in _NUMBER.finditer(text):
        code = match["code"] or ""
        same = not code or not topic.code or code.endswith(topic.code) or topic.code.endswith(code)
        if topic.number == (int(match["year"]), int(match["serial"])) and same:
            return match.group(0)
    return ""


def _word_in(topic: Topic, text: str) -> str:
    if number := _number_in(topic, text):
        return number
    found = _MARCH_8.search(text) if topic.march_8 else None
    if found is not None:
        return found.group(0)
    return next((term for term in topic.terms if _has_term(term, text.replace(" ", ""))), "")


def _has_term(term: str, text: str) -> bool:
    """Say whether the term is in the text, a long one in most of its pairs of characters."""
    if term in text:
        return True
    if len(term) < _LONG_TERM:
        return False
    pairs = [term[at : at + 2] for at in range(len(term) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) >= _ENOUGH
