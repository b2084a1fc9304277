"""Whose day it is, where it is not that of the recipients: the issuer's own, or a level's above or below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.binding import clause_of
from fedtrack.core.reading.published.duties import DUTY, EVENT, asks
from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.reading.published.issuers import Issuer
    from fedtrack.core.reading.published.places import Place

_BY_OTHERS = re.compile(r"^[,)]?由(?P<who>[^,。;]{2,16})")
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}(?:[、,.]|是|步)|\(?[\d一二三四五六七八九十]{1,2}[)、.]|"
    r"\d{1,2}(?=[\u4e00-\u9fff])) ?"
)
_ACTS = re.compile(
    r"^,?(?P<who>[\u4e00-\u9fff]{2,10}?)(?:于|在)?(?:将|会(?!议)|统一|再|负责|组织|汇总|审核|审定|择优|初审|复审|评审|公布|"
    r"通报|派|抽|对|根据|按|完成|上?报(?=[省市州国区])|推荐(?=[至到给]))"
)
_ABOVE = re.compile(
    r"(?:报送?|上报|呈报|转报|推荐|推报|提交|交|送|报备)(?:[至到给])?(?P<level>国家|全国|自治区|省|市|州|盟)"
    r"(?:级|里|妇(?:女)?联|妇儿工委|总工会|团委|残联|文明办|"
    r"[\u4e00-\u9fff]{0,6}?(?:局|委|厅|办|部))"
)
_ASKS = re.compile(
    r"(?<!根据)(?<!按照)(?<!按)(?P<who>(?:国家|中央|全国|省|市|自治区|区|州|盟|县|上级|"
    r"上面)[^,。;:]{0,10}?)(?:要求|规定|明确)[^。;请]{0,24}$"
)
_CALL_ABOVE = re.compile(
    r"^(?:全)?(?P<level>国家|国|省|市|州|盟|县|区)(?:级|里)?(?:大?赛|组委会)[^,。;]{0,14}$"
)
_PERSONS = (
    r"(?:申请|申报|求职|参赛|参选|参与|报名|应聘|应征|参评|创作|经营|爱好|投保|购票|办理)者|家庭|个人|群众|居民|村民|学生|家长|学员|考生|选手|作者|申请人|申报人|候选人|"
    r"经营主体|企业|用人单位|会员|志愿者|本人|参保人"
)
_PERSON_BEFORE = re.compile(
    rf"^(?:由|凡|各|广大)?(?:符合[^,。;]{{0,8}}的|有[^,。;]{{0,8}}的)?(?P<who>{_PERSONS})(?:本人)?(?:可|应|须|需)?(?:于|在)?$"
)
_PERSON_AFTER = re.compile(
    rf"^,?(?:由|凡|各|广大)?(?:符合[^,。;]{{0,8}}的|有[^,。;]{{0,8}}的)?(?P<who>{_PERSONS})(?:本人)?"
    r"(?:可|应|须|需|自行|自愿|到|向|登录|填|提|将|把|在|通过|持|凭|扫)"
)
_ALL_OF = re.compile(
    r"^(?:各|全[市县区]各)(?P<who>[\u4e00-\u9fff]{1,6}?)(?:应|须|要|需|务必|必须)?(?:于|在)?$"
)
_BY_BODY = re.compile(
    r"^由(?:所在|各)?(?P<who>[\u4e00-\u9fff]{0,6}(?:妇联|工会|团委|局|中心|社区|村|校|镇|乡|街道))(?:统一|汇总)?(?:于|在)$"
)
_ANY = re.compile(r"单位|部门|地|级|家|位|口|有关|相关|基层|成员|参|推荐|责任")
_TO_BODY = re.compile(
    r"(?:报送?|上报|交|送|报至|报到)(?:[至到给])?(?P<who>[国省市州盟县区旗][\u4e00-\u9fff]{1,8}?(?:联|会|局|委|办|厅|部))"
)
_CARRIED = 4
_NO_SUBJECT = re.compile(r"(?:并|再|后|然后|随后)?(?:于|在)?")
_TOLD = re.compile(r"请|各|须|务必|直接|你[单们]|贵")
_LEVEL = re.compile(
    r"(?P<level>国家|全国|自治区|省|市|州|盟|县|旗|区|乡镇|镇|村)级(?:审核|评审|复审|终审|验收|抽查|"
    r"评选|复核|部门|截[止至]|上报)[^,。;]{0,10}$"
)
_LOWER = re.compile(
    r"^\s*(?:由|以)?(?:各)?(?:行政)?(?P<level>村|社区|乡镇|镇|乡|县|区)(?:\(.{1,6}\)|[、及(]|妇联|"
    r"两委|于|在|级|民政|团委|工会|应|须|要|$)"
)


def issuers_own(place: Place, issuer: Issuer) -> Message | None:
    """我办9月底前报市妇儿工委; 县妇联915日汇总上报市妇联; 2月20日前,由县妇联审查."""
    by, acts = _BY_OTHERS.search(place.trail), _ACTS.search(place.first)
    others = by and (
        issuer.is_called(by["who"]) or (EVENT.search(place.first) and not DUTY.search(place.first))
    )
    itself = acts is not None and issuer.is_called(acts["who"])
    if issuer.is_subject(subject_of(place.lead)) or others or itself or _goes_on(place, issuer):
        return Message("the issuer has to do it by then")
    return None


def _goes_on(place: Place, issuer: Issuer) -> bool:
    """我办将汇总筛选,12月中旬报区政府审定: who was the subject is it still."""
    clauses = place.earlier.split(",")[-_CARRIED:]
    if not _NO_SUBJECT.fullmatch(clauses[-1].strip()) or asks(place.earlier):
        return False
    for clause in reversed(clauses[:-1]):
        acts = _ACTS.match(_NUMBERED.sub("", clause.strip()))
        if acts is not None:
            return issuer.is_called(acts["who"])
    return False


def subject_of(lead: str) -> str:
    """Return the clause before a day without its number: 2.县妇联审核后于; (四)上报:我会于; 村核实后,于."""
    clause = clause_of(lead).strip()
    if _NO_SUBJECT.fullmatch(clause) and lead[: len(lead) - len(clause)].rstrip(" ,").endswith("后"):
        clause = clause_of(lead.rstrip()[: len(lead.rstrip()) - len(clause)].rstrip(" ,"))
    return _NUMBERED.sub("", clause[clause.rfind(":") + 1 :].strip())


def passed_up(place: Place, issuer: Issuer) -> Message | None:
    """汇总后于3月20日前报市妇联, in a paper of the county: nobody told the recipients to do it."""
    above = _ABOVE.search(place.first)
    if above is None or not issuer.is_below(above["level"]) or above["level"] in issuer.recipients:
        return None
    told = _TOLD.search(place.earlier) or _TOLD.search(place.first[: above.start()])
    return None if told else Message("the issuer has to do it by then")


def of_persons(place: Place, issuer: Issuer) -> Message | None:
    """8月2日—8月15日,家庭到所在社区领表填写: in a paper to offices, persons do not answer it."""
    clause = subject_of(place.lead)
    found = _PERSON_BEFORE.search(clause) or _PERSON_AFTER.search(place.trail)
    if found is None or not issuer.recipients or found["who"] in issuer.recipients or asks(clause):
        return None
    return Message("others have to do it by then")


def of_other_bodies(place: Place, issuer: Issuer) -> Message | None:
    """各校须于4月20日前报县教育局, said by a school to its teachers: they are not meant."""
    by = _BY_BODY.search(subject_of(place.lead))
    if by and issuer.recipients and by["who"] not in issuer.recipients:
        return Message("others have to do it by then")
    who, to = _ALL_OF.search(subject_of(place.lead)), _TO_BODY.search(place.first)
    if who is None or to is None or not issuer.recipients or _ANY.search(who["who"]):
        return None
    theirs = who["who"][-1] in issuer.recipients or issuer.is_named(to["who"])
    return None if theirs else Message("others have to do it by then")


def uppers(place: Place, issuer: Issuer) -> Message | None:
    """市妇联要求各县于7月25日前上报; 市级截至时间为."""
    asks = _ASKS.search(clause := subject_of(place.lead))
    if asks and not issuer.is_named(asks["who"]):
        return Message("the level above asks for it by then")
    if issuer.is_upper(clause):
        return Message("it is the day of a level above")
    call = _CALL_ABOVE.search(clause)
    if call and call["level"][0] not in issuer.recipients and issuer.is_below(call["level"]):
        return Message("it is the day of a level above")
    level = _LEVEL.search(clause)
    own = level and level["level"] in issuer.name and re.search("截|上报", level.group())
    if level and not own and issuer.is_above_recipients(level["level"]):
        return Message("it is the day of a level above")
    return None


def lowers(place: Place, issuer: Issuer) -> Message | None:
    """各村于3月10日前报镇妇联, in a paper to the townships."""
    below = _LOWER.match(subject_of(place.lead))
    if below and issuer.is_below_recipients(below["level"]):
        return Message("it is the day of a level below")
    return None
