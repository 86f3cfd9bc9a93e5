"""What a draft of a schema leaves to people: TODO in the place of what only they know.

A draft judges data like any schema. What would change how data is judged or shown is taken for not
said; `schema check` names every place.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from typing import Any

TODO = "TODO"


def is_unfinished(value: object) -> bool:
    """Whether this is still to be written: `TODO`, or `TODO: ask the producer`."""
    return isinstance(value, str) and value.startswith(TODO)


def unfinished_parts(descriptor: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    """Name of a field, or "" for the table -> where TODO stands in it: `statx.unit`."""
    whole = {name: value for name, value in descriptor.items() if name != "fields"}
    parts = {"": tuple(_places(whole, ""))}
    for number, field in enumerate(descriptor.get("fields", ())):
        name = field.get("name", number) if isinstance(field, Mapping) else number
        parts[str(name)] = tuple(_places(field, ""))
    return {name: places for name, places in parts.items() if places}


def number_unfinished(descriptor: Mapping[str, Any]) -> int:
    """In how many places TODO stands."""
    return sum(map(len, unfinished_parts(descriptor).values()))


def without_unfinished(descriptor: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same without what is judged or shown by closed words that nobody wrote yet.

    It is the very same object where there is nothing of the kind.
    """
    fields = descriptor["fields"]
    settled = [_settled(field) for field in fields]
    whole: Mapping[str, Any] = _settled(descriptor)
    if whole is descriptor and all(map(operator.is_, settled, fields)):
        return descriptor
    return {**whole, "fields": settled}


def _settled(described: Any) -> Any:  # noqa: ANN401  any JSON
    statx = described.get("statx") if isinstance(described, Mapping) else None
    if not isinstance(statx, Mapping):
        return described

    kept = {name: value for name, value in statx.items() if not _is_open(name, value)}
    return described if len(kept) == len(statx) else {**described, "statx": kept}


def _is_open(name: str, value: object) -> bool:
    if name == "classification":
        return is_unfinished(value)
    return name == "disclosure" and isinstance(value, Mapping) and any(_places(value, ""))


def _places(value: object, above: str) -> Iterator[str]:
    if is_unfinished(value):
        yield above.removesuffix(".")
    elif isinstance(value, Mapping):
        for name, inside in value.items():
            yield from _places(inside, f"{above}{name}.")
    elif isinstance(value, list):
        for inside in value:
            yield from _places(inside, above)
