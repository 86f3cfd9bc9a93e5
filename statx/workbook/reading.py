"""A workbook, opened: which sheets it has, and what they have in common (ECMA-376 part 1, 12.3).

Read by ourselves rather than by openpyxl, which deletes what lies below merged cells, needs a
second load to tell an uncached formula from an empty cell, and makes a cell for each of the 17
billion that one merge or one link may name. calamine and openpyxl judge what is read in the tests.
"""

from __future__ import annotations

import gc
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from statx.workbook import words
from statx.workbook.archive import Archive, open_archive
from statx.workbook.cells import Budget, Content, read_sheet
from statx.workbook.formats import read_formats
from statx.workbook.marks import LIST_SHEETS
from statx.workbook.sheets import Sheet, Workbook
from statx.workbook.strings import read_strings
from statx.workbook.xml import (
    Attributes,
    LocalNames,
    is_true,
    local_attribute,
    read_part,
)

CONTENT_TYPES = "[Content_Types].xml"
ROOT = "_rels/.rels"
USUAL = "xl/workbook.xml"
_RELATIONS = ("http://schemas.openxmlformats.org/package/2006/relationships",)
_LOCAL = LocalNames()
_OF_RELATIONS = LocalNames(_RELATIONS)

PartKind = Literal["officeDocument", "worksheet", "sharedStrings", "styles"]


def open_workbook(path: Path) -> Workbook:
    """All sheets of a workbook file (`.xlsx`, `.xlsm`), but not a list that statx put into it.

    Raises OSError, OtherKindError for a file of another kind (old Excel, one with a password, a web
    page under this name), BrokenWorkbookError, DeclaredEntitiesError, WorkbookLimitError.
    """
    with open_archive(path) as archive, _uncollected():
        sheets = tuple(_sheets(archive))

    own = tuple(sheet for sheet in sheets if sheet.name not in LIST_SHEETS)
    is_marked = 0 < len(own) < len(sheets)
    return Workbook(own, is_marked=True) if is_marked else Workbook(sheets)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for circles of objects: cells make none, and it took a quarter as long."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _sheets(archive: Archive) -> Iterator[Sheet]:
    part = _workbook_part(archive)
    book = _Book()
    read_part(archive, part, book)
    relations = _relations_of(archive, part)
    content = _content(archive, book, relations)
    budget = Budget()

    parts_by_id = {relation.id: relation for relation in relations}
    sheets = [(entry, parts_by_id.get(entry.relation)) for entry in book.sheets]
    worksheets = [
        (entry, part) for entry, part in sheets if part is not None and part.kind == "worksheet"
    ]
    if not worksheets:
        raise archive.broken(part, words.NO_SHEETS)

    for entry, relation in worksheets:
        yield read_sheet(
            archive,
            relation.target,
            entry.name,
            content,
            budget,
            is_hidden=entry.is_hidden,
        )


def _workbook_part(archive: Archive) -> str:
    """Most often xl/workbook.xml, but only the relations of the file are sure to say so."""
    if ROOT in archive.names:
        for relation in _read_relations(archive, ROOT, folder=""):
            if relation.kind == "officeDocument":
                return relation.target
    return USUAL


def _content(archive: Archive, book: _Book, relations: tuple[_Relation, ...]) -> Content:
    strings = _target(relations, "sharedStrings")
    styles = _target(relations, "styles")
    return Content(
        strings=read_strings(archive, strings) if strings in archive.names else (),
        formats=read_formats(archive, styles) if styles in archive.names else (),
        from_1904=book.from_1904,
        is_stale=book.is_stale,
    )


def _target(relations: tuple[_Relation, ...], kind: PartKind) -> str:
    for relation in relations:
        if relation.kind == kind:
            return relation.target
    return ""


# ---- how parts refer to each other --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Relation:
    """One part that another one names."""

    id: str
    kind: str
    """The last word of its type: worksheet, styles, …"""
    target: str
    """The part's name in the zip."""


def _relations_of(archive: Archive, part: str) -> tuple[_Relation, ...]:
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    return tuple(_read_relations(archive, relations, folder))


def _read_relations(archive: Archive, part: str, folder: str) -> list[_Relation]:
    relations = _Relations(folder)
    read_part(archive, part, relations)
    return relations.inside


class _Relations:
    """The relations to parts of this file; what lies outside of it is never followed."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.inside: list[_Relation] = []

    def start(self, name: str, attributes: Attributes) -> None:
        is_outside = attributes.get("TargetMode") == "External"
        if _OF_RELATIONS[name] != "Relationship" or is_outside:
            return

        target = posixpath.join("/", self.folder, attributes.get("Target", ""))
        relation = _Relation(
            attributes.get("Id", ""),
            attributes.get("Type", "").rpartition("/")[2],
            posixpath.normpath(target).lstrip("/"),
        )
        self.inside.append(relation)

    def end(self, name: str) -> None:
        """All is said in attributes."""

    def text(self, words: str) -> None:
        """As above."""


# ---- what the book says of itself ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _SheetEntry:
    """A sheet as the book lists it."""

    name: str
    relation: str
    is_hidden: bool


class _Book:
    """Its sheets, the day from which it counts, and whether its formulas are up to date."""

    def __init__(self) -> None:
        self.sheets: list[_SheetEntry] = []
        self.from_1904 = False
        self.is_stale = False

    def start(self, name: str, attributes: Attributes) -> None:
        match _LOCAL[name]:
            case "workbookPr":
                self.from_1904 = is_true(attributes.get("date1904"))
            case "calcPr":
                self.is_stale = is_true(attributes.get("fullCalcOnLoad"))
            case "sheet":
                entry = _SheetEntry(
                    attributes.get("name", ""),
                    local_attribute(attributes, "id"),
                    attributes.get("state", "visible") != "visible",
                )
                self.sheets.append(entry)

    def end(self, name: str) -> None:
        """All is said in attributes."""

    def text(self, words: str) -> None:
        """As above."""
