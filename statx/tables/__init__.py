"""Tables as files hold them: which formats there are, and the one function that opens any of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from statx.errors import MissingFileError, OptionError, UnknownFormatError, UnreadableFileError
from statx.tables import csv, parquet
from statx.tables.format import Format
from statx.tables.table import Table
from statx.texts import Text

FORMATS: Mapping[str, Format] = {format_.name: format_ for format_ in (csv.FORMAT, parquet.FORMAT)}


def format_of(path: Path) -> Format | None:
    """The format of a file by its name; None where it is none of ours."""
    name = path.name.lower()
    return next((each for each in FORMATS.values() if name.endswith(each.suffixes)), None)


def written_format(path: Path) -> Format:
    """The format in which a file of this name is written; UnknownFormatError where none is."""
    found = format_of(path)
    if found is None or not path.name.lower().endswith(found.written):
        raise UnknownFormatError(
            path=path, known=", ".join(suffix for each in FORMATS.values() for suffix in each.written)
        )
    return found


def open_table(path: Path, *, encoding: str = "", delimiter: str = "") -> Table:
    """Open a file as the table it is. Raises MissingFileError, UnknownFormatError, UnreadableError."""
    if not path.exists():
        raise MissingFileError(path=path)
    format_ = format_of(path)
    if format_ is None:
        known = ", ".join(suffix for each in FORMATS.values() for suffix in each.suffixes)
        raise UnknownFormatError(path=path, known=known)
    if not format_.is_text and (encoding or delimiter):
        reason = Text(id="{path} bukan berkas teks.", en="{path} is no text file.").fill(path=path)
        raise OptionError(option="--encoding" if encoding else "--delimiter", reason=reason)
    try:
        return format_.open(path, encoding, delimiter)
    except OSError as error:
        raise UnreadableFileError(path=path, reason=error.strerror or error) from error
