"""The part of a recipe that says where the table stands: anchors, end of body, ignored cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statx.intake.headings import as_read
from statx.intake.proposal import words
from statx.intake.proposal.columns import SheetColumn
from statx.intake.proposal.meanings import words_of
from statx.intake.proposal.recognition import RecognisedSheet
from statx.intake.recipe import Body, Header, Ignored, SheetLayout, Total
from statx.texts import Language, Text
from statx.workbook.addresses import column_letters
from statx.workbook.sheets import Sheet

FOOTNOTE_WORDS = ("sumber", "catatan", "keterangan", "ket", "source", "note", "notes", "diolah")
"""With which footnotes begin, whatever they say this month."""
LONGEST_START = 30
"""Characters of a footnote that begins with none of them."""

Reasoned = tuple[SheetColumn, Text]
"""A column that means nothing for the table, and why."""


def draft_layout(
    recognised: RecognisedSheet,
    totals: Sequence[Total],
    total_rows: Sequence[int],
    ignored: Sequence[Reasoned],
    language: Language,
) -> SheetLayout:
    """The layout of a recognised sheet; reasons are written in the language of who reads them."""
    roles = recognised.roles
    anchor = _anchor(
        recognised,
        roles.header[0],
    )
    header = Header(
        anchor,
        len(roles.header),
        recognised.fill,
    )
    return SheetLayout(
        header=header,
        name=recognised.sheet.name,
        body=_body(recognised, totals, total_rows),
        ignore=(
            *_ignored_rows(recognised, total_rows, language),
            *_ignored_columns(ignored, language),
        ),
    )


def has_hidden_cells(sheet: Sheet) -> bool:
    """Whether cells of it are out of sight."""
    if sheet.is_hidden:
        return True

    in_rows = any(row in sheet.hidden_rows for row in sheet.rows)
    columns = {column for cells in sheet.rows.values() for column in cells}
    return in_rows or bool(columns & sheet.hidden_columns)


# ---- the header ----------------------------------------------------------------------------------


def _anchor(recognised: RecognisedSheet, row: int) -> tuple[str, ...]:
    """The fewest texts of the first row of the header that stand together in no other row.

    That of the column of regions, or else a long one: `id` may be anywhere next month.
    """
    sheet = recognised.sheet
    texts = [as_read(cell.text) for cell in sheet.rows[row].values()]
    others = [_texts(sheet, other) for other in sheet.rows if other != row]
    of_regions = {place.column.parts[0] for place in recognised.places if not place.is_code}

    def doubt(text: str) -> tuple[int, bool, int]:
        return sum(text in other for other in others), text not in of_regions, -len(text)

    anchor: list[str] = []
    for text in sorted(texts, key=doubt):
        anchor.append(text)
        if not any(set(anchor) <= other for other in others):
            break
    return tuple(text for text in texts if text in anchor)


def _texts(sheet: Sheet, row: int) -> set[str]:
    return {as_read(cell.text) for cell in sheet.rows[row].values()}


# ---- the body ------------------------------------------------------------------------------------


def _body(recognised: RecognisedSheet, totals: Sequence[Total], total_rows: Sequence[int]) -> Body:
    """It ends with the sheet; where footnotes stand below, by what shows it most surely."""
    footnotes = recognised.roles.footnotes
    if not footnotes:
        return Body()

    rows = sorted((*recognised.roles.body, *recognised.roles.inner))
    is_whole = rows[-1] - rows[0] + 1 == len(rows)
    if is_whole and footnotes[0] > rows[-1] + 1:
        return Body(until="blank")

    # A table that is a row longer next month still ends with its total.
    ends_with_total = rows[-1] in total_rows and any(total.row_with for total in totals)
    if ends_with_total:
        return Body(until="total")

    first = next(iter(recognised.sheet.rows[footnotes[0]].values()))
    return Body(
        until="row",
        row_with=as_read(first.text),
    )


# ---- what means nothing --------------------------------------------------------------------------


def _ignored_rows(
    recognised: RecognisedSheet, total_rows: Sequence[int], language: Language
) -> Iterator[Ignored]:
    roles = recognised.roles
    if roles.titles:
        yield Ignored(words.TITLE.say(language), rows="above-header")
    if roles.numbering:
        yield Ignored(words.NUMBERING.say(language), rows="numbering")

    inner = [row for row in roles.inner if row not in total_rows]
    texts = dict.fromkeys(text for row in inner for text in _texts(recognised.sheet, row))
    if texts:
        why = words.INNER_HEADING.say(language)
        yield Ignored(why, rows="with", row_with=tuple(texts))

    starts = dict.fromkeys(_start(recognised.sheet, row) for row in roles.footnotes)
    if starts:
        why = words.FOOTNOTE.say(language)
        yield Ignored(why, rows="below-body", starts=tuple(starts))


def _start(sheet: Sheet, row: int) -> str:
    """How a footnote begins, next month too."""
    text = as_read(next(iter(sheet.rows[row].values())).text)
    first, *_ = text.split() or [""]
    first = first.rstrip(":.")
    if words_of(first)[:1] and words_of(first)[0] in FOOTNOTE_WORDS:
        return first
    return text[:LONGEST_START].strip()


def _ignored_columns(ignored: Sequence[Reasoned], language: Language) -> Iterator[Ignored]:
    """Columns with the same reason stand together."""
    by_reason: dict[str, list[SheetColumn]] = {}
    for column, why in ignored:
        by_reason.setdefault(why.say(language), []).append(column)

    for reason, columns in by_reason.items():
        headings = tuple(column.pattern for column in columns if column.heading)
        bare = tuple(column_letters(column.number) for column in columns if not column.heading)
        if headings:
            yield Ignored(reason, columns=headings)
        if bare:
            yield Ignored(reason, letters=bare)
