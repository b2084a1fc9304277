"""What a web site adds to a notice: where one is, when it was put there, by whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fedtrack.core.reading.published.days import find_days

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_PUBLISHED = re.compile(
    r"(?:发布|发表|更新|公开|添加|上传)(?:时间|日期) ?[::]?|^(?:日期|"
    r"时间) ?[::] ?(?=20\d\d)(?!.*(?:前|至|到|截))"
)
_SIGNED = re.compile(r"(?:成文|发文|签发|印发|制发)(?:时间|日期) ?[::]")
_SITE = re.compile(
    r"来源 ?[::]|作者 ?[::]|浏览(?:次数|量)|点击(?:数|量|次数)|字体 ?[::]|责任编辑|您的位置|"
    r"当前(?:所在)?位置|当前位置|首页|打印本页|关闭窗口|备案号|网站标识码|欢迎访问|今日是|"
    r"信息公开形式|政府门户|索引号|发布机构|扫一扫|分享到|主题分类|【打印|^部门文件$|^×$|文章来源|"
    r"网站地图"
)
_LONGEST = 120


def is_site_line(line: str) -> bool:
    """Say whether a line is the site's and not the notice's."""
    short = len(line) <= _LONGEST and not re.search("[。;请]", line)
    return short and any(one.search(line) for one in (_PUBLISHED, _SIGNED, _SITE))


def published_on(lines: Iterable[str]) -> date | None:
    """Return the day on which the page says that it was put there."""
    return _labelled(lines, _PUBLISHED)


def signed_on(lines: Iterable[str]) -> tuple[date | None, str]:
    """Return the day of the paper where the page gives it apart (成文日期), and the words."""
    for line in lines:
        if (day := _labelled((line,), _SIGNED)) is not None:
            return day, line
    return None, ""


def _labelled(lines: Iterable[str], label: re.Pattern[str]) -> date | None:
    for line in lines:
        if len(line) > _LONGEST or (found := label.search(line)) is None:
            continue
        days = sorted(find_days(line[found.end() :]), key=lambda one: one.start)
        for mention in days:
            if mention.start <= 2 and mention.readings and (year := mention.readings[0].year):  # noqa: PLR2004
                return mention.readings[0].on(year)
    return None
