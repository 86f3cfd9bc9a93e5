"""A recipe as TOML: what is read from it is the same recipe; what is as usual is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from statx.intake import recipe_reading as reading
from statx.intake.recipe import (
    Body,
    Column,
    Constant,
    Filter,
    Header,
    Ignored,
    Names,
    Recipe,
    SheetLayout,
    Source,
    Total,
)
from statx.intake.recipe_values import Key, letters, patterns, text_or_texts

NO_NOTES: Mapping[str, Sequence[str]] = {}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOTHING_SAID: Mapping[type, Mapping[str, Any]] = {
    Header: {"row_with": ()},
    Body: {},
    Ignored: {"why": ""},
    Total: {"columns": ()},
    Column: {},
    Names: {"level": ""},
    Filter: {"column": "", "why": ""},
}
"""What must be said in each part, left empty."""
_USUAL_SHEET = SheetLayout(Header(()))
_ONE_OR_SEVERAL = (text_or_texts, patterns, letters)
"""Readers that take one text by itself, too."""
_WIDEST = 96
"""Characters of a table in one line."""


def write_recipe(recipe: Recipe, notes: Mapping[str, Sequence[str]] = NO_NOTES) -> str:
    """The TOML of a recipe.

    `notes` are comments: those at "" stand first, those at "sheet", "column[2]", "total[1]",
    "constant" or, with several sources, "source[1].column[2]" above that table.
    """
    lines = [*_comments(notes, "")]
    lines.append(f"schema = {_text(recipe.schema)}")
    lines.append(f"confirmed = {_text(recipe.confirmed)}")
    if recipe.join:
        lines.append(f"join = {_value(recipe.join)}")

    several = len(recipe.sources) > 1 or any(source.file for source in recipe.sources)
    for at, source in enumerate(recipe.sources, 1):
        if several:
            lines += ["", *_comments(notes, f"source[{at}]"), "[[source]]"]
            if source.file:
                lines.append(f"file = {_text(source.file)}")
        place = f"source[{at}]." if several else ""
        lines += _source(source, place, "source." if several else "", notes)
    return "\n".join(lines) + "\n"


def _source(
    source: Source, place: str, prefix: str, notes: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    yield from ("", *_comments(notes, f"{place}sheet"), f"[{prefix}sheet]")
    yield from _sheet(source.sheet)

    for name, tables, keys in (
        ("total", source.totals, reading.TOTAL_KEYS),
        ("column", source.columns, reading.COLUMN_KEYS),
        ("filter", source.filters, reading.FILTER_KEYS),
    ):
        for at, each in enumerate(tables, 1):
            yield from ("", *_comments(notes, f"{place}{name}[{at}]"), f"[[{prefix}{name}]]")
            yield from _lines(each, keys)

    if source.constants:
        yield from ("", *_comments(notes, f"{place}constant"), f"[{prefix}constant]")
        yield from (_constant(each) for each in source.constants)


def _sheet(sheet: SheetLayout) -> Iterator[str]:
    header = _inline(sheet.header, reading.HEADER_KEYS)
    for key in ("name", "encoding", "delimiter"):
        if getattr(sheet, key):
            yield f"{key} = {_text(getattr(sheet, key))}"

    yield f"header = {header}"
    if sheet.body != _USUAL_SHEET.body:
        yield f"body = {_inline(sheet.body, reading.BODY_KEYS)}"
    if sheet.hidden != _USUAL_SHEET.hidden:
        yield f"hidden = {_text(sheet.hidden)}"
    if sheet.ignore:
        yield "ignore = ["
        for ignored in sheet.ignore:
            yield f"  {_inline(ignored, reading.IGNORED_KEYS)},"
        yield "]"


def _constant(constant: Constant) -> str:
    key = _key(constant.field)
    if constant.text:
        return f"{key} = {{ text = {_text(constant.text)} }}"

    value = constant.value
    is_number = value.isdecimal() and value == str(int(value))
    return f"{key} = {value}" if is_number else f"{key} = {_text(value)}"


def _lines(table: Any, keys: Mapping[str, Key]) -> Iterator[str]:  # noqa: ANN401  any part of a recipe
    for name, value in _settled(table, keys):
        if isinstance(value, Mapping) and value and len(_value(value)) > _WIDEST:
            yield from _dotted(name, value)
        else:
            yield f"{name} = {_value(value)}"


def _dotted(name: str, table: Mapping[str, Any]) -> Iterator[str]:
    """A long table, an entry a line."""
    for key, value in table.items():
        yield f"{name}.{_key(key)} = {_value(value)}"


def _inline(table: Any, keys: Mapping[str, Key]) -> str:  # noqa: ANN401  any part of a recipe
    pairs = [f"{name} = {_value(value)}" for name, value in _settled(table, keys)]
    return "{ " + ", ".join(pairs) + " }"


def _settled(table: Any, keys: Mapping[str, Key]) -> Iterator[tuple[str, Any]]:  # noqa: ANN401  any part
    """(key, value) of what is not as usual, in the order in which keys are documented."""
    usual = _usual(table)
    for name, key in keys.items():
        attribute = key.name or name
        value = getattr(table, attribute)
        if value == usual[attribute]:
            continue

        is_alone = key.read in _ONE_OR_SEVERAL and len(value) == 1
        yield name, value[0] if is_alone else value


def _usual(table: Any) -> Mapping[str, Any]:  # noqa: ANN401  any part of a recipe
    """Attribute -> what it is where nobody says anything; what must be said is never usual."""
    kind = type(table)
    usual = kind(**_NOTHING_SAID[kind])
    return {name: getattr(usual, name) for name in kind.__slots__}


def _value(value: Any) -> str:  # noqa: ANN401  any value of a recipe
    match value:
        case True:
            return '"down"'
        case int():
            return str(value)
        case Decimal() | Fraction():
            return _text(str(value))
        case Names():
            return _inline(value, reading.NAMES_KEYS)
        case tuple():
            return _several(value)
        case Mapping():
            pairs = [f"{_key(key)} = {_value(each)}" for key, each in value.items()]
            return "{ " + ", ".join(pairs) + " }" if pairs else "{}"
        case _:
            return _text(str(value))


def _several(values: Sequence[Any]) -> str:
    items = ", ".join(_value(each) for each in values)
    return f"[{items}]"


def _key(name: str) -> str:
    is_bare = name.isascii() and name.replace("_", "").replace("-", "").isalnum()
    return name if is_bare else _text(name)


def _text(words: str) -> str:
    """A basic string of TOML: controls as their numbers."""
    written = "".join(_character(each) for each in words)
    return f'"{written}"'


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character < " " or character == "\x7f":
        return f"\\u{ord(character):04x}"
    return character


def _comments(notes: Mapping[str, Sequence[str]], place: str) -> Iterator[str]:
    for note in notes.get(place, ()):
        for line in note.splitlines():
            yield f"# {line}".rstrip()
