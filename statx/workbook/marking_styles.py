"""Styles put behind those of the workbook: the colours of marks, and what the list is set in.

A mark is a conditional format: it colours the cell whatever style that has, and leaves the style,
and every byte of the cell, as it is. Who wants the colours gone deletes two rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from statx.workbook.elements import Element, Splices, quoted

ERROR_FILL, ERROR_INK = "FFFFC7CE", "FF9C0006"
WARNING_FILL, WARNING_INK = "FFFFEB9C", "FF7F4F00"
"""As Excel has them for bad and neutral: dark on light, also where a cell's letters are white."""
HEAD_FILL, HEAD_INK = "FF1F3864", "FFFFFFFF"
LINE, QUIET, LINK = "FFD9D9D9", "FF595959", "FF0563C1"

ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
"""Of the children of a style sheet (ECMA-376 part 1, 18.8.39)."""
FIRST = {
    "fonts": '<{p}font><{p}sz val="11"/><{p}name val="Calibri"/></{p}font>',
    "fills": (
        '<{p}fill><{p}patternFill patternType="none"/></{p}fill>'
        '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>'
    ),
    "borders": "<{p}border/>",
    "cellXfs": "<{p}xf/>",
}
"""What stands first in a list that a style sheet lacks: cells without a style point at it."""
TEXT_FORMAT = 49
"""The number format `@`: what is typed into such a cell stays text."""

_FONT = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
_DECIMALS = {0: 1, 1: 164, 2: 2, 3: 165, 4: 166, 5: 167, 6: 168}
"""Decimals -> number format that shows so many."""
_BUILT_IN = (1, 2)
"""Of them those that every book has; from 164 on they are its own (18.8.30)."""
WITH_DECIMALS = tuple(range(3, 3 + len(_DECIMALS)))
"""Numbers of the plain styles, by decimals."""
_OWN_FORMATS = "".join(
    f'<numFmt numFmtId="{number}" formatCode="0.{"0" * decimals}"/>'
    for decimals, number in _DECIMALS.items()
    if number not in _BUILT_IN
)
_NUMBERS = "".join(
    f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    for number in _DECIMALS.values()
)
_PLAIN = (
    f'<numFmts count="5">{_OWN_FORMATS}</numFmts>'
    f'<fonts count="2"><font>{_FONT}</font>'
    f"<font><b/>{_FONT}</font></fonts>"
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid">'
    '<fgColor rgb="FFD9E1F2"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="10"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1"'
    f' applyFont="1" applyFill="1"/>{_NUMBERS}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)


@dataclass(frozen=True, slots=True)
class MarkStyles:
    """Numbers of styles in the workbook."""

    error: int
    """Of a conditional format."""
    warning: int
    title: int
    """Of cells, from here on."""
    note: int
    heading: int
    text: int
    value: int
    link: int
    error_kind: int
    warning_kind: int


def plain_styles(main: str) -> str:
    """For a book that has none: cells as they are, text (1), a header (2), numbers (from 3 on)."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{declaration}\n<styleSheet xmlns={quoted(main)}>{_PLAIN}</styleSheet>"


def add_styles(content: bytes, root: Element) -> tuple[bytes, MarkStyles]:
    """The style sheet with our styles, and their numbers."""
    lists = _Lists(content, root)
    plain = lists.font(11)
    title = lists.font(16, bold=True, ink=HEAD_FILL)
    note = lists.font(11, ink=QUIET)
    head = lists.font(11, bold=True, ink=HEAD_INK)
    link = lists.font(11, ink=LINK, underlined=True)
    error_ink = lists.font(11, bold=True, ink=ERROR_INK)
    warning_ink = lists.font(11, bold=True, ink=WARNING_INK)
    head_fill = lists.fill(HEAD_FILL)
    error_fill = lists.fill(ERROR_FILL)
    warning_fill = lists.fill(WARNING_FILL)
    lined = lists.border()

    styles = MarkStyles(
        error=lists.mark(ERROR_FILL, ERROR_INK),
        warning=lists.mark(WARNING_FILL, WARNING_INK),
        title=lists.cell(title),
        note=lists.cell(note),
        heading=lists.cell(head, head_fill, lined, wrapped=True),
        text=lists.cell(plain, 0, lined, wrapped=True),
        value=lists.cell(plain, 0, lined, wrapped=True, number_format=TEXT_FORMAT),
        link=lists.cell(link, 0, lined, wrapped=True),
        error_kind=lists.cell(error_ink, error_fill, lined, wrapped=True),
        warning_kind=lists.cell(warning_ink, warning_fill, lined, wrapped=True),
    )
    return lists.done(), styles


class _Lists:
    """The lists of a style sheet, to each of which more is put behind."""

    def __init__(self, content: bytes, root: Element) -> None:
        self.content = content
        self.root = root
        self.more: dict[str, list[str]] = {}

    def add(self, name: str, xml: str) -> int:
        """The number of this in the list, where it is put unless it stands there."""
        xml = xml.replace("<", f"<{self.root.prefix}").replace(
            f"<{self.root.prefix}/", f"</{self.root.prefix}"
        )
        own = self._own(name)
        more = self.more.setdefault(name, [])
        written = xml.encode("ascii")
        if written in own:
            return own.index(written)
        if xml not in more:
            more.append(xml)
        return len(own) + more.index(xml)

    def done(self) -> bytes:
        """The style sheet with all that was added."""
        splices = Splices(self.content)
        for name in ORDER:
            more = self.more.get(name, [])
            if not more:
                continue
            element = self.root.child(name)
            number = len(self._own(name)) + len(more)
            if element is None:
                named = f"{self.root.prefix}{name}"
                items = "".join([self._first(name), *more])
                xml = f'<{named} count="{number}">{items}</{named}>'
                splices.place(self.root, name, xml, ORDER)
                continue
            splices.set(element, "count", str(number))
            splices.append(element, "".join(more))

        return splices.done()

    def _own(self, name: str) -> list[bytes]:
        """What the list has, as it is written."""
        element = self.root.child(name)
        if element is None:
            first = self._first(name)
            return [first.encode()] * (2 if name == "fills" else 1) if first else []
        return [self.content[each.start : each.end] for each in element.children]

    def _first(self, name: str) -> str:
        return FIRST.get(name, "").format(p=self.root.prefix)

    # ---- what is added ---------------------------------------------------------------------------

    def font(
        self, size: int, *, bold: bool = False, underlined: bool = False, ink: str = ""
    ) -> int:
        bold_ = "<b/>" if bold else ""
        underline = "<u/>" if underlined else ""
        color = f'<color rgb="{ink}"/>' if ink else ""
        return self.add(
            "fonts",
            f'<font>{bold_}{underline}<sz val="{size}"/>{color}<name val="Calibri"/>'
            '<family val="2"/></font>',
        )

    def fill(self, color: str) -> int:
        return self.add(
            "fills",
            f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/>'
            '<bgColor indexed="64"/></patternFill></fill>',
        )

    def border(self) -> int:
        sides = "".join(
            f'<{side} style="thin"><color rgb="{LINE}"/></{side}>'
            for side in ("left", "right", "top", "bottom")
        )
        return self.add("borders", f"<border>{sides}<diagonal/></border>")

    def mark(self, fill: str, ink: str) -> int:
        # In a conditional format the colour of a solid fill is the background's.
        return self.add(
            "dxfs",
            f'<dxf><font><color rgb="{ink}"/></font>'
            f'<fill><patternFill patternType="solid"><fgColor rgb="{fill}"/>'
            f'<bgColor rgb="{fill}"/></patternFill></fill></dxf>',
        )

    def cell(
        self,
        font: int,
        fill: int = 0,
        border: int = 0,
        *,
        wrapped: bool = False,
        number_format: int = 0,
    ) -> int:
        is_based = self.root.child("cellStyleXfs") is not None
        base = ' xfId="0"' if is_based else ""
        wrap = ' wrapText="1"' if wrapped else ""
        literal = ' quotePrefix="1"' if number_format == TEXT_FORMAT else ""
        return self.add(
            "cellXfs",
            f'<xf numFmtId="{number_format}" fontId="{font}" fillId="{fill}" borderId="{border}"'
            f'{base}{literal} applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"'
            f' applyAlignment="1"><alignment horizontal="left" vertical="top"{wrap}/></xf>',
        )
