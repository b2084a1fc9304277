"""Reads `units.toml`: bytes to text to tables to `Roster`, each fault with its line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from fedtrack.core.reading.deep_keys import has_deep_keys
from fedtrack.core.roster import (
    NO_PASSWORD_HERE,
    WHERE_PASSWORDS_GO,
    RosterFault,
    build_roster,
    names_a_secret,
)
from fedtrack.errors import Fault, InputError, Message, reason_of
from fedtrack.workspace.zones import load_zone

if TYPE_CHECKING:
    from pathlib import Path

    from fedtrack.core.model import Roster

_LARGEST = 30_000_000
"""Bytes: a hundred thousand units have twenty million."""
_PLACE = re.compile(r" \((?:at line (\d+), column \d+|at end of document)\)$")
_FULL_WIDTH = re.compile("[“”‘’＂＝，［］【】]")
_QUOTED_OR_COMMENT = re.compile(r""""[^"]*"|'[^']*'|#.*""")
_LIKE_A_DATE = re.compile(r"=\s*\d{4}\s*[-/.年]")
_TOO_DEEP = Message("brackets or keys are nested too deep")
_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate")


def read_roster(path: Path) -> Roster:
    """Return the roster that the file holds.

    Raises InputError with every fault of it, in the order of its lines.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise InputError(
            Message("the file cannot be read: {reason}", reason=reason_of(error)),
            where=str(path),
            fix=Message("close the program that holds it, or ask for the right to read it"),
        ) from None
    return decode_roster(path.name, raw)


def decode_roster(name: str, raw: bytes) -> Roster:
    """Return the roster that a file of this name with these bytes holds; raises InputError as above."""
    if len(raw) > _LARGEST:
        raise InputError(Message("the file is too large to be the roster of a county"), where=name)
    text = _decode(name, raw)
    if has_deep_keys(text):
        raise InputError(_TOO_DEEP, where=name)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(name, text, str(error)) from None
    except ValueError as error:  # such as a number of five thousand digits
        raise InputError(Message("a value cannot be read: {reason}", reason=error), where=name) from None
    except RecursionError:
        raise InputError(_TOO_DEEP, where=name) from None
    roster, faults = build_roster(document)
    if load_zone(roster.federation.timezone) is None:
        faults.append(
            RosterFault(
                ("federation", "timezone"),
                Message("unknown time zone {zone}", zone=roster.federation.timezone),
                Message('write timezone = "Asia/Shanghai"'),
            )
        )
    if faults:
        raise _faults_with_lines(name, text, faults)
    return roster


def _decode(name: str, raw: bytes) -> str:
    """Return the text of the file; a byte order mark, which Windows' Notepad writes, is passed over."""
    try:
        # TOML lines end with LF or CRLF; tomllib takes both once CR is gone
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError(
            Message("the file is not saved as UTF-8 (it looks like {encoding})", encoding=_guess(raw)),
            where=f"{name}:{line}",
            fix=Message("in Notepad choose Save as, and the encoding UTF-8"),
        ) from None


def _guess(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return Message("no text")  # type: ignore[return-value]
    return "GBK"


def _syntax_error(name: str, text: str, reason: str) -> InputError:
    place = _PLACE.search(reason)
    lines = text.split("\n")
    # at the end of the document it is the last line with anything on it
    line = int(place[1]) if place and place[1] else len(text.rstrip().split("\n"))
    source = lines[line - 1].strip() or lines[line - 2].strip()
    if _holds_secret(source):  # and must not be shown
        return InputError(NO_PASSWORD_HERE, where=f"{name}:{line}", fix=WHERE_PASSWORDS_GO)
    bare = _QUOTED_OR_COMMENT.sub("", source)
    shown = source.partition("#")[0].rstrip() if bare.count('"') % 2 == 0 else source
    what = Message("this line cannot be read: {source}", source=shown)
    if reason.startswith(_TWICE):
        what = Message("a key or table stands twice: {source}", source=shown)
        fix = Message("delete one of the two")
    elif _FULL_WIDTH.search(bare):
        what = Message("full-width punctuation outside a text: {source}", source=shown)
        fix = Message('write quotes, commas and brackets half-width: " , [ ] =')
    elif bare.count('"') % 2:
        fix = Message("a quote is missing, or one too many: inside a text write “ ”")
    elif _LIKE_A_DATE.search(bare):
        fix = Message("dates are written 2020-03-23, with a time 2020-03-23T17:00:00")
    else:
        fix = Message('texts stand in quotes, dates do not: name = "…", due = 2020-03-23')
    return InputError(what, where=f"{name}:{line}", fix=fix)


def _holds_secret(source: str) -> bool:
    """Say whether a line of the file was meant to hold a password."""
    key, equals, _ = source.partition("=")
    return bool(equals) and names_a_secret(key.strip().strip("\"'"))


def _faults_with_lines(name: str, text: str, faults: list[RosterFault]) -> InputError:
    from fedtrack.workspace.toml_lines import locate

    lines = locate(text)

    def line_of(fault: RosterFault) -> int:
        path = fault.path
        while path and path not in lines:
            path = path[:-1]
        return lines.get(path, 1)

    placed = sorted(((line_of(fault), fault) for fault in faults), key=lambda pair: pair[0])
    return InputError.listing([Fault(f"{name}:{line}", fault.what, fault.fix) for line, fault in placed])
