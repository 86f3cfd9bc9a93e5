"""A block of judged cells: per column its distinct texts, what was read of them, and the rows.

Everything is known by text first and spread over the rows only where somebody asks: a mask of wrong
texts becomes wrong rows, a hash or a number per text becomes one per row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.fields import Field
from statx.tables.canonical import key_texts, typed
from statx.tables.hashes import Hashes, text_hashes
from statx.tables.meaning import CellReader, CellResult
from statx.tables.table import Cells, ExtraCells, Rows, ShortRecords
from statx.tables.together import look_at_columns
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
    results: Mapping[int, CellResult]
    """By text: of those that the cell reader looked at.

    All others are fine, or missing where they may be.
    """

    def spread(self, by_text: NDArray[Scalar]) -> NDArray[Scalar]:
        """What is known by text, by row. shape: (texts,) -> (rows,)"""
        return by_text if self.codes is None else by_text[self.codes]

    def rows_of(self, texts: Sequence[int]) -> Rows:
        """The entries that hold one of these texts. shape: (k,) -> (rows that do,)"""
        return np.flatnonzero(self.spread(self._flagged(texts)))

    def cells_at(self, entries: Rows) -> pa.Array:
        """The texts of these entries. shape: (k,) -> (k,)"""
        texts = entries if self.codes is None else self.codes[entries]
        return self.texts.take(pa.array(texts))

    def value_at(self, entry: int, reader: CellReader) -> Any:  # noqa: ANN401  a Table Schema value
        """The value of one entry as the cell reader reads it."""
        text = entry if self.codes is None else int(self.codes[entry])
        return reader.read(self.texts[text].as_py()).value

    @cached_property
    def broken(self) -> Mapping[str, list[int]]:
        """Texts by the name of what does not hold for them."""
        by_name: dict[str, list[int]] = {}
        for text, result in self.results.items():
            for name in result.broken:
                by_name.setdefault(name, []).append(text)
        return by_name

    @cached_property
    def unreadable(self) -> Flags:
        """By text: no value of the field's type."""
        return self._flagged(self.broken.get("type", ()))

    @cached_property
    def valueless(self) -> Flags:
        """By text: no value, because it is missing or unreadable."""
        without_value = [text for text, result in self.results.items() if result.value is None]
        return self.missing | self._flagged(without_value)

    @cached_property
    def canonical(self) -> pa.Array:
        """By text: the canonical text of its value; null where it has none. shape: (texts,) text"""
        canonical = self.texts
        if self.field.type == "number":
            canonical = plain_number(canonical, self.field)

        canonical = _replace_some(
            canonical, {text: result.canonical for text, result in self.results.items()}
        )
        if not self.valueless.any():
            return canonical
        return pc.if_else(
            pa.array(self.valueless),
            None,
            canonical,
        )

    @cached_property
    def keys(self) -> pa.Array:
        """By text: one text per value, so that equal values have equal ones.

        Null where it has none. shape: (texts,)
        """
        own_keys = {
            text: result.key for text, result in self.results.items() if result.key is not None
        }
        return _replace_some(key_texts(self.canonical, self.field), own_keys)

    def keys_at(self, texts: pa.Array) -> pa.Array:
        """The same of some texts, by their numbers; cheaper where they are few. shape: (n,)"""
        if self.results:
            return self.keys.take(texts)
        return key_texts(self.canonical.take(texts), self.field)

    @cached_property
    def has_own_keys(self) -> bool:
        """Whether equal values may have different canonical texts, as times with a zone do."""
        return any(result.key is not None for result in self.results.values())

    @cached_property
    def unequal(self) -> Flags:
        """By text: not a number, which equals nothing, itself included."""
        if self.field.type != "number" or not self.results:
            return np.zeros(len(self.texts), bool)

        not_a_number = pc.match_substring(self.keys, "NaN")
        flags: Flags = pc.fill_null(not_a_number, False).to_numpy(zero_copy_only=False)
        return flags

    @cached_property
    def hashes(self) -> Hashes:
        """By text: 64 bits of its value, the same in every process; NO_VALUE where it has none."""
        hashes = text_hashes(self.keys)
        hashes[self.valueless] = NO_VALUE
        return hashes

    @cached_property
    def numbers(self) -> NDArray[np.float64]:
        """By text: the value as a double (days for dates).

        NaN where it has none, or none that is finite.
        """
        match self.field.type:
            case "date":
                values = pc.cast(pc.cast(self.canonical, pa.date32()), pa.int32())
            case "datetime":
                values = pc.cast(pc.cast(self._without_zone, pa.timestamp("us")), pa.int64())
            case _:
                values = self._finite

        # A moment far from 1970 has more microseconds than a double is exact for: its neighbour
        # will do, as whoever compares moments looks again where doubles cannot tell.
        values = pc.cast(
            values,
            pa.float64(),
            safe=False,
        )
        doubles = pc.fill_null(values, float("nan"))
        numbers: NDArray[np.float64] = doubles.to_numpy(zero_copy_only=False)
        return (
            np.where(
                np.isinf(numbers),
                np.nan,
                numbers,
            )
            if self.results
            else numbers
        )

    def typed(self) -> pa.Array:
        """The column as `arrow_type(field)`, one entry a row.

        With a dictionary where its texts have one.

        What the type cannot hold is null: whoever converts refuses those rows.
        """
        values = typed(self._holdable, self.field)
        if self.codes is None:
            return values

        is_null = None
        if values.null_count:
            is_null = self.spread(values.is_null().to_numpy(zero_copy_only=False))
        return pa.DictionaryArray.from_arrays(pa.array(self.codes, mask=is_null), values)

    @property
    def _finite(self) -> pa.Array:
        """The canonical texts without NaN and infinity, which the reader lets pass."""
        if not self.results:
            return self.canonical

        has_letters = pc.match_substring_regex(self.canonical, "[A-Za-z]")
        return pc.if_else(
            has_letters,
            None,
            self.canonical,
        )

    @property
    def _without_zone(self) -> pa.Array:
        """The canonical texts of moments, without those that have a time zone."""
        if not self.results:
            return self.canonical

        is_plain = pc.match_substring_regex(self.canonical, r"^.{19}(\.[0-9]+)?$")
        return pc.if_else(
            is_plain,
            self.canonical,
            None,
        )

    @property
    def _holdable(self) -> pa.Array:
        """The canonical texts without those that a typed column would round, cut or refuse."""
        lost = []
        for text, result in self.results.items():
            if result.loss or "decimals" in result.broken:
                lost.append(text)
        if not lost:
            return self.canonical

        return pc.if_else(
            pa.array(self._flagged(lost)),
            None,
            self.canonical,
        )

    def _flagged(self, texts: Sequence[int]) -> Flags:
        """By text: whether it is one of these."""
        flags = np.zeros(len(self.texts), bool)
        flags[list(texts)] = True
        return flags


@dataclass(frozen=True)
class JudgedBlock:
    """The judged cells of a block."""

    columns: tuple[JudgedColumn, ...]
    rows: int
    order: Rows | None
    """Entry -> record of the block, where records of a wrong shape stand last."""
    extra: ExtraCells | None
    short: ShortRecords | None
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
        empty_texts = [column.valueless & ~column.unreadable for column in self.columns]
        # Most blocks have a column that is never empty, and need no look at their rows.
        if not self.columns or not all(flags.any() for flags in empty_texts):
            return np.empty(0, np.int64)

        is_blank = np.ones(self.rows, bool)
        for column, flags in zip(
            self.columns,
            empty_texts,
            strict=True,
        ):
            is_blank &= column.spread(flags)
        return np.flatnonzero(is_blank)

    @cached_property
    def _by_name(self) -> Mapping[str, JudgedColumn]:
        return {column.field.name: column for column in self.columns}


def judge_block(
    cells: Cells, readers: Sequence[CellReader], only: Sequence[int] | None = None
) -> JudgedBlock:
    """Read each distinct text of a block.

    `readers` has one for every column, `only` says which were read.
    """
    positions = range(len(readers)) if only is None else only
    of_columns = [readers[position] for position in positions]
    encoded = [_distinct_texts(column) for column in cells.columns]
    looked_at = look_at_columns(of_columns, [texts for texts, _ in encoded])

    columns = []
    for position, reader, (texts, codes), flags in zip(
        positions, of_columns, encoded, looked_at, strict=True
    ):
        missing, results = _read_unsure(texts, reader, *flags)
        columns.append(
            JudgedColumn(
                reader.field,
                position + 1,
                texts,
                codes,
                missing,
                results,
            )
        )

    return JudgedBlock(
        tuple(columns), cells.rows, cells.order, cells.extra, cells.short, cells.lines
    )


def _read_unsure(
    texts: pa.Array, reader: CellReader, missing: Flags, passing: Flags
) -> tuple[Flags, dict[int, CellResult]]:
    """(which texts are missing values; what the reader makes of those that may be wrong)"""
    # Where missing values are allowed and mean nothing more, nobody needs to look at them.
    field = reader.field
    if not field.required and not field.labelled_missing:
        passing = passing | missing

    unsure = np.flatnonzero(~passing)
    if not len(unsure):
        return missing, {}

    unsure_texts = texts.take(pa.array(unsure)).to_pylist()
    results = map(reader.read, unsure_texts)
    return missing, dict(zip(unsure.tolist(), results, strict=True))


def _distinct_texts(column: pa.Array) -> tuple[pa.Array, NDArray[np.int32] | None]:
    """(texts, the text of each row), as in JudgedColumn; rows without a cell share a null text."""
    if not pa.types.is_dictionary(column.type):
        return _as(pa.string(), column), None

    texts = _as(pa.string(), column.dictionary)
    codes = _as(pa.int32(), column.indices)
    if column.null_count:
        texts = pa.concat_arrays([texts, pa.nulls(1, pa.string())])
        codes = codes.fill_null(len(texts) - 1)
    return texts, codes.to_numpy()


def _as(kind: pa.DataType, column: pa.Array) -> pa.Array:
    """The same in this type, which it mostly has."""
    return column if column.type == kind else column.cast(kind)


def _replace_some(texts: pa.Array, by_text: Mapping[int, str | None]) -> pa.Array:
    """The same texts, but for some."""
    if not by_text:
        return texts

    positions = sorted(by_text)
    mask = np.zeros(len(texts), bool)
    mask[positions] = True
    others = pa.array([by_text[position] for position in positions], pa.string())
    return pc.replace_with_mask(
        texts,
        pa.array(mask),
        others,
    )
