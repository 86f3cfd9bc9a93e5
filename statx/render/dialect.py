"""What is unusual in how a text file is written, in words."""

from __future__ import annotations

from statx.render.values import quote
from statx.texts import Text, verbatim

DIALECT = {
    "header": Text(
        id="tanpa baris nama kolom",
        en="no header",
    ),
    "sheetName": Text(
        id="lembar {value}",
        en="sheet {value}",
    ),
    "headerRows": Text(
        id="nama kolom di baris {value}",
        en="header in row {value}",
    ),
    "partsWithoutHeader": Text(
        id="berkas lanjutan tanpa baris nama kolom: {value}",
        en="further files without a header: {value}",
    ),
    "commentRows": Text(
        id="komentar di baris {value}",
        en="comments in row {value}",
    ),
    "commentChar": Text(
        id="komentar {value}",
        en="comments {value}",
    ),
    "quoteChar": Text(
        id="kutip {value}",
        en="quote {value}",
    ),
    "doubleQuote": Text(
        id="kutip tidak digandakan",
        en="quotes not doubled",
    ),
    "escapeChar": Text(
        id="tanda lolos {value}",
        en="escape {value}",
    ),
    "skipInitialSpace": Text(
        id="tanpa spasi di awal sel",
        en="spaces before cells skipped",
    ),
    "skipBlankRows": Text(
        id="baris kosong dilewati",
        en="blank rows skipped",
    ),
    "nullSequence": Text(
        id="nilai hilang {value}",
        en="missing value {value}",
    ),
}
"""How to speak of the properties of Table Dialect."""


def describe_property(name: str, value: object) -> Text:
    """One property of Table Dialect; what has no words of its own keeps its name there."""
    words = DIALECT.get(name, verbatim(f"{name} {{value}}"))

    if isinstance(value, list):
        return words.fill(value=", ".join(map(str, value)))

    if isinstance(value, str):
        return words.fill(value=quote(value, "en"))

    return words.fill(value=value)
