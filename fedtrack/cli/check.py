"""`fedtrack check`: everything that is wrong, or will surprise later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.wiring import Desk, open_desk
from fedtrack.errors import InputError, LedgerError, MailError, Message, UsageError
from fedtrack.render.language import translate as _
from fedtrack.usecases.inspect import Finding, Level, inspect_roster
from fedtrack.usecases.inspect_asked import inspect_asked
from fedtrack.usecases.inspect_entries import inspect_entries

if TYPE_CHECKING:
    from collections.abc import Callable

app = command_app(_("Look for everything that is wrong: units.toml, calendar, ledger, mail settings."))


@app.command()
def check(
    ctx: typer.Context,
    mail: Annotated[
        bool, typer.Option("--mail", help=_("Log in to the mailbox too; nothing is sent or read."))
    ] = False,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair",
            help=_("Save what can be read of a damaged ledger into a new one; the damaged file is kept."),
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("With --repair: do not ask."))] = False,
) -> int:
    _refuse_misfits(mail=mail, repair=repair, yes=yes)
    if repair:
        from fedtrack.cli.repairing import repair as repair_ledger

        return repair_ledger(open_desk(ctx), yes=yes)
    from fedtrack.render import console
    from fedtrack.render.roster import findings_document, render_findings

    desk = open_desk(ctx)
    findings, code = _inspect(desk)
    if mail and _is_readable(desk):
        tried = _try_mailbox(desk)
        findings += tried
        if any(one.level == Level.ERROR for one in tried):
            code = code or MailError.EXIT_CODE
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(encode(findings_document(findings)))
    else:
        console.show(*render_findings(findings))
    return code


def _refuse_misfits(*, mail: bool, repair: bool, yes: bool) -> None:
    if mail and repair:
        raise UsageError(
            Message("{first} and {second} do not go together", first="--mail", second="--repair"),
            fix=Message("use one of them at a time"),
        )
    if yes and not repair:
        raise UsageError(Message("--yes goes with --repair"), fix=Message("leave it out: check asks nothing"))


def _inspect(desk: Desk) -> tuple[list[Finding], int]:
    """Return what was found and the exit code: the ledger's weighs most, then that of units.toml."""
    findings, code = _inspect_ledger_file(desk)
    try:
        roster = desk.roster
    except InputError as error:
        faults = [Finding(Level.ERROR, fault.where, fault.what, fault.fix) for fault in error.faults]
        return [*faults, *findings], code or InputError.EXIT_CODE
    findings += inspect_roster(roster, calendar=desk.calendar, today=desk.today)
    findings += inspect_asked(roster, desk.today)
    findings += _inspect_templates(desk)
    if any(one.level == Level.ERROR for one in findings):
        code = code or InputError.EXIT_CODE
    if not code:
        lost = inspect_entries(roster, desk.ledger.entries(), holds=desk.archive.holds, today=desk.today)
        findings += lost
        code = InputError.EXIT_CODE if any(one.level == Level.ERROR for one in lost) else 0
    return findings, code


def _is_readable(desk: Desk) -> bool:
    try:
        return bool(desk.roster)
    except InputError:
        return False


def _inspect_templates(desk: Desk) -> list[Finding]:
    findings = [Finding(Level.ERROR, fault.where, fault.what, fault.fix) for fault in desk.template_faults()]
    return findings + [
        Finding(
            Level.WARNING,
            f"templates/{name}",
            Message("the file replaces nothing: no template is called so"),
            Message("the names are those that `fedtrack remind --show-templates DIR` writes"),
        )
        for name in desk.strange_templates()
    ]


def _try_mailbox(desk: Desk) -> list[Finding]:
    """Say whence the password comes, log in by SMTP and by IMAP, and tell how that went."""
    postbox = desk.postbox
    source, cautions = postbox.tell_source()
    doors: dict[str, Callable[[], None]] = {
        "smtp": lambda: postbox.sender().connect().close(),
        "imap": lambda: postbox.mailbox().visit(),
    }
    findings = [Finding(Level.INFO, "[mail]", source)] if source else []
    findings += [Finding(Level.WARNING, *caution) for caution in cautions]
    for protocol, enter in doors.items():
        try:
            enter()
        except (MailError, InputError) as error:
            # who only sends needs no way in
            optional = protocol == "imap" and isinstance(error, InputError)
            level = Level.WARNING if optional else Level.ERROR
            findings += [Finding(level, fault.where, fault.what, fault.fix) for fault in error.faults]
        else:
            where = postbox.server(protocol).host
            what = Message(
                "{protocol} lets us in as {name}", protocol=protocol.upper(), name=postbox.username
            )
            findings.append(Finding(Level.INFO, where, what))
    return findings


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
