"""What look-ups answer, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten, wrap
from typing import assert_never

from statx.render import sheet_words as words
from statx.render.options import RenderOptions
from statx.render.paper import Paper
from statx.render.sheet_exchange import lay_out_checkup, lay_out_status, lay_out_trust
from statx.render.sheet_recoding import draw_recoding
from statx.render.sheet_regions import draw_region, draw_regions
from statx.render.sheet_schema import draw_schema
from statx.render.sheet_schemas import draw_list
from statx.results.sheets import (
    CheckGroup,
    CheckList,
    CheckSheet,
    Checkup,
    ExchangeStatus,
    RecodingSheet,
    RegionList,
    RegionSheet,
    SchemaList,
    SchemaSheet,
    Sheet,
    TrustList,
    VersionSheet,
)
from statx.texts import Text, clean, clean_lines, plain, verbatim

INDENT = "  "
LABELS = 12
"""Columns of the labels beside an explanation."""
LEAST = 24
"""Columns that a sentence beside its code needs at the least."""
NOTHING = verbatim("")

SheetOfLines = CheckSheet | CheckList | TrustList | ExchangeStatus | Checkup | VersionSheet
"""Those that are laid out line by line."""


def render(sheet: Sheet, options: RenderOptions) -> Iterator[str]:
    """The sheet in pieces that are whole lines."""
    for piece in _pieces(sheet, options):
        yield plain(piece) if options.plain else piece


def _pieces(sheet: Sheet, options: RenderOptions) -> Iterator[str]:
    paper = Paper(options, options.width)
    match sheet:
        case SchemaList():
            yield paper.print(draw_list(sheet, paper))
        case SchemaSheet():
            yield paper.print(draw_schema(sheet, paper))
        case RegionSheet():
            yield paper.print(draw_region(sheet, paper))
        case RegionList():
            yield paper.print(draw_regions(sheet, paper))
        case RecodingSheet():
            yield paper.print(draw_recoding(sheet, paper))
        case _:
            yield from (f"{line}\n" for line in _lines(sheet, options))


def _lines(sheet: SheetOfLines, options: RenderOptions) -> Iterator[str]:
    match sheet:
        case CheckSheet():
            return _check(sheet, options)
        case CheckList():
            return _checks(sheet, options)
        case TrustList():
            return lay_out_trust(sheet, options)
        case ExchangeStatus():
            return lay_out_status(sheet, options)
        case Checkup():
            return lay_out_checkup(sheet, options)
        case VersionSheet():
            return _version(sheet, options)
        case _:
            assert_never(sheet)


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

    if sheet.group is CheckGroup.RELEASES:
        return words.NOT_RELEASED

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
    if sheet.group is CheckGroup.RELEASES:
        return words.RELEASED
    if sheet.group is CheckGroup.SHEETS:
        return words.A_SHEET

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
                yield from _in_one_line(
                    check,
                    longest,
                    options,
                )

        yield ""

    yield words.EXPLAIN_ONE.say(options.language)


def _in_one_line(check: CheckSheet, longest: int, options: RenderOptions) -> Iterator[str]:
    """The code with its sentence; where there is no room for both, in a line each."""
    room = options.width - longest - 4
    is_narrow = room < LEAST
    sentence = shorten(
        clean_lines(check.says.say(options.language)),
        options.width - 4 if is_narrow else room,
        placeholder=" …",
    )
    code = _bold(f"{clean(check.code):{longest}}", options)
    if is_narrow:
        yield f"{INDENT}{code.rstrip()}"
        yield f"{INDENT}{INDENT}{sentence}"
    else:
        yield f"{INDENT}{code}  {sentence}"


# ---- versions ------------------------------------------------------------------------------------


def _version(sheet: VersionSheet, options: RenderOptions) -> Iterator[str]:
    yield _bold(f"statx {sheet.statx}", options)
    facts = {
        "Python": sheet.python,
        "pyarrow": sheet.pyarrow,
        "frictionless": sheet.frictionless,
    }
    for name, version in facts.items():
        yield f"{INDENT}{name:14}{version}"

    label = words.LAYER.say(options.language)
    for line in (*sheet.registries, *sheet.schemas):
        yield f"{INDENT}{label:14}{clean(line)}"
        label = ""


def _bold(text: str, options: RenderOptions) -> str:
    return f"\x1b[1m{text}\x1b[0m" if options.color else text
