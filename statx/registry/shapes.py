"""What shape a part of a descriptor has: any JSON may stand anywhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeGuard

from statx.registry import words
from statx.texts import Text

LONGEST = 2**31 - 1
"""Characters or items; no cell can hold more."""


def is_count(value: object) -> TypeGuard[int]:
    """A whole number from 0; true is none."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_length(value: object) -> TypeGuard[int]:
    """A number of characters or items that a cell can have."""
    return is_count(value) and value <= LONGEST


def are_names(names: object) -> TypeGuard[str | list[str] | tuple[str, ...]]:
    """One field's name, or a list of them."""
    if isinstance(names, str):
        return True

    return isinstance(names, (list, tuple)) and all(isinstance(name, str) for name in names)


def are_texts(values: object) -> TypeGuard[list[str]]:
    """A list of texts, and not an empty one."""
    if not isinstance(values, list) or not values:
        return False

    return all(isinstance(value, str) for value in values)


def as_names(names: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """One name or several, as several."""
    return (names,) if isinstance(names, str) else tuple(names)


def value_of(entry: object) -> Any:  # noqa: ANN401  any JSON
    """Of a value alone, or of an object with a label beside it."""
    return entry.get("value") if isinstance(entry, Mapping) else entry


def unknown_fields(key: str, names: object, known: Collection[str]) -> Iterator[Text]:
    """Where a key speaks of fields that there are not."""
    if not are_names(names):
        yield words.NOT_A_LIST_OF_NAMES.fill(name=key)
        return

    for name in as_names(names):
        if name not in known:
            yield words.UNKNOWN_FIELD.fill(
                name=key,
                value=name,
            )
