"""Whether it is plain that a day binds the recipients, or only likely: then the reader is told to look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.binding import DUE_COLUMN, UNTIL, clause_of, is_labelled
from fedtrack.core.reading.published.duties import EVENT, FINISH, LABEL_WORDS, MOVED_TO, asks
from fedtrack.core.reading.published.levels import subject_of

if TYPE_CHECKING:
    from fedtrack.core.reading.published.issuers import Issuer
    from fedtrack.core.reading.published.places import Place

_SENDS = re.compile(
    r"报送|上报|呈报|填报|申报|补报|报名|提交|上交|递交|交|寄|送|传|反馈|回复|回执|推荐|推送|直报|导入|录入|"
    r"(?<![印下核颁签开])发(?![展放布生])|报(?![表告道到销刊纸])|报到[我本县市区州省旗镇乡局校]|填写|接龙|告知|登录"
)
"""Verbs that say outright that something goes from the recipients to somebody."""
_SENDING = re.compile(r"(?:报送|上报|提交|上交|总结|表|材料|名单)[^,。;()]{0,4}\($")
_ASKS = re.compile(r"请|须|务必|各|应|要|需|务请|烦请|望|必须|统一|你[单们]|贵")
_SUBJECT = re.compile(r"[\u4e00-\u9fff]{2,}(?:委|办|局|会|部|院|中心|组|公司|学校|县|市|省|镇|村|社区)$")
_CITED = re.compile(r"(?:规定|要求|通知|文件|来函)[^,。;]{0,14}$")
_BEFORE_VERB = 14


def is_plain(place: Place, issuer: Issuer) -> bool:
    """Say whether somebody who reads the sentence alone would say that something is to be sent by the day."""
    if len(place.row) > 1:
        return bool(place.column) and DUE_COLUMN.search(place.column) is not None
    if _of_others(place, issuer) or (place.lead.endswith("(") and not _SENDING.search(place.lead)):
        return False
    clause = clause_of(place.lead)
    if re.search(f"(?:{LABEL_WORDS})", clause or place.heading) and is_labelled(place):
        return True
    sent = _SENDS.search(place.trail)
    if sent is None:
        return _SENDS.search(place.earlier) is not None and (place.signed or bool(MOVED_TO.search(clause)))
    between = place.trail[: sent.start()]
    done = EVENT.search(between) or FINISH.search(between)
    return (place.signed or place.tail.sign in UNTIL or len(between) < _BEFORE_VERB) and not done


def _of_others(place: Place, issuer: Issuer) -> bool:
    """Say whether the clause is about others (县总工会于) or about another paper (省总规定…应于)."""
    subject = re.sub("[于在]$", "", subject_of(place.lead))
    found = _SUBJECT.search(subject)
    other = found is not None and not _ASKS.search(subject) and subject not in issuer.recipients
    return other or (_CITED.search(subject) is not None and not asks(subject))
