"""What a typed column cannot hold: found while a table is judged for conversion, refused with its place, never rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statx.checks.check import Asked, Check, Seen, missed
from statx.registry.schema import Field
from statx.report import Rule
from statx.tables.canonical import arrow_type
from statx.tables.judged import JudgedBlock
from statx.texts import Text

LOSSES: dict[str, tuple[Text, Text]] = {
    "leading-zero": (
        Text(
            id="bilangan bulat dengan nol di depan: nolnya akan hilang", en="a whole number with a leading zero, which would be lost"
        ),
        Text(
            id="Bila ini kode, jadikan kolomnya teks (string) dalam skema; bila angka, hapus nolnya.",
            en="If it is a code, make the field a string in the schema; if it is a number, remove the zero.",
        ),
    ),
    "too-large": (
        Text(id="terlalu besar untuk tipe {type}", en="too large for the type {type}"),
        Text(id="Periksa angkanya, atau jadikan kolomnya teks.", en="Check the number, or make the field a string."),
    ),
    "not-finite": (
        Text(id="bukan bilangan yang berhingga (NaN, inf)", en="not a finite number (NaN, inf)"),
        Text(id="Kosongkan selnya bila nilainya tidak ada.", en="Leave the cell empty where there is no value."),
    ),
    "digits": (
        Text(
            id="digitnya lebih banyak daripada yang dapat disimpan persis", en="more digits than can be kept exactly"
        ),
        Text(
            id="Tetapkan banyaknya desimal dalam skema (statx.decimals), agar disimpan sebagai desimal persis.",
            en="Declare the field's decimals in the schema (statx.decimals), so that it is kept as an exact decimal.",
        ),
    ),
    "format": (
        Text(
            id="penulisan tanggal/jam ini tidak dapat dikembalikan persis", en="a date or time that would not come back as it is written"
        ),
        Text(id="Tulis persis dalam format skemanya.", en="Write it exactly in the schema's format."),
    ),
    "labelled-missing": (
        Text(
            id="tanda nilai hilang yang punya arti sendiri akan menjadi kosong biasa",
            en="a missing value with a meaning of its own would become a plain gap",
        ),
        Text(id="Pindahkan tandanya ke kolom tersendiri.", en="Move the mark into a column of its own."),
    ),
}


@dataclass(frozen=True)
class LossCheck(Check):
    """Every value of one field fits its typed column exactly."""

    code = "lossless"
    title = Text(id="kolom: muat persis dalam tipenya", en="fields: held exactly by their type")
    field: Field
    rules: dict[str, Rule]

    @classmethod
    def planned(cls, asked: Asked) -> Sequence[Check]:
        return [
            cls(judge.field, {loss: _rule(loss, judge.field) for loss in LOSSES}) for judge in asked.judges
        ]

    def look(self, block: JudgedBlock) -> Seen:
        column = block.column(self.field.name)
        lost: dict[str, list[int]] = {}
        for text, verdict in column.verdicts.items() if column else ():
            if verdict.loss and not verdict.broken:
                lost.setdefault(verdict.loss, []).append(text)
        if column is None or not lost:
            return Seen()
        found = (missed(self.rules[loss], block, column.rows_of(texts), self.field.name) for loss, texts in lost.items())
        return Seen(tuple(misses for misses in found if len(misses)))


def _rule(loss: str, field: Field) -> Rule:
    says, remedy = LOSSES[loss]
    kind = str(arrow_type(field))
    expected = Text(id="nilai yang muat persis dalam {type}", en="a value that {type} holds exactly").fill(type=kind)
    return Rule(f"loss-{loss}", "lossy", says.fill(type=kind), expected, remedy, field=field.name)
