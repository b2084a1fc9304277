"""A bar for long work, on a terminal; elsewhere nothing, but for what the clerk should know."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from fedtrack.errors import Message
from fedtrack.render import console
from fedtrack.render.language import translate as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress


class SendingProgress:
    """The bar of a sending run: one step for each mail."""

    def __init__(self, bar: Progress, total: int) -> None:
        self._bar = bar
        self._task = bar.add_task(_("connecting"), total=total)
        self._begun = 0

    def at(self, unit: str) -> None:
        """Say that this unit's turn has come."""
        self._bar.update(self._task, completed=self._begun, description=console.plain(unit))
        self._begun += 1

    def waiting(self, seconds: float, why: Message) -> None:
        """Say that the server asked for a longer wait, and how long it is left alone."""
        words = Message("{why}; trying again in {seconds} s", why=why, seconds=round(seconds))
        if self._bar.disable:
            console.note(words)
        else:
            self._bar.console.print(console.styled(words, "yellow"), soft_wrap=True)

    def stop(self) -> None:
        """Take the bar away."""
        self._bar.stop()


@contextmanager
def sending_progress(total: int) -> Iterator[SendingProgress]:
    """Show the bar while the block runs."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn(_("Sending")),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=console.err(),
        disable=not console.err().is_terminal,
        transient=True,
    )
    with bar:
        yield SendingProgress(bar, total)


class CountingProgress:
    """The bar of something that is done one by one; how many there are may become known on the way."""

    def __init__(self, bar: Progress, total: int | None) -> None:
        self._bar = bar
        self._task = bar.add_task("", total=total)

    def total(self, count: int) -> None:
        """Say how many there are, as far as is known."""
        self._bar.update(self._task, total=count)

    def step(self, what: str = "") -> None:
        """Say that one is done, or that this one's turn has come."""
        self._bar.update(self._task, advance=1, description=console.plain(what)[:_SHOWN])


_SHOWN = 40


@contextmanager
def counting_progress(words: str, total: int | None = None) -> Iterator[CountingProgress]:
    """Show a bar under these words while the block runs."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn(words),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        console=console.err(),
        disable=not console.err().is_terminal,
        transient=True,
    )
    with bar:
        yield CountingProgress(bar, total)
