"""A notice as it was read, compared whole."""

from __future__ import annotations

from datetime import date, time

import pytest

from fedtrack.core.matching.recipients import Addressed, Recipients
from fedtrack.core.model import Deadline
from fedtrack.core.reading.published.facts import Caution, Caveat, DeadlineFact, NoticeFacts, PassedOver
from fedtrack.errors import Message
from fedtrack.render.published import foot, render_blocks, render_published
from fedtrack.usecases.read_published import PublishedNotice
from tests.builders import DUE, ISSUED, make_notice, make_unit
from tests.render.stage import assert_page, draw

FACTS = NoticeFacts(
    issuer="青禾县妇女联合会",
    number="青妇发〔2020〕6号",
    title="青禾县妇女联合会关于开展纪念“三八”国际妇女节系列活动有关工作的通知",
    theme="巾帼[b]建功\x1b[31m",
    recipients=("各乡镇妇联", "县直有关单位妇委会", "黑石矿区管理处", "各农场女工委"),
    issued=ISSUED,
    deadlines=(
        DeadlineFact(
            DUE,
            "活动开展情况",
            words="请各单位于2020323日前将开展活动的情况和照片一并报送县妇联办公室，逾期不再受理",
        ),
        DeadlineFact(date(2020, 3, 10), "活动方案", clock=time(17), words="3月10日17:00前"),
        DeadlineFact(date(2020, 3, 11), "名单", time_text="下班前", words="3月11日下班前"),
        DeadlineFact(None, "家庭故事", relative="活动结束后3日内"),
        DeadlineFact(date(2020, 3, 25), "简报", recurs="monthly:25", words="每月25日前"),
        DeadlineFact(None, ""),
    ),
    emails=("qhfl@qinghe.example",),
    phones=("0700-5550100",),
    channels=("OA", "邮箱"),
    contact="韦晓",
    attachments=("活动情况统计表",),
    work_items=(
        "走访慰问困难妇女、单亲母亲、抗疫一线医务和警务工作者，关心她们的身体健康和家庭生活情况",
        "普法宣传",
    ),
    passed_over=(PassedOver(date(2020, 3, 8), "3月8日举行表彰大会", Message("it is the day of an event")),),
    cautions=(Caution(Caveat.LOST_CHARACTERS, Message("characters were lost in a date or number")),),
    number_words="青妇发〔20206",
    issued_words="2020年33",
)
RECIPIENTS = Recipients(
    (
        Addressed("各乡镇妇联", ("乡镇妇联",)),
        Addressed("县直有关单位妇委会", ("县直单位",), some=True),
        Addressed("黑石矿区管理处", units=(make_unit("heishikq", name="黑石矿区管理处"),)),
        Addressed("各农场女工委"),
    ),
    ("乡镇妇联", "县直单位", "heishikq"),
    ("驻县单位", ""),
)
FOUND = PublishedNotice(FACTS, RECIPIENTS, (make_notice(id="2020-6"),))


@pytest.mark.parametrize("width", [80, 120])
def test_a_notice_as_it_was_read(width: int) -> None:
    """Each fact beside its words; what is hostile shows as it is written."""
    page = draw(
        *render_published(FOUND),
        *render_blocks(FOUND.new, '[[notices]]\nid = "2020-6"\n'),
        foot(FOUND, add=False, added=False),
        width=width,
    )
    assert_page(f"notice-read-{width}", page)


def test_a_paper_that_says_nothing() -> None:
    found = PublishedNotice(NoticeFacts(), Recipients((Addressed("各中学"),)))
    text = draw(
        *render_published(found), *render_blocks((), ""), foot(found, add=True, added=False), width=100
    )
    assert "No group of units.toml fits: all units are asked" in text
    assert "No day was read that a notice could be made of" in text
    assert "For units.toml" not in text


@pytest.mark.parametrize(
    ("add", "added", "said"),
    [
        (False, False, "`--add` adds the notices (1)"),
        (True, False, "Nothing was added"),
        (True, True, "`fedtrack status 2020-6`"),
    ],
)
def test_what_to_do_next(add: bool, added: bool, said: str) -> None:
    assert said in draw(foot(FOUND, add=add, added=added), width=100)


def test_what_is_there_already() -> None:
    found = PublishedNotice(FACTS, RECIPIENTS, (), (make_notice(deadline=Deadline(DUE)),))
    assert "already: 2020-38" in draw(foot(found, add=True, added=False), width=100)
