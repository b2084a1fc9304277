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
_REPORTS = re.compile(
    r"补报|报(?:一下|完|个情况|了吧|如下|上来了?)|情况.{0,2}(?:如下|报)|汇报(?:一下|如下)|简单(?:报|汇报)|"
    r"不(?:再|另|单独|用)*(?:做|写|附|发|弄)(?:附件|材料|总结|文档|报告|文件)|没(?:有|再|另|单独)*(?:做|写|弄)(?:附件|材料|总结|文档)|"
    r"直接写在|就(?:是|只有)?这(?:些|[一两二三四五几][项件场个样])|以(?:此|本)(?:邮件|信|件)|特此(?:报告|报送|汇报)|"
    r"(?:请|望|烦|麻烦|帮忙?|给)(?:您|予以?|我们?)*(?:登记|备案|记上|记一下)|"
    r"[搞办做弄]了[\d一两二三四五几]+[样件项场个]|一是.{4,90}二是|(?:^|\n)(?:1|一)[、.．]"
)
"""By which a text says that it is the report and nothing else follows, or counts up what was done."""
_FIGURE = re.compile(
    r"[\d０-９一二两三四五六七八九十百千几]+(?:[余多来]|把)?(?:个|位|名|人|户|场|次|份|家|朵|枝|条|件|台|块|张|封|盆|株|只|袋|斤|公里|小时|项|堂)"
)
_DONE = re.compile(rf"了[^，。；,;\n]{{0,3}}{_FIGURE.pattern}")
_TO_COME = re.compile(
    r"(?<![虚模草比])拟(?![定人态稿音报推申])|计划(?:\d|组织|开展|于|走访|在)|将于|定于|届时|倡议|恳请|请各|号召|"
    r"想(?:请|要|组织|开展|搞|办|问|申请)|打算(?:在|于|组织|开展|三八)|(?:正|还|都)在(?:组织|准备|筹备)|正在组织|"
    r"准备(?:在|于|组织|开展|搞|办)|预计|申请.{0,6}[元万]|领导批示|(?:还没|尚未|没有)(?:接到|收到|写|整理)|"
    r"等.{0,8}(?:再|后).{0,8}(?:报|发|送|交)|说要"
)
"""What is still to be done, or asked for."""
_NEXT = re.compile(r"(?:下一?步|下阶段|接下来|今后)[^。\n]*")
"""The outlook with which a report ends."""
_ASKED_OF_US = re.compile(
    r"(?:请|麻烦|劳烦|望|盼)(?:贵|您?(?:告知|指定|协调|核对|开收|派|安排|尽快|支持|批示|据此|会签|审定|回复|帮|跟|准备|及时))|"
    r"请(?:财务|领导批|开收据|告知|指定|协调|核对|安排|尽快|批示|据此|会签|审定)|需要?(?:贵|您|县妇联)|听候|准备发言|"
    r"(?:等|待|过几天|过两天|改天|回头|稍后|下周|月底|明后?天).{0,12}(?:报|发|送|交|给|看)(?:您|你|来|$|[，。,])|后.{0,2}(?:给|报|发|送|交)(?:您|你|来|上)|"
    r"就等|就差|还差|听说|名单|报名|参会|人选|筹备|彩排|集合|(?:参加|出席).{0,12}(?:人员|代表)|(?<!感谢)(?<!按照)(?<!按)(?<!根据)贵(?:会|单位)"
)
"""What a text asks of the federation, or puts off."""


def tells_activities(text: str) -> bool:
    """Say whether a text is long enough, and tells of enough that was done, to be a report itself."""
    done = _NEXT.sub("", text)
    return len(done) >= _LEAST and len(_ACTIVITY.findall(done)) > 1


def is_to_come(text: str) -> bool:
    """Say whether a text speaks of what is still to be done, or asked for, rather than of what was done."""
    return _TO_COME.search(_NEXT.sub("", text)) is not None


def reports_itself(text: str, *, reminded: bool) -> bool:
    """Say whether a text is the report: it says so and has a figure in it, and asks for nothing.

    Who answers a reminder need not say so where he tells two figures: 去了11个人，做了三十多朵绒花.
    """
    figures = len(_FIGURE.findall(text))
    says_so = figures > 0 and _REPORTS.search(text) is not None
    tells = reminded and figures > 1 and _DONE.search(text) is not None
    return (says_so or tells) and not is_to_come(text) and _ASKED_OF_US.search(text) is None
