"""A JSON object that was signed, taken apart key by key.

A key that nobody took is refused: what a reader passes over may be a condition. So is a value of
another type than was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from statx.container import words
from statx.container.errors import PackageJsonError
from statx.container.names import quoted
from statx.texts import Text

_DIGEST = re.compile(r"[0-9a-f]{64}")
MOMENT = "%Y-%m-%dT%H:%M:%SZ"
"""How a signed moment is written: UTC, whole seconds."""


def write_moment(moment: datetime) -> str:
    """`2026-11-23T09:00:00Z`."""
    return moment.astimezone(UTC).strftime(MOMENT)


class JsonFields:
    """The keys of one object; each method takes one, and raises PackageJsonError."""

    def __init__(self, value: Mapping[str, Any], name: str, above: str = "") -> None:
        self._left = dict(value)
        self._name = name
        self._above = above

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._take(key)
        if not (isinstance(value, str) and value):
            raise self.fault(key, words.SOME_TEXT, value)
        return value

    def optional_text(self, key: str) -> str:
        """The same; empty where the key is not there."""
        return self.text(key) if key in self._left else ""

    def digest(self, key: str) -> str:
        """A hexadecimal SHA-256."""
        value = self._take(key)
        if not (isinstance(value, str) and _DIGEST.fullmatch(value)):
            raise self.fault(key, words.A_DIGEST, value)
        return value

    def digest_or_null(self, key: str) -> str | None:
        """The same, or None where the key says null."""
        if key in self._left and self._left[key] is None:
            del self._left[key]
            return None
        return self.digest(key)

    def count(self, key: str) -> int:
        """A whole number from 1."""
        value = self._take(key)
        if type(value) is not int or value < 1:
            raise self.fault(key, words.A_COUNT, value)
        return value

    def one_of(self, key: str, known: Sequence[str]) -> str:
        """One of the words that are known."""
        value = self._take(key)
        if value not in known:
            raise self.fault(key, ", ".join(known), value)
        return str(value)

    def exactly(self, key: str, expected: object) -> None:
        """Refuse anything but this value."""
        value = self._take(key)
        if value != expected:
            raise self.fault(key, expected, value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, at least one, no two alike."""
        value = self._take(key)
        if not _are_distinct_texts(value):
            raise self.fault(key, words.DISTINCT_TEXTS, value)
        return tuple(value)

    def moment(self, key: str) -> datetime:
        """A moment in UTC."""
        value = self._take(key)
        moment = _moment(value)
        if moment is None:
            raise self.fault(key, words.A_MOMENT, value)

        return moment

    def fields(self, key: str) -> JsonFields:
        """An object inside this one."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise self.fault(key, words.AN_OBJECT, value)
        return JsonFields(value, self._name, self._path(key))

    def list_of_fields(self, key: str) -> list[JsonFields]:
        """A list of objects, which may be empty."""
        value = self._take(key)
        if not (isinstance(value, list) and all(isinstance(each, dict) for each in value)):
            raise self.fault(key, words.A_LIST_OF_OBJECTS, value)

        path = self._path(key)

        return [
            JsonFields(each, self._name, f"{path}[{number}]") for number, each in enumerate(value)
        ]

    def end(self) -> None:
        """Refuse whatever was not taken."""
        for key in self._left:
            found = words.UNKNOWN_KEY.fill(key=quoted(self._path(key)))
            raise PackageJsonError(name=self._name, found=found)

    def fault(self, key: str, expected: object, value: object) -> PackageJsonError:
        """The refusal of a value that the caller cannot take."""
        what = expected if isinstance(expected, Text) else quoted(expected)
        found = words.OTHER_VALUE.fill(key=self._path(key), expected=what, found=quoted(value))
        return PackageJsonError(name=self._name, found=found)

    def _take(self, key: str) -> Any:  # noqa: ANN401  what a stranger wrote
        if key not in self._left:
            found = words.NO_KEY.fill(key=self._path(key))
            raise PackageJsonError(name=self._name, found=found)
        return self._left.pop(key)

    def _path(self, key: str) -> str:
        return f"{self._above}.{key}" if self._above else key


def _are_distinct_texts(value: object) -> bool:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return False
    texts = [each for each in value if isinstance(each, str) and each]
    return bool(texts) and len(texts) == len(value) == len(set(texts))


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None

    try:
        moment = datetime.strptime(value, MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None

    # strptime takes 2026-1-1 as well; one moment has one spelling
    return moment if write_moment(moment) == value else None
