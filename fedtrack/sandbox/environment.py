"""Where templates run that somebody else may have written: they reach nothing, and they end.

Jinja2's own sandbox keeps a template from the computer, not from taking all its time and memory. Here each
template has a budget of steps: every pass through a loop, macro, block or file costs what stands in it,
every value what it is long, and nothing becomes longer than a paper could be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sized
from functools import wraps
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from jinja2 import pass_context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from fedtrack.errors import Message
from fedtrack.sandbox.counting import JOINED, STEP, WEIGHED, Counting

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import nodes
    from jinja2.runtime import Context

LONGEST_VALUE = 3_000_000
"""Characters of a text, or values within a value."""
LONGEST_OUTPUT = 60_000_000
_MOST_DIGITS = 10_000  # bits of a number, width of a number in a text
_NUMBER = re.compile(r"\d+")
_WITHIN = re.compile(r"\{[^{}]*\{|%[^%a-zA-Z]*\*")
"""A width that is itself a value."""
_WIDE = frozenset({"center", "indent", "wordwrap", "batch", "slice", "tojson", "truncate"})
"""Filters whose numbers say how much they write; `round` reckons with as many digits."""
_PLAIN = (str, bytes, int, float, list, tuple, dict, set, frozenset)


TOO_MUCH = Message("it takes too long or makes too long a text")


class TooMuchError(Exception):
    """The template goes on and on, or makes a text without end."""


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox; `begin` gives the next text its whole budget."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, *, most_steps: int, longest_source: int, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(**settings)
        self._most_steps, self._longest_source = most_steps, longest_source
        self._left = most_steps
        self.concat = self._concat  # type: ignore[method-assign]
        del self.globals["lipsum"]
        self.filters = {name: _bounded(self, name, one) for name, one in self.filters.items()}
        self.filters[STEP] = pass_context(lambda _context, steps: self.spend(steps))
        self.filters[WEIGHED] = pass_context(lambda _context, value: self.weigh(value))
        self.filters[JOINED] = pass_context(
            lambda context, values: self._join(values, escaped=context.eval_ctx.autoescape)
        )

    def begin(self) -> None:
        """Give the next text its whole budget."""
        self._left = self._most_steps

    def spend(self, steps: int) -> bool:
        """Take steps off the budget; raises TooMuchError where it is spent."""
        self._left -= steps
        if self._left < 0:
            raise TooMuchError
        return True

    def weigh(self, value: Any) -> Any:  # noqa: ANN401 - templates hold anything
        """Return a value that costs what it is long; raises TooMuchError where that is too much."""
        size = size_of(value)
        if size > LONGEST_VALUE:
            raise TooMuchError
        self.spend(size)
        return value if isinstance(value, Sized) else self._counted(value)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Do what makes texts, lists and numbers longer only as far as they may be."""
        numbers = isinstance(left, int) and isinstance(right, int)
        if (
            (operator == "**" and numbers and left.bit_length() * right > _MOST_DIGITS)
            or (operator == "*" and numbers and left.bit_length() + right.bit_length() > _MOST_DIGITS)
            or (operator == "*" and not numbers and _product(left, right) > LONGEST_VALUE)
        ):
            raise TooMuchError
        if operator == "%" and isinstance(left, str):
            self._check_format(left, right)
        return self.weigh(super().call_binop(context, operator, left, right))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - the names that it has
        """Call what a template calls, a method of a text or list only where that ends."""
        values = [*args, *kwargs.values()]
        for value in values:
            __self.weigh(value)
        owner = getattr(getattr(__obj, "__wrapped__", __obj), "__self__", None)
        if isinstance(owner, _PLAIN):
            if getattr(__obj, "__name__", "") in {"format", "format_map"}:
                __self._check_format(str(owner), values)
            elif _product(owner, *values) > 2 * LONGEST_VALUE:
                raise TooMuchError
        return __self.weigh(super().call(__context, __obj, *args, **kwargs))

    def check_filter(self, name: str, value: Any, arguments: list[Any]) -> None:  # noqa: ANN401
        """Raise TooMuchError where a filter would write without end."""
        for one in (value, *arguments):
            self.weigh(one)
        if name == "format":
            self._check_format(str(value), arguments)
            return
        weights = [one for one in arguments if name in _WIDE or not isinstance(one, int)]
        if name == "round" and any(isinstance(one, int) and one > _MOST_DIGITS for one in arguments):
            raise TooMuchError
        if _product(value, *weights) > 10 * LONGEST_VALUE:
            raise TooMuchError

    def _check_format(self, text: str, values: Any) -> None:  # noqa: ANN401
        widths = sum(int(number[:9]) for number in _NUMBER.findall(text))
        marks = text.count("%") + text.count("{")
        if _WITHIN.search(text) or widths + marks * size_of(values) > LONGEST_VALUE:
            raise TooMuchError

    def _counted(self, values: Any) -> Any:  # noqa: ANN401
        """Return what is counted as it is walked through, where it is made only then."""
        return self._walk(values) if isinstance(values, Iterator) else values

    def _walk(self, values: Iterator[Any]) -> Iterator[Any]:
        for value in values:
            self.weigh(value)
            yield value

    def _join(self, values: list[Any], *, escaped: bool) -> str:
        from jinja2.runtime import markup_join, str_join

        self.weigh(values)
        return markup_join(values) if escaped else str_join(values)

    def _concat(self, pieces: Iterable[str]) -> str:
        """Return the pieces as one text, of a length that a paper could have."""
        kept: list[str] = []
        room = LONGEST_OUTPUT
        for piece in pieces:
            kept.append(piece)
            room -= len(piece)
            if room < 0:
                raise TooMuchError
        return "".join(kept)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > self._longest_source:
            raise TooMuchError
        return cast("nodes.Template", Counting(self).visit(super()._parse(source, name, filename)))


def size_of(value: Any) -> int:  # noqa: ANN401 - templates hold anything
    """Return how long a text is, or how many values are in a value; of a very large one not the whole."""
    size, waiting = 0, [value]
    while waiting and size <= LONGEST_VALUE:
        one = waiting.pop()
        size += 1
        if isinstance(one, str | bytes):
            size += len(one)
        elif isinstance(one, int):
            size += one.bit_length() // 8
        elif isinstance(one, dict):
            waiting += islice((inner for pair in one.items() for inner in pair), LONGEST_VALUE)
        elif isinstance(one, list | tuple | set | frozenset):
            waiting += islice(one, LONGEST_VALUE)
    return size


def _product(*values: Any) -> int:  # noqa: ANN401
    product = 1
    for value in values:
        product *= max(1, abs(value) if isinstance(value, int) else size_of(value))
    return product


def _bounded(sandbox: Sandbox, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that is asked beforehand whether it may, and whose result is weighed."""
    passed = int(hasattr(function, "jinja_pass_arg"))

    @wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        value, *arguments = args[passed:]
        sandbox.check_filter(name, value, [*arguments, *kwargs.values()])
        return sandbox.weigh(function(*args, **kwargs))

    return checked
