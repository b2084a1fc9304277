"""What somebody wrote in a mail, apart from what is quoted below it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.reading.quoting import split_quoted

NEW = "长安镇三八活动总结见附件。"
OLD = "请于3月23日前报送。"


@pytest.mark.parametrize(
    "heading",
    [
        "------------------ 原始邮件 ------------------",
        "---原邮件---",
        "-------- 转发邮件信息 --------",
        "----- 回复的邮件 -----",
        "-----Original Message-----",
        "---------- Forwarded message ---------",
        "Begin forwarded message:",
        "在 2020-03-16 09:00:00，“县妇联” <qhfl@qinghe.example> 写道：",
        "县妇联 <qhfl@qinghe.example> 于2020年3月16日周一 09:00写道:",
        "On Mon, Mar 16, 2020 at 9:00 AM qhfl <qhfl@qinghe.example> wrote:",
        "发件人：县妇联",
        "\u00a0\u00a0From: qhfl@qinghe.example",
    ],
)
def test_from_the_heading_of_an_older_mail_on_all_is_quoted(heading: str) -> None:
    """Whoever answers a reminder quotes it: the names in it must not count as the sender's words."""
    assert split_quoted(f"{NEW}\n\n{heading}\n\n{OLD}\n") == (NEW, f"{heading.strip()}\n{OLD}")


@pytest.mark.parametrize("mark", [">", "> ", ">>", "＞", " | "])
def test_a_line_that_is_marked_is_quoted_wherever_it_stands(mark: str) -> None:
    assert split_quoted(f"{mark}{OLD}\n{NEW}") == (NEW, f"{mark}{OLD}".strip())


@pytest.mark.parametrize(
    "line",
    [
        "发自我的iPhone",
        "发自我的 iPhone 13 Pro",
        "发自华为手机",
        "发自QQ邮箱移动端",
        "来自我的华为手机",
        "从我的手机发送",
        "从 Windows 版邮件发送",
        "Sent from my iPad",
        "获取 Outlook for iOS",
        "本邮件由网易邮箱大师发送",
    ],
)
def test_what_a_phone_adds_of_its_own_is_neither(line: str) -> None:
    assert split_quoted(f"{NEW}\n{line}") == (NEW, "")


@pytest.mark.parametrize(
    "line",
    [
        "从3月1日起，各村共发出倡议书300份",
        "从即日起各村向妇女发出倡议书，共300份。",
        "来自我的家乡长安镇的妇女代表，共30人参加",
        "发自内心地感谢县妇联",
        "她写道",
        "发件",
        "---",
        "1 > 0",
    ],
)
def test_a_sentence_that_only_begins_like_one_stays(line: str) -> None:
    """A number of the report may stand in it."""
    assert split_quoted(f"{NEW}\n{line}\n{NEW}") == (f"{NEW}\n{line}\n{NEW}", "")


@pytest.mark.parametrize("text", ["", "\n\n", " \u00a0\n\t"])
def test_nothing_is_nothing(text: str) -> None:
    assert split_quoted(text) == ("", "")


LINES = st.lists(
    st.one_of(
        st.text(alphabet="三八活动>|-写道原始邮件:：\u00a0 \r\n", max_size=40),
        st.sampled_from(["---原始邮件---", "> 三八", "某某 2020 写道：", "发件人: 某某", NEW, OLD]),
    )
).map("\n".join)


@given(LINES)
@settings(deadline=None)
def test_no_word_is_lost(text: str) -> None:
    """Every line that is not blank is either new or quoted, in its order."""
    new, quoted = (part.split("\n") if part else [] for part in split_quoted(text))
    lines = [bare for line in text.splitlines() if (bare := line.replace("\u00a0", " ").strip())]
    assert sorted(new + quoted) == sorted(lines)
    for part in (new, quoted):
        rest = iter(lines)
        assert all(line in rest for line in part)
