"""What look-ups answer, for programs: the sheet as it is, in the user's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum

from statx.render.json_document import dump_document
from statx.render.options import RenderOptions
from statx.results.sheets import Sheet
from statx.texts import Language, Text


def render(sheet: Sheet, options: RenderOptions) -> Iterator[str]:
    """One JSON document."""
    yield dump_document(_object(sheet, options.language))


def _object(value: object, language: Language) -> dict[str, object]:
    assert is_dataclass(value)  # noqa: S101  sheets and their entries are dataclasses
    return {
        _camel_case(field.name): _plain(getattr(value, field.name), language)
        for field in fields(value)
    }


def _plain(value: object, language: Language) -> object:
    """A value as JSON can hold it."""
    if isinstance(value, Text):
        return value.say(language)

    if isinstance(value, Enum):
        return value.value

    if isinstance(value, tuple):
        return [_plain(part, language) for part in value]

    if is_dataclass(value):
        return _object(value, language)

    return value


def _camel_case(name: str) -> str:
    """As the names in JSON reports are written: 'primary_key' is 'primaryKey'."""
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
