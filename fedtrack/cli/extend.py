"""`fedtrack extend`: a unit has longer."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.answer import answer, require_reason
from fedtrack.cli.options import NoticeOption, ReasonOption, UnitArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.core.model import Deadline
from fedtrack.core.reading.typed_dates import parse_moment
from fedtrack.render.language import translate as _
from fedtrack.usecases.extend import extend

app = command_app(_("Give a unit longer; its reminders move too."))


@app.command(name="extend")
def extend_unit(
    ctx: typer.Context,
    unit: UnitArgument,
    to: Annotated[
        str, typer.Option("--to", metavar=_("DATE[ TIME]"), help=_("Its new due date; that day counts."))
    ],
    reason: ReasonOption,
    notice: NoticeOption = None,
) -> int:
    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    written = extend(
        desk.roster,
        chosen,
        desk.unit(unit, chosen),
        until=Deadline(*parse_moment(to, near=desk.today)),
        reason=require_reason(reason),
        ledger=desk.ledger,
        as_of=desk.as_of,
    )
    return answer(desk, written)
