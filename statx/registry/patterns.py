"""What a pattern of a schema means, and whether it can be matched in bounded time.

A pattern is a regular expression of Python that must match the whole of a text. Python matches by
trying and going back, which may take longer than anyone lives: `(a+)+b` against forty letters. So a
pattern is also written for RE2, which reads every text once, wherever RE2 can say exactly the same.
Any other pattern (one that looks ahead, or refers to a group) is left to Python if its structure
shows that trying cannot blow up; a pattern that neither engine can match in bounded time is a fault
of its schema.

Python's own parser says what a pattern means; nothing here reads the text of one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from re import _parser  # type: ignore[attr-defined]  # private; the same from Python 3.11 to 3.14
from typing import Any

from statx.registry.pattern_cost import cost_of
from statx.registry.re2 import Re2Writer, re2_takes

STEPS = 10_000_000
"""How often Python may try one text: about a fifth of a second."""
GLOBAL_FLAGS = re.compile(r"\(\?([aiLmsux]+)\)")
NO_PATTERN = (re.error, RecursionError, OverflowError)
"""What reading a text that is no pattern raises."""


@dataclass(frozen=True)
class Pattern:
    """A pattern for whole texts."""

    python: re.Pattern[str]
    parsed: Any
    """What Python's parser makes of it."""

    @cached_property
    def re2(self) -> str:
        """The same for RE2, as far as texts are ASCII; empty where RE2 cannot say it."""
        return self._written.text

    @property
    def needs_ascii(self) -> bool:
        r"""Whether what RE2 takes may be wrong where a text is not ASCII: `\D` takes too much."""
        return self._written.needs_ascii

    @cached_property
    def longest(self) -> int:
        """Characters of the longest text that Python matches in bounded time.

        0 where none is sure.
        """
        degree = cost_of(self.parsed, self.parsed.state.flags)
        return 0 if degree is None else int(STEPS ** (1 / max(1, degree)))

    @property
    def is_bounded(self) -> bool:
        """Whether one of the engines matches every text in bounded time."""
        return bool(self.longest) or re2_takes(self.re2)

    def matches(self, text: str) -> bool:
        """Whether it matches the whole text.

        One too long for Python is RE2's, or is not matched.
        """
        if len(text) <= self.longest:
            return self.python.fullmatch(text) is not None

        written = self.re2 if text.isascii() else self._written_for_all.text
        return _re2_matches(text, written)

    @cached_property
    def _written(self) -> Re2Writer:
        return Re2Writer(self.parsed, unicode=False)

    @cached_property
    def _written_for_all(self) -> Re2Writer:
        return Re2Writer(self.parsed, unicode=True)


@cache
def read_pattern(text: str) -> Pattern:
    """Read a pattern. Raises one of NO_PATTERN where it is none."""
    re.compile(scoped(text))
    return Pattern(re.compile(text), _parser.parse(text))


def scoped(pattern: str) -> str:
    """The pattern as a part of another one.

    Flags for all of a pattern may stand at its front only.
    """
    flags = GLOBAL_FLAGS.match(pattern)
    if not flags:
        return f"(?:{pattern})"

    # Whitespace and comments in a verbose pattern may run into the bracket that closes it.
    end = "\n)" if "x" in flags[1] else ")"
    return f"(?{flags[1]}:{pattern[flags.end() :]}{end}"


def _re2_matches(text: str, written: str) -> bool:
    import pyarrow as pa  # only cells that the vectorised check has left over come here
    import pyarrow.compute as pc

    if not written:
        return False
    try:
        return bool(pc.match_substring_regex(pa.array([text], pa.string()), written)[0].as_py())
    except pa.ArrowInvalid:  # all of Unicode does not fit into RE2's memory
        return False
