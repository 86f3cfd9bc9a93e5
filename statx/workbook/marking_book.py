"""What the book as a whole gets: one sheet more, in front of all others, and shown first.

Whatever counts sheets by their order moves on by one: print areas, filters, the active sheet of
other windows. What names them by their own number stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statx.workbook import words
from statx.workbook.copying import BookCopy
from statx.workbook.elements import Element, Splices, escaped, quoted
from statx.workbook.errors import SignedWorkbookError
from statx.workbook.marking_sheet import unselect
from statx.workbook.marks import LIST_SHEETS
from statx.workbook.parts import (
    MAIN,
    declare_part,
    office_namespace,
    relate,
    related,
    relations,
)

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_SIGNATURES = "digital-signature"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet of the book and the part that holds it."""

    name: str
    part: str
    is_table: bool
    """Whether it has cells: not one of charts, dialogs or old macros."""


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook's own part, and its sheets in their order."""

    copy: BookCopy
    part: str
    main: str
    """The namespace of its parts, transitional or strict."""
    sheets: tuple[SheetPart, ...]

    @classmethod
    def open(cls, copy: BookCopy) -> Book:
        """BrokenWorkbookError where it is none, SignedWorkbookError where marks would break it."""
        kinds = {relation.kind for relation in relations(copy, "")}
        if any(kind == "origin" for kind in kinds) and _has_signature(copy):
            raise SignedWorkbookError(path=copy.path)

        for relation in related(copy, "", "officeDocument"):
            _, root = copy.elements(relation.target)
            main = _namespace(root)
            if root.local == "workbook":
                return cls(copy, relation.target, main, tuple(_sheets(copy, relation.target, root)))

        raise copy.broken("xl/workbook.xml", words.MISSING_PART)

    @property
    def office(self) -> str:
        """The namespace of `r:id`."""
        return office_namespace(self.main)

    def sheet(self, name: str) -> SheetPart | None:
        """The sheet with cells that is called so."""
        return next((each for each in self.sheets if each.is_table and each.name == name), None)

    @property
    def earlier_list(self) -> SheetPart | None:
        """The list that an earlier run has put in."""
        return next((each for each in self.sheets if each.name in LIST_SHEETS), None)


def put_list(book: Book, name: str, content: bytes) -> None:
    """Put the list before all sheets, or in place of an earlier one, and show it first."""
    earlier = book.earlier_list
    if earlier is not None:
        book.copy.write(earlier.part, content)
        _edit(book, None, book.sheets.index(earlier))
        return

    folder = book.part.rpartition("/")[0]
    part = book.copy.free_name(f"{folder}/worksheets/sheet{{n}}.xml".lstrip("/"))
    book.copy.write(part, content)
    declare_part(book.copy, part, _SHEET_TYPE)
    id_ = relate(book.copy, book.part, f"{book.office}/worksheet", part)
    _edit(book, (name, id_), 0)
    _name_in_properties(book, name)


def unselect_part(book: Book, sheet: SheetPart) -> None:
    """Let a sheet that gets no marks not be the one that is shown first."""
    if sheet.part not in book.copy:
        return
    if b"tabSelected" not in book.copy.beginning(sheet.part):
        return

    content, root = book.copy.elements(sheet.part, skipped="sheetData")
    splices = Splices(content)
    unselect(splices, root)
    if not splices.is_empty:
        book.copy.write(sheet.part, splices.done())


def _has_signature(copy: BookCopy) -> bool:
    return any(name.lower().startswith("_xmlsignatures/") for name in copy.names)


def _namespace(root: Element) -> str:
    declared = f"xmlns:{root.prefix[:-1]}" if root.prefix else "xmlns"
    return root.attributes.get(declared, MAIN)


def _sheets(copy: BookCopy, part: str, root: Element) -> Iterator[SheetPart]:
    by_id = {relation.id: relation for relation in relations(copy, part)}
    listed = root.child("sheets")
    for each in listed.children if listed else ():
        relation = by_id.get(each.attribute("id"))
        if relation is not None:
            yield SheetPart(
                each.attribute("name"),
                relation.target,
                relation.kind == "worksheet" and relation.target in copy,
            )


# ---- the workbook's part -------------------------------------------------------------------------


def _edit(book: Book, new: tuple[str, str] | None, active: int) -> None:
    content, root = book.copy.elements(book.part)
    splices = Splices(content)
    if new is not None:
        _add_sheet(splices, root, *new)
        for name in root.all("definedName"):
            _move_on(splices, name, "localSheetId")

    views = list(root.all("workbookView"))
    for number, view in enumerate(views):
        if number == 0:
            splices.set(view, "activeTab", str(active))
            splices.set(view, "firstSheet", "0")
        elif new is not None:
            _move_on(splices, view, "activeTab")
            _move_on(splices, view, "firstSheet")

    book.copy.write(book.part, splices.done())


def _add_sheet(splices: Splices, root: Element, name: str, id_: str) -> None:
    listed = root.child("sheets")
    if listed is None or not listed.children:
        raise ValueError("no sheets")

    first = listed.children[0]
    numbers = [int(each.attribute("sheetId") or 0) for each in listed.children]
    reference = next(each for each in first.attributes if each.endswith(":id"))
    splices.prepend(
        listed,
        f'<{first.name} name={quoted(name)} sheetId="{max(numbers) + 1}" {reference}="{id_}"/>',
    )


def _move_on(splices: Splices, element: Element, attribute: str) -> None:
    number = element.attribute(attribute)
    if number.isdecimal():
        splices.set(element, attribute, str(int(number) + 1))


# ---- what else speaks of sheets ------------------------------------------------------------------


def _name_in_properties(book: Book, name: str) -> None:
    """The list of titles that file managers show; left alone where it is not as Excel writes it."""
    for relation in related(book.copy, "", "extended-properties"):
        content, root = book.copy.elements(relation.target)
        titles, pairs = root.child("TitlesOfParts"), root.child("HeadingPairs")
        numbers = list(pairs.all("i4")) if pairs else []
        vector = titles.child("vector") if titles else None
        if vector is None or not numbers or not vector.children:
            continue

        first = vector.children[0]
        sheet = escaped(book.sheets[0].name).encode("ascii", "xmlcharrefreplace")
        is_first = content[first.inside : first.close] in (sheet, book.sheets[0].name.encode())
        worksheets = content[numbers[0].inside : numbers[0].close]
        if not is_first or not worksheets.isdigit():
            continue

        splices = Splices(content)
        splices.set(vector, "size", str(len(vector.children) + 1))
        splices.insert(first.start, f"<{first.name}>{escaped(name)}</{first.name}>")
        splices.changes.append((numbers[0].inside, numbers[0].close, str(int(worksheets) + 1)))
        book.copy.write(relation.target, splices.done())
