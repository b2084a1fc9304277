"""Whose day it is, where it is not that of the recipients: the issuer's own, or a level's above or below."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.binding import clause_of
from fedtrack.core.reading.published.duties import DUTY, EVENT
from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.reading.published.issuers import Issuer
    from fedtrack.core.reading.published.places import Place

_BY_OTHERS = re.compile(r"^[,)]?由(?P<who>[^,。;]{2,16})")
_ASKS = re.compile(
    r"(?<!根据)(?<!按照)(?<!按)(?P<who>(?:国家|中央|全国|省|市|自治区|区|州|盟|县|上级|"
    r"上面)[^,。;:]{0,10}?)要求[^。;请]{0,24}$"
)
_LEVEL = re.compile(
    r"(?P<level>国家|全国|自治区|省|市|州|盟|县|旗|区|乡镇|镇|村)级(?:审核|评审|复审|终审|验收|抽查|"
    r"评选|复核|部门|截[止至]|上报)[^,。;]{0,10}$"
)
_LOWER = re.compile(
    r"^\s*(?:由|以)?(?:各)?(?:行政)?(?P<level>村|社区|乡镇|镇|乡|县|区)(?:\(.{1,6}\)|[、及(]|妇联|"
    r"两委|于|在|级|民政|团委|工会)"
)


def issuers_own(place: Place, issuer: Issuer) -> Message | None:
    """我办9月底前报市妇儿工委; 县妇联915日汇总上报市妇联; 2月20日前,由县妇联审查."""
    clause = clause_of(place.lead).strip()
    by = _BY_OTHERS.search(place.trail)
    others = by and (
        issuer.is_named(by["who"][:3]) or (EVENT.search(place.first) and not DUTY.search(place.first))
    )
    if issuer.is_subject(clause) or others:
        return Message("the issuer has to do it by then")
    return None


def uppers(place: Place, issuer: Issuer) -> Message | None:
    """市妇联要求各县于7月25日前上报; 市级截至时间为."""
    asks = _ASKS.search(clause := clause_of(place.lead))
    if asks and not issuer.is_named(asks["who"]):
        return Message("the level above asks for it by then")
    if issuer.is_upper(clause):
        return Message("it is the day of a level above")
    level = _LEVEL.search(clause)
    own = level and level["level"] in issuer.name and re.search("截|上报", level.group())
    if level and not own and issuer.is_above_recipients(level["level"]):
        return Message("it is the day of a level above")
    return None


def lowers(place: Place, issuer: Issuer) -> Message | None:
    """各村于3月10日前报镇妇联, in a paper to the townships."""
    below = _LOWER.match(clause_of(place.lead))
    if below and issuer.is_below_recipients(below["level"]):
        return Message("it is the day of a level below")
    return None
