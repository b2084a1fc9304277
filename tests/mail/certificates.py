"""Certificates for tests: good ones of an authority that is trusted here, and all kinds of bad ones."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

LONG_AGO = datetime(2020, 3, 23, tzinfo=UTC)


class Authority:
    """An authority that this process trusts (through $SSL_CERT_FILE), and what it and others sign."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._authority = trustme.CA()
        self.file = folder / "authority.pem"
        self._authority.cert_pem.write_to_path(self.file)
        monkeypatch.setenv("SSL_CERT_FILE", str(self.file))

    def good(self, *names: str) -> ssl.SSLContext:
        """Return the server side of a certificate for these names, else for this computer."""
        return _server_side(self._authority.issue_cert(*(names or ("localhost", "127.0.0.1"))))

    def expired(self) -> ssl.SSLContext:
        """Return the server side of a certificate for this computer that ended long ago."""
        return _server_side(self._authority.issue_cert("localhost", "127.0.0.1", not_after=LONG_AGO))

    def for_another_name(self) -> ssl.SSLContext:
        """Return the server side of a certificate for another computer."""
        return _server_side(self._authority.issue_cert("smtp.elsewhere.example"))

    def files(self, folder: Path) -> tuple[Path, Path]:
        """Return the files of a good certificate for this computer and of its key."""
        leaf = self._authority.issue_cert("localhost", "127.0.0.1")
        certificate, key = folder / "certificate.pem", folder / "key.pem"
        certificate.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
        leaf.private_key_pem.write_to_path(key)
        return certificate, key


def of_a_stranger() -> ssl.SSLContext:
    """Return the server side of a certificate whose authority nobody here knows."""
    return _server_side(trustme.CA().issue_cert("localhost", "127.0.0.1"))


def self_signed(folder: Path) -> ssl.SSLContext:
    """Return the server side of a certificate that vouches for itself."""
    authority = trustme.CA()
    certificate, key = folder / "self.pem", folder / "self.key"
    authority.cert_pem.write_to_path(certificate)
    authority.private_key_pem.write_to_path(key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def _server_side(leaf: trustme.LeafCert) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(context)
    return context
