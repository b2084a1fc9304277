"""The clerk's words for states, channels, dates and kinds of entry, in the language of the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fedtrack.core.model import CallVia, State, Via
from fedtrack.core.payloads import Kind, ReminderState
from fedtrack.core.rounds import Stage
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from datetime import date

    from fedtrack.core.model import Deadline, Unit
    from fedtrack.core.standing import Standing

STATE_STYLES = {
    State.PENDING: "yellow",
    State.OVERDUE: "bold red",
    State.ON_TIME: "green",
    State.LATE: "magenta",
    State.RETURNED: "bold magenta",
    State.EXCUSED: "dim",
}


def state_word(state: State) -> str:
    """Return the state in a word."""
    words = {
        State.PENDING: _("pending"),
        State.OVERDUE: _("overdue"),
        State.ON_TIME: _("on time"),
        State.LATE: _("late"),
        State.RETURNED: _("returned"),
        State.EXCUSED: _("excused"),
    }
    return words[state]


def via_word(via: str | None) -> str:
    """Return the channel in a word; one that this version does not know stays as it is."""
    words: dict[str, str] = {
        Via.OA: _("OA"),
        Via.EMAIL: _("e-mail"),
        Via.WECHAT: _("WeChat"),
        Via.PAPER: _("paper"),
        Via.OTHER: _("other"),
        CallVia.PHONE: _("phone"),
        CallVia.VISIT: _("visit"),
    }
    return words.get(via or "", via or "")


def kind_word(kind: str) -> str:
    """Return the kind of entry in a word."""
    words: dict[str, str] = {
        Kind.REPORT: _("report"),
        Kind.RETURN: _("return"),
        Kind.EXCUSE: _("excuse"),
        Kind.EXTENSION: _("extension"),
        Kind.CALL: _("call"),
        Kind.REMINDER: _("reminder"),
        Kind.DELIVERY: _("delivery"),
        Kind.BOUNCE: _("bounce"),
        Kind.DISMISSAL: _("dismissal"),
        Kind.RETRACTION: _("retraction"),
    }
    return words.get(kind, kind)


def stage_word(stage: str) -> str:
    """Return the stage of a reminder in a word."""
    words: dict[str, str] = {
        Stage.BEFORE: _("early reminder"),
        Stage.TODAY: _("due today"),
        Stage.OVERDUE: _("overdue reminder"),
        Stage.FINAL: _("last reminder"),
    }
    return words.get(stage, stage)


def reminder_state_word(state: ReminderState) -> str:
    """Return in a word what became of a reminder."""
    words = {
        ReminderState.DRAFTED: _("drafted"),
        ReminderState.CLAIMED: _("to be sent"),
        ReminderState.SENT: _("sent"),
        ReminderState.FAILED: _("not sent"),
        ReminderState.UNKNOWN: _("unknown"),
    }
    return words[state]


def round_word(name: str | None) -> str:
    """Return the round in words: before-5 is “5 working days before”."""
    if name is None:
        return _("none yet")
    kind, _dash, days = name.partition("-")
    if kind == "before":
        return _("{days} working day(s) before").format(days=days)
    if kind == "after":
        return _("{days} working day(s) after").format(days=days)
    return _("the due date") if kind == "due" else _("unplanned")


def weekday_word(day: date) -> str:
    """Return the weekday."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    return names[day.weekday()]


def due_words(deadline: Deadline) -> str:
    """Return the due date with its weekday, and that the day counts."""
    values = {"day": deadline.due, "weekday": weekday_word(deadline.due)}
    if deadline.clock is None:
        return _("{day} ({weekday}, that day included)").format(**values)
    return _("{day} ({weekday}) {clock}").format(clock=f"{deadline.clock:%H:%M}", **values)


def short_day(day: date | None, *, beside: date) -> str:
    """Return a day without its year where that is the year of `beside`."""
    if day is None:
        return ""
    return f"{day:%m-%d}" if day.year == beside.year else day.isoformat()


def reminded_words(standing: Standing, today: date) -> str:
    """Return how often the unit was reminded and when last, or nothing."""
    if not standing.reminders:
        return ""
    day = short_day(standing.last_reminded_on, beside=today)
    words = _("{count}×, {day}").format(count=len(standing.reminders), day=day)
    if standing.unconfirmed:
        return _("{words} (unknown)").format(words=words)
    return _("{words} (draft)").format(words=words) if standing.unsent else words


def contact_words(unit: Unit) -> str:
    """Return how the unit is reached: person and phone, else e-mail, else a dash."""
    by_phone = " ".join(part for part in (unit.contact, unit.phone) if part)
    return by_phone or (unit.email[0] if unit.email else "—")
