"""`fedtrack check`: everything that is wrong, or will surprise later."""

from __future__ import annotations

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.wiring import Desk, open_desk
from fedtrack.errors import InputError, LedgerError, Message
from fedtrack.render.language import translate as _
from fedtrack.usecases.inspect import Finding, Level, inspect_entries, inspect_roster

app = command_app(_("Look for everything that is wrong: units.toml, calendar, ledger, mail settings."))


@app.command()
def check(ctx: typer.Context) -> int:
    from fedtrack.render import console
    from fedtrack.render.roster import findings_document, render_findings

    desk = open_desk(ctx)
    findings, code = _inspect(desk)
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(findings_document(findings)))
    else:
        console.show(*render_findings(findings))
    return code


def _inspect(desk: Desk) -> tuple[list[Finding], int]:
    """Return what was found and the exit code: the ledger's weighs most, then that of units.toml."""
    findings, code = _inspect_ledger_file(desk)
    try:
        roster = desk.roster
    except InputError as error:
        faults = [Finding(Level.ERROR, fault.where, fault.what, fault.fix) for fault in error.faults]
        return [*faults, *findings], code or InputError.EXIT_CODE
    findings += inspect_roster(roster, calendar=desk.calendar, today=desk.today)
    if not code:
        lost = inspect_entries(roster, desk.ledger.entries(), holds=desk.archive.holds)
        findings += lost
        code = InputError.EXIT_CODE if any(one.level == Level.ERROR for one in lost) else 0
    return findings, code


def _inspect_ledger_file(desk: Desk) -> tuple[list[Finding], int]:
    report = desk.ledger.inspect()
    name = desk.workspace.ledger_file.name
    if not report.exists:
        return [Finding(Level.INFO, name, Message("no entries yet: the ledger is made with the first"))], 0
    if desk.workspace.ledger_is_hollow():
        what = Message("the file is empty; right only before the first entry")
        fix = Message("if there were entries, put back the last copy of the folder")
        return [Finding(Level.WARNING, name, what, fix)], 0
    if report.sound:
        return [], 0
    findings = [Finding(Level.ERROR, fault.where, fault.what, fault.fix) for fault in report.faults]
    return findings, LedgerError.EXIT_CODE
