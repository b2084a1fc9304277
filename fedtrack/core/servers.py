"""Mail servers as `units.toml` names them: `smtps://smtp.163.com:465`."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

_PORTS = {"smtps": 465, "smtp": 587, "imaps": 993, "imap": 143}
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"  # RFC 1035, 2.3.4
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9a-f:.]*:[0-9a-f:.]*")
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class Server(NamedTuple):
    """A mail server; `encrypted` from the first byte on (RFC 8314), else by STARTTLS (RFC 3207)."""

    host: str
    port: int
    encrypted: bool

    @property
    def local(self) -> bool:
        """Whether it runs on this very computer: only then may nothing be encrypted."""
        return self.host in _LOCAL


def parse_server(url: str, protocol: str) -> Server | None:
    """Return the server that a URL names, or None where it names none of that protocol (smtp, imap)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in (protocol, f"{protocol}s") or not _HOST.fullmatch(host or "") or port == 0:
        return None
    return Server(str(host), port or _PORTS[parts.scheme], encrypted=parts.scheme == f"{protocol}s")


def holds_password(url: str) -> bool:
    """Say whether a URL carries a password, which must not stand in a file."""
    try:
        return bool(urlsplit(url).password)
    except ValueError:
        return False
