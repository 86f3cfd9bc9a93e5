"""A new workbook of one sheet, each cell as it is written: what CSV is put into to be marked.

Text stays text when it is edited, too: codes keep their zeros, and `=1+1` is no formula. Of a
measure, a number that Excel shows exactly as it is written is a number, so that it can be summed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from statx.workbook import limits
from statx.workbook.addresses import column_letters
from statx.workbook.copying import BookCopy
from statx.workbook.elements import escaped, quoted
from statx.workbook.errors import LongSheetError
from statx.workbook.limits import Limit
from statx.workbook.marking_styles import WITH_DECIMALS, plain_styles
from statx.workbook.marks import LIST_SHEETS
from statx.workbook.parts import MAIN, RELATIONSHIPS, TYPES, office_namespace

Record = Sequence[str | None]

LONGEST = 32_767
"""Letters of a cell; Excel calls a book with longer ones damaged."""
MEASURED = 200
"""Rows by which the widths of columns are set."""
NARROWEST, WIDEST = 8, 40
"""Digits."""
NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_TEXT, _HEADER = 1, 2
"""Numbers of the styles."""
_NUMBER = re.compile(r"-?(?=[\d.]{1,16}$)(?:0|[1-9]\d*)(?:\.(\d{1,6}))?", re.ASCII)
"""What has an exact format: at most 15 digits, as Excel keeps them, and a point."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = office_namespace(MAIN)
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPES = (
    f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SPREADSHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/></Types>'
)
_ROOT = (
    f'{_DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1"'
    f' Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"'
    f' Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)


def text_book(
    path: Path,
    name: str,
    records: Iterable[Record],
    header_row: int = 0,
    measures: Collection[int] = (),
) -> BookCopy:
    """The workbook that holds these records, the first of them in row 1.

    `path` is the file they came from; `header_row` is 0 where there is none; `measures` are the
    columns (from 1) whose numbers may be numbers. LongSheetError where they are more than a sheet
    can hold.
    """
    workbook = (
        f'{_DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/>'
        f'</bookViews><sheets><sheet name={quoted(name)} sheetId="1" r:id="rId1"/></sheets>'
        "</workbook>"
    )
    parts = {
        TYPES: _TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/worksheets/sheet1.xml": _sheet(path, records, header_row, measures),
        "xl/styles.xml": plain_styles(MAIN),
    }
    return BookCopy.new(path, parts)


def sheet_name(stem: str) -> str:
    """A name of a file as the name of a sheet."""
    name = _NOT_IN_NAMES.sub("_", stem)[:NAME_LENGTH].strip("' ")
    is_taken = name.lower() in {each.lower() for each in LIST_SHEETS}
    return "Data" if not name or is_taken else name


def _sheet(
    path: Path, records: Iterable[Record], header_row: int, measures: Collection[int]
) -> str:
    widths: dict[int, int] = {}
    rows = []
    cells = 0
    for number, record in enumerate(records, start=1):
        cells += len(record)
        _refuse_more(path, number, limits.ROWS)
        _refuse_more(path, len(record), limits.COLUMNS)
        _refuse_more(path, cells, limits.CELLS)
        if number <= header_row + MEASURED:
            _widen(widths, record)
        if number <= header_row:
            rows.append(_row(number, record, _HEADER if number == header_row else _TEXT))
        else:
            rows.append(_row(number, record, _TEXT, measures))

    return "".join(
        [
            f'{_DECLARATION}<worksheet xmlns="{MAIN}">',
            _view(header_row),
            '<sheetFormatPr defaultRowHeight="15"/>',
            f"<cols>{''.join(_columns(widths))}</cols>" if widths else "",
            f"<sheetData>{''.join(rows)}</sheetData>",
            '<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/>',
            "</ignoredErrors></worksheet>",
        ]
    )


def _refuse_more(path: Path, number: int, limit: Limit) -> None:
    if number > limit.most:
        raise LongSheetError.beyond(path, limit)


def _view(header_row: int) -> str:
    """The header stays in sight."""
    if not header_row:
        return ""
    return (
        '<sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{header_row}" topLeftCell="A{header_row + 1}" activePane="bottomLeft"'
        ' state="frozen"/></sheetView></sheetViews>'
    )


def _widen(widths: dict[int, int], record: Record) -> None:
    for column, text in enumerate(record, start=1):
        width = min(max(len(text or "") + 2, NARROWEST), WIDEST)
        widths[column] = max(widths.get(column, 0), width)


def _columns(widths: dict[int, int]) -> Iterator[str]:
    """What is typed into an empty cell of a column is text, too."""
    for column, width in widths.items():
        yield (
            f'<col min="{column}" max="{column}" width="{width}" style="{_TEXT}" customWidth="1"/>'
        )


def _row(number: int, record: Record, style: int, measures: Collection[int] = ()) -> str:
    cells = []
    for column, text in enumerate(record, start=1):
        if not text:
            continue
        at = f'r="{column_letters(column)}{number}"'
        exact = _NUMBER.fullmatch(text) if column in measures else None
        if exact is not None:
            decimals = len(exact[1] or "")
            cells.append(f'<c {at} s="{WITH_DECIMALS[decimals]}"><v>{text}</v></c>')
            continue
        words = f'<t xml:space="preserve">{escaped(text[:LONGEST])}</t>'
        cells.append(f'<c {at} s="{style}" t="inlineStr"><is>{words}</is></c>')

    return f'<row r="{number}">{"".join(cells)}</row>'
