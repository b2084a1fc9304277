"""`fedtrack excuse`: a unit need not report."""

from __future__ import annotations

import typer

from fedtrack.cli.answer import answer, require_reason
from fedtrack.cli.options import NoticeOption, ReasonOption, UnitArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _
from fedtrack.usecases.excuse import excuse

app = command_app(_("Excuse a unit from reporting."))


@app.command(name="excuse")
def excuse_unit(
    ctx: typer.Context, unit: UnitArgument, reason: ReasonOption, notice: NoticeOption = None
) -> int:
    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    written = excuse(
        desk.roster,
        chosen,
        desk.unit(unit, chosen),
        reason=require_reason(reason),
        ledger=desk.ledger,
        as_of=desk.as_of,
    )
    return answer(desk, written)
