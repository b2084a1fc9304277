"""The mailbox's password: in the system's keyring, else in the environment; never in a file of ours."""

from __future__ import annotations

import base64
import os

from fedtrack.errors import Fault, MailLoginError, Message

VARIABLE = "FEDTRACK_MAIL_PASSWORD"
_SERVICE = "fedtrack"


def find_password(username: str) -> str | None:
    """Return the password of a mailbox, or None where neither the keyring nor the environment has it."""
    return _from_keyring(username) or os.environ.get(VARIABLE) or None


def tell_source(username: str) -> tuple[Message | None, list[Fault]]:
    """Return where the password comes from, and what of it will surprise: two that differ, a plain file."""
    stored, given = _from_keyring(username), os.environ.get(VARIABLE)
    if not stored:
        return (Message("the password is that of ${variable}", variable=VARIABLE) if given else None), []
    cautions = []
    if given and given.strip() != stored:
        cautions.append(
            Fault(
                f"${VARIABLE}",
                Message("it is not used: the keyring holds another password"),
                Message("store the one that is right with `fedtrack login`, and unset the variable"),
            )
        )
    if _keyring_is_a_plain_file():
        cautions.append(
            Fault(
                "[mail]",
                Message("this computer's keyring is a plain file, which others may be able to read"),
                Message("install the system's own (gnome-keyring, KWallet), then `fedtrack login` again"),
            )
        )
    return Message("the password is that of the keyring"), cautions


def _keyring_is_a_plain_file() -> bool:
    """Say whether the keyring is one of those backends of `keyrings.alt` that do not encrypt."""
    import keyring

    backend = type(keyring.get_keyring())
    return backend.__module__.startswith("keyrings.alt") and "Plaintext" in backend.__name__


def store_password(username: str, password: str) -> bool:
    """Put the password into the keyring; say whether it is there now."""
    try:
        import keyring

        keyring.set_password(_SERVICE, username, password)
    except Exception:  # noqa: BLE001 - a backend can raise anything, and its words may hold the password
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


def without_password(reply: str, username: str, password: str) -> str:
    """Return a server's reply without the password, which some servers repeat."""
    plain = f"\0{username}\0{password}"
    for secret in (password, *(base64.b64encode(text.encode()).decode() for text in (plain, password))):
        reply = reply.replace(secret, "***")
    return reply


def _from_keyring(username: str) -> str | None:
    """Return what the keyring holds; one that is locked or missing, as under cron, holds nothing."""
    try:
        import keyring

        return keyring.get_password(_SERVICE, username)
    except Exception:  # noqa: BLE001 - a backend that is broken, as one that is missing, holds nothing
        return None
