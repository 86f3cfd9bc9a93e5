"""Region codes of one system written as those of the other, in a copy of a CSV file.

All codes are looked at before a byte is written: one that has no partner, or beside which another
place is named, refuses the whole copy, with a list. What is then written is the file, byte for
byte, with other codes in it (`splicing`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import BinaryIO

import numpy as np

from statx.checks.combinations import distinct_combinations
from statx.intake.inference.columns import MISSING
from statx.intake.inference.headings import Heading
from statx.intake.inference.regions import PLACES, may_be_names
from statx.intake.recoding import words
from statx.intake.recoding.errors import NoCopyError, WhichColumnError
from statx.intake.recoding.partners import SYSTEMS, Partners
from statx.intake.recoding.splicing import copy_with
from statx.registry.schema import Schema
from statx.results.sheets import RefusedCode
from statx.sources.settling import UnjudgedTable
from statx.tables import FORMATS
from statx.tables.csv.table import CsvTable
from statx.tables.judged import JudgedBlock, judge_block
from statx.tables.meaning import CellReader
from statx.texts import Text

Pair = tuple[str, str]
"""(code, the name beside it or an empty text)"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a pair of code and name stands."""

    row: int
    """As it is counted in the file, of the first."""
    rows: int


@dataclass(frozen=True)
class Recoding:
    """What will be written into one column of codes."""

    column: str
    names: str
    """The column of names beside it; empty where there is none."""
    pairs: dict[Pair, Seen]
    partners: Partners

    @cached_property
    def answers(self) -> dict[Pair, str | Text]:
        """The code in the other system, or why there is none."""
        return {
            (code, name): self.partners.partner(code, name) for code, name in self.pairs if code
        }

    @property
    def refused(self) -> Iterator[RefusedCode]:
        """The codes that have no partner, in the order of the file, each once for each reason."""
        refused: dict[tuple[str, Text], RefusedCode] = {}
        for (code, name), seen in sorted(self.pairs.items(), key=_first_row):
            reason = self.answers.get((code, name))
            if not isinstance(reason, Text):
                continue

            first = RefusedCode(
                self.column,
                seen.row,
                0,
                code,
                name,
                reason,
            )
            so_far = refused.get((code, reason), first)
            refused[code, reason] = replace(so_far, rows=so_far.rows + seen.rows)
        yield from refused.values()

    @property
    def texts(self) -> dict[bytes, bytes]:
        """What is put in the place of what."""
        return {
            code.encode(): answer.encode()
            for (code, _), answer in self.answers.items()
            if isinstance(answer, str)
        }

    @property
    def is_unproven(self) -> bool:
        """Whether no names are compared and some code means another place in the other system."""
        return not self.names and any(self.partners.is_ambiguous(code) for code, _ in self.answers)


@dataclass(frozen=True)
class RecodedCopy:
    """A copy of a table with other codes, ready to be written unless something is refused."""

    table: CsvTable
    recodings: tuple[Recoding, ...]

    @property
    def refused(self) -> tuple[RefusedCode, ...]:
        """The codes that have no partner, column by column."""
        return tuple(refused for each in self.recodings for refused in each.refused)

    @property
    def remarks(self) -> Iterator[Text]:
        """What was compared, and what could not be."""
        for each in self.recodings:
            if each.names:
                yield words.COMPARED.fill(
                    names=each.names,
                    columns=each.column,
                )
            elif each.is_unproven:
                yield words.UNPROVEN.fill(
                    columns=each.column,
                    system=SYSTEMS[each.partners.source],
                )

    def write(self, target: BinaryIO) -> int:
        """Write the copy; how many cells have another code in it."""
        texts: dict[bytes, bytes] = {}
        for each in self.recodings:
            texts |= each.texts

        positions = [self.table.labels.index(each.column) for each in self.recodings]
        return copy_with(
            self.table,
            sorted(positions),
            texts,
            target,
        )


def recode(opened: UnjudgedTable, columns: Sequence[str], partners: Partners) -> RecodedCopy:
    """Look at all codes of these columns; of the one that holds codes where none is named.

    Raises NoCopyError, WhichColumnError and what reading raises.
    """
    table = _plain_csv(opened)
    looked_at = _Columns(table, opened)
    if not columns:
        columns = [looked_at.only_coded(partners)]
    looked_at.refuse_unknown(columns)

    recodings = []
    for column in columns:
        names, pairs = looked_at.with_names(column, columns, partners)
        recodings.append(Recoding(column, names, pairs, partners))
    return RecodedCopy(table, tuple(recodings))


def _plain_csv(opened: UnjudgedTable) -> CsvTable:
    """The table, if all other bytes can stay as they are."""
    table = opened.table
    if not isinstance(table, CsvTable):
        format_ = FORMATS[table.reading.format]
        why = (
            words.RARE_DIALECT if format_.is_text else words.NO_PLAIN_CSV.fill(format=format_.label)
        )
        raise NoCopyError(
            path=opened.path,
            why=why,
        )
    if table.file.compression:
        raise NoCopyError(
            path=opened.path,
            why=words.COMPRESSED,
        )
    return table


@dataclass(frozen=True)
class _Columns:
    """The columns of a table, read as texts."""

    table: CsvTable
    opened: UnjudgedTable

    @cached_property
    def readers(self) -> tuple[CellReader, ...]:
        fields = [
            {
                "name": label,
                "type": "any",
            }
            for label in self.table.labels
        ]
        schema = Schema.parse({"fields": fields}, source=self.opened.path)
        return tuple(CellReader(field) for field in schema.fields)

    def blocks(self, names: Sequence[str]) -> Iterator[JudgedBlock]:
        """The blocks with these columns alone."""
        only = sorted(self.table.labels.index(name) for name in names)
        for block in self.table.blocks():
            yield judge_block(block.read(only), self.readers, only)

    def refuse_unknown(self, columns: Sequence[str]) -> None:
        """WhichColumnError for a name that no column has."""
        for column in columns:
            if column not in self.table.labels:
                why = words.NO_SUCH_COLUMN.fill(
                    column=column,
                    columns=", ".join(self.table.labels),
                )
                raise WhichColumnError(
                    path=self.opened.path,
                    why=why,
                )

    def only_coded(self, partners: Partners) -> str:
        """The one column most of whose texts are codes of either system."""
        texts = self._texts()
        coded = [label for label in self.table.labels if _are_codes(texts[label], partners)]
        speaking = [label for label in coded if set(Heading.read(label).words) & set(PLACES)]
        chosen = speaking or coded
        if len(chosen) == 1:
            return chosen[0]

        why = words.SEVERAL.fill(columns=", ".join(chosen)) if chosen else words.NO_CODES
        raise WhichColumnError(
            path=self.opened.path,
            why=why,
        )

    def with_names(
        self, column: str, columns: Sequence[str], partners: Partners
    ) -> tuple[str, dict[Pair, Seen]]:
        """The column in which most rows name the place of the code, by either system; its pairs."""
        for label in self.table.labels:
            if label in columns or not may_be_names(label):
                continue

            pairs = self.pairs(column, label)
            if _name_the_codes(pairs, partners):
                return label, pairs
        return "", self.pairs(column, "")

    def pairs(self, column: str, names: str) -> dict[Pair, Seen]:
        """Every code with the name beside it, and where both stand."""
        first: dict[Pair, int] = {}
        rows: dict[Pair, int] = defaultdict(int)
        wanted = [column, names] if names else [column]
        before = 0
        for block in self.blocks(wanted):
            for pair, row, number in _pairs_of(block, wanted):
                first.setdefault(pair, self.table.number_of(before + row))
                rows[pair] += number
            before += block.rows
        return {pair: Seen(row, rows[pair]) for pair, row in first.items()}

    def _texts(self) -> dict[str, set[str]]:
        """The first different texts of each column."""
        block = next(self.blocks(self.table.labels), None)
        columns = block.columns if block is not None else ()
        return defaultdict(
            set,
            {
                column.field.name: set(column.texts[:_FEW].to_pylist()) - {None, *MISSING}
                for column in columns
            },
        )


_FEW = 1000
"""Texts of a column that are looked at to see whether it holds codes."""


def _first_row(item: tuple[Pair, Seen]) -> int:
    return item[1].row


def _are_codes(texts: set[str], partners: Partners) -> bool:
    known = sum(partners.knows(text) for text in texts)
    return known > 0 and 2 * known >= len(texts)


def _name_the_codes(pairs: dict[Pair, Seen], partners: Partners) -> bool:
    """A column that names what lies around the places is none of their names."""
    named = [(code, name) for code, name in pairs if code and name]
    matches = [partners.regions.judge_name(code, name, partners.source) for code, name in named]
    naming = sum(match in ("same", "spelling", "other-system") for match in matches)
    return naming > 0 and 2 * naming >= len(named)


def _pairs_of(block: JudgedBlock, names: Sequence[str]) -> Iterator[tuple[Pair, int, int]]:
    """(code and name, the first row that has both, how many do)"""
    columns = [column for column in map(block.column, names) if column is not None]
    if not block.rows:
        return

    number_of_row, first = distinct_combinations(columns)
    counts = np.bincount(number_of_row).tolist()
    texts = [column.cells_at(first).to_pylist() for column in columns]
    for at, (row, number) in enumerate(zip(block.records(first).tolist(), counts, strict=True)):
        code, *name = [column[at] or "" for column in texts]
        yield (code, name[0] if name else ""), row, number
