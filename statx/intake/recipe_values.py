"""Single values of a recipe: each is read as what it must be, or its key is among the faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, get_args

from statx.intake import recipe_words as words
from statx.intake.headings import KINDS, HeadingPattern, PatternError
from statx.texts import Text

LONGEST_KEY = 100
"""Letters of an unknown key that are compared with the known ones."""

Reader = Callable[[Any], Any]
"""What a value of TOML means; raises Unusable."""


class Unusable(ValueError):  # noqa: N818  never reaches a caller
    """A value that is not what its key expects."""

    def __init__(self, expected: Text) -> None:
        super().__init__()
        self.expected = expected


@dataclass
class Faults:
    """All that is wrong with a recipe so far."""

    texts: list[Text] = field(default_factory=list)

    def add(self, text: Text, **values: object) -> None:
        """One more."""
        self.texts.append(text.fill(**values))


@dataclass(frozen=True, slots=True)
class Key:
    """One key that a table of the recipe may have."""

    read: Reader
    name: str = ""
    """Of the attribute that holds it, where that is called otherwise."""
    required: Text | None = None
    """What it must be filled with; None where it may be left out."""


def read_keys(
    place: str, content: object, keys: Mapping[str, Key], faults: Faults
) -> dict[str, Any]:
    """The values of a table by their attributes; what is wrong with it is among the faults."""
    if not isinstance(content, Mapping):
        faults.add(
            words.OTHER,
            key=place,
            value=content,
            expected=words.A_TABLE,
        )
        return {}

    _find_unknown(place, content, keys, faults)
    values = {}
    for name, key in keys.items():
        path = _inside(place, name)
        if name in content:
            try:
                values[key.name or name] = key.read(content[name])
            except Unusable as error:
                faults.add(
                    words.OTHER,
                    key=path,
                    value=content[name],
                    expected=error.expected,
                )
        elif key.required is not None:
            faults.add(
                words.MISSING,
                key=path,
                expected=key.required,
            )
    return values


def tables_of(content: Mapping[str, Any], name: str, faults: Faults) -> Sequence[Any]:
    """What stands below `[[name]]`, one after the other."""
    tables = content.get(name, [])
    if isinstance(tables, list):
        return tables

    faults.add(
        words.OTHER,
        key=name,
        value=tables,
        expected=words.TABLES,
    )
    return ()


def text(value: object) -> str:
    """Any text."""
    if isinstance(value, str):
        return value
    raise Unusable(words.A_TEXT)


def filled_text(value: object) -> str:
    """A text that says something."""
    if isinstance(value, str) and value.strip():
        return value
    raise Unusable(words.A_FILLED_TEXT)


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    raise Unusable(words.TEXTS)


def text_or_texts(value: object) -> tuple[str, ...]:
    """One text, or several, each of which says something."""
    several = [value] if isinstance(value, str) else value
    if not isinstance(several, list) or not several:
        raise Unusable(words.TEXT_OR_TEXTS)
    if not all(isinstance(each, str) and each.strip() for each in several):
        raise Unusable(words.TEXT_OR_TEXTS)
    return tuple(several)


def count(value: object) -> int:
    """A whole number from 1."""
    if type(value) is int and value >= 1:
        return value
    raise Unusable(words.A_COUNT)


@dataclass(frozen=True, slots=True)
class Choice:
    """Reads one of some words."""

    known: tuple[str, ...]

    def __call__(self, value: object) -> Any:  # noqa: ANN401  of the literal
        if value in self.known:
            return value
        raise Unusable(words.CHOICES.fill(choices=", ".join(self.known)))


def choice(literal: Any) -> Choice:  # noqa: ANN401  a Literal
    """One of the words of a Literal, the empty one left out."""
    return Choice(tuple(word for word in get_args(literal) if word))


def decimal(value: object) -> Decimal:
    """A decimal number from 0, exact, as a text or a whole number."""
    if type(value) not in (str, int):
        raise Unusable(words.A_DECIMAL)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise Unusable(words.A_DECIMAL) from None

    if not number.is_finite() or number < 0:
        raise Unusable(words.A_DECIMAL)
    return number


def scale(value: object) -> Fraction:
    """A factor by which every decimal number stays one."""
    if type(value) not in (str, int):
        raise Unusable(words.A_SCALE)
    try:
        factor = Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise Unusable(words.A_SCALE) from None

    if factor <= 0 or not _ends(factor):
        raise Unusable(words.A_SCALE)
    return factor


def down(value: object) -> bool:
    """Whether cells are filled from above."""
    if value == "down":
        return True
    raise Unusable(words.DOWN)


def pattern(value: object) -> str:
    """A heading, or a pattern of headings."""
    expected = words.A_PATTERN.fill(kinds=", ".join(KINDS))
    if not isinstance(value, str) or not value.strip():
        raise Unusable(expected)
    try:
        HeadingPattern.parse(value)
    except PatternError:
        raise Unusable(expected) from None

    return value


def patterns(value: object) -> tuple[str, ...]:
    """Headings or patterns, one or several."""
    return tuple(pattern(each) for each in text_or_texts(value))


def letter(value: object) -> str:
    """The letter of a column: `AB`."""
    if isinstance(value, str) and value.isascii() and value.isalpha() and value.isupper():
        return value
    raise Unusable(words.A_LETTER)


def letters(value: object) -> tuple[str, ...]:
    """Letters of columns, one or several."""
    return tuple(letter(each) for each in text_or_texts(value))


def mapping(value: object) -> Mapping[str, str]:
    """Texts for texts."""
    if not isinstance(value, Mapping):
        raise Unusable(words.A_MAP)
    if not all(isinstance(each, str) for each in value.values()):
        raise Unusable(words.A_MAP)
    return dict(value)


def mappings(value: object) -> Mapping[str, Mapping[str, str]]:
    """Texts for texts, by the name of a variable."""
    if not isinstance(value, Mapping):
        raise Unusable(words.A_MAP)
    return {name: mapping(each) for name, each in value.items()}


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _find_unknown(
    place: str, content: Mapping[str, Any], keys: Mapping[str, Key], faults: Faults
) -> None:
    """Keys that nobody knows, each with the one that may have been meant."""
    for name in content:
        if name in keys:
            continue

        path = _inside(place, name)
        near = get_close_matches(name[:LONGEST_KEY], keys, n=1)
        if near:
            faults.add(
                words.UNKNOWN,
                key=path,
                near=near[0],
            )
        else:
            faults.add(
                words.UNKNOWN_OF,
                key=path,
                known=", ".join(keys),
            )


def _ends(factor: Fraction) -> bool:
    """Whether it is a decimal number with an end: its denominator has no prime but 2 and 5."""
    rest = factor.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1
