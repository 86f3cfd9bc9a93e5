"""Standard input as a file: a table is read more than once, and a stream can be read only once."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import BinaryIO

from statx.errors import UnreadableFileError
from statx.files import CHUNK, writing
from statx.sources.errors import EndlessInputError
from statx.texts import Text

NAME = "-"
"""What stands for it on a command line, and in reports."""
STEM = "stdin"
MOST = 64 << 30
"""Bytes: what goes on for longer is no table that somebody piped, and would fill the disk."""
KINDS = (
    (b"PAR1", ".parquet"),
    (b"\x1f\x8b", ".csv.gz"),
    (b"\x28\xb5\x2f\xfd", ".csv.zst"),
    (b"", ".csv"),
)
"""How a stream begins -> how a file of that kind is named."""


def spool(stream: BinaryIO, folder: Path) -> Path:
    """Write all that a stream gives into a file of `folder`, a private one.

    Raises UnreadableFileError, EndlessInputError, and what writing raises.
    """
    front = _read(stream)
    suffix = next(suffix for magic, suffix in KINDS if front.startswith(magic))
    path = folder / f"{STEM}{suffix}"
    size = 0
    with writing(path), path.open("wb") as file:
        while front:
            size += len(front)
            if size > MOST:
                raise EndlessInputError(limit=MOST >> 30)
            file.write(front)
            front = _read(stream)
    return path


def without_spool(text: Text, folder: Path) -> Text:
    """A sentence that names the stream where it named the file into which that was written."""
    written = re.compile(re.escape(str(folder / STEM)) + r"(?:\.[a-z]+)+")
    return Text(
        id=written.sub(NAME, text.id),
        en=written.sub(NAME, text.en),
    )


def _read(stream: BinaryIO) -> bytes:
    try:
        return stream.read(CHUNK)
    except OSError as error:
        raise UnreadableFileError(
            path=NAME,
            reason=error.strerror or os.strerror(error.errno or errno.EIO),
        ) from error
