"""What is to be sent in by a day: the words of the notice for the paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.duties import DUTY

if TYPE_CHECKING:
    from fedtrack.core.reading.published.places import Place

_TAKEN = re.compile(r"(?:将|把)(?P<what>[^,。;]{2,60}?)(?:一并|统一|集中|及时|加盖公章|打包|盖章后?|填好|书面|电话|通过|用|以[“\"(]|上?报|报送|提交|上传|录入|交|送|发(?![展言放布动挥])|传(?!统)|反馈|寄|返)")
_SENT = re.compile(r"(?:报送|上报|提交|上交|填报|填写|反馈|推荐|推选|补报|申报|交齐|交回|报(?!名|送|至|到)|明确一名)(?P<what>[^,。;至到]{2,50})")
_WRITTEN = re.compile(r"(?:形成|写成|撰写|填写|填好|填报|写好|完成|提出|准备好?|写|填)(?P<what>[^,。;]{2,40})")
_TO_BODY = re.compile(
    r"^(?:至|到|给|往|县|市|区|局|校|我|旗|镇|街道|厂|团|大会|办公室|组织部|院|公司|省|州|盟|自治区|中心|来|齐|电子|邮箱|工会)"
)
_ASIDE = re.compile(
    r"(?:请|须|需|要|务必?|应|并|以上|其中|同时|另|则|可|都|均|各(?:单位|镇|乡|村)[^,]{0,6})$|^(?:请|并|同时|另外|其中)"
)
_ENDING = re.compile(r"(?:,|务必|务|须|需|应|要|请|请于|并|于|在|到|自|一并|由|的|及时|截[止至]|不晚|不迟|最迟|时间|日期|报送|上报|提交|为|是|:)+$")
_ORDINAL = re.compile(r"^(?:第?[一二三四五六七八九十]+[,、是要:]|\(?[一二三四五六七八九十\d]+[)、.]|[(（]\d[)）]) ?")


def paper_asked(place: Place, title: str) -> str:
    """Return what has to be sent in by a day; an empty text where the notice does not say it near the day."""
    if len(place.row) > 1:
        return _of_row(place)
    first = place.trail.split(",", 1)[0]
    for text in (first, place.trail):
        if (found := _TAKEN.search(text)) is not None:
            return _tidy(found["what"])
    if (before := _before(place.lead)) and DUTY.search(first):
        return before
    if (found := _SENT.search(first)) and not _TO_BODY.match(found["what"]):
        return _tidy(found["what"])
    if before:
        return before
    return _earlier(place, title)


def _of_row(place: Place) -> str:
    """Return the cell that names the paper: the longest before the one with the day, numbers left out."""
    at = next((n for n, cell in enumerate(place.row) if place.mention.text in cell), len(place.row))
    cells = [cell for cell in place.row[:at] if not cell.isdecimal()] or list(place.row[at + 1 :])
    return max(cells, key=len, default="")


def _before(lead: str) -> str:
    """Return what is named right before the day: 名册请于5月25日前."""
    clauses = [_ORDINAL.sub("", clause.strip()) for clause in lead.split(",")]
    for clause in reversed(clauses[-2:]):
        words = _ENDING.sub("", clause).strip()
        words = re.sub(r"^(?:请|并|同时)(?:各|你|贵)?(?:单位|校|园|院|镇|乡)?", "", words)
        if len(words) > 1 and not re.fullmatch(r"(?:请)?各[^,]*|.*(?:单位|妇联|部门|乡镇|学校)", words):
            found = _TAKEN.search(clause + "报") or _WRITTEN.search(words)
            return _tidy(found["what"] if found else words)
    return ""


def _earlier(place: Place, title: str) -> str:
    text = place.earlier
    found = None
    for found in _WRITTEN.finditer(text):
        pass
    if found is not None:
        return _tidy(found["what"])
    if (sent := _SENT.search(place.trail)) and not _TO_BODY.match(sent["what"]):
        return _tidy(sent["what"])
    asked = re.search(r"(?:报送|上报|推荐|征集|申报|填报|报名)(?P<what>[^的,。]{2,24}?)(?:的通知|的函|$)", title)
    return _tidy(asked["what"]) if asked else ""


def _tidy(words: str) -> str:
    return _ENDING.sub("", words).strip(" 、,:“”")
