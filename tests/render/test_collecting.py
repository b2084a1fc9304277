"""What came in, as the clerk sees it: the tables whole, and what of it goes to scripts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from fedtrack.core.arrivals import Arrival, Form, Undelivered
from fedtrack.core.judging.claims import Where
from fedtrack.core.judging.verdict import Decision, ItemKind, Verdict
from fedtrack.errors import Message
from fedtrack.render import language
from fedtrack.render.arrival_words import item_kind_word, place_word
from fedtrack.render.asking import figures_words, render_item
from fedtrack.render.collecting import (
    collection_document,
    dry_run_foot,
    next_step,
    render_bounces,
    render_certain,
    render_doubtful,
    render_hints,
    render_ignored,
    sorted_by_decision,
    title_of,
)
from fedtrack.usecases.parcels import Parcel, Sorted
from fedtrack.usecases.received_day import Basis, ReceivedDay
from tests.render.stage import FIGURES, LONG_NAME, TODAY, assert_page, draw, make_season, segments
from tests.usecases.arriving import a_file

ROSTER, _NOTICE = make_season()
RECORD, REVIEW, IGNORE = Decision.RECORD, Decision.REVIEW, Decision.IGNORE
CAME = datetime.fromisoformat("2020-03-18T16:30")
PROOF = (
    Message("{address} is the address of {units}", address="baishi@qinghe.example", units=("白石镇妇联",)),
    Message("the subject names {units}", units=("白石镇妇联",)),
)


def item(source: str, verdict: Verdict, *, entry: str = "", form: Form = Form.MAIL, **fields: Any) -> Sorted:
    arrival = Arrival(source=source, key=source, form=form, **fields)
    return Sorted(Parcel(arrival, tuple), verdict, entry)


def verdict(
    decision: Decision, kind: ItemKind = ItemKind.REPORT, unit: str | None = None, **fields: Any
) -> Verdict:
    told: dict[str, Any] = {"notice": "2020-38", "candidates": (unit,) if unit else (), **fields}
    return Verdict(decision, kind, unit=unit, **told)


CERTAIN = [
    item(
        "mail/3.eml",
        verdict(RECORD, unit="baishi", evidence=PROOF, places=(Where.SENDER, Where.SUBJECT), word="三八"),
        received=CAME,
        subject="白石镇“三八”节活动总结",
    ),
    item(
        "县水利局“三八”活动总结.docx",
        verdict(RECORD, unit="shuili", places=(Where.FILE_NAME, Where.TITLE), word="三八"),
        form=Form.FILE,
        files=(a_file("县水利局“三八”活动总结.docx"),),
    ),
    item(
        "form.xlsx#5",
        verdict(RECORD, ItemKind.NIL, "gongsi", places=(Where.COLUMN,)),
        form=Form.ROW,
        received=CAME.replace(year=2019),
        cells={"单位名称": "青禾县城市建设投资有限公司", "活动标题": "无此项活动", "人数": 0},
    ),
]
DAYS = {
    "mail/3.eml": ReceivedDay(date(2020, 3, 18), None, Basis.ARRIVAL),
    "县水利局“三八”活动总结.docx": ReceivedDay(TODAY, None, Basis.TODAY),
    "form.xlsx#5": ReceivedDay(date(2019, 3, 18), None, Basis.ARRIVAL),
    "a.zip#照片.jpg": ReceivedDay(date(2020, 3, 17), None, Basis.FILE),
}
DOUBTFUL = [
    item(
        "box.mbox#2",
        verdict(
            REVIEW,
            candidates=("heishi", "heishikq", "gone"),
            evidence=(Message("its title says “{word}”", word="三八"),),
            doubts=(Message("several units are named: {units}", units=("黑石镇妇联", "黑石矿区管理处")),),
        ),
        received=CAME,
        sender="a@elsewhere.example",
        sender_name="韦某",
        subject=f"{LONG_NAME}与黑石镇妇联、黑石矿区管理处联合开展“三八”活动的情况",
        text="各位领导：\n我们联合开展了活动。",
        files=(a_file("情况.docx"), a_file("logo.png", inline=True), a_file("照片.jpg")),
    ),
    item(
        "a.zip#照片.jpg",
        verdict(REVIEW, ItemKind.PHOTO, evidence=(Message("only photos"),)),
        form=Form.MEMBER,
        files=(a_file("照片.jpg"),),
    ),
]
IGNORED = [
    *(item(f"{n}.eml", verdict(IGNORE, ItemKind.SPAM)) for n in range(3)),
    item("n.eml", verdict(IGNORE, ItemKind.NOTICE)),
    item(
        "b.eml",
        verdict(IGNORE, ItemKind.BOUNCE, "heishi"),
        undelivered=(Undelivered("heishi@qinghe.example"), Undelivered("55502@qq.example")),
    ),
    item("c.eml", verdict(IGNORE, ItemKind.BOUNCE), undelivered=(Undelivered("x@elsewhere.example"),)),
]


def page(*, width: int) -> str:
    """Return all that a run without questions shows."""
    parts = [
        *render_certain(CERTAIN, ROSTER, TODAY, DAYS, filed=True),
        *render_doubtful(DOUBTFUL, ROSTER, TODAY, DAYS),
        *render_hints([*CERTAIN, *DOUBTFUL], ROSTER, TODAY, DAYS),
        *render_ignored(IGNORED),
        *render_bounces(IGNORED, ROSTER),
        next_step(3, 2, again="fedtrack collect inbox"),
    ]
    return draw(*parts, width=width)


def asked(*, width: int) -> str:
    """Return what stands before the questions."""
    parts = list(render_certain(CERTAIN[:1], ROSTER, TODAY, DAYS))
    for position, one in enumerate(DOUBTFUL, start=1):
        parts += render_item(one, ROSTER, TODAY, DAYS, position=position, total=2)
    return draw(*parts, width=width)


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
@pytest.mark.parametrize("width", [80, 120])
def test_the_page(width: int, tongue: str) -> None:
    """On a narrow terminal and a wide one, in both languages."""
    language.install({"FEDTRACK_LANG": tongue})
    ending = "" if tongue == "en" else f".{tongue}"
    assert_page(f"collect-{width}{ending}", page(width=width))
    assert_page(f"collect-asked-{width}{ending}", asked(width=width))


def test_few_things_that_are_left_alone_are_named() -> None:
    """With what they are; many are counted, and it is said how each is told."""
    drawn = draw(*render_ignored(IGNORED[-3:]), width=80)
    assert drawn == (
        "Left alone (3):\n  notice  (no subject)  n.eml\n"
        "  bounce  (no subject)  b.eml\n  bounce  (no subject)  c.eml\n"
    )
    assert "--dry-run --json each is told" in draw(*render_ignored(IGNORED), width=80)


def test_no_english_is_left_in_the_chinese_page() -> None:
    """But for names of files, addresses and commands."""
    language.install({"FEDTRACK_LANG": "zh_CN"})
    words = page(width=120) + asked(width=120)
    for known in (
        *(
            "mail/3.eml",
            ".docx",
            ".jpg",
            "form.xlsx",
            "box.mbox",
            "a.zip",
            "fedtrack",
            "status",
            "collect",
            "inbox",
            "--on",
            "--dry-run",
            "--json",
        ),
        *("heishi@qinghe.example", "55502@qq.example", "units.toml", "a@elsewhere.example", "gone"),
    ):
        words = words.replace(known, "")
    assert not [char for char in words if char.isascii() and char.isalpha()], words


def test_several_notices_have_a_column() -> None:
    other = item("z.eml", verdict(RECORD, unit="heishi", notice="2020-39"), received=CAME, subject="家庭故事")
    text = draw(*render_certain([CERTAIN[0], other], ROSTER, TODAY, DAYS), width=120)
    assert "notice" in text
    assert "2020-39" in text


def test_nothing_to_show_is_nothing() -> None:
    assert not [
        *render_certain([], ROSTER, TODAY, {}),
        *render_doubtful([], ROSTER, TODAY, {}),
        *render_ignored([]),
        *render_bounces([], ROSTER),
    ]


@pytest.mark.parametrize(("filed", "left", "words"), [(2, 0, "status"), (2, 1, "to be looked at: 1")])
def test_the_next_step(filed: int, left: int, words: str) -> None:
    text = next_step(filed, left, again="fedtrack collect inbox").plain
    assert text.startswith("Filed: 2;")
    assert words in text


def test_the_foot_of_a_dry_run() -> None:
    words = dry_run_foot(4, 1).plain
    assert words == "Nothing was filed (--dry-run): 4 would be, 1 to be looked at"


def test_the_document() -> None:
    """Sentences once each; what is not known is null, not empty."""
    document = collection_document([*CERTAIN[:1], *DOUBTFUL[1:]])
    first, second = document["items"]
    assert first == {
        "source": "mail/3.eml",
        "unit": "baishi",
        "notice": "2020-38",
        "received": CAME.date(),
        "decision": RECORD,
        "kind": ItemKind.REPORT,
        "candidates": ("baishi",),
        "evidence": [
            "baishi@qinghe.example is the address of 白石镇妇联",
            "the subject names 白石镇妇联",
        ],
        "files": [],
        "entry": None,
    }
    assert (second["unit"], second["received"], second["files"]) == (None, None, ["照片.jpg"])
    assert collection_document([item("a", verdict(RECORD), entry="x")])["items"][0]["entry"] == "x"


def test_a_sentence_that_is_evidence_and_doubt_stands_once() -> None:
    one = item("a", verdict(REVIEW, evidence=PROOF, doubts=PROOF))
    assert len(collection_document([one])["items"][0]["evidence"]) == 2
    text = draw(*render_item(one, ROSTER, TODAY, DAYS, position=1, total=1), width=120)
    assert text.count("the subject names") == 1


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"subject": "总结"}, "总结"),
        ({"files": (a_file("a.docx"),)}, "a.docx"),
        ({}, "(no subject)"),
        ({"subject": "长" * 99}, "长" * 60),
        ({"form": Form.ROW, "cells": {"甲": "一", "乙": 2}}, "一 2"),
    ],
)
def test_what_an_item_is_called(fields: dict[str, Any], title: str) -> None:
    assert title_of(item("a", verdict(RECORD), **fields).arrival) == title


def test_numbers_with_their_labels() -> None:
    """In the order of the notice; a figure that it does not ask for is left out."""
    assert (
        figures_words({"participants": 120, "x": 1, "events": 2.5}, FIGURES)
        == "开展活动2.5场次、参与人数120人次"
    )


def test_items_under_their_decisions() -> None:
    found = sorted_by_decision([*IGNORED, *CERTAIN])
    assert (found[RECORD], found[REVIEW], found[IGNORE]) == (CERTAIN, [], IGNORED)


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_every_kind_has_a_word_of_its_own(tongue: str) -> None:
    language.install({"FEDTRACK_LANG": tongue})
    assert len({item_kind_word(kind) for kind in ItemKind}) == len(ItemKind)


def test_every_place_that_can_prove_a_unit_has_a_word() -> None:
    """A text and the sender's name prove nothing; a place of a newer fedtrack is shown by its name."""
    language.install({"FEDTRACK_LANG": "zh_CN"})
    assert {place for place in Where if place_word(place).isascii()} == {Where.TEXT, Where.DISPLAY}
    assert place_word("stamp") == "stamp"


def test_nothing_in_an_item_is_obeyed() -> None:
    """Markup and escapes show letter by letter, wherever they stand."""
    evil = "[red]\x1b[31m\u202e\n\r"
    one = item(
        evil,
        verdict(REVIEW, doubts=(Message("{evil}", evil=evil),), candidates=(evil,)),
        sender=evil,
        sender_name=evil,
        subject=evil,
        text=evil,
        files=(a_file(evil),),
    )
    drawn = [
        *render_item(one, ROSTER, TODAY, DAYS, position=1, total=1),
        *render_doubtful([one], ROSTER, TODAY, {}),
        *render_certain([one], ROSTER, TODAY, {}),
    ]
    text = "".join(segment.text for part in drawn for segment in segments(part))
    assert not {"\x1b", "\u202e", "\r"} & set(text)
    assert "[red]" in text
