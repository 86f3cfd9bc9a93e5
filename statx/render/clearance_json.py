"""What the disclosure checks say, for programs: one JSON document, without a value of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from statx.render.json_document import dump_document
from statx.render.options import RenderOptions
from statx.results.clearance import (
    DisclosureCheck,
    DisclosureFinding,
    DisclosurePlace,
    DisclosureReport,
    DisclosureRun,
)
from statx.results.report import SchemaUsed
from statx.texts import Language

FORMAT = "statx-disclosure/1"


def render(run: DisclosureRun, options: RenderOptions) -> Iterator[str]:
    """One JSON document."""
    yield dump_document(
        {
            "format": FORMAT,
            "exitCode": run.exit_code,
            "seconds": round(run.seconds, 3),
            "tables": [_table(table, options.language) for table in run.tables],
        }
    )


def checks_document(report: DisclosureReport, language: Language = "en") -> list[dict[str, Any]]:
    """The checks of one table, as a clearance statement carries them."""
    return [_check(check, language) for check in report.checks]


def _table(table: DisclosureReport, language: Language) -> Mapping[str, Any]:
    error = table.error.for_anyone.say(language) if table.error else None
    findings = [_finding(finding, language) for finding in table.findings]
    remarks = [remark.say(language) for remark in table.remarks]

    return {
        "path": table.place,
        "exitCode": table.exit_code,
        "error": error,
        **_schema(table.schema),
        "rows": table.rows,
        "errors": table.errors,
        "previous": table.previous or None,
        "checks": checks_document(table, language),
        "findings": findings,
        "remarks": remarks,
    }


def _schema(schema: SchemaUsed | None) -> Mapping[str, str | None]:
    if schema is None:
        return dict.fromkeys(("schema", "schemaSha256", "classification"))

    classification = schema.classification
    return {
        "schema": schema.ref,
        "schemaSha256": schema.sha256,
        "classification": classification.value if classification else None,
    }


def _check(check: DisclosureCheck, language: Language) -> dict[str, Any]:
    document: dict[str, Any] = {
        "id": check.id,
        "result": check.result.value,
        "title": check.title.say(language),
        "fields": list(check.fields),
        "parameters": dict(check.parameters),
        "findings": check.findings,
    }
    if check.reason.en:
        document["reason"] = check.reason.say(language)

    return document


def _finding(finding: DisclosureFinding, language: Language) -> Mapping[str, Any]:
    return {
        "check": finding.check,
        "code": finding.code,
        "field": finding.field or None,
        "says": finding.says.say(language),
        "remedy": finding.remedy.say(language),
        "count": finding.count,
        "places": [_place(place, language) for place in finding.places],
    }


def _place(place: DisclosurePlace, language: Language) -> Mapping[str, Any]:
    document: dict[str, Any] = {
        "row": place.row,
        "line": place.line,
        "column": place.column,
        "position": place.position,
    }
    if place.part:
        document["part"] = place.part
    if place.detail.en:
        document["detail"] = place.detail.say(language)

    return document
