"""What stands before and after a name, and what that does to it.

长安镇 in 长安镇中心小学 is not the township, 水利局 in 柳城县水利局 is not ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.matching.unit_names import SUFFIXES, Grade

if TYPE_CHECKING:
    from fedtrack.core.matching.unit_names import Place

_HAN = re.compile(r"[\u4e00-\u9fff]$")
_ELSEWHERE = re.compile(r"(?<![我全本各])[省市区县州盟旗]$")
_ABOUT_THEM = re.compile(r"(?:致|感谢|投诉|举报|反映|慰问|走访|采访|报道|表扬|批评|向|对|给|发给)$")
_LEADS_IN = re.compile(
    r"(关于|报送|上报|转报|呈报|补报|重报|补送|转发|代发|代报|提交|回复|答复|收到|来自|现将|现报|这是|以及|"
    r"更正|更新|纪念|庆祝|附件|补充|材料|总结|小结|情况|报告|活动|汇报|表格|名单|推荐|年度|单位|部门|"
    r"[转发报送附补由经是给把将和与及同的了号年月日节我们交为至到请新])$"
)
_GOES_ON = re.compile(
    r"三八|3[.·]?8|妇女节|女神节|纪念|庆|开展|组织|举办|举行|活动|关于|报送|上报|报告|推荐|推选|寻找|评选|最美|总结|小结|"
    r"情况|工作|慰问|走访|宣传|女工|女职工|妇女|妇委|女干部|妇联|主席|干事|联合|以及|零报告|材料|汇报|简报|简讯|信息|典型|事迹|"
    r"统计|汇总|补报|更正|上半年|下半年|的|在|"
    r"^(?:到|赴|进|走|深入|送|联合|会同|携手|各|下乡|两|农村|城乡|志愿|女子|文化广场|广场|厂区|等|召开|关爱|为|给|向)"
)
_OWN_BODY = r"(?!妇联|妇女|女工|女职工|妇委|妇工)"
_PART_OF_IT = re.compile(
    rf"(机关)?(工会|团委|团支部|党支部|党委|党总支){_OWN_BODY}|"
    r"[\u4e00-\u9fff]{0,4}(村|社区|屯|居委会|村委会)|"
    r"[\u4e00-\u9fff]{0,5}(小学|中学|学校|初中|高中|中心校|幼儿园|卫生院|卫生所|卫生室|医院|敬老院|福利院|派出所|司法所|财政所|"
    r"供电所|税务所|国土所|林业站|水利站|文化站|服务站|服务中心|法庭|大队|中队|支队|消防队|车站|加油站|分局|分公司|营业部|营业厅|支行|分社|网点|"
    r"合作社|公司|协会|商会|工厂|基地|车间|门店|(?:社|厂|场)(?=$|三八|妇|女|关于|活动|的))|"
    r"[\u4e00-\u9fff]{1,4}(所|站|队|股|科|室|中心)"
)
_GOVERNMENT = re.compile(rf"(?:(?:人民)?政府|党委|党政|人大){_OWN_BODY}")
_FAR = 14


def is_ours(text: str, start: int, form: str, grade: Grade, place: Place) -> bool:
    """Say whether nothing before the name makes it another place's, or a part of a longer one."""
    before = text[:start].rstrip()
    here = next((name for name in place.names if before.endswith(name)), "")
    if _ABOUT_THEM.search(before.removesuffix(here)):
        return False
    if here or form.startswith(place.names):
        return True
    if _HAN.search(before) is None:
        return True
    if _ELSEWHERE.search(before):
        return False
    if grade == Grade.FULL and not (place.level and form.startswith(place.level)):
        return True  # a township's whole name: what else can stand before it
    return _LEADS_IN.search(before) is not None


def belongs_to_part(text: str, end: int, form: str) -> bool:
    """Say whether the name goes on to name a part of it: its school, its village, its trade union."""
    return _goes_on_as(text, end, form, _PART_OF_IT)


def is_government(text: str, end: int, form: str) -> bool:
    """Say whether the name goes on to name the township's government, whose house its women's body is in."""
    return _goes_on_as(text, end, form, _GOVERNMENT)


def _goes_on_as(text: str, end: int, form: str, what: re.Pattern[str]) -> bool:
    if form.endswith(SUFFIXES):
        return False
    after = re.match(r"[\u4e00-\u9fff]*", text[end : end + _FAR])
    tail = after.group() if after else ""
    found = what.match(tail)
    if found is None:
        return False
    stop = _GOES_ON.search(tail)  # 长安镇三八节走访敬老院 is about the township
    return stop is None or stop.start() >= found.end()
