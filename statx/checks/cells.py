"""Cells: the type, the format and every constraint of a field.

Its reader has found for each distinct text which of them do not hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from statx.checks.check import BlockResult, Check, CheckContext, Failures, failures_at
from statx.checks.hints import NEAR_VALUE, did_you_mean
from statx.checks.words import cells as words
from statx.registry.fields import Field
from statx.registry.near_words import NearWords
from statx.registry.pattern_words import describe_pattern
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.texts import Text, number, verbatim

CODES = {
    "type": "type-error",
    "unusual": "unusual-form",
    "exclusiveMinimum": "exclusive-minimum",
    "exclusiveMaximum": "exclusive-maximum",
    "minLength": "min-length",
    "maxLength": "max-length",
}
"""The code of what a cell can break, where it has another name than the constraint."""
ASKS_FOR_A_VALUE = frozenset({"required"})
"""Rules that only a cell without a value can break; a blank row is said once instead."""
LISTED_VALUES = 20
"""Values named of a list: as many as fit a few lines."""


@dataclass(frozen=True)
class CellCheck(Check[None]):
    """The type and the constraints of one field."""

    code = "cells"
    title = Text(
        id="kolom: jenis, format, dan batasan",
        en="fields: type, format and constraints",
    )
    field: Field
    rules: Mapping[str, Rule]

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[None]]:
        for reader in context.readers:
            field = reader.field
            yield cls(field, _rules(field))

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        if column is None or not column.results:
            return BlockResult()

        broken = dict(column.broken)
        unusual = _unusual_texts(column)
        if unusual:
            broken["unusual"] = unusual

        failures = []
        for name, texts in broken.items():
            of_rule = self._failures(
                block,
                column,
                name,
                texts,
            )
            if len(of_rule):
                failures.append(of_rule)
        return BlockResult(tuple(failures))

    def hint(self, rule: Rule, cell: str | None, beside: str) -> Text | None:  # noqa: ARG002  the list tells
        if rule.code != "enum" or cell is None:
            return None

        near = self._near_values.nearest(cell.strip().casefold(), NEAR_VALUE)
        return did_you_mean(self._by_folded[near]) if near else None

    @cached_property
    def _by_folded(self) -> Mapping[str, str]:
        """The values of the list without regard to capitals."""
        values = [str(value) for value in self.field.constraints["enum"]]
        return {value.casefold(): value for value in values}

    @cached_property
    def _near_values(self) -> NearWords:
        return NearWords(self._by_folded)

    def _failures(
        self, block: JudgedBlock, column: JudgedColumn, name: str, texts: Sequence[int]
    ) -> Failures:
        entries = column.rows_of(texts)

        # A blank row is said once, and not once for each of its fields.
        if name in ASKS_FOR_A_VALUE:
            entries = _without_blank_rows(entries, block)

        return failures_at(
            self.rules[name],
            block,
            entries,
            self.field.name,
        )


def code_of(name: str) -> str:
    """The code of the rule that a cell breaks by a constraint of this name."""
    return CODES.get(name, name)


def is_cell_rule(name: str) -> bool:
    """Whether a constraint of this name is judged cell by cell."""
    return code_of(name) in words.RULES


def kind_of(field: Field) -> Text:
    """The field's type as a person would write a cell of it."""
    kind = words.KINDS[field.type]
    example = _example_of(field)
    if example is None:
        return kind

    return kind + verbatim(" (") + example + verbatim(")")


def expected_of(name: str, field: Field) -> Text:
    """What a cell of the field should have been, by the constraint of this name."""
    match name:
        case "type" | "unusual":
            return kind_of(field)
        case "required":
            return words.A_VALUE
        case "decimals":
            return words.AT_MOST_DECIMALS.fill(n=field.decimals)
        case "enum":
            values = field.constraints["enum"]
            return _one_of([str(value) for value in values])
        case "categories":
            return _one_of(field.categories)
        case "items":
            return _each_item(field)
        case "pattern":
            form = describe_pattern(str(field.constraints["pattern"]), field.example)
            return words.OF_FORM.fill(form=form)

    bound = field.constraints[name]
    return words.BOUNDS[name].fill(bound=number(bound))


def _example_of(field: Field) -> Text | None:
    """How a cell is written, where its type alone does not tell."""
    if field.type == "number":
        mark = "," if field.decimal_char == "," else "."
        return words.NUMBER_EXAMPLES[mark]

    is_time = field.type in words.EXAMPLES
    if is_time and field.format == "default":
        return verbatim(words.EXAMPLES[field.type])
    if is_time:
        return verbatim(field.format)

    if field.format in ("default", "any"):
        return None
    return verbatim(field.format)


def _one_of(values: Sequence[str]) -> Text:
    shown = ", ".join(values[:LISTED_VALUES])
    if len(values) > LISTED_VALUES:
        shown += ", …"
    return words.ONE_OF.fill(values=shown)


def _each_item(field: Field) -> Text:
    item = field.descriptor.get("arrayItem", {})
    constraints = item.get("constraints", {})
    listed = ", ".join(f"{name} {value}" for name, value in constraints.items())
    return words.EACH_ITEM.fill(constraints=listed)


def _rules(field: Field) -> Mapping[str, Rule]:
    """What a cell of the field can break, by name."""
    names = ["type", "unusual"]
    if field.decimals is not None:
        names.append("decimals")

    names += [name for name in field.constraints if is_cell_rule(name)]

    if field.categories:
        names.append("categories")
    if field.type == "array":
        names.append("items")

    return {name: _rule(name, field) for name in names}


def _rule(name: str, field: Field) -> Rule:
    code = code_of(name)
    rule = words.RULES[code].rule(code, kind=kind_of(field))
    if code == "decimals" and field.decimal_char == ",":
        # Points group thousands here already: the locale is no advice.
        rule = replace(rule, remedy=words.ROUND_IT)
    return replace(
        rule,
        expected=expected_of(name, field),
        field=field.name,
        note=_note(name, field),
    )


def _note(name: str, field: Field) -> str:
    """As Frictionless words it."""
    if name == "type":
        return f'type is "{field.type}/{field.format}"'
    if name in field.constraints:
        return f'constraint "{name}" is "{field.constraints[name]}"'
    return ""


def _unusual_texts(column: JudgedColumn) -> list[int]:
    """The texts that are fine, but written in an unusual way."""
    texts = []
    for text, cell in column.results.items():
        if cell.unusual and not cell.broken:
            texts.append(text)
    return texts


def _without_blank_rows(entries: Rows, block: JudgedBlock) -> Rows:
    if not len(block.blank):
        return entries
    return entries[np.isin(entries, block.blank, invert=True)]


CHECKS: tuple[type[Check[None]], ...] = (CellCheck,)
