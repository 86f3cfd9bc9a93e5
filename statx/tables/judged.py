"""A block of judged cells: per column its distinct texts, their verdicts, and which row has which text.

Everything is known by text first and spread over the rows only where somebody asks: a mask of bad texts
becomes bad rows, a hash or a number per text becomes one per row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.schema import Field
from statx.tables.canonical import key_texts, typed
from statx.tables.hashes import Hashes, text_hashes
from statx.tables.meaning import CellReader, CellResult
from statx.tables.table import Cells, ExtraCell, Rows
from statx.tables.vectorised import Flags, plain_number

Scalar = TypeVar("Scalar", bound=np.generic)

NO_VALUE = np.uint64(0)
"""The hash of a cell without a value; no text has it."""


@dataclass(frozen=True)
class JudgedColumn:
    """One column of a block."""

    field: Field
    position: int
    """Of its label in the file, from 1."""
    texts: pa.Array
    """The distinct texts, or one a row where `codes` is None. Null: the record has no such cell."""
    codes: NDArray[np.int32] | None
    """Row -> text."""
    missing: Flags
    """By text: a missing value."""
    verdicts: Mapping[int, CellResult]
    """By text: of those the judge was asked about. All others are fine, or missing where they may be."""

    def spread(self, by_text: NDArray[Scalar]) -> NDArray[Scalar]:
        """What is known by text, by row. shape: (texts,) -> (rows,)"""
        return by_text if self.codes is None else by_text[self.codes]

    def rows_of(self, texts: Sequence[int]) -> Rows:
        """The entries that hold one of these texts. shape: (k,) -> (rows that do,)"""
        mask = np.zeros(len(self.texts), bool)
        mask[list(texts)] = True
        return np.flatnonzero(self.spread(mask))

    def cells_at(self, entries: Rows) -> pa.Array:
        """The texts of these entries. shape: (k,) -> (k,)"""
        return self.texts.take(pa.array(entries if self.codes is None else self.codes[entries]))

    @cached_property
    def broken(self) -> Mapping[str, list[int]]:
        """Texts by the name of what does not hold for them."""
        found: dict[str, list[int]] = {}
        for text, verdict in self.verdicts.items():
            for name in verdict.broken:
                found.setdefault(name, []).append(text)
        return found

    @cached_property
    def valueless(self) -> Flags:
        """By text: no value, because it is missing or unreadable."""
        none = self.missing.copy()
        none[[text for text, verdict in self.verdicts.items() if verdict.value is None]] = True
        return none

    @cached_property
    def canonical(self) -> pa.Array:
        """By text: the canonical text of its value; null where it has none. shape: (texts,) text"""
        proven = plain_number(self.texts, self.field) if self.field.type == "number" else self.texts
        if self.verdicts:
            proven = _replaced(
                proven, {text: verdict.canonical for text, verdict in self.verdicts.items()}
            )
        return (
            pc.if_else(pa.array(self.valueless), None, proven) if self.valueless.any() else proven
        )

    @cached_property
    def keys(self) -> pa.Array:
        """By text: one text per value, so that equal values have equal ones; null where it has none. shape: (texts,)"""
        keys = key_texts(self.canonical, self.field)
        if not self.has_own_keys:
            return keys
        return _replaced(
            keys,
            {
                text: verdict.key
                for text, verdict in self.verdicts.items()
                if verdict.key is not None
            },
        )

    @cached_property
    def has_own_keys(self) -> bool:
        """Whether equal values may have different canonical texts, as times with a zone do."""
        return any(verdict.key is not None for verdict in self.verdicts.values())

    @cached_property
    def unequal(self) -> Flags:
        """By text: not a number, which equals nothing, itself included."""
        if self.field.type != "number" or not self.verdicts:
            return np.zeros(len(self.texts), bool)
        unequal: Flags = pc.fill_null(pc.match_substring(self.keys, "NaN"), False).to_numpy(
            zero_copy_only=False
        )
        return unequal

    @cached_property
    def hashes(self) -> Hashes:
        """By text: 64 bits of its value, the same in every process; NO_VALUE where it has none."""
        hashes = text_hashes(self.keys)
        hashes[self.valueless] = NO_VALUE
        return hashes

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """By text: the value as a double (days for dates); NaN where it has none, or none that is finite."""
        kind = {"date": pa.date32(), "datetime": pa.timestamp("us")}.get(
            self.field.type, pa.float64()
        )
        texts = self.canonical
        if self.verdicts and kind == pa.float64():
            texts = pc.if_else(pc.match_substring_regex(texts, "[A-Za-z]"), None, texts)
        values = pc.cast(texts, kind)
        if self.field.type in ("date", "datetime"):
            values = pc.cast(
                pc.cast(values, pa.int32() if self.field.type == "date" else pa.int64()),
                pa.float64(),
            )
        numbers: NDArray[np.float64] = pc.fill_null(values, float("nan")).to_numpy(
            zero_copy_only=False
        )
        return numbers

    def typed(self) -> pa.Array:
        """The column as `arrow_type(field)`, one entry a row; with a dictionary where its texts have one.

        What the type cannot hold is null: whoever converts refuses those rows.
        """
        values = typed(self._exact, self.field)
        if self.codes is None:
            return values
        none = (
            values.is_null().to_numpy(zero_copy_only=False)[self.codes]
            if values.null_count
            else None
        )
        return pa.DictionaryArray.from_arrays(pa.array(self.codes, mask=none), values)

    @property
    def _exact(self) -> pa.Array:
        unheld = [
            text
            for text, verdict in self.verdicts.items()
            if verdict.loss or "decimals" in verdict.broken
        ]
        if not unheld:
            return self.canonical
        mask = np.zeros(len(self.texts), bool)
        mask[unheld] = True
        return pc.if_else(pa.array(mask), None, self.canonical)

    def value_at(self, entry: int, judge: CellReader) -> Any:  # noqa: ANN401  a Table Schema value
        """The value of one entry as the judge reads it."""
        text = entry if self.codes is None else int(self.codes[entry])
        return judge.verdict(self.texts[text].as_py()).value


@dataclass(frozen=True)
class JudgedBlock:
    """The judged cells of a block."""

    columns: tuple[JudgedColumn, ...]
    rows: int
    order: Rows | None
    """Entry -> record of the block, where records of a wrong shape stand last."""
    extra: tuple[ExtraCell, ...]
    short: tuple[tuple[int, int], ...]
    lines: int = 0
    text: pa.Buffer | None = None
    """The block as it is written, where somebody asked for that."""

    def column(self, name: str) -> JudgedColumn | None:
        """The column of that field; None where the file has none."""
        return self._by_name.get(name)

    def records(self, entries: Rows) -> Rows:
        """The records of these entries in order of the file. shape: (k,) -> (k,)"""
        return entries if self.order is None else self.order[entries]

    @cached_property
    def blank(self) -> Rows:
        """Entries in which no cell has a value. shape: (blank rows,)"""
        blank = [column.valueless & ~_unreadable(column) for column in self.columns]
        if not self.columns or not all(flags.any() for flags in blank):
            return np.empty(0, np.int64)
        by_row = (column.spread(flags) for column, flags in zip(self.columns, blank, strict=True))
        return np.flatnonzero(reduce(np.logical_and, by_row))

    @cached_property
    def _by_name(self) -> Mapping[str, JudgedColumn]:
        return {column.field.name: column for column in self.columns}


def judged(
    cells: Cells, judges: Sequence[CellReader], only: Sequence[int] | None = None
) -> JudgedBlock:
    """Judge each distinct text of a block. `judges` has one for every column, `only` says which were read."""
    chosen = range(len(judges)) if only is None else only
    columns = tuple(
        _judged_column(column, judges[number], number + 1)
        for number, column in zip(chosen, cells.columns, strict=True)
    )
    return JudgedBlock(columns, cells.rows, cells.order, cells.extra, cells.short, cells.lines)


def _judged_column(column: pa.Array, judge: CellReader, position: int) -> JudgedColumn:
    texts, codes = _distinct(column)
    missing = judge.sure.missing_of(texts)
    fine = judge.sure.fine(texts)
    fine &= ~missing
    if not judge.field.required and not judge.field.labelled_missing:
        fine |= missing
    unsure = np.flatnonzero(~fine)
    asked = texts.take(pa.array(unsure)).to_pylist() if len(unsure) else []
    verdicts = {int(text): judge.verdict(word) for text, word in zip(unsure, asked, strict=True)}
    return JudgedColumn(judge.field, position, texts, codes, missing, verdicts)


def _replaced(texts: pa.Array, by_text: Mapping[int, str | None]) -> pa.Array:
    """The same texts, but for some."""
    mask = np.zeros(len(texts), bool)
    mask[list(by_text)] = True
    return pc.replace_with_mask(
        texts, pa.array(mask), pa.array([by_text[at] for at in sorted(by_text)], pa.string())
    )


def _distinct(column: pa.Array) -> tuple[pa.Array, NDArray[np.int32] | None]:
    """The texts and the code of each row; a row without a cell has a null text of its own."""
    if not pa.types.is_dictionary(column.type):
        return column.cast(pa.string()), None
    texts = column.dictionary.cast(pa.string())
    if column.null_count:
        texts = pa.concat_arrays([texts, pa.nulls(1, pa.string())])
    indices = column.indices.cast(pa.int32())
    codes: NDArray[np.int32] = (
        indices.fill_null(len(texts) - 1) if indices.null_count else indices
    ).to_numpy()
    return texts, codes


def _unreadable(column: JudgedColumn) -> Flags:
    flags = np.zeros(len(column.texts), bool)
    flags[[text for text, verdict in column.verdicts.items() if verdict.unreadable]] = True
    return flags
