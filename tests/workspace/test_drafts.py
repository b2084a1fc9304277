"""The folder of drafts: readable everywhere, and never over what the clerk has edited."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from fedtrack.core.message import ReminderMessage
from fedtrack.core.rounds import Stage
from fedtrack.errors import DocumentError
from fedtrack.mail.eml import draft_bytes
from fedtrack.workspace.drafts import DraftFolder
from tests.obstacles import files_at_most, needs_limits

MESSAGE = ReminderMessage(
    notice="2020-38",
    unit="baishi",
    unit_name="白石镇妇联",
    to=("baishi@qinghe.example",),
    cc=(),
    sender="qhfl@qinghe.example",
    sender_name="青禾县妇女联合会",
    subject="温馨提示",
    body="白石镇妇联：\n\n    请报送。\n",
    stage=Stage.BEFORE,
    round="before-1",
    day=date(2020, 3, 20),
    due=date(2020, 3, 23),
    message_id="<fedtrack.2020-38.baishi.20200320@qinghe.example>",
)


def _folder(path: Path, *, sorted_by_day: bool = True) -> DraftFolder:
    return DraftFolder(path, sorted_by_day=sorted_by_day, as_mail=draft_bytes)


def _files(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())


def test_a_draft_is_a_mail_and_a_text(tmp_path: Path) -> None:
    """Both lie under notice and day, named after the unit; the mail is the one that the mail module makes."""
    draft = _folder(tmp_path).put(MESSAGE)
    assert draft.text == str(tmp_path / "2020-38" / "2020-03-20" / "baishi.txt")
    assert draft.mail == str(tmp_path / "2020-38" / "2020-03-20" / "baishi.eml")
    assert Path(draft.mail).read_bytes() == draft_bytes(MESSAGE)
    assert _files(tmp_path) == ["2020-38/2020-03-20/baishi.eml", "2020-38/2020-03-20/baishi.txt"]


def test_the_text_opens_in_notepad(tmp_path: Path) -> None:
    """A byte order mark and CRLF, the subject first: what is pasted into WeChat or the OA is whole."""
    raw = Path(_folder(tmp_path).put(MESSAGE).text).read_bytes()
    assert raw.decode("utf-8") == "\ufeff温馨提示\r\n\r\n白石镇妇联：\r\n\r\n    请报送。\r\n"


def test_a_unit_without_address_gets_a_text_only(tmp_path: Path) -> None:
    draft = _folder(tmp_path).put(replace(MESSAGE, to=()))
    assert draft.mail is None
    assert _files(tmp_path) == ["2020-38/2020-03-20/baishi.txt"]


def test_a_folder_that_the_clerk_names_gets_the_files_themselves(tmp_path: Path) -> None:
    _folder(tmp_path / "新", sorted_by_day=False).put(MESSAGE)
    assert _files(tmp_path) == ["新/2020-38_2020-03-20_baishi.eml", "新/2020-38_2020-03-20_baishi.txt"]


@pytest.mark.parametrize("sorted_by_day", [True, False])
def test_what_the_clerk_edited_is_kept(tmp_path: Path, sorted_by_day: bool) -> None:
    """The same reminder drafted again leaves both files as they are, and puts back one that is gone."""
    folder = _folder(tmp_path, sorted_by_day=sorted_by_day)
    draft = folder.put(MESSAGE)
    assert draft.mail is not None
    Path(draft.text).write_text("改过的", encoding="utf-8")
    Path(draft.mail).write_bytes(b"Subject: edited\r\n\r\n")
    assert folder.put(MESSAGE) == draft
    assert Path(draft.text).read_text(encoding="utf-8") == "改过的"
    Path(draft.text).unlink()
    folder.put(MESSAGE)
    assert "温馨提示" in Path(draft.text).read_text(encoding="utf-8")
    assert Path(draft.mail).read_bytes() == b"Subject: edited\r\n\r\n"


def test_two_days_and_two_notices_do_not_share_a_draft(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    folder.put(MESSAGE)
    folder.put(replace(MESSAGE, day=date(2020, 3, 24)))
    folder.put(replace(MESSAGE, notice="2020-39"))
    assert len(_files(tmp_path)) == 6


@pytest.mark.parametrize(
    "other",
    [
        replace(MESSAGE, notice="2020-39", subject="另一份通知"),
        replace(MESSAGE, day=date(2020, 3, 24), subject="催报", stage=Stage.OVERDUE, round="after-1"),
    ],
    ids=["another notice", "another day"],
)
def test_a_named_folder_holds_every_reminder(tmp_path: Path, other: ReminderMessage) -> None:
    """Another reminder put in the same folder is written too: the draft given back has its words."""
    folder = _folder(tmp_path, sorted_by_day=False)
    folder.put(MESSAGE)
    draft = folder.put(other)
    assert other.subject in Path(draft.text).read_text(encoding="utf-8")


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    """Where a draft cannot be written, nothing is noted as reminded, and the clerk reads why."""
    (tmp_path / "2020-38").write_bytes(b"")
    with pytest.raises(DocumentError, match="nothing was noted as reminded") as caught:
        _folder(tmp_path).put(MESSAGE)
    assert caught.value.faults[0].where.startswith(str(tmp_path / "2020-38"))


@needs_limits
def test_a_disk_that_takes_no_more_leaves_no_half_draft(tmp_path: Path) -> None:
    with files_at_most(10), pytest.raises(DocumentError, match="the draft cannot be written"):
        _folder(tmp_path).put(MESSAGE)
    assert _files(tmp_path) == []
    assert _folder(tmp_path).put(MESSAGE).mail is not None
