"""JSON as others write it: a byte order mark is no fault.

What could never be written, or never ends, is.

Depth is bounded here, once, so that nothing that walks a descriptor can run out of stack.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from statx.registry import words
from statx.texts import Text

DEEPEST = 64
"""Levels of nesting; a descriptor needs eight."""


class JsonError(ValueError):
    """The bytes are no JSON that can be used."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def read_json(raw: bytes) -> Any:  # noqa: ANN401  any JSON
    """The value in a JSON file; JsonError says what is wrong."""
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise JsonError(words.NOT_UTF_8.fill(at=error.start + 1)) from error
    except json.JSONDecodeError as error:
        fault = words.NO_JSON_HERE.fill(
            line=error.lineno,
            column=error.colno,
        )
        raise JsonError(fault) from error
    except RecursionError as error:
        raise JsonError(words.TOO_DEEP.fill(most=DEEPEST)) from error
    except ValueError as error:  # a number of thousands of digits
        raise JsonError(words.NUMBER_TOO_LONG) from error

    check_json(value)
    return value


def check_json(value: object) -> None:
    """JsonError where a value is nested too deep, or holds half a letter.

    Which no file can hold.
    """
    level = [value]
    for _ in range(DEEPEST):
        level = [part for value in level for part in _parts(value)]

    if level:
        raise JsonError(words.TOO_DEEP.fill(most=DEEPEST))

    try:
        json.dumps(
            value,
            ensure_ascii=False,
            default=str,
        ).encode()
    except UnicodeEncodeError as error:
        raise JsonError(words.HALF_A_LETTER) from error


def _parts(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())

    return list(value) if isinstance(value, (list, tuple)) else []
