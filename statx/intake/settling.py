"""From a file and its recipe to the table that is judged, with the schema that judges it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import reduce
from operator import add
from pathlib import Path

from statx.files import reading
from statx.intake import recipe_words, words
from statx.intake.errors import (
    BrokenRecipeError,
    NoRecipeSchemaError,
    NoSourceFileError,
    UnconfirmedRecipeError,
)
from statx.intake.headings import HeadingPattern
from statx.intake.joining import join
from statx.intake.opening import SourceSheet, open_source
from statx.intake.recipe import Recipe, Source
from statx.intake.recipe_reading import read_recipe
from statx.intake.table import TidiedTable
from statx.intake.tidying import TidiedSheet, tidy_sheet
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.results.findings import Tally
from statx.sources.choice import BY_THE_CALLER, TableOptions
from statx.sources.errors import NotOneTableError
from statx.sources.schemas import named_schema
from statx.sources.tidied import Tidied
from statx.texts import Text, count


@dataclass(frozen=True, slots=True)
class RecipeTidying:
    """Makes tables by recipes, for whoever settles what is to be judged."""

    def tidy(self, path: Path, options: TableOptions, catalog: Catalog) -> Tidied:
        """The table that the recipe at `options.recipe` makes of a file, or a folder of several.

        Raises BrokenRecipeError, UnconfirmedRecipeError, LayoutError, and what reading raises.
        """
        place = Path(options.recipe)
        recipe = read_recipe(place)
        if not recipe.confirmed.strip():
            raise UnconfirmedRecipeError(recipe=place)

        return tidy_by_recipe(path, place, recipe, options, catalog)


def tidy_by_recipe(
    path: Path, place: Path, recipe: Recipe, options: TableOptions, catalog: Catalog
) -> Tidied:
    """The same by a recipe that was read from `place`; whether it is confirmed is not asked."""
    schema, chosen = _schema(place, recipe, options, catalog)
    _refuse_other_fields(place, recipe, schema)

    files = [_file_of(path, place, source) for source in recipe.sources]
    sources = [
        open_source(file, source.sheet) for file, source in zip(files, recipe.sources, strict=True)
    ]
    sheets = [
        tidy_sheet(source, layout, schema, catalog, number)
        for number, (source, layout) in enumerate(zip(sources, recipe.sources, strict=True))
    ]
    return _together(place, recipe, schema, chosen, sources, sheets)


def _together(
    place: Path,
    recipe: Recipe,
    schema: Schema,
    chosen: Text,
    sources: Sequence[SourceSheet],
    sheets: Sequence[TidiedSheet],
) -> Tidied:
    account = reduce(add, (sheet.account for sheet in sheets))
    is_readable = all(sheet.is_readable for sheet in sheets)
    tallies = list(_tallies(sources, sheets))
    remarks = [remark for sheet in sheets for remark in sheet.remarks]

    if is_readable:
        joined = join([sheet.records for sheet in sheets], recipe.join, sources)
        records = joined.records
        tallies += joined.tallies
        remarks += joined.remarks
    else:
        records = sheets[0].records

    said = words.TIDIED.fill(
        recipe=place,
        confirmed=recipe.confirmed,
    )
    return Tidied(
        TidiedTable.of(records, schema.names, sources, account),
        schema,
        chosen,
        account,
        tuple(dict.fromkeys(source.path for source in sources)),
        place,
        tuple(tallies),
        is_readable,
        (account.in_words(), *dict.fromkeys(remarks), said),
    )


def _tallies(sources: Sequence[SourceSheet], sheets: Sequence[TidiedSheet]) -> Iterator[Tally]:
    """What is wrong with each sheet; where there are several files, with the name of its own."""
    several = len({source.path for source in sources}) > 1
    for source, sheet in zip(sources, sheets, strict=True):
        for tally in sheet.tallies:
            part = source.path.name if several else ""
            findings = [replace(finding, part=part) for finding in tally.findings]
            yield replace(tally, findings=tuple(findings))


def _schema(
    place: Path, recipe: Recipe, options: TableOptions, catalog: Catalog
) -> tuple[Schema, Text]:
    """The caller's schema goes first, then the recipe's, then what else is settled."""
    if isinstance(options.schema, Schema):
        return options.schema, options.named_by
    if options.schema and options.named_by == BY_THE_CALLER:
        return named_schema(options.schema, catalog), options.named_by
    if recipe.schema:
        return named_schema(_from_folder(place, recipe.schema), catalog), words.BY_THE_RECIPE
    if options.schema:
        return named_schema(options.schema, catalog), options.named_by

    raise NoRecipeSchemaError(recipe=place)


def _from_folder(place: Path, schema: str) -> str:
    """A schema's file counts from the folder of the recipe."""
    beside = place.parent / schema
    is_file = schema.endswith(".json") or beside.is_file()
    return str(beside) if is_file else schema


def _file_of(path: Path, place: Path, source: Source) -> Path:
    """The file of a source: that which is tidied, or another one beside it."""
    if not source.file:
        if path.is_dir():
            raise NotOneTableError(path=path)
        return path

    folder = path if path.is_dir() else path.parent
    with reading(folder):
        files = sorted(each for each in folder.glob(source.file) if each.is_file())
    if len(files) != 1:
        raise NoSourceFileError(
            recipe=place,
            file=source.file,
            folder=folder,
            n=count(len(files)),
        )
    return files[0]


# ---- the fields of the schema --------------------------------------------------------------------


def _refuse_other_fields(place: Path, recipe: Recipe, schema: Schema) -> None:
    """BrokenRecipeError for fields that the schema does not have, or needs and nobody fills."""
    filled = {name for source in recipe.sources for name in _fields_of(source)}
    faults = list(_faults(filled, schema))
    if faults:
        raise BrokenRecipeError.of(place, faults)


def _faults(filled: set[str], schema: Schema) -> Iterator[Text]:
    for name in sorted(filled - set(schema.names)):
        near = get_close_matches(name, schema.names, n=1)
        known = near[0] if near else ", ".join(schema.names)
        yield recipe_words.NO_SUCH_FIELD.fill(
            name=name,
            schema=schema.ref,
            known=known,
        )

    for field in schema.fields:
        if field.required and field.name not in filled:
            yield recipe_words.UNFILLED_FIELD.fill(
                name=field.name,
                schema=schema.ref,
            )


def _fields_of(source: Source) -> Iterator[str]:
    for column in source.columns:
        if column.to:
            yield column.to
        if column.names is not None and column.names.label:
            yield column.names.label
        for variable in HeadingPattern.parse(column.heading).variables:
            yield variable.name

    for constant in source.constants:
        yield constant.field
