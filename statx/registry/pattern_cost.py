"""How often Python may try a pattern against one text, told by the structure of the pattern.

Trying and going back costs most where a text can be read in many ways. A part that repeats and may
stand more or less often gives as many ways as the text is long; several such parts, one behind the
other, multiply. A repeat inside a repeat gives two to the power of the length: such a pattern has
no bound, unless a sign that stands in each round and nowhere else says where the rounds begin.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # private; the same from Python 3.11 to 3.14
from typing import Any

from statx.registry.re2 import Node, NotInRe2Error, Range, class_ranges

BEYOND_ASCII = (0x80, sys.maxunicode)
MOST_ROUNDS = 20
"""A part that is repeated so often is worth counting round by round."""


class UnboundedError(Exception):
    """There is no bound; never reaches a caller."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Exponents of the length of a text."""

    ways: int = 0
    """In how many ways what follows is tried."""
    steps: int = 0
    """How much is done in all."""


def cost_of(parsed: Iterable[Node], flags: int) -> int | None:
    """The exponent of the text's length that bounds the steps; None where there is no bound."""
    try:
        return _sequence(list(parsed), flags).steps
    except (UnboundedError, RecursionError):
        return None


def _sequence(nodes: Sequence[Node], flags: int) -> Cost:
    ways = steps = 0
    for node in nodes:
        cost = _node(node, flags)
        steps = max(steps, ways + cost.steps)
        ways += cost.ways
    return Cost(ways, max(steps, ways))


def _node(node: Node, flags: int) -> Cost:
    match node:
        case (op.BRANCH, (_, branches)):
            costs = [_sequence(list(each), flags) for each in branches]
            ways = 1 + max(cost.ways for cost in costs)
            return Cost(ways, max(ways, *(cost.steps for cost in costs)))
        case (op.SUBPATTERN, (_, added, removed, inside)):
            return _sequence(list(inside), (flags | added) & ~removed)
        case (op.MAX_REPEAT | op.MIN_REPEAT, (least, most, inside)):
            return _repeat(
                least,
                most,
                list(inside),
                flags,
            )
        case (op.POSSESSIVE_REPEAT, (_, most, inside)):
            steps = _repeat(
                0,
                most,
                list(inside),
                flags,
            ).steps
            return Cost(0, steps)
        case (op.ATOMIC_GROUP, inside):
            return Cost(0, _sequence(list(inside), flags).steps)
        case (op.ASSERT | op.ASSERT_NOT, (_, inside)):
            # What was looked at is never gone back into: it is done once for each way to get there.
            return Cost(0, _sequence(list(inside), flags).steps)
        case (op.GROUPREF, _):
            return Cost(0, 1)
        case (op.GROUPREF_EXISTS, _):
            raise UnboundedError
    return Cost()


def _repeat(least: int, most: Any, inside: list[Node], flags: int) -> Cost:  # noqa: ANN401  a number of sre's own
    body = _sequence(inside, flags)
    if most == 1:
        return Cost(body.ways + 1 - least, body.steps + 1 - least)
    if body.ways == 0:
        ways = 0 if least == most else 1
        return Cost(ways, ways + body.steps)

    if least == most and most <= MOST_ROUNDS:
        return Cost(body.ways * most, body.ways * (most - 1) + body.steps)
    if _has_separator(inside, flags):
        return Cost(1, 1 + body.steps)
    raise UnboundedError


def _has_separator(nodes: Sequence[Node], flags: int) -> bool:
    """Whether a part is made of single signs.

    Of which one repeats and another one never is like it.
    """
    nodes = _without_groups(nodes)
    fixed: list[list[Range]] = []
    repeated: list[list[Range]] = []
    try:
        for kind, what in nodes:
            if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
                repeated.append(_signs(_without_groups(list(what[2])), flags))
            else:
                fixed.append(_signs([(kind, what)], flags))
    except NotInRe2Error:
        return False
    return len(repeated) == 1 and any(_are_apart(signs, repeated[0]) for signs in fixed)


def _without_groups(nodes: Sequence[Node]) -> Sequence[Node]:
    while len(nodes) == 1 and nodes[0][0] is op.SUBPATTERN and not any(nodes[0][1][1:3]):
        nodes = list(nodes[0][1][3])
    return nodes


def _signs(nodes: Sequence[Node], flags: int) -> list[Range]:
    """The code points that one single sign may be; NotInRe2Error where that is not so simple."""
    match nodes:
        case [(op.LITERAL, _)]:
            return list(class_ranges(nodes, flags))
        case [(op.IN, items)] if items[0][0] is not op.NEGATE:
            ranges = list(
                class_ranges(
                    items,
                    flags,
                    unicode=False,
                )
            )
            # Which letters and digits there are beyond ASCII need not be known: any might be one.
            has_category = any(kind is op.CATEGORY for kind, _ in items)
            return [*ranges, BEYOND_ASCII] if has_category else ranges
    raise NotInRe2Error


def _are_apart(one: Iterable[Range], other: Sequence[Range]) -> bool:
    return all(
        last < first_of_other or last_of_other < first
        for first, last in one
        for first_of_other, last_of_other in other
    )
