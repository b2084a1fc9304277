"""`fedtrack history`: how punctually units reported over all notices."""

from __future__ import annotations

from typing import Annotated

import typer

from fedtrack.cli.options import UNIT_HELP, GroupOption, command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.render.language import translate as _
from fedtrack.usecases.review_punctuality import review_punctuality

app = command_app(_("Show how punctually units reported over all notices: who needs help."))


@app.command()
def history(
    ctx: typer.Context,
    group: GroupOption = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="U", help=UNIT_HELP, show_default=False)
    ] = None,
) -> int:
    from fedtrack.render import console
    from fedtrack.render.punctuality import history_document, render_review, render_unit

    desk = open_desk(ctx)
    review = review_punctuality(
        desk.roster,
        desk.ledger,
        as_of=desk.as_of,
        calendar=desk.calendar,
        group=group,
        unit=desk.unit(unit) if unit is not None else None,
    )
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(history_document(review)))
    elif unit is not None and review.units:
        console.show(*render_unit(review, review.units[0]))
    else:
        console.show(*render_review(review))
    return 0
