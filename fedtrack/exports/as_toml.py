"""The document with the whole ledger as TOML, which has no null: a key without a value is left out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from fedtrack.core.untrusted import spelled_out
from fedtrack.exports.as_json import whole_document

if TYPE_CHECKING:
    from fedtrack.core.summary import Summary


def export_toml(summary: Summary) -> bytes:
    """Return the document as UTF-8; dates are TOML dates."""
    import tomli_w

    plain = msgspec.to_builtins(whole_document(summary), builtin_types=(date,))
    return spelled_out(tomli_w.dumps(_without_nulls(plain)), long_escapes=True).encode("utf-8")


def _without_nulls(value: Any) -> Any:  # noqa: ANN401 - a JSON tree
    if isinstance(value, dict):
        return {key: _without_nulls(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [_without_nulls(inner) for inner in value]
    return value
