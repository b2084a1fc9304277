"""LibreOffice as a second reader of what was exported: it computes, lays out and prints without a window."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not here")


def convert(content: bytes, suffix: str, to: str, folder: Path) -> bytes:
    """Return a file as LibreOffice saves it in another format; `folder` is for its files."""
    source = folder / f"source.{suffix}"
    source.write_bytes(content)
    made = folder / "made"
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--norestore",
            "--convert-to", to, "--outdir", str(made), str(source),
        ],
        capture_output=True,
        check=True,
        timeout=180,
    )  # fmt: skip
    return (made / f"source.{to}").read_bytes()
