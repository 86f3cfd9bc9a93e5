"""dataframely, on polars."""

from __future__ import annotations

from typing import Any

from tests.benchmarks.contenders import polars
from tests.benchmarks.contenders.contender import Answer, Contender
from tests.benchmarks.given import Descriptor, Given, constraints

NAMES = {
    "minimum": "min",
    "maximum": "max",
    "pattern": "regex",
    "minLength": "min_length",
    "maxLength": "max_length",
}
"""How it calls the constraints of Table Schema."""


def validate(given: Given) -> Answer:
    """All rules that a row breaks, over all rows."""
    frame, lost = polars.frame(given)
    _, failure = _schema(given).filter(frame)
    return Answer(errors=lost + sum(failure.counts().values()))


def _schema(given: Given) -> Any:  # noqa: ANN401  may not be installed
    import dataframely as dy

    members = {
        field["name"]: _column(field, key=field["name"] in given.key()) for field in given.fields()
    }
    if given.referring():
        members["known_code"] = _known_code(given)
    return type("Benchmark", (dy.Schema,), members)


def _column(field: Descriptor, *, key: bool) -> Any:  # noqa: ANN401  may not be installed
    import dataframely as dy

    kinds = {
        "string": dy.String,
        "integer": dy.Int64,
        "number": dy.Float64,
        "date": dy.Date,
        "datetime": dy.Datetime,
    }
    limits = constraints(field)
    known = {NAMES[name]: limit for name, limit in limits.items() if name in NAMES}
    if "pattern" in limits:
        known["regex"] = f"^(?:{limits['pattern']})$"
    if "enum" in limits:
        known["check"] = lambda values: values.is_in(limits["enum"])
    return kinds[field["type"]](
        nullable=not key and not limits.get("required"), primary_key=key, **known
    )


def _known_code(given: Given) -> Any:  # noqa: ANN401  may not be installed
    import dataframely as dy
    import polars as pl

    codes = polars.codes(given).implode()

    @dy.rule()  # type: ignore[untyped-decorator]  # may not be installed
    def known_code(_schema: object) -> Any:  # noqa: ANN401
        return pl.col(given.referring()).is_in(codes)

    return known_code


VALIDATE = Contender(
    "dataframely",
    validate,
    (*polars.PACKAGES, "dataframely"),
    "rows of a wrong shape; counts a repeated key on each of its rows, and lengths in bytes",
)
