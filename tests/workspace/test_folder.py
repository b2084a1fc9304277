"""The workspace is found the way git finds its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from fedtrack.errors import InputError
from fedtrack.workspace.folder import find_workspace


def _make(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "units.toml").touch()
    return folder


def test_the_folder_chosen_comes_first(tmp_path: Path) -> None:
    """-C wins over $FEDTRACK_DIR, and that over the folder one stands in."""
    chosen, named, here = (_make(tmp_path / name) for name in ("选", "名", "此"))
    assert find_workspace(chosen=chosen, named=str(named), start=here).folder == chosen
    assert find_workspace(chosen=None, named=str(named), start=here).folder == named
    assert find_workspace(chosen=None, named=None, start=here).folder == here
    assert find_workspace(chosen=None, named="", start=here).folder == here


def test_the_nearest_folder_above_is_taken(tmp_path: Path) -> None:
    """In a folder of a folder of the workspace one is still in the workspace, the innermost one."""
    outer = _make(tmp_path / "县妇联")
    inner = _make(outer / "2020")
    deep = inner / "received" / "2020-38"
    deep.mkdir(parents=True)
    (deep / "units.toml").mkdir()  # a folder of that name is none
    assert find_workspace(chosen=None, named=None, start=deep).folder == inner
    assert find_workspace(chosen=None, named=None, start=outer).folder == outer


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written later does not depend on where fedtrack was started."""
    folder = _make(tmp_path / "三八")
    monkeypatch.chdir(tmp_path)
    assert find_workspace(chosen=Path("三八"), named=None, start=tmp_path).folder == folder
    assert find_workspace(chosen=None, named="三八", start=tmp_path).folder == folder


def test_everything_lies_beside_units_toml(tmp_path: Path) -> None:
    """The places have the names that the clerk sees, and looking for them makes none."""
    _make(tmp_path)
    found = find_workspace(chosen=tmp_path, named=None, start=tmp_path)
    places = [
        found.units_file,
        found.ledger_file,
        found.drafts,
        found.received,
        found.exports,
        found.templates,
    ]
    assert [place.relative_to(tmp_path).as_posix() for place in places] == [
        "units.toml",
        "fedtrack.db",
        "drafts",
        "received",
        "exports",
        "templates",
    ]
    assert [file.name for file in tmp_path.iterdir()] == ["units.toml"]


@pytest.mark.parametrize("given", ["chosen", "named"])
def test_a_folder_that_is_named_must_have_it(tmp_path: Path, given: str) -> None:
    """A folder named by the clerk is not searched upwards: the error names it, and how to start there."""
    _make(tmp_path)
    empty = tmp_path / "空"
    empty.mkdir()
    with pytest.raises(InputError, match=r"no units\.toml in this folder") as caught:
        find_workspace(
            chosen=empty if given == "chosen" else None,
            named=str(empty) if given == "named" else None,
            start=tmp_path,
        )
    assert caught.value.faults[0].where == str(empty)
    assert f"fedtrack init {empty}" in str(caught.value.faults[0].fix)


def test_nowhere_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="here or in a folder above") as caught:
        find_workspace(chosen=None, named=None, start=tmp_path)
    assert caught.value.faults[0].where == str(tmp_path)
