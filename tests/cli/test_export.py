"""`export`: the summary as a file, named by fedtrack or by the clerk."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path

import docx
import pytest

from fedtrack.cli.app import run as run_fedtrack
from fedtrack.exports.formats import BINARY, Format
from tests.conftest import Run
from tests.exports.calendars import read_calendar


def test_by_default_an_xlsx_in_exports(workspace: Path, run: Run) -> None:
    """The file is named after notice and day; the same content is written once, another beside it."""
    for _ in range(2):
        assert run("export").out == "Written: exports/2020-38-2020-03-20.xlsx\n"
    run("record", "baishi")
    assert run("export").out == "Written: exports/2020-38-2020-03-20 (2).xlsx\n"
    assert run("export", "--outstanding").out == "Written: exports/2020-38-2020-03-20-outstanding.xlsx\n"
    assert len(list((workspace / "exports").iterdir())) == 3


def test_on_the_screen_it_is_text(workspace: Path, run: Run) -> None:
    """`-o -` without a format prints csv, as a script that reads it has always had it."""
    assert run("export", "-o", "-").out == run("export", "--format", "csv", "-o", "-").out


def test_a_workbook_can_be_piped_and_never_meets_a_terminal(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Its bytes go to a program as they are; a terminal would obey whatever is among them."""
    assert run_fedtrack(["export", "--format", "xlsx", "-o", "-", "--today", "2020-03-20"]) == 0
    assert run_fedtrack(["export", "-o", "a.xlsx", "--today", "2020-03-20"]) == 0
    assert capfdbinary.readouterr().out.startswith((workspace / "a.xlsx").read_bytes())
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run_fedtrack(["export", "--format", "xlsx", "-o", "-"]) == 2


def test_the_paper_names_who_owes_only_when_told(workspace: Path, run: Run) -> None:
    """`--name-outstanding` names them; without it the paper has but their number."""
    run("record", "baishi")
    texts = []
    for options in ((), ("--name-outstanding",)):
        assert run("export", "-o", "a.docx", "--yes", *options).code == 0
        paper = docx.Document(str(workspace / "a.docx"))
        texts.append("\n".join(paragraph.text for paragraph in paper.paragraphs))
    assert ["白石镇妇联" in text for text in texts] == [True, True]
    assert ["黑石镇妇联" in text for text in texts] == [False, True]


@pytest.mark.parametrize("suffix", [*sorted(set(Format) - BINARY), "JSON"])
def test_the_suffix_names_the_format(suffix: str, workspace: Path, run: Run) -> None:
    """`-o a.md` is what `--format md -o -` prints, folders are made, and `--format` beats the suffix."""
    assert run("export", "-o", f"汇总/a.{suffix}").code == 0
    named = workspace / "汇总" / f"a.{suffix}"
    printed = run("export", "--format", suffix.casefold(), "-o", "-").out
    assert named.read_bytes().decode("utf-8") == printed
    assert run("export", "--format", suffix.casefold(), "-o", "b.txt").code == 0
    assert (workspace / "b.txt").read_bytes() == named.read_bytes()


def test_every_format_has_every_unit(workspace: Path, run: Run) -> None:
    """The formats tell the same story."""
    run("record", "baishi", "--figure", "events=3")
    printed = {form: run("export", "--format", form, "-o", "-").out for form in ("csv", "json", "md", "toml")}
    for name in ("白石镇妇联", "黑石镇妇联", "黑石矿区管理处", "县水利局女工委", "县民政局女工委"):
        assert all(name in text for text in printed.values())
    document, table = json.loads(printed["json"]), tomllib.loads(printed["toml"])
    assert document["totals"] == table["totals"]
    assert "应报5家，已报1家" in printed["md"]


def test_a_calendar_that_is_imported_again_updates(workspace: Path, run: Run) -> None:
    """After the reports have come in the same events come again, newer and cancelled."""
    plans = []
    for units in ((), ("baishi", "heishi", "heishikq", "shuili", "minzheng")):
        for unit in units:
            assert run("record", unit).code == 0
        assert run("export", "--format", "ics", "-o", "a.ics", "--yes").code == 0
        plans.append(read_calendar((workspace / "a.ics").read_bytes()).all("VEVENT"))
    before, after = plans
    assert [event["UID"] for event in before] == [event["UID"] for event in after]
    assert {event["STATUS"] for event in before[2:]} == {"CONFIRMED"}
    assert {event["STATUS"] for event in after[1:]} == {"CANCELLED"}
    assert int(after[0]["SEQUENCE"]) == int(before[0]["SEQUENCE"]) + 5


def test_outstanding_only(workspace: Path, run: Run) -> None:
    """`--outstanding` lists who owes; the totals stay those of the notice."""
    run("record", "baishi")
    document = run("export", "--outstanding", "--json").document
    assert [unit["id"] for unit in document["units"]] == ["heishi", "heishikq", "shuili", "minzheng"]
    assert document["totals"]["actual_reports"] == 1
    assert "白石镇妇联" not in run("export", "--outstanding", "-o", "-").out


@pytest.mark.parametrize("form", list(Format))
def test_outstanding_leaves_units_out_or_is_refused(form: Format, workspace: Path, run: Run) -> None:
    """No format passes over an option in silence."""
    assert run("record", "baishi").code == 0
    answers = [
        run("export", "--format", form, "-o", f"{number}.{form}", *options)
        for number, options in enumerate(((), ("--outstanding",)))
    ]
    if answers[1].code == 0:
        assert (workspace / f"0.{form}").read_bytes() != (workspace / f"1.{form}").read_bytes()
    else:
        assert answers[1].code == 2
        assert "--outstanding" in answers[1].err


def test_a_name_that_fits_the_format_or_none_is_taken(workspace: Path, run: Run) -> None:
    """Only a suffix of another format contradicts it."""
    for name in ("a.md", "b.MD", "c.txt", "d"):
        assert run("export", "--format", "md", "-o", name).code == 0
        assert (workspace / name).exists()
    assert run("export", "--format", "md", "-o", "e.csv").code == 2
    assert not (workspace / "e.csv").exists()
