"""What an arrival brings: documents, photos, programs, things that cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from fedtrack.core.arrivals import Form, Reading, ReceivedFile
from fedtrack.core.judging.hazards import is_program, suffix
from fedtrack.core.judging.titles import bare_name, titles_of
from fedtrack.core.judging.words import BLANK_FORM, CHAT_LINE
from fedtrack.core.reading.forms import row_texts

if TYPE_CHECKING:
    from fedtrack.core.arrivals import Arrival, Sheet

PHOTOS = frozenset(["jpg", "jpeg", "png", "gif", "bmp", "heic", "webp", "tif", "tiff"])
PAPERS = frozenset(
    [
        *["doc", "docx", "wps", "wpt", "pdf", "xls", "xlsx", "et", "csv", "txt", "rtf", "odt", "ods", "ofd"],
        *["ppt", "pptx", "dps", "zip", "rar", "7z"],
    ]
)
"""Suffixes of what can be a report."""
FILMS = frozenset(["mp4", "mov", "avi", "mp3", "m4a", "wmv", "amr"])
_SYSTEM = re.compile(
    r"^(?:~\$.*|\.~.*|~.*\.tmp|thumbs\.db|desktop\.ini|\.ds_store|\._.*|"
    r".*\.(?:tmp|url|lnk|part|crdownload|downloading|bak))$",
    re.IGNORECASE,
)
_UNUSABLE = {Reading.EMPTY, Reading.BROKEN, Reading.LOCKED, Reading.TOO_LARGE}
_LABEL = re.compile(r"[:：]")
_SERIAL = re.compile(r"^(?:\d{1,3}|合计|总计|小计|(?:填报|报送)?单位.{0,8}[:：]|.{2,8}[:：])$")


class Contents(Struct, frozen=True):
    """The files of an arrival, sorted; what its HTML shows in place is left out."""

    documents: tuple[ReceivedFile, ...] = ()
    photos: tuple[ReceivedFile, ...] = ()
    programs: tuple[ReceivedFile, ...] = ()
    unusable: tuple[ReceivedFile, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is any file at all."""
        return bool(self.documents or self.photos or self.programs or self.unusable)


def sort_contents(arrival: Arrival) -> Contents:
    """Return the arrival's files by what they are."""
    documents, photos, programs, unusable = [], [], [], []
    for file in arrival.files:
        if file.inline or is_system(file.name):
            continue
        if is_program(file):
            programs.append(file)
        elif is_photo(file) and file.extract.reading == Reading.TOO_LARGE:
            photos.append(file)  # a film has no text that would have to be read
        elif not (_is_paper(file) or is_photo(file)) or file.extract.reading in _UNUSABLE:
            unusable.append(file)
        elif is_photo(file):
            photos.append(file)
        else:
            documents.append(file)
    return Contents(tuple(documents), tuple(photos), tuple(programs), tuple(unusable))


def is_system(name: str) -> bool:
    """Say whether a file is one that a computer leaves behind: a lock, thumbnails, a shortcut."""
    return _SYSTEM.match(re.split(r"[/\\]", name)[-1]) is not None


def _is_paper(file: ReceivedFile) -> bool:
    """Say whether a file can be a report: a document of some office program, with something in it."""
    if suffix(file.name) not in PAPERS:
        return False
    return (
        bool(file.extract.lines)
        or suffix(file.name) not in {"docx", "txt"}
        or file.extract.reading != Reading.READ
    )


def is_photo(file: ReceivedFile) -> bool:
    """Say whether a file is a picture or a film."""
    return suffix(file.name) in PHOTOS | FILMS


def is_blank_form(file: ReceivedFile) -> bool:
    """Say whether a document is a form that nobody has filled in."""
    if BLANK_FORM.search(bare_name(file.name)):
        return True
    return bool(file.extract.sheets) and not any(map(_is_filled_in, file.extract.sheets))


def _is_filled_in(sheet: Sheet) -> bool:
    """Say whether anything but a serial number stands below the headings of a table."""
    rows = [row_texts(row) for row in sheet.rows]
    heading = next(
        (at for at, row in enumerate(rows) if len(row) > 1 and not any(_LABEL.search(cell) for cell in row)),
        len(rows),
    )
    return any(any(not _SERIAL.match(cell) for cell in row) for row in rows[heading + 1 :])


def is_chat(arrival: Arrival) -> bool:
    """Say whether a text is a copy of a conversation in WeChat or QQ."""
    lines = [line for file in arrival.files for line in file.extract.lines]
    return arrival.form in {Form.FILE, Form.MEMBER} and any(CHAT_LINE.match(line) for line in lines)


def chat_words(arrival: Arrival) -> str:
    """Return what was said in a conversation, without who said it when."""
    lines = [line for file in arrival.files for line in file.extract.lines]
    return "\n".join(line for line in lines if not CHAT_LINE.match(line))


def headlines(arrival: Arrival) -> list[str]:
    """Return the texts that say what an arrival is about: subject, file names, titles, a form's heading."""
    texts = [arrival.subject] if arrival.subject else []
    for file in arrival.files:
        if not file.inline and not is_system(file.name):
            texts += [bare_name(file.name), *map(bare_name, file.extract.packed)]
            texts += titles_of(file)
    texts += arrival.folders
    if arrival.form == Form.ROW:
        title = arrival.cells.get(arrival.title_column)
        texts += [str(title)] if title else [arrival.heading]
    return [text for text in texts if text.strip()]
