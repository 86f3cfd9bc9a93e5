"""A short text that a pattern matches, for whoever cannot read one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from re import _constants as op  # type: ignore[attr-defined]  # private; the same from Python 3.11 to 3.14
from typing import Any

from statx.registry.patterns import Pattern

LONGEST = 60
"""Characters of a sample; a longer one shows nothing."""
TRIED = "aA1" + "".join(map(chr, range(0x21, 0x7F))) + " "
"""Characters from which one of a set is taken: the first that is in it."""


class NoSampleError(Exception):
    """A pattern looks around or back, or all it matches is long. Never reaches a caller."""


def sample_of(pattern: Pattern) -> str:
    """A text that the pattern matches, as it was found without searching; empty where none was."""
    try:
        text = _sequence(list(pattern.parsed))
    except (NoSampleError, RecursionError):
        return ""

    return text if pattern.matches(text) else ""


def _sequence(nodes: Iterable[Any]) -> str:
    return _short("".join(map(_node, nodes)))


def _short(text: str) -> str:
    """NoSampleError before repeats of repeats grow beyond all bounds."""
    if len(text) > LONGEST:
        raise NoSampleError

    return text


def _node(node: Any) -> str:  # noqa: ANN401  sre's own
    match node:
        case (op.LITERAL, code):
            return chr(code)
        case (op.IN, members):
            return _member(members)
        case (op.ANY, _):
            return TRIED[0]
        case (op.AT, _):
            return ""
        case (op.MAX_REPEAT | op.MIN_REPEAT, (least, _, inside)):
            return _short(_sequence(inside) * min(int(least), LONGEST + 1))
        case (op.SUBPATTERN, (_, _, _, inside)):
            return _sequence(inside)
        case (op.BRANCH, (_, [first, *_])):
            return _sequence(first)

    raise NoSampleError


def _member(members: Sequence[Any]) -> str:
    """The first character tried that a set holds."""
    is_negated = members[0][0] is op.NEGATE
    for character in TRIED:
        is_member = any(_holds(member, character) for member in members)
        if is_member != is_negated:
            return character

    raise NoSampleError


def _holds(member: Any, character: str) -> bool:  # noqa: ANN401  sre's own
    match member:
        case (op.LITERAL, code):
            return bool(ord(character) == code)
        case (op.RANGE, (first, last)):
            return bool(first <= ord(character) <= last)
        case (op.CATEGORY, category):
            return _is_of(category, character)

    return False


def _is_of(category: Any, character: str) -> bool:  # noqa: ANN401  sre's own
    is_word = character.isalnum() or character == "_"
    kinds = {
        op.CATEGORY_DIGIT: character.isdigit(),
        op.CATEGORY_NOT_DIGIT: not character.isdigit(),
        op.CATEGORY_SPACE: character.isspace(),
        op.CATEGORY_NOT_SPACE: not character.isspace(),
        op.CATEGORY_WORD: is_word,
        op.CATEGORY_NOT_WORD: not is_word,
    }
    return bool(kinds.get(category, False))
