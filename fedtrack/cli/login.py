"""`fedtrack login`: the mailbox's password is tried and stored."""

from __future__ import annotations

import os
import sys

import typer

from fedtrack.cli.options import command_app
from fedtrack.cli.wiring import open_desk
from fedtrack.errors import Message, UsageError
from fedtrack.render.language import translate as _

app = command_app(_("Store the mailbox's password (授权码) in this computer's keyring, once it works."))


@app.command()
def login(ctx: typer.Context) -> int:
    from fedtrack.cli.postbox import ask_password
    from fedtrack.render import console

    desk = open_desk(ctx)
    postbox = desk.postbox
    postbox.server("smtp")  # before the password is asked for: there may be none
    servers, faults = postbox.log_in(
        ask_password(postbox.username) if sys.stdin.isatty() else _from_the_environment()
    )
    if desk.as_json:
        from fedtrack.exports.as_json import encode

        console.write(
            encode({"schema": "fedtrack.login/1", "username": postbox.username, "servers": servers})
        )
    else:
        done = Message(
            "{servers} let us in as {username}; the password is stored in the keyring",
            servers=servers,
            username=postbox.username,
        )
        console.show(console.styled(done))
    if faults:
        console.note(Message("IMAP does not answer yet, which sending does not need:"))
        console.report_faults(faults)
    return 0


def _from_the_environment() -> str:
    password = os.environ.get("FEDTRACK_MAIL_PASSWORD")
    if not password:
        raise UsageError(
            Message("there is no terminal to ask for the password on"),
            fix=Message("run `fedtrack login` on a terminal, or set $FEDTRACK_MAIL_PASSWORD"),
        )
    return password
