"""A pattern of Python written for RE2, wherever RE2 can say exactly the same."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # private; the same from Python 3.11 to 3.14
from typing import Any

LARGEST_COUNT = 1000
"""RE2 repeats nothing more often."""
NEWLINE = ord("\n")
NO_NEWLINE = r"[^\n]"
ANYTHING = r"[\x{0}-\x{10FFFF}]"
CASE_TWINS = {"i": "\u0130\u0131", "k": "\u212a", "s": "\u017f"}
"""Letters beyond ASCII that Python takes for one of ASCII where case does not count."""

Node = tuple[Any, Any]
"""(what it is, what belongs to it), as Python's parser gives it."""
Range = tuple[int, int]
"""The first and the last code point."""


class NotInRe2Error(Exception):
    """RE2 cannot say a part of the pattern, or means something else by it.

    Never reaches a caller.
    """


class Re2Writer:
    r"""Writes a parsed pattern for RE2.

    `text` matches whole texts, and is empty where RE2 cannot say it.

    Without `unicode`, what `\d`, `\s` and `\w` mean beyond ASCII is left out, which makes a
    pattern quick; it is then right for texts of ASCII alone, and never takes others but where
    `needs_ascii`.
    """

    def __init__(self, parsed: Any, *, unicode: bool) -> None:  # noqa: ANN401  sre's own
        self.needs_ascii = False
        self._unicode = unicode
        self._takes_newlines = False
        self._has_inner_end = False
        try:
            body = self._sequence(
                list(parsed),
                parsed.state.flags,
                at_end=True,
            )
        except (NotInRe2Error, RecursionError):
            body = None

        # Python's `$` stands before a last newline too. Where the whole text has to end, that is no
        # matter at the end of a pattern, nor anywhere in one that takes no newline.
        is_same = not (self._has_inner_end and self._takes_newlines)
        self.text = "" if body is None or not is_same else rf"\A(?:{body})\z"

    def _sequence(self, nodes: Sequence[Node], flags: int, *, at_end: bool) -> str:
        """One node behind the other; `at_end` says that nothing of the pattern follows them."""
        last = len(nodes) - 1
        written = []
        for number, node in enumerate(nodes):
            written.append(
                self._node(
                    node,
                    flags,
                    at_end=at_end and number == last,
                )
            )
        return "".join(written)

    def _node(self, node: Node, flags: int, *, at_end: bool) -> str:
        match node:
            case (op.BRANCH, (_, branches)):
                written = [
                    self._sequence(
                        list(each),
                        flags,
                        at_end=at_end,
                    )
                    for each in branches
                ]
                return f"(?:{'|'.join(written)})"
            case (op.SUBPATTERN, (_, added, removed, inside)):
                own_flags = (flags | added) & ~removed
                return f"(?:{self._sequence(list(inside), own_flags, at_end=at_end)})"
            case (op.MAX_REPEAT | op.MIN_REPEAT, (least, most, inside)):
                body = self._sequence(
                    list(inside),
                    flags,
                    at_end=at_end and most == 1,
                )
                return f"(?:{body}){_count(least, most)}"
            case (op.AT, where):
                return self._anchor(
                    where,
                    flags,
                    at_end=at_end,
                )
        return self._sign(node, flags)

    def _sign(self, node: Node, flags: int) -> str:
        """What stands for one single sign.r"""
        match node:
            case (op.LITERAL, _):
                return self._class([node], flags)
            case (op.NOT_LITERAL, code):
                return self._class(
                    [(op.LITERAL, code)],
                    flags,
                    negated=True,
                )
            case (op.IN, [(op.NEGATE, _), *items]):
                return self._class(
                    items,
                    flags,
                    negated=True,
                )
            case (op.IN, items):
                return self._class(items, flags)
            case (op.ANY, _) if flags & re.DOTALL:
                self._takes_newlines = True
                return ANYTHING
            case (op.ANY, _):
                return NO_NEWLINE
        raise NotInRe2Error

    def _anchor(self, where: Any, flags: int, *, at_end: bool) -> str:  # noqa: ANN401  a name of sre's own
        of_lines = bool(flags & re.MULTILINE)
        if where is op.AT_BEGINNING_STRING or (where is op.AT_BEGINNING and not of_lines):
            return r"\A"
        if where is op.AT_END_STRING or (where is op.AT_END and at_end):
            return r"\z"
        if where is op.AT_END and not of_lines:
            self._has_inner_end = True
            return r"\z"
        raise NotInRe2Error

    def _class(self, items: Sequence[Node], flags: int, *, negated: bool = False) -> str:
        for kind, what in items:
            # What `\d` lacks beyond ASCII, `\D` and `[^\d]` take too much there.
            if kind is op.CATEGORY and ("_NOT_" in str(what)) != negated:
                self.needs_ascii = True

        ranges = list(
            class_ranges(
                items,
                flags,
                unicode=self._unicode,
            )
        )
        has_newline = any(first <= NEWLINE <= last for first, last in ranges)
        self._takes_newlines |= has_newline is not negated

        inside = "".join(rf"\x{{{first:X}}}-\x{{{last:X}}}" for first, last in ranges)
        return f"[{'^' if negated else ''}{inside}]"


def class_ranges(items: Iterable[Node], flags: int, *, unicode: bool = True) -> Iterator[Range]:
    r"""The code points in a class of signs, `[a-z\d_]`.

    Without `unicode` its categories are of ASCII.
    """
    for kind, what in items:
        if kind is op.CATEGORY:
            yield from _category(
                str(what),
                flags,
                unicode=unicode,
            )
        elif kind in (op.LITERAL, op.RANGE):
            of_range = (what, what) if kind is op.LITERAL else what
            yield from _without_case(of_range) if flags & re.IGNORECASE else [of_range]
        else:
            raise NotInRe2Error


@cache
def re2_takes(written: str) -> bool:
    """Whether RE2 can read what was written for it: its memory is bounded too."""
    if not written:
        return False

    import pyarrow as pa  # the registry can do without it until somebody asks
    import pyarrow.compute as pc

    try:
        pc.match_substring_regex(pa.array([""]), written)
    except pa.ArrowInvalid:
        return False
    return True


def _category(name: str, flags: int, *, unicode: bool) -> Iterator[Range]:
    r"""`\d` and its like, or an opposite such as `\D`, which is everything but `\d`."""
    letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rsplit("_", 1)[1]]
    last = sys.maxunicode if unicode and not flags & re.ASCII else 0x7F
    ranges = _category_ranges(
        letter,
        last,
        flags & re.ASCII,
    )
    yield from _complement(ranges) if "_NOT_" in name else ranges


@cache
def _category_ranges(letter: str, end: int, flags: int) -> tuple[Range, ...]:
    r"""The code points of `\d`, `\s` or `\w` up to `end`, as this Python knows them."""
    everything = "".join(map(chr, range(end + 1)))
    runs = re.finditer(
        rf"\{letter}+",
        everything,
        flags,
    )
    return tuple((run.start(), run.end() - 1) for run in runs)


def _complement(ranges: Sequence[Range]) -> Iterator[Range]:
    first = 0
    for start, end in ranges:
        if first < start:
            yield first, start - 1
        first = end + 1
    if first <= sys.maxunicode:
        yield first, sys.maxunicode


def _without_case(of: Range) -> Iterator[Range]:
    first, last = of
    if last > 0x7F:  # noqa: PLR2004  ASCII; other alphabets have other cases in both engines
        raise NotInRe2Error

    yield of
    for letter in map(chr, range(first, last + 1)):
        if letter.isalpha():
            twins = letter.swapcase() + CASE_TWINS.get(letter.lower(), "")
            yield from ((ord(twin), ord(twin)) for twin in twins)


def _count(least: int, most: Any) -> str:  # noqa: ANN401  a number of sre's own
    """How often a part may stand. Greedy or not is the same, as the whole text must match."""
    bounds = (least,) if most is op.MAXREPEAT else (least, most)
    if max(bounds) > LARGEST_COUNT:
        raise NotInRe2Error
    return f"{{{least},{'' if most is op.MAXREPEAT else most}}}"
