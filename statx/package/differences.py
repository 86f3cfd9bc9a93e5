"""What a draft changes beside an earlier package of the same dataset, in a few lines.

Read from what both descriptors say; the figures themselves are compared by nobody here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from statx.container.bag import WholePackage
from statx.package import words
from statx.texts import Text, count


def differences(earlier: WholePackage, now: WholePackage) -> tuple[Text, ...]:
    """Tables that are new, gone or other than before; what is the same is not named."""
    if earlier.content_id == now.content_id:
        return (words.NOTHING_CHANGED,)

    before, after = _tables(earlier), _tables(now)
    found = list(_changes(before, after))

    return tuple(found) or (words.OTHER_DESCRIPTION,)


def _changes(
    before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]
) -> Iterator[Text]:
    for name, table in after.items():
        if name not in before:
            yield words.NEW_TABLE.fill(name=name, rows=_rows(table))
        elif _identity(table) != _identity(before[name]):
            yield words.OTHER_TABLE.fill(
                name=name,
                before=_rows(before[name]),
                after=_rows(table),
                schema=_said(table).get("schema", "?"),
            )
    for name, table in before.items():
        if name not in after:
            yield words.GONE_TABLE.fill(name=name, rows=_rows(table))


def _tables(package: WholePackage) -> dict[str, Mapping[str, Any]]:
    return {str(each.get("name")): each for each in package.descriptor["resources"]}


def _identity(table: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        table.get("hash"),
        table.get("path"),
        _said(table).get("rows"),
        _said(table).get("schema"),
    )


def _rows(table: Mapping[str, Any]) -> Text:
    rows = _said(table).get("rows")
    return count(rows) if isinstance(rows, int) else words.UNKNOWN_NUMBER


def _said(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """What statx wrote of a resource; a stranger may have written anything."""
    said = table.get("statx")
    return said if isinstance(said, dict) else {}
