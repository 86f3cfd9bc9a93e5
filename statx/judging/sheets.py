"""What look-ups answer about schemas and checks, as sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from statx.checks.cells import expected_of, is_cell_rule, kind_of
from statx.judging.explanation import Explanation, codes, explain
from statx.registry.catalog import Catalog
from statx.registry.fields import Field
from statx.registry.schema import Schema
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
from statx.texts import Text

REQUIRED = Text(
    id="wajib",
    en="required",
)
DECIMALS = Text(
    id="desimal: {n}",
    en="decimals: {n}",
)
CODES = Text(
    id="kode {system}, tingkat {level}",
    en="{system} codes, level {level}",
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
        fields=tuple(_field_entry(field) for field in schema.fields),
        primary_key=schema.primary_key,
        foreign_keys=_references(schema),
        rules=tuple(RuleEntry(rule.title, rule.formula.text) for rule in schema.rules),
        totals=_totals(schema),
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
        TotalEntry(total.title, total.fields, str(total.tolerance)) for total in schema.totals
    )


def _field_entry(field: Field) -> FieldEntry:
    meaning = Text(
        id=field.definition.id or field.title.id,
        en=field.definition.en or field.title.en,
    )
    return FieldEntry(
        field.name,
        meaning,
        tuple(_asks(field)),
        field.unit,
    )


def _asks(field: Field) -> Iterator[Text]:
    """What a cell of this field must be."""
    yield kind_of(field)

    if field.required:
        yield REQUIRED

    if field.decimals is not None:
        yield DECIMALS.fill(n=field.decimals)

    if field.region is not None:
        yield CODES.fill(
            system=field.region.system,
            level=field.region.level,
        )

    for name in field.constraints:
        if is_cell_rule(name) and name != "required":
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

    return CheckGroup.SCHEMAS if explanation.is_of_a_schema else CheckGroup.TABLES
