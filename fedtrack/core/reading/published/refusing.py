"""Which days do not bind the recipients, whatever verbs stand near: each rule is one habit of notices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.binding import clause_of
from fedtrack.core.reading.published.duties import DUTY, MOVED_TO
from fedtrack.core.reading.published.happening import (
    is_in_event_column,
    is_labelled_event,
    is_planned,
    is_public,
    takes_place,
)
from fedtrack.core.reading.published.levels import (
    issuers_own,
    lowers,
    of_other_bodies,
    of_persons,
    passed_up,
    uppers,
)
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from fedtrack.core.reading.published.issuers import Issuer
    from fedtrack.core.reading.published.places import Place

_CANCELLED = re.compile(r"^(?:(?!逾期|未|不)[^,。;])*(?:取消|作废|撤回|停止执行|不再执行)")
_SUPERSEDED_LEAD = re.compile(
    r"(?:^|[请将把])?原(?:定|来|计划|先|要求|通知|规定|报送|截止|截稿|征稿|报名|申报|时间|日期)[^,。;]{0,10}$|[由从]$"
)
_MOVED = re.compile(
    r"^[^,。;]{0,6}?(?:(?:推迟|延期|延长|延后|顺?延|提前)[到至]|(?:调整|变更|改|更改)[为至到])"
)
_NEGATED_LEAD = re.compile(
    r"(?:不必|无需|无须|毋须|毋需|不需要?|不要求|不用|不得(?!迟|晚|超|少)|不再|不能|勿)[^,。;请]{0,8}$"
)
_NEGATED_TRAIL = re.compile(
    r"^[^,。;]{0,10}(?:不必|无需|无须|不需要?|不用|不再|不要求)(?:再|另行)?(?:上?报|交|送|填|提交)"
)
_ELIGIBLE_TRAIL = re.compile(
    r"^\)?(?:\(?不?含[^)]{0,4}\))?(?:以来|以后|之后|后(?:出生|取得|成立|命名|入职)|出生|"
    r"期间(?![^,。;]*(?:报|交|送|提交|发))|(?:之|以)?前(?:出生|取得|成立|命名|入职|享受|登记|注册|设立|就读|在读|"
    r"参加|发表|完工|竣工)|\)?的(?:县|市|省|区|乡|镇|人|单位|家庭|企业|医)|命名|享受|取得|成立|发放|起|\)?的)|^(?:之|"
    r"以)?后(?![,])"
)
_DATA_LEAD = re.compile(
    r"(?:统计|数据|数字|核查|计算|基准|口径|清算|年龄|任职|出生|取得|获奖|办结|业绩|资格|有效|享受|"
    r"借款|贷款|建设|评价|考核|审计|核算)[^,。;:]{0,8}(?:时间|日期|期限|时限|截止期?|截至|基准日|口径|"
    r"范围|周期|期|时点|节点)[^,。;]{0,6}$|"
    r"(?:数据|数字)截[止至]$|(?<!最后)期限[^。;]{0,8}$|出生[^,。;]{0,4}$|(?:曾|已)于$"
)
_AS_OF = re.compile(
    r"^[,)]?(?:[日)]|目前)?,?(?:全[县市区省州盟旗镇]|已有?|共有?|累计|我[县市区]|各[地单]位?(?:已|共)|"
    r"仍有?|还有?|尚有?|仅有?|未满|年满|满\d|年龄|在职|连续|从事)"
)
_CONDITIONS = re.compile(r"(?:条件|对象|资格|范围|标准)$")
_SENT = re.compile(r"报送|上报|提交|交|送|发|报(?=[我县市区])")
_UP_TO = frozenset({"截至", "截止", "截止到", "截至到", "截止至"})
_BROUGHT = re.compile(r"(?:已)?(?:上?报送?|提交|收到|印发|发布|发)\)")
_STATE = re.compile(r",(?!请|须|应|各|将|把|发|务必|统一)")
_NOT_YET = re.compile(
    r"^,?(?:本?应|应当)[^,。;]{0,4}(?:报|交)[^,。;]{0,4}的|"
    r"^,?[^,。;]{0,6}(?:未|没有?)(?:按[时期要求]{1,2})?[^,。;]{0,6}(?:报|交|送|填|提)[^,。;]{0,6}的|"
    r"^[^,。;]{0,4}已|^[^,。;]{0,14}的(?:要求|规定|时限|部署)"
)
_PAYS = re.compile(r"(?:费|款|资金|经费)[^,。;]{0,8}(?:交|缴|汇|转|打|发[到至])|缴清|缴纳|汇款")
_AS_SENT = re.compile(r"^(?:报送|上报|提交|申报|推荐|反馈|报)的(?:情况|材料|数据|信息|作品|总结|名单)")


def refusal(place: Place, issuer: Issuer) -> Message | None:
    """Return why a day is no deadline of the recipients, or None where nothing speaks against it."""
    for rule in _REFUSALS:
        if (why := rule(place, issuer)) is not None:
            return why
    return None


def _withdrawn(place: Place, _issuer: Issuer) -> Message | None:
    """“3月15日前报送节目单”的要求取消."""
    off = _CANCELLED.search(place.first) and not DUTY.search(place.first.split("取消", 1)[0][-4:])
    return Message("what was due by it is withdrawn") if off else None


def _quoted(place: Place, _issuer: Issuer) -> Message | None:
    """《关于3月5日活动的通知》: a day in the title of a paper or in another's words."""
    corrected = place.lead.endswith(("“", '"')) and MOVED_TO.search(place.lead[:-1])
    return Message("it stands in a quotation") if place.quoted and not corrected else None


def _describing(place: Place, _issuer: Issuer) -> Message | None:
    """于3月20日前将3月1日至15日的情况报: the second says which paper is meant."""
    sent = _AS_SENT.match(place.trail)
    return Message("it says which paper is meant") if place.attributive or sent else None


def _money(place: Place, _issuer: Issuer) -> Message | None:
    """3月20日前将报名费交至…: money is no report; 报县妇联并将保费汇入… is one all the same."""
    paid = _PAYS.search(place.first) if not re.search("表|名单|材料|清单", place.first) else None
    duty = DUTY.search(place.first)
    only = paid is not None and (duty is None or duty.start() >= paid.start())
    return Message("money is to be paid by then") if only else None


def _superseded(place: Place, _issuer: Issuer) -> Message | None:
    """原定3月10日前; 由2月9日推迟至2月13日."""
    clause = clause_of(place.lead)
    old = _SUPERSEDED_LEAD.search(clause) and ("原" in clause or _MOVED.search(place.trail))
    return Message("a later day takes its place") if old or _MOVED.search(place.trail) else None


def _negated(place: Place, _issuer: Issuer) -> Message | None:
    """不必在4月1日前填任何表格."""
    no = _NEGATED_LEAD.search(clause_of(place.lead)) or _NEGATED_TRAIL.search(place.trail)
    return Message("nothing has to be sent in") if no else None


def _statistics(place: Place, _issuer: Issuer) -> Message | None:
    """统计截止时间为12月25日; 截至12月24日,全县已有11个; 1980年1月1日以后出生."""
    clause = clause_of(place.lead)
    if "(" in clause and ")" not in clause[clause.rfind("(") :]:
        clause = clause[clause.rfind("(") + 1 :]
    if _ELIGIBLE_TRAIL.search(place.trail) or (
        _DATA_LEAD.search(clause)
        and not re.search("报送|上报|提交|申报|报名|填报|推荐|征集|受理|接收|收取", clause)
    ):
        return Message("it says whom or what is counted")
    if place.lead.endswith("(") and _BROUGHT.match(place.trail):
        return Message("it says which paper is meant")
    if _CONDITIONS.search(place.section) and not _SENT.search(place.first):
        return Message("it says whom or what is counted")
    as_of = re.search(r"(?:截[止至]?至?|到)$", place.lead) and (
        _AS_OF.search(place.trail) or (place.earlier in _UP_TO and _STATE.match(place.trail) is not None)
    )
    return Message("it says as of when something was counted") if as_of else None


def _condition(place: Place, _issuer: Issuer) -> Message | None:
    """3月20日前未报送的,予以通报: what is said of those who are late."""
    late = _NOT_YET.search(place.trail)
    return Message("it says what becomes of those who are late") if late else None


_REFUSALS: tuple[Callable[[Place, Issuer], Message | None], ...] = (
    _withdrawn,
    _quoted,
    _describing,
    _money,
    _superseded,
    _negated,
    _statistics,
    is_public,
    is_planned,
    issuers_own,
    uppers,
    passed_up,
    of_persons,
    of_other_bodies,
    is_labelled_event,
    _condition,
    lowers,
    is_in_event_column,
    takes_place,
)
