"""Mail servers as units.toml names them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fedtrack.core.servers import Server, holds_password, parse_server


@pytest.mark.parametrize(
    ("url", "protocol", "server"),
    [
        ("smtps://smtp.163.com:465", "smtp", Server("smtp.163.com", 465, encrypted=True)),
        ("smtps://smtp.163.com", "smtp", Server("smtp.163.com", 465, encrypted=True)),
        ("smtp://mail.qinghe.example", "smtp", Server("mail.qinghe.example", 587, encrypted=False)),
        ("smtp://localhost:2525", "smtp", Server("localhost", 2525, encrypted=False)),
        ("imaps://imap.163.com", "imap", Server("imap.163.com", 993, encrypted=True)),
        ("imap://127.0.0.1", "imap", Server("127.0.0.1", 143, encrypted=False)),
        ("imaps://imap.163.com:993/", "imap", Server("imap.163.com", 993, encrypted=True)),
        ("SMTPS://SMTP.163.COM:465", "smtp", Server("smtp.163.com", 465, encrypted=True)),
        ("smtps://[::1]:465", "smtp", Server("::1", 465, encrypted=True)),
        ("smtps://a@smtp.163.com", "smtp", Server("smtp.163.com", 465, encrypted=True)),
        ("smtps://smtp.163.com:65535", "smtp", Server("smtp.163.com", 65535, encrypted=True)),
        ("smtps://smtp.163.com:", "smtp", Server("smtp.163.com", 465, encrypted=True)),
    ],
)
def test_a_url_names_a_server(url: str, protocol: str, server: Server) -> None:
    """Scheme, host and port; the usual port where none stands there."""
    assert parse_server(url, protocol) == server


@pytest.mark.parametrize(
    "url",
    [
        "",
        "smtp.163.com",
        "smtp.163.com:465",
        "imaps://imap.163.com",
        "https://smtp.163.com",
        "smtpss://smtp.163.com",
        "smtps:smtp.163.com",
        "smtps://",
        "smtps://:465",
        "smtps://smtp.163.com:0",
        "smtps://smtp.163.com:65536",
        "smtps://smtp.163.com:-1",
        "smtps://smtp.163.com:abc",
        "smtps://[::1",
        "smtps://smtp.163.com：465",
        "smtps：//smtp.163.com",
    ],
)
def test_what_names_no_server(url: str) -> None:
    """A wrong scheme, host or port names none, and nothing is raised."""
    assert parse_server(url, "smtp") is None


def test_a_protocol_is_not_another() -> None:
    assert parse_server("smtps://smtp.163.com", "imap") is None
    assert parse_server("imaps://imap.163.com", "smtp") is None


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost.qinghe.example", False),
        ("127.0.0.1.qinghe.example", False),
        ("0.0.0.0", False),  # noqa: S104 - a name, nothing listens there
        ("10.0.0.1", False),
        ("mail.qinghe.example", False),
    ],
)
def test_which_server_is_this_computer(host: str, *, local: bool) -> None:
    """Only to these may anything be said without encryption."""
    assert Server(host, 25, encrypted=False).local is local


def test_a_name_in_capitals_is_this_computer_too() -> None:
    server = parse_server("smtp://LOCALHOST:2525", "smtp")
    assert server is not None
    assert server.local


@pytest.mark.parametrize(
    ("url", "holds"),
    [
        ("smtps://a:secret@smtp.163.com", True),
        ("smtps://:secret@smtp.163.com", True),
        ("smtps://a%40b:x@smtp.163.com:465", True),
        ("smtps://a@smtp.163.com", False),
        ("smtps://a:@smtp.163.com", False),
        ("smtps://smtp.163.com:465", False),
        ("", False),
        ("smtps://[::1", False),
    ],
)
def test_a_password_in_a_url_is_noticed(url: str, *, holds: bool) -> None:
    assert holds_password(url) is holds


@given(
    url=st.one_of(
        st.text(max_size=60),
        st.builds("{}://{}".format, st.sampled_from(["smtp", "smtps", "imap"]), st.text(max_size=40)),
    )
)
def test_no_text_breaks_the_reading(url: str) -> None:
    """Whatever stands there, the answer is a server that can be named, or none."""
    holds_password(url)
    server = parse_server(url, "smtp")
    if server is not None:
        assert server.host
        assert 0 < server.port < 65536


@pytest.mark.parametrize(
    "host", ["smtp..163.com", ".163.com", f"{'a' * 70}.example", "smtp 163.com", "smtp\x00.163.com"]
)
def test_a_host_that_can_be_none(host: str) -> None:
    """A slip of the pen, such as two dots, is a fault of the file, not of the network."""
    assert parse_server(f"smtps://{host}:465", "smtp") is None
