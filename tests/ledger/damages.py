"""Ways to damage a ledger's file: as a failing stick, a sync drive or another program does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.ledger.support import raw

PAGE = 4096
Damage = Callable[[Path], None]


def rewrite(file: Path, change: Callable[[bytes], bytes]) -> None:
    file.write_bytes(change(file.read_bytes()))


def cut_in_half(file: Path) -> None:
    rewrite(file, lambda content: content[: len(content) // 2])


def cut_to_its_header(file: Path) -> None:
    rewrite(file, lambda content: content[:100])


def cut_to_a_byte(file: Path) -> None:
    rewrite(file, lambda content: content[:1])


def overwritten_by_another_program(file: Path) -> None:
    file.write_text("2020年妇联工作台账\n" * 50, encoding="utf-8")


def garbage_over_every_page_but_the_first(file: Path) -> None:
    rewrite(file, lambda content: content[:PAGE] + b"\xa5" * (len(content) - PAGE))


def flipped_bytes(file: Path) -> None:
    """Flip the first bits of every page but the first: what kind of page it is."""

    def flip(content: bytes) -> bytes:
        spoilt = bytearray(content)
        for start in range(PAGE, len(content), PAGE):
            spoilt[start] ^= 0xFF
        return bytes(spoilt)

    rewrite(file, flip)


def data_that_is_no_json(file: Path) -> None:
    rewrite(file, lambda content: content.replace(b'{"on":', b'{"on"!'))


def data_that_is_no_object(file: Path) -> None:
    with raw(file) as connection:
        connection.execute("INSERT INTO entries VALUES ('z', 'call', '2020-38', 'u', '', '', '[]', NULL)")


def data_that_is_no_text(file: Path) -> None:
    rewrite(file, lambda content: content.replace(b'{"on":', b'{"\xff\xff":'))


def column_of_bytes(file: Path) -> None:
    with raw(file) as connection:
        connection.execute("INSERT INTO entries VALUES ('z', 'call', '2020-38', 'u', x'ff', '', '{}', NULL)")


def data_too_deep(file: Path) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    with raw(file) as connection:
        connection.execute("INSERT INTO entries VALUES ('z', 'call', 'n', 'u', '', '', ?, NULL)", (deep,))


def table_gone(file: Path) -> None:
    with raw(file) as connection:
        connection.execute("DROP TABLE entries")


DAMAGES: list[Damage] = [
    cut_in_half,
    cut_to_its_header,
    cut_to_a_byte,
    overwritten_by_another_program,
    garbage_over_every_page_but_the_first,
    flipped_bytes,
    data_that_is_no_json,
    data_that_is_no_object,
    data_that_is_no_text,
    column_of_bytes,
    data_too_deep,
    table_gone,
]
