"""Text as names are looked for in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.matching.normal import normal


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("長安鎮婦聯", "长安镇妇联", id="traditional characters"),
        pytest.param("长安镇（二）", "长安镇(二)", id="full-width brackets"),
        pytest.param("ＡＰ工作站", "ap工作站", id="full-width letters"),
        pytest.param("OA系统", "oa系统", id="capitals"),
        pytest.param("长安镇\u200b妇联\ufeff", "长安镇妇联", id="characters that nobody sees"),
        pytest.param("长\x00安\u202e镇", "长安镇", id="control characters"),
        pytest.param("  长安镇 \u3000\t妇联\n", "长安镇 妇联", id="gaps"),
        pytest.param("工 作 总 结", "工作总结", id="a heading whose characters stand apart"),
        pytest.param("長 安 鎮 婦 聯", "长安镇妇联", id="a traditional one"),
        pytest.param("三 八 节 3 8", "三八节 3 8", id="digits stay apart"),
        pytest.param("工 作", "工 作", id="two words of one character"),
        pytest.param("长安镇 妇 联 总 结", "长安镇 妇 联 总 结", id="words of several characters"),
        pytest.param("镕基䶮", "镕基䶮", id="simplified characters that GB 2312 lacks"),
        pytest.param("", "", id="nothing"),
        pytest.param("Report 2020", "report 2020", id="ASCII"),
    ],
)
def test_what_looks_alike_is_alike(text: str, plain: str) -> None:
    assert normal(text) == plain


def test_a_long_letter_is_read_like_a_short_one() -> None:
    """Only what is short is remembered: a box of long mails must not stay in memory."""
    assert normal("長安鎮，" * 500) == "长安镇," * 500


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("長安鎮婦聯 \u3000１Ａ三八"))))
@settings(deadline=None)
def test_normal_text_stays_as_it_is(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
