"""The sheet that lists all faults, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statx.results.findings import Severity
from statx.workbook.addresses import cell_address, column_letters
from statx.workbook.elements import escaped, quoted
from statx.workbook.marking_styles import MarkStyles
from statx.workbook.marks import Cover, Mark

WIDTHS = ((12, 12), (10, 30), (10, 22), (10, 26), (34, 34), (16, 30), (16, 44))
"""(least, most) of the columns, in digits: as wide as their texts, and a page holds them."""
LONGEST = 1000
"""Letters of a value that the list shows; it stands in its cell anyway."""
TITLE_HEIGHT, HEADING_HEIGHT, LINE_HEIGHT, HIGHEST = 26, 20, 15, 400
"""Points; Excel's rows end at 409."""
LINKED = 2
"""The column that holds the link, from 1."""
Cell = tuple[str, int]
"""(text, number of its style)"""


def list_sheet(marks: Sequence[Mark], cover: Cover, styles: MarkStyles, main: str) -> bytes:
    """The sheet's part, in the namespace of its book."""
    heading_row = len(cover.notes) + 3
    last_row = heading_row + len(marks)
    cells = [_cells_of(mark, cover, styles) for mark in marks]
    widths = list(_widths([list(_headings(cover, styles)), *cells]))
    rows = "".join(_rows(cells, cover, styles, widths))
    last_column = column_letters(len(WIDTHS))
    filtered = f"A{heading_row}:{last_column}{max(last_row, heading_row + 1)}"
    first_cell = f"B{heading_row + 1}"

    pieces = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
        f"<worksheet xmlns={quoted(main)}>",
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>',
        f'<dimension ref="A1:{last_column}{last_row}"/>',
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">',
        f'<pane ySplit="{heading_row}" topLeftCell="A{heading_row + 1}" activePane="bottomLeft"',
        f' state="frozen"/><selection pane="bottomLeft" activeCell="{first_cell}"',
        f' sqref="{first_cell}"/></sheetView></sheetViews>',
        '<sheetFormatPr defaultRowHeight="15"/>',
        f"<cols>{''.join(_columns(widths))}</cols>",
        f"<sheetData>{rows}</sheetData>",
        f'<autoFilter ref="{filtered}"/>',
        _links(marks, heading_row),
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
        "</worksheet>",
    ]
    return "".join(pieces).encode()


def _widths(rows: Sequence[Sequence[Cell]]) -> Iterator[int]:
    for (least, most), cells in zip(WIDTHS, zip(*rows, strict=True), strict=True):
        longest = max(len(text) for text, _ in cells)
        yield min(max(longest + 2, least), most)


def _columns(widths: Sequence[int]) -> Iterator[str]:
    for number, width in enumerate(widths, start=1):
        yield f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'


def _rows(
    rows: Sequence[Sequence[Cell]], cover: Cover, styles: MarkStyles, widths: Sequence[int]
) -> Iterator[str]:
    """The title, the notes, a blank row, the headings, and a row for each fault."""
    yield _row(1, [(cover.title, styles.title)], TITLE_HEIGHT)
    for number, note in enumerate(cover.notes, start=2):
        yield _row(number, [(note, styles.note)])

    heading_row = len(cover.notes) + 3
    yield _row(heading_row, list(_headings(cover, styles)), HEADING_HEIGHT)
    for number, cells in enumerate(rows, start=heading_row + 1):
        yield _row(number, cells, _height(cells, widths))


def _headings(cover: Cover, styles: MarkStyles) -> Iterator[Cell]:
    for heading in cover.headings:
        yield heading, styles.heading


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> int:
    """Points that a row needs; not every spreadsheet finds that out when it opens a book."""
    lines = 1
    for (text, _), width in zip(cells, widths, strict=True):
        if len(text) >= width:
            # words do not fill a line to its end
            lines = max(lines, -(-len(text) * 11 // (10 * width)))
    return min(lines * LINE_HEIGHT + 3, HIGHEST)


def _cells_of(mark: Mark, cover: Cover, styles: MarkStyles) -> list[Cell]:
    is_error = mark.severity is Severity.ERROR
    kind = styles.error_kind if is_error else styles.warning_kind
    return [
        (cover.kind_of(mark.severity), kind),
        (mark.address, styles.link if mark.has_cell else styles.text),
        (mark.field, styles.text),
        (_cut(mark.value), styles.value),
        (mark.what, styles.text),
        (mark.expected, styles.text),
        (mark.remedy, styles.text),
    ]


def _row(number: int, cells: Sequence[Cell], height: int = LINE_HEIGHT) -> str:
    written = []
    for column, (text, style) in enumerate(cells, start=1):
        written.append(text_cell(number, column, text, style))
    size = f'ht="{height}" customHeight="1"'
    return f'<row r="{number}" {size}>{"".join(written)}</row>'


def text_cell(row: int, column: int, text: str, style: int) -> str:
    """A cell that is text, whatever it looks like: `=1+1` in it is no formula."""
    at = f'<c r="{cell_address(row, column)}" s="{style}"'
    if not text:
        return f"{at}/>"
    return f'{at} t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'


def _links(marks: Sequence[Mark], heading_row: int) -> str:
    links = []
    for number, mark in enumerate(marks, start=heading_row + 1):
        if not mark.has_cell:
            continue
        sheet = mark.sheet.replace("'", "''")
        location = f"'{sheet}'!{cell_address(mark.row, mark.column)}"
        at = cell_address(number, LINKED)
        links.append(
            f'<hyperlink ref="{at}" location={quoted(location)} display={quoted(mark.address)}/>'
        )

    return f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""


def _cut(value: str) -> str:
    return value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
