"""Which notice an arrival answers."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from fedtrack.core.judging.claims import reminded_notice
from fedtrack.core.judging.contents import headlines, is_photo
from fedtrack.core.judging.papers import asked_papers
from fedtrack.core.judging.titles import bare_name, titles_of
from fedtrack.core.judging.words import REPLY
from fedtrack.core.matching.normal import normal
from fedtrack.core.matching.topics import Topics, foreign_years, years_in
from fedtrack.core.model import Notice
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from fedtrack.core.arrivals import Arrival, ReceivedFile
    from fedtrack.core.matching.name_index import NameIndex
    from fedtrack.core.model import Roster

_FIRST_LINES = 15
_SEASON = timedelta(days=180)
"""How long after its due date what comes in may still answer a notice."""
_LAST_YEAR = re.compile(r"去年|上年度|上一年|前年")
_HEAD_WORDS = re.compile(
    r"关于|报送|上报|补报|提交|转报|材料|附件|总结|小结|情况|报告|汇报|活动|工作|简报|简讯|信息|开展|组织|推荐表?|统计表?|表格?|文件|文档|"
    r"新建|microsoft|word|excel|工作表|扫描件?|图片|照片|请查收|请审|查收|您好|你好|女工委?|妇联|妇女|妇委会|单位|提醒|回复|转发|各|我|的|"
    r"最终版?|定稿|修改|更正|补充|正文|盖章|电子版|年|月|日|度|第|份|版|无主题|接收|下载|微信|来自|新|[a-z0-9\W_]"
)
_OTHER_HEAD = 2
_DATE_LINE = re.compile(
    r"^[\d〇○零一二三四五六七八九十]{2,4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$"
)
_CLAUSE = re.compile(r"[,.;:!?，。；：！？、\s]+")
_ABOUT_IT = re.compile(r"落实|贯彻|执行|情况|报告|总结|汇报|小结|反馈|回执")

_ELSEWHERE = re.compile(r"另|还没|没有|已|再")
"""That the paper of which a clause speaks is not with the mail."""

NOTHING_SAYS = Message("nothing says which notice it answers")


class Which(Struct, frozen=True):
    """The notice that is meant, or None; evidence for it, and doubts."""

    notice: Notice | None
    evidence: tuple[Message, ...] = ()
    doubts: tuple[Message, ...] = ()
    other_matter: bool = False
    word: str = ""
    told: bool = False
    """Whether the arrival itself says what it is about, in its headlines or by answering a reminder."""


def _of_this_season(notices: Sequence[Notice], day: date, chosen: Notice | None) -> tuple[Notice, ...]:
    """Return the notices that may be answered on a day: last year's is not, whose words this year's has too.

    Where all are as old, all are meant: somebody collects what came in long ago.
    """
    earliest = day - _SEASON
    recent = tuple(one for one in notices if one == chosen or one.deadline.due >= earliest)
    return recent or tuple(notices)


class Notices:
    """The notices of a roster as an arrival may name them."""

    def __init__(self, roster: Roster, index: NameIndex, *, day: date, chosen: Notice | None) -> None:
        self._index = index
        self._known = {notice.id: notice for notice in roster.notices}
        self._open = {notice.id for notice in roster.open_notices(day)} | ({chosen.id} if chosen else set())
        self._chosen = chosen
        self._briefing = re.compile(
            rf"^{re.escape(roster.federation.name.replace(' ', ''))}.{{0,20}}(?:简报|通报)"
        )
        self._topics = Topics(_of_this_season(roster.notices, day, chosen))

    def find(self, arrival: Arrival) -> Which:
        """Return which notice the arrival answers."""
        texts = [REPLY.sub("", text) for text in headlines(arrival)]
        texts += [
            line for file in arrival.files for line in file.extract.lines[-2:] if _DATE_LINE.match(line)
        ]
        named = frozenset().union(*(self._topics.named(text) for text in texts))
        reminded = reminded_notice(arrival, self._index)
        if reminded is not None:
            return self._reminded(reminded[0], named, texts)
        if named:
            return self._titled(arrival, named, texts)
        if any(self._topics.is_other_matter(text) for text in texts):
            return Which(None, doubts=(Message("it is about another matter"),), other_matter=True)
        return self._told_inside(arrival, texts)

    def _titled(self, arrival: Arrival, named: frozenset[str], texts: list[str]) -> Which:
        """Return the notice that the headlines name, unless the text speaks of another."""
        said = self._topics.named(arrival.text) & self._open
        if said and not said & named:
            topics = tuple(map(self._word, sorted((named & self._open or named) | said)))
            return Which(
                None, doubts=(Message("it is about several notices: {topics}", topics=topics),), told=True
            )
        return self._named(named, texts, texts, told=True)

    def _told_inside(self, arrival: Arrival, texts: list[str]) -> Which:
        """Return the notice that the text names, where the headlines name none."""
        inside = [arrival.text, *("\n".join(file.extract.lines[:_FIRST_LINES]) for file in arrival.files)]
        named = self._topics.named(inside[0]) or frozenset().union(*map(self._topics.named, inside[1:]))
        if named:
            return self._unless_other(self._named(named, texts, inside, told=False), texts, arrival.text)
        if self._chosen is not None:
            evidence = (Message("you named the notice with --notice"),)
            which = self._checked(self._chosen.id, evidence, texts, told=False)
            return self._unless_other(which, texts, arrival.text)
        return Which(None, doubts=(NOTHING_SAYS,))

    def _unless_other(self, which: Which, texts: list[str], said: str) -> Which:
        """Return what the text alone tells, with a doubt where a headline is about something of its own.

        What the notice asks for is no other matter, nor what the text calls a part of it, 三八节公益讲座, nor
        anything where the text says that what is asked for is with it.
        """
        notice = which.notice
        clauses = [clause for clause in _CLAUSE.split(normal(said)) if self._topics.named(clause)]
        asked = asked_papers(notice) if notice is not None else None
        if asked and any(asked.search(clause) and not _ELSEWHERE.search(clause) for clause in clauses):
            return which
        known = [*clauses, *((normal(notice.title), normal(notice.report)) if notice is not None else ())]
        for text in texts:
            left = _HEAD_WORDS.sub("", self._without_names(normal(text)))
            if len(left) >= _OTHER_HEAD and not any(left in one for one in known):
                doubt = Message("its title is about something else: “{text}”", text=text)
                return replace(which, doubts=(*which.doubts, doubt))
        return which

    def _without_names(self, text: str) -> str:
        for mention in self._index.find(text):
            text = text.replace(mention.text, " ", 1)
        return self._index.without_own_names(text)

    def is_its_own_paper(self, arrival: Arrival) -> bool:
        """Say whether one of our notices came back, and nothing else with it."""
        papers = [file for file in arrival.files if not file.inline and not is_photo(file)]
        return bool(papers) and all(self._is_notice(file) for file in papers)

    def _is_notice(self, file: ReceivedFile) -> bool:
        """Say whether a document is a notice or briefing of ours: by its number, its title or its head."""
        name, titles = bare_name(file.name), titles_of(file)
        if any(self._briefing.match(title.replace(" ", "")) for title in titles):
            return True
        for notice in self._known.values():
            title = notice.title.replace(" ", "")
            if notice.number and notice.number in {name, *titles[:1]}:
                return True
            for text in (name, "".join(titles)):
                bare = text.replace(" ", "")
                if title in bare and not _ABOUT_IT.search(bare.replace(title, "")):
                    return True
        return False

    def _reminded(self, notice: str, named: frozenset[str], texts: list[str]) -> Which:
        evidence = Message("it answers our reminder of {topic}", topic=self._word(notice))
        if named and notice not in named:
            doubt = Message(
                "it answers our reminder of {topic}, but its title is about another", topic=self._word(notice)
            )
            return Which(None, (evidence,), (doubt,), told=True)
        return self._checked(notice, (evidence,), texts, told=True)

    def _named(self, named: frozenset[str], texts: list[str], told_in: list[str], *, told: bool) -> Which:
        chosen = {self._chosen.id} if self._chosen else set()
        fitting = named & self._open or named
        if len(fitting) > 1:
            fitting = self._of_its_year(fitting, texts)
        if chosen and not fitting & chosen:
            doubt = Message("it is about {topic}, not the notice you named", topic=self._word(min(fitting)))
            return Which(self._known[min(fitting)], doubts=(doubt,), told=told)
        if len(fitting) > 1:
            words = tuple(self._word(one) for one in sorted(fitting))
            return Which(
                None, doubts=(Message("it is about several notices: {topics}", topics=words),), told=told
            )
        notice = min(fitting)
        word = self._topics.word_in(notice, told_in)
        where = (
            Message("its title says “{word}”", word=word)
            if told
            else Message("its text says “{word}”", word=word)
        )
        return replace(self._checked(notice, (where,), texts, told=told), word=word)

    def _of_its_year(self, named: frozenset[str], texts: list[str]) -> frozenset[str]:
        """Return those of several notices whose year the texts name, if they name one."""
        text = "\n".join(texts)
        of_year = frozenset(one for one in named if str(self._known[one].deadline.due.year) in text)
        return of_year or named

    def _checked(self, notice: str, evidence: tuple[Message, ...], texts: list[str], *, told: bool) -> Which:
        """Return the notice with what speaks against it."""
        found = self._known[notice]
        years = {found.deadline.due.year, *years_in(found.title)}
        years |= {found.issued.year} if found.issued else set()
        doubts = []
        foreign = foreign_years("\n".join(texts), years)
        if _LAST_YEAR.search("\n".join(texts)):
            foreign |= {found.deadline.due.year - 1}
        if foreign:
            doubts.append(Message("it names the year {year}", year=max(foreign)))
        if notice not in self._open:
            doubts.append(Message("the notice {notice} is closed", notice=notice))
        return Which(found, evidence, tuple(doubts), told=told)

    def _word(self, notice: str) -> str:
        found = self._known[notice]
        return found.number or found.id
