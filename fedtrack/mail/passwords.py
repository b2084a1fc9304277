"""The mailbox's password: in the system's keyring, else in the environment; never in a file of ours."""

from __future__ import annotations

import os

from fedtrack.errors import MailLoginError, Message

VARIABLE = "FEDTRACK_MAIL_PASSWORD"
_SERVICE = "fedtrack"


def find_password(username: str) -> str | None:
    """Return the password of a mailbox, or None where neither the keyring nor the environment has it."""
    return _from_keyring(username) or os.environ.get(VARIABLE) or None


def store_password(username: str, password: str) -> bool:
    """Put the password into the keyring; say whether it is there now."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, username, password)
    except (KeyringError, OSError, RuntimeError):
        return False
    return _from_keyring(username) == password


def check_password(password: str) -> str:
    """Return the password without the blanks around it; raises MailLoginError for one that cannot be."""
    bare = password.strip()
    if bare and bare.isascii() and bare.isprintable():
        return bare
    raise MailLoginError(
        Message("the password is empty or has characters that no authorization code (授权码) has"),
        fix=Message("copy the code again, without anything around it, and store it with `fedtrack login`"),
    )


def _from_keyring(username: str) -> str | None:
    """Return what the keyring holds; one that is locked or missing, as under cron, holds nothing."""
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, username)
    except (KeyringError, OSError, RuntimeError):
        return None
