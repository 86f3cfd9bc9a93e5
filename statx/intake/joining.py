"""Records of several sheets become one table: those that agree in the key are one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from statx.checks.words import sheets
from statx.intake import words
from statx.intake.layout_errors import DuplicateRowError
from statx.intake.opening import SourceSheet
from statx.intake.records import NOWHERE, FieldValues, Records
from statx.results.findings import Finding, Tally
from statx.texts import Text, count

Key = tuple[str | None, ...]
KEPT = 1000
"""Findings that are kept."""


@dataclass(frozen=True)
class Joined:
    """The records of all sheets."""

    records: Records
    tallies: tuple[Tally, ...]
    """Where two sheets say different things of one record."""
    remarks: tuple[Text, ...]


def join(parts: Sequence[Records], key: Sequence[str], sources: Sequence[SourceSheet]) -> Joined:
    """One record for each key, in the order in which the keys first come.

    A field that several sheets give must be the same in all; DuplicateRowError where one sheet has
    two records with the same key, as it would not be known which is meant.
    """
    if len(parts) == 1:
        return Joined(parts[0], (), ())

    keys = [list(_keys(part, key)) for part in parts]
    numbers: dict[Key, int] = {}
    for part, of_part in zip(parts, keys, strict=True):
        _refuse_duplicates(part, of_part, key, sources)
        for each in of_part:
            numbers.setdefault(each, len(numbers))

    places = [np.array([numbers[each] for each in of_part], np.int64) for of_part in keys]
    names = dict.fromkeys(name for part in parts for name in part.fields)
    fields = {}
    conflicts: list[_Conflict] = []
    for name in names:
        fields[name], others = _merge(name, parts, places, len(numbers))
        conflicts += others

    return Joined(
        Records(fields, len(numbers)),
        tuple(_tallies(conflicts, sources)),
        tuple(_one_sided(parts, keys, numbers, sources)),
    )


@dataclass(frozen=True, slots=True)
class _Conflict:
    """Two cells that should say the same."""

    field: str
    one: tuple[int, int, int]
    """(sheet, row, column)."""
    other: tuple[int, int, int]
    text: str
    """Of the other."""
    value: str
    """Of the one."""


def _keys(part: Records, key: Sequence[str]) -> Iterator[Key]:
    nothing = [None] * part.number
    columns = [
        part.fields[name].texts.to_pylist() if name in part.fields else nothing for name in key
    ]
    return zip(*columns, strict=True)


def _refuse_duplicates(
    part: Records, keys: Sequence[Key], names: Sequence[str], sources: Sequence[SourceSheet]
) -> None:
    first: dict[Key, int] = {}
    for at, each in enumerate(keys):
        before = first.setdefault(each, at)
        if before == at:
            continue

        places = [_some_place(part, names, row) for row in (before, at)]
        addresses = [sources[sheet].address(row, column) for sheet, row, column in places]
        raise DuplicateRowError(
            path=sources[places[0][0]].path,
            cell=addresses[1],
            other=addresses[0],
            text=", ".join(text or "" for text in each),
        )


def _some_place(part: Records, names: Sequence[str], row: int) -> tuple[int, int, int]:
    """Where a key of a record stands; the first cell of the sheet where the recipe says all."""
    for name in names:
        values = part.fields.get(name)
        if values is not None and values.rows[row] != NOWHERE:
            return _place(values, row)
    return 0, 1, 1


def _place(values: FieldValues, row: int) -> tuple[int, int, int]:
    return int(values.sheets[row]), int(values.rows[row]), int(values.columns[row])


def _merge(
    name: str, parts: Sequence[Records], places: Sequence[NDArray[np.int64]], number: int
) -> tuple[FieldValues, list[_Conflict]]:
    """The first value that any sheet gives; what another one gives must be the same."""
    texts = np.full(number, None, object)
    origins = [np.zeros(number, np.int32) for _ in range(3)]
    conflicts = []

    for part, of_part in zip(parts, places, strict=True):
        values = part.fields.get(name)
        if values is None:
            continue

        own = np.array(values.texts.to_pylist(), object)
        is_said = _filled(own)
        is_new = ~_filled(texts[of_part])
        for at in np.flatnonzero(is_said & ~is_new & (own != texts[of_part])).tolist():
            known = int(of_part[at])
            one = (int(origins[0][known]), int(origins[1][known]), int(origins[2][known]))
            conflicts.append(_Conflict(name, one, _place(values, at), own[at], texts[known]))

        takes = is_said & is_new
        texts[of_part[takes]] = own[takes]
        for origin, of_field in zip(
            origins,
            (values.sheets, values.rows, values.columns),
            strict=True,
        ):
            origin[of_part[takes]] = of_field[takes]

    sheets, rows, columns = origins
    return FieldValues(pa.array(texts, pa.string()), rows, columns, sheets), conflicts


def _filled(texts: NDArray[np.object_]) -> NDArray[np.bool_]:
    return np.fromiter((text is not None for text in texts), np.bool_, len(texts))


def _tallies(conflicts: Sequence[_Conflict], sources: Sequence[SourceSheet]) -> Iterator[Tally]:
    if not conflicts:
        return

    rule = sheets.OTHER_FIGURE.rule("other-figure")
    found = [
        Finding(
            rule,
            cell=each.text,
            address=_address(each.other, sources),
            hint=words.SAYS_ELSEWHERE.fill(
                cell=f"{sources[each.one[0]].path.name} {_address(each.one, sources)}".strip(),
                value=each.value,
            ),
        )
        for each in conflicts[:KEPT]
    ]
    yield Tally(rule, len(conflicts), tuple(found))


def _address(place: tuple[int, int, int], sources: Sequence[SourceSheet]) -> str:
    sheet, row, column = place
    return sources[sheet].address(row, column) if row != NOWHERE else ""


def _one_sided(
    parts: Sequence[Records],
    keys: Sequence[Sequence[Key]],
    numbers: Mapping[Key, int],
    sources: Sequence[SourceSheet],
) -> Iterator[Text]:
    """Keys that a sheet lacks, of those that give fields which no other one does."""
    for at, (part, of_part) in enumerate(zip(parts, keys, strict=True)):
        others = {name for each in parts if each is not part for name in each.fields}
        lacking = len(numbers) - len(of_part)
        if lacking and set(part.fields) - others:
            source = sources[at]
            yield words.ONE_SIDED.fill(
                n=count(lacking),
                place=source.sheet.name or source.path.name,
            )
