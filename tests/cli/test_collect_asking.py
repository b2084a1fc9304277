"""`collect` on a terminal: what is certain is agreed to once, the rest is asked about one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.collecting import CERTAIN, Answering, Clerk, collect, filed, received, report
from tests.cli.tools import edit_units
from tests.conftest import Run
from tests.corpus.office import build_docx
from tests.incoming import ACTIVITIES, lay, letter

STONES = letter("a@elsewhere.example", "石“三八”总结", body=ACTIVITIES, message_id="3@x")
"""Of 白石镇 or 黑石镇: the subject fits several units."""
NOBODYS = letter("a@elsewhere.example", "“三八”活动总结", body=ACTIVITIES, message_id="4@x")
JOINT = letter("a@elsewhere.example", "白石镇、黑石镇“三八”活动总结", body=ACTIVITIES, message_id="5@x")

pytestmark = pytest.mark.usefixtures("workspace")


@pytest.fixture
def clerk(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    return Clerk(run, tmp_path / "来件", monkeypatch)


@pytest.mark.parametrize(("answer", "entries"), [("y", 1), ("是", 1), ("n", 0), ("否", 0), ("", 0)])
def test_what_is_certain_is_shown_and_agreed_to(clerk: Clerk, answer: str, entries: int) -> None:
    """Beside the payload, with what proves it; no yes is a no."""
    said = clerk.collect(CERTAIN, answer)
    assert said.code == 0
    assert "Certain (1)" in said.err
    assert "File these 1 now? [y/N]" in said.err
    assert f"Filed: {entries}" in said.out
    assert len(clerk.filed()) == entries


@pytest.mark.parametrize("answer", ["1", "好像是", "yy"])
def test_what_is_neither_is_asked_about_again(clerk: Clerk, answer: str) -> None:
    """With what to type: a number was meant for another question."""
    said = clerk.collect(CERTAIN, answer, "是")
    assert said.err.count("[y/N]") == 2
    assert "type y (是) for yes, n (否) or Enter for no\n" in said.err
    assert clerk.filed() == [report("baishi")]


def test_the_end_of_all_input_is_a_no(clerk: Clerk) -> None:
    assert clerk.collect({**CERTAIN, "3.eml": JOINT}).code == 0
    assert clerk.filed() == []


def test_with_yes_nothing_is_asked(clerk: Clerk) -> None:
    said = clerk.collect({**CERTAIN, "3.eml": JOINT}, options=("--yes",))
    assert "?" not in said.err
    assert clerk.filed() == [report("baishi")]


def test_nothing_came_in(clerk: Clerk) -> None:
    said = clerk.collect({})
    assert (said.code, said.err) == (0, "")
    assert said.out == "There is nothing there: no mail, no file\n"


def test_a_doubtful_thing_is_shown_with_its_reasons_and_choices(clerk: Clerk) -> None:
    said = clerk.collect({"5.eml": JOINT}, "q")
    assert "[1/1] 白石镇、黑石镇“三八”活动总结  03-18" in said.err
    assert "from <a@elsewhere.example>" in said.err
    assert "several units are named: 白石镇妇联, 黑石镇妇联" in said.err
    assert "  1  白石镇妇联\n  2  黑石镇妇联\n" in said.err
    assert "number or name of the unit, n = no report, Enter = later, q = stop: " in said.err


@pytest.mark.parametrize(
    ("answer", "units"),
    [
        ("1", ["baishi"]),
        ("2", ["heishi"]),
        ("1 2", ["baishi", "heishi"]),
        ("2、1，2", ["heishi", "baishi"]),
        ("２", ["heishi"]),
        ("黑石矿区", ["heishikq"]),
        ("minzheng", ["minzheng"]),
        ("白石", ["baishi"]),
    ],
)
def test_the_unit_is_given_by_number_or_name(
    clerk: Clerk, workspace: Path, answer: str, units: list[str]
) -> None:
    """Several numbers are a joint report, with the files for each."""
    said = clerk.collect({"5.eml": JOINT}, answer)
    assert clerk.filed() == [report(unit) for unit in units]
    assert "  ✓ filed for " in said.err
    assert "Filed: 1" in said.out
    assert len(received(workspace)) == len(units)
    assert {one["arrival"] for one in filed(clerk.run)} == {"mail:<5@x>"}


@pytest.mark.parametrize("answer", ["石", "9", "0", "1 9", "-1", "没有这个单位", "²", "9" * 5000])
def test_a_name_that_fits_none_or_several_is_asked_again(clerk: Clerk, answer: str) -> None:
    said = clerk.collect({"5.eml": JOINT}, answer, "1")
    assert said.err.count("number or name of the unit") == 2
    assert clerk.filed() == [report("baishi")]


def test_a_unit_that_the_notice_does_not_ask_is_asked_again(clerk: Clerk, workspace: Path) -> None:
    edit_units(workspace, old='recipients = ["乡镇妇联", "县直单位"]', new='recipients = ["乡镇妇联"]')
    said = clerk.collect({"5.eml": JOINT}, "minzheng", "")
    assert "县民政局女工委 is not asked by the notice 2020-38" in said.err
    assert clerk.filed() == []
    assert received(workspace) == []


@pytest.mark.parametrize(
    ("answers", "asked"),
    [((), 1), (("q",), 1), (("退出",), 1), (("", "q"), 2), (("s", "跳过"), 2), (("", ""), 2)],
)
def test_later_and_stop_leave_it_for_the_next_run(clerk: Clerk, answers: tuple[str, ...], asked: int) -> None:
    said = clerk.collect({"4.eml": NOBODYS, "5.eml": JOINT}, *answers)
    assert said.code == 0
    assert said.err.count("q = stop: ") == asked
    assert clerk.filed() == []
    assert "to be looked at: 2" in said.out


@pytest.mark.parametrize(("answer", "kept"), [("1", 3), ("n", 0), ("", 0)])
def test_photos_beside_a_report_are_settled_together(clerk: Clerk, answer: str, kept: int) -> None:
    """One question for all of a folder, with the unit whose report lies there as the choice."""
    photos = {f"白石/IMG_{number}.jpg": b"\xff\xd8\xff" + bytes([number]) * 99 for number in range(3)}
    said = clerk.collect({"白石/白石镇妇联“三八”活动总结.txt": ACTIVITIES.encode(), **photos}, "y", answer)
    assert said.err.count("q = stop: ") == 1
    assert "and 2 more that lie beside it: IMG_1.jpg、IMG_2.jpg" in said.err
    assert "the report of 白石镇妇联 lies beside it" in said.err
    assert clerk.filed().count(report("baishi")) == 1 + kept


def test_no_report_is_remembered(clerk: Clerk) -> None:
    """It is not asked about again; `undo` brings the question back."""
    said = clerk.collect({"4.eml": NOBODYS}, "n")
    assert "noted: no report" in said.err
    assert "to be looked at" not in said.out
    assert clerk.filed() == [("dismissal", "", "")]
    again = clerk.collect({"4.eml": NOBODYS}, "1")
    assert "q = stop" not in again.err
    assert "Left alone (1)" in again.out
    assert "“三八”活动总结" in clerk.run("log").out
    assert clerk.run("undo", "--json").code == 0
    assert "q = stop" in clerk.collect({"4.eml": NOBODYS}, "q").err


def test_what_was_undone_is_asked_about_again(clerk: Clerk) -> None:
    """And filed again if the clerk says so."""
    clerk.collect(CERTAIN, "y")
    clerk.run("undo", "--json")  # which asks nothing
    said = clerk.collect(CERTAIN, "1")
    assert "you took that back" in said.err
    assert clerk.filed() == [report("baishi"), ("retraction", "2020-38", "baishi"), report("baishi")]


def test_one_message_id_with_other_files_is_asked(clerk: Clerk) -> None:
    other = letter(files={"另一份.docx": build_docx(["白石镇“三八”节活动总结", "另一份"])})
    said = clerk.collect({**CERTAIN, "2.eml": other}, "y", "q")
    assert "it has the Message-ID of 1.eml, but other files" in said.err
    assert clerk.filed() == [report("baishi")]


def test_the_same_bytes_under_another_unit_are_asked(clerk: Clerk) -> None:
    clerk.collect(CERTAIN, "y")
    (content,) = (one for one in [build_docx(["白石镇“三八”节活动总结", "x"])])
    things = {"a.eml": letter(files={"总结.docx": content}, message_id="6@x")}
    clerk.collect(things, "y")
    copied = {
        "b.eml": letter(
            "heishi@qinghe.example", "黑石镇“三八”总结", files={"总结.docx": content}, message_id="7@x"
        )
    }
    said = clerk.collect(copied, "q")
    assert "the same file was filed for 白石镇妇联" in said.err
    assert clerk.filed() == [report("baishi"), report("baishi")]


def test_an_interruption_keeps_what_was_filed(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C before a question: the next run goes on from there."""
    answers = iter(["y\n", "1\n"])

    def answer() -> str:
        line = next(answers, None)
        if line is None:
            raise KeyboardInterrupt
        return line

    monkeypatch.setattr("sys.stdin", Answering(answer))
    pile = lay(clerk.folder, {**CERTAIN, "4.eml": JOINT, "5.eml": STONES})
    assert collect(clerk.run, pile).code == 130
    assert clerk.filed() == [report("baishi"), report("baishi")]
    assert "q = stop" in clerk.collect({}, "q").err
