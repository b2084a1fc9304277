"""Adds whole blocks at the end of `units.toml`: what stands there stays as it is, byte for byte."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Literal

from fedtrack.core.untrusted import one_line, spelled_out
from fedtrack.errors import InputError, Message, reason_of
from fedtrack.workspace.files import write_whole
from fedtrack.workspace.units_file import decode_roster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from fedtrack.core.model import Notice, Unit

Kind = Literal["notices", "units"]
_WIDTH = 100  # characters of a list that stays on one line


def append_blocks(
    path: Path,
    kind: Kind,
    blocks: Sequence[Mapping[str, object]],
    *,
    heading: str = "",
    seen: bytes | None = None,
) -> None:
    """Add `[[kind]]` blocks below all that stands in the file, under a comment if one is given.

    The file's own line ends and its byte order mark are kept, and it is the old one or the new one,
    never a part. `seen` is what the file held when the clerk agreed: another content is refused.
    Raises InputError where the file was changed, cannot be written, or would not be valid any more.
    """
    target = path.resolve()  # a link stays one
    try:
        with target.open("r+b") as file:  # which fails where it may not be written to
            before = file.read()
        _require_same(path, before, seen)
        after = with_blocks(before, kind, blocks, heading=heading)
        require_valid(path, after)
        _require_same(path, target.read_bytes(), before)
        mode = target.stat().st_mode
        write_whole(target, after)
        target.chmod(mode)
    except OSError as error:
        raise InputError(
            Message("the file cannot be written: {reason}", reason=reason_of(error)),
            where=str(path),
            fix=Message("close the program that holds it, or ask for the right to write it"),
        ) from error


def with_blocks(
    before: bytes, kind: Kind, blocks: Sequence[Mapping[str, object]], *, heading: str = ""
) -> bytes:
    """Return what a file holds with the blocks below it, as `append_blocks` writes them."""
    return before + _addition(before, kind, blocks, heading)


def require_valid(path: Path, content: bytes) -> None:
    """Raise InputError where a roster would be wrong with what is to be added to it."""
    try:
        decode_roster(path.name, content)
    except InputError as error:
        fault = error.faults[0]
        raise InputError(
            Message("nothing was added: with it the file would be wrong ({reason})", reason=fault.what),
            where=fault.where,
            fix=fault.fix,
        ) from error


def block_text(kind: Kind, blocks: Sequence[Mapping[str, object]]) -> str:
    """Return blocks as they are added, a blank line between two; keys without a value are left out."""
    return "\n".join(_block(kind, block) for block in blocks)


def unit_block(unit: Unit) -> dict[str, object]:
    """Return a unit as the keys and values of its block, without those that say nothing."""
    fields: dict[str, object] = {
        "id": unit.id,
        "name": unit.name,
        "aliases": list(unit.aliases),
        "group": unit.group,
        "email": list(unit.email),
        "cc": list(unit.cc),
        "phone": unit.phone,
        "contact": unit.contact,
        "since": unit.since,
        "until": unit.until,
    }
    return {key: value for key, value in fields.items() if value}


def notice_block(notice: Notice) -> dict[str, object]:
    """Return a notice as the keys and values of its block, without those that say nothing."""
    due, clock = notice.deadline.due, notice.deadline.clock
    fields: dict[str, object] = {
        "id": notice.id,
        "number": notice.number,
        "title": notice.title,
        "theme": notice.theme,
        "issued": notice.issued,
        "due": due if clock is None else datetime.combine(due, clock),
        "report": notice.report,
        "recipients": list(notice.recipients),
        "work_items": list(notice.work_items),
    }
    return {key: value for key, value in fields.items() if value}


def _require_same(path: Path, now: bytes, before: bytes | None) -> None:
    if before is not None and now != before:
        raise InputError(
            Message("the file was changed meanwhile; nothing was added"),
            where=path.name,
            fix=Message("run it once more"),
        )


def _addition(before: bytes, kind: Kind, blocks: Sequence[Mapping[str, object]], heading: str) -> bytes:
    comment = "".join(f"# {one_line(line)}\n" for line in heading.splitlines())
    end = b"\n" if before and not before.endswith(b"\n") else b""
    text = f"\n{comment}\n" if comment else "\n"
    added = end + (text + block_text(kind, blocks)).encode()
    return added.replace(b"\n", b"\r\n") if b"\r\n" in before else added


def _block(kind: Kind, block: Mapping[str, object]) -> str:
    lines = [f"[[{kind}]]\n", *(_line(key, value) for key, value in block.items() if value not in (None, ""))]
    return spelled_out("".join(lines), long_escapes=True)


def _line(key: str, value: object) -> str:
    if not isinstance(value, list | tuple):
        return f"{key} = {_value(value)}\n"
    items = [_value(item) for item in value]
    line = f"{key} = [{', '.join(items)}]\n"
    if len(line) <= _WIDTH:
        return line
    return f"{key} = [\n{''.join(f'    {item},{chr(10)}' for item in items)}]\n"


def _value(value: object) -> str:
    """Return one value, a table on one line; raises TypeError for what no block holds."""
    import tomli_w

    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(item)}' for key, item in value.items())} }}"
    if not isinstance(value, str | bool | int | float | date | datetime | time):
        raise TypeError(type(value))
    return tomli_w.dumps({"x": value}, multiline_strings=False).removeprefix("x = ").rstrip("\n")
