"""Tell whose loose photos probably are: of the unit whose report lies beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from fedtrack.core.arrivals import Form
from fedtrack.core.judging.verdict import Decision, ItemKind
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from fedtrack.core.judging.verdict import Verdict
    from fedtrack.usecases.parcels import Sorted

_LAST_STEP = re.compile(r"[/\\#][^/\\#]*$")


def place_photos(items: Sequence[Sorted], unit_name: Callable[[str], str]) -> None:
    """Give loose photos the unit of the one report in their folder or zip; they are asked about still.

    Where the reports beside them are of two units, or one is doubtful, nothing is known of the photos.
    """
    reports: dict[str, set[tuple[str, str] | None]] = {}
    for one in items:
        if _is_loose(one) and one.verdict.kind != ItemKind.PHOTO:
            reports.setdefault(_folder(one), set()).update(_owners(one.verdict))
    for one in items:
        owners = reports.get(_folder(one), set())
        if len(owners) == 1 and _is_photo_to_place(one) and (owner := next(iter(owners))) is not None:
            unit, notice = owner
            why = Message("the report of {unit} lies beside it", unit=unit_name(unit))
            known = one.verdict
            one.verdict = replace(
                known,
                unit=unit,
                notice=known.notice or notice,
                candidates=(unit,),
                evidence=(*known.evidence, why),
            )


def alike_photos(items: Iterable[Sorted]) -> Iterator[list[Sorted]]:
    """Yield the items in their order, those together that one answer settles: photos of one unit's folder."""
    groups: dict[object, list[Sorted]] = {}
    for one in items:
        verdict = one.verdict
        together = verdict.kind == ItemKind.PHOTO and _is_loose(one) and len(verdict.candidates) == 1
        key = (_folder(one), verdict.candidates, verdict.notice) if together else id(one)
        groups.setdefault(key, []).append(one)
    yield from groups.values()


def _is_loose(one: Sorted) -> bool:
    return one.arrival.form in {Form.FILE, Form.MEMBER}


def _folder(one: Sorted) -> str:
    source = one.arrival.source
    return _LAST_STEP.sub("", source) if _LAST_STEP.search(source) else ""


def _owners(verdict: Verdict) -> Iterator[tuple[str, str] | None]:
    """Yield whose report a thing is, None where that is not certain; what is no report says nothing."""
    filed_before = verdict.kind == ItemKind.DUPLICATE and verdict.unit is not None
    if verdict.decision == Decision.RECORD or filed_before:
        yield (verdict.unit or "", verdict.notice or "")
    elif verdict.decision == Decision.REVIEW:
        yield None


def _is_photo_to_place(one: Sorted) -> bool:
    return (
        _is_loose(one)
        and one.verdict.kind == ItemKind.PHOTO
        and one.verdict.decision == Decision.REVIEW
        and not one.verdict.candidates
    )
