"""Verified TLS to a mail server, and what it means when there is none.

There is no switch to turn verification off. Only a server on this very computer, named with `smtp://`
or `imap://`, may be spoken to without TLS.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fedtrack.errors import MailError, Message, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fedtrack.core.servers import Server

TIMEOUT = 30.0
"""Seconds that a server may take for an answer."""


def tls() -> ssl.SSLContext:
    """Return the system's trust, checking certificate and host name (RFC 9525)."""
    return ssl.create_default_context()


@contextmanager
def explain_connection(server: Server) -> Iterator[None]:
    """Turn what goes wrong on the way to a server into what the clerk can do about it."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise MailError(
            Message("the server's certificate is not valid: {reason}", reason=error.verify_message),
            where=server.host,
            fix=Message("check the server's name in units.toml and this computer's date; nothing was sent"),
        ) from error
    except ssl.SSLError as error:
        raise MailError(
            Message("no encrypted connection can be made on port {port}", port=server.port),
            where=server.host,
            fix=Message("check the port in units.toml: smtps has 465, imaps has 993"),
        ) from error
    except socket.gaierror as error:
        raise MailError(
            Message("there is no such server, or no network"),
            where=server.host,
            fix=Message("check the network, and the server's name in units.toml"),
        ) from error
    except TimeoutError as error:
        raise MailError(
            Message("the server does not answer on port {port}", port=server.port),
            where=server.host,
            fix=Message("check the network and the port in units.toml, or try again later"),
        ) from error
    except OSError as error:
        raise MailError(
            Message("no connection on port {port} ({reason})", port=server.port, reason=reason_of(error)),
            where=server.host,
            fix=Message("check the network and the port in units.toml, or try again later"),
        ) from error


def no_starttls(server: Server) -> MailError:
    """Return the error for a server that will not encrypt."""
    return MailError(
        Message("the server offers no encryption (STARTTLS) on port {port}", port=server.port),
        where=server.host,
        fix=Message("name its encrypted port in units.toml, such as smtps://smtp.163.com:465"),
    )
