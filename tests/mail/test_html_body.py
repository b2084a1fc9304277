"""The words of a reminder as HTML: the same words, and no mark-up of theirs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.mail.html_body import html_page

WORDS = "白石镇妇联：\n\n　　请报送。\n　　谢谢。\n\n青禾县妇女联合会\n2020年3月20日\n"
TAGS = {"html", "head", "meta", "title", "body", "div", "p"}
ATTRIBUTES = {"lang", "charset", "style"}


class Page(HTMLParser):
    """What a browser makes of a page: title, paragraphs with their styles, and all tags and attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.title = ""
        self.paragraphs: list[tuple[str, str]] = []
        self.elsewhere = ""
        self._open: list[str] = []
        self.feed(page)
        self.close()

    @property
    def lines(self) -> list[str]:
        """The text of the paragraphs."""
        return [text for text, _ in self.paragraphs]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "p":
            self.paragraphs.append(("", dict(attrs)["style"] or ""))
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "title":
            self.title += data
        elif inside == "p":
            text, style = self.paragraphs[-1]
            self.paragraphs[-1] = (text + data, style)
        else:
            self.elsewhere += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def check(title: str, words: str) -> Page:
    """Check that the page has exactly the words, in tags of our own."""
    page = Page(html_page(title, words))
    bare = [line.strip("\u3000 \t") for line in words.splitlines()]
    assert page.lines == [line for line in bare if line]
    assert page.title == title
    assert page.elsewhere.strip() == ""
    assert set(page.tags) <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert len(page.tags) == len(TAGS) - 1 + len(page.lines)
    return page


def test_a_reminder_as_a_letter() -> None:
    """The salutation stands left, paragraphs are indented, the signature stands right."""
    page = check("温馨提示", WORDS)
    styles = [style for _, style in page.paragraphs]
    assert ["text-indent:2em" in style for style in styles] == [False, True, True, False, False]
    assert ["text-align:right" in style for style in styles] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("只有一段\n", 0),
        ("一\n\n二\n", 1),
        ("一\n\n二\n三\n四\n", 3),
        ("一\n\n二\n三\n四\n五\n", 0),
        ("一\n\n　　二\n", 0),
        ("一\n\n二\n　　三\n", 0),
        ("一\n \t\n二", 1),
        ("\n\n一\n\n\n\n二\n\n\n", 1),
        ("", 0),
        ("　\n \n", 0),
    ],
)
def test_what_stands_right(words: str, right: int) -> None:
    """Only a last block of at most three lines, none of them indented, that follows another."""
    page = check("a", words)
    assert sum("text-align:right" in style for _, style in page.paragraphs) == right


HOSTILE = [
    "<script>alert(1)</script>",
    "</p></div><img src=x onerror=alert(1)>",
    '"><a href="http://evil.example">点此</a>',
    "</title><meta http-equiv=refresh content=0>",
    "<!-- ",
    "]]> <![CDATA[ ",
    "<?php ?>",
    "&lt;b&gt; &amp; &#60; &nbsp &copy",
    "' onclick='x",
    "[b] {{ unit }} %s ${x}",
    "\u202e白石\u2066镇\u200b",
    "𠮷👩\x00\x1b[31m",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_word_becomes_mark_up(text: str) -> None:
    """In the title, and in every kind of paragraph."""
    check(text, text)
    check(text, f"{text}\n\n　　{text}\n\n{text}\n{text}")


_TEXT = st.one_of(st.text(), st.lists(st.sampled_from([*HOSTILE, *"\n\u3000 \t<>&\"'/!-"])).map("".join))


@given(title=_TEXT, words=_TEXT)
def test_any_words_are_shown_as_they_are(title: str, words: str) -> None:
    check(" ".join(title.split()), words)


def test_nothing_is_fetched() -> None:
    """A mail that fetches something is a mail that spies, and that is taken for spam."""
    page = html_page("a", WORDS)
    for word in ("http", "src", "href", "url(", "<img", "<a ", "@import", "<script", "<link"):
        assert word not in page
