"""What the other format cannot hold: found while a table is judged, refused with its place, never rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import BlockResult, Check, CheckContext, failures_at
from statx.registry.schema import Field
from statx.results.findings import Rule
from statx.tables.canonical import arrow_type
from statx.tables.judged import JudgedBlock
from statx.texts import Text

LOSSES: dict[str, tuple[Text, Text]] = {
    "leading-zero": (
        Text(
            id="bilangan bulat dengan nol di depan: nolnya akan hilang",
            en="a whole number with a leading zero, which would be lost",
        ),
        Text(
            id=(
                "Bila ini kode, jadikan kolomnya teks (string) dalam skema; bila angka, hapus"
                " nolnya."
            ),
            en=(
                "If it is a code, make the field a string in the schema; if it is a number, remove"
                " the zero."
            ),
        ),
    ),
    "too-large": (
        Text(id="terlalu besar untuk tipe {type}", en="too large for the type {type}"),
        Text(
            id="Periksa angkanya, atau jadikan kolomnya teks.",
            en="Check the number, or make the field a string.",
        ),
    ),
    "not-finite": (
        Text(id="bukan bilangan yang berhingga (NaN, inf)", en="not a finite number (NaN, inf)"),
        Text(
            id="Kosongkan selnya bila nilainya tidak ada.",
            en="Leave the cell empty where there is no value.",
        ),
    ),
    "digits": (
        Text(
            id="digitnya lebih banyak daripada yang dapat disimpan persis",
            en="more digits than can be kept exactly",
        ),
        Text(
            id=(
                "Tetapkan banyaknya desimal dalam skema (statx.decimals), agar disimpan sebagai"
                " desimal persis."
            ),
            en=(
                "Declare the field's decimals in the schema (statx.decimals), so that it is kept as"
                " an exact decimal."
            ),
        ),
    ),
    "format": (
        Text(
            id="penulisan tanggal/jam ini tidak dapat dikembalikan persis",
            en="a date or time that would not come back as it is written",
        ),
        Text(
            id="Tulis persis dalam format skemanya.", en="Write it exactly in the schema's format."
        ),
    ),
    "labelled-missing": (
        Text(
            id="tanda nilai hilang yang punya arti sendiri akan menjadi kosong biasa",
            en="a missing value with a meaning of its own would become a plain gap",
        ),
        Text(
            id="Pindahkan tandanya ke kolom tersendiri.",
            en="Move the mark into a column of its own.",
        ),
    ),
    "nul": (
        Text(
            id="teks memuat karakter NUL, yang tidak dapat ditulis dalam CSV",
            en="a text with a NUL, which no CSV can hold",
        ),
        Text(
            id="Hapus karakter itu di aplikasi asalnya.",
            en="Remove it in the program the data comes from.",
        ),
    ),
}


@dataclass(frozen=True)
class LossCheck(Check[None]):
    """Every value of one field fits its typed column exactly."""

    code = "lossless"
    title = Text(id="kolom: muat persis dalam tipenya", en="fields: held exactly by their type")
    field: Field
    rules: dict[str, Rule]

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        return [
            cls(reader.field, {loss: _rule(loss, reader.field) for loss in LOSSES})
            for reader in context.readers
        ]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        lost: dict[str, list[int]] = {}
        for text, verdict in column.results.items() if column else ():
            if verdict.loss and not verdict.broken:
                lost.setdefault(verdict.loss, []).append(text)
        if column is None or not lost:
            return BlockResult()
        found = (
            failures_at(self.rules[loss], block, column.rows_of(texts), self.field.name)
            for loss, texts in lost.items()
        )
        return BlockResult(tuple(failures for failures in found if len(failures)))


@dataclass(frozen=True)
class NulCheck(Check[None]):
    """No text holds a NUL, which Parquet can keep and CSV cannot."""

    code = "lossless"
    title = Text(id="kolom: muat persis dalam tipenya", en="fields: held exactly by their type")
    field: Field
    rule: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        return [
            cls(reader.field, _rule("nul", reader.field))
            for reader in context.readers
            if _is_text(reader.field)
        ]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        if column is None:
            return BlockResult()
        nul = pc.fill_null(pc.match_substring(column.texts, "\0"), False).to_numpy(
            zero_copy_only=False
        )
        if not nul.any():
            return BlockResult()
        return BlockResult(
            (
                failures_at(
                    self.rule, block, column.rows_of(np.flatnonzero(nul).tolist()), self.field.name
                ),
            )
        )


def _is_text(field: Field) -> bool:
    return bool(pa.types.is_string(arrow_type(field)))


def _rule(loss: str, field: Field) -> Rule:
    says, remedy = LOSSES[loss]
    kind = str(arrow_type(field))
    expected = Text(
        id="nilai yang muat persis dalam {type}", en="a value that {type} holds exactly"
    ).fill(type=kind)
    return Rule(f"loss-{loss}", "lossy", says.fill(type=kind), expected, remedy, field=field.name)
