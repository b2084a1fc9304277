"""An arrival with all that was found out about it, before it is judged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.arrivals import Arrival
from fedtrack.core.judging.contents import Contents
from fedtrack.core.judging.verdict import Decision, ItemKind, Verdict
from fedtrack.core.judging.which import Which
from fedtrack.core.judging.whose import Whose
from fedtrack.core.judging.words import BUSINESS, CORRECTION, DISCLAIMER, NIL, REPLY, SUPPLEMENT
from fedtrack.errors import Message

if TYPE_CHECKING:
    from collections.abc import Sequence


_SENTENCE = re.compile(r"[。\n]")


class Item(Struct, frozen=True):
    """What is known of one arrival; `doubts` are those about neither unit nor notice."""

    arrival: Arrival
    contents: Contents
    whose: Whose
    which: Which
    doubts: tuple[Message, ...]
    known_sender: bool = False
    own_sender: bool = False
    own_paper: bool = False
    unit_name: str = ""
    """What the likely unit is called, whose words are its own: 信访 in 县信访局."""

    @property
    def words(self) -> str:
        """The subject and the text, without what is quoted and what a mail server adds."""
        text = self.arrival.text
        if DISCLAIMER.search(text):
            text = "\n".join(one for one in _SENTENCE.split(text) if not DISCLAIMER.search(one))
        return f"{REPLY.sub('', self.arrival.subject)}\n{text}".strip()

    @property
    def is_reply(self) -> bool:
        """Whether the subject says that it answers or forwards another mail."""
        return REPLY.match(self.arrival.subject) is not None

    def is_business(self, text: str) -> bool:
        """Say whether a text is about another matter, in words not of the unit's name: 审计 in 县审计局."""
        found = {match.group() for match in BUSINESS.finditer(text)}
        return not self.which.told and any(word not in self.unit_name for word in found)

    @property
    def proven(self) -> bool:
        """Whether unit and notice are certain and nothing speaks against either."""
        return not self.all_doubts and self.whose.unit is not None and self.which.notice is not None

    @property
    def all_doubts(self) -> tuple[Message, ...]:
        """Everything that speaks against filing it."""
        return (*self.whose.doubts, *self.which.doubts, *self.doubts)

    def record(self, kind: ItemKind | None = None) -> Verdict:
        """Return that it is filed."""
        return self._verdict(Decision.RECORD, kind or self.report_kind())

    def review(self, kind: ItemKind, *why: Message) -> Verdict:
        """Return that the clerk is asked."""
        return self._verdict(Decision.REVIEW, kind, why)

    def ignore(self, kind: ItemKind, *why: Message) -> Verdict:
        """Return that it is left alone."""
        return self._verdict(Decision.IGNORE, kind, why)

    def report_kind(self) -> ItemKind:
        """Return what kind of report it calls itself."""
        if CORRECTION.search(self.words) or self._titled(CORRECTION):
            return ItemKind.CORRECTION
        if SUPPLEMENT.search(self.words) or self._titled(SUPPLEMENT):
            return ItemKind.SUPPLEMENT
        if NIL.search(self.arrival.subject):
            return ItemKind.NIL
        return ItemKind.REPORT

    def _titled(self, pattern) -> bool:  # type: ignore[no-untyped-def]  # noqa: ANN001
        return any(pattern.search(file.name) for file in self.contents.documents)

    def _verdict(self, decision: Decision, kind: ItemKind, why: Sequence[Message] = ()) -> Verdict:
        return Verdict(
            decision,
            kind,
            unit=self.whose.likely,
            notice=self.which.notice.id if self.which.notice else None,
            candidates=self.whose.candidates,
            evidence=(*self.whose.evidence, *self.which.evidence),
            doubts=(*why, *(self.all_doubts if decision == Decision.REVIEW else ())),
            places=self.whose.places,
            word=self.which.word,
        )
