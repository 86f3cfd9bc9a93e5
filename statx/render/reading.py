"""How a table was read, in one line."""

from __future__ import annotations

from statx.render.dialect import describe_property
from statx.render.paper import unbroken
from statx.render.words import COLUMNS, ROWS
from statx.results.report import Reading, Report
from statx.texts import Text, amount, joined, verbatim

DELIMITER = Text(
    id="pemisah {delimiter}",
    en="delimiter {delimiter}",
)
NUMBERS = Text(
    id="angka {example}",
    en="numbers {example}",
)
EXAMPLES = {"en": "1234.56", "id": "1.234,56"}


def describe_reading(reading: Reading, report: Report) -> Text:
    """'CSV · utf-8 · delimiter ; · numbers 1.234,56 · 12,345 rows · 9 columns'."""
    format_ = reading.label or reading.format
    names = (format_, reading.encoding, reading.compression)
    parts = [verbatim(name) for name in names if name]

    if reading.delimiter:
        delimiter = reading.delimiter.replace("\t", "tab")
        example = EXAMPLES.get(reading.locale, reading.locale)
        parts.append(DELIMITER.fill(delimiter=delimiter))
        parts.append(NUMBERS.fill(example=example))

    for name, value in reading.dialect:
        parts.append(describe_property(name, value))

    parts.append(amount(report.rows, ROWS))
    parts.append(amount(len(report.labels), COLUMNS))
    return unbroken(joined(parts, " · "))
