"""The parts of a workbook, and how they refer to each other (OPC, ECMA-376 part 2)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from statx.workbook.copying import BookCopy
from statx.workbook.elements import Splices, quoted

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "[Content_Types].xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_EMPTY = f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{RELATIONSHIPS}"/>'


@dataclass(frozen=True, slots=True)
class Relation:
    """That one part refers to another."""

    id: str
    kind: str
    """The end of its type: `worksheet`, `comments`."""
    target: str
    """The name of the part; empty where it is none of the workbook's."""


def office_namespace(main: str) -> str:
    """The namespace of `r:id` in a book whose own namespace is this."""
    return _STRICT_OFFICE if main.startswith(STRICT) else _OFFICE


def relations(copy: BookCopy, part: str) -> list[Relation]:
    """All that a part refers to; of the workbook as a whole, the part is ''."""
    name = _relations_name(part)
    if name not in copy:
        return []

    _, root = copy.elements(name)
    return [
        Relation(
            each.attribute("Id"),
            posixpath.basename(each.attribute("Type")),
            _target(each.attribute("Target"), part, each.attribute("TargetMode")),
        )
        for each in root.each("Relationship")
    ]


def related(copy: BookCopy, part: str, kind: str) -> Iterator[Relation]:
    """What a part refers to of one kind, where it is there."""
    for relation in relations(copy, part):
        if relation.kind == kind and relation.target in copy:
            yield relation


def relate(copy: BookCopy, part: str, type_: str, target: str) -> str:
    """Let a part refer to another; its id."""
    name = _relations_name(part)
    if name not in copy:
        copy.write(name, _EMPTY.encode())

    content, root = copy.elements(name)
    taken = {each.attribute("Id") for each in root.children}
    number = len(taken) + 1
    while f"rId{number}" in taken:
        number += 1

    splices = Splices(content)
    splices.append(
        root,
        f'<{root.prefix}Relationship Id="rId{number}" Type={quoted(type_)}'
        f" Target={quoted('/' + target)}/>",
    )
    copy.write(name, splices.done())
    return f"rId{number}"


def declare_part(copy: BookCopy, part: str, content_type: str) -> None:
    """Say of what type a new part is."""
    content, root = copy.elements(TYPES)
    splices = Splices(content)
    splices.append(
        root,
        f"<{root.prefix}Override PartName={quoted('/' + part)}"
        f" ContentType={quoted(content_type)}/>",
    )
    copy.write(TYPES, splices.done())


def declare_suffix(copy: BookCopy, suffix: str, content_type: str) -> None:
    """Say of what type parts with this suffix are, where it was not said."""
    content, root = copy.elements(TYPES)
    known = {each.attribute("Extension").lower() for each in root.each("Default")}
    if suffix in known:
        return

    splices = Splices(content)
    splices.prepend(
        root,
        f"<{root.prefix}Default Extension={quoted(suffix)} ContentType={quoted(content_type)}/>",
    )
    copy.write(TYPES, splices.done())


def _relations_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(target: str, part: str, mode: str) -> str:
    """A target as a name: it is relative to the folder of the part that refers to it."""
    if mode == "External":
        return ""

    path = posixpath.join("/", posixpath.dirname(part), unquote(target))
    return posixpath.normpath(path).lstrip("/")
