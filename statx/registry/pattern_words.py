"""A pattern as a person would tell it: '2 angka, titik, 2 angka'; else a text that fits.

Codes, years and registers are of a known shape: digits, letters, and marks between them, some of it
left out. Such a pattern is told in words, each of its forms by itself. Of any other an example is
given; the pattern itself is the last resort.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # private; the same from Python 3.11 to 3.14
from typing import Any

from statx.registry.pattern_samples import sample_of
from statx.registry.patterns import NO_PATTERN, Pattern, read_pattern
from statx.texts import Text, joined, verbatim

MOST_FORMS = 4
"""Forms of a pattern that are told; more of them nobody reads."""
NO_LIMIT = int(op.MAXREPEAT)


@dataclass(
    frozen=True,
    slots=True,
)
class Run:
    """Some characters of one kind."""

    kind: str
    least: int
    most: int
    """NO_LIMIT where there may be any number."""


@dataclass(
    frozen=True,
    slots=True,
)
class Choice:
    """One of these texts; the text itself where it is alone."""

    texts: tuple[str, ...]


Form = tuple[Run | Choice, ...]


class NotInWordsError(Exception):
    """A pattern is of no known shape. Never reaches a caller."""


def describe_pattern(pattern: str, example: str = "") -> Text:
    """What a pattern asks of a text, in words; `example` is one that fits, where there is one."""
    try:
        read = read_pattern(pattern)
    except NO_PATTERN:
        return verbatim(pattern)

    fitting = example if example and read.matches(example) else ""
    told = _told(read)
    if told is not None:
        return told + FOR_INSTANCE.fill(example=fitting) if fitting else told

    fitting = fitting or sample_of(read)
    return LIKE.fill(example=fitting) if fitting else verbatim(pattern)


def _told(pattern: Pattern) -> Text | None:
    flags = pattern.parsed.state.flags & ~re.UNICODE
    try:
        forms = [] if flags else _forms(list(pattern.parsed))
    except (NotInWordsError, RecursionError):
        return None

    if not any(forms):
        return None

    first, *others = map(_say, forms)
    for other in others:
        first += OR + other
    return first


# ---- the forms ----------------------------------------------------------------------------------


def _forms(nodes: Iterable[Any]) -> list[Form]:
    """Every form that these nodes, one behind the other, allow; the shorter ones first."""
    forms: list[Form] = [()]
    for node in nodes:
        tails = _forms_of(node)
        forms = [_behind(form, tail) for form in forms for tail in tails]
        if len(forms) > MOST_FORMS:
            raise NotInWordsError

    return forms


def _forms_of(node: Any) -> list[Form]:  # noqa: ANN401  sre's own
    match node:
        case (op.LITERAL, code):
            return [(Choice((chr(code),)),)]
        case (op.IN, members):
            return [(_one_of(members),)]
        case (op.MAX_REPEAT, (0, 1, inside)):
            return [(), *_forms(inside)]
        case (op.MAX_REPEAT, (least, most, inside)):
            return [
                (
                    _repeated(
                        list(inside),
                        least,
                        int(most),
                    ),
                )
            ]
        case (op.SUBPATTERN, (_, 0, 0, inside)):
            return _forms(inside)
        case (op.BRANCH, (_, branches)):
            return _branches([_forms(list(branch)) for branch in branches])

    raise NotInWordsError


def _one_of(members: Sequence[Any]) -> Run | Choice:
    """What a set of characters is: a kind that has a name, or a few characters."""
    kind = KINDS_BY_MEMBERS.get(frozenset(members))
    if kind is not None:
        return Run(
            kind,
            1,
            1,
        )

    if any(member[0] is not op.LITERAL for member in members):
        raise NotInWordsError

    texts = [chr(code) for _, code in members]
    return Choice(tuple(texts))


def _repeated(nodes: Sequence[Any], least: int, most: int) -> Run:
    """A kind of characters, as often as that."""
    if len(nodes) != 1 or nodes[0][0] is not op.IN:
        raise NotInWordsError

    part = _one_of(nodes[0][1])
    if isinstance(part, Choice):
        raise NotInWordsError

    return Run(
        part.kind,
        least,
        most,
    )


def _branches(branches: list[list[Form]]) -> list[Form]:
    """One choice where each branch is a text; else the forms of all."""
    texts = [_text_of(forms) for forms in branches]
    if all(texts):
        return [(Choice(tuple(texts)),)]

    return [form for forms in branches for form in forms]


def _text_of(forms: list[Form]) -> str:
    """The text that is all these forms allow; empty where they allow more."""
    is_one = len(forms) == 1 and len(forms[0]) == 1
    return _text_alone(forms[0][0]) if is_one else ""


def _behind(form: Form, tail: Form) -> Form:
    """One form behind the other; what is of one kind becomes one run."""
    if not form or not tail:
        return form + tail

    last, first = form[-1], tail[0]
    if isinstance(last, Run) and isinstance(first, Run) and last.kind == first.kind:
        most = min(last.most + first.most, NO_LIMIT)
        both: Run | Choice = Run(
            last.kind,
            last.least + first.least,
            most,
        )
    elif _text_alone(last) and _text_alone(first):
        both = Choice((_text_alone(last) + _text_alone(first),))
    else:
        return form + tail

    return (*form[:-1], both, *tail[1:])


def _text_alone(part: Run | Choice) -> str:
    """The one text of a choice; empty where there are several, or it is a run."""
    if isinstance(part, Run) or len(part.texts) > 1:
        return ""

    return part.texts[0]


# ---- in words -----------------------------------------------------------------------------------


def _say(form: Form) -> Text:
    return joined(map(_say_part, form))


def _say_part(part: Run | Choice) -> Text:
    if isinstance(part, Choice):
        return _say_choice(part)

    singular, plural = KINDS[part.kind]
    kind = singular if part.least == part.most == 1 else plural
    if part.most == NO_LIMIT:
        return OR_MORE.fill(
            n=part.least,
            kind=kind,
        )
    if part.least == part.most:
        return JUST.fill(
            n=part.least,
            kind=kind,
        )

    return FROM_TO.fill(
        n=part.least,
        most=part.most,
        kind=kind,
    )


def _say_choice(choice: Choice) -> Text:
    if len(choice.texts) == 2:  # noqa: PLR2004  one or the other
        one, other = choice.texts
        return EITHER.fill(
            one=one,
            other=other,
        )
    if len(choice.texts) > 1:
        return ONE_OF.fill(texts="/".join(choice.texts))

    (text,) = choice.texts
    return MARKS.get(text) or verbatim(f'"{text}"')


OR = Text(
    id="; atau ",
    en="; or ",
)
FOR_INSTANCE = Text(
    id=" (misalnya {example})",
    en=" (such as {example})",
)
LIKE = Text(
    id="seperti {example}",
    en="like {example}",
)
JUST = Text(
    id="{n} {kind}",
    en="{n} {kind}",
)
OR_MORE = Text(
    id="{n} {kind} atau lebih",
    en="{n} or more {kind}",
)
FROM_TO = Text(
    id="{n}–{most} {kind}",
    en="{n}–{most} {kind}",
)
EITHER = Text(
    id="{one} atau {other}",
    en="{one} or {other}",
)
ONE_OF = Text(
    id="salah satu dari {texts}",
    en="one of {texts}",
)
KINDS: Mapping[str, tuple[Text, Text]] = {
    "digit": (
        Text(
            id="angka",
            en="digit",
        ),
        Text(
            id="angka",
            en="digits",
        ),
    ),
    "capital": (
        Text(
            id="huruf besar",
            en="capital letter",
        ),
        Text(
            id="huruf besar",
            en="capital letters",
        ),
    ),
    "small": (
        Text(
            id="huruf kecil",
            en="small letter",
        ),
        Text(
            id="huruf kecil",
            en="small letters",
        ),
    ),
    "letter": (
        Text(
            id="huruf",
            en="letter",
        ),
        Text(
            id="huruf",
            en="letters",
        ),
    ),
    "letter or digit": (
        Text(
            id="huruf atau angka",
            en="letter or digit",
        ),
        Text(
            id="huruf atau angka",
            en="letters or digits",
        ),
    ),
}
"""Kind of a character -> its word for one, and for several."""
DIGITS, CAPITALS, SMALL = (
    (op.RANGE, (ord(first), ord(last))) for first, last in ("09", "AZ", "az")
)
KINDS_BY_MEMBERS = {
    frozenset([(op.CATEGORY, op.CATEGORY_DIGIT)]): "digit",
    frozenset([DIGITS]): "digit",
    frozenset([CAPITALS]): "capital",
    frozenset([SMALL]): "small",
    frozenset([CAPITALS, SMALL]): "letter",
    frozenset([CAPITALS, SMALL, DIGITS]): "letter or digit",
}
MARKS: Mapping[str, Text] = {
    ".": Text(
        id="titik",
        en="dot",
    ),
    ",": Text(
        id="koma",
        en="comma",
    ),
    "/": Text(
        id="garis miring",
        en="slash",
    ),
    "-": Text(
        id="tanda hubung",
        en="hyphen",
    ),
    "_": Text(
        id="garis bawah",
        en="underscore",
    ),
    ":": Text(
        id="titik dua",
        en="colon",
    ),
    " ": Text(
        id="spasi",
        en="space",
    ),
}
