"""The same thing collected by two clerks, each into their own ledger, and the ledgers brought together."""

from __future__ import annotations

from fedtrack.core.model import State
from fedtrack.core.payloads import FiledFile, Report, Return
from tests.core.standings import identifier, march, stand, written

FILE = FiledFile("received/2020-38/baishi/a.doc", "0" * 64, 3, "a.doc")
MAIL = Report(march(18), files=(FILE,), arrival="<1@qq.example>", figures={"events": 3})
SAME = Report(march(18), files=(FILE,), arrival="<1@qq.example>", figures={"people": 9}, note="已核")
OTHER = Report(march(19), files=(FILE,), arrival="<2@qq.example>")


def test_the_same_thing_counts_once() -> None:
    """Its files are not counted twice; what the other clerk read out of it is kept."""
    for reports in ((MAIL, SAME), (SAME, MAIL)):
        standing = stand(written(*reports))
        assert (standing.files, standing.figures, standing.note) == (1, {"events": 3, "people": 9}, "已核")


def test_other_things_count_each() -> None:
    """Another mail adds to it, and what was typed in by hand has no key to be known again by."""
    assert stand(written(MAIL, SAME, OTHER)).files == 2
    by_hand = Report(march(18), files=(FILE,))
    assert stand(written(by_hand, by_hand)).files == 2


def test_the_same_thing_is_sent_back_once() -> None:
    """A clerk who sends it back knows only of the report in their own ledger."""
    for named in (1, 2):
        standing = stand(written(MAIL, SAME, Return(march(20), "缺照片", (identifier(named),))))
        assert standing.state is State.RETURNED


def test_other_things_are_not_sent_back_with_it() -> None:
    standing = stand(written(MAIL, OTHER, Return(march(20), "缺照片", (identifier(1),))))
    assert (standing.state, standing.received_on) == (State.ON_TIME, march(19))


def test_what_is_filed_again_after_it_was_sent_back_counts() -> None:
    """The clerk was asked, and said so."""
    standing = stand(written(MAIL, Return(march(20), "缺照片", (identifier(1),)), SAME))
    assert standing.state is State.ON_TIME
