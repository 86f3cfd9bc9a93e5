"""Comments on cells: the part with their words, and the old drawing that shows them.

Spreadsheets still draw a comment from VML, which few programs write as well-formed XML. So a
drawing is never parsed: shapes go before its end, and ours are found again by their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from statx.workbook.addresses import cell_address, read_address
from statx.workbook.elements import Element, Splices, escaped, quoted
from statx.workbook.marking_sheet import CellPlace, Grid
from statx.workbook.marks import AUTHOR

WIDTH = 300
"""Pixels of the box of a comment."""
LINE = 17
LETTERS = 44
"""Of a line of the box."""
HIGHEST = 480
BLOCK = 1024
"""Numbers of shapes come in blocks of so many; a drawing names those it uses."""
SIGNATURE = f"— {AUTHOR} —"
"""What stands between a comment that was there and what is put behind it."""

_SHAPE = re.compile(rb"<v:shape\s.*?</v:shape>\s*", re.DOTALL)
_AT_ROW = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>")
_AT_COLUMN = re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_BLOCKS = re.compile(rb"<o:idmap\b[^>]*?\bdata=\"([^\"]*)\"")
_NUMBERS = re.compile(rb"_x0000_s(\d+)")
_BOX = b'id="_x0000_t202"'

_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data=""/></o:shapelayout></xml>'
)
_BOX_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden"'
    ' fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_RUN = (
    '<{p}r><{p}rPr>{bold}<{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/>'
    '<{p}family val="2"/></{p}rPr><{p}t xml:space="preserve">{text}</{p}t></{p}r>'
)


@dataclass(frozen=True, slots=True)
class Note:
    """What a comment says."""

    paragraphs: tuple[tuple[str, str], ...]
    """(in bold, below it) of each fault."""

    @property
    def height(self) -> int:
        """Pixels that its box needs."""
        lines = 1
        for strong, rest in self.paragraphs:
            for line in (strong, *rest.split("\n")):
                lines += 1 + len(line) // LETTERS
            lines += 1
        return min(lines * LINE, HIGHEST)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the comments of a sheet."""

    content: bytes
    """The part with their words."""
    added: tuple[CellPlace, ...]
    """Cells that have a comment now and had none."""
    removed: tuple[CellPlace, ...]
    """Cells that had one of an earlier run."""


def new_comments(main: str) -> bytes:
    """A part without comments."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<comments xmlns={quoted(main)}><authors/><commentList/></comments>"
    ).encode()


def write_comments(content: bytes, root: Element, notes: Mapping[CellPlace, Note]) -> Written:
    """Put our comments to those that are there; who has one keeps it, with ours behind."""
    splices = Splices(content)
    listed = _child(root, "commentList")
    author = _author(splices, root)
    removed, theirs = [], {}
    for comment in listed.each("comment"):
        if comment.attribute("authorId") == str(author):
            splices.remove(comment)
            removed.append(place_of(comment.attribute("ref")))
        else:
            theirs[place_of(comment.attribute("ref"))] = comment
            _forget_ours(splices, comment)

    added = []
    prefix = root.prefix
    for place, note in sorted(notes.items()):
        own = theirs.get(place)
        if own is not None:
            _extend(splices, own, note)
            continue
        added.append(place)
        text = "".join(_runs(note, prefix))
        splices.append(
            listed,
            f'<{prefix}comment ref="{cell_address(*place)}" authorId="{author}">'
            f"<{prefix}text>{text}</{prefix}text></{prefix}comment>",
        )

    return Written(splices.done(), tuple(added), tuple(removed))


def draw(drawing: bytes, written: Written, notes: Mapping[CellPlace, Note], grid: Grid) -> bytes:
    """The drawing with a box for each new comment, and none for those that are gone."""
    gone = set(written.removed)
    drawing = _SHAPE.sub(lambda shape: b"" if _cell_of(shape[0]) in gone else shape[0], drawing)
    if not written.added:
        return drawing

    first, drawing = _take_blocks(drawing, len(written.added))
    shapes = [] if _BOX in drawing else [_BOX_TYPE]
    for number, place in enumerate(written.added, start=first):
        row, column = place
        anchor = _anchor(place, notes[place].height, grid)
        shapes.append(_BOX_SHAPE.format(id=number, anchor=anchor, row=row - 1, column=column - 1))

    end = drawing.rindex(b"</xml>")
    return drawing[:end] + "".join(shapes).encode() + drawing[end:]


def place_of(address: str) -> CellPlace:
    """A cell by its address on its sheet; ValueError where it is none."""
    _, row, column = read_address(address)
    return row, column


def new_drawing() -> bytes:
    """A drawing without shapes."""
    return _DRAWING.encode()


# ---- words -------------------------------------------------------------------------------------


def _child(root: Element, local: str) -> Element:
    """A list of the part; the schema wants both of them."""
    element = root.child(local)
    if element is None:
        raise ValueError(f"no {local}")
    return element


def _author(splices: Splices, root: Element) -> int:
    """Our number among the authors."""
    authors = _child(root, "authors")
    names = [splices.content[each.inside : each.close] for each in authors.children]
    if AUTHOR.encode() in names:
        return names.index(AUTHOR.encode())

    splices.append(authors, f"<{root.prefix}author>{AUTHOR}</{root.prefix}author>")
    return len(names)


def _extend(splices: Splices, comment: Element, note: Note) -> None:
    """Put our words behind theirs. Plain text becomes a run, as readers show one or the other."""
    text = _child(comment, "text")
    prefix = comment.prefix
    for plain in text.each("t"):
        splices.insert(plain.start, f"<{prefix}r>")
        splices.insert(plain.end, f"</{prefix}r>")

    runs = [_run(f"\n{SIGNATURE}\n", prefix, bold=True), *_runs(note, prefix)]
    splices.append(text, "".join(runs))


def _forget_ours(splices: Splices, comment: Element) -> None:
    """Leave out what an earlier run put behind their words."""
    is_ours = False
    for run in comment.all("r"):
        words = splices.content[run.start : run.end].decode("utf-8", "replace")
        is_ours = is_ours or SIGNATURE in words or SIGNATURE.replace("—", "&#8212;") in words
        if is_ours:
            splices.remove(run)


def _runs(note: Note, prefix: str) -> Iterator[str]:
    gap = ""
    for strong, rest in note.paragraphs:
        yield _run(f"{gap}{strong}\n", prefix, bold=True)
        yield _run(rest, prefix)
        gap = "\n\n"


def _run(text: str, prefix: str, *, bold: bool = False) -> str:
    return _RUN.format(
        p=prefix,
        bold=f"<{prefix}b/>" if bold else "",
        text=escaped(text),
    )


# ---- boxes -------------------------------------------------------------------------------------


def _take_blocks(drawing: bytes, number: int) -> tuple[int, bytes]:
    """(number of the first new shape, the drawing that names the blocks of numbers it uses)"""
    numbers = [int(number) for number in _NUMBERS.findall(drawing)]
    named = _BLOCKS.search(drawing)
    if named is None:
        return max(numbers, default=BLOCK) + 1, drawing

    blocks = sorted({number // BLOCK for number in numbers})
    first = max(blocks, default=0) + 1
    new = range(first, first + 1 + number // BLOCK)
    listed = ",".join(str(block) for block in (*blocks, *new)).encode()
    start, end = named.span(1)
    return first * BLOCK + 1, drawing[:start] + listed + drawing[end:]


def _anchor(place: CellPlace, height: int, grid: Grid) -> str:
    """Left column and pixels in it, top row, right column, bottom row; all from 0.

    The box begins beside its cell and spans as many columns as make up its width.
    """
    row, column = place
    left, right, room = column, column, WIDTH
    while room > grid.width(right + 1) and right - left < BLOCK:
        room -= grid.width(right + 1)
        right += 1

    top = max(row - 2, 0)
    rows, rest = divmod(height, max(grid.row, 1))
    return f"{left}, 12, {top}, 4, {right}, {max(room, 1)}, {top + rows}, {rest}"


def _cell_of(shape: bytes) -> CellPlace | None:
    row, column = _AT_ROW.search(shape), _AT_COLUMN.search(shape)
    if row is None or column is None:
        return None
    return int(row[1]) + 1, int(column[1]) + 1
