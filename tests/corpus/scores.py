"""How well a collection does against the truth of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct


class Expected(Struct, frozen=True):
    """What is right for an item, under the keys of `fedtrack.collection/1`, and what else will do."""

    source: str
    unit: str | None
    notice: str | None
    received: str | None
    decision: str
    kind: str
    accept: tuple[str, ...]
    candidates: tuple[str, ...]
    duplicate_of: str | None
    figures: Mapping[str, int]
    why: str


class Score(Struct, frozen=True):
    """The figures that count, and each miss in a line.

    `wrong`: recorded for another unit or notice than the truth, or where nothing may be recorded. `lost`:
    ignored, or not told at all, though it should be recorded. `filed`: of what is recorded without question,
    the share that was. `asked`: of what needs no eye, the share that was brought before one.
    """

    wrong: int
    lost: int
    filed: float
    asked: float
    misses: tuple[str, ...]


def score(items: Sequence[Mapping[str, object]], truth: Sequence[Expected]) -> Score:
    """Return how the items of a `fedtrack.collection/1` compare with the truth."""
    found = {str(item["source"]): item for item in items}
    wrong, lost, filed, sure, asked, plain = 0, 0, 0, 0, 0, 0
    misses = [f"not in the list: {source}" for source in sorted(found.keys() - {one.source for one in truth})]
    for expected in truth:
        item = found.get(expected.source, {"decision": "ignore", "evidence": ["not told"]})
        decision = item["decision"]
        fits = _fits(item, expected)
        wrong += decision == "record" and not fits
        lost += decision == "ignore" and expected.decision == "record" and "ignore" not in expected.accept
        if expected.decision != "review" and "review" not in expected.accept:
            plain += 1
            asked += decision == "review"
            if expected.decision == "record":
                sure += 1
                filed += decision == "record" and fits
        if decision not in {expected.decision, *expected.accept} or not fits:
            misses.append(_miss(item, expected))
    return Score(wrong, lost, filed / sure if sure else 1.0, asked / plain if plain else 0.0, tuple(misses))


def _fits(item: Mapping[str, object], expected: Expected) -> bool:
    """Say whether what was recorded, if anything was, may be so."""
    if item["decision"] != "record":
        return True
    allowed = "record" in {expected.decision, *expected.accept}
    return allowed and item.get("unit") == expected.unit and item.get("notice") == expected.notice


def _miss(item: Mapping[str, object], expected: Expected) -> str:
    said = f"{item['decision']} {item.get('unit')} {item.get('notice')} {item.get('kind')}"
    right = "/".join((expected.decision, *expected.accept))
    return (
        f"{expected.source}: {said}; right is {right} {expected.unit} {expected.notice} {expected.kind}"
        f" ({expected.why}); evidence: {item.get('evidence')}"
    )
