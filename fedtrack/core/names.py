"""When two names are the same name."""

from __future__ import annotations

import unicodedata


def fold(name: str) -> str:
    """Return the name as it is compared: full-width letters, case and spaces make no difference."""
    if name.isascii():
        return "".join(name.split()).casefold()
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
