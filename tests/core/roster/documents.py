"""Documents for the tests of the roster, written as the clerk writes them."""

from __future__ import annotations

import tomllib
from typing import NamedTuple

from fedtrack.core.roster import Path, build_roster

FEDERATION = '[federation]\nname = "青禾县妇女联合会"\n'
NOTICE = '[[notices]]\nid = "2020-38"\ntitle = "关于过节的通知"\ndue = 2020-03-23\n'
UNIT = '[[units]]\nid = "baishi"\nname = "白石镇妇联"\ngroup = "乡镇妇联"\n'


class Said(NamedTuple):
    """A fault in the words that the clerk reads."""

    path: Path
    what: str
    fix: str


def faults_of(text: str) -> list[Said]:
    """Return what is wrong with a `units.toml` of that text."""
    _, faults = build_roster(tomllib.loads(text))
    return [Said(fault.path, str(fault.what), str(fault.fix or "")) for fault in faults]
