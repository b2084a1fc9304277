"""The table of first letters, beside the dictionary that it was made from."""

from __future__ import annotations

from fedtrack.core.matching.first_letters import BEGIN_WITH
from scripts.first_letters import gather


def test_the_table_says_what_the_dictionary_says() -> None:
    """Of new releases of the dictionary it may lack a reading of a few rare characters, and no more."""
    missing = {
        character
        for letter, characters in gather().items()
        for character in set(characters) ^ set(BEGIN_WITH.get(letter, ""))
    }
    assert len(missing) < 70  # of 6 763: one in a hundred


def test_the_characters_of_township_names_are_all_there() -> None:
    """Rare ones too: 圩, 榄 and 潭 are in the standard's second level or at its edge."""
    every = set().union(*BEGIN_WITH.values())
    assert set("长安浮石泗顶板榄大将良坡雅瑶沙子桥潭头东起圩镇乡县妇联女工委") <= every
