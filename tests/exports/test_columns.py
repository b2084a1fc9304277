"""The words and sums that the exports for people share."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.model import State, Via
from fedtrack.core.summary import Totals
from fedtrack.exports.columns import list_units
from fedtrack.exports.phrases import STATE_NAMES, VIA_NAMES, sentence
from tests.exports.support import partly_filled, season, summary_of


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        (
            Totals(
                expected_reports=75,
                actual_reports=71,
                actual_reports_on_time=70,
                late=1,
                outstanding=4,
                returned=1,
                excused=2,
                overdue=3,
                reporting_rate=0.9467,
                reporting_rate_on_time=0.9333,
            ),
            (
                "应报75家，已报71家，报送率94.7%，其中按时70家，按时率93.3%，逾期报送1家，未报4家，"
                "未报中退回重报1家，免报2家。"
            ),
        ),
        (
            Totals(
                expected_reports=3,
                actual_reports=3,
                actual_reports_on_time=3,
                reporting_rate=1.0,
                reporting_rate_on_time=1.0,
            ),
            "应报3家，已报3家，报送率100.0%，其中按时3家，按时率100.0%。",
        ),
        (Totals(), "应报0家，已报0家，其中按时0家。"),
        (Totals(excused=2), "应报0家，已报0家，其中按时0家，免报2家。"),
    ],
)
def test_the_sentence_says_what_there_is(totals: Totals, said: str) -> None:
    """Counts of nought and rates of nothing are left out, but for the two that are always asked for."""
    assert sentence(totals) == said


def test_every_state_and_channel_has_a_name() -> None:
    assert set(STATE_NAMES) == set(State)
    assert set(VIA_NAMES) == set(Via)


def test_a_channel_of_another_version_keeps_its_own_name() -> None:
    """An entry that a later fedtrack wrote is shown as it is."""
    summary = season()
    standings = tuple(replace(one, via="fax") for one in summary.standings)
    assert list_units(replace(summary, standings=standings)).rows[0][6] == "fax"


def test_sums_are_of_what_was_reported() -> None:
    """A figure that nobody reported has no sum; one that some reported has theirs."""
    summary = season()
    assert list_units(summary).totals[8:10] == [2, 120.5]
    assert list_units(summary_of([], units="ab")).totals[8:10] == [None, None]


def test_a_sum_of_a_few_says_of_how_many_it_is() -> None:
    """A nil report lacks no figure, and who owes a report is told of elsewhere."""
    assert list_units(partly_filled()).totals[8:10] == ["5（已填数字的2家）", 60]
