"""The workbook that a table came from, with what is wrong marked in it; of CSV, a new one.

The cells of a workbook's findings have their addresses. Those of other tables get theirs in the
workbook that is made of them: a record stands in the row of its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from statx.conversion import marked_words as words
from statx.conversion.errors import JoinedFilesError, MarkedSuffixError
from statx.intake.table import TidiedTable
from statx.results.findings import Finding
from statx.results.report import Report
from statx.sources.targets import Target
from statx.tables.table import Block, Cells, Table
from statx.texts import Language, NameOption, Text, amount, as_flag, count, joined, verbatim
from statx.workbook.addresses import read_address
from statx.workbook.copying import BookCopy
from statx.workbook.marking import mark, mark_workbook, save_marked
from statx.workbook.marks import LIST_SHEETS, MOST_MARKS, Cover, Mark
from statx.workbook.sheets import Sheet
from statx.workbook.text_book import Record, sheet_name, text_book

WORKBOOKS = (".xlsx", ".xlsm")
NUMERIC = ("number", "integer", "year")
"""Types of fields whose cells may be numbers in a workbook."""
ONE_FILE = words.ONE_FILE


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands in a marked workbook."""

    path: Path
    listed: int
    """Findings in its list."""
    left_out: int
    """Findings that are counted and not listed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a workbook is marked."""

    language: Language = "en"
    name_option: NameOption = as_flag
    """How options are called in what is said."""

    def say(self, text: Text) -> str:
        """The text in their language."""
        return text.say(self.language, self.name_option)


def check_marked(source: Path, destination: Path) -> None:
    """MarkedSuffixError where Excel would not open the result under its name."""
    suffix = source.suffix.lower() if is_workbook(source) else ".xlsx"
    if destination.suffix.lower() != suffix:
        raise MarkedSuffixError(path=destination, suffix=suffix)


def is_workbook(source: Path) -> bool:
    """Whether the source is marked itself, by its name."""
    return source.suffix.lower() in WORKBOOKS


def mark_report(
    report: Report, target: Target, destination: Path, reader: Reader, *, replace: bool = False
) -> Marked:
    """Write the marked workbook of a table that was judged.

    Raises MarkedSuffixError, JoinedFilesError where a recipe made the table of several files, what
    `mark_workbook` raises, and LongSheetError for a table that no sheet can hold.
    """
    source = target.path
    check_marked(source, destination)
    _refuse_joined(target)
    cover = cover_of(report, reader)
    if is_workbook(source):
        marks = list(marks_of(report, reader))
        mark_workbook(
            source,
            destination,
            marks,
            cover,
            replace=replace,
        )
        return _marked(destination, marks, report)

    name = sheet_name(source.name.partition(".")[0])
    book, header_row = _new_book(target, name)
    marks = list(marks_of(report, reader, name, header_row))
    mark(book, marks, cover)
    save_marked(book, destination, replace=replace)
    return _marked(destination, marks, report)


def marks_of(
    report: Report, reader: Reader, sheet: str = "", header_row: int = 1
) -> Iterator[Mark]:
    """The findings that a report lists, as marks; those with a cell in the order of the cells.

    Where findings have no addresses, their cells are those of `sheet`.
    """
    marks = []
    for tally in report.listed:
        for finding in tally.findings:
            place = _place_of(finding, report, sheet, header_row)
            marks.append(_mark_of(finding, place, reader))

    yield from sorted(marks, key=_order)


def cover_of(report: Report, reader: Reader) -> Cover:
    """What stands above the list."""
    notes = [_verdict(report), words.HOW]
    found, listed = _found(report), _listed(report)
    if listed < found:
        notes.insert(1, words.LISTED.fill(listed=count(listed), found=count(found)))

    kind, cell, field, value, what, expected, remedy = map(reader.say, words.HEADINGS)
    error, warning = map(reader.say, words.KINDS)
    name = verbatim(Path(report.path).name)
    return Cover(
        LIST_SHEETS[0 if reader.language == "id" else 1],
        reader.say(words.TITLE.fill(path=name)),
        tuple(map(reader.say, notes)),
        (kind, cell, field, value, what, expected, remedy),
        (error, warning),
        reader.say(words.MORE),
    )


def records_of(table: Table, header_row: int) -> Iterator[Record]:
    """All records of a table as they are written, from its first row on."""
    front = table.front(header_row) if header_row else ()
    if front:
        yield from front[:header_row]
    elif header_row:
        yield from [()] * (header_row - 1)
        yield table.labels

    for block in table.blocks():
        yield from _records_in(block)


# ---- the source --------------------------------------------------------------------------------


def _refuse_joined(target: Target) -> None:
    if not isinstance(target.table, TidiedTable):
        return
    paths = {source.path for source in target.table.sources}
    if len(paths) > 1:
        raise JoinedFilesError(path=target.path, n=len(paths))


def _new_book(target: Target, name: str) -> tuple[BookCopy, int]:
    """(the workbook of a source that is none, the row of its header)"""
    table = target.table
    if isinstance(table, TidiedTable):
        return text_book(target.path, name, _records_of_sheet(table.sources[0].sheet)), 0

    header_row = table.number_of(0) - 1
    records = records_of(table, header_row)
    measures = set(_measures(target))
    return text_book(target.path, name, records, header_row, measures), header_row


def _measures(target: Target) -> Iterator[int]:
    """The columns that hold numbers, from 1."""
    numeric = {field.name for field in target.schema.fields if field.type in NUMERIC}
    for column, label in enumerate(target.table.labels, start=1):
        if label in numeric:
            yield column


def _records_of_sheet(sheet: Sheet) -> Iterator[Record]:
    """The rows of a sheet, blank ones among them."""
    for row in range(1, max(sheet.rows, default=0) + 1):
        cells = sheet.rows.get(row, {})
        columns = range(1, max(cells, default=0) + 1)
        yield [cells[column].text if column in cells else None for column in columns]


# ---- findings ----------------------------------------------------------------------------------


def _place_of(
    finding: Finding, report: Report, sheet: str, header_row: int
) -> tuple[str, int, int]:
    """(sheet, row, column); zeros where no cell is to blame."""
    if finding.address:
        named, row, column = read_address(finding.address)
        return named or sheet, row, column
    if not sheet:
        return "", 0, 0
    if finding.row is not None:
        return sheet, finding.row, finding.position or _column_of(finding, report)
    if finding.position is not None:
        return sheet, header_row, finding.position
    return "", 0, 0


def _column_of(finding: Finding, report: Report) -> int:
    """Of a record without a cell to blame, the first field that its rule speaks of."""
    for name in finding.rule.fields:
        if name in report.labels:
            return report.labels.index(name) + 1
    return 1


def _mark_of(finding: Finding, place: tuple[str, int, int], reader: Reader) -> Mark:
    rule = finding.rule
    sheet, row, column = place
    says = rule.says
    if finding.hint is not None:
        says = says + verbatim(" (") + finding.hint + verbatim(")")
    value = finding.cell if finding.label is None else finding.label
    return Mark(
        sheet,
        row,
        column,
        rule.severity,
        what=_capitalised(reader.say(says)),
        expected=reader.say(rule.expected),
        remedy=reader.say(rule.remedy),
        field=rule.about,
        value=value or "",
    )


def _capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _order(mark: Mark) -> tuple[bool, str, int, int]:
    """What is about the table as a whole comes first."""
    return mark.has_cell, mark.sheet, mark.row, mark.column


def _verdict(report: Report) -> Text:
    schema = report.schema.ref if report.schema else ""
    amounts = []
    if report.errors:
        amounts.append(amount(report.errors, words.ERRORS))
    if report.warnings:
        amounts.append(amount(report.warnings, words.WARNINGS))

    if not amounts:
        return words.PASSES.fill(schema=schema)
    sentence = words.FAILS if report.errors else words.PASSES_WITH
    return sentence.fill(findings=joined(amounts), schema=schema)


def _found(report: Report) -> int:
    return sum(tally.count for tally in report.tallies)


def _listed(report: Report) -> int:
    number = sum(len(tally.findings) for tally in report.listed)
    return min(number, MOST_MARKS)


def _marked(path: Path, marks: Sequence[Mark], report: Report) -> Marked:
    listed = min(len(marks), MOST_MARKS)
    return Marked(path, listed, _found(report) - listed)


# ---- records -----------------------------------------------------------------------------------


def _records_in(block: Block) -> Iterator[Record]:
    cells = block.read()
    columns = [column.to_pylist() for column in cells.columns]
    records: list[Record] = list(zip(*columns, strict=True))
    if cells.order is not None:
        records = _in_order(records, cells)
    if cells.extra is not None:
        _lengthen(records, cells)

    yield from records


def _in_order(records: list[Record], cells: Cells) -> list[Record]:
    ordered: list[Record] = [()] * len(records)
    for at, row in enumerate(() if cells.order is None else cells.order.tolist()):
        ordered[row] = records[at]
    return ordered


def _lengthen(records: list[Record], cells: Cells) -> None:
    """Put the cells beyond the header's last column behind their records."""
    extra = cells.extra
    if extra is None:
        return

    rows, positions = extra.rows.tolist(), extra.positions.tolist()
    for row, position, text in zip(rows, positions, extra.texts.to_pylist(), strict=True):
        record = list(records[row])
        record += [None] * (position - len(record))
        record[position - 1] = text
        records[row] = record
