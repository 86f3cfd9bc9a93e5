"""What is asked of a table before it is released, and on what terms.

These checks are no part of `checks.plan`: data that is only validated may hold anything its schema
allows. They are planned by `DisclosurePlanner`, beside the others, on the file about to be
released.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from statx.checks.check import Check, CheckContext
from statx.checks.disclosure import (
    contributions,
    counts,
    declarations,
    differencing,
    leaks,
    recomputation,
)
from statx.checks.disclosure.question import Question, Terms
from statx.checks.words import disclosure as words
from statx.results.clearance import Outcome
from statx.texts import Text

QUESTIONS: tuple[Callable[[CheckContext, Terms], Question], ...] = (
    declarations.ask,
    leaks.ask_for_identifiers,
    leaks.ask_for_announced,
    counts.ask,
    contributions.ask_for_contributions,
    contributions.ask_for_contributors,
    contributions.ask_for_dominance,
    contributions.ask_for_p_percent,
    recomputation.ask,
    differencing.ask,
)
"""In the order in which a report has them."""
WITHOUT_DECLARATION = (leaks.CODE, leaks.OF_HEADERS)
"""Questions that need nothing to be declared."""


@dataclass
class DisclosurePlanner:
    """Plans the checks of one table, and remembers which questions they answer."""

    terms: Terms
    questions: list[Question] = field(default_factory=list)

    def __call__(self, context: CheckContext) -> Sequence[Check[Any]]:
        self.questions = list(_questions(context, self.terms))
        return [check for question in self.questions for check in question.checks]


def _questions(context: CheckContext, terms: Terms) -> Iterator[Question]:
    if context.schema.disclosure is not None:
        undeclared = None
    elif _is_code_list(context):
        undeclared = (words.A_CODE_LIST, Outcome.NOT_APPLICABLE)
    else:
        undeclared = (_why_nothing_declared(context), Outcome.UNCHECKED)

    for ask in QUESTIONS:
        question = ask(context, terms)
        needs_declaration = question.id not in WITHOUT_DECLARATION
        if undeclared is not None and needs_declaration and not question.checks:
            reason, otherwise = undeclared
            question = replace(
                question,
                unanswered=reason,
                otherwise=otherwise,
            )
        yield question


def _why_nothing_declared(context: CheckContext) -> Text:
    """Earlier versions of the registry stay as they were agreed: a newer one may declare."""
    schema = context.schema
    if schema.version not in context.catalog.versions(schema.name):
        return words.NOTHING_DECLARED

    newest = context.catalog.schema(schema.name)
    if newest.disclosure is None:
        return words.NOTHING_DECLARED

    return words.DECLARED_LATER.fill(
        version=schema.version,
        newest=newest.ref,
    )


def _is_code_list(context: CheckContext) -> bool:
    """Whether the table is a code list of this registry: names of regions disclose nothing."""
    schema = context.schema
    code_list = context.catalog.code_list(schema.name)
    return code_list is not None and code_list.schema.sha256 == schema.sha256
