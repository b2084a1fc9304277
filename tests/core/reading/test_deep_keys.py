"""Keys of TOML that go deeper than anybody writes."""

from __future__ import annotations

import time
import tomllib

import pytest

from fedtrack.core.reading.deep_keys import has_deep_keys

MANY = 100


@pytest.mark.parametrize(
    "text",
    [
        f"{'a.' * MANY}a = 1",
        f"[{'a.' * MANY}a]",
        f"[[{'a . ' * MANY}a]]",
        "x = { " + '"a b".' * MANY + "a = 1 }",
        "x = '.'\n" + "'a'." * MANY + "a = 1",
        '"a" = "b"\n' + "a." * MANY + "a",
        'x = """\\""""\n' + "a." * MANY + "a = 1",
    ],
)
def test_a_key_of_many_parts(text: str) -> None:
    assert has_deep_keys(text)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"a.b{number}.c = 1\n" for number in range(MANY)),
        "a = [" + "1.5, " * MANY + "]",
        "a = '" + "a." * MANY + "'",
        'a = "\\"' + "a." * MANY + '"',
        'a = """\n"' + "a." * MANY + '\n""" # ' + "a." * MANY,
        "a = '''" + "a." * MANY + "'''",
    ],
)
def test_points_elsewhere(text: str) -> None:
    assert tomllib.loads(text)["a"]
    assert not has_deep_keys(text)


@pytest.mark.parametrize(
    "piece",
    ["a.", '"', "'", '"""', "'''", '\\"', '"\\', ".a", ". ", "#", '""".', "'.", "a", " ", ".\n", "\\"],
)
def test_nothing_is_looked_at_twice(piece: str) -> None:
    began = time.process_time()
    has_deep_keys(piece * (2_000_000 // len(piece)))
    has_deep_keys("." * 40 + "\n" + piece * (2_000_000 // len(piece)))
    assert time.process_time() - began < 5
