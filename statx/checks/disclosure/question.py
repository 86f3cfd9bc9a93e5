"""One question that is asked before a table is released, and who answers it.

A question that no check answers says why: because the table has nothing of the kind, or because
nobody could know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from statx.checks.check import Check, CheckContext, Failures, failures_at
from statx.checks.disclosure.previous import PreviousRelease
from statx.registry.disclosure import FieldDisclosure
from statx.registry.fields import Field
from statx.results.clearance import Outcome
from statx.results.findings import UNSAID, Rule
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows
from statx.texts import Text
from statx.thresholds import Thresholds


@dataclass(frozen=True)
class Terms:
    """On what terms a table may be released."""

    thresholds: Thresholds = field(default_factory=Thresholds)
    previous: PreviousRelease | None = None
    """What was released of this table before."""
    is_first: bool = True
    """Whether there is no earlier release at all, this table in it or not."""


@dataclass(frozen=True)
class Question:
    """One question, what it is asked with, and the checks that answer it."""

    id: str
    """The code of its checks."""
    title: Text
    checks: tuple[Check[Any], ...] = ()
    fields: tuple[str, ...] = ()
    """The fields that are looked at."""
    parameters: tuple[tuple[str, str], ...] = ()
    unanswered: Text = UNSAID
    """Why no check answers it."""
    otherwise: Outcome = Outcome.NOT_APPLICABLE
    """How it ends where no check answers it."""


def declared_fields(context: CheckContext, *kinds: str) -> list[tuple[Field, FieldDisclosure]]:
    """The fields that the file has and the schema declares to be one of these kinds."""
    declared = []
    for each in context.schema.fields:
        of_field = each.disclosure
        if of_field is not None and of_field.kind in kinds and context.has(each.name):
            declared.append((each, of_field))

    return declared


def parameters_of(thresholds: Thresholds, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(name, value) of these limits."""
    return tuple((name, str(thresholds[name])) for name in names)


def topic_of(context: CheckContext, declared: FieldDisclosure) -> str:
    """What a field's figures are about."""
    of_table = context.schema.disclosure
    if declared.topic or of_table is None:
        return declared.topic or "umum"

    return of_table.topic


def minimum_of(context: CheckContext, declared: FieldDisclosure) -> str:
    """The name of the limit for a count."""
    if declared.of == "units":
        return "minimum_units"

    return f"minimum_{topic_of(context, declared)}"


def places_at(rule: Rule, block: JudgedBlock, entries: Rows, name: str) -> Failures:
    """Entries of a block in which a rule does not hold: places alone, without what stands there."""
    failures = failures_at(
        rule,
        block,
        entries,
        name,
    )

    return replace(failures, cells=None)
