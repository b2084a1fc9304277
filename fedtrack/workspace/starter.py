"""The file that a new workspace starts with."""

from __future__ import annotations

from pathlib import Path

STARTER = Path(__file__).parent.parent / "templates" / "units.toml"
"""A commented `units.toml` without notices and units, in Chinese: the clerk's language."""
