"""What is said of values that are not where they should be."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.rule_words import RuleWords
from statx.texts import Text, verbatim

ITSELF = Text(
    id="tabel ini sendiri",
    en="this table itself",
)
"""What a foreign key without a resource refers to."""
FIND_REGION = Text(
    id="Ganti dengan kode yang ada; cari dengan: statx region find NAMA.",
    en="Replace it by one that is there; look it up with: statx region find NAME.",
)
"""The remedy where the values are region codes."""

RULES: Mapping[str, RuleWords] = {
    "foreign-key": RuleWords(
        says=Text(
            id="tidak ada dalam {resource}",
            en="is not in {resource}",
        ),
        expected=Text(
            id="nilai dari kolom {names} pada {resource}", en="a value of {names} in {resource}"
        ),
        remedy=Text(
            id="Ganti dengan nilai yang ada di sana.", en="Replace it by one that is there."
        ),
        why=Text(
            id=(
                "Baris dengan kode yang tidak dikenal hilang tanpa peringatan saat digabungkan"
                " dengan tabel acuannya."
            ),
            en=(
                "Rows with an unknown code drop out in silence when they are joined with the table"
                " they refer to."
            ),
        ),
    ),
    "reference-error": RuleWords(
        says=Text(
            id="acuan {resource} tidak ditemukan, sehingga {names} tidak dapat diperiksa",
            en="the reference {resource} was not found, so that {names} cannot be checked",
        ),
        expected=verbatim("{resource}"),
        remedy=Text(
            id="Sertakan {resource} dalam paket datanya, atau tambahkan ke registri.",
            en="Put {resource} into the data package, or add it to the registry.",
        ),
        why=Text(
            id=(
                "Tanpa acuannya, kode yang salah tidak dapat dibedakan dari yang benar, dan"
                " lolos begitu saja akan menyesatkan."
            ),
            en=(
                "Without what it refers to, wrong codes cannot be told from right ones, and a"
                " silent pass would mislead."
            ),
        ),
    ),
}
