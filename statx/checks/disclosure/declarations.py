"""Whether the schema says of each number what it is: what nobody declared nobody can check."""

from __future__ import annotations

from collections.abc import Iterator

from statx.checks.check import CheckContext
from statx.checks.disclosure.question import Question, Terms
from statx.checks.words import disclosure as words
from statx.results.clearance import Outcome

CODE = "disclosure-declared"
NUMERIC = ("integer", "number")


def ask(context: CheckContext, terms: Terms) -> Question:  # noqa: ARG001  a question like the others
    """Open where the schema says nothing, or leaves out a number of the file."""
    if context.schema.disclosure is None:
        return Question(
            CODE,
            words.DECLARED,
            unanswered=words.NOTHING_DECLARED,
            otherwise=Outcome.UNCHECKED,
        )

    missing = tuple(_undeclared(context))
    if missing:
        return Question(
            CODE,
            words.DECLARED,
            fields=missing,
            unanswered=words.NOT_DECLARED.fill(fields=", ".join(missing)),
            otherwise=Outcome.UNCHECKED,
        )

    return Question(
        CODE,
        words.DECLARED,
        otherwise=Outcome.PASS,
    )


def _undeclared(context: CheckContext) -> Iterator[str]:
    """The numbers of the file outside the key of which the schema says nothing."""
    schema = context.schema
    named: set[str] = set()
    for field in schema.fields:
        if field.disclosure is not None:
            named.update(field.disclosure.contributions)

    for field in schema.fields:
        is_number = field.type in NUMERIC and field.name not in schema.primary_key
        is_known = field.disclosure is not None or field.name in named
        if is_number and not is_known and context.has(field.name):
            yield field.name
