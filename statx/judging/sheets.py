"""What look-ups answer about schemas and checks, as sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from statx.checks.cells import expected_of, is_cell_rule, kind_of
from statx.checks.words.sheets import RULES as OF_SHEETS
from statx.judging.explanation import CODES_BEFORE_RELEASE, Explanation, codes, explain
from statx.registry.catalog import Catalog
from statx.registry.fields import Field
from statx.registry.pattern_words import describe_pattern
from statx.registry.schema import Schema
from statx.registry.vocabulary import CodeSystem
from statx.results.sheets import (
    CheckGroup,
    CheckList,
    CheckSheet,
    FieldEntry,
    ReferenceEntry,
    RuleEntry,
    SchemaSheet,
    TotalEntry,
)
from statx.texts import Text, joined, number, verbatim

REQUIRED = Text(
    id="wajib",
    en="required",
)
DECIMALS = Text(
    id="desimal: {n}",
    en="decimals: {n}",
)
CODES = Text(
    id="kode {system} sampai tingkat {level}",
    en="{system} codes down to {level}",
)
OF_LIST = Text(
    id="daftar {resource}",
    en="the list {resource}",
)
SYSTEMS: dict[CodeSystem, str] = {"kemendagri": "Kemendagri", "bps": "BPS"}
NOTHING = verbatim("")
SAID_ELSEWHERE = ("required", "enum", "pattern", "unique")
"""Constraints that are not among what a cell must be: they have a place of their own."""
UNIQUE = Text(
    id="tidak berulang",
    en="no value twice",
)


def schema_sheet(schema: Schema) -> SchemaSheet:
    """Everything a person must know to fill such a table."""
    return SchemaSheet(
        ref=schema.ref,
        title=schema.title,
        description=schema.description,
        classification=schema.classification,
        period=schema.period,
        producer=schema.producer,
        fields=tuple(_field_entry(field, schema) for field in schema.fields),
        primary_key=schema.primary_key,
        foreign_keys=_references(schema),
        rules=tuple(RuleEntry(rule.title, rule.formula.text) for rule in schema.rules),
        totals=_totals(schema),
        coverage=tuple(coverage.title for coverage in schema.coverage),
        example=tuple(schema.example.items()),
        sources=schema.sources,
    )


def check_sheet(code: str, samples: Path, catalog: Catalog) -> CheckSheet:
    """One check by its sample; UnknownCodeError names what is near."""
    return _check_sheet(explain(code, samples, catalog))


def check_list(samples: Path, catalog: Catalog) -> CheckList:
    """All checks that have a sample."""
    sheets = [check_sheet(code, samples, catalog) for code in codes(samples)]
    return CheckList(tuple(sheets))


def _references(schema: Schema) -> tuple[ReferenceEntry, ...]:
    """An empty resource is the table itself."""
    return tuple(
        ReferenceEntry(key.fields, key.resource or schema.name, key.reference_fields)
        for key in schema.foreign_keys
    )


def _totals(schema: Schema) -> tuple[TotalEntry, ...]:
    return tuple(
        TotalEntry(total.title, total.fields, number(total.tolerance)) for total in schema.totals
    )


def _field_entry(field: Field, schema: Schema) -> FieldEntry:
    pattern = field.constraints.get("pattern")
    return FieldEntry(
        name=field.name,
        title=field.title,
        concept=field.concept,
        definition=field.definition,
        classification=_classification(field, schema),
        measure=field.measure,
        unit=field.unit,
        asks=tuple(_asks(field)),
        form=describe_pattern(str(pattern), field.example) if pattern else NOTHING,
    )


def _classification(field: Field, schema: Schema) -> Text:
    """The values of a list, or the code list that has them; the region codes that it holds."""
    parts = []
    values = field.constraints.get("enum") or field.categories
    if values:
        parts.append(verbatim(", ".join(str(value) for value in values)))

    resources = [key.resource for key in schema.foreign_keys if field.name == key.fields[0]]
    parts += [OF_LIST.fill(resource=resource) for resource in resources if resource]

    if field.region is not None:
        parts.append(
            CODES.fill(
                system=SYSTEMS[field.region.system],
                level=field.region.level,
            )
        )
    return joined(parts, "; ")


def _asks(field: Field) -> Iterator[Text]:
    """What a cell of this field must be."""
    yield kind_of(field)

    if field.required:
        yield REQUIRED

    if field.unique:
        yield UNIQUE

    if field.decimals is not None:
        yield DECIMALS.fill(n=field.decimals)

    for name in field.constraints:
        if is_cell_rule(name) and name not in SAID_ELSEWHERE:
            yield expected_of(name, field)


def _check_sheet(explanation: Explanation) -> CheckSheet:
    return CheckSheet(
        code=explanation.code,
        group=_group_of(explanation),
        fails=explanation.fails,
        says=explanation.says,
        why=explanation.why,
        schema=explanation.schema,
        sample=explanation.sample,
        labels=explanation.labels,
        rule=explanation.rule,
        finding=explanation.finding,
    )


def _group_of(explanation: Explanation) -> CheckGroup:
    if explanation.rule is None:
        return CheckGroup.FILES

    if explanation.code in CODES_BEFORE_RELEASE:
        return CheckGroup.RELEASES

    if explanation.code in OF_SHEETS:
        return CheckGroup.SHEETS

    return CheckGroup.SCHEMAS if explanation.is_of_a_schema else CheckGroup.TABLES
