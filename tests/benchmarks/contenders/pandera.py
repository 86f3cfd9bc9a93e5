"""pandera on polars."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.benchmarks.contenders import polars
from tests.benchmarks.contenders.contender import Answer, Contender
from tests.benchmarks.given import Descriptor, Given, constraints


def validate(given: Given) -> Answer:
    """All its failure cases."""
    import pandera.polars as pa

    codes = polars.codes(given).to_list() if given.referring() else []
    columns = {
        field["name"]: pa.Column(
            kind,
            [
                *_checks(field),
                *([pa.Check.isin(codes)] if field["name"] == given.referring() else []),
            ],
            nullable=not constraints(field).get("required", False),
        )
        for field, kind in zip(given.fields(), polars.types(given).values(), strict=True)
    }
    schema = pa.DataFrameSchema(columns, unique=given.key() or None)
    frame, lost = polars.frame(given)
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return Answer(errors=lost + len(errors.failure_cases))
    return Answer(errors=lost)


def _checks(field: Descriptor) -> Iterator[Any]:
    from pandera.polars import Check

    for name, limit in constraints(field).items():
        match name:
            case "minimum":
                yield Check.ge(limit)
            case "maximum":
                yield Check.le(limit)
            case "enum":
                yield Check.isin(limit)
            case "pattern":
                yield Check.str_matches(f"^(?:{limit})$")
            case "minLength":
                yield Check.str_length(min_value=limit)
            case "maxLength":
                yield Check.str_length(max_value=limit)


VALIDATE = Contender(
    "pandera",
    validate,
    (*polars.PACKAGES, "pandera"),
    "rows of a wrong shape; counts a repeated key on each of its rows",
)
