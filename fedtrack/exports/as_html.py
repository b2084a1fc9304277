"""A summary as one page to open, show and print: no network, no other file, complete without its script."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from fedtrack.core.burn_up import burn_up
from fedtrack.core.chinese_dates import chinese_day, chinese_weekday
from fedtrack.exports.html_chart import NARROW, WIDE, burn_up_chart, short_date
from fedtrack.exports.html_elements import element, fill, serialize, verbatim
from fedtrack.exports.html_tables import group_numbers, group_table, unit_table
from fedtrack.exports.phrases import NO_GROUP, ON_TIME, REPORTED, STATE_NAMES, full_deadline, sentence

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from fedtrack.core.burn_up import BurnUp
    from fedtrack.core.summary import Summary

STYLE, SCRIPT = (Path(__file__).with_name(name) for name in ("page.css", "page.js"))

_FEW_UNITS = 8  # they are printed on the first sheet; more begin on their own
_FEW_FIGURES = 2  # beside the other columns they fit a screen and an upright sheet


def export_html(summary: Summary) -> bytes:
    """Return the page as UTF-8; it obeys nothing that a name or a title says (CSP Level 3, hashes)."""
    body = element("body", _header(summary))
    fill(body, element("main", _figures(summary), _progress(summary), _groups(summary), _units(summary)))
    script = SCRIPT.read_text(encoding="utf-8")
    fill(body, verbatim("script", script))
    page = element("html", _head(summary, script), body, lang="zh-CN")
    return serialize(page).encode("utf-8")


def _head(summary: Summary, script: str) -> Element:
    style = STYLE.read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"报送情况：{summary.notice.title}"),
        verbatim("style", style),
    )


def _digest(code: str) -> str:
    return f"sha256-{b64encode(sha256(code.encode('utf-8')).digest()).decode('ascii')}"


def _header(summary: Summary) -> Element:
    notice = summary.notice
    facts = [
        f"报送期限：{full_deadline(notice.deadline)}",
        f"统计日期：{chinese_day(summary.today)}（{chinese_weekday(summary.today)}）",
        _time_left(summary),
    ]
    if notice.issued is not None:
        facts.insert(0, f"发文日期：{chinese_day(notice.issued)}")
    return element(
        "header",
        element("p", "　".join(part for part in (summary.federation, notice.number) if part), class_="from"),
        element("h1", notice.title),
        element("p", *(element("span", fact) for fact in facts), class_="facts"),
    )


def _time_left(summary: Summary) -> str:
    if not summary.notice.open_on(summary.today):
        return "已结束收集"
    if summary.days_left > 0:
        return f"距期限{summary.days_left}天，其中工作日{summary.working_days_left}天"
    if not summary.notice.deadline.passed_at(summary.as_of):
        return "今日到期"
    return f"已过期限{-summary.days_left}天" if summary.days_left else "今日已过时限"


def _figures(summary: Summary) -> Element:
    totals = summary.totals
    overdue = f"其中逾期{totals.overdue}家" if totals.overdue else ""
    returned = f"退回{totals.returned}家" if totals.returned else ""
    tiles = [
        ("应报", str(totals.expected_reports), "家", f"免报{totals.excused}家" if totals.excused else ""),
        ("已报", str(totals.actual_reports), "家", f"其中逾期报送{totals.late}家" if totals.late else ""),
        (REPORTED, totals.percent_reported, "", ""),
        (ON_TIME, totals.percent_on_time, "", ""),
        ("未报", str(totals.outstanding), "家", "，".join(part for part in (overdue, returned) if part)),
    ]
    return _section(
        "figures",
        "总体情况",
        element("dl", *(_tile(*tile) for tile in tiles), class_="tiles"),
        element("p", sentence(totals), class_="sentence"),
    )


def _tile(name: str, value: str, unit: str, beside: str) -> Element:
    figure = element("dd", element("strong", value), unit)
    more = [element("dd", beside, class_="beside")] if beside else []
    return element("div", element("dt", name), figure, *more)


def _progress(summary: Summary) -> Element:
    if not summary.totals.expected_reports:
        return _section("progress", "报送进度", element("p", "没有应报单位。"))
    line = burn_up(summary)
    legend = element(
        "figcaption",
        *(
            element("span", element("i", class_=f"key {kind}", aria_hidden="true"), words)
            for kind, words in (
                ("key-curve", "累计已报"),
                ("key-target", "应报"),
                ("key-due", "报送期限"),
                *([("key-reminder", "当日提醒的家数")] if any(day.reminded for day in line.days) else []),
            )
        ),
    )
    return _section(
        "progress",
        "报送进度",
        element("figure", burn_up_chart(line, WIDE), burn_up_chart(line, NARROW), legend),
        element("details", element("summary", "按日数据"), _days(line)),
    )


def _days(line: BurnUp) -> Element:
    """Return the days on which something changed, for who wants the numbers."""
    rows, before = [], 0
    for day in line.turns:
        change = f"{day.reported - before:+d}" if day.reported != before else ""
        cells = (change, day.reported, day.reminded or "")
        date_ = element("th", short_date(day.day, beside=line.due), scope="row")
        rows.append(element("tr", date_, *(element("td", str(cell), class_="number") for cell in cells)))
        before = day.reported
    headings = ("日期", "增减", "累计已报", "提醒")
    head = element("tr", *(element("th", words, scope="col") for words in headings))
    return element("table", element("thead", head), element("tbody", *rows), class_="days")


def _groups(summary: Summary) -> Element:
    legend = element(
        "p",
        *(
            element("span", element("i", class_=f"key {kind}", aria_hidden="true"), words)
            for kind, words in (("on-time", "按时"), ("late", "逾期报送"), ("outstanding", "未报"))
        ),
        class_="legend",
    )
    return _section("groups", "各组情况", _scrolled("各组报送情况", group_table(summary)), legend)


def _units(summary: Summary) -> Element:
    """Return the list; one with many figures scrolls by itself, and is printed on sheets laid crosswise."""
    broad = len(summary.notice.figures) > _FEW_FIGURES
    table = _scrolled("各单位报送情况", unit_table(summary), broad=broad)
    section = _section("all-units", "各单位情况", _controls(summary), table)
    if broad:
        section.set("class", "own-sheet broad")
    elif len(summary.standings) > _FEW_UNITS:
        section.set("class", "own-sheet")
    return section


def _controls(summary: Summary) -> Element:
    """Return what narrows the table down; the script shows it, for without the script it does nothing."""
    states = Counter(standing.state for standing in summary.standings)
    groups = Counter(standing.unit.group for standing in summary.standings)
    outstanding = sum(standing.outstanding for standing in summary.standings)
    by_state = [
        element("option", "全部", value=""),
        *([element("option", f"所有未报（{outstanding}）", value="outstanding")] if outstanding else []),
        *(
            element("option", f"{STATE_NAMES[state]}（{states[state]}）", value=state)
            for state in STATE_NAMES
            if states[state]
        ),
    ]
    by_group = [
        element("option", "全部", value=""),
        *(
            element("option", f"{name or NO_GROUP}（{groups[name]}）", value=number)
            for name, number in group_numbers(summary).items()
        ),
    ]
    return element(
        "form",
        element("label", "查找 ", element("input", type="search", id="search", autocomplete="off")),
        element("label", "状态 ", element("select", *by_state, id="state")),
        element("label", "分组 ", element("select", *by_group, id="group")),
        element("button", "清除", type="reset"),
        element("output", id="shown", role="status"),
        id="controls",
        role="search",
        aria_label="筛选单位",
        hidden=True,
    )


def _section(name: str, heading: str, *content: Element) -> Element:
    return element("section", element("h2", heading, id=name), *content, aria_labelledby=name)


def _scrolled(name: str, table: Element, *, broad: bool = False) -> Element:
    """Return a table that scrolls sideways by itself where the screen is too narrow, by keyboard too."""
    kind = "scrolled broad" if broad else "scrolled"
    return element("div", table, class_=kind, role="region", aria_label=name, tabindex=0)
