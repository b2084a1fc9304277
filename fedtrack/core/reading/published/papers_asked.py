"""What is to be sent in by a day: the words of the notice for the paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.duties import DUTY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.reading.published.places import Place

_PAPER = (
    r"(?:表|名单|名册|花名册|总结|小结|报告|材料|情况|方案|计划|信息|简报|照片|图片|视频|数据|作品|"
    r"稿件|来稿|初稿|清单|台账|意见|回执|手册|申请书|申报书|承诺书|"
    r"单原件|签收单|件|电子版|纸质版|版|案例|人选|人数|进度|进展|PPT|征文|文章|通讯录|联络员|信息员|"
    r"附件\d?|简历|附表|提案|议案|要点|事迹|典型|大事记?|"
    r"场次|数量|报账单|安排|反馈|名额|档案|课件|需求|凭证|证明|证书|复印件|合同|协议|责任书|文件|节目单|报名单|"
    r"书目|目录|心得|体会|反思|问卷|剧本|论文|样品|实物|发言稿|文稿|汇报稿|函|线索|参训人员|参会人员|参赛人员|"
    r"图文|台帐|记录|笔记|征求意见稿|月报|季报|年报|原件|扫描件|截图)"
)
_NAMED = re.compile(
    rf"(?P<what>[^将把,。;:]{{0,30}}{_PAPER}(?:\([^()]{{1,30}}\))?(?:[、和及与][^,。;:将把]{{0,24}}?{_PAPER}(?:\([^()]{{1,30}}\))?)*)"
)
_TAKEN = re.compile(
    r"(?:将|把)(?P<what>[^,。;]{2,60}?)(?:一并|统一|集中|及时|加盖公章|打包|盖章|填好|填写|书面|电话|"
    r"导入|拷|汇总[给至到]|归还|通过|用|以[“\"(]|经|由|上?报(?!告|表|账|名)|报送|提交|上传|录入|交(?!流)|送|"
    r"发(?![展言放布动挥])|传(?!统)|反馈|寄|返)"
)
_SENT = re.compile(
    r"(?:报送|上报|提交|上交|填报|填写|反馈|推荐|推选|补报|申报|交齐|交回|录入|接龙|写好|填好|报(?!名|"
    r"送|至|到|告|表|账|销)|明确|交)(?P<what>[^,。;至到]{2,50})"
)
_TO_BODY = re.compile(
    r"^(?:至|到|给|往|县|市|区|局|校|我|旗|镇|街道|厂|团|大会|办公室|组织部|院|公司|省|州|盟|自治区|"
    r"中心|来|齐|邮箱|工会|[^,]{0,6}(?:处|室|股|科|部|办)(?:\(|$)|进|在)"
)
_FILLER = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,2}(?:[、,.]|是)|\(?[\d一二三四五六七八九十]{1,2}[)、.](?!\d)|请|须|需|并|同时|另外|其中|以上|由|应|要|各(?:单位|镇|乡|村|校|园|地)|对照|按|如实|认真|"
    r"填写|填好|填报|写好|写成|形成|撰写|整理|准备|报送|上报|提出|收集|当月|先|再|连同|统一|本?单位|"
    r"关于|完成|好|\s|“|”|的)+"
)
_ENDING = re.compile(
    r"(?:,|务必|务|须|需|应|要|请|请于|并|于|在|到|自|一并|由|的|及时|截[止至]|不晚|不迟|最迟|时间|"
    r"日期|为|是|:|前|的?截稿|反馈)+$"
)
_LABEL = re.compile(
    r"(?P<what>[^,。;:]{2,24}?)(?:报送|上报|申报|提交|征集|报名|推荐|反馈|上交)?(?:的)?(?:截稿|"
    r"截[止至])?(?:时间|日期|期限|时限|截[止至])(?:为|是|:|到|至|由|推迟|延|于)*$"
)
_OF_TITLE = re.compile(
    r"(?:报送|上报|推荐|征集|申报|填报|催报|补报|收集|填写|上交|征求|参加|报名|评选)(?P<what>[^的,。]{2,30}?)(?:的(?:紧急|"
    r"补充)?(?:通知|函|启事|公告|提示|提醒)|$)"
)
_SUBJECT = re.compile(
    r"(?P<what>[\u4e00-\u9fff《》“”、()]{2,24}?)(?:一并|也|均|请|务必|须|应|要|于|在|最迟|最晚|不迟于)*$"
)
"""What stands right before the day: 报销凭证须在7月31日前送审, 实物6月14日前送达."""
_WHO = re.compile(
    r"(?:各|单位|部门|校|村|乡镇|县|市|区|会|委|局|办|组|院|中心|人员|同志|园|者|主席|班主任|以上|并|后|完成|定|"
    r"时间|日期|期限|时限|截止|至|老师|教师|的人|员|进行|开始|安排|(?<!图)文|如下|现|将|再|但|需|可|前|到|自|从|由|即|为|是|了|的)$"
)
_MADE_INTO = re.compile("写成|汇成|整理成|形成")
_MOST_CLAUSES = 5


def paper_asked(place: Place, title: str) -> str:
    """Return what has to be sent in by a day; an empty text where the notice does not say it."""
    if len(place.row) > 1:
        return _of_row(place)
    return next((words for words in _guesses(place, title) if len(words) > 1), "")


def _guesses(place: Place, title: str) -> Iterator[str]:
    """Yield what may be meant, the surest first: 将…报, 报送…, what stands before the day, the title."""
    trail = place.trail.lstrip(" ,)")
    first = trail.split(",", 1)[0]
    sent = next((found for found in _SENT.finditer(trail) if not _TO_BODY.match(found["what"])), None)
    if found := _TAKEN.search(first):
        yield _tidy(found["what"])
    if sent and sent.start() < len(first) and re.search(_PAPER, sent["what"]):
        yield _tidy(sent["what"])
    yield _before(place.lead)
    if found := _TAKEN.search(trail):
        yield _tidy(found["what"])
    if sent and re.search(_PAPER, sent["what"]):
        yield _tidy(sent["what"])
    yield _before(place.mention.relative)
    yield _before(place.earlier)
    subject = _SUBJECT.search(place.lead[place.lead.rfind(",") + 1 :])
    if subject and not _WHO.search(words := _tidy(subject["what"])):
        yield words
    if found := _LABEL.search(place.lead[place.lead.rfind(",") + 1 :]):
        yield _tidy(found["what"])
    if sent and sent.start() < len(first):
        yield _tidy(sent["what"])
    if found := _OF_TITLE.search(title):
        yield _tidy(found["what"])
    if found := DUTY.search(trail) or DUTY.search(place.earlier):
        yield found.group()


def _of_row(place: Place) -> str:
    """Return the cell that names the paper: the longest before the one with the day, numbers left out."""
    at = next((n for n, cell in enumerate(place.row) if place.mention.text in cell), len(place.row))
    cells = [cell for cell in place.row[:at] if not cell.isdecimal()] or list(place.row[at + 1 :])
    return max(cells, key=len, default="")


def _before(lead: str) -> str:
    """Return the paper that is named last before the day: 名册请于5月25日前; 连同… is no paper."""
    clauses = lead.split(",")[-_MOST_CLAUSES:]
    for clause in reversed(clauses):
        if clause.startswith(("连同", "附", "另附")):
            continue
        taken = max(clause.rfind("将"), clause.rfind("把"))
        if found := _NAMED.search(clause[taken + 1 :].strip()):
            words = _tidy(found["what"])
            if len(words) > 1:
                return words
    return ""


def _tidy(words: str) -> str:
    words = _FILLER.sub("", words.strip(" 、,:("))
    return _ENDING.sub("", _MADE_INTO.split(words, maxsplit=1)[0] or words).strip(" 、,:(")
