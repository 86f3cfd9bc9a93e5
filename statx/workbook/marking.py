"""Mark up a workbook: its own bytes, with colours, comments and a list of all faults put between.

Nothing else changes: formulas and their stored values, charts, pictures, sparklines, styles, macros
stay to the byte, most of them unread (see `elements` and `copying`). Marked again, a workbook loses
the marks of before: rules and comments of statx, and the list, are known by their name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path

from statx.files import atomic_file, reading, writing
from statx.results.findings import Severity
from statx.workbook.copying import BookCopy, copy_of
from statx.workbook.elements import Element, Splices
from statx.workbook.marking_book import Book, SheetPart, put_list, unselect_part
from statx.workbook.marking_comments import (
    Note,
    draw,
    new_comments,
    new_drawing,
    write_comments,
)
from statx.workbook.marking_list import list_sheet
from statx.workbook.marking_sheet import (
    CellPlace,
    MergedCells,
    colour_cells,
    point_to_drawing,
    read_grid,
    unselect,
)
from statx.workbook.marking_styles import MarkStyles, add_styles, plain_styles
from statx.workbook.marking_threads import add_person, reply
from statx.workbook.marks import MOST_MARKS, Cover, Mark
from statx.workbook.parts import declare_part, declare_suffix, relate, related

MOST_IN_A_NOTE = 5
"""Faults of one cell that its comment tells; the list has them all."""
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def mark_workbook(
    source: Path,
    destination: Path,
    marks: Sequence[Mark],
    cover: Cover,
    *,
    replace: bool = False,
) -> None:
    """Write a marked copy of a workbook (.xlsx, .xlsm), whole or not at all.

    At most MOST_MARKS are taken; who calls says what is left out. Raises what `open_archive` and
    `atomic_file` raise, and SignedWorkbookError where marks would break a signature.
    """
    with reading(source), copy_of(source) as copy:
        mark(copy, marks, cover)
        save_marked(copy, destination, replace=replace)


def save_marked(copy: BookCopy, destination: Path, *, replace: bool = False) -> None:
    """Write a marked copy, whole or not at all."""
    with (
        atomic_file(destination, replace=replace) as part,
        writing(destination),
        part.open("wb") as file,
    ):
        copy.save(file)


def mark(copy: BookCopy, marks: Sequence[Mark], cover: Cover) -> None:
    """Put the marks into a copy that was not written yet."""
    book = Book.open(copy)
    styles = _write_styles(book)
    opened = dict(_open_sheets(book, marks[:MOST_MARKS]))
    settled = [_settle(each, opened) for each in marks[:MOST_MARKS]]

    for sheet in book.sheets:
        if sheet.name in opened:
            of_sheet = [each for each in settled if each.has_cell and each.sheet == sheet.name]
            _mark_sheet(book, opened[sheet.name], of_sheet, styles, cover)
        else:
            unselect_part(book, sheet)

    put_list(book, cover.name, list_sheet(settled, cover, styles, book.main))


@dataclass(frozen=True, slots=True)
class _OpenSheet:
    """A sheet whose part is being changed."""

    sheet: SheetPart
    root: Element
    splices: Splices
    merged: MergedCells


def _open_sheets(book: Book, marks: Sequence[Mark]) -> Iterator[tuple[str, _OpenSheet]]:
    """The sheets that get marks; of a book that was marked before, all that may have some."""
    rows: dict[str, list[int]] = defaultdict(list)
    for each in marks:
        if each.has_cell:
            rows[each.sheet].append(each.row)

    for sheet in book.sheets:
        may_have_marks = book.earlier_list is not None or sheet.name in rows
        if sheet.is_table and may_have_marks and sheet != book.earlier_list:
            content, root = book.copy.elements(sheet.part, skipped="sheetData")
            merged = MergedCells(root, rows[sheet.name])
            yield sheet.name, _OpenSheet(sheet, root, Splices(content), merged)


def _settle(mark: Mark, opened: Mapping[str, _OpenSheet]) -> Mark:
    """The mark on the cell that shows it; on none where the book has no such sheet."""
    if not mark.has_cell:
        return mark
    if mark.sheet not in opened:
        return replaced(mark, row=0, column=0)

    row, column = opened[mark.sheet].merged.shown_at((mark.row, mark.column))
    return replaced(mark, row=row, column=column)


def _write_styles(book: Book) -> MarkStyles:
    copy = book.copy
    for relation in related(copy, book.part, "styles"):
        content, styles = add_styles(*copy.elements(relation.target))
        copy.write(relation.target, content)
        return styles

    part = "xl/styles.xml"
    copy.write(part, plain_styles(book.main))
    declare_part(copy, part, _STYLES_TYPE)
    relate(copy, book.part, f"{book.office}/styles", part)
    return _write_styles(book)


# ---- one sheet -----------------------------------------------------------------------------------


def _mark_sheet(
    book: Book, opened: _OpenSheet, marks: Sequence[Mark], styles: MarkStyles, cover: Cover
) -> None:
    by_cell: dict[CellPlace, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_cell[mark.row, mark.column].append(mark)

    severities = {place: _worst(of_cell) for place, of_cell in by_cell.items()}
    notes = {place: _note_of(of_cell, cover) for place, of_cell in by_cell.items()}
    unselect(opened.splices, opened.root)
    colour_cells(opened.splices, opened.root, severities, styles)
    _comment(book, opened, notes)
    if not opened.splices.is_empty:
        book.copy.write(opened.sheet.part, opened.splices.done())


def _comment(book: Book, opened: _OpenSheet, notes: Mapping[CellPlace, Note]) -> None:
    copy, part = book.copy, opened.sheet.part
    comments = next(related(copy, part, "comments"), None)
    if comments is None and not notes:
        return

    name = comments.target if comments else _new_comments(book, part)
    with copy.well_formed(name):
        written = write_comments(*copy.elements(name), notes)
    copy.write(name, written.content)
    _answer_threads(book, part, notes)

    drawing = _drawing_of(book, opened)
    if drawing is None and not written.added:
        return
    drawing = drawing or _new_drawing(book, opened)
    with copy.well_formed(drawing):
        drawn = draw(copy.read(drawing), written, notes, read_grid(opened.root))
    copy.write(drawing, drawn)


def _answer_threads(book: Book, part: str, notes: Mapping[CellPlace, Note]) -> None:
    copy = book.copy
    persons = next(related(copy, book.part, "person"), None)
    for relation in related(copy, part, "threadedComment"):
        with copy.well_formed(relation.target):
            content, root = copy.elements(relation.target)
            answered = reply(content, root, notes)
        if answered != content and persons is not None:
            copy.write(relation.target, answered)
            copy.write(persons.target, add_person(*copy.elements(persons.target)))


def _new_comments(book: Book, part: str) -> str:
    name = book.copy.free_name("xl/comments{n}.xml")
    book.copy.write(name, new_comments(book.main))
    declare_part(book.copy, name, _COMMENTS_TYPE)
    relate(book.copy, part, f"{book.office}/comments", name)
    return name


def _drawing_of(book: Book, opened: _OpenSheet) -> str | None:
    """The part in which the sheet's comments, or its buttons, are drawn."""
    pointer = opened.root.child("legacyDrawing")
    if pointer is None:
        return None

    drawings = related(book.copy, opened.sheet.part, "vmlDrawing")
    named = {relation.id: relation.target for relation in drawings}
    return named.get(pointer.attribute("id"))


def _new_drawing(book: Book, opened: _OpenSheet) -> str:
    copy = book.copy
    name = copy.free_name("xl/drawings/vmlDrawing{n}.vml")
    copy.write(name, new_drawing())
    declare_suffix(copy, "vml", _DRAWING_TYPE)
    id_ = relate(copy, opened.sheet.part, f"{book.office}/vmlDrawing", name)
    point_to_drawing(opened.splices, opened.root, id_, book.office)
    return name


# ---- one cell ------------------------------------------------------------------------------------


def _worst(marks: Sequence[Mark]) -> Severity:
    severities = {mark.severity for mark in marks}
    return Severity.ERROR if Severity.ERROR in severities else Severity.WARNING


def _note_of(marks: Sequence[Mark], cover: Cover) -> Note:
    paragraphs = [_paragraph(mark, cover) for mark in marks[:MOST_IN_A_NOTE]]
    left = len(marks) - len(paragraphs)
    if left:
        paragraphs.append((cover.more.format(n=left), ""))
    return Note(tuple(paragraphs))


def _paragraph(mark: Mark, cover: Cover) -> tuple[str, str]:
    """(in bold, below it)"""
    kind = cover.kind_of(mark.severity)
    strong = f"{kind} · {mark.field}" if mark.field else kind
    lines = [mark.what]
    if mark.expected:
        lines.append(f"{cover.headings[5]}: {mark.expected}")
    if mark.remedy:
        lines.append(f"→ {mark.remedy}")
    return strong, "\n".join(lines)
