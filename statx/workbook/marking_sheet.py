"""What a sheet gets: a rule that colours the wrong cells, and where their comments are drawn.

Its cells stay as they are, to the byte.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from statx.results.findings import Severity
from statx.workbook.addresses import cell_address, read_address
from statx.workbook.elements import Element, Splices, quoted
from statx.workbook.marking_styles import MarkStyles

CellPlace = tuple[int, int]
"""(row, column), from 1."""

ORDER = (
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""Of the children of a sheet (ECMA-376 part 1, 18.3.1.99)."""
RULE = 'N("statx")=0'
"""Always true; by it our rules are known again."""
_KNOWN = '"statx"'
AT_ONCE = 500
"""Cells that one conditional format names: Excel takes lists of some thousand letters."""


@dataclass(frozen=True, slots=True)
class Grid:
    """How wide the columns of a sheet are, and how high its rows, in pixels."""

    columns: dict[int, int]
    """Those that differ from the rest."""
    column: int
    row: int

    def width(self, column: int) -> int:
        """Of a column, counted from 1."""
        return self.columns.get(column, self.column)


class MergedCells:
    """Which cell shows what is said of one that is merged into it."""

    def __init__(self, root: Element, rows: Iterable[int]) -> None:
        self.by_row: dict[int, list[tuple[CellPlace, int]]] = defaultdict(list)
        """Row that is asked about -> (first cell, last column) of what is merged over it."""
        asked = sorted(set(rows))
        for each in root.all("mergeCell"):
            first, _, last = each.attribute("ref").partition(":")
            top, left = _place(first)
            bottom, right = _place(last or first)
            for row in asked[bisect_left(asked, top) : bisect_right(asked, bottom)]:
                self.by_row[row].append(((top, left), right))

    def shown_at(self, place: CellPlace) -> CellPlace:
        """The cell itself, or the first of those it is merged with."""
        row, column = place
        for first, right in self.by_row.get(row, ()):
            if first[1] <= column <= right:
                return first
        return place


def unselect(splices: Splices, root: Element) -> None:
    """Let the sheet not be shown first.

    Two sheets shown at once are a group: who types into one would write into both.
    """
    for view in root.all("sheetView"):
        if view.attribute("tabSelected") in ("1", "true"):
            splices.set(view, "tabSelected", "0")


def colour_cells(
    splices: Splices, root: Element, cells: dict[CellPlace, Severity], styles: MarkStyles
) -> None:
    """Put in a rule for errors and one for warnings, before the sheet's own rules."""
    _forget_colours(splices, root)
    if not cells:
        return

    rules = [
        *_parts(styles.error, cells, Severity.ERROR),
        *_parts(styles.warning, cells, Severity.WARNING),
    ]
    _make_room(splices, list(root.all("cfRule")), len(rules))
    for priority, (style, ranges) in enumerate(rules, start=1):
        xml = _rule(root.prefix, ranges, style, priority)
        splices.place(root, "conditionalFormatting", xml, ORDER)


def point_to_drawing(splices: Splices, root: Element, id_: str, office: str) -> None:
    """Say where the shapes of comments are drawn."""
    xml = f"<{root.prefix}legacyDrawing xmlns:r={quoted(office)} r:id={quoted(id_)}/>"
    splices.place(root, "legacyDrawing", xml, ORDER)


def read_grid(root: Element) -> Grid:
    """The measures of a sheet; a column of n digits is 7 n pixels wide (18.3.1.13)."""
    form = root.child("sheetFormatPr")
    default = form.attribute("defaultColWidth") if form else ""
    height = form.attribute("defaultRowHeight") if form else ""
    columns: dict[int, int] = {}
    for each in root.all("col"):
        width = _pixels(each.attribute("width"), 7, 64)
        if each.attribute("hidden") in ("1", "true"):
            width = 0
        first, last = int(each.attribute("min") or 1), int(each.attribute("max") or 1)
        for column in range(first, min(last, first + 200) + 1):
            columns[column] = width

    return Grid(columns, _pixels(default, 7, 64), _pixels(height, 4 / 3, 20))


def _parts(
    style: int, cells: dict[CellPlace, Severity], severity: Severity
) -> Iterator[tuple[int, list[str]]]:
    """(style, ranges) of the cells of one severity, so many at once as a rule can name."""
    places = [place for place, worst in cells.items() if worst is severity]
    ranges = list(_ranges(places))
    for first in range(0, len(ranges), AT_ONCE):
        yield style, ranges[first : first + AT_ONCE]


def _forget_colours(splices: Splices, root: Element) -> None:
    """Leave out what an earlier run coloured."""
    for each in list(root.each("conditionalFormatting")):
        content = splices.content[each.start : each.end].replace(b"&quot;", b'"')
        if _KNOWN.encode() in content:
            splices.remove(each)
            root.children.remove(each)


def _make_room(splices: Splices, rules: Sequence[Element], number: int) -> None:
    """Let the sheet's own rules come after as many of ours: a lower number wins."""
    priorities = [int(rule.attribute("priority") or 1) for rule in rules]
    steps = number + 1 - min(priorities, default=number + 1)
    if steps <= 0:
        return

    for rule, priority in zip(rules, priorities, strict=True):
        splices.set(rule, "priority", str(priority + steps))


def _rule(prefix: str, ranges: Sequence[str], style: int, priority: int) -> str:
    cells = " ".join(ranges)
    formula = RULE.replace('"', "&quot;")
    return (
        f"<{prefix}conditionalFormatting sqref={quoted(cells)}>"
        f'<{prefix}cfRule type="expression" dxfId="{style}" priority="{priority}">'
        f"<{prefix}formula>{formula}</{prefix}formula></{prefix}cfRule>"
        f"</{prefix}conditionalFormatting>"
    )


def _ranges(places: Sequence[CellPlace]) -> Iterator[str]:
    """The cells column by column, those below each other as one range: `D14:D20`."""
    ordered = sorted((column, row) for row, column in places)
    at = 0
    while at < len(ordered):
        column, first = ordered[at]
        end = at + 1
        while end < len(ordered) and ordered[end] == (column, first + end - at):
            end += 1

        last = first + end - at - 1
        address = cell_address(first, column)
        yield address if last == first else f"{address}:{cell_address(last, column)}"
        at = end


def _place(address: str) -> CellPlace:
    _, row, column = read_address(address)
    return row, column


def _pixels(size: str, scale: float, default: int) -> int:
    try:
        return round(float(size) * scale)
    except ValueError:
        return default
