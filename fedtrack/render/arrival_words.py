"""The clerk's words for what came in: what it is, and where it names its unit."""

from __future__ import annotations

from fedtrack.core.judging.claims import Where
from fedtrack.core.judging.verdict import ItemKind
from fedtrack.render.language import translate as _


def item_kind_word(kind: ItemKind) -> str:
    """Return in a word what something that came in is."""
    words = {
        ItemKind.REPORT: _("report"),
        ItemKind.SUPPLEMENT: _("supplement"),
        ItemKind.CORRECTION: _("correction"),
        ItemKind.NIL: _("nil report"),
        ItemKind.DUPLICATE: _("duplicate"),
        ItemKind.REPLY: _("answer"),
        ItemKind.BOUNCE: _("bounce"),
        ItemKind.AUTO_REPLY: _("automatic reply"),
        ItemKind.QUESTION: _("question"),
        ItemKind.NOTICE: _("notice"),
        ItemKind.SPAM: _("advertising"),
        ItemKind.PHOTO: _("photo"),
        ItemKind.OTHER: _("something else"),
    }
    return words[kind]


def place_word(place: str) -> str:
    """Return in a word where something names its unit."""
    words: dict[str, str] = {
        Where.SENDER: _("address"),
        Where.TOKEN: _("answers our reminder"),
        Where.COLUMN: _("unit column"),
        Where.SUBJECT: _("subject"),
        Where.FILE_NAME: _("file name"),
        Where.TITLE: _("title"),
        Where.PAGE_HEADER: _("page header"),
        Where.LABEL: _("unit in the form"),
        Where.SIGNATURE: _("signature"),
        Where.FOLDER: _("folder"),
    }
    return words.get(place, place)
