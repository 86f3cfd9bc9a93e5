"""The sentences of a review: what was left out, and how far new and known could be told apart."""

from __future__ import annotations

from statx.texts import Text

DELETED = Text(
    id="Dihapus sejak {revision}: {names}.",
    en="Deleted since {revision}: {names}.",
)
IGNORED = Text(
    id="Tidak diperiksa, karena diabaikan git: {names}.",
    en="Not judged, as git ignores them: {names}.",
)
AND_MORE = Text(
    id="dan {n} lagi",
    en="and {n} more",
)

DIFFERENCES = Text(
    id="Sejak {revision}: {parts}.",
    en="Since {revision}: {parts}.",
)
ROWS_REMOVED = Text(
    id="baris hilang: {n}",
    en="rows gone: {n}",
)
ROWS_ADDED = Text(
    id="baris baru: {n}",
    en="rows new: {n}",
)
FIGURES_CHANGED = Text(
    id="nilai {field} berubah: {n}",
    en="values of {field} changed: {n}",
)
ALL_DIFFERENCES = Text(
    id=(
        "Sejak {revision}, seluruhnya: berkas hilang: {files}, baris hilang: {rows}, nilai berubah:"
        " {cells}."
    ),
    en=(
        "Since {revision}, in all: files gone: {files}, rows gone: {rows}, values changed: {cells}."
    ),
)

COUNTED = Text(
    id=(
        "Temuannya lebih dari {n}: untuk aturan yang temuannya terlalu banyak, yang baru dan yang"
        " lama dibedakan dari jumlahnya, tidak satu per satu."
    ),
    en=(
        "There are more than {n} findings: for rules with too many, new and known are told apart by"
        " their number, not one by one."
    ),
)
UNJUDGED_BEFORE = Text(
    id="Versi sebelumnya tidak dapat diperiksa ({reason}), jadi semua temuan dianggap baru.",
    en="The earlier version could not be judged ({reason}), so every finding counts as new.",
)
NO_ROWS_BEFORE = Text(
    id=(
        "Pada versi sebelumnya tidak satu baris pun dapat diperiksa, jadi semua temuan pada baris"
        " data dianggap baru."
    ),
    en=(
        "Not one row of the earlier version could be judged, so every finding in a row of data"
        " counts as new."
    ),
)
