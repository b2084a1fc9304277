"""The formats of `export`, each beside the module that writes it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from fedtrack.core.summary import Summary


class Format(StrEnum):
    """The value is the option's, the file's suffix, and the name of what writes it: `as_csv.export_csv`."""

    XLSX = "xlsx"
    DOCX = "docx"
    CSV = "csv"
    HTML = "html"
    ICS = "ics"
    JSON = "json"
    MD = "md"
    TOML = "toml"


BINARY = frozenset({Format.XLSX, Format.DOCX})
"""What no terminal can show."""
LISTS = frozenset({Format.XLSX, Format.CSV, Format.HTML, Format.JSON, Format.MD, Format.TOML})
"""What has the units one by one, so that `--outstanding` can leave some out."""
PAPERS = frozenset({Format.DOCX})
"""What is in sentences, which `--name-outstanding` lets name units."""
TEMPLATED = Format.DOCX
"""What a clerk's own `--template` makes."""


def export_bytes(summary: Summary, form: Format, *, name_outstanding: bool = False) -> bytes:
    """Return the summary in that format; a paper names who has not reported only where that is asked."""
    match form:
        case Format.XLSX:
            from fedtrack.exports.as_xlsx import export_xlsx as export
        case Format.DOCX:
            from fedtrack.exports.as_docx import export_docx

            return export_docx(summary, name_outstanding=name_outstanding)
        case Format.CSV:
            from fedtrack.exports.as_csv import export_csv as export
        case Format.HTML:
            from fedtrack.exports.as_html import export_html as export
        case Format.ICS:
            from fedtrack.exports.as_ics import export_ics as export
        case Format.JSON:
            from fedtrack.exports.as_json import export_json as export
        case Format.MD:
            from fedtrack.exports.as_md import export_md as export
        case Format.TOML:
            from fedtrack.exports.as_toml import export_toml as export
        case _:  # pragma: no cover - mypy sees to it that no format is left
            assert_never(form)
    return export(summary)
