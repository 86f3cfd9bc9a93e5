"""The TOML of a recipe, read whole: all faults are named at once, each by its key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from statx.errors import MissingFileError, UnreadableFileError
from statx.intake import recipe_words as words
from statx.intake.errors import BrokenRecipeError
from statx.intake.naming import LEVELS, Bare, Level
from statx.intake.recipe import (
    Body,
    Column,
    Constant,
    Dates,
    Fill,
    Filter,
    Header,
    Hidden,
    Ignored,
    IgnoredRows,
    Names,
    Numbers,
    Over,
    Percent,
    Recipe,
    SheetLayout,
    Source,
    Total,
    Until,
)
from statx.intake.recipe_faults import find_faults
from statx.intake.recipe_values import (
    Faults,
    Key,
    Unusable,
    choice,
    count,
    decimal,
    down,
    filled_text,
    letter,
    letters,
    mapping,
    mappings,
    pattern,
    patterns,
    read_keys,
    scale,
    tables_of,
    text,
    text_or_texts,
    texts,
)
from statx.settings.toml import toml_fault
from statx.texts import verbatim

ANYTHING = Key(lambda value: value)
"""What is read by itself."""
PARTS = ("sheet", "column", "total", "constant", "filter")
"""What says how one sheet is laid out: at the top of a recipe, or in each source."""

TOP_KEYS = {
    "schema": Key(text),
    "confirmed": Key(text),
    "join": Key(texts),
    "source": ANYTHING,
    **dict.fromkeys(PARTS, ANYTHING),
}
SOURCE_KEYS = {
    "file": Key(text),
    **dict.fromkeys(PARTS, ANYTHING),
}
SHEET_KEYS = {
    "name": Key(text),
    "encoding": Key(text),
    "delimiter": Key(text),
    "header": Key(lambda value: value, required=words.A_TABLE),
    "body": ANYTHING,
    "hidden": Key(choice(Hidden)),
    "ignore": ANYTHING,
}
HEADER_KEYS = {
    "row_with": Key(text_or_texts, required=words.TEXT_OR_TEXTS),
    "rows": Key(count),
    "fill": Key(choice(Fill)),
}
BODY_KEYS = {
    "until": Key(choice(Until)),
    "row_with": Key(filled_text),
}
IGNORED_KEYS = {
    "rows": Key(choice(IgnoredRows)),
    "starts": Key(text_or_texts),
    "row_with": Key(text_or_texts),
    "columns": Key(patterns),
    "letters": Key(letters),
    "why": Key(filled_text, required=words.A_FILLED_TEXT),
}
TOTAL_KEYS = {
    "row_with": Key(filled_text),
    "level": Key(choice(Level)),
    "column": Key(pattern),
    "columns": Key(patterns, required=words.TEXTS),
    "unchecked": Key(patterns),
    "over": Key(choice(Over)),
    "tolerance": Key(decimal),
}
NAMES_KEYS = {
    "level": Key(choice(Level), required=words.CHOICES.fill(choices=", ".join(LEVELS))),
    "within": Key(filled_text),
    "bare": Key(choice(Bare)),
    "label": Key(filled_text),
}
COLUMN_KEYS = {
    "from": Key(pattern, "heading"),
    "letter": Key(letter),
    "to": Key(filled_text),
    "fill": Key(down),
    "marks": Key(text_or_texts),
    "missing": Key(texts),
    "values": Key(mapping),
    "numbers": Key(choice(Numbers)),
    "dates": Key(choice(Dates)),
    "scale": Key(scale),
    "percent": Key(choice(Percent)),
    "names": ANYTHING,
    "alias": Key(mapping),
    "categories": Key(mappings),
}
CONSTANT_KEYS = {
    "text": Key(pattern, required=words.A_FILLED_TEXT),
}
FILTER_KEYS = {
    "column": Key(filled_text, required=words.A_FILLED_TEXT),
    "keep": Key(text_or_texts),
    "drop": Key(text_or_texts),
    "why": Key(filled_text, required=words.A_FILLED_TEXT),
}


def read_recipe(path: Path) -> Recipe:
    """Read a recipe; BrokenRecipeError names every fault by its key.

    MissingFileError and UnreadableFileError where there is none to read.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise MissingFileError(path=path) from error
    except OSError as error:
        raise UnreadableFileError(
            path=path,
            reason=error.strerror or error,
        ) from error
    except UnicodeDecodeError as error:
        raise BrokenRecipeError.of(path, [verbatim(error)]) from error
    return parse_recipe(content, path)


def parse_recipe(content: str, path: Path) -> Recipe:
    """The same of the text of a recipe; `path` is what errors call it."""
    try:
        parsed = tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        raise BrokenRecipeError.of(path, [toml_fault(error)]) from error

    faults = Faults()
    recipe = _recipe(parsed, faults)
    if not faults.texts:
        find_faults(recipe, faults)
    if faults.texts:
        raise BrokenRecipeError.of(path, faults.texts)
    return recipe


def _recipe(content: Mapping[str, Any], faults: Faults) -> Recipe:
    values = read_keys("", content, TOP_KEYS, faults)
    sources = tables_of(content, "source", faults)
    if sources:
        _refuse_both_forms(content, faults)
        read = [_source(f"source[{at}].", each, faults) for at, each in enumerate(sources, 1)]
    elif "sheet" in content:
        parts = {name: content[name] for name in PARTS if name in content}
        read = [_source("", parts, faults)]
    else:
        faults.add(words.NO_SHEET)
        read = []

    return Recipe(
        tuple(read),
        values.get("schema", ""),
        values.get("confirmed", ""),
        values.get("join", ()),
    )


def _refuse_both_forms(content: Mapping[str, Any], faults: Faults) -> None:
    for name in PARTS:
        if name in content:
            faults.add(words.BOTH_FORMS, name=name)


def _source(place: str, content: Any, faults: Faults) -> Source:  # noqa: ANN401  from TOML
    values = read_keys(place.rstrip("."), content, SOURCE_KEYS, faults)
    if not isinstance(content, Mapping):
        content = {}

    return Source(
        _sheet(f"{place}sheet", content.get("sheet", {}), faults),
        _each(_column, place, content, "column", faults),
        _each(_total, place, content, "total", faults),
        _constants(f"{place}constant", content.get("constant", {}), faults),
        _each(_filter, place, content, "filter", faults),
        values.get("file", ""),
    )


def _each(read: Any, place: str, content: Any, name: str, faults: Faults) -> Any:  # noqa: ANN401  of any table
    """What `read` makes of each table below `[[name]]`, which are counted from 1."""
    tables = tables_of(content, name, faults)
    return tuple(read(f"{place}{name}[{at}]", each, faults) for at, each in enumerate(tables, 1))


def _sheet(place: str, content: Any, faults: Faults) -> SheetLayout:  # noqa: ANN401  from TOML
    values = read_keys(place, content, SHEET_KEYS, faults)

    # Where it is missing, that was said already.
    header = values.pop("header", {"row_with": "…"})
    read = _header(f"{place}.header", header, faults)

    body = read_keys(f"{place}.body", values.pop("body", {}), BODY_KEYS, faults)
    ignore = _each(_ignored, f"{place}.", values, "ignore", faults)
    values.pop("ignore", None)
    return SheetLayout(
        read,
        body=Body(**body),
        ignore=ignore,
        **values,
    )


def _header(place: str, content: Any, faults: Faults) -> Header:  # noqa: ANN401  from TOML
    values = read_keys(place, content, HEADER_KEYS, faults)
    values.setdefault("row_with", ())
    return Header(**values)


def _ignored(place: str, content: Any, faults: Faults) -> Ignored:  # noqa: ANN401  from TOML
    values = read_keys(place, content, IGNORED_KEYS, faults)
    values.setdefault("why", "")
    return Ignored(**values)


def _total(place: str, content: Any, faults: Faults) -> Total:  # noqa: ANN401  from TOML
    values = read_keys(place, content, TOTAL_KEYS, faults)
    values.setdefault("columns", ())
    return Total(**values)


def _column(place: str, content: Any, faults: Faults) -> Column:  # noqa: ANN401  from TOML
    values = read_keys(place, content, COLUMN_KEYS, faults)
    if "names" in values:
        names = read_keys(f"{place}.names", values["names"], NAMES_KEYS, faults)
        names.setdefault("level", LEVELS[0])
        values["names"] = Names(**names)
    return Column(**values)


def _filter(place: str, content: Any, faults: Faults) -> Filter:  # noqa: ANN401  from TOML
    values = read_keys(place, content, FILTER_KEYS, faults)
    values.setdefault("column", "")
    values.setdefault("why", "")
    return Filter(**values)


def _constants(place: str, content: Any, faults: Faults) -> tuple[Constant, ...]:  # noqa: ANN401  from TOML
    """Field -> its value, or `{ text = pattern }`."""
    keys = {name: Key(_constant_value) for name in content} if isinstance(content, Mapping) else {}
    values = read_keys(place, content, keys, faults)
    return tuple(
        _constant(f"{place}.{name}", name, value, faults) for name, value in values.items()
    )


def _constant_value(value: object) -> object:
    if type(value) in (str, int) or isinstance(value, Mapping):
        return value
    raise Unusable(words.A_CONSTANT)


def _constant(place: str, name: str, value: Any, faults: Faults) -> Constant:  # noqa: ANN401  from TOML
    if not isinstance(value, Mapping):
        return Constant(name, str(value))

    read = read_keys(place, value, CONSTANT_KEYS, faults)
    return Constant(name, text=read.get("text", ""))
