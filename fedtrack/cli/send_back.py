"""`fedtrack return`: a report is sent back to be done again."""

from __future__ import annotations

import typer

from fedtrack.cli.answer import answer, require_reason
from fedtrack.cli.options import NoticeOption, ReasonOption, UnitArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _
from fedtrack.usecases.send_back import send_back

app = command_app(_("Send a unit's report back to be done again."))


@app.command(name="return")
def return_report(
    ctx: typer.Context, unit: UnitArgument, reason: ReasonOption, notice: NoticeOption = None
) -> int:
    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    written = send_back(
        desk.roster,
        chosen,
        desk.unit(unit, chosen),
        reason=require_reason(reason),
        ledger=desk.ledger,
        as_of=desk.as_of,
    )
    return answer(desk, written)
