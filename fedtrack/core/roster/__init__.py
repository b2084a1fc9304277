"""From the tables of `units.toml` to a checked `Roster`, with every fault found at once."""

from fedtrack.core.roster.build import NO_PASSWORD_HERE, WHERE_PASSWORDS_GO, build_roster, names_a_secret
from fedtrack.core.roster.table import Path, RosterFault

__all__ = [
    "NO_PASSWORD_HERE",
    "WHERE_PASSWORDS_GO",
    "Path",
    "RosterFault",
    "build_roster",
    "names_a_secret",
]
