"""A reminder before it is a mail or a text: to whom, in what words, under which id."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.chinese_dates import chinese_day, chinese_deadline
from fedtrack.core.model import State
from fedtrack.core.rounds import Stage
from fedtrack.core.untrusted import one_line

EMAIL, GROUP, CALL = "email", "group", "call"
TEMPLATES = tuple(f"{kind}-{stage}" for kind in (EMAIL, GROUP, CALL) for stage in Stage)
"""The wordings there are: of a mail, of a message to the group, of a call, at each stage."""

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.model import Deadline, Federation, Notice
    from fedtrack.core.policy import Judgement
    from fedtrack.core.standing import Standing


class ReminderMessage(Struct, frozen=True):
    """One reminder to one unit; every address of the unit is in `to`."""

    notice: str
    unit: str
    unit_name: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    sender: str
    sender_name: str
    subject: str
    body: str
    stage: Stage
    round: str
    day: date
    due: date
    message_id: str


def build_message(
    federation: Federation, notice: Notice, judgement: Judgement, words: str, day: date
) -> ReminderMessage:
    """Return the reminder whose `words` are a subject line, an empty line and the body."""
    unit = judgement.standing.unit
    subject, _, body = words.strip().partition("\n")
    return ReminderMessage(
        notice=notice.id,
        unit=unit.id,
        unit_name=unit.name,
        to=unit.email,
        cc=unit.cc if judgement.stage == Stage.FINAL else (),
        sender=federation.email,
        sender_name=federation.name,
        subject=one_line(subject),
        body=body.strip("\n") + "\n",
        stage=judgement.stage,
        round=judgement.planned.name,
        day=day,
        due=judgement.standing.deadline.due,
        message_id=message_id(notice.id, unit.id, day, federation.email),
    )


def message_id(notice: str, unit: str, day: date, address: str) -> str:
    """Return the Message-ID by which a reply is known again: the same for the same notice, unit and day."""
    domain = address.rpartition("@")[2] or "fedtrack.invalid"
    return f"<fedtrack.{notice}.{unit}.{day:%Y%m%d}@{domain}>"


def unit_values(
    federation: Federation, notice: Notice, judgement: Judgement, today: date, *, most_reported: bool = False
) -> dict[str, object]:
    """Return the names that an e-mail template may use for one unit."""
    standing = judgement.standing
    return {
        **notice_values(federation, notice, standing.deadline, today),
        "unit": one_line(standing.unit.name),
        "most_reported": most_reported,
        "returned": standing.state == State.RETURNED,
        "reason": one_line(standing.note) if standing.state == State.RETURNED else "",
        "extended": standing.extended_on is not None,
        "reminders": len(standing.reminders),
    }


def group_values(
    federation: Federation,
    notice: Notice,
    standings: Sequence[Standing],
    stage: Stage,
    today: date,
    *,
    most_reported: bool = False,
) -> dict[str, object]:
    """Return the names that the group message's template may use; units stand in roster order."""
    return {
        **notice_values(federation, notice, notice.deadline, today),
        "stage": stage.value,
        "most_reported": most_reported,
        "count": len(standings),
        "units": "、".join(_named(standing, notice) for standing in standings),
    }


def call_values(
    federation: Federation,
    notice: Notice,
    deadline: Deadline,
    stage: Stage,
    today: date,
    *,
    count: int,
    most_reported: bool = False,
    returned: bool = False,
) -> dict[str, object]:
    """Return the names that the call sheet's template may use, for `count` units with one deadline.

    They are all `returned`, or none is.
    """
    return {
        **notice_values(federation, notice, deadline, today),
        "stage": stage.value,
        "most_reported": most_reported,
        "count": count,
        "returned": returned,
    }


def notice_values(
    federation: Federation, notice: Notice, deadline: Deadline, today: date
) -> dict[str, object]:
    """Return the names that every template may use; all are single lines of Chinese."""
    channels = [federation.oa, f"邮箱 {federation.email}" if federation.email else ""]
    return {
        "federation": one_line(federation.name),
        "number": one_line(notice.number),
        "title": one_line(notice.title),
        "report": one_line(notice.report).rstrip("。．.；;，,") or "有关材料",
        "due": chinese_deadline(deadline),
        "channels": one_line("或".join(channel for channel in channels if channel)) or "原报送渠道",
        "contact": one_line(_whom_to_ask(federation)),
        "today": chinese_day(today),
        "days_left": (deadline.due - today).days,
    }


def _whom_to_ask(federation: Federation) -> str:
    who = federation.contact or (federation.short_name if federation.phone else "") or "我们"
    return f"{who}（电话{federation.phone}）" if federation.phone else who


def _named(standing: Standing, notice: Notice) -> str:
    """Return the unit with what sets it apart; why its report was returned is nobody else's business."""
    apart = ["退回重报"] if standing.state == State.RETURNED else []
    if standing.deadline != notice.deadline:
        apart.append(f"延至{standing.deadline.due.month}月{standing.deadline.due.day}日")
    return one_line(standing.unit.name) + (f"（{'，'.join(apart)}）" if apart else "")
