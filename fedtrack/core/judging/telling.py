"""What a mail's own text tells: what was done, that it is the report itself, or what is still to come.

A registered unit writes much about an occasion that reports nothing: who goes to the rehearsal, that gifts
came, what it needs. So a text is a report only if it tells enough of what was done, or says that it reports.
"""

from __future__ import annotations

import re

_ACTIVITY = re.compile(
    r"组织|开展|举办|举行|慰问|走访|宣传|观看|讲座|座谈|志愿|发放|转发|参加|参与|推送|送去|普法"
)
_LEAST = 45
"""Characters below which a text tells no activity."""
_SAYS_SO = re.compile(
    r"补报|报完|(?:报告|汇报)完毕|[就先]这样报|(?:总结|小结|情况)[^，。\n]{0,6}[:：]|情况.{0,2}(?:如下|报)|特此(?:报告|报送|汇报)|直接写在|就(?:是|只有)?这(?:些|[一两二三四五几][项件场个样])|"
    r"不(?:再|另|单独|用)*(?:做|写|附|发|弄)[^，。]{0,3}(?:附件|材料|总结|文档|报告|文件)|"
    r"没(?:有|再|另|单独)*(?:做|写|弄)[^，。]{0,3}(?:附件|材料|总结|文档)|以(?:此|本|这)[^，。]{0,3}(?:邮件|信|件|为准)"
)
"""By which a text says that it is the report, and that nothing else follows."""
_COUNTS_UP = re.compile(
    r"报(?:一下|个|下)|汇报|(?:请|望|烦|麻烦|帮忙?|给)(?:您|予以?|我们?)*(?:登记|备案|记上|记一下)|"
    r"[搞办做弄]了[\d一两二三四五几]+[样件项场个]|一是.{4,90}二是|(?:^|\n)(?:1|一)[、.．]"
)
"""By which a text begins to tell what was done, one thing after the other."""
_NUMERAL = "一二两三四五六七八九十百千几"
_FIGURE = re.compile(
    r"(?<!\d)\d{1,9}(?:\.\d{1,3})?[余多来]{0,2}(?![\d.月日号点时年届周元])[\u4e00-\u9fff]|"
    rf"(?<![{_NUMERAL}])[{_NUMERAL}]{{1,6}}"
    r"(?:[余多来][\u4e00-\u9fff]|把?(?:个|位|名|人|户|场|次|份|家|张|封|支|本|顿|里|小时|项|堂|米|棵))"
)
"""A number of people or things, no date."""
_TO_COME = re.compile(
    r"(?<![虚模草比])拟(?![定人态稿音报推申])|欢迎.{0,4}(?:来[拍采看参]|莅临|光临)|计划(?:\d|组织|开展|于|走访|在)|将于|定于|届时|倡议|恳请|请各|号召|"
    r"想(?:请|要|组织|开展|搞|办|问|申请)|打算(?:在|于|组织|开展|三八)|(?:正|还|都)在(?:组织|准备|筹备)|正在组织|"
    r"准备(?:在|于|组织|开展|搞|办)|预计|申请.{0,6}[元万]|领导批示|(?:还没|尚未|没有)(?:接到|收到|写|整理)|"
    r"等.{0,8}(?:再|后).{0,8}(?:报|发|送|交)"
)
"""What is still to be done, or asked for."""
_NEXT = re.compile(r"(?:下一?步|下阶段|接下来|今后)[^。\n]*")
"""The outlook with which a report ends."""
_OF_US = re.compile(
    r"(?:请|麻烦|劳烦|望|盼|需要?)(?:贵|县妇联|您?(?:帮|跟|派|开|告知|指定|协调|核对|安排|尽快|支持|批示|据此|会签|审定|回复|准备|打扫))|"
    r"您(?:帮|看要)|[帮替]我们|(?<!感谢)(?<!按照)(?<!按)(?<!根据)贵(?:会|单位)|[代替].{0,6}谢谢"
)
"""What a text asks of the federation, or of whoever reads it, and thanks for what came from it."""
_WANTS = re.compile(
    r"请(?:贵会|贵单位|县妇联|您|领导)?(?:帮忙?)?(?:核对|会签|审定|批[复示]|协调|派|支持|签字)|供(?:贵会|县里|您)(?!参考|采用|参阅|存)"
)
_PUT_OFF = re.compile(
    r"(?:等|待|过[几两]天|改天|回头|稍后|下周|月底|明后?天).{0,12}(?:报|发|送|交|给|看)(?:您|你|来|$|[，。,])|"
    r"[后完好](?:再|就)?(?:给|报|发|送|交)(?:您|你|来|上)|就等|就差|还差|还在|听说|原定|改到|到时候"
)
_FOR_THE_COUNTY = re.compile(
    r"名单|报名|参会|人选|筹备|彩排|集合|听候|准备发言|联系人|事宜|(?:参加|出席).{0,12}(?:人员|代表)|(?:参加|去|到)(?:县里|县三八|县妇联)"
)
"""What a unit arranges for what the county itself holds."""


def tells_activities(text: str) -> bool:
    """Say whether a text is long enough, and tells of enough that was done, to be a report itself."""
    done = _NEXT.sub("", text)
    return len(done) >= _LEAST and len(_ACTIVITY.findall(done)) > 1


def is_to_come(text: str) -> bool:
    """Say whether a text speaks of what is still to be done, or asked for, rather than of what was done."""
    return _TO_COME.search(_NEXT.sub("", text)) is not None


def wants_something(text: str) -> bool:
    """Say whether a mail asks the federation to work on what it brings."""
    return _WANTS.search(text) is not None


def reports_itself(text: str, *, awaited: bool) -> bool:
    """Say whether a text is the report: it says so and has a figure in it, or counts up what was done.

    What is `awaited` need not say so: the answer to a reminder of ours, what the subject calls a report.
    """
    figures = len(_FIGURE.findall(text))
    enough = figures > 1 or (figures == 1 and len(text) >= _LEAST)
    tells = enough and (awaited or _COUNTS_UP.search(text) is not None)
    another = any(pattern.search(text) for pattern in (_OF_US, _PUT_OFF, _FOR_THE_COUNTY))
    return (
        (tells or (figures > 0 and _SAYS_SO.search(text) is not None))
        and not another
        and not is_to_come(text)
    )
