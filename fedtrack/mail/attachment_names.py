"""What an attachment is called, in all the ways in which mailers write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fedtrack.mail.parameters import Field

_LONGEST = 1000
_END = 100
_SUFFIXES = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.ms-excel": "xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/rtf": "rtf",
    "application/zip": "zip",
    "application/x-zip-compressed": "zip",
    "application/vnd.rar": "rar",
    "application/x-rar-compressed": "rar",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "text/plain": "txt",
    "text/html": "html",
    "text/csv": "csv",
    "text/calendar": "ics",
}
_TNEF = "application/ms-tnef"


def attachment_name(disposition: Field, content_type: Field) -> str:
    """Return the name as it was written, paths and all, or an empty text.

    It stands in `filename` of Content-Disposition, in `name` of Content-Type or in both, plain, in
    encoded words or extended; the first that is whole counts.
    """
    names = [name.strip() for name in (*disposition.texts("filename"), *content_type.texts("name"))]
    there = [name for name in names if name]
    name = next((name for name in there if _is_clean(name)), there[0] if there else "")
    if len(name) > _LONGEST:  # the end says what it is
        return name[: _LONGEST - _END] + name[-_END:]
    return name


def name_of_type(kind: str) -> str:
    """Return a name for an attachment that has none, such as `attachment.pdf` for `application/pdf`."""
    if kind == _TNEF:
        return "winmail.dat"  # what Outlook's own wrapping is known by
    return f"attachment.{_SUFFIXES.get(kind, 'bin')}"


def _is_clean(name: str) -> bool:
    return "\ufffd" not in name and "=?" not in name
