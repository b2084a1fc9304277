"""Which notice a text is about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fedtrack.core.matching.topics import Topics, foreign_years, years_in
from tests.builders import make_notice

MARCH = make_notice()
MODEL = make_notice(
    id="wenming", title="关于推荐“巾帼文明岗”的通知", number="青妇通〔2020〕2号", report="推荐表"
)
FAMILY = make_notice(
    id="jiating", title="关于做好农村留守妇女儿童关爱服务工作的通知", number="", report="服务情况"
)
BANNER = make_notice(id="hongqi", title="关于评选“三八”红旗手的通知", number="2020年第5号", report="")
RIGHTS = make_notice(id="weiquan", title="关于开展“三八”维权周活动的通知", number="〔2020〕6号", report="")
DRUGS = make_notice(id="jindu", title="关于做好禁毒宣传工作的通知", number="", report="")
TOPICS = Topics((MARCH, MODEL, FAMILY))


@pytest.mark.parametrize(
    "text",
    [
        "三八活动总结",
        "庆“三·八”国际妇女节活动",
        "3.8妇女节",
        "3·8 活动",
        "３．８节",
        "38妇女节活动",
        "妇女节慰问",
        "女神节插花",
        "三 八 活 动",
        "婦女節活動",
        "三八林下经济培训",
    ],
)
def test_the_eighth_of_march_is_written_in_many_ways(text: str) -> None:
    assert TOPICS.named(text) == {"2020-38"}


@pytest.mark.parametrize(
    "text",
    [
        "3.8日",
        "3.8万元",
        "13.8万元",
        "3.85万元",
        "2020年3月8日",
        "138人",
        "总结",
        "",
        " ",
        "三十八人",
        "三八林管护",
    ],
)
def test_a_number_is_not_the_eighth_of_march(text: str) -> None:
    assert TOPICS.named(text) == set()


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        ("长安镇巾帼文明岗推荐表", {"wenming"}),
        ("巾帼 文明岗", {"wenming"}),
        ("三八活动和巾帼文明岗", {"2020-38", "wenming"}),
        ("留守妇女儿童关爱情况", {"jiating"}),
        ("农村留守妇女和儿童关爱", {"jiating"}),
        ("留守妇女关爱情况", set()),
        ("留守老人情况", set()),
        ("工作总结", set()),
        ("关于推荐的通知", set()),
    ],
)
def test_a_notice_is_known_by_the_words_that_only_it_has(text: str, notices: set[str]) -> None:
    """What every notice has (推荐, 总结, 通知) names none; a long name may be said a little differently."""
    assert TOPICS.named(text) == notices


def test_two_characters_are_too_few_to_tell_a_notice_by() -> None:
    """禁毒 may stand in any report: such a notice is known by its number alone, or the clerk is asked."""
    assert Topics((DRUGS,)).named("禁毒宣传活动总结") == set()


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        pytest.param("青妇通〔2020〕1号", {"2020-38"}, id="as it is written"),
        pytest.param("青妇通[2020] 第1号", {"2020-38"}, id="with other brackets"),
        pytest.param("青妇通（2020）2号", {"wenming"}, id="the other notice"),
        pytest.param("〔2020〕1号", {"2020-38"}, id="without its letters"),
        pytest.param("中共青妇通〔2020〕1号", {"2020-38"}, id="with more letters"),
        pytest.param("妇通〔2020〕1号", {"2020-38"}, id="with fewer letters"),
        pytest.param("青政发〔2020〕1号", set(), id="another office's"),
        pytest.param("青妇通〔2019〕1号", set(), id="of another year"),
        pytest.param("青妇通〔2020〕11号", set(), id="another number"),
        pytest.param("青妇通〔2020〕2号 三八活动", {"wenming"}, id="a number goes before words"),
        pytest.param("青妇通〔2020〕9号 三八活动", {"2020-38"}, id="no notice has that number"),
    ],
)
def test_a_notice_is_known_by_its_number(text: str, notices: set[str]) -> None:
    assert TOPICS.named(text) == notices
    assert TOPICS.numbered(text) == (notices if "9号" not in text else set())


def test_a_notice_without_a_code_before_its_year_has_any() -> None:
    assert Topics((RIGHTS,)).numbered("青妇通〔2020〕6号") == {"weiquan"}


@pytest.mark.parametrize("text", ["三八红旗手推荐表", "“三八”红旗集体", "三八维权岗申报"])
def test_the_eighth_of_march_may_be_a_part_of_another_matter(text: str) -> None:
    assert TOPICS.named(text) == set()
    assert TOPICS.is_other_matter(text)


def test_a_week_that_no_notice_asks_for_is_what_the_day_brings() -> None:
    """三八维权周 is held every March: it is another matter only beside a notice of its own."""
    assert TOPICS.named("三八国际劳动妇女节维权周") == {"2020-38"}


def test_unless_the_notice_is_about_just_that() -> None:
    """Where 红旗手 is what was asked for, a text about it is no other matter."""
    topics = Topics((MARCH, BANNER, RIGHTS))
    assert topics.named("三八红旗手推荐表") == {"hongqi"}
    assert not topics.is_other_matter("三八红旗手推荐表")
    assert "weiquan" in topics.named("维权周小结")
    assert "2020-38" not in topics.named("三八维权周小结")


@pytest.mark.parametrize("text", ["三八活动", "三八活动和三八红旗手", "总结", ""])
def test_what_is_about_a_notice_or_about_nothing_is_no_other_matter(text: str) -> None:
    assert not TOPICS.is_other_matter(text)


@pytest.mark.parametrize(
    ("notice", "texts", "word"),
    [
        ("2020-38", ["总结", "庆“三·八”活动"], "三·八"),
        ("2020-38", ["三八（青妇通〔2020〕1号）"], "青妇通〔2020〕1号"),
        ("2020-38", ["青政发〔2020〕1号三八活动"], "三八"),
        ("wenming", ["巾帼 文明岗推荐表"], "巾帼文明岗"),
        ("wenming", ["三八活动"], ""),
        ("2020-38", [], ""),
        ("other", ["三八活动"], ""),
    ],
)
def test_the_clerk_is_shown_the_word_that_told(notice: str, texts: list[str], word: str) -> None:
    assert TOPICS.word_in(notice, texts) == word


@pytest.mark.parametrize(
    ("text", "years", "foreign"),
    [
        ("2019年三八活动总结", [2020], {2019}),
        ("2020年三八活动总结", [2020], set()),
        ("2019-2020年度", [2020], set()),
        ("２０１９年", [2020], {2019}),
        ("20190308.docx", [2020], set()),
        ("120190元", [2020], set()),
        ("总结", [2020], set()),
        ("总结2018", [], {2018}),
    ],
)
def test_a_text_about_other_years_tells_them(text: str, years: list[int], foreign: set[int]) -> None:
    """Last year's report, sent by mistake, must not be filed."""
    assert foreign_years(text, years) == foreign
    assert foreign <= years_in(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "三八",
                "节",
                "红旗手",
                "青妇通",
                "〔2020〕",
                "1号",
                "巾帼文明岗",
                "留守",
                "妇女",
                "儿童",
                "关爱",
                "“",
                "”",
            ]
        ),
        max_size=20,
    ).map("".join)
)
@settings(deadline=None)
def test_what_names_a_notice_can_be_shown(text: str) -> None:
    """There is a word to show for every notice that is named, and it is never a word that is not there."""
    for notice in TOPICS.named(text):
        word = TOPICS.word_in(notice, [text])
        assert word
    assert not (TOPICS.named(text) and TOPICS.is_other_matter(text))
