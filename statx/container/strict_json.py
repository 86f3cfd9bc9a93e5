"""The JSON of a package, read strictly.

UTF-8 without BOM, an object, at most 1 MiB, no key twice, numbers finite.

What other readers would take in two ways is refused here, so that everybody sees the same value.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from statx.container import words
from statx.container.errors import PackageJsonError
from statx.container.names import quoted
from statx.texts import Text

LARGEST_TEXT = 1 << 20
"""Bytes a JSON file or a list of hashes may have: it is read whole."""


def read_json(content: bytes, name: str) -> dict[str, Any]:
    """The object that the file `name` holds; PackageJsonError where it is not strict JSON."""
    if len(content) > LARGEST_TEXT:
        raise PackageJsonError(
            name=name,
            found=words.TOO_LARGE,
        )
    try:
        value = _decode(content)
    except _JsonFaultError as fault:
        raise PackageJsonError(
            name=name,
            found=fault.found,
        ) from fault

    if not isinstance(value, dict):
        raise PackageJsonError(
            name=name,
            found=words.NOT_AN_OBJECT,
        )
    return value


def write_json(value: Mapping[str, Any]) -> bytes:
    """The one way statx writes an object that is to be hashed: same value, same bytes."""
    text = json.dumps(
        value,
        indent=1,
        sort_keys=True,
        ensure_ascii=False,
        allow_nan=False,
    )
    return f"{text}\n".encode()


class _JsonFaultError(ValueError):
    """What is wrong with the text; it never leaves `read_json`."""

    def __init__(self, found: Text) -> None:
        super().__init__(found.en)
        self.found = found


def _decode(content: bytes) -> object:
    try:
        value = _DECODER.decode(content.decode("utf-8"))
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except _JsonFaultError:
        raise
    except json.JSONDecodeError as error:
        found = words.NOT_JSON.fill(
            line=error.lineno,
            column=error.colno,
        )
        raise _JsonFaultError(found) from error
    except UnicodeDecodeError as error:
        raise _JsonFaultError(words.NOT_UTF8) from error
    except UnicodeEncodeError as error:
        raise _JsonFaultError(words.LONE_SURROGATE) from error
    except (ValueError, RecursionError) as error:
        raise _JsonFaultError(words.TOO_DEEP) from error
    return value


def _distinct_keys(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for key, item in pairs:
        if key in value:
            raise _JsonFaultError(words.KEY_TWICE.fill(key=quoted(key)))
        value[key] = item
    return value


def _finite(number: str) -> float:
    """A number; NaN, Infinity and 1e999, which is infinite only here, are none."""
    value = float(number)
    if not math.isfinite(value):
        raise _JsonFaultError(words.NOT_FINITE.fill(number=quoted(number)))
    return value


_DECODER = json.JSONDecoder(
    object_pairs_hook=_distinct_keys,
    parse_float=_finite,
    parse_constant=_finite,
)
