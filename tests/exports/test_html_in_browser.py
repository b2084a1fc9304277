"""The page in a real browser: sorted, narrowed down, printed, on a phone, in the dark, and attacked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from fedtrack.core.model import Figure, Via
from fedtrack.core.payloads import Call, Payload, Report
from fedtrack.core.summary import Summary
from fedtrack.core.untrusted import visible
from fedtrack.exports.as_html import export_html
from tests.builders import ISSUED
from tests.exports.browser import NEEDS_CHROMIUM, Opened, chromium, opened
from tests.exports.html_pages import totals_in_html
from tests.exports.support import filled_with, season, summary_of
from tests.exports.test_html import HOSTILE

pytestmark = NEEDS_CHROMIUM
READABLE = 4.5  # WCAG 2.2, 1.4.3, level AA, for text of any size
A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


Show = Callable[..., Opened]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Return a function that exports a summary and opens it, with the options of a browser's window."""
    with ExitStack() as stack:

        def call(summary: Summary, **options: object) -> Opened:
            file = tmp_path / f"{len(list(tmp_path.iterdir()))}.html"
            file.write_bytes(export_html(summary))
            return stack.enter_context(opened(browser, file, **options))

        yield call


def crowd(count: int) -> Summary:
    """Return a summary of many units with long names in Latin letters, which every font has."""
    units = [f"{number:03d}-begin {'x' * 40} {number:03d}-end" for number in range(count)]
    entries: list[tuple[str, Payload]] = [
        (unit, Report(ISSUED + timedelta(number % 20), via=Via.OA, figures={"events": number}))
        for number, unit in enumerate(units)
        if number % 3
    ]
    entries += [(unit, Call(date(2020, 3, 20))) for unit in units[::3]]
    summary = summary_of(entries, units=units)
    return replace(summary, notice=replace(summary.notice, figures=(Figure("events", "EVENTS"),)))


def test_the_page_is_quiet_and_tells_the_totals(show: Show) -> None:
    """It asks for nothing, complains of nothing, and shows the numbers of the summary."""
    summary = season()
    shown = show(summary)
    assert shown.quiet()
    told, totals = totals_in_html(shown.page.content().encode()), summary.totals
    assert told["reporting_rate"] == f"{totals.reporting_rate:.1%}"
    assert told["reporting_rate_on_time"] == f"{totals.reporting_rate_on_time:.1%}"
    counts = {name: count for name, count in told.items() if isinstance(count, int)}
    assert counts == {name: getattr(totals, name) for name in counts}


def test_a_heading_sorts(show: Show) -> None:
    """Once up, twice down; who has nothing in the column stands last either way, in roster order."""
    shown = show(season())
    heading = shown.page.get_by_role("columnheader", name="报送日期")
    heading.get_by_role("button").click()
    assert [name[0] for name in shown.names()] == list("abcdef")
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.get_by_role("button").click()
    assert [name[0] for name in shown.names()] == list("bacdef")
    assert heading.get_attribute("aria-sort") == "descending"
    assert "按报送日期降序排列" in shown.page.get_by_role("status").inner_text()
    assert shown.quiet()


@pytest.mark.parametrize(
    ("heading", "order"),
    [
        ("状态", "fcebad"),
        ("参与人数", "abcdef"),
        ("开展活动（场次）", "bacdef"),
        ("分组", "cfbead"),
        ("序号", "abcdef"),
    ],
)
def test_each_column_sorts_by_what_it_means(show: Show, heading: str, order: str) -> None:
    """States by how much they matter, numbers by their value, words by their sound."""
    shown = show(season())
    shown.page.get_by_role("columnheader", name=heading).get_by_role("button").click()
    assert [name[0] for name in shown.names()] == list(order)
    assert shown.page.locator("[aria-sort]").count() == 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_sorts_and_narrows_down(show: Show, key: str) -> None:
    """Every control is reached with Tab and does its work without a mouse."""
    shown = show(season())
    shown.page.get_by_label("查找").focus()
    reached = []
    for _ in range(7):
        shown.page.keyboard.press("Tab")
        reached.append(shown.page.evaluate("document.activeElement.id || document.activeElement.innerText"))
    assert reached[:3] == ["state", "group", "清除"]
    assert reached[4:] == ["序号", "单位", "状态"]  # after the table itself, which scrolls with the arrows
    shown.page.keyboard.press(key)
    assert shown.names()[0] == "f妇联"
    assert shown.page.evaluate("document.activeElement.innerText") == "状态"
    outline = shown.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_list_is_narrowed_down(show: Show) -> None:
    """By words, by state and by group, together; the number of those left is said."""
    shown = show(season())
    status, page = shown.page.get_by_role("status"), shown.page
    assert status.inner_text() == "共6家"
    page.get_by_label("状态").select_option("outstanding")
    assert shown.names() == ["c妇联", "e妇联", "f妇联"]
    assert status.inner_text() == "显示3家，共6家"
    page.get_by_label("分组").select_option(label="县直单位（2）")
    assert shown.names() == ["e妇联"]
    page.get_by_label("查找").fill("  停电 县直 ")
    assert shown.names() == ["e妇联"]
    page.get_by_label("查找").fill("停水")
    assert shown.names() == []
    assert status.inner_text() == "显示0家，共6家"
    page.get_by_role("button", name="清除").click()
    expect(status).to_have_text("共6家")
    assert len(shown.names()) == 6
    page.get_by_label("查找").fill("A")
    page.get_by_label("查找").press("Enter")
    assert page.url == shown.url
    assert shown.names() == ["a妇联"]
    assert shown.quiet()


def test_without_scripts_the_table_is_complete(show: Show) -> None:
    """All units are there, and no control that would do nothing."""
    shown = show(season(), java_script_enabled=False)
    assert [name[0] for name in shown.names()] == list("abcdef")
    assert not shown.page.get_by_label("查找").is_visible()
    assert shown.page.get_by_role("columnheader").get_by_role("button").count() == 0


def test_a_screen_reader_is_told_everything(show: Show) -> None:
    """Tables have names, the picture has its data as its description, columns say that they sort."""
    page = show(season()).page
    assert page.get_by_role("table", name="各单位报送情况（6家）").count() == 1
    assert page.get_by_role("table", name="各组报送情况").count() == 1
    assert page.get_by_role("img").count() == 1  # the one for phones is not there
    name = "报送进度图 应报5家，报送期限3月23日。累计已报：3月3日0家"
    assert page.get_by_role("img", name=name).count() == 1
    assert page.get_by_role("main").get_by_role("region").count() == 6
    assert page.get_by_role("rowheader", name="a妇联").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_text_can_be_read(show: Show, scheme: str, width: int) -> None:
    """The contrast is that of WCAG's level AA at least, by day and by night."""
    shown = show(season(), color_scheme=scheme, viewport={"width": width, "height": 800})
    contrasts = shown.contrasts()
    assert len(contrasts) > 80
    assert [(ratio, text) for ratio, text in contrasts if ratio < READABLE] == []
    dark = shown.page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark is (scheme == "dark")


def with_figures(summary: Summary, count: int) -> Summary:
    """Return the summary of a notice that asks each unit for so many figures, all filled in."""
    figures = tuple(Figure(f"figure-{number}", f"慰问金额{number}", "万元") for number in range(count))
    standings = tuple(
        replace(one, figures={figure.key: 123456 for figure in figures}) for one in summary.standings
    )
    return replace(summary, notice=replace(summary.notice, figures=figures), standings=standings)


@pytest.mark.parametrize(
    "summary",
    [season(), crowd(30), filled_with("很" * 300), filled_with("x" * 300), with_figures(season(), 12)],
    ids=["season", "crowd", "long", "long word", "figures"],
)
@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1280, 1920])
def test_the_page_never_scrolls_sideways(show: Show, summary: Summary, width: int) -> None:
    """Tables scroll inside their frames, and the longest word is broken."""
    assert show(summary, viewport={"width": width, "height": 800}).sideways() <= 0


def test_paper(show: Show) -> None:
    """A4; the overview on the first sheet, then the list: headings on each, each row whole on one of them."""
    summary = crowd(120)
    printed = PdfReader(BytesIO(show(summary).page.pdf(prefer_css_page_size=True)))
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in printed.pages} == {A4}
    texts = [re.sub(r"\s+", " ", page.extract_text()) for page in printed.pages]
    assert "EVENTS" not in texts[0]
    assert all("EVENTS" in text for text in texts[1:])
    assert 4 <= len(texts) <= 9
    for number in range(120):
        (sheet,) = (text for text in texts if f"{number:03d}-begin" in text)
        assert f"{number:03d}-end" in sheet
    assert sum(f"{sum(range(120)) - sum(range(0, 120, 3))}" in text for text in texts) == 1


def test_many_figures_are_printed_crosswise(show: Show) -> None:
    """The overview stays upright; the list lies, with its last column on the sheet."""
    printed = PdfReader(BytesIO(show(with_figures(crowd(9), 9)).page.pdf(prefer_css_page_size=True)))
    first, *others = printed.pages
    assert round(first.mediabox.width) == A4[0]
    assert {round(page.mediabox.width) for page in others} == {A4[1]}
    assert others[0].extract_text().count("123456") == 9 * 9
    assert len(others) == 1


@pytest.mark.parametrize(("count", "sheets"), [(3, 1), (8, 2), (9, 2)])
def test_a_few_units_stay_together(show: Show, count: int, sheets: int) -> None:
    """Very few stand below the overview; their list is not torn apart for the sake of a line."""
    printed = PdfReader(BytesIO(show(crowd(count)).page.pdf(prefer_css_page_size=True)))
    texts = [page.extract_text() for page in printed.pages]
    assert len(texts) == sheets
    assert all(f"{number:03d}-begin" in texts[-1] for number in range(count))


def test_what_is_narrowed_down_is_printed_so(show: Show) -> None:
    """The clerk prints the list that is on the screen."""
    shown = show(crowd(60))
    shown.page.get_by_label("状态").select_option("overdue")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(shown.page.pdf())).pages)
    assert "000-begin" in text
    assert "001-begin" not in text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_a_name_says_is_done(show: Show, text: str) -> None:
    """No script runs, nothing is asked for, no element appears; the name is shown, also after sorting."""
    shown = show(filled_with(text))
    spelled = re.sub(r"\s+", " ", visible(text)).strip()
    for heading in shown.page.locator("#units thead button").all():
        heading.click()
    shown.page.get_by_label("查找").fill(text.replace("\ud800", ""))
    shown.page.get_by_label("查找").fill("")
    for cell in shown.page.locator("#units th, #units td, h1").all():
        cell.dispatch_event("mouseover")
    assert [re.sub(r"\s+", " ", name).strip() for name in shown.names()] == [spelled] * 2
    assert shown.page.locator("img, iframe, a, b, script").count() == 1
    assert shown.page.title() == f"报送情况：{spelled}"
    assert shown.quiet()


def test_the_policy_would_stop_what_got_in(show: Show) -> None:
    """Were a tag to slip through after all, the browser would neither run nor load it."""
    shown = show(season())
    shown.page.evaluate(
        """() => {
          document.body.insertAdjacentHTML("beforeend",
            "<img src='http://evil.example/a.png' onerror='alert(1)'><b onclick='alert(2)'>x</b>");
          document.querySelector("b").click();
          const script = document.createElement("script");
          script.textContent = "alert(3)";
          document.body.append(script);
        }"""
    )
    shown.page.wait_for_timeout(100)
    assert not [text for text in shown.said if len(text) == 1]  # what a dialog would have said
    assert len([text for text in shown.said if "Content Security Policy" in text]) >= 3
