"""Tables as files hold them: which formats there are, and the function that opens any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

from statx.errors import MissingFileError, OptionError
from statx.files import reading
from statx.options import DATA_OPTIONS, ENCODING, SHEET
from statx.registry.schema import Schema
from statx.registry.table_dialect import TableDialect
from statx.tables.csv.table import FORMAT as CSV
from statx.tables.errors import UnknownFormatError
from statx.tables.excel.table import FORMAT as EXCEL
from statx.tables.format import Format
from statx.tables.memory import MemoryTable
from statx.tables.multipart import MultipartTable, open_multipart
from statx.tables.parquet.folder import FORMAT as PARQUET_FOLDER
from statx.tables.parquet.folder import is_partitioned
from statx.tables.parquet.table import FORMAT as PARQUET
from statx.tables.table import Table
from statx.texts import Text, named_option, verbatim

USUAL = TableDialect()
FORMATS: Mapping[str, Format] = {
    format_.name: format_ for format_ in (CSV, PARQUET, PARQUET_FOLDER, EXCEL)
}
FORMATS_BY_NAME: Mapping[str, Format] = {**FORMATS, "tsv": CSV}
"""What a datapackage.json calls a format -> the format that reads it."""
NO_TEXT = Text(
    id="{path} bukan berkas teks.",
    en="{path} is no text file.",
)
NO_WORKBOOK = Text(
    id="{path} bukan buku kerja, jadi tidak punya lembar.",
    en="{path} is no workbook, and has no sheets.",
)


def format_of(path: Path) -> Format | None:
    """The format of a file by its name, or of a folder that is one table.

    None where there is none.
    """
    if not path.is_dir():
        return _format_by_suffix(path)
    return PARQUET_FOLDER if is_partitioned(path) else None


def written_format(path: Path) -> Format:
    """The format in which a file of this name is written; UnknownFormatError where none is."""
    format_ = _format_by_suffix(path)
    if format_ is not None and path.name.lower().endswith(format_.written):
        return format_

    suffixes = [suffix for each in FORMATS.values() for suffix in each.written]
    raise UnknownFormatError(
        path=path,
        known=", ".join(suffixes),
    )


def open_parts(
    paths: Sequence[Path],
    *,
    encoding: str = "",
    declared: TableDialect = USUAL,
    format_name: str = "",
) -> Table:
    """Open the files of one table, most often one, in their order.

    Raises what `open_table` raises, and OtherPartError for one that does not continue the first.
    """

    def open_as(path: Path, dialect: TableDialect) -> Table:
        return open_table(
            path,
            encoding=encoding,
            declared=dialect,
            format_name=format_name,
        )

    if len(paths) == 1:
        return open_as(paths[0], declared)
    return open_multipart(paths, declared, open_as)


def fit(table: Table, schema: Schema) -> Table:
    """The same table, told what only the schema knows of its cells."""
    if isinstance(table, MultipartTable):
        return table.of_each(lambda part: fit(part, schema))
    if isinstance(table, MemoryTable):
        return table.fitted(schema)

    format_ = FORMATS[table.reading.format]
    return format_.fitted(table, schema)


def open_table(
    path: Path, *, encoding: str = "", declared: TableDialect = USUAL, format_name: str = ""
) -> Table:
    """Open a file as the table it is; by `format_name` where its own name says nothing.

    Raises MissingFileError, UnknownFormatError, OptionError where something was said that only a
    text file has, and what the format's own `open` raises.
    """
    with reading(path):
        if not path.exists():
            raise MissingFileError(path=path)
        format_ = format_of(path) or FORMATS_BY_NAME.get(format_name)

    if format_ is None:
        suffixes = [suffix for each in FORMATS.values() for suffix in each.suffixes]
        raise UnknownFormatError(
            path=path,
            known=", ".join(suffixes),
        )
    _refuse_unobeyed(format_, path, encoding, declared)

    with reading(path):
        return format_.open(path, encoding, declared)


def _format_by_suffix(path: Path) -> Format | None:
    name = path.name.lower()
    for format_ in FORMATS.values():
        if name.endswith(format_.suffixes):
            return format_
    return None


def _refuse_unobeyed(format_: Format, path: Path, encoding: str, declared: TableDialect) -> None:
    """OptionError where something was said that such a file has not."""
    if encoding and not format_.is_text:
        raise OptionError(
            option=named_option(ENCODING.name),
            reason=NO_TEXT.fill(path=path),
        )

    for each in fields(TableDialect):
        is_said = getattr(declared, each.name) != getattr(USUAL, each.name)
        if is_said and each.name not in format_.obeys:
            reason = NO_WORKBOOK if each.name == SHEET.dialect_property else NO_TEXT
            raise OptionError(
                option=_said_as(each.name),
                reason=reason.fill(path=path),
            )


def _said_as(dialect_property: str) -> Text:
    """The option that settles a property; what only a descriptor settles is its dialect's."""
    for option in DATA_OPTIONS.values():
        if option.dialect_property == dialect_property:
            return named_option(option.name)
    return verbatim("dialect")
