"""What a file would bring into the ledger, compared whole."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from fedtrack.core.model import State
from fedtrack.core.payloads import Call, FiledFile, Report
from fedtrack.render.ledger_import import foot, ledger_import_document, render_ledger_import
from fedtrack.usecases.import_ledger import Change, Kinds, LedgerImport
from tests.builders import DUE, make_entry
from tests.render.stage import UNITS, assert_page, draw, make_season

FILED = FiledFile("received/2020-38/baishi/a.doc", "0" * 64, 3, "a.doc")
_ROSTER, NOTICE = make_season()
NEW = (
    make_entry(Report(DUE, files=(FILED,)), number=1),
    make_entry(Call(DUE), number=2, notice="2019-[b]38[/b]\x1b[31m"),
)
FOUND = LedgerImport(
    new=NEW,
    known=140,
    kinds=(
        Kinds("", "dismissal", 0, 3),
        Kinds("2019-[b]38[/b]\x1b[31m", "call", 1, 0),
        Kinds("2020-38", "praise", 0, 1),
        Kinds("2020-38", "report", 1, 136),
    ),
    strange_notices=("2019-[b]38[/b]\x1b[31m",),
    strange_units=("a", "b", "c", "d", "e"),
    files=1,
    changes=(
        Change(NOTICE, UNITS[0], State.PENDING, State.ON_TIME),
        Change(NOTICE, UNITS[2], State.ON_TIME, State.RETURNED),
    ),
)


def test_what_a_file_would_bring() -> None:
    """A row for each notice and kind, who is a stranger, and that files come another way."""
    page = draw(*render_ledger_import(FOUND), foot(FOUND, added=False), width=80)
    assert_page("ledger-import-80", page)


def test_nothing_to_tell_is_not_told() -> None:
    """An empty ledger has no table; few strangers are all named, and none is no line."""
    empty = LedgerImport((), 0, (), (), (), 0)
    assert list(render_ledger_import(empty)) == []
    few = replace(FOUND, strange_notices=(), files=0)
    assert draw(*render_ledger_import(few), width=80).splitlines()[-1].endswith("a, b, c, d, e")


def test_changes_for_several_notices_name_them() -> None:
    other = replace(NOTICE, id="2020-39")
    changes = (*FOUND.changes, Change(other, UNITS[1], State.PENDING, State.LATE))
    text = draw(*render_ledger_import(replace(FOUND, changes=changes)), width=80)
    assert "黑石镇妇联       2020-39   pending   late" in text


@pytest.mark.parametrize(
    ("found", "added", "said"),
    [
        (FOUND, True, "Added to the ledger: 2; Next: `fedtrack status`"),
        (FOUND, False, "Nothing was added; 2 would be"),
        (replace(FOUND, new=()), False, "Nothing is new; the ledger stays as it is"),
    ],
)
def test_the_last_line_says_what_was_done(found: LedgerImport, *, added: bool, said: str) -> None:
    assert foot(found, added=added).plain == said


def test_the_document() -> None:
    assert ledger_import_document(FOUND, added=True) == {
        "schema": "fedtrack.ledger-import/1",
        "new": 2,
        "known": 140,
        "entries": [
            {"notice": "", "kind": "dismissal", "new": 0, "known": 3},
            {"notice": "2019-[b]38[/b]\x1b[31m", "kind": "call", "new": 1, "known": 0},
            {"notice": "2020-38", "kind": "praise", "new": 0, "known": 1},
            {"notice": "2020-38", "kind": "report", "new": 1, "known": 136},
        ],
        "strange_notices": ("2019-[b]38[/b]\x1b[31m",),
        "strange_units": ("a", "b", "c", "d", "e"),
        "files": 1,
        "changes": [
            {"notice": "2020-38", "unit": "baishi", "was": "pending", "becomes": "on_time"},
            {"notice": "2020-38", "unit": "heishikq", "was": "on_time", "becomes": "returned"},
        ],
        "added": True,
    }
