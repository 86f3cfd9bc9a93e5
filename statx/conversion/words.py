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
        Text(
            id="terlalu besar untuk tipe {type}",
            en="too large for the type {type}",
        ),
        Text(
            id="Periksa angkanya, atau jadikan kolomnya teks.",
            en="Check the number, or make the field a string.",
        ),
    ),
    "not-finite": Loss(
        Text(
            id="bukan bilangan yang berhingga (NaN, inf)",
            en="not a finite number (NaN, inf)",
        ),
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
            id="pecahan detik yang lebih halus daripada mikrodetik",
            en="a fraction of a second finer than microseconds",
        ),
        Text(
            id="Bulatkan menjadi paling banyak enam angka di belakang koma.",
            en="Round it to six digits at the most.",
        ),
    ),
    "zone": Loss(
        Text(
            id="tanggal dan jam dengan zona waktu, yang tidak disimpan oleh tipe {type}",
            en="a date and time with a time zone, which the type {type} does not keep",
        ),
        Text(
            id="Tulis jam setempat tanpa zona, atau jadikan kolomnya teks dalam skema.",
            en="Write the local time without a zone, or make the field a string in the schema.",
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
    "becomes-missing": Loss(
        Text(
            id="nilai ini akan tertulis sebagai tanda nilai hilang, lalu terbaca kosong",
            en="a value that would be written as a missing value, and be read as a gap",
        ),
        Text(
            id=(
                "Hapus tanda itu dari missingValues dalam skema, atau tulis sel ini persis seperti"
                " tandanya bila nilainya memang hilang."
            ),
            en=(
                "Take that mark out of missingValues in the schema, or write the cell just as the"
                " mark is where its value is missing."
            ),
        ),
    ),
    "no-mark": Loss(
        Text(
            id="nilai hilang, tetapi skemanya tidak punya tanda untuk nilai hilang",
            en="a missing value, for which the schema has no mark",
        ),
        Text(
            id="Tambahkan tanda ke missingValues dalam skema, misalnya teks kosong.",
            en="Add a mark to missingValues in the schema, such as the empty text.",
        ),
    ),
    "changed": Loss(
        Text(
            id="nilai ini tidak akan terbaca sama dari berkas yang ditulis",
            en="a value that would not be read the same from what is written",
        ),
        Text(
            id=(
                "Periksa tanda, kata, dan format kolom ini dalam skema: dua di antaranya"
                " bertabrakan."
            ),
            en="Check the marks, words and format of this field in the schema: two of them clash.",
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
"""Kind of loss -> its words; `{type}` is the Arrow type."""
OF_WRITING = ("becomes-missing", "no-mark", "changed")
"""The kinds that only show when what is written is read again."""
