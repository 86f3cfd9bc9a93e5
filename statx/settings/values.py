"""Single values of statx.toml: each is what it must be, or BrokenConfigError names its key."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from statx.errors import BrokenConfigError
from statx.options import DATA_OPTIONS, RECIPE, SCHEMA, DataOptions
from statx.texts import verbatim

LONGEST_KEY = 100
"""Letters of an unknown key that are compared with the known ones."""
JSON = ".json"


def table(path: Path, name: str, content: object) -> Mapping[str, Any]:
    """A table of settings, such as one `[[dataset]]`."""
    if not isinstance(content, Mapping):
        raise BrokenConfigError(
            path=path,
            faults=name,
        )

    return content


def tables(path: Path, name: str, content: object) -> list[Mapping[str, Any]]:
    """A list of tables."""
    if not isinstance(content, list):
        raise BrokenConfigError(
            path=path,
            faults=name,
        )

    return [table(path, name, each) for each in content]


def data_options(path: Path, options: Mapping[str, Any]) -> DataOptions:
    """How data is read and judged; files of schemas and recipes count from there."""
    for key, value in options.items():
        refuse_value(path, key, value)

    schema = _from_folder(path.parent, options.get(SCHEMA.name, ""))
    recipe = options.get(RECIPE.name, "")
    if recipe:
        recipe = str(path.parent / recipe)
    return DataOptions(**options).replaced(schema=schema, recipe=recipe)


def whole_number(path: Path, key: str, value: object) -> int:
    """A number from 1."""
    if type(value) is not int or value < 1:
        raise BrokenConfigError(
            path=path,
            faults=f"{key} = {value!r} (1, 2, …)",
        )

    return value


def texts(path: Path, key: str, value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        raise BrokenConfigError(
            path=path,
            faults=f'{key} = {value!r} (["…"])',
        )

    return tuple(value)


def refuse_value(path: Path, key: str, value: object) -> None:
    """Refuse a value that its option cannot take."""
    # An empty text settles nothing, as on the command line.
    option = DATA_OPTIONS[key]
    if value == "" and option.empty == "":
        return

    fault = option.fault(value)
    if fault is not None:
        before = verbatim(f"{key} = {value!r} (")
        after = verbatim(")")
        raise BrokenConfigError(
            path=path,
            faults=before + fault + after,
        )


def refuse_other(path: Path, key: str, value: object, allowed: tuple[str, ...] = ()) -> None:
    """A value that is no text, or none of those allowed."""
    if isinstance(value, str) and (value in allowed or not allowed):
        return

    faults = f"{key} = {value!r}"
    known = ", ".join(filter(None, allowed))
    if known:
        faults += f" ({known})"

    raise BrokenConfigError(
        path=path,
        faults=faults,
    )


def refuse_unknown(path: Path, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
    """A key that nobody knows, with the one that may have been meant."""
    for key in content:
        if key in known:
            continue

        # A key may have any length, and comparing costs the square of it.
        near = get_close_matches(key[:LONGEST_KEY], known, n=1)
        if near:
            faults = f"{key}? → {near[0]}"
        else:
            all_known = ", ".join(known)
            faults = f"{key}? ({all_known})"
        raise BrokenConfigError(
            path=path,
            faults=faults,
        )


def _from_folder(folder: Path, schema: str) -> str:
    """A schema's name as it is; its file from the folder of statx.toml, wherever statx runs."""
    path = folder / schema
    is_file = path.suffix == JSON or path.is_file()
    return str(path) if schema and is_file else schema
