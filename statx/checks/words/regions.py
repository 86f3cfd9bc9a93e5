"""What is said of region names that do not belong to the code beside them."""

from __future__ import annotations

from collections.abc import Mapping

from statx.results.findings import Severity
from statx.results.rule_words import RuleWords
from statx.texts import Text

EXPECTED = Text(
    id="nama wilayah menurut kode {this}", en="the name of the region with that {this} code"
)

RULES: Mapping[str, RuleWords] = {
    "code-system": RuleWords(
        says=Text(
            id=(
                "kodenya kode {other}, padahal kolom {field} memakai kode {this}: kode yang sama"
                " menunjuk wilayah lain"
            ),
            en=(
                "these are {other} codes, but {field} holds {this} codes: the same digits mean"
                " another place"
            ),
        ),
        expected=EXPECTED,
        remedy=Text(
            id="Ganti kode {other} dengan kode {this}; cari dengan: statx region find KODE.",
            en=(
                "Replace the {other} codes by {this} codes; look them up with: statx region"
                " find CODE."
            ),
        ),
        why=Text(
            id=(
                "Kodenya ada dan tampak benar, tetapi angka satu daerah tercatat pada daerah lain."
            ),
            en=("The code exists and looks right, but one region's figures are booked to another."),
        ),
    ),
    "region-name": RuleWords(
        says=Text(
            id="namanya bukan nama wilayah dengan kode itu",
            en="is not the name of the region with that code",
        ),
        expected=EXPECTED,
        remedy=Text(
            id="Perbaiki kodenya atau namanya.",
            en="Correct the code or the name.",
        ),
        why=Text(
            id=(
                "Salah satunya keliru; sampai diketahui yang mana, angkanya mungkin tercatat"
                " pada daerah yang salah."
            ),
            en=(
                "One of the two is wrong; until somebody finds out which, the figures may stand"
                " with the wrong region."
            ),
        ),
    ),
    "region-spelling": RuleWords(
        says=Text(
            id="ejaan nama wilayah berbeda dari yang resmi",
            en="the region's name is not spelt as officially",
        ),
        expected=EXPECTED,
        remedy=Text(
            id="Tulis nama resminya.",
            en="Write the official name.",
        ),
        why=Text(
            id=(
                "Siapa pun yang menggabungkan tabel menurut nama tidak menemukan pasangan bagi"
                " ejaan lain."
            ),
            en="Whoever joins tables by name finds no match for another spelling.",
        ),
        severity=Severity.WARNING,
    ),
}

IS = Text(
    id="{code} ({system}) adalah {name}",
    en="{code} ({system}) is {name}",
)
HAS_CODE = Text(
    id="{name} berkode {code}",
    en="{name} has the code {code}",
)
