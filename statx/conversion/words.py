"""What a conversion has to say of values that the other format cannot hold."""

from __future__ import annotations

from dataclasses import dataclass

from statx.texts import Text


@dataclass(frozen=True, slots=True)
class Loss:
    """How to speak of one way in which a value would be lost."""

    says: Text
    remedy: Text


LOSSES: dict[str, Loss] = {
    "leading-zero": Loss(
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
    "too-large": Loss(
        Text(id="terlalu besar untuk tipe {type}", en="too large for the type {type}"),
        Text(
            id="Periksa angkanya, atau jadikan kolomnya teks.",
            en="Check the number, or make the field a string.",
        ),
    ),
    "not-finite": Loss(
        Text(id="bukan bilangan yang berhingga (NaN, inf)", en="not a finite number (NaN, inf)"),
        Text(
            id="Kosongkan selnya bila nilainya tidak ada.",
            en="Leave the cell empty where there is no value.",
        ),
    ),
    "digits": Loss(
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
    "format": Loss(
        Text(
            id="penulisan tanggal/jam ini tidak dapat dikembalikan persis",
            en="a date or time that would not come back as it is written",
        ),
        Text(
            id="Tulis persis dalam format skemanya.", en="Write it exactly in the schema's format."
        ),
    ),
    "labelled-missing": Loss(
        Text(
            id="tanda nilai hilang yang punya arti sendiri akan menjadi kosong biasa",
            en="a missing value with a meaning of its own would become a plain gap",
        ),
        Text(
            id="Pindahkan tandanya ke kolom tersendiri.",
            en="Move the mark into a column of its own.",
        ),
    ),
    "nul": Loss(
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
"""Kind of loss (`CellResult.loss`, or nul) -> its words; `{type}` is the Arrow type."""
