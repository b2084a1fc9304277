"""The clerk's own wording: written out, edited, checked before anything goes out."""

from __future__ import annotations

from pathlib import Path

from fedtrack.core.message import TEMPLATES
from tests.cli.tools import snapshot
from tests.conftest import Run


def test_the_usual_wording_is_written_out_and_can_be_changed(workspace: Path, run: Run) -> None:
    """One file replaces one wording; the others stay as they are."""
    answer = run("remind", "--show-templates", "templates")
    assert answer.code == 0
    assert "Written: templates/email-before.j2" in answer.out
    assert "deleted" not in answer.out
    folder = workspace / "templates"
    assert {path.name for path in folder.iterdir()} == {f"{name}.j2" for name in TEMPLATES}
    assert run("check").code == 0
    file = folder / "group-before.j2"
    file.write_text("请{{ count }}家抓紧：{{ units }}。", encoding="utf-8")
    assert (
        run("remind", "--text", "--group", "县直单位").out == "请2家抓紧：县水利局女工委、县民政局女工委。\n"
    )


def test_what_lies_there_is_not_touched(workspace: Path, run: Run) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "call-final.j2").write_text("好", encoding="utf-8")
    answer = run("remind", "--show-templates", "templates", "--json")
    assert answer.document["schema"] == "fedtrack.templates/1"
    assert answer.document["kept"] == ["templates/call-final.j2"]
    assert len(answer.document["written"]) == len(TEMPLATES) - 1
    assert (workspace / "templates" / "call-final.j2").read_text(encoding="utf-8") == "好"
    assert "left as it is" in run("remind", "--show-templates", "templates").err


def test_a_folder_that_cannot_be_made_is_told(workspace: Path, run: Run) -> None:
    answer = run("remind", "--show-templates", "units.toml/here")
    assert answer.code == 6
    assert answer.err.startswith("units.toml/here: the folder cannot be made")


def test_a_wrong_template_stops_before_anything_is_written(workspace: Path, run: Run) -> None:
    """Also one whose stage has not come yet; each with file and line."""
    folder = workspace / "templates"
    folder.mkdir()
    (folder / "email-final.j2").write_text("主题\n\n{{ unti }}", encoding="utf-8")
    (folder / "email-before.j2").write_text("{% if %}", encoding="utf-8")
    before = snapshot(workspace)
    for arguments in (["remind"], ["remind", "--dry-run"], ["remind", "--send", "--yes"]):
        answer = run(*arguments)
        assert answer.code == 3
        assert "templates/email-final.j2:3: nothing is called unti; did you mean unit" in answer.err
        assert "templates/email-before.j2:1: the template is wrong" in answer.err
    assert snapshot(workspace) == before
    assert run("check").code == 3


def test_a_file_that_replaces_nothing_is_told(workspace: Path, run: Run) -> None:
    (workspace / "templates").mkdir()
    (workspace / "templates" / "email-befor.j2").write_text("好", encoding="utf-8")
    answer = run("check")
    assert answer.code == 0
    assert "templates/email-befor.j2" in answer.out
    assert "the file replaces nothing" in answer.out
