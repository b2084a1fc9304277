"""What stands before and after a name, and what that does to it.

长安镇 in 长安镇中心小学 is not the township, 水利局 in 柳城县水利局 is not ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.matching.unit_names import SUFFIXES

if TYPE_CHECKING:
    from fedtrack.core.matching.unit_names import Place

_RUN_AFTER = re.compile(r"[\u4e00-\u9fff]*")
_ABOUT_THEM = re.compile(
    r"(?:致|感谢|投诉|举报|反映|慰问|走访|采访|报道|表扬|批评|向|对|给|到|赴|抄送|请转)$"
)
_ELSEWHERE = re.compile(r"[省市区县州盟旗]$")
_LEADS_IN = re.compile(
    r"(?:[我本](?=[县市区旗州盟]|$)|喜迎|迎|关于|报送|上报|转报|呈报|补报|重报|补送|补交|转发|代发|提交|回复|答复|收到|来自|现将|现报|这是|以及|由|经|的|"
    r"更正|更新|补充|重新|附件|附|报|年|月|日|号|年度|共青团|中共|各|我是|我们是|我们|"
    r"三八|妇女节|女神节|国际|劳动|节|纪念|庆祝|庆|活动|开展|系列|最美家庭|推荐|材料|总结|小结|情况|报告|汇报|表格|名单|信息)+"
)
"""What may stand before a name without a gap: no single character of it could end another place's name."""
_ENDED = re.compile(rf"(?:(?:{'|'.join(SUFFIXES)})[和与及]|总结|小结|情况|报告|汇报|材料|推荐表|统计表)$")
"""What ends a title, so that a name after it begins anew."""
_GOES_ON = (
    r"三八|妇女节|女神节|国际|劳动|纪念|庆|喜迎|迎|开展|组织|举办|举行|召开|活动|系列|关于|报送|上报|补报|呈报|报告|报|推荐|推选|申报|"
    r"寻找|评选|最美|总结|小结|情况|工作|慰问|走访|关爱|关心|宣传|女工|女职工|妇女|妇委|女干部|女|妇联|主席|干事|联合|会同|携手|"
    r"以及|零报告|材料|汇报|简报|简讯|信息|典型|事迹|先进|统计|汇总|更正|补充|上半年|下半年|年|的|在|到|赴|进|走进|走|深入|积极|"
    r"扎实|认真|全面|多措并举|贯彻|落实|送|为|给|向|各村|各|下乡|两|农村|城乡|志愿|文化广场|广场|厂区|等|线上|云上|网上|无|未|没|"
    r"普法|维权|法治|家庭|家教|巾帼|两癌|暖|情|和|与|及|一|二|三|四|五|六|七|八|九|十|月|第|今年|本|机关(?!事务)|文件|专报|印发|致敬|盖章|公章|喜|精准|强化|聚焦|围绕|创新|办公室|党政办|党办|院办|多形式|丰富|热烈|隆重|扮靓|点亮|绽放"
)
_CONTINUES = re.compile(_GOES_ON)
_STOPS = re.compile(
    r"三八|妇女节|女神节|纪念|庆|开展|组织|举办|举行|活动|关于|报送|上报|报告|推荐|推选|寻找|评选|最美|总结|小结|情况|慰问|走访|"
    r"宣传|女工|女职工|妇委|女干部|妇联|联合|以及|零报告|材料|汇报|简报|简讯|信息|典型|事迹|统计|汇总|补报|更正|上半年|下半年|"
    r"^(?:的|在|到|赴|进|走|深入|送|会同|携手|各|下乡|两|农村|城乡|志愿者|文化广场|广场|厂区|等|召开|关爱|为|给|向|工作(?!站|室|队))"
)
_OWN_BODY = r"(?!妇联|妇女联|妇女委|女工|女职工|妇委|妇工)"
_PART_OF_IT = re.compile(
    rf"(?:机关)?(?:工会|团委|团支部|党支部|党委|党总支){_OWN_BODY}|"
    r"(?:妇女|儿童|妇女儿童)+之家|(?:巾帼|妇女|女子)?志愿(?:者|服务)?队|工作(?:站|室|队)|关工委|籍|挂点|帮扶|后盾|驻|"
    r"[\u4e00-\u9fff]{0,4}(?:村|社区|屯|居委会|村委会|片区|园区|校区|院区|分校|分院|年级|连队|分理处|支局|实践所)|"
    r"[\u4e00-\u9fff]{0,5}(?:小学|中学|学校|初中|高中|中心校|幼儿园|卫生院|卫生所|卫生室|医院|敬老院|福利院|派出所|司法所|财政所|"
    r"供电所|税务所|国土所|林业站|水利站|文化站|服务站|服务中心|法庭|大队|中队|支队|消防队|车站|加油站|分局|分公司|营业部|营业厅|支行|"
    r"分社|网点|合作社|公司|协会|商会|工厂|基地|车间|门店|(?:社|厂|场)(?=$|三八|妇|女|关于|活动|的))|"
    r"(?!办公室)[\u4e00-\u9fff]{1,4}(?:所|站|队|股|科|室|中心)"
)
_GOVERNMENT = re.compile(rf"(?:(?:人民)?政府|党委|党政|人大){_OWN_BODY}")
_GAP = re.compile(r"[\s(\[【·•\-—_/、]*")
_ADDRESSED = re.compile(r"\s*(?:收|[:：]\s*(?:请|您|你|现将?通知))")
_FAR, _FAR_BEFORE = 14, 60


def is_ours(text: str, start: int, form: str, place: Place) -> bool:
    """Say whether nothing before the name makes it another place's, a part of a longer one, or a destination.

    What stands before it without a gap must be a lead-in from its beginning: 关于, 报送, 2020年.
    """
    before = text[max(0, start - _FAR_BEFORE - 1) : start]
    close = before.rstrip()
    here = next((name for name in place.names if close.endswith(name)), "")
    if here or _ELSEWHERE.search(close):  # a county's name may stand a blank away
        before = close.removesuffix(here)
    run = _RUN_AFTER.match(before[: -_FAR_BEFORE - 1 : -1])
    leading = run.group()[::-1] if run else ""
    if _ABOUT_THEM.search(leading):
        return False
    if here or form.startswith(place.names):
        return True
    return not leading or _LEADS_IN.fullmatch(leading) is not None or _ENDED.search(leading) is not None


def is_elsewhere(text: str, start: int) -> bool:
    """Say whether a place's name ends before the name: 长安 in 西安市长安."""
    return _ELSEWHERE.search(text[max(0, start - _FAR_BEFORE) : start].rstrip()) is not None


def belongs_to_part(text: str, end: int) -> bool:
    """Say whether the name goes on to name a part of it: its school, its village, its trade union.

    So it does across a bracket or a dash: 长安镇(新安村), 长安镇-中心小学.
    """
    gap = _GAP.match(text, end)
    return _goes_on_as(text, gap.end() if gap else end, _PART_OF_IT)


def is_government(text: str, end: int) -> bool:
    """Say whether the name goes on to name the township's government, whose house its women's body is in."""
    return _goes_on_as(text, end, _GOVERNMENT)


def is_whole(text: str, end: int, words: frozenset[str]) -> bool:
    """Say whether the name ends here: what follows without a gap goes on as a report does, or the notice.

    `words` are the pairs of characters in the notices' titles. A name with a colon and a request behind it
    is the one to whom something is sent.
    """
    if _ADDRESSED.match(text, end):
        return False
    after = _RUN_AFTER.match(text, end)
    tail = after.group() if after else ""
    return not tail or tail.startswith(SUFFIXES) or tail[:2] in words or _CONTINUES.match(tail) is not None


def _goes_on_as(text: str, start: int, what: re.Pattern[str]) -> bool:
    after = _RUN_AFTER.match(text[start : start + _FAR])
    tail = after.group() if after else ""
    found = what.match(tail)
    if found is None:
        return False
    stop = _STOPS.search(tail)  # 长安镇三八节走访敬老院 is about the township
    return stop is None or stop.start() >= found.end()
