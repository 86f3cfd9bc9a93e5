"""The sentences of packing: what a package may be called, and what went wrong on the way."""

from __future__ import annotations

from statx.texts import Text

NAME_RULE = Text(
    id=(
        "nama paket memakai huruf kecil, angka, titik, garis bawah, dan tanda hubung, misalnya"
        " kemiskinan-jatim."
    ),
    en=(
        "a package's name has small letters, digits, points, underscores and hyphens, such as"
        " kemiskinan-jatim."
    ),
)
VERSION_RULE = Text(
    id="versi paket ditulis seperti 1.0.0.", en="a package's version is written like 1.0.0."
)
CHANGED = Text(
    id="berubah selagi dikemas; ulangi",
    en="it changed while it was packed; run again",
)
