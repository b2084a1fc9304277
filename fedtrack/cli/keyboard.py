"""What a Chinese keyboard puts on a command line where a shell and the option parser want English signs."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from fedtrack.errors import Fault, Message

if TYPE_CHECKING:
    from collections.abc import Sequence

_DASHES = "—–―－‐‑﹣─"
_OPTION = re.compile(rf"(?=[-]?[{_DASHES}])[-{_DASHES}]+([A-Za-zＡ-Ｚａ-ｚ][-A-Za-zＡ-Ｚａ-ｚ]*)([=＝].*)?")
_QUOTED = re.compile(r"[“”＂][^“”＂]*[“”＂]?|[^“”＂]*[“”＂]")
"""A word in Chinese quotes, or the first or the last of several: a shell has split them."""
_BLANK = "\u3000"


def mistyped_option(arguments: Sequence[str]) -> Fault | None:
    """Return what is wrong with an option that has Chinese dashes: `init ——notice` would make a folder."""
    for word in arguments:
        found = _OPTION.fullmatch(word)
        if found:
            name, value = unicodedata.normalize("NFKC", found[1]), (found[2] or "").replace("＝", "=", 1)
            option = f"--{name.lower()}{value}" if len(name) > 1 else f"-{name}{value}"
            return Fault(
                "",
                Message("{word} is no option: its dash is a Chinese one", word=word),
                Message("type it with the English keyboard: {option}", option=option),
            )
    return None


def other_signs(arguments: Sequence[str]) -> Message | None:
    """Return what to type instead of the Chinese quotes or blanks that stand in a call that failed."""
    if any(_QUOTED.fullmatch(word) for word in arguments):
        return Message('if “ ” were to hold words together, type English quotes: "三八 总结"')
    if any(_BLANK in word.strip() for word in arguments):
        return Message("a full-width blank separates nothing; type English ones between the words")
    return None
