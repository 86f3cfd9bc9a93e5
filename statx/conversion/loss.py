"""What the other format cannot hold.

Found while a table is judged, refused with its place, never rounded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import BlockResult, Check, CheckContext, CheckPlanner, failures_at
from statx.conversion.columns import written_column
from statx.conversion.words import LOSSES, OF_WRITING
from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.findings import Rule
from statx.tables.canonical import arrow_type
from statx.tables.judged import JudgedBlock, JudgedColumn, judge_block
from statx.tables.meaning import CellReader
from statx.tables.table import Cells
from statx.tables.vectorised import Flags
from statx.texts import Text

HELD_EXACTLY = Text(
    id="nilai yang muat persis dalam {type}", en="a value that {type} holds exactly"
)
READ_AGAIN = Text(
    id="nilai yang terbaca sama setelah ditulis", en="a value that is read the same once written"
)
NO_MARK = Text(
    id="nilai yang ejaan bakunya bukan tanda nilai hilang",
    en="a value whose agreed spelling is no mark of a missing one",
)
TITLE = Text(
    id="kolom: muat persis dalam tipenya",
    en="fields: held exactly by their type",
)

EXPECTED = {**dict.fromkeys(OF_WRITING, READ_AGAIN), "becomes-missing": NO_MARK}
"""Kind of loss -> what would be right; of all others, what the type holds."""


@dataclass(frozen=True)
class LossCheck(Check[None]):
    """Every value of one field fits its typed column exactly."""

    code = "lossless"
    title = TITLE
    field: Field
    rules: dict[str, Rule]
    """Kind of loss -> its rule."""

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        fields = [reader.field for reader in context.readers]
        return [cls(field, _rules(field)) for field in fields]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        if column is None:
            return BlockResult()

        failures = []
        for loss, texts in _lost_texts(column).items():
            entries = column.rows_of(texts)
            if len(entries):
                failures.append(
                    failures_at(
                        self.rules[loss],
                        block,
                        entries,
                        self.field.name,
                    )
                )
        return BlockResult(tuple(failures))


@dataclass(frozen=True)
class NulCheck(Check[None]):
    """No text holds a NUL, which Parquet can keep and CSV cannot."""

    code = "lossless"
    title = TITLE
    field: Field
    rule: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        fields = [reader.field for reader in context.readers]
        return [cls(field, _rule("nul", field)) for field in fields if _is_text(field)]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        if column is None:
            return BlockResult()

        has_nul = _flags(pc.match_substring(column.texts, "\0"))
        if not has_nul.any():
            return BlockResult()

        texts = np.flatnonzero(has_nul).tolist()
        entries = column.rows_of(texts)
        return BlockResult(
            (
                failures_at(
                    self.rule,
                    block,
                    entries,
                    self.field.name,
                ),
            )
        )


@dataclass(frozen=True)
class WrittenCheck(Check[None]):
    """Every value of one field comes back from what is written.

    The same value, and missing where it is missing.
    """

    code = "written"
    title = Text(
        id="kolom: terbaca sama dari yang ditulis", en="fields: read the same from what is written"
    )
    number: int
    """Of its column, from 0."""
    reader: CellReader
    """Reads what is written, as the field was agreed."""
    is_read_alike: bool
    """Whether the file is read by the same field: then a cell that is written as it stands is the
    same value."""
    rules: dict[str, Rule]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.columns[self.number]
        spelt = written_column(block, self.number, self.reader.field).spelt
        cells = spelt.texts.slice(0, len(column.texts))

        failures = []
        for loss, texts in self._lost_texts(column, cells).items():
            entries = column.rows_of(texts)
            if len(entries):
                name = column.field.name
                failures.append(
                    failures_at(
                        self.rules[loss],
                        block,
                        entries,
                        name,
                    )
                )
        return BlockResult(tuple(failures))

    def _lost_texts(self, column: JudgedColumn, cells: pa.Array) -> dict[str, list[int]]:
        """Kind of loss -> the texts whose values would not come back from these cells."""
        lost: dict[str, list[int]] = {}
        if not self.reader.field.missing_values and column.missing.any():
            lost["no-mark"] = np.flatnonzero(column.missing).tolist()

        asked = np.flatnonzero(self._may_change(column, cells))
        if not len(asked):
            return lost

        which = pa.array(asked)
        again = judge_block(Cells((cells.take(which),), len(asked)), [self.reader]).columns[0]
        is_same = _flags(pc.equal(again.keys, column.keys_at(which)))
        for at, text in enumerate(asked.tolist()):
            if again.missing[at]:
                lost.setdefault("becomes-missing", []).append(text)
            elif not is_same[at] or (at in again.results and again.results[at].broken):
                lost.setdefault("changed", []).append(text)
        return lost

    def _may_change(self, column: JudgedColumn, cells: pa.Array) -> Flags:
        """By text: whether its value may be another one when it is read again."""
        may_change: Flags = ~column.valueless
        if self.is_read_alike:
            may_change &= _flags(pc.not_equal(cells, column.texts))

        # What is refused for something else is not refused twice.
        for text, result in column.results.items():
            if result.loss or result.broken:
                may_change[text] = False
        return may_change


@dataclass(frozen=True)
class WrittenChecks:
    """Plans what is asked of a table that is to be written as it was agreed."""

    agreement: Schema

    def plan(self, context: CheckContext, /) -> Sequence[Check[None]]:
        checks: list[Check[None]] = []
        columns = zip(context.labels, context.readers, strict=False)
        for number, (label, reader) in enumerate(columns):
            if label in context.wrong_types:
                continue
            field = reader.field
            agreed = self.agreement.field(field.name) if self._has(field) else field
            rules = {loss: _rule(loss, agreed) for loss in OF_WRITING}
            checks.append(
                WrittenCheck(
                    number,
                    CellReader(agreed),
                    agreed == field,
                    rules,
                )
            )
        return checks

    def _has(self, field: Field) -> bool:
        return field.name in self.agreement.names


LOSS_CHECKS: tuple[CheckPlanner, ...] = (LossCheck.plan, NulCheck.plan)
"""What is asked of a table that is to be typed, beside what every table is asked."""


def _lost_texts(column: JudgedColumn) -> dict[str, list[int]]:
    """Kind of loss -> the texts that would be lost.

    What is broken is refused for that, and not said twice.
    """
    lost: dict[str, list[int]] = {}
    for text, result in column.results.items():
        if result.loss and not result.broken:
            lost.setdefault(result.loss, []).append(text)
    return lost


def _flags(matches: pa.Array) -> Flags:
    """A column of true, false and null as flags. shape: (n,) -> (n,)"""
    flags: Flags = pc.fill_null(matches, False).to_numpy(zero_copy_only=False)
    return flags


def _is_text(field: Field) -> bool:
    return bool(pa.types.is_string(arrow_type(field)))


def _rules(field: Field) -> dict[str, Rule]:
    return {loss: _rule(loss, field) for loss in LOSSES}


def _rule(loss: str, field: Field) -> Rule:
    kind = str(arrow_type(field))
    words = LOSSES[loss]
    expected = EXPECTED.get(loss, HELD_EXACTLY)
    return Rule(
        f"loss-{loss}",
        "lossy",
        words.says.fill(type=kind),
        expected.fill(type=kind),
        words.remedy,
        field=field.name,
    )
