"""The ledger's table, in SQL that PostgreSQL speaks too but for the triggers.

`SCRIPTS[n]` takes a file from format n to n + 1; the file's format is its `user_version`.
"""

from __future__ import annotations

APPLICATION = 0x46544B31  # "FTK1": tells `file` and others whose database this is

_CREATE = (
    """
    CREATE TABLE entries (
        id TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        notice TEXT NOT NULL,
        unit TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        recorded_by TEXT NOT NULL,
        data TEXT NOT NULL,
        claim TEXT UNIQUE
    )
    """,
    "CREATE INDEX entries_by_notice ON entries (notice, id)",
    """
    CREATE TRIGGER entries_are_not_changed BEFORE UPDATE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END
    """,
    """
    CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries
    BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END
    """,
    # INSERT OR REPLACE deletes without firing the delete trigger
    """
    CREATE TRIGGER entries_are_not_replaced BEFORE INSERT ON entries
    WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR (NEW.claim IS NOT NULL AND claim = NEW.claim))
    BEGIN SELECT RAISE(ABORT, 'entries are only ever added'); END
    """,
)

SCRIPTS: list[tuple[str, ...]] = [_CREATE]
MOST_FORMATS = 255
"""More formats than there will ever be: a greater number is damage."""
