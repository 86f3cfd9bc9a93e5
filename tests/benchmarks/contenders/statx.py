"""statx, by the commands that its users type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tests.benchmarks.contenders.contender import FAILS, PASSES, STATX, Answer, Command, script
from tests.benchmarks.given import Given

COUNTED = re.compile(rb"does not pass:\s+([\d,]+)\s+error")


def validate(given: Given) -> Sequence[str]:
    """Judge the table, report for a person."""
    return (
        script("statx"),
        "validate",
        given.table.name,
        "--schema",
        given.schema.name,
        "--lang",
        "en",
    )


def convert(given: Given) -> Sequence[str]:
    """Judge the table and write it as Parquet."""
    return (
        script("statx"),
        "convert",
        given.table.name,
        given.result.name,
        "--schema",
        given.schema.name,
    )


def tidy(given: Given) -> Sequence[str]:
    """Tidy the workbook, judge the table, and write it."""
    return (
        script("statx"),
        "tidy",
        given.book.name,
        given.result.name,
        "--recipe",
        given.recipe.name,
        "--force",
    )


def counted(said: bytes, code: int) -> Answer | None:
    """The number of errors, from the report's first line."""
    if code == PASSES:
        return Answer(errors=0)
    found = COUNTED.search(said)
    return Answer(errors=int(found[1].replace(b",", b""))) if code == FAILS and found else None


VALIDATE = Command(STATX, validate, counted, exact=True)
CONVERT = Command(STATX, convert)
TIDY = Command(STATX, tidy)
