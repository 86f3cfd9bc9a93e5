"""What look-ups answer, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten, wrap
from typing import TYPE_CHECKING, assert_never

from statx.render import sheet_words as words
from statx.render.options import RenderOptions
from statx.render.paper import QUIET, STRONG, Paper
from statx.results.sheets import (
    CheckList,
    CheckSheet,
    FieldEntry,
    ReferenceEntry,
    RegionSheet,
    SchemaEntry,
    SchemaList,
    SchemaSheet,
    Sheet,
)
from statx.texts import Language, Text, clean, clean_lines, joined, plain, verbatim

if TYPE_CHECKING:
    from rich.console import RenderableType

INDENT = "  "
LABELS = 10
"""Columns of the labels beside an explanation."""
NARROW = 24
"""Columns of the field names beside an example row."""
NOTHING = verbatim("")


def render(sheet: Sheet, options: RenderOptions) -> Iterator[str]:
    """The sheet in pieces that are whole lines."""
    for piece in _pieces(sheet, options):
        yield plain(piece) if options.plain else piece


def _pieces(sheet: Sheet, options: RenderOptions) -> Iterator[str]:
    match sheet:
        case SchemaList():
            paper = Paper(options, options.width)
            yield paper.draw([_schema_table(sheet, paper)])
        case SchemaSheet():
            paper = Paper(options, options.width)
            yield paper.draw(_schema(sheet, paper))
        case RegionSheet():
            yield _region(sheet).say(options.language) + "\n\n"
        case CheckSheet():
            yield from (f"{line}\n" for line in _check(sheet, options))
        case CheckList():
            yield from (f"{line}\n" for line in _checks(sheet, options))
        case _:
            assert_never(sheet)


# ---- schemas -------------------------------------------------------------------------------------


def _schema_table(sheet: SchemaList, paper: Paper) -> RenderableType:
    from rich.table import Table

    table = Table(
        box=None,
        pad_edge=False,
        header_style=STRONG,
    )
    is_layered = any(schema.layer for schema in sheet.schemas)
    headings = [words.NAME, words.TITLE, words.VERSIONS, words.CLASSIFICATION]
    if is_layered:
        headings.append(words.LAYER)

    for heading in headings:
        table.add_column(heading.say(paper.options.language), overflow="fold")

    for schema in sheet.schemas:
        cells = list(_schema_cells(schema))
        if is_layered:
            cells.append(schema.layer)
        table.add_row(*map(paper.styled, cells))

    return table


def _schema_cells(schema: SchemaEntry) -> Iterator[Text | str]:
    yield schema.name
    yield schema.title
    yield ", ".join(schema.versions)
    yield schema.classification.value if schema.classification else ""


def _schema(sheet: SchemaSheet, paper: Paper) -> Iterator[RenderableType]:
    title = sheet.title.say(paper.options.language)
    yield paper.styled(f"{sheet.ref}  {title}", STRONG)
    yield paper.styled(sheet.description)
    yield paper.styled(_origin(sheet), QUIET)
    yield ""
    yield _field_table(sheet.fields, paper)

    for heading, lines in _parts(sheet, paper.options.language):
        yield ""
        yield paper.styled(heading, STRONG)
        for line in lines:
            yield paper.styled(f"{INDENT}{line}")


def _origin(sheet: SchemaSheet) -> str:
    """'terbuka · tahunan · Dinas Sosial'."""
    classification = sheet.classification.value if sheet.classification else ""
    parts = (classification, sheet.period, sheet.producer)
    return " · ".join(part for part in parts if part)


def _field_table(fields: tuple[FieldEntry, ...], paper: Paper) -> RenderableType:
    from rich.table import Table

    table = Table(
        box=None,
        pad_edge=False,
        header_style=STRONG,
        padding=(0, 2, 1, 0),
    )
    for heading in (words.FIELD, words.MEANING, words.ASKED, words.UNIT):
        table.add_column(heading.say(paper.options.language), overflow="fold")

    for field in fields:
        table.add_row(
            paper.styled(field.name),
            paper.styled(field.meaning),
            paper.styled(joined(field.asks, "; ")),
            paper.styled(field.unit),
        )

    return table


def _parts(sheet: SchemaSheet, language: Language) -> Iterator[tuple[Text, list[str]]]:
    """(heading, lines) of all that is said below the fields."""
    if sheet.primary_key:
        yield words.KEY, [", ".join(sheet.primary_key)]

    if sheet.foreign_keys:
        yield words.REFERS, [_reference(key) for key in sheet.foreign_keys]

    if sheet.rules:
        yield (
            words.RULES,
            [f"{rule.title.say(language)}  [{rule.formula}]" for rule in sheet.rules],
        )

    if sheet.totals:
        lines = []
        for total in sheet.totals:
            fields = ", ".join(total.fields)
            lines.append(f"{total.title.say(language)}  [{fields} ± {total.tolerance}]")

        yield words.TOTALS, lines

    if sheet.example:
        yield words.EXAMPLE_ROW, [f"{name.ljust(NARROW)} {cell}" for name, cell in sheet.example]

    if sheet.sources:
        yield words.SOURCES, list(sheet.sources)


def _reference(key: ReferenceEntry) -> str:
    """'kode → wilayah(kode)'."""
    fields = ", ".join(key.fields)
    reference_fields = ", ".join(key.reference_fields)
    return f"{fields} → {key.resource}({reference_fields})"


# ---- regions -------------------------------------------------------------------------------------


def _region(sheet: RegionSheet) -> Text:
    text = words.REGION.fill(
        name=sheet.name,
        kind=sheet.kind,
        code=sheet.code,
        bps=sheet.bps or words.NO_BPS,
        decree=sheet.decree,
        since=sheet.since,
    )
    if sheet.begins:
        text += words.BEGINS.fill(day=sheet.begins)

    if sheet.ends:
        text += words.ENDS.fill(day=sheet.ends)

    if sheet.successor is not None:
        text += words.SUCCESSOR.fill(
            name=sheet.successor.name,
            code=sheet.successor.code,
        )

    if sheet.parents:
        parents = [f"{parent.name} ({parent.code})" for parent in sheet.parents]
        text += words.WITHIN.fill(parents=", ".join(parents))

    for twin in sheet.twins:
        text += words.TWIN.fill(
            code=twin.code,
            system=twin.system,
            name=twin.other.name,
            other=twin.other.code,
        )

    return text


# ---- one check -----------------------------------------------------------------------------------


def _check(sheet: CheckSheet, options: RenderOptions) -> Iterator[str]:
    weight = _weight(sheet).say(options.language)
    yield f"{_bold(clean(sheet.code), options)}  ({weight})"
    yield ""

    for label, sentence in _facts(sheet):
        yield from _lay_out(
            label,
            sentence,
            options,
        )

    if sheet.sample:
        yield ""
        for label, sentence in _example(sheet):
            yield from _lay_out(
                label,
                sentence,
                options,
            )


def _weight(sheet: CheckSheet) -> Text:
    if sheet.rule is None:
        return words.UNREADABLE

    return words.ERROR if sheet.fails else words.WARNING


def _facts(sheet: CheckSheet) -> Iterator[tuple[Text, Text]]:
    """(label, sentence): what, where, why, and what to do."""
    rule = sheet.rule
    yield words.WHAT, sheet.says

    if rule is not None:
        yield words.WHERE, _where(sheet)
        if rule.expected.en:
            yield words.EXPECTED, rule.expected

    yield words.WHY, sheet.why
    if rule is not None:
        yield words.DO, rule.remedy


def _where(sheet: CheckSheet) -> Text:
    rule = sheet.rule
    if rule is None or not rule.about:
        return words.IN_TABLE.fill(schema=sheet.schema)

    if rule.field:
        return words.IN_FIELD.fill(
            field=rule.field,
            schema=sheet.schema,
        )

    return words.IN_FIELDS.fill(
        fields=", ".join(rule.fields),
        schema=sheet.schema,
    )


def _example(sheet: CheckSheet) -> Iterator[tuple[Text, Text]]:
    """The sample, its header and the record at fault, and what was found in it."""
    finding = sheet.finding
    if finding is None or finding.line is None:
        yield words.EXAMPLE, verbatim(f"samples/{sheet.sample}")
        return

    yield (
        words.EXAMPLE,
        words.PLACE.fill(
            sample=sheet.sample,
            line=finding.line,
        ),
    )
    yield NOTHING, verbatim(", ".join(sheet.labels))
    if finding.cells and finding.cells != sheet.labels:
        yield NOTHING, verbatim(", ".join(finding.cells))

    value = finding.label if finding.cell is None else finding.cell
    if value:
        yield words.FOUND, verbatim(f'"{value}"')

    if finding.hint is not None:
        yield NOTHING, finding.hint


def _lay_out(label: Text, sentence: Text, options: RenderOptions) -> Iterator[str]:
    """A label, and beside it words that are broken to the terminal's width."""
    first = f"{INDENT}{label.say(options.language):{LABELS}}"
    room = options.width - len(first)
    said = clean_lines(sentence.say(options.language))
    lines = wrap(
        said,
        room,
        break_on_hyphens=False,
    )

    margin = first
    for line in lines or [""]:
        yield f"{margin}{line}".rstrip()
        margin = " " * len(first)


# ---- all checks ----------------------------------------------------------------------------------


def _checks(sheet: CheckList, options: RenderOptions) -> Iterator[str]:
    """One line a code, with what is wrong: of files, of tables, then of single schemas."""
    longest = max(len(check.code) for check in sheet.checks)
    for group, title in words.GROUPS.items():
        yield title.say(options.language)
        for check in sheet.checks:
            if check.group is group:
                yield _in_one_line(
                    check,
                    longest,
                    options,
                )

        yield ""

    yield words.EXPLAIN_ONE.say(options.language)


def _in_one_line(check: CheckSheet, longest: int, options: RenderOptions) -> str:
    room = options.width - longest - 4
    says = clean_lines(check.says.say(options.language))
    sentence = shorten(
        says,
        room,
        placeholder=" …",
    )
    code = _bold(f"{clean(check.code):{longest}}", options)
    return f"{INDENT}{code}  {sentence}"


def _bold(text: str, options: RenderOptions) -> str:
    return f"\x1b[1m{text}\x1b[0m" if options.color else text
