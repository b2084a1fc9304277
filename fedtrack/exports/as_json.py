"""A summary as the document `fedtrack.summary/1`, the one that scripts read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from fedtrack.core.untrusted import spelled_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fedtrack.core.model import Notice
    from fedtrack.core.standing import Standing
    from fedtrack.core.summary import Summary, Totals

SCHEMA = "fedtrack.summary/1"


def export_json(summary: Summary) -> bytes:
    """Return the document with the whole ledger as UTF-8, one key a line, with a newline at its end."""
    return encode(whole_document(summary))


def encode(document: dict[str, Any]) -> bytes:
    """Return any document as fedtrack writes JSON: UTF-8, indented, dates in ISO 8601."""
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return f"{spelled_out(text, long_escapes=False)}\n".encode()


def summary_document(summary: Summary) -> dict[str, Any]:
    """Return the document as plain data; keys are never removed within a version."""
    return {
        "schema": SCHEMA,
        "as_of": summary.today,
        "federation": summary.federation,
        "notice": notice_fields(summary.notice),
        "days_left": summary.days_left,
        "working_days_left": summary.working_days_left,
        "totals": total_fields(summary.totals),
        "groups": [{"group": group.group, **total_fields(group.totals)} for group in summary.groups],
        "units": [_unit_fields(standing) for standing in summary.standings],
    }


def whole_document(summary: Summary) -> dict[str, Any]:
    """Return the document with `ledger`: every entry there is, of all notices, so that nothing is lost."""
    return {
        **summary_document(summary),
        "ledger": [msgspec.structs.asdict(entry) for entry in summary.ledger],
    }


def notices_document(summaries: Sequence[Summary]) -> dict[str, Any]:
    """Return the document `fedtrack.notices/1`: each notice with its totals."""
    return {
        "schema": "fedtrack.notices/1",
        "notices": [
            {
                **notice_fields(summary.notice),
                "closed": summary.notice.closed,
                "days_left": summary.days_left,
                "working_days_left": summary.working_days_left,
                "totals": total_fields(summary.totals),
            }
            for summary in summaries
        ],
    }


def notice_fields(notice: Notice) -> dict[str, Any]:
    """Return the notice as every document carries it."""
    clock = notice.deadline.clock
    return {
        "id": notice.id,
        "number": notice.number,
        "title": notice.title,
        "issued": notice.issued,
        "due": notice.deadline.due,
        "due_time": clock and f"{clock:%H:%M}",
    }


def total_fields(totals: Totals) -> dict[str, Any]:
    """Return the totals under their names."""
    return msgspec.structs.asdict(totals)


def _unit_fields(standing: Standing) -> dict[str, Any]:
    return {
        "id": standing.unit.id,
        "name": standing.unit.name,
        "group": standing.unit.group,
        "state": standing.state,
        "due": standing.deadline.due,
        "due_time": standing.deadline.clock and f"{standing.deadline.clock:%H:%M}",
        "received_on": standing.received_on,
        "received_time": standing.received_time and f"{standing.received_time:%H:%M}",
        "via": standing.via,
        "title": standing.title,
        "nil": standing.nil,
        "figures": standing.figures,
        "files": standing.files,
        "reminders": len(standing.reminders),
        "last_reminded_on": standing.last_reminded_on,
        "unconfirmed_reminders": len(standing.unconfirmed),
        "note": standing.note,
    }
