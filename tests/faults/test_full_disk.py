"""A disk without room, at every write in turn and for real: nothing is lost or half done, and it is said."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.tools import start
from tests.conftest import Answer, Run
from tests.faults.full_disk import full_from
from tests.faults.postoffice import open_office
from tests.faults.season import MAILED, SEND, make_season
from tests.faults.work import REPORTS, UNITS, check_reports, check_sound, entries_of, make_work, report_of
from tests.ledger.damages import rewrite

LEDGER, DOCUMENT, PARTLY = 4, 6, 7
_UNIT = UNITS[0]
_FILE = f"{REPORTS}/第1镇妇联“三八”活动总结.txt"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a workspace where two reports have arrived."""
    folder = make_work(tmp_path / "样")
    for unit in UNITS[2:]:
        report_of(folder, unit).unlink()
    return folder


def _assert_said(answer: Answer) -> None:
    """Check that a run that could not do its work says so, a line for each fault."""
    assert answer.code in {LEDGER, DOCUMENT, PARTLY}, answer
    lines = answer.err.splitlines()
    assert lines
    assert all("room" in line or "space" in line or "full" in line for line in lines), answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("record", _UNIT, "--file", _FILE),
        ("collect", REPORTS, "--yes"),
        ("remind", "--unit", UNITS[0], "--unit", UNITS[1]),
        ("excuse", _UNIT, "--reason", "新设"),
        ("export", "-o", "exports/汇总.csv"),
        ("remind", "--show-templates", "templates"),
        ("init", "新"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_disk_fills_at_each_write_in_turn(
    arguments: tuple[str, ...], work: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is written when the room ends: once there is room the same command does its work, once."""
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        shutil.copytree(work, folder)
        monkeypatch.chdir(folder)
        with full_from(number) as disk:
            answer = run(*arguments)
        if not disk.is_full:
            assert answer.code == 0
            break
        _assert_said(answer)
        before = entries_of(folder)
        assert all(
            (folder / one["path"]).is_file() for entry in before for one in entry.data.get("files", [])
        )
        assert not list(folder.rglob("*.part"))
        answer = run(*arguments)
        assert answer.code == 0, (number, answer)
        after = entries_of(folder)
        assert after[: len(before)] == before
        assert max(Counter((entry.kind, entry.unit) for entry in after).values(), default=1) == 1
        assert run("check").code == 0
    assert number > 1


def test_the_disk_fills_while_a_ledger_is_repaired(
    work: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The damaged ledger stays until the new one is whole; what was written in vain is taken away."""
    monkeypatch.chdir(work)
    assert run("record", *UNITS).code == 0
    whole = entries_of(work)
    rewrite(work / "fedtrack.db", lambda content: b"\xa5" * 100 + content[100:])
    for number in itertools.count(1):
        folder = tmp_path / str(number)
        shutil.copytree(work, folder)
        monkeypatch.chdir(folder)
        with full_from(number) as disk:
            answer = run("check", "--repair", "--yes")
        if not disk.is_full:
            break
        _assert_said(answer)
        assert (folder / "fedtrack.db").read_bytes() == (work / "fedtrack.db").read_bytes()
        assert not list(folder.rglob("*.part"))
        assert run("check", "--repair", "--yes").code == 0
        assert entries_of(folder) == whole
    assert number > 3


@pytest.mark.parametrize("number", [1, 2, 3, 5, 8, 9, 10, 11, 12, 13])
def test_the_disk_fills_while_mails_go_out(
    number: int, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went out is noted or unknown, and never goes out again by itself; the rest goes in the end."""
    with open_office() as office:
        folder = make_season(tmp_path / "三八", office)
        monkeypatch.chdir(folder)
        with full_from(number) as disk:
            answer = run(*SEND)
        assert disk.is_full
        assert answer.code in {LEDGER, DOCUMENT, PARTLY}, answer
        assert "Traceback" not in answer.err
        again = run(*SEND)
        assert again.code in {0, PARTLY}, again
        unknown = {
            one["id"] for one in run("status", "--json").document["units"] if one["unconfirmed_reminders"]
        }
        assert set(office.received) | unknown == set(MAILED)
        assert set(office.received.values()) == {1}
        assert run("check").code == 0


# ---- a small disk that really is full


@contextmanager
def _small_disk(folder: Path, kibibytes: int) -> Iterator[Path]:
    """Lend a disk of that size; skips where none can be had."""
    folder.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "fedtrack-test", str(folder)],
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root on Linux can mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("left", [0, 8, 24])
def test_a_small_disk_that_is_full(left: int, tmp_path: Path) -> None:
    """With so many KiB left each command works or says that there is no room; with more all is made good."""
    with _small_disk(tmp_path / "盘", 256) as disk:
        folder = make_work(disk / "三八")
        assert (
            start("record", UNITS[0], "--file", str(report_of(folder, UNITS[0])), folder=folder).returncode
            == 0
        )
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as filling:
            try:
                while filling.write(b"\0" * 4096):
                    pass
            except OSError:
                filling.truncate(ballast.stat().st_size - left * 1024)
        acknowledged = {entry.id for entry in entries_of(folder)}
        for unit in UNITS[1:4]:
            answer = start("record", unit, "--file", str(report_of(folder, unit)), "--json", folder=folder)
            if answer.returncode == 0:
                acknowledged |= {entry["id"] for entry in json.loads(answer.stdout)["entries"]}
            else:
                assert answer.returncode in {LEDGER, DOCUMENT}, answer
                assert len(answer.stderr.splitlines()) == 1
        for arguments in (("collect", REPORTS, "--yes"), ("remind",)):
            answer = start(*arguments, folder=folder)
            assert answer.returncode in {0, LEDGER, DOCUMENT, PARTLY}, answer
            assert "Traceback" not in answer.stderr
        assert acknowledged <= {entry.id for entry in entries_of(folder)}
        ballast.unlink()
        assert start("collect", REPORTS, "--yes", folder=folder).returncode == 0
        assert acknowledged <= {entry.id for entry in entries_of(folder)}
        check_reports(folder)
        check_sound(folder)
