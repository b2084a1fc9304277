"""Silence for what a library in Rust says by itself: a panic is told on stderr before it is an exception."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_STDERR = 2


@contextmanager
def silence() -> Iterator[None]:
    """Let nothing be written to stderr, not even by what does not know Python's."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # whoever started us has closed it
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)
