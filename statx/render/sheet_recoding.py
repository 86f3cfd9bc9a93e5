"""What became of the codes of a file, on a terminal: one line, or the codes without a partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from statx.render import sheet_words as words
from statx.render.paper import BAD, GOOD, QUIET, STRONG, Paper
from statx.results.sheets import RecodingSheet, RefusedCode
from statx.texts import Text, count

if TYPE_CHECKING:
    from rich.console import RenderableType

SHOWN = 50
"""Codes that are listed for people."""
LONGEST_CODE = 13


def draw_recoding(sheet: RecodingSheet, paper: Paper) -> Iterator[RenderableType]:
    """What was written, or why nothing was, code by code."""
    if not sheet.refused:
        line = words.RECODED.fill(
            path=sheet.written,
            cells=count(sheet.cells),
            columns=", ".join(sheet.columns),
            source=sheet.source,
            target=sheet.target,
        )
        yield paper.marked(GOOD, paper.styled(line))
        return

    line = words.NOT_RECODED.fill(
        path=sheet.path,
        n=count(len(sheet.refused)),
        source=sheet.source,
        target=sheet.target,
    )
    yield paper.marked(BAD, paper.styled(line))
    for refused in sheet.refused[:SHOWN]:
        row = paper.grid(
            mark=1,
            code=LONGEST_CODE,
        )
        row.add_row("", paper.styled(refused.code, STRONG), _reason(refused, paper))
        yield row

    more = len(sheet.refused) - SHOWN
    if more > 0:
        yield paper.inset(paper.styled(words.MORE_CODES.fill(n=count(more)), QUIET))


def _reason(refused: RefusedCode, paper: Paper) -> RenderableType:
    where = _place(refused)
    return paper.line(
        paper.styled(refused.reason),
        paper.styled("  "),
        paper.styled(where, QUIET),
    )


def _place(refused: RefusedCode) -> Text:
    words_of_place = words.REFUSED_ONCE if refused.rows == 1 else words.REFUSED_CODE
    return words_of_place.fill(
        row=count(refused.row),
        rows=count(refused.rows),
    )
