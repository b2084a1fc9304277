"""`collect` on a terminal: which notice, and whether the numbers in a text count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.collecting import CERTAIN, Clerk, filed, report
from tests.cli.tools import SECOND_NOTICE, edit_units, snapshot
from tests.conftest import Run
from tests.corpus.office import build_docx
from tests.documents.making import docx, xlsx
from tests.incoming import BAISHI, form, letter

pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture
def clerk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    return Clerk(run, tmp_path / "来件", monkeypatch)


VAGUE = letter(BAISHI, "白石镇材料", files={"白石镇材料.docx": build_docx(["白石镇材料", "材料"])})


def test_the_only_open_notice_is_meant(clerk: Clerk) -> None:
    said = clerk.collect({"1.eml": VAGUE}, "1")
    assert "→ filed for 青妇通〔2020〕1号, the only open one\n" in said.err
    assert "`--notice 2020-38` spares the questions" in said.err
    assert clerk.filed() == [report("baishi")]


def test_the_notice_that_was_named_spares_the_question(clerk: Clerk) -> None:
    """As the question, and the list where nobody is asked, say."""
    assert "`--notice 2020-38` says so" in clerk.collect({"1.eml": VAGUE}, options=("--dry-run",)).out
    said = clerk.collect({}, "y", options=("--notice", "2020-38"))
    assert "--notice" not in said.err + said.out
    assert clerk.filed() == [report("baishi")]


@pytest.mark.parametrize(
    ("answers", "notice"),
    [(("1", "1"), "2020-38"), (("1", "2020-38"), "2020-38"), (("1", "9", "1", "1"), "2020-38")],
)
def test_of_several_notices_one_is_chosen(
    clerk: Clerk, workspace: Path, answers: tuple[str, ...], notice: str
) -> None:
    """By its number or its id; what fits none is asked again, from the unit on."""
    edit_units(workspace, more=SECOND_NOTICE)
    said = clerk.collect({"1.eml": VAGUE}, *answers)
    assert "the only open one" not in said.err
    assert "  2  2020-39  关于征集家庭故事的通知" in said.err
    assert clerk.filed() == [report("baishi", notice)]


@pytest.mark.parametrize("answers", [("1", "2"), ("1", ""), ("1",)])
def test_a_notice_that_does_not_fit_files_nothing(
    clerk: Clerk, workspace: Path, answers: tuple[str, ...]
) -> None:
    """The unit is not asked by the second; none is chosen; the input ends."""
    edit_units(workspace, more=SECOND_NOTICE)
    assert clerk.collect({"1.eml": VAGUE}, *answers).code == 0
    assert clerk.filed() == []


def told(clerk: Clerk) -> dict[str, object]:
    (entry,) = filed(clerk.run)
    figures: dict[str, object] = entry["figures"]
    return figures


TELLING = {"白石镇“三八”活动总结.txt": "白石镇妇联\n参与人数共120人次，开展活动3场次".encode()}
QUESTION = "白石镇妇联, “白石镇“三八”活动总结.txt”, says: 开展活动3场次、参与人数120人次. Enter these? [y/N] "


@pytest.mark.parametrize(
    ("answers", "figures"),
    [(("y", "y"), {"events": 3, "participants": 120}), (("y", "n"), {}), (("y",), {})],
)
def test_figures_in_a_text_are_filed_only_after_a_yes(
    clerk: Clerk, answers: tuple[str, ...], figures: dict[str, int]
) -> None:
    said = clerk.collect(TELLING, *answers)
    assert QUESTION in said.err
    assert told(clerk) == figures


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


STATISTICS = (("单位", "开展活动（场）", "参与人数（人）"), ("白石镇妇联", "2", "120"))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("白石镇“三八”活动总结.docx", docx("白石镇妇联“三八”活动总结", _table(*STATISTICS))),
        ("白石镇“三八”活动总结.xlsx", xlsx(("白石镇妇联“三八”活动总结",), *STATISTICS)),
    ],
)
def test_figures_in_a_table_are_offered_as_well(clerk: Clerk, name: str, content: bytes) -> None:
    said = clerk.collect({name: content}, "y", "y")
    assert f"“{name}”, says: 开展活动2场次、参与人数120人次. Enter these?" in said.err
    assert told(clerk) == {"events": 2, "participants": 120}


def test_without_a_question_figures_in_a_text_are_left_out(clerk: Clerk) -> None:
    clerk.collect(TELLING, options=("--yes",))
    assert told(clerk) == {}


def test_figures_are_not_offered_for_what_is_not_filed(clerk: Clerk) -> None:
    assert "Enter these?" not in clerk.collect(TELLING, "n").err


def test_figures_of_a_doubtful_thing_are_offered_once_it_has_a_unit(clerk: Clerk) -> None:
    said = clerk.collect({"“三八”活动总结.txt": "参与人数共120人次".encode()}, "minzheng", "y")
    assert "县民政局女工委, ““三八”活动总结.txt”, says: 参与人数120人次. Enter these?" in said.err
    assert told(clerk) == {"participants": 120}


def test_a_nil_report_has_no_figures(clerk: Clerk) -> None:
    nil = letter(
        subject="白石镇“三八”活动零报告", body="我镇今年未开展活动。参与人数0人次。", message_id="8@x"
    )
    said = clerk.collect({"8.eml": nil}, "y")
    assert "Enter these?" not in said.err
    (entry,) = filed(clerk.run)
    assert entry["nil"] is True


def test_figures_of_a_forms_columns_need_no_question(clerk: Clerk) -> None:
    """One that cannot be added up is noted, never guessed."""
    row = ("2020-03-17 10:00", "白石镇妇联", "“三八”活动", "3场次", "约50", "")
    assert "Enter these?" not in clerk.collect({"form.xlsx": form(row)}, "y").err
    assert told(clerk) == {"events": 3}
    assert "?参与人数=约50" in filed(clerk.run)[0]["note"]


def test_a_dry_run_asks_nothing(clerk: Clerk, workspace: Path) -> None:
    before = snapshot(workspace)
    said = clerk.collect({**CERTAIN, "5.eml": VAGUE}, "y", "1", options=("--dry-run",))
    assert (said.err, snapshot(workspace)) == ("", before)
    assert "perhaps" in said.out


def test_a_number_that_is_not_on_the_list_is_no_unit(clerk: Clerk) -> None:
    """Not 县第2中学 either."""
    said = clerk.collect({"1.eml": VAGUE}, "2", "1 2", "1")
    assert said.err.count("there is no number") == 2
    assert clerk.filed() == [report("baishi")]
