"""What holds for every arrival, whatever is written in it."""

from __future__ import annotations

import string

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from fedtrack.core.arrivals import Arrival, Form, Machine, Reading, ReceivedFile, Sheet, Undelivered
from fedtrack.core.judging.judge import Judge
from fedtrack.core.judging.verdict import Decision, ItemKind
from fedtrack.errors import Message
from tests.core.judging.office import AS_OF, BAISHI, ROSTER, SHARED, UNITS, document, mail, reminder, row

JUDGE = Judge(ROSTER, as_of=AS_OF)
NAMES = tuple(unit.name for unit in UNITS)
LOOKALIKE = "a@qinghe-example.com"
WORDS = st.sampled_from(
    (
        *("三八活动总结", "最美家庭推荐表", "补报", "更正", "零报告", "2019年", "的通知", "方案", "请问"),
        *(
            "收到",
            "白石",
            "黑石镇",
            "县医院",
            "水利局",
            "女工委",
            "联合",
            "到",
            "感谢",
            "代报",
            "填报单位：",
            "\n",
        ),
        *("\u202e", "\x1b", "../", ".exe", "~$", "转发：", "2020-03-18 10:00", "附件", "。", "\x00", ""),
    )
)
ANY_TEXT = st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=6).map("".join), st.sampled_from(NAMES))
NO_UNIT = st.lists(
    st.sampled_from(
        ("三八活动总结", "最美家庭推荐表", "材料", "补报", "零报告", "见附件", "我们", "组织", "，", "2020年")
    ),
    max_size=6,
).map("".join)
PLACES = ("subject", "file", "title", "label", "header", "row")
CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), ANY_TEXT, st.just(AS_OF))
SENDERS = st.sampled_from((BAISHI, SHARED, "qhfl@qinghe.example", "x@qq.example", "", LOOKALIKE))


@st.composite
def any_file(draw: st.DrawFn) -> ReceivedFile:
    """Return a file with any texts in it."""
    texts = st.lists(ANY_TEXT, max_size=4).map(tuple)
    sheet = st.builds(
        Sheet, ANY_TEXT, st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=4).map(tuple)
    )
    return document(
        draw(ANY_TEXT) + draw(st.sampled_from(("", ".docx", ".xlsx", ".jpg", ".exe", ".zip"))),
        *draw(texts),
        reading=draw(st.sampled_from(Reading)),
        page_headers=draw(texts),
        sheets=draw(st.lists(sheet, max_size=1).map(tuple)),
        active=draw(st.booleans()),
        inline=draw(st.booleans()),
    )


@st.composite
def any_arrival(draw: st.DrawFn) -> Arrival:
    """Return an arrival with any texts in all its fields."""
    answers = st.sampled_from((*reminder("baishi"), "<x@y>", "<fedtrack.", ""))
    return Arrival(
        source=draw(ANY_TEXT),
        key="k",
        form=draw(st.sampled_from(Form)),
        received=draw(st.sampled_from((None, AS_OF, AS_OF.replace(year=1970), AS_OF.replace(year=2036)))),
        sender=draw(st.one_of(SENDERS, ANY_TEXT)),
        sender_name=draw(ANY_TEXT),
        subject=draw(ANY_TEXT),
        answers=tuple(draw(st.lists(answers, max_size=2))),
        text=draw(ANY_TEXT),
        quoted=draw(ANY_TEXT),
        files=tuple(draw(st.lists(any_file(), max_size=3))),
        folders=tuple(draw(st.lists(ANY_TEXT, max_size=2))),
        heading=draw(ANY_TEXT),
        cells=draw(st.dictionaries(st.sampled_from(("单位", "标题", "备注")), CELLS)),
        unit_columns=("单位",),
        title_column="标题",
        machine=draw(st.one_of(st.none(), st.sampled_from(Machine))),
        undelivered=tuple(draw(st.lists(st.builds(Undelivered, SENDERS), max_size=2))),
        faults=tuple(draw(st.lists(st.just(Message("no boundary")), max_size=1))),
    )


@given(any_arrival())
def test_any_arrival_is_judged(arrival: Arrival) -> None:
    """Nothing is raised; what is filed has a unit and a notice, a reason and no doubt."""
    verdict = JUDGE.judge(arrival)
    assert verdict.unit is None or verdict.unit in {unit.id for unit in UNITS}
    assert all(map(str, (*verdict.evidence, *verdict.doubts)))
    if verdict.decision == Decision.RECORD:
        assert verdict.unit is not None
        assert verdict.notice is not None
        assert verdict.places
        assert verdict.evidence
        assert not verdict.doubts
    elif verdict.decision == Decision.REVIEW:
        assert verdict.doubts


@given(any_arrival())
def test_the_order_of_the_files_decides_nothing(arrival: Arrival) -> None:
    assume(len(arrival.files) > 1)
    there, back = JUDGE.judge(arrival), JUDGE.judge(replace(arrival, files=arrival.files[::-1]))
    assert (there.decision, there.unit, there.notice) == (back.decision, back.unit, back.notice)
    assert set(there.candidates) == set(back.candidates)


@given(st.permutations(NAMES), st.sampled_from(PLACES), NO_UNIT)
def test_two_units_in_headlines_are_never_filed(names: list[str], place: str, matter: str) -> None:
    """The second name may stand in any headline; there is always 三八 in it as well."""
    one, other = names[:2]
    lines = {"title": (f"{other}三八活动总结", "正文"), "label": ("统计表", f"填报单位：{other}")}
    paper = document(
        f"{other}{matter}.docx" if place == "file" else "1.docx",
        *lines.get(place, ()),
        page_headers=(other,) if place == "header" else (),
    )
    subject = f"{one}{matter}{other}三八" if place == "subject" else f"{one}{matter}三八"
    arrival: Arrival = mail(subject, "", paper)
    if place == "row":
        arrival = row(title_column="标题", 单位=one, 标题=f"{other}{matter}三八")
    assert JUDGE.judge(arrival).decision != Decision.RECORD


@given(any_arrival(), st.sampled_from(NAMES[1:]), st.booleans())
def test_another_units_name_in_the_subject_never_makes_a_record(
    arrival: Arrival, name: str, before: bool
) -> None:
    """What was asked about though its address is on the list stays so."""
    asked = replace(arrival, form=Form.MAIL, sender=BAISHI)
    assume(JUDGE.judge(asked).decision == Decision.REVIEW)
    subject = f"{name} {asked.subject}" if before else f"{asked.subject} {name}"
    assert JUDGE.judge(replace(asked, subject=subject)).decision != Decision.RECORD


@given(NO_UNIT, NO_UNIT, NO_UNIT, st.sampled_from(string.ascii_letters))
def test_without_any_unit_nothing_is_filed(subject: str, text: str, line: str, name: str) -> None:
    for files in ((), (document(f"{name}.docx", line, text),), (document(f"{line}.jpg"),)):
        assert JUDGE.judge(mail(subject, text, *files)).decision != Decision.RECORD
    assert JUDGE.judge(row(heading=subject, 单位=line, 备注=text)).decision != Decision.RECORD


def test_every_decision_and_kind_has_its_word_for_the_document() -> None:
    """The values stand in the JSON: changing one breaks its readers."""
    assert [decision.value for decision in Decision] == ["record", "review", "ignore"]
    assert {kind.value for kind in ItemKind} == {
        *("report", "supplement", "correction", "nil", "duplicate", "reply", "bounce", "auto_reply"),
        *("question", "notice", "spam", "photo", "other"),
    }
