"""How a CSV file is written: its encoding, delimiter and header, found by fixed rules and always reported.

Nothing is sniffed from frequencies. The encoding is the byte order mark's, else what the caller names, else
UTF-8. The delimiter is the candidate that stands most often outside quotes in the header; a header in which
none stands has one column. The same bytes always give the same answer.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

CANDIDATES = (",", ";", "\t", "|")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
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
    """The encoding that a byte order mark at the front of `head` names and its length; ('', 0) without one.

    The mark of UTF-32 begins with that of UTF-16, and is looked for before it.
    """
    return next(
        ((encoding, len(mark)) for mark, encoding in MARKS if head.startswith(mark)), ("", 0)
    )


def delimiter_of(header: str, quote: str = '"') -> str:
    """The delimiter of a file with this header record."""
    unquoted = "".join(header.split(quote)[0::2]) if quote else header
    return max(CANDIDATES, key=unquoted.count)
