"""By which ways a notice can be answered: only those by which something is sent, none that are merely named.

A clause is read at a time: 利用微信群做好宣传 sends nothing, 发微信群 does; 在OA下载 is no way to answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CLAUSE = re.compile(r"[^,。;:!?\n]+")
_REFUSED = re.compile(
    r"(?:纸质|书面)[^,。;]{0,6}(?:不用|不再|不需要?|无需|不必|不收)[^,。;]{0,8}|"
    r"(?:不收|不接受|不接收|不再接收|不再收取|无需|不需要?|不必|无须|不用|不要|勿|不得(?![迟晚]于|超过)|不能|禁止|严禁|不可)"
    r"[^,。;]{0,24}"
)
_SENDS = re.compile(
    r"(?<![已印下])发(?!布|放|展)|传|报(?!告会|纸)|交|送|投稿|接龙|反馈|回复|提交|填|告知|寄|导入|(?<!记)录|登记|更新|拍照|拷|汇总给"
)
_OTHERWISE = re.compile(
    r"宣传(?!资料|部|股|科|委员|信息)|下载|公告栏|领取|关注|学习|收看|推送|已发|见|转发|公布|公示|推广|发布|传播|加QQ|咨询|通报"
)
_ELECTRONIC = re.compile(
    r"电子|OA|邮箱|邮件|信箱|微信|钉|QQ|系统|平台|网|小程序|群|扫描件|传真|@", re.IGNORECASE
)
_NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("OA", re.compile(r"(?<![A-Za-z])OA(?![A-Za-z])|公文通|协同办公|公文交换|公文系统", re.IGNORECASE)),
    ("政务微信", re.compile(r"政务微信")),
    ("QQ", re.compile(r"QQ(?!邮箱|(?:号码?)?$)|(?:发|传|报|交)[^,]{0,10}QQ(?:号码?)?$", re.IGNORECASE)),
    ("钉钉", re.compile(r"钉钉|浙政钉|政钉")),
)
"""Ways that are known by their name alone, unless the clause does something else with them."""
_WECHAT = re.compile(
    r"(?<!政务)(?<!联系)微信(?!公众|平台|号|[:\d])|公众号[^。;]{0,16}(?:上传|投稿|提交|填)|"
    r"(?:发|传|报|交|到|至|在)[^,。;]{0,8}(?:工作群|群内|群里|微信群|(?<!人)群$)|群[里内]?(?:接龙|报|发|上传)"
)
_GROUP_OF = re.compile(r"钉钉|政务微信|政钉|QQ", re.IGNORECASE)
_MAILBOX = re.compile(r"邮箱|信箱|电子邮件|@")
_FAX = re.compile(r"传真(?:件?[^:]{0,6}(?:报|发)|至|到|给|报送|[(\s]*\d)|用传真")
_FAX_BEHIND = re.compile(r"(?:反馈|报|发送?|传)[^。;\n]{0,40},传真:?\s*[\d(]")
_PHONE = re.compile(r"电话(?:\([^()]{0,24}\))?(?:报告?(?!名)|告知|上报|反馈|说明)")
_PHONE_BEHIND = re.compile(r"反馈[^。;\n]{0,8},电话")
_CASUAL = re.compile(r"如有|变动|疑问|随时|问题|不清楚|请假")
_BEFORE = 12
_PAPER = re.compile(
    r"纸质|书面(?!说明|通知)|盖章件(?!扫描)|(?<!扫描)原件(?!待|备查|扫描)|邮戳|一式[两三四五六二2-6]份|(?:报送|邮寄|寄送|送达|交件)地[址点](?!为?:?[^,。;]*(?:OA|邮箱|平台|系统|网|@))|^交$"
)
_HANDED = re.compile(
    r"(?<![发报选推呈赠])(?:送交?|交|上交|邮?寄)(?:达|至|到|给|回|往)?"
    r"(?=所在|[我本县市区镇乡院局校街州省旗公妇工团党机行宣](?![^,。;]{0,4}(?:流|通讯))|办公|\d|[A-Z])|"
    r"(?<![发报选推呈赠])(?:送交?|交(?!流)|上交)[^,。;]{0,12}(?:室|楼|处|部|科|股|办公室|妇委会|工会)|"
    r"报送[^,。;]{2,16}\([^()]{0,20}(?:室|楼|房)\)"
)
_PASSED_ON = re.compile(r"(?:审核|审查|初审|汇总|盖章)后?$")
_SYSTEM = re.compile(
    r"系统(?!性|部)|平台|网站|官网|网盘|小程序|专栏|问卷星|二维码|扫码|(?:网上|线上|在线|网络)(?=[填申报提登直])"
)
_ENTERS = re.compile(r"填|(?<!记)录|提交|申报|报名|上传|导入|登[录记陆]|直报|更新|自动|关闭|报送|上报|投")
_NO_SYSTEM = re.compile(r"下载|宣传|学习|收看|公布|公示|公众号|微信|评审|发布")


def find_channels(lines: Iterable[str], emails: Sequence[str], *, asked: bool = True) -> list[str]:
    """Return the ways to send something in, in the order in which they are named; a refused one is none.

    Where nothing is `asked` for, a mailbox is only that of whom to ask.
    """
    text = _REFUSED.sub("", "\n".join(lines))
    places: dict[str, int] = {}
    for at, name in _ways(text):
        places[name] = min(at, places.get(name, at))
    if emails and "邮箱" not in places:
        places["邮箱"] = len(text)
    if not asked:
        places.pop("邮箱", None)
    return sorted(places, key=places.__getitem__)


def _ways(text: str) -> Iterator[tuple[int, str]]:
    for clause in _CLAUSE.finditer(text):
        before = text[max(0, clause.start() - _BEFORE) : clause.start()]
        for name in _ways_of(clause.group()):
            if name != "电话" or not _CASUAL.search(before + clause.group()):
                yield clause.start(), name
    for name, pattern in (("传真", _FAX_BEHIND), ("电话", _PHONE_BEHIND)):
        if found := pattern.search(text):
            yield found.start(), name


def _ways_of(clause: str) -> Iterator[str]:
    """Yield the ways that one clause names."""
    other = _OTHERWISE.search(clause)
    sends = _SENDS.search(clause)
    if not other:
        yield from (name for name, pattern in _NAMED if pattern.search(clause))
    if _WECHAT.search(clause) and sends and not other and not _GROUP_OF.search(clause):
        yield "微信"
    if _MAILBOX.search(clause):
        yield "邮箱"
    if _FAX.search(clause):
        yield "传真"
    if _PHONE.search(clause):
        yield "电话"
    if _PAPER.search(clause) or _is_handed(clause):
        yield "纸质"
    if _SYSTEM.search(clause) and _ENTERS.search(clause) and not _NO_SYSTEM.search(clause):
        yield "系统"


def _is_handed(clause: str) -> bool:
    """Say whether paper is brought to the one who asks; 交中心校审核后 goes to somebody on the way."""
    handed = _HANDED.search(clause) is not None
    return handed and not (_ELECTRONIC.search(clause) or _PASSED_ON.search(clause))
