"""The corpus of what arrives is whole, and says of every item what is right for it."""

from __future__ import annotations

import email.policy
import mailbox
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.corpus import Expected, build, score
from tests.corpus.items import (
    BALANCED,
    FRESH,
    KNOWN,
    LISTS,
    UNITS,
    ArrivalList,
    MailItem,
    notice_ids,
    read_list,
    unit_names,
)

DECISIONS = {"record", "review", "ignore"}
KINDS = {
    *("report", "supplement", "correction", "nil", "duplicate", "reply", "bounce", "auto_reply"),
    *("question", "notice", "spam", "photo", "other"),
}
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]')  # in the names of files on Windows
each = pytest.mark.parametrize("path", LISTS, ids=[path.stem for path in LISTS])


def exists(folder: Path, source: str) -> bool:
    """Say whether an item is among the files that were built."""
    path, _, part = source.partition("#")
    file = folder / path
    if not part:
        return file.is_file()
    match file.suffix:
        case ".mbox":
            with closing(mailbox.mbox(file)) as box:
                return int(part) < len(box)
        case ".zip":
            with zipfile.ZipFile(file, metadata_encoding="gbk") as packed:
                return part in packed.namelist()
        case ".xlsx":
            return int(part) <= len(CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python())
    return int(part) <= len(file.read_bytes().splitlines())


def texts(arrivals: ArrivalList) -> Iterator[str]:
    """Yield all that somebody wrote, but for the names of units and notices that the lists share."""
    yield arrivals.reminder
    for item in arrivals.items():
        if isinstance(item, MailItem):
            yield from (item.subject, item.body)
            for paper in item.files:
                yield from (paper.name, *paper.lines)
        elif not hasattr(item, "cells"):
            yield from (item.source.rpartition("/")[2], *item.lines)


def sentences(arrivals: ArrivalList) -> set[str]:
    """Return the sentences that are long enough to be somebody's own."""
    parts = (part for text in texts(arrivals) for part in re.split(r"[。!?;!?;:\n]", text))
    return {part.strip() for part in parts if len(part.strip()) >= 10}


def right(truth: list[Expected]) -> list[dict[str, object]]:
    """Return a collection that decides everything as it should."""
    return [
        {"source": one.source, "unit": one.unit, "notice": one.notice, "decision": one.decision}
        for one in truth
    ]


@each
def test_every_item_is_among_the_files(path: Path, tmp_path: Path) -> None:
    truth = build(path, tmp_path)
    assert [one.source for one in truth if not exists(tmp_path, one.source)] == []
    assert [source for source, times in Counter(one.source for one in truth).items() if times > 1] == []
    assert [one.source for one in truth if FORBIDDEN.search(one.source)] == []


@each
def test_every_file_holds_an_item(path: Path, tmp_path: Path) -> None:
    sources = {one.source.partition("#")[0] for one in build(path, tmp_path)}
    files = (file for file in tmp_path.rglob("*") if file.is_file())
    assert {file.relative_to(tmp_path).as_posix() for file in files} == sources


@each
def test_the_truth_names_what_the_roster_has(path: Path, tmp_path: Path) -> None:
    """Units and notices are in units.toml, decisions and kinds are those of fedtrack.collection/1."""
    units, notices = {*unit_names(), None}, {*notice_ids(), None}
    truth = build(path, tmp_path)
    sources = {one.source for one in truth}
    for one in truth:
        assert one.unit in units, one
        assert one.notice in notices, one
        assert set(one.candidates) <= units, one
        assert {one.decision, *one.accept} <= DECISIONS, one
        assert one.decision not in one.accept, one
        assert one.kind in KINDS, one
        assert one.duplicate_of is None or one.duplicate_of in sources, one
        assert one.why, one


@each
def test_what_may_be_recorded_has_a_unit_and_a_notice(path: Path, tmp_path: Path) -> None:
    for one in build(path, tmp_path):
        if "record" in {one.decision, *one.accept}:
            assert one.unit, one
            assert one.notice, one


@pytest.mark.parametrize("path", BALANCED, ids=[path.stem for path in BALANCED])
def test_the_shares_are_those_of_life(path: Path, tmp_path: Path) -> None:
    truth = build(path, tmp_path)
    shares = Counter(one.decision for one in truth)
    assert 0.5 < shares["record"] / len(truth) < 0.6
    assert 0.2 < shares["review"] / len(truth) < 0.33
    assert 0.13 < shares["ignore"] / len(truth) < 0.25
    assert {one.kind for one in truth} == KINDS


def test_the_lists_share_no_sentence() -> None:
    for one, other in combinations(BALANCED, 2):
        assert sentences(read_list(one)) & sentences(read_list(other)) == set()


@each
def test_the_mails_say_what_the_list_says(path: Path, tmp_path: Path) -> None:
    """A mail parser that is not fedtrack's reads subject and file names, whatever encoding they are in."""
    build(path, tmp_path)
    for mail in read_list(path).mails:
        if "#" in mail.source or mail.by in {"raw", "cut", "postfix"} or not mail.subject.isprintable():
            continue
        read = email.message_from_bytes((tmp_path / mail.source).read_bytes(), policy=email.policy.default)
        assert read["subject"].replace("―", "—") == mail.subject, mail.source  # GBK has one dash for both
        names = [part.get_filename() for part in read.walk() if part.get_filename()]
        assert names == [paper.name for paper in mail.files], mail.source


@each
def test_the_same_list_makes_the_same_files(path: Path, tmp_path: Path) -> None:
    build(path, tmp_path / "a")
    build(path, tmp_path / "b")
    for file in (tmp_path / "a").rglob("*"):
        if file.is_file():
            assert file.read_bytes() == (tmp_path / "b" / file.relative_to(tmp_path / "a")).read_bytes()


def test_duplicates_are_duplicates(tmp_path: Path) -> None:
    truth = build(FRESH, tmp_path)
    again = next(one for one in truth if one.duplicate_of and "#" not in one.source)
    assert (tmp_path / again.source).read_bytes() == (tmp_path / str(again.duplicate_of)).read_bytes()


def test_a_perfect_collection(tmp_path: Path) -> None:
    truth = build(KNOWN, tmp_path)
    assert score(right(truth), truth) == score(right(truth)[::-1], truth)
    perfect = score(right(truth), truth)
    assert (perfect.wrong, perfect.lost, perfect.filed, perfect.asked, perfect.misses) == (0, 0, 1.0, 0.0, ())


def test_what_is_wrong_lost_or_asked_is_counted(tmp_path: Path) -> None:
    """Another unit or notice, a record where only a look is right, an item left out, a needless question."""
    truth = build(KNOWN, tmp_path)
    items = right(truth)
    sure = [i for i, one in enumerate(truth) if one.decision == "record" and not one.accept]
    looks = [i for i, one in enumerate(truth) if one.decision == "review" and not one.accept]
    items[sure[0]]["unit"] = "elsewhere"
    items[sure[1]]["notice"] = "2020-38"
    items[sure[2]]["decision"] = "ignore"
    items[sure[3]]["decision"] = "review"
    items[looks[0]]["decision"] = "record"
    del items[sure[4]]
    result = score(items, truth)
    plain = [one for one in truth if one.decision != "review" and "review" not in one.accept]
    certain = [one for one in plain if one.decision == "record"]
    assert (result.wrong, result.lost) == (3, 2)
    assert result.filed == (len(certain) - 5) / len(certain)
    assert result.asked == 1 / len(plain)
    assert len(result.misses) == 6
    assert any(truth[sure[4]].source in miss and "not told" in miss for miss in result.misses)


def test_the_roster_has_what_is_easy_to_mix_up() -> None:
    """Stems that towns and zones share, names that sound alike, units without an address, a shared one."""
    names = set(unit_names().values())
    assert {"东河镇妇联", "东和乡妇联", "石桥镇妇联", "石桥铺镇妇联", "金鸡岭镇妇联"} < names
    assert {"金鸡岭矿区管委会妇委会", "白沙经济开发区妇工委", "白沙镇妇联"} < names
    text = UNITS.read_text(encoding="utf-8")
    assert 60 <= len(names) <= 80
    assert 0.6 < text.count("\nemail = [") / len(names) < 0.75
    assert text.count("cx_wenhua@163.example") == 2
