"""The Chinese catalogue: its text, and whether what fedtrack reads was compiled from it."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LANGUAGE = "zh_CN"
TEXT = Path(__file__).parent.parent / f"fedtrack/locale/{LANGUAGE}/LC_MESSAGES/fedtrack.po"
COMPILED = TEXT.with_suffix(".mo")


def read_text() -> Catalog:
    """Return what the .po says."""
    with TEXT.open("rb") as file:
        return read_po(file, locale=LANGUAGE, abort_invalid=True)


def read_compiled() -> Catalog:
    """Return what the .mo says, which is what fedtrack reads."""
    with COMPILED.open("rb") as file:
        return read_mo(file)


def sentences(catalogue: Catalog) -> dict[str, str]:
    """Return each English sentence with its Chinese one, without the header."""
    return {str(message.id): str(message.string) for message in catalogue if message.id}


def is_compiled() -> bool:
    """Say whether the .mo holds what compiling the .po gives; dates of files are not asked."""
    content = io.BytesIO()
    write_mo(content, read_text())
    content.seek(0)
    return sentences(read_compiled()) == sentences(read_mo(content))
