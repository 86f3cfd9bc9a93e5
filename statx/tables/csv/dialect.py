"""How a CSV file is written: encoding and delimiter, found by fixed rules and reported.

Nothing is sniffed from frequencies. The encoding is the byte order mark's, else what the caller
names, else UTF-8. The delimiter is the candidate that stands most often outside quotes in the
header; a header in which none stands has one column. The same bytes always give the same answer.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

CANDIDATES = (",", ";", "\t", "|")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # The mark of UTF-32 begins with that of UTF-16, and is looked for before it.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the cells of a CSV file are told apart."""

    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    mark: int = 0
    """Bytes of the byte order mark at the front."""


def byte_order_mark(head: bytes) -> tuple[str, int]:
    """(the encoding that a byte order mark at the front names, its length); ('', 0) without."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding, len(mark)

    return "", 0


def delimiter_of(header: str, quote: str = '"') -> str:
    """The delimiter of a file with this header record."""
    unquoted = header
    if quote:
        unquoted = "".join(header.split(quote)[0::2])

    return max(CANDIDATES, key=unquoted.count)
