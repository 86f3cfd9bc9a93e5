"""The proposal for a file: of one of its sheets, by the schema that explains it best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from textwrap import fill

from statx.intake.proposal import words
from statx.intake.proposal.draft import Draft
from statx.intake.proposal.drafting import draft_recipe
from statx.intake.proposal.errors import NothingLikeATableError
from statx.intake.proposal.facts import SchemaMatch
from statx.intake.proposal.gathering import alike, gather
from statx.intake.proposal.matching import best_matches, match_schema
from statx.intake.proposal.meanings import VAGUE, Meanings, words_of
from statx.intake.proposal.measures import (
    decided_fields,
    field_question_id,
    measures_that_fit,
    room_of,
)
from statx.intake.proposal.opening import OpenedSheets
from statx.intake.proposal.places import Gazetteer
from statx.intake.proposal.provisional import PROVISIONAL, match_provisional
from statx.intake.proposal.questions import NO_ANSWERS, Answers, Choice, Question
from statx.intake.proposal.recognition import RecognisedSheet, recognise
from statx.intake.recipe import Recipe
from statx.intake.recipe_writing import write_recipe
from statx.registry.regions import Regions
from statx.registry.schema import Schema
from statx.texts import Language, Text
from statx.workbook.sheets import Sheet

FEW = 3
"""Cells that are named as examples."""
USUAL_DELIMITERS = ("", ",", ";", "\t", "|")
"""Those that are found in the line of the header."""
COMMENT_WIDTH = 94
MOST_SCHEMAS = 5
"""Schemas that are offered to choose from."""


@dataclass(frozen=True)
class Proposal:
    """A recipe that nobody has confirmed, and what is open about it."""

    recipe: Recipe
    recognised: RecognisedSheet
    match: SchemaMatch | None
    """None where no schema fits."""
    notes: Mapping[str, tuple[Text, ...]]
    """Place in the recipe -> comments."""
    questions: tuple[Question, ...]

    def toml(self, language: Language) -> str:
        """The recipe with its comments, for who is to confirm it."""
        notes = {}
        for place, texts in self.notes.items():
            lines = [fill(text.say(language), COMMENT_WIDTH) for text in texts]
            notes[place] = lines
        return write_recipe(self.recipe, notes)


@dataclass(frozen=True, eq=False)
class Proposer:
    """A registry, with what it says of words and regions worked out once."""

    schemas: tuple[Schema, ...]
    """Those of the registry, or the one that is meant."""
    regions: Regions

    def propose(
        self,
        opened: OpenedSheets,
        file_name: str,
        answers: Answers = NO_ANSWERS,
        language: Language = "id",
    ) -> Proposal:
        """The recipe for one of the sheets of a file.

        `file_name` is without its folder; `language` that of the reasons in the recipe. Raises
        NothingLikeATableError where no sheet holds a table.
        """
        tables = self._tables(
            opened.sheets,
            file_name,
        )
        candidates = [_candidates(table, self._meanings, answers) for table in tables]
        at = _chosen(
            tables,
            candidates,
            answers,
        )
        match, *_ = candidates[at] or [match_provisional(tables[at].facts())]

        recipe, draft = self._drafted(
            tables,
            at,
            match,
            answers,
            language,
        )
        if not any(column.to for column in recipe.sources[0].columns):
            raise NothingLikeATableError(path=file_name)

        recipe = _written_as(opened, recipe)
        if opened.encoding:
            draft.note(
                "sheet",
                words.ENCODING.fill(encoding=opened.encoding),
            )
        left_out = len(tables) - len(recipe.sources)
        asked = [
            *(_which_sheet(tables, at, answers) if left_out else ()),
            *_which_schema(tables[at], candidates[at], self._meanings, answers),
            *_which_fields(match, answers),
        ]
        # What is asked first decides what is asked next.
        questions = (*asked, *draft.questions)
        for question in asked:
            draft.ask("", question)
        draft.notes.setdefault("", []).insert(
            0,
            words.FIRST.fill(file=file_name),
        )

        return Proposal(
            recipe=recipe,
            recognised=tables[at],
            match=match if candidates[at] else None,
            notes={place: tuple(notes) for place, notes in draft.notes.items()},
            questions=questions,
        )

    def _drafted(
        self,
        tables: Sequence[RecognisedSheet],
        chosen: int,
        match: SchemaMatch,
        answers: Answers,
        language: Language,
    ) -> tuple[Recipe, Draft]:
        """The recipe for the chosen sheet, and for those that are laid out like it."""
        together = [chosen]
        if match.schema.name != PROVISIONAL and "sheet" not in answers:
            together = alike(tables, chosen)

        drafts = []
        for at in together:
            facts = tables[at].facts()
            own = match
            if at != chosen:
                decided = decided_fields(answers)
                own = match_schema(
                    facts,
                    match.schema,
                    self._meanings,
                    decided,
                )
            drafts.append(draft_recipe(tables[at], own, self.regions, answers, language))
        return gather(drafts, match.schema)

    def _tables(self, sheets: Sequence[Sheet], file_name: str) -> list[RecognisedSheet]:
        stem = file_name.rpartition(".")[0] or file_name
        in_sight = [sheet for sheet in sheets if not sheet.is_hidden] or sheets
        recognised = [recognise(sheet, stem, self._gazetteer) for sheet in in_sight]
        tables = [table for table in recognised if table is not None]
        if not tables:
            raise NothingLikeATableError(path=file_name)
        return tables

    @cached_property
    def _meanings(self) -> Meanings:
        return Meanings(self.schemas)

    @cached_property
    def _gazetteer(self) -> Gazetteer:
        return Gazetteer(self.regions)


def _written_as(opened: OpenedSheets, recipe: Recipe) -> Recipe:
    """With how a CSV file is written, as far as nothing else says it."""
    if not opened.encoding and opened.delimiter in USUAL_DELIMITERS:
        return recipe

    source = recipe.sources[0]
    delimiter = "" if opened.delimiter in USUAL_DELIMITERS else opened.delimiter
    sheet = replace(
        source.sheet,
        encoding=opened.encoding,
        delimiter=delimiter,
    )
    return replace(
        recipe,
        sources=(replace(source, sheet=sheet),),
    )


# ---- sheets --------------------------------------------------------------------------------------


def _chosen(
    tables: Sequence[RecognisedSheet],
    candidates: Sequence[Sequence[SchemaMatch]],
    answers: Answers,
) -> int:
    """The sheet that was chosen, else the one that a schema explains best, else the largest."""
    names = [table.sheet.name for table in tables]
    if answers.get("sheet") in names:
        return names.index(answers["sheet"])

    def fitness(at: int) -> tuple[float, int]:
        score = candidates[at][0].score if candidates[at] else 0.0
        return score, len(tables[at].roles.body)

    return max(
        range(len(tables)),
        key=fitness,
    )


def _which_sheet(
    tables: Sequence[RecognisedSheet], chosen: int, answers: Answers
) -> Iterator[Question]:
    if len(tables) == 1 or "sheet" in answers:
        return

    # The one that a schema explains best is the first to choose from.
    in_order = [tables[chosen], *(each for each in tables if each is not tables[chosen])]
    choices = []
    for table in in_order:
        said = words.SHEET_CHOICE.fill(
            name=table.sheet.name,
            rows=len(table.roles.body),
        )
        choices.append(Choice(table.sheet.name, said))
    yield Question(
        "sheet",
        words.WHICH_SHEET,
        words.SHEET_EVIDENCE,
        tuple(choices),
    )


# ---- schemas -------------------------------------------------------------------------------------


def _candidates(
    table: RecognisedSheet, meanings: Meanings, answers: Answers
) -> Sequence[SchemaMatch]:
    """The schema that was chosen, or those that fit, the best first."""
    named = [schema for schema in meanings.schemas if schema.name == answers.get("schema")]
    only = named or (meanings.schemas if len(meanings.schemas) == 1 else [])
    if only:
        return [
            match_schema(
                table.facts(),
                only[0],
                meanings,
                decided_fields(answers),
            )
        ]
    return best_matches(
        table.facts(),
        meanings,
    )


def _which_schema(
    table: RecognisedSheet,
    candidates: Sequence[SchemaMatch],
    meanings: Meanings,
    answers: Answers,
) -> Iterator[Question]:
    if len(candidates) == 1 or "schema" in answers:
        return

    evidence = words.SCHEMA_EVIDENCE if candidates else words.NO_SCHEMA_EVIDENCE
    offered = [match.schema for match in candidates or _nearest(table, meanings)]
    choices = []
    for schema in offered[:MOST_SCHEMAS]:
        said = words.SCHEMA_CHOICE.fill(
            ref=schema.ref,
            title=schema.title,
        )
        choices.append(Choice(schema.name, said))
    yield Question("schema", words.WHICH_SCHEMA, evidence, tuple(choices))


def _nearest(table: RecognisedSheet, meanings: Meanings) -> Sequence[SchemaMatch]:
    """Where none fits: those that explain a column, or in whose bounds the figures lie."""
    facts = table.facts()
    matches = [match_schema(facts, schema, meanings) for schema in meanings.schemas]
    likely = [match for match in matches if _is_likely(match)]
    likely.sort(key=lambda match: (-match.score, _least_room(match), match.schema.name))
    return likely


def _is_likely(match: SchemaMatch) -> bool:
    if any(use.is_measure for use in match.uses):
        return True

    says_nothing = all(VAGUE.issuperset(words_of(group.words)) for group in match.unmatched)
    return says_nothing and match.place is not None and _least_room(match) < inf


def _least_room(match: SchemaMatch) -> float:
    """Of the measures that the figures may be: how far apart the narrowest bounds are."""
    fitting = [
        room_of(field)
        for group in match.unmatched
        for field in measures_that_fit(group, match.schema)
    ]
    return min(fitting, default=inf)


# ---- measures ------------------------------------------------------------------------------------


def _which_fields(match: SchemaMatch, answers: Answers) -> Iterator[Question]:
    """What the figures are, where nothing says it and a schema was named."""
    if match.schema.name == PROVISIONAL or any(use.is_measure for use in match.uses):
        return

    for group in match.unmatched:
        if field_question_id(group.pattern) in answers:
            continue

        texts = [text for column in group.columns for text in column.texts[:FEW]]
        choices = []
        for field in sorted(measures_that_fit(group, match.schema), key=room_of):
            said = words.FIELD_CHOICE.fill(
                title=field.title,
                unit=field.unit,
            )
            choices.append(Choice(field.name, said))
        yield Question(
            field_question_id(group.pattern),
            words.WHICH_FIELD.fill(column=group.pattern),
            words.FIELD_EVIDENCE.fill(examples=" · ".join(texts[:FEW])),
            tuple(choices),
        )
