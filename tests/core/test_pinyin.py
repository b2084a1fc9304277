"""Names by their sound."""

from __future__ import annotations

import pytest

from fedtrack.core.matching.pinyin import initials, spelling


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("白水镇妇联", {"bszfl"}),
        ("长宁镇", {"cnz", "znz", "czz", "zzz"}),  # 长 is chang or zhang, 宁 ning or zhu
        ("县A局", {"xaj"}),  # what is no Chinese stays what it is, in small letters
        ("", {""}),
    ],
)
def test_initials_are_given_in_every_reading(name: str, letters: set[str]) -> None:
    assert initials(name) == letters


def test_a_long_name_of_many_readings_is_cut_short_but_keeps_the_usual_one() -> None:
    """Readings multiply; a name must not cost a second."""
    name = "长行重乐" * 4
    found = initials(name)
    assert len(found) <= 65
    assert "zxzlzxzlzxzlzxzl" in found


@pytest.mark.parametrize(
    ("name", "letters"),
    [("安平乡妇联", "anpingxiangfulian"), ("绿水镇", "lvshuizhen"), ("县A局", "xianaju"), ("", "")],
)
def test_spelling_is_the_usual_pinyin_without_tones(name: str, letters: str) -> None:
    assert spelling(name) == letters
