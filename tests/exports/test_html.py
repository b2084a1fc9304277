"""The page to open, show and print, as its source says it; what a browser makes of it is another test."""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date, time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.burn_up import BurnUp, BurnUpDay, burn_up
from fedtrack.core.model import Deadline
from fedtrack.core.payloads import Call, Excuse, Extension, Report
from fedtrack.core.untrusted import visible
from fedtrack.exports.as_html import export_html
from fedtrack.exports.html_chart import NARROW, WIDE, Size, burn_up_chart, chart_words
from fedtrack.exports.phrases import STATE_NAMES, sentence
from tests.builders import DUE
from tests.exports.html_pages import Node, read_page, rows_of, totals_in_html
from tests.exports.support import AS_OF, FIGURES, filled_with, partly_filled, season, summary_of

TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "script",
        "body",
        "header",
        "main",
        "section",
        "h1",
        "h2",
        "p",
    ),
    *("span", "strong", "small", "i", "div", "dl", "dt", "dd", "figure", "figcaption", "details", "summary"),
    *("svg", "desc", "line", "text", "rect", "polygon", "polyline", "circle"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "time"),
    *("form", "label", "input", "select", "option", "button", "output"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    '"onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "</style><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "</title><svg onload=alert(1)>",
    "]]><b>x</b>",
    "<!-- x",
    "-->",
    "<?xml version='1.0'?>",
    "&lt;b&gt;&#60;&amp;",
    "\x1b[31m红\x1b[0m",
    "\u202e倒",
    "甲\nBcc: 乙",
    "\x00\ufffe\ud800",
    "=SUM(A1)",
    "url(http://evil.example)",
    "javascript:alert(1)",
    "很" * 300,
    "👩‍👩‍👧 🎉",
    "{{ 7 * 7 }}${alert(1)}`",
]


def units_of(page: Node) -> tuple[list[str], list[dict[str, str]]]:
    """Return the headings of the table of units and its rows by them."""
    table = page.one("table", id="units")
    headings = rows_of(table.one("thead"))[0]
    return headings, [dict(zip(headings, row, strict=True)) for row in rows_of(table.one("tbody"))]


def policy_of(page: Node) -> str:
    """Return the page's Content-Security-Policy."""
    (policy,) = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    return policy.attributes["content"]


def test_title_facts_and_figures_stand_first() -> None:
    """What a leader wants to know is on top: of what, by when, how many."""
    page = read_page(export_html(season()))
    head = page.one("header")
    assert head.one("h1").text == "关于过好“三八”节的通知"
    assert next(part.text for part in head.all("p")) == "青禾县妇女联合会 青妇通〔2020〕1号"
    assert [fact.text for fact in head.all("span")] == [
        "发文日期：2020年3月3日",
        "报送期限：2020年3月23日（星期一），含当日",
        "统计日期：2020年3月24日（星期二）",
        "已过期限1天",
    ]
    tiles = [re.sub(r"\s", "", tile.text) for tile in page.one("dl").all("div")]
    assert tiles == [
        "应报5家免报1家",
        "已报2家其中逾期报送1家",
        "报送率40.0%",
        "按时率20.0%",
        "未报3家其中逾期1家，退回1家",
    ]
    assert page.one("p", **{"class": "sentence"}).text == sentence(season().totals)


def test_every_unit_has_a_row() -> None:
    """State in words, days as people write them, the reason and the longer date where there is one."""
    headings, rows = units_of(read_page(export_html(season())))
    assert headings == [
        *("序号", "单位", "状态", "报送日期", "分组", "题名"),
        *("开展活动（场次）", "参与人数", "附件数", "提醒", "备注"),
    ]
    assert [row["单位"] for row in rows] == [f"{unit}妇联" for unit in "abcdef"]
    assert [re.sub(r"[^\u4e00-\u9fff0-9]", "", row["状态"]) for row in rows] == [
        *("按时", "逾期报送零报告", "退回重报", "免报", "未报延至3月31日", "逾期未报"),
    ]
    assert list(rows[0].values()) == [
        *("1", "a妇联", "✓按时", "3月18日 OA", "乡镇妇联", "活动总结", "3", "120.5", "2", "", "已核"),
    ]
    assert (rows[5]["提醒"], rows[5]["分组"]) == ("2次 3月20日", "未分组")
    page = read_page(export_html(season()))
    assert rows_of(page.one("table", id="units").one("tfoot")) == [
        ["", "合计", "", "", "", "", "2", "120.5", "2", "2次", ""]
    ]


def test_a_sum_of_a_few_says_of_how_many_it_is() -> None:
    (foot,) = rows_of(read_page(export_html(partly_filled())).one("table", id="units").one("tfoot"))
    assert [cell for cell in foot if cell in {"5（已填数字的2家）", "60"}] == ["5（已填数字的2家）", "60"]


def test_columns_in_which_nobody_has_anything_are_left_out() -> None:
    headings, rows = units_of(read_page(export_html(summary_of([], units="abc"))))
    assert headings == ["序号", "单位", "状态", "分组"]
    assert len(rows) == 3


def test_groups_have_bars_that_fill_them() -> None:
    """Each bar's parts follow each other and end where the row's numbers say; they are not read aloud."""
    table = read_page(export_html(season())).one("table", **{"class": "groups"})
    assert rows_of(table)[0] == ["分组", "比例", "报送率", "应报", "已报", "按时", "逾期报送", "未报", "免报"]
    assert rows_of(table.one("tfoot")) == [["合计", "", "40.0%", "5", "2", "1", "1", "3", "1"]]
    for bar in table.all("svg"):
        assert bar.attributes["aria-hidden"] == "true"
        ends = [0.0]
        for part in bar.all("rect"):
            assert float(part.attributes["x"].rstrip("%")) == pytest.approx(ends[-1], abs=0.01)
            ends.append(ends[-1] + float(part.attributes["width"].rstrip("%")))
        assert ends[-1] == pytest.approx(100, abs=0.1)


def test_the_page_tells_the_totals() -> None:
    assert totals_in_html(export_html(season())) == {
        "expected_reports": 5,
        "actual_reports": 2,
        "actual_reports_on_time": 1,
        "late": 1,
        "outstanding": 3,
        "excused": 1,
        "reporting_rate": "40.0%",
        "reporting_rate_on_time": "20.0%",
    }


def test_nothing_expected_is_still_a_page() -> None:
    """Without units there is neither rate nor chart, and no table to choose from is missed."""
    page = read_page(export_html(summary_of([], units="")))
    assert totals_in_html(export_html(summary_of([], units="")))["reporting_rate"] == "—"
    assert "没有应报单位。" in page.text
    assert not list(page.all("svg", role="img"))
    assert units_of(page)[1] == []


@pytest.mark.parametrize(
    ("day", "deadline", "closed", "words"),
    [
        (date(2020, 3, 20), Deadline(DUE), None, "距期限3天，其中工作日1天"),
        (DUE, Deadline(DUE), None, "今日到期"),
        (DUE, Deadline(DUE, time(17)), None, "今日已过时限"),
        (date(2020, 3, 25), Deadline(DUE), None, "已过期限2天"),
        (date(2020, 3, 25), Deadline(DUE), date(2020, 3, 25), "已结束收集"),
    ],
)
def test_how_much_time_is_left(day: date, deadline: Deadline, closed: date | None, words: str) -> None:
    summary = summary_of([], units="a", today=day)
    page = read_page(
        export_html(replace(summary, notice=replace(summary.notice, deadline=deadline, closed=closed)))
    )
    assert words in [fact.text for fact in page.one("header").all("span")]
    assert (f"{DUE.day}日（星期一） 17:00" in page.one("header").text) is (deadline.clock is not None)


def test_a_notice_without_number_or_day_of_issue_has_none() -> None:
    summary = season()
    page = read_page(export_html(replace(summary, notice=replace(summary.notice, number="", issued=None))))
    assert next(page.one("header").all("p")).text == summary.federation
    assert "发文日期" not in page.text


def test_the_list_cut_down_leaves_the_figures_and_the_chart() -> None:
    """With only the outstanding listed, the totals and the line are still those of the notice."""
    summary = season()
    listed = replace(summary, standings=tuple(one for one in summary.standings if one.outstanding))
    whole, part = read_page(export_html(summary)), read_page(export_html(listed))
    assert len(units_of(part)[1]) == 3
    assert part.one("dl").text == whole.one("dl").text
    assert part.one("desc", id="chart-wide-words").text == whole.one("desc", id="chart-wide-words").text


def test_many_units_are_printed_on_their_own_sheets() -> None:
    """A few fit on the first sheet."""
    many = read_page(export_html(summary_of([], units="abcdefghijk")))
    assert many.one("section", **{"aria-labelledby": "all-units"}).attributes["class"] == "own-sheet"
    few = read_page(export_html(season()))
    assert "class" not in few.one("section", **{"aria-labelledby": "all-units"}).attributes


def test_the_script_and_the_style_are_the_only_ones_and_known_by_their_hash() -> None:
    """The policy lets in nothing but these two, from nowhere: no inline handler, no picture, no request."""
    page = read_page(export_html(season()))
    hashes = {}
    for tag in ("script", "style"):
        (code,) = page.one(tag).content
        digest = b64encode(sha256(str(code).encode()).digest()).decode()
        hashes[tag] = f"{tag}-src 'sha256-{digest}'"
    assert policy_of(page).split("; ") == [
        "default-src 'none'",
        hashes["style"],
        hashes["script"],
        "base-uri 'none'",
        "form-action 'none'",
    ]
    for node in page.everything():
        assert node.tag in TAGS
        assert not {"style", "src", "href", "action", "srcdoc"} & set(node.attributes)
        assert not [name for name in node.attributes if name.startswith("on")]
    assert "//" not in re.sub(r"^\s*//.*$", "", page.one("script").text)


def test_a_screen_reader_finds_its_way() -> None:
    """Language, landmarks, captions, headings of rows and columns, and words for each picture."""
    page = read_page(export_html(season()))
    assert page.attributes["lang"] == "zh-CN"
    assert [node.tag for node in page.one("body").content if isinstance(node, Node)] == [
        *("header", "main", "script"),
    ]
    ids = [node.attributes["id"] for node in page.everything() if "id" in node.attributes]
    assert len(set(ids)) == len(ids)
    for node in page.everything():
        named = node.attributes.get("aria-labelledby", "").split()
        assert set(named) <= set(ids)
        if node.tag == "table" and node.attributes["class"] != "days":
            assert node.one("caption").text
        if node.tag == "th":
            assert node.attributes["scope"] in {"col", "row"}
        if node.tag == "svg":
            assert node.attributes.get("role") == "img" or node.attributes.get("aria-hidden") == "true"
        if node.tag in {"input", "select"}:
            assert any(node in label.content for label in page.all("label"))
    assert page.one("form").attributes["hidden"] == ""


def test_the_choices_count_the_units() -> None:
    """A state that no unit is in is not offered."""
    states, groups = read_page(export_html(season())).all("select")
    assert [option.text for option in states.all("option")] == [
        *(
            "全部",
            "所有未报（3）",
            "未报（1）",
            "逾期未报（1）",
            "按时（1）",
            "逾期报送（1）",
            "退回重报（1）",
            "免报（1）",
        ),
    ]
    assert [option.text for option in groups.all("option")] == [
        *("全部", "乡镇妇联（2）", "县直单位（2）", "未分组（2）"),
    ]
    (states, _) = read_page(export_html(summary_of([("a", Report(DUE))], units="a"))).all("select")
    assert [option.text for option in states.all("option")] == ["全部", "按时（1）"]


def test_the_chart_is_told_in_words_and_in_a_table() -> None:
    """Whoever does not see the picture has all its numbers."""
    summary = summary_of(
        [("a", Report(date(2020, 3, 18))), ("b", Call(date(2020, 3, 20))), ("b", Report(AS_OF))], units="abc"
    )
    words = "应报3家，报送期限3月23日。累计已报：3月3日0家，3月18日1家，3月24日2家。提醒：3月20日1家。"
    assert chart_words(burn_up(summary)) == words
    page = read_page(export_html(summary))
    for size in (WIDE, NARROW):
        assert page.one("desc", id=f"chart-{size.name}-words").text == words
    assert rows_of(page.one("table", **{"class": "days"})) == [
        ["日期", "增减", "累计已报", "提醒"],
        ["3月3日", "", "0", ""],
        ["3月18日", "+1", "1", ""],
        ["3月20日", "", "1", "1"],
        ["3月24日", "+1", "2", ""],
    ]


def test_without_reminders_no_mark_and_no_legend_of_it() -> None:
    page = read_page(export_html(summary_of([("a", Report(DUE))], units="ab")))
    assert "没有提醒记录。" in page.one("desc", id="chart-wide-words").text
    assert not list(page.all("polygon", **{"class": "reminder"}))
    assert "当日提醒的家数" not in page.text


_COUNTS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), min_size=1, max_size=40)


@given(_COUNTS, st.integers(1, 100_000), st.integers(-60, 400))
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_drawn_beside_the_chart(
    size: Size, days: list[tuple[int, int]], target: int, due: int
) -> None:
    """Whatever the days hold, points lie inside the plot and labels begin inside the picture."""
    first = date(2020, 3, 3).toordinal()
    line = BurnUp(
        tuple(BurnUpDay(date.fromordinal(first + number), *day) for number, day in enumerate(days)),
        target,
        date.fromordinal(max(first, first + due)),
    )
    chart = burn_up_chart(line, size)
    _, _, width, height = map(float, chart.attrib["viewBox"].split())
    for shape in chart.iter():
        for name, limit in (("x", width), ("y", height), ("x1", width), ("y1", height), ("cx", width)):
            assert 0 <= float(shape.attrib.get(name, 0)) <= limit
        for point in shape.attrib.get("points", "").split():
            x, y = map(float, point.split(","))
            assert size.left - 8 <= x <= size.right + 8
            assert 0 <= y <= height
    assert len([1 for shape in chart.iter() if shape.attrib.get("class") == "grid"]) <= 6 + 1


def _check_literal(text: str) -> None:
    """Check that the text stands as itself wherever it was put, and that nothing else arose from it."""
    shown = re.sub(r"\s+", " ", visible(text)).strip()
    page = read_page(export_html(filled_with(text)))
    assert {node.tag for node in page.everything()} <= TAGS
    assert page.one("h1").text == shown
    assert page.one("head").one("title").text == f"报送情况：{shown}".strip()
    headings, rows = units_of(page)
    assert [rows[0][heading] for heading in ("单位", "分组", "题名", "备注")] == [shown] * 4
    assert rows_of(page.one("table", **{"class": "groups"}).one("tbody"))[0][0] == shown
    assert f"{shown}（{shown}）" in headings
    plain = read_page(export_html(filled_with("甲")))
    tags = [[node.tag for node in one.everything()] for one in (page, plain)]
    assert tags[0] == tags[1]
    names = [{name for node in one.everything() for name in node.attributes} for one in (page, plain)]
    assert names[0] == names[1]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_appears_as_itself(text: str) -> None:
    """No tag, no attribute, no comment arises from it, and no invisible character comes through."""
    _check_literal(text)


@settings(max_examples=50)
@given(st.text(st.sampled_from("<>&\"'`=/!-?[]{};:#\\ax \n\x1b\u202e白"), min_size=1, max_size=20))
def test_no_text_leaves_its_place(text: str) -> None:
    """Whatever the marks are and however they follow each other, they are shown and do nothing."""
    _check_literal(f"镇{text}会")


def test_a_group_of_excused_units_has_an_empty_bar() -> None:
    """Where nothing is expected there is nothing to divide."""
    summary = summary_of(
        [("a", Excuse(DUE, "新设")), ("b", Extension(DUE, date(2021, 1, 4), "停电"))], units="ab"
    )
    page = read_page(export_html(summary))
    first, *_ = page.one("table", **{"class": "groups"}).all("svg")
    assert not list(first.all("rect"))
    assert "延至2021年1月4日" in page.text


def test_the_states_are_words() -> None:
    """Each state has another sign and word, so that a grey print tells them apart."""
    page = read_page(export_html(season()))
    shown = [node.text for node in page.all("span") if node.attributes.get("class", "").startswith("state ")]
    assert {re.sub(r"[^\u4e00-\u9fff]", "", words) for words in shown} == set(STATE_NAMES.values())
    assert len(set(shown)) == len(STATE_NAMES)
    assert len(FIGURES) == 2
