"""The clerk's own templates are looked through before anything is worded with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fedtrack.core.message import CALL, EMAIL, GROUP, TEMPLATES, call_values, group_values, unit_values
from fedtrack.core.model import Deadline, Federation, State
from fedtrack.core.policy import Judgement
from fedtrack.core.rounds import Round, Stage
from fedtrack.core.standing import Standing
from fedtrack.wording.examine import SAMPLES, default_templates, examine_templates, find_strangers
from fedtrack.wording.templates import TemplateWording
from tests.builders import DUE, make_notice, make_unit

FEDERATION = Federation(name="青禾县妇女联合会", email="qhfl@qinghe.example")
TODAY = date(2020, 3, 20)


def faults(folder: Path, name: str, text: str, encoding: str = "utf-8") -> list[tuple[str, str]]:
    """Return where and what is wrong when the clerk's folder has that file."""
    (folder / name).write_text(text, encoding=encoding)
    return [(fault.where, str(fault.what)) for fault in examine_templates(TemplateWording(folder))]


def test_no_folder_and_the_usual_wording_are_in_order(tmp_path: Path) -> None:
    assert examine_templates(TemplateWording(tmp_path / "templates")) == []
    for name, content in default_templates():
        (tmp_path / name).write_bytes(content)
    assert examine_templates(TemplateWording(tmp_path)) == []
    assert {path.stem for path in tmp_path.iterdir()} == set(TEMPLATES)


def test_every_unknown_name_is_told_with_its_line(tmp_path: Path) -> None:
    """Also where a condition hides it today; the nearest name that there is is proposed."""
    text = "主题\n\n{% if returned %}{{ resaon }}{% endif %}\n{{ unit }}{{ 单位 }}\n"
    found = faults(tmp_path, "email-before.j2", text)
    assert found == [
        ("templates/email-before.j2:3", "nothing is called resaon"),
        ("templates/email-before.j2:4", "nothing is called 单位"),
    ]
    fixes = [str(fault.fix) for fault in examine_templates(TemplateWording(tmp_path))]
    assert fixes[0] == "did you mean reason"
    assert "channels" in fixes[1]


def test_the_faults_of_several_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "call-final.j2").write_text("{% if %}", encoding="utf-8")
    found = faults(tmp_path, "group-today.j2", "{{ unit }}")
    assert [where for where, _ in found] == ["templates/group-today.j2:1", "templates/call-final.j2:1"]


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("好\n{% if returned %}", "email-today.j2:2", "Unexpected end of template"),
        ("好\n{{ unit.phone }}", "email-today.j2:2", "has no attribute"),
        ("{% if returned %}好{% endif %}", "email-today.j2", "says nothing"),
        ("{{ ().__class__.__bases__ }}", "email-today.j2:1", "unsafe"),
        ("{% include 'nothing.j2' %}", "email-today.j2:1", "nothing.j2"),
    ],
)
def test_what_cannot_be_worded_is_told(tmp_path: Path, text: str, where: str, what: str) -> None:
    """Bad syntax, what a value does not have, nothing at all, a way out of the sandbox."""
    ((place, reason),) = faults(tmp_path, "email-today.j2", text)
    assert place == f"templates/{where}"
    assert what in reason


def test_a_template_in_gbk_is_told(tmp_path: Path) -> None:
    ((where, what),) = faults(tmp_path, "email-today.j2", "请报送", encoding="gbk")
    assert (where, what) == ("templates/email-today.j2", "the file is not saved as UTF-8")


def test_files_that_replace_nothing_are_named(tmp_path: Path) -> None:
    """A slip in a file's name must not leave the clerk with the usual wording unawares."""
    wording = TemplateWording(tmp_path / "templates")
    assert find_strangers(wording) == []
    wording.own.mkdir()
    for name in ("email-befor.j2", "email-before.j2", "group.j2"):
        (wording.own / name).write_text("好", encoding="utf-8")
    assert find_strangers(wording) == ["email-befor.j2", "group.j2"]


def test_the_names_tried_are_those_that_there_are() -> None:
    notice = make_notice()
    standing = Standing(make_unit(), State.PENDING, Deadline(DUE))
    judgement = Judgement(standing, allowed=True, verdicts=(), planned=Round("due", DUE), stage=Stage.TODAY)
    assert SAMPLES[EMAIL].keys() == unit_values(FEDERATION, notice, judgement, TODAY).keys()
    assert SAMPLES[GROUP].keys() == group_values(FEDERATION, notice, [standing], Stage.TODAY, TODAY).keys()
    called = call_values(FEDERATION, notice, notice.deadline, Stage.TODAY, TODAY, count=1)
    assert SAMPLES[CALL].keys() == called.keys()
