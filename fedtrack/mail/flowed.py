"""Lines that a mail program broke, joined again (format=flowed, RFC 3676)."""

from __future__ import annotations

_SIGNATURE = "-- "


def join_flowed(text: str, *, drop_space: bool) -> str:
    """Return the text with each paragraph in one line; `drop_space` is its DelSp parameter.

    A line that ends in a space goes on in the next one of the same depth of quoting (4.2 to 4.5).
    """
    paragraphs: list[list[str]] = []
    open_depth = -1  # of the paragraph that goes on, if one does
    for line in text.split("\n"):
        stuffed = line.lstrip(">")
        depth = len(line) - len(stuffed)
        words = stuffed.removeprefix(" ")  # put there so that a line does not look like something else
        flows = words.endswith(" ") and words != _SIGNATURE
        piece = words[:-1] if flows and drop_space else words
        if depth == open_depth and words != _SIGNATURE:
            paragraphs[-1].append(piece)
        else:
            paragraphs.append([">" * depth, " " if depth else "", piece])
        open_depth = depth if flows else -1
    return "\n".join("".join(pieces) for pieces in paragraphs)
