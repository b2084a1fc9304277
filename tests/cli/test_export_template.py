"""`export --template`: the clerk's own Word document, and what is said where it cannot be used."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.conftest import Run


@pytest.fixture
def template(workspace: Path) -> Path:
    """Return a Word document that names who owes a report."""
    paper = docx.Document()
    paper.add_paragraph("{{ federation }}：{{ outstanding_names }}")
    path = workspace / "模板.docx"
    paper.save(str(path))
    return path


def test_a_template_makes_a_docx(template: Path, run: Run) -> None:
    """Without a format it is a docx in exports/, beside the others."""
    run("record", "baishi")
    answer = run("export", "--template", "模板.docx", "--json")
    assert answer.document == {
        "schema": "fedtrack.export/1",
        "format": "docx",
        "path": "exports/2020-38-2020-03-20.docx",
    }
    paper = docx.Document(str(template.parent / answer.document["path"]))
    assert paper.paragraphs[0].text == (
        "青禾县妇女联合会：黑石镇妇联、黑石矿区管理处、县水利局女工委、县民政局女工委"
    )


def test_the_template_is_never_written_over(template: Path, run: Run) -> None:
    before = template.read_bytes()
    answer = run("export", "--template", "模板.docx", "-o", "./模板.docx")
    assert (answer.code, "the template itself" in answer.err) == (2, True)
    assert template.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("缺.docx", None, "cannot be read"),
        (".", None, "cannot be read"),
        ("a\0b", None, "cannot be read"),
        ("a.docx", b"no", "no Word document"),
        ("a.docx", b"0" * 20_000_001, "too large"),
    ],
    ids=["missing", "folder", "nul", "text", "large"],
)
def test_a_template_that_cannot_be_used(
    name: str, content: bytes | None, words: str, workspace: Path, run: Run
) -> None:
    """One line says which file and what to do, and nothing is written."""
    if content is not None:
        (workspace / name).write_bytes(content)
    answer = run("export", "--template", name)
    assert answer.code == 6
    assert words in answer.err
    assert len(answer.err.splitlines()) == 1
    assert not (workspace / "exports").exists()


def test_a_name_that_there_is_not(template: Path, run: Run) -> None:
    """It is a fault of what the clerk wrote: the line names it and the list of names."""
    paper = docx.Document()
    paper.add_paragraph("{{ outstandng }}")
    paper.save(str(template))
    answer = run("export", "--template", "模板.docx")
    assert answer.code == 3
    assert "模板.docx: nothing is called outstandng" in answer.err
    assert "docs/word-template.md" in answer.err
