"""`statx tidy` without a recipe: proposes one beside the file, and asks what only people know.

It never judges and never writes the result; the recipe runs once a person has confirmed it.
"""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from statx.cli import proposal_words as words
from statx.cli.errors import ExistingRecipeError, NoPlaceForRecipeError
from statx.cli.log import record
from statx.cli.session import Session
from statx.cli.standard_input import STREAM
from statx.errors import NOTHING_CHECKED
from statx.files import atomic_file, writing
from statx.texts import Text, count, joined, verbatim

if TYPE_CHECKING:
    from statx.intake.proposal.opening import OpenedSheets
    from statx.intake.proposal.preview import Preview
    from statx.intake.proposal.proposing import Proposal, Proposer
    from statx.intake.proposal.questions import Question
    from statx.intake.recipe import Column

RECIPE_SUFFIX = ".recipe.toml"
PREVIEW_SUFFIX = ".preview.csv"


def propose(
    session: Session,
    source: Path,
    schema: str = "",
    sheet: str = "",
    form: str = "text",
) -> NoReturn:
    """Write `SRC.recipe.toml` and, where it can be made, `SRC.preview.csv`; always ends with 4.

    What was recognised and what is open is said, or given as JSON where `form` asks for it.
    `schema` is the path or the reference of the one that is meant, `sheet` the name of the sheet;
    empty where nobody says. Raises ExistingRecipeError, and what reading the file raises.
    """
    from statx.intake.proposal.opening import open_sheets
    from statx.intake.proposal.preview import preview_of

    if source == STREAM or source.is_dir():
        raise NoPlaceForRecipeError(path=source)

    recipe = source.with_name(source.name + RECIPE_SUFFIX)
    preview = source.with_name(source.name + PREVIEW_SUFFIX)
    _refuse_existing(recipe, preview)

    opened = open_sheets(source)
    proposer = _proposer(session, schema)
    answers = {"sheet": sheet} if sheet else {}
    proposal = proposer.propose(opened, source.name, answers, session.language)
    if sys.stdin is not None and sys.stdin.isatty():
        proposal = _ask(session, proposer, opened, source, answers, proposal)

    seen = preview_of(source, recipe, proposal.recipe, session.catalog)
    _write(session, proposal, recipe, seen, preview)
    record(written=str(recipe), open=len(proposal.questions))
    if form == "json":
        files = {"recipe": str(recipe), "preview": str(preview) if seen.data is not None else None}
        session.give_document(_document(session, source, proposal, files))
        raise typer.Exit(NOTHING_CHECKED)

    for line in _summary(source, proposal, seen):
        session.say(line)
    session.say(words.WRITTEN.fill(recipe=recipe))
    if seen.data is not None:
        session.say(words.WRITTEN_PREVIEW.fill(preview=preview, n=count(seen.data.num_rows)))
    named = {"recipe": shlex.quote(str(recipe)), "path": shlex.quote(str(source))}
    session.say(words.NEXT.fill(**named))
    raise typer.Exit(NOTHING_CHECKED)


def _write(
    session: Session, proposal: Proposal, recipe: Path, seen: Preview, preview: Path
) -> None:
    with atomic_file(recipe) as part, writing(recipe):
        part.write_text(proposal.toml(session.language), encoding="utf-8")
    if seen.data is not None:
        with atomic_file(preview) as part, writing(preview):
            _write_preview(seen, part)


def _refuse_existing(recipe: Path, preview: Path) -> None:
    """What a person may have worked on is never replaced."""
    for path in (recipe, preview):
        if path.exists() or path.is_symlink():
            raise ExistingRecipeError(recipe=path)


def _proposer(session: Session, schema: str) -> Proposer:
    from statx.intake.proposal.proposing import Proposer
    from statx.sources.schemas import named_schema

    catalog = session.catalog
    schemas = (named_schema(schema, catalog),) if schema else catalog.schemas()
    return Proposer(schemas, catalog.regions)


def _write_preview(seen: Preview, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        seen.write(file)


# ---- questions -----------------------------------------------------------------------------------


def _ask(
    session: Session,
    proposer: Proposer,
    opened: OpenedSheets,
    source: Path,
    answers: dict[str, str],
    proposal: Proposal,
) -> Proposal:
    """The proposal with what a person answers; what an answer opens is asked as well."""
    passed: set[str] = set()
    while True:
        open_ = [question for question in proposal.questions if question.id not in passed]
        if not open_:
            return proposal

        answer = _answer(session, open_[0])
        if answer:
            answers[open_[0].id] = answer
            proposal = proposer.propose(opened, source.name, answers, session.language)
        passed.add(open_[0].id)


def _answer(session: Session, question: Question) -> str:
    """The value that was chosen or typed; empty where it is left open."""
    asked = words.QUESTION.fill(asks=question.asks, evidence=question.evidence)
    session.say(asked)
    for number, choice in enumerate(question.choices, 1):
        session.say(words.CHOICE.fill(n=number, says=choice.says))
    if not question.choices:
        return session.ask(words.TYPE)

    values = [choice.value for choice in question.choices]
    while typed := session.ask(words.CHOOSE):
        if typed.isdecimal() and 0 < int(typed) <= len(values):
            return values[int(typed) - 1]
        session.say(words.NO_CHOICE.fill(n=len(values)))
    return ""


# ---- for programs --------------------------------------------------------------------------------


def _document(
    session: Session, source: Path, proposal: Proposal, files: Mapping[str, str | None]
) -> Iterator[str]:
    """What was recognised and what is open, as JSON."""
    language = session.language
    roles = proposal.recognised.roles
    made_of = proposal.recipe.sources[0]
    document = {
        "source": str(source),
        **files,
        "schema": proposal.recipe.schema or None,
        "sheets": [each.sheet.name for each in proposal.recipe.sources if each.sheet.name],
        "header": [roles.header[0], roles.header[-1]],
        "body": [roles.body[0], roles.body[-1]],
        "columns": [{"field": each.to, "from": each.heading} for each in made_of.columns],
        "open": [
            {
                "id": question.id,
                "asks": question.asks.say(language),
                "evidence": question.evidence.say(language),
                "choices": [choice.value for choice in question.choices],
            }
            for question in proposal.questions
        ],
    }
    yield json.dumps(document, ensure_ascii=False, indent=2)
    yield "\n"


# ---- what was recognised -------------------------------------------------------------------------


def _summary(source: Path, proposal: Proposal, seen: Preview) -> Iterator[Text]:
    roles = proposal.recognised.roles
    yield words.HEADLINE.fill(path=source, n=count(len(roles.body)))
    sheets = [source.sheet.name for source in proposal.recipe.sources if source.sheet.name]
    if sheets:
        yield words.ON_SHEET.fill(name=joined(map(verbatim, sheets)))

    if proposal.match is None:
        yield words.NO_SCHEMA.fill(path=source)
    else:
        schema = proposal.match.schema
        yield words.SCHEMA.fill(ref=schema.ref, title=schema.title)
    yield words.HEADER.fill(rows=_span(roles.header))
    yield words.BODY.fill(rows=_span(roles.body))

    made_of = proposal.recipe.sources[0]
    for total in made_of.totals:
        yield words.TOTAL.fill(name=total.row_with or total.column)
    yield from _columns(proposal)
    unused = [text for each in made_of.sheet.ignore for text in (*each.columns, *each.letters)]
    if unused:
        yield words.UNUSED.fill(columns=joined(map(verbatim, unused)))

    for question in proposal.questions:
        yield words.OPEN.fill(asks=question.asks, evidence=question.evidence)
        for choice in question.choices:
            yield words.OPEN_CHOICE.fill(says=choice.says)
    if seen.refusal is not None:
        yield words.REFUSED.fill(reason=seen.refusal)
    elif seen.account is not None and seen.data is None:
        yield words.UNREADABLE


def _columns(proposal: Proposal) -> Iterator[Text]:
    """Field and heading, the fields below each other; then what is the same in each row."""
    made_of = proposal.recipe.sources[0]
    constants = [each for each in made_of.constants if each.value or each.text]
    pairs = [(_fields(column), column.heading) for column in made_of.columns if column.to]
    values = [(each.field, each.value or each.text) for each in constants]
    width = max((len(to) for to, _ in (*pairs, *values)), default=0)

    for to, heading in pairs:
        yield words.COLUMN.fill(to=to.ljust(width), heading=heading)
    for to, value in values:
        yield words.CONSTANT.fill(to=to.ljust(width), value=value)


def _fields(column: Column) -> str:
    named = column.names.label if column.names is not None else ""
    return f"{column.to}, {named}" if named else column.to


def _span(rows: tuple[int, ...]) -> str:
    return str(rows[0]) if len(rows) == 1 else f"{rows[0]}–{rows[-1]}"
