"""What a paper is: Chinese names a thing at the end, so the last noun of what it is called decides.

What stands before it tells only what it is about: 三八问卷调查情况 is no 问卷, 讲话学习总结 no 讲话.
A word that is looked for anywhere in a title is in many a report's.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from fedtrack.core.judging.titles import bare_name, titles_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fedtrack.core.arrivals import ReceivedFile
    from fedtrack.core.model import Notice


class Paper(StrEnum):
    """What a paper calls itself; the worst at the end."""

    REPORT = "report"
    UNSAID = "unsaid"
    PLAN = "plan"
    OTHER = "other"


_REPORT = re.compile(
    r"(?:总结|小结|汇报|情况|报告|报道|报导|简报|简讯|纪实|侧记|综述|成效|信息|动态|概况|(?<!会议)纪要|记录|台账|回顾|报送|上报|"
    r"(?:统计|汇总|一览)表?|(?:情况|对照|数据|填报|报送|上报|活动|总结)表)$"
)
_PLAN = re.compile(
    r"(?:方案|计划|预案|预告|日程|安排|策划|策划[书案]|规划|(?:筹备|准备|部署|认领)(?:会|工作)?(?:情况)?|(?:日程|安排|计划|进度)表)$"
)
_TELLS = (
    *("情况", "统计", "汇总", "一览", "对照", "数据", "信息", "成果", "总结", "反馈", "填报", "收集"),
    *("采集", "报送", "上报", "活动", "开展", "工作", "三八", "女节"),
)
"""What a table that can be the report says before 表; any other is a list of people or things."""
_NO_REPORT_TABLE = "".join(f"(?<!{what})" for what in _TELLS) + "(?<=.)(?<!报)表"
_OTHER = re.compile(
    # by the character with which the office's language ends such papers
    r"(?:(?<!简)单|[册票券柬帖]|(?<!诗)[词辞]|(?<!数)(?<!根)(?<!依)据|[问试答]卷|[试考习]题|[议诺任知心见请托聘约划告]书|"
    rf"(?:慰问|感谢|公开|表扬|一封|家|建议|举报)信|[发言话讲演持诵说场闻计]稿|{_NO_REPORT_TABLE}|"
    # papers that none of these ends
    r"讲话|发言|演讲|海报|日报|晚报|申请|请示|批复|邀请|报名|参会|签到|报销|采购|报价|预算|结算|决算|经费|费用|合同|协议|流程|议程|规程|"
    r"规则|细则|办法|标准|要点|提纲|框架|格式|模板|要求|意见|(?<!情况)(?<!活动)反馈|答案|课件|标语|口号|素材|链接|截图|剧本|征文|通讯录|成绩|座次|放假|"
    r"值班|请假|福利|通知|通告|公告|决定|倡议|须知|提示|提醒|题库|评比|作品|作文|线索|回执|建议|会标|贺卡|人数|明细|推文|[线果意]图|事迹(?:材料)?)$|^[\[【(（]?转载"
)
_REPORT_AND_PLAN = re.compile(
    r"(?:总结|小结|汇报|情况|报告)(?:以及|[暨和与及并、]).{0,8}(?:计划|安排|打算|规划|思路)$"
)
"""A report that ends with an outlook: 工作总结暨下步计划."""
_PROPOSED = re.compile(r"推荐|推选|申报|评选|选送")
_PROPOSAL = re.compile(rf"(?:{_PROPOSED.pattern})(?P<paper>材料|表)?$")
"""What is sent where a notice asks whom a unit proposes; where it asks for a report, it is another paper."""
_TAIL = re.compile(
    r"(?:[\s\d\-—_·.,，。、!！~年月日]|[(（【\[][^()（）【】\[\]]{0,20}[)）】\]]|[vV]\d|(?:final|最终版?|终版|终稿|定稿|正式[版稿]|修改稿?|"
    r"更正|重报|补报|改|新|版|稿(?<![发言话讲演持诵说场闻讯道计]稿)))$"
)
_TO_COME = re.compile(
    r"[拟将](?:于|在|定|组织|开展|举办|给|向|对)|计划于|定于|届时|请各|^.{0,4}(?:时间|地点)[:：]",
    re.MULTILINE,
)
_DONE = re.compile(r"了|已|共|[\d一二三四五六七八九十百千]{1,4}[余多来]?(?:人|名|户|场|份)")
_END = 60  # characters in which the noun and what stands behind it are
_QUOTED = re.compile(r"[“\"「『《][^”\"」』》]*[”\"」』》]")
_AND = re.compile(r"以及|[和与及或、,，;；]")
_LEAST_PAPER = 3
_FORM = "表"
_ITEM = re.compile(r"^[\d一二三四五六七八九十]{1,3}[、.．]")
"""A line of a list, which is no title though it is short."""


def called(text: str, notice: Notice) -> Paper:
    """Return what a subject, a file's name or a title says that a paper is."""
    text = _trimmed(text.replace(notice.title, ""))
    asked = asked_papers(notice)
    if asked and any(hit.end() == len(text) for hit in asked.finditer(text)):
        return Paper.REPORT
    bare = _trimmed(asked.sub("", text)) if asked else text
    proposal = _PROPOSAL.search(bare)
    if proposal and not _PROPOSED.search(notice.title + notice.report):
        return Paper.OTHER
    if proposal and proposal["paper"]:
        return Paper.REPORT
    other = _OTHER.search(bare)
    if other and (len(other.group()) == 1 or other.group() not in notice.report):
        return Paper.OTHER
    if _PLAN.search(bare) and not _REPORT_AND_PLAN.search(bare):
        return Paper.PLAN
    reports = bare != text or _REPORT.search(bare) or _REPORT_AND_PLAN.search(bare)
    return Paper.REPORT if reports else Paper.UNSAID


def paper_of(file: ReceivedFile, notice: Notice) -> Paper:
    """Return what a document says that it is, by its name and by its titles: a report if any of them does."""
    titles = [title for title in titles_of(file) if not _ITEM.match(title)]
    names = map(bare_name, (file.name, *file.extract.packed))
    return strongest(called(text, notice) for text in (*names, *titles))


def is_plan(lines: Sequence[str]) -> bool:
    """Say whether a text speaks of what is still to come, and of nothing that was done."""
    text = "\n".join(lines)
    return _TO_COME.search(text) is not None and _DONE.search(text) is None


def strongest(papers: Iterable[Paper]) -> Paper:
    """Return what several names of one paper come to: REPORT, else the worst that is said."""
    said = set(papers)
    order = (Paper.REPORT, Paper.OTHER, Paper.PLAN)
    return next((paper for paper in order if paper in said), Paper.UNSAID)


def asked_papers(notice: Notice) -> re.Pattern[str] | None:
    """Return what finds the papers that a notice asks for by what it calls them, None where it does not say.

    推荐表和事迹材料 are two; a form is also called a little longer: 推荐登记表.
    """
    pieces = [piece.strip() for piece in _AND.split(_QUOTED.sub("", notice.report))]
    papers = [piece for piece in pieces if len(piece) >= _LEAST_PAPER]
    forms = [re.escape(piece[:-1]) + ".{0,2}" + _FORM for piece in papers if piece.endswith(_FORM)]
    others = [re.escape(piece) for piece in papers if not piece.endswith(_FORM)]
    return re.compile("|".join((*forms, *others))) if papers else None


def _trimmed(text: str) -> str:
    """Return a text without what stands behind its last noun: a version, a date, what is in brackets."""
    text = text.strip()[-_END:]
    while (shorter := _TAIL.sub("", text)) != text:
        text = shorter
    return text
