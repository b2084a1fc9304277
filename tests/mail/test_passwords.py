"""Where the mailbox's password comes from: the system's keyring, else the environment, else nowhere."""
# ruff: noqa: ARG002 - a keyring has the parameters that it has

from __future__ import annotations

from collections.abc import Callable, Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringError, KeyringLocked, NoKeyringError, PasswordSetError

from fedtrack.errors import MailLoginError
from fedtrack.mail.passwords import (
    VARIABLE,
    check_password,
    find_password,
    store_password,
    tell_source,
    without_password,
)

ME = "qhfl@qinghe.example"
KEPT = "KEPTINTHEKEYRING"
SET = "SETINENVIRONMENT"
TYPED = "QHJQMXKDLWAYTRPB"


class Memory(KeyringBackend):
    """A keyring that works, in memory."""

    priority = 1.0

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        super().__init__()  # type: ignore[no-untyped-call]

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class Forgetful(Memory):
    """A keyring that says yes and keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Say nothing."""


class Muddled(Memory):
    """A keyring that keeps something else."""

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password[:8]


class Failing(Memory):
    """A keyring that is locked, or whose service is not there."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        super().__init__()

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class ReadOnly(Memory):
    """A keyring that lets nobody write."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError("access denied")


FAILING: dict[str, Callable[[], KeyringBackend]] = {
    "locked": lambda: Failing(KeyringLocked("failed to unlock the collection")),
    "dismissed": lambda: Failing(InitError("the prompt was dismissed")),
    "other": lambda: Failing(KeyringError("(-25308)")),
    "no bus": lambda: Failing(OSError("no D-Bus session")),
    "none installed": lambda: Failing(NoKeyringError("no recommended backend")),
    "fail": fail.Keyring,
}


@pytest.fixture(autouse=True)
def _own_keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the developer's keyring and environment alone."""
    monkeypatch.delenv(VARIABLE, raising=False)
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def _use(backend: KeyringBackend) -> None:
    keyring.set_keyring(backend)


def test_the_keyring_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the clerk stored counts before what somebody set for the whole computer."""
    backend = Memory()
    _use(backend)
    assert store_password(ME, KEPT)
    monkeypatch.setenv(VARIABLE, SET)
    assert find_password(ME) == KEPT
    assert backend.held == {("fedtrack", ME): KEPT}


def test_each_mailbox_has_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(Memory())
    store_password(ME, KEPT)
    assert find_password("other@qinghe.example") is None
    monkeypatch.setenv(VARIABLE, SET)
    assert find_password("other@qinghe.example") == SET


def test_a_password_is_replaced() -> None:
    """A new authorization code takes the place of the old one."""
    _use(Memory())
    assert store_password(ME, KEPT)
    assert store_password(ME, TYPED)
    assert find_password(ME) == TYPED


@pytest.mark.parametrize("kind", FAILING)
def test_a_keyring_that_does_not_work(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under cron the keyring is locked or missing: the environment has its turn, and nothing fails."""
    _use(FAILING[kind]())
    assert find_password(ME) is None
    assert store_password(ME, TYPED) is False
    monkeypatch.setenv(VARIABLE, SET)
    assert find_password(ME) == SET


def test_the_null_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """`keyring --disable` takes everything and keeps nothing; the clerk is not told it was kept."""
    _use(null.Keyring())  # type: ignore[no-untyped-call]
    assert store_password(ME, TYPED) is False
    assert find_password(ME) is None
    monkeypatch.setenv(VARIABLE, SET)
    assert find_password(ME) == SET


@pytest.mark.parametrize("backend", [Forgetful, Muddled, ReadOnly])
def test_what_is_not_kept_is_not_said_to_be(backend: type[Memory]) -> None:
    """Only a password that reads back the same is stored."""
    _use(backend())
    assert store_password(ME, TYPED) is False


def test_empty_values_are_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty entry in the keyring or the environment is no password."""
    backend = Memory()
    _use(backend)
    backend.held["fedtrack", ME] = ""
    monkeypatch.setenv(VARIABLE, "")
    assert find_password(ME) is None
    monkeypatch.setenv(VARIABLE, SET)
    assert find_password(ME) == SET


@pytest.mark.parametrize(
    "typed", [TYPED, f" {TYPED}", f"{TYPED}\n", f"\t{TYPED}\r\n", f"\u3000{TYPED}\u3000", f"\xa0{TYPED}"]
)
def test_blanks_around_a_copied_code_are_dropped(typed: str) -> None:
    assert check_password(typed) == TYPED


@pytest.mark.parametrize("password", ["x", "a b", "p\"a\\s's", "!~", "x" * 200])
def test_a_password_may_have_any_printable_ascii(password: str) -> None:
    assert check_password(password) == password


@pytest.mark.parametrize(
    "password",
    [
        "",
        " ",
        "\u3000",
        "授权码",
        "ＱＨＪＱ",
        "QHJQ\u200bMXKD",
        "QHJQ\nMXKD",
        "QHJQ\x00MXKD",
        "QHJQ\x1bMXKD",
        "é",
    ],
)
def test_what_no_code_can_be(password: str) -> None:
    """A wrong copy is told before any server sees it, and is not repeated in the error."""
    with pytest.raises(MailLoginError, match="the password is empty or has characters") as caught:
        check_password(password)
    assert "copy the code again" in str(caught.value)
    assert not password.strip() or password.strip() not in str(caught.value.args[0].values)
    assert caught.value.args[0].values == {}


@pytest.mark.parametrize("said", ["hunter2", "AGEAaHVudGVyMg==", "aHVudGVyMg=="])
def test_a_reply_that_repeats_the_password_is_shown_without_it(said: str) -> None:
    """As it was typed, and as AUTH PLAIN and AUTH LOGIN encode it."""
    assert without_password(f"535 what is {said}?", "a", "hunter2") == "535 what is ***?"


def test_where_the_password_comes_from_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _use(Memory())
    assert tell_source(ME) == (None, [])
    monkeypatch.setenv(VARIABLE, SET)
    assert str(tell_source(ME)[0]) == "the password is that of $FEDTRACK_MAIL_PASSWORD"
    store_password(ME, SET)
    assert (str(tell_source(ME)[0]), tell_source(ME)[1]) == ("the password is that of the keyring", [])


def test_a_variable_that_is_not_used_is_told_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody set a new code for the whole computer, and the old one in the keyring is still taken."""
    _use(Memory())
    store_password(ME, KEPT)
    monkeypatch.setenv(VARIABLE, SET)
    (caution,) = tell_source(ME)[1]
    assert caution.where == "$FEDTRACK_MAIL_PASSWORD"
    assert "it is not used" in str(caution.what)
    assert SET not in repr(caution)
    assert KEPT not in repr(caution)


def test_a_keyring_that_is_a_plain_file_is_told() -> None:
    kind = type("PlaintextKeyring", (Memory,), {"__module__": "keyrings.alt.file"})
    _use(kind())
    store_password(ME, KEPT)
    (caution,) = tell_source(ME)[1]
    assert "plain file" in str(caution.what)
