"""Why a unit gets no mail, where it is no rule that says so: a word for scripts, a sentence for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.errors import Message

if TYPE_CHECKING:
    from fedtrack.core.standing import Standing

NO_EMAIL = "no_email"
UNKNOWN = "unknown"
UNSENT = "unsent_draft"
CHANGED = "changed"
DAILY_LIMIT = "daily_limit"

WITHOUT_EMAIL = Message("no e-mail address")
ROUND_DONE = Message("this round is done already")
DRAFTED_TODAY = Message(
    "drafted earlier today: send that draft, or take back all of that run with "
    "`fedtrack undo ENTRY --batch`; `fedtrack log` shows the ENTRY"
)


def not_confirmed(standing: Standing) -> Message:
    """Return that nobody knows whether the last reminder went out, and what to do."""
    return Message(
        "unknown whether the reminder of {day} went out: ask, and send it again with "
        "`fedtrack remind --send --resend {unit}` if not",
        day=standing.unconfirmed[-1].on,
        unit=standing.unit.id,
    )


def not_sent(standing: Standing) -> Message:
    """Return that a draft took the place of a mail, and what to do."""
    return Message(
        "the server took no more mails on {day}: send the draft of that day in drafts/ by hand, then "
        "`fedtrack called {unit}`",
        day=standing.unsent[-1].on,
        unit=standing.unit.id,
    )


def limit_reached(limit: int) -> Message:
    """Return that a unit waits for another day."""
    return Message("today's {limit} messages (daily_limit) are used up; the next run goes on", limit=limit)
