"""What is named like CSV and is none: workbooks, pictures, text compressed or wide unsaid."""

from __future__ import annotations

import re
from pathlib import Path

from statx.tables.csv import words
from statx.tables.csv.dialect import byte_order_mark
from statx.tables.errors import (
    BinaryFileError,
    EmptyFileError,
    WideTextError,
    WrongCompressionError,
)

LOOKED_AT = 1024
"""Bytes in which a NUL byte tells of a binary file."""
WIDE = ("utf-16", "utf-32", "utf16", "utf32")
"""Encodings in which a NUL byte is half a letter."""
FOREIGN_MAGIC = {
    rb"PK\x03\x04": words.EXCEL,
    rb"\xd0\xcf\x11\xe0": words.OLD_EXCEL,
    # Letters alone may be a header: PAR1 is also a column.
    rb"PAR1[\s\S]{0,200}[\x00-\x08]": words.PARQUET,
    rb"%PDF-\d\.\d": words.PDF,
    rb"\x1f\x8b": words.GZIP,
    rb"\x28\xb5\x2f\xfd": words.ZSTANDARD,
}
"""How the front of a file looks that is something else."""
COMPRESSED_MAGIC = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
TWO_LETTERS = 4
"""Bytes, in an encoding of two bytes a letter: fewer tell nothing."""


def refuse_wrong_name(path: Path, compression: str) -> None:
    """A file that is not compressed as its name says; an empty one is said to be empty."""
    with path.open("rb") as file:
        front = file.read(4)

    if not front:
        raise EmptyFileError(path=path)
    if compression and not front.startswith(COMPRESSED_MAGIC[compression]):
        raise WrongCompressionError(
            path=path,
            suffix=path.suffix,
            compression=compression,
        )


def refuse_foreign(path: Path, head: bytes, encoding: str) -> None:
    """Say of a workbook or a picture that it is one, instead of ten thousand bad cells."""
    for magic, kind in FOREIGN_MAGIC.items():
        if re.match(magic, head):
            raise BinaryFileError(
                path=path,
                found=kind,
            )

    front = head[:LOOKED_AT]
    if b"\0" not in front or _is_wide(head, encoding):
        return

    looks = _wide_encoding(front)
    if looks:
        error = WideTextError(
            path=path,
            encoding=looks,
        )
        error.read_as, error.encodings = "utf-8", (looks,)
        raise error
    raise BinaryFileError(
        path=path,
        found=words.BINARY.fill(byte=front.find(b"\0")),
    )


def _is_wide(head: bytes, encoding: str) -> bool:
    """Whether a NUL byte may be half a letter."""
    _, mark = byte_order_mark(head)
    spelled = encoding.lower().replace("_", "-")
    return mark > 0 or spelled.startswith(WIDE)


def _wide_encoding(head: bytes) -> str:
    """The encoding in which most letters are a byte and a NUL: said, never assumed."""
    even = head[0::2].count(0)
    odd = head[1::2].count(0)
    if len(head) < TWO_LETTERS:
        return ""
    if 4 * max(even, odd) < len(head) or min(even, odd):
        return ""

    return "utf-16-le" if odd else "utf-16-be"
