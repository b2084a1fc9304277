"""Questions to the clerk: only ever asked on a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fedtrack.errors import Message, UsageError
from fedtrack.render.console import note, plain

if TYPE_CHECKING:
    from collections.abc import Callable

_YES = frozenset({"y", "yes", "是", "是的", "好", "好的", "对", "ｙ"})
_NO = frozenset({"", "n", "no", "否", "不", "不是", "不要", "不用", "不对", "ｎ"})


def confirm(question: Message, *, option: str, shown: Callable[[], None]) -> bool:
    """Return whether the clerk agrees to what is `shown` before.

    Raises UsageError, which names the option that answers beforehand, where nobody can be asked.
    """
    if not sys.stdin.isatty():
        raise UsageError(
            Message("nothing was done: there is no terminal to ask on"),
            fix=Message("add {option} if that is what you want", option=option),
        )
    shown()
    return agree(question)


def agree(question: Message) -> bool:
    """Return whether the clerk, who sits before a terminal, answers yes.

    What is neither a yes nor a no, such as a number meant for the next question, is asked about again; the
    end of all input is a no.
    """
    while True:
        answer = (ask(Message("{question} [y/N] ", question=question)) or "").casefold()
        if answer in _YES or answer in _NO:
            return answer in _YES
        note(Message("type y (是) for yes, n (否) or Enter for no"))


def ask(question: Message) -> str | None:
    """Return what the clerk types, without blanks around it, or None at the end of all input."""
    sys.stderr.write(plain(question))
    sys.stderr.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None
