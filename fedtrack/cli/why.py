"""`fedtrack why`: why a unit would or would not be reminded now."""

from __future__ import annotations

import typer

from fedtrack.cli.notes import note_uncovered_years
from fedtrack.cli.options import NoticeArgument, UnitArgument, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _
from fedtrack.usecases.explain import explain

app = command_app(_("Say why a unit would or would not be reminded now, and when next."))


@app.command()
def why(ctx: typer.Context, unit: UnitArgument, notice: NoticeArgument = None) -> int:
    from fedtrack.render import console
    from fedtrack.render.why import render_why, why_document

    desk = open_desk(ctx)
    chosen = desk.notice(notice)
    explanation = explain(
        desk.roster,
        chosen,
        desk.unit(unit, chosen),
        ledger=desk.ledger,
        as_of=desk.as_of,
        calendar=desk.calendar,
    )
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(why_document(explanation)))
    else:
        console.show(*render_why(explanation))
    note_uncovered_years(desk, explanation.notice)
    return 0
