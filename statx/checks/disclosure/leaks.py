"""Personal identifiers: in the cells of every column, and announced by the names of columns.

A random number of 16 digits looks like a NIK once in some 130. So numbers that are built like one
count as a leak where there are several of them, and too many for chance among all numbers of that
length in the column; in a column of text one is enough. What was found is never kept: a place, a
kind and a count are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
    failure_of_table,
)
from statx.checks.disclosure.announced import Announcement, announced_by
from statx.checks.disclosure.identifiers import Sightings, sight
from statx.checks.disclosure.question import Question, Terms, parameters_of, places_at
from statx.checks.words import disclosure as words
from statx.registry.fields import Field
from statx.results.clearance import Outcome
from statx.results.findings import Rule
from statx.tables.hashes import Hashes, text_hashes
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows

CODE = "disclosure-identifiers"
OF_HEADERS = "disclosure-headers"
FIGURES = ("integer", "number")
KEPT = 1000
"""Places of one kind that are kept of a block."""
SHARE = 10
"""One in so many numbers of 16 digits must be built like a NIK; of random ones 1 in 130 is."""
DISTINCT = 16
"""Hashes of different numbers that are kept of a block, to tell several from one."""


@dataclass(
    frozen=True,
    slots=True,
)
class Seen:
    """Where one kind was seen in a block."""

    rows: Rows
    """Counted in the block, ascending; the first of them."""
    count: int


@dataclass(
    frozen=True,
    slots=True,
)
class BlockSightings:
    """What was seen of identifiers in one column of a block."""

    certain: Mapping[str, Seen]
    """By kind."""
    alike: Seen
    """Cells that are built like a NIK."""
    different: Hashes
    """Of the first such texts, to count different ones."""
    texts_alike: int
    texts_of_sixteen: int


@dataclass(frozen=True)
class IdentifierCheck(Check[BlockSightings]):
    """The cells of one column."""

    code = CODE
    title = words.IDENTIFIERS
    column: str
    position: int
    figures: bool
    """Whether it holds numbers by its schema."""
    different: int
    """Different NIKs that count as a leak in a column of figures."""
    rules: Mapping[str, Rule]

    def look(self, block: JudgedBlock) -> BlockResult[BlockSightings]:
        column = block.column(self.column)
        if column is None:
            return BlockResult()

        sightings = sight(column.texts, figures=self.figures)

        return BlockResult(
            summary=_in_block(
                sightings,
                column,
                block,
            )
        )

    def conclude(self, summaries: Sequence[BlockSightings], table: WholeTable) -> Conclusion:
        failures = []
        for kind in self._kinds(summaries):
            parts = [block.certain.get(kind) for block in summaries]
            if kind == "nik" and self._are_niks(summaries):
                parts = [
                    _together(part, block.alike)
                    for part, block in zip(
                        parts,
                        summaries,
                        strict=True,
                    )
                ]
            seen = self._failures(
                kind,
                parts,
                table.starts,
            )
            if len(seen):
                failures.append(seen)

        return Conclusion(tuple(failures))

    def _kinds(self, summaries: Sequence[BlockSightings]) -> list[str]:
        kinds = {kind for block in summaries for kind in block.certain}
        return [kind for kind in self.rules if kind in kinds or kind == "nik"]

    def _are_niks(self, summaries: Sequence[BlockSightings]) -> bool:
        """Whether what is built like a NIK is one, or a few random numbers among many."""
        alike = sum(block.texts_alike for block in summaries)
        sixteen = sum(block.texts_of_sixteen for block in summaries)
        if not alike or alike * SHARE < sixteen:
            return False

        different = np.unique(np.concatenate([block.different for block in summaries]))

        return len(different) >= (self.different if self.figures else 1)

    def _failures(self, kind: str, parts: Sequence[Seen | None], starts: Rows) -> Failures:
        rows = []
        number = 0
        for start, part in zip(
            starts,
            parts,
            strict=False,
        ):
            if part is not None:
                rows.append(part.rows + start)
                number += part.count

        listed = np.concatenate(rows) if rows else np.empty(0, np.int64)

        return Failures(
            self.rules[kind],
            listed,
            positions=np.full(
                len(listed),
                self.position,
                np.int64,
            ),
            unlisted=number - len(listed),
        )


@dataclass(frozen=True)
class AnnouncedCheck(Check[None]):
    """A column whose name announces an identifier: whatever it holds is one."""

    code = OF_HEADERS
    title = words.HEADERS
    column: str
    rule: Rule

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.column)
        if column is None:
            return BlockResult()

        has_value = ~column.missing & column.texts.is_valid().to_numpy(zero_copy_only=False)
        entries = np.flatnonzero(column.spread(has_value))
        if not len(entries):
            return BlockResult()

        places = places_at(
            self.rule,
            block,
            entries,
            self.column,
        )

        return BlockResult((places,))


@dataclass(frozen=True)
class LabelCheck(Check[None]):
    """A label of the file is no identifier itself, as in a table that lacks its header."""

    code = CODE
    title = words.IDENTIFIERS
    rule: Rule

    def look(self, block: JudgedBlock) -> BlockResult[None]:  # noqa: ARG002  nothing to see in the cells
        return BlockResult()

    def conclude(self, summaries: Sequence[None], table: WholeTable) -> Conclusion:  # noqa: ARG002  no row is to blame
        return Conclusion((failure_of_table(self.rule),))


def ask_for_identifiers(context: CheckContext, terms: Terms) -> Question:
    """Every column, whether the schema knows it or not."""
    checks = []
    for position, reader in enumerate(context.readers, start=1):
        field = reader.field
        announced = _announced(context, field)
        kinds = ("nik", "nip", "npwp", "phone", "email")
        rules = {}
        for kind in kinds:
            called = "kk" if kind == "nik" and announced and announced.kind == "kk" else kind
            rules[kind] = _rule(
                "identifier",
                called,
                field,
                position,
                context,
            )
        checks.append(
            IdentifierCheck(
                field.name,
                position,
                field.type in FIGURES and field.name in context.schema.names,
                terms.thresholds["identifiers"],
                rules,
            )
        )

    return Question(
        CODE,
        words.IDENTIFIERS,
        (*checks, *_labels(context)),
        parameters=parameters_of(terms.thresholds, ["identifiers"]),
    )


def ask_for_announced(context: CheckContext, terms: Terms) -> Question:  # noqa: ARG001  a question like the others
    """The columns whose names announce an identifier, by the schema's title as well."""
    checks = []
    for position, reader in enumerate(context.readers, start=1):
        announced = _announced(context, reader.field)
        if announced is not None:
            rule = _rule(
                "identifier-header",
                announced.kind,
                reader.field,
                position,
                context,
            )
            checks.append(AnnouncedCheck(reader.field.name, rule))

    return Question(
        OF_HEADERS,
        words.HEADERS,
        tuple(checks),
        otherwise=Outcome.PASS,
    )


def _labels(context: CheckContext) -> Iterator[LabelCheck]:
    for position, label in enumerate(context.labels, start=1):
        sightings = sight(pa.array([label], pa.string()), figures=False)
        kinds = list(sightings.certain)
        if len(sightings.alike):
            kinds.append("nik")

        for kind in dict.fromkeys(kinds):
            rule = words.RULES["identifier"].rule(f"identifier-{kind}", kind=words.KINDS[kind])
            says = words.IN_LABEL.fill(
                n=position,
                says=rule.says,
            )
            yield LabelCheck(replace(rule, says=says))


def _announced(context: CheckContext, field: Field) -> Announcement | None:
    in_schema = field.name in context.schema.names
    by_name = announced_by(field.name, in_schema=in_schema)
    if by_name is not None or not in_schema:
        return by_name

    return announced_by(field.title.id, in_schema=True)


def _rule(words_of: str, kind: str, field: Field, position: int, context: CheckContext) -> Rule:
    """A column that the schema does not know is called by its number."""
    code = f"{words_of}-{kind}" if words_of == "identifier" else words_of
    rule = words.RULES[words_of].rule(code, kind=words.KINDS[kind])
    if field.name in context.schema.names:
        return replace(rule, field=field.name)

    says = words.IN_COLUMN.fill(
        n=position,
        says=rule.says,
    )

    return replace(rule, says=says)


def _in_block(sightings: Sightings, column: JudgedColumn, block: JudgedBlock) -> BlockSightings:
    certain = {}
    for kind, texts in sightings.certain.items():
        certain[kind] = _seen(
            texts,
            column,
            block,
        )

    first = sightings.alike[:DISTINCT]

    return BlockSightings(
        certain,
        _seen(
            sightings.alike,
            column,
            block,
        ),
        text_hashes(column.texts.take(pa.array(first))),
        len(sightings.alike),
        len(sightings.sixteen),
    )


def _seen(texts: Rows, column: JudgedColumn, block: JudgedBlock) -> Seen:
    if not len(texts):
        return Seen(texts, 0)

    rows = np.sort(block.records(column.rows_of(texts.tolist())))
    return Seen(rows[:KEPT], len(rows))


def _together(one: Seen | None, other: Seen) -> Seen:
    """A cell may be seen in both ways, and is one."""
    if one is None:
        return other

    rows = np.union1d(one.rows, other.rows)

    return Seen(
        rows,
        max(
            one.count,
            other.count,
            len(rows),
        ),
    )
