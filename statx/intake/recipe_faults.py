"""What is wrong with a recipe though each of its values may be one: what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from statx.intake import recipe_words as words
from statx.intake.headings import HeadingPattern, same_pattern
from statx.intake.naming import UNIQUE_ENOUGH
from statx.intake.recipe import (
    Body,
    Column,
    Constant,
    Filter,
    Ignored,
    Recipe,
    Source,
    Total,
)
from statx.intake.recipe_values import Faults
from statx.texts import Text


def find_faults(recipe: Recipe, faults: Faults) -> None:
    """Add whatever does not fit together."""
    several = len(recipe.sources) > 1
    if several and not recipe.join:
        faults.add(words.NO_JOIN)

    for at, source in enumerate(recipe.sources, 1):
        place = f"source[{at}]." if several else ""
        _of_source(place, source, faults)


def is_code(text: str) -> bool:
    """Whether what stands at `within` is a code, rather than a heading."""
    return text.replace(".", "").isdecimal()


def _of_source(place: str, source: Source, faults: Faults) -> None:
    if not source.columns:
        faults.add(words.NO_COLUMNS, key=f"{place}column")

    _of_body(f"{place}sheet.body", source.sheet.body, source, faults)
    for at, ignored in enumerate(source.sheet.ignore, 1):
        _of_ignored(f"{place}sheet.ignore[{at}]", ignored, faults)

    for at, total in enumerate(source.totals, 1):
        _of_total(f"{place}total[{at}]", total, source, faults)

    for at, column in enumerate(source.columns, 1):
        _of_column(f"{place}column[{at}]", column, source, faults)

    for constant in source.constants:
        _of_constant(f"{place}constant.{constant.field}", constant, faults)

    for at, each in enumerate(source.filters, 1):
        _of_filter(f"{place}filter[{at}]", each, faults)

    _find_other_variables(place, source, faults)
    _find_twice(place, source, faults)


def _of_body(place: str, body: Body, source: Source, faults: Faults) -> None:
    if body.until == "row" and not body.row_with:
        _needs(place, "row_with", words.A_FILLED_TEXT, faults)

    if body.row_with and body.until != "row":
        faults.add(
            words.ONLY_WITH,
            key=place,
            name="row_with",
            other='until = "row"',
        )

    ends = any(total.row_with or total.level for total in source.totals)
    if body.until == "total" and not ends:
        faults.add(words.NO_TOTAL, key=place)


def _of_ignored(place: str, ignored: Ignored, faults: Faults) -> None:
    _exactly_one(
        place,
        {
            "rows": ignored.rows,
            "columns": ignored.columns,
            "letters": ignored.letters,
        },
        faults,
    )
    # Without them a table that ended early would lose its last rows below the body.
    if ignored.rows == "below-body" and not ignored.starts:
        _needs(place, "starts", words.TEXTS, faults)
    if ignored.rows == "with" and not ignored.row_with:
        _needs(place, "row_with", words.TEXTS, faults)

    for name, rows in (("starts", "below-body"), ("row_with", "with")):
        if getattr(ignored, name) and ignored.rows != rows:
            faults.add(
                words.ONLY_WITH,
                key=place,
                name=name,
                other=f'rows = "{rows}"',
            )


def _of_total(place: str, total: Total, source: Source, faults: Faults) -> None:
    _exactly_one(
        place,
        {
            "row_with": total.row_with,
            "level": total.level,
            "column": total.column,
        },
        faults,
    )
    # The parts of a column are named by their headings, which its own variables tell apart.
    if total.column:
        return

    for name in ("columns", "unchecked"):
        for each in getattr(total, name):
            _refuse_other_column(f"{place}.{name}", each, source.columns, faults)


def _of_column(place: str, column: Column, source: Source, faults: Faults) -> None:
    _exactly_one(
        place,
        {
            "from": column.heading,
            "letter": column.letter,
        },
        faults,
    )
    if not column.to and not _is_looked_up(column, source):
        faults.add(words.NO_FIELD, key=place)

    if column.names is not None:
        _of_names(f"{place}.names", column, source, faults)

    variables = [variable.name for variable in HeadingPattern.parse(column.heading).variables]
    for name in column.categories:
        if name not in variables:
            faults.add(
                words.NO_VARIABLE,
                key=f"{place}.categories",
                name=name,
            )


def _of_names(place: str, column: Column, source: Source, faults: Faults) -> None:
    names = column.names
    if names is None:
        return

    within = names.within
    if not within and names.level not in UNIQUE_ENOUGH:
        faults.add(
            words.NO_WITHIN,
            key=place,
            level=names.level,
        )
    if within and not is_code(within):
        others = [each for each in source.columns if each.names is not None and each is not column]
        _refuse_other_column(f"{place}.within", within, others, faults)


def _of_constant(place: str, constant: Constant, faults: Faults) -> None:
    if not constant.text:
        return

    variables = [variable.name for variable in HeadingPattern.parse(constant.text).variables]
    if constant.field not in variables:
        faults.add(
            words.NO_VARIABLE,
            key=place,
            name=constant.field,
        )


def _of_filter(place: str, each: Filter, faults: Faults) -> None:
    _exactly_one(
        place,
        {
            "keep": each.keep,
            "drop": each.drop,
        },
        faults,
    )


def _find_other_variables(place: str, source: Source, faults: Faults) -> None:
    """Patterns must have the same variables, as each row of them is one record."""
    first: tuple[str, ...] = ()
    for at, column in enumerate(source.columns, 1):
        names = [variable.name for variable in HeadingPattern.parse(column.heading).variables]
        own = tuple(sorted(names))
        first = first or own
        if own and own != first:
            faults.add(
                words.OTHER_VARIABLES,
                key=f"{place}column[{at}].from",
                names=", ".join(own),
                others=", ".join(first),
            )


def _find_twice(place: str, source: Source, faults: Faults) -> None:
    """Fields that a constant fills though a column does, or a variable of a heading."""
    filled = {field for column in source.columns for field in _fields_of(column)}
    for constant in source.constants:
        if constant.field in filled:
            faults.add(
                words.TWICE,
                key=f"{place}constant",
                name=constant.field,
            )


def _fields_of(column: Column) -> Iterator[str]:
    yield column.to
    if column.names is not None:
        yield column.names.label

    for variable in HeadingPattern.parse(column.heading).variables:
        yield variable.name


def _is_looked_up(column: Column, source: Source) -> bool:
    """Whether another column's names lie in what this one names."""
    names = [each.names for each in source.columns if each.names is not None]
    return any(same_pattern(each.within, column.heading) for each in names if each.within)


def _refuse_other_column(
    place: str, heading: str, columns: Sequence[Column], faults: Faults
) -> None:
    known = [column.heading for column in columns if column.heading]
    if not any(same_pattern(heading, each) for each in known):
        faults.add(
            words.NO_SUCH_COLUMN,
            key=place,
            value=heading,
            known=", ".join(map(repr, known)),
        )


def _exactly_one(place: str, values: dict[str, object], faults: Faults) -> None:
    settled = [name for name, value in values.items() if value]
    if len(settled) != 1:
        faults.add(
            words.ONE_OF_THESE,
            key=place,
            names=", ".join(values),
        )


def _needs(place: str, name: str, expected: Text, faults: Faults) -> None:
    faults.add(
        words.NEEDS,
        key=place,
        name=name,
        expected=expected,
    )
