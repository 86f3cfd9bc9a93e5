"""What the other format cannot hold: found while a table is judged, refused with its place, never rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import BlockResult, Check, CheckContext, failures_at
from statx.conversion.words import LOSSES
from statx.registry.schema import Field
from statx.results.findings import Rule
from statx.tables.canonical import arrow_type
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.vectorised import Flags
from statx.texts import Text

TITLE = Text(id="kolom: muat persis dalam tipenya", en="fields: held exactly by their type")


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
                failures.append(failures_at(self.rules[loss], block, entries, self.field.name))
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
        return BlockResult((failures_at(self.rule, block, entries, self.field.name),))


LOSS_CHECKS: tuple[type[Check[None]], ...] = (LossCheck, NulCheck)
"""What is asked of a table that is to be typed, beside what every table is asked."""


def _lost_texts(column: JudgedColumn) -> dict[str, list[int]]:
    """Kind of loss -> the texts that would be lost. What is broken is refused for that, and not said twice."""
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
    expected = Text(
        id="nilai yang muat persis dalam {type}", en="a value that {type} holds exactly"
    )
    words = LOSSES[loss]
    return Rule(
        f"loss-{loss}",
        "lossy",
        words.says.fill(type=kind),
        expected.fill(type=kind),
        words.remedy,
        field=field.name,
    )
