"""The report as Frictionless writes it, so that programs that read those read ours.

Frictionless refuses a report with a type of error it does not know. What statx finds beyond
Frictionless is therefore reported under the general type of its place, `cell-error` or
`table-error`, with statx's own title and message; the added key `code` names the rule, and `counts`
the rule's own type. Each error is written out in the order and with the keys of Frictionless first,
and then with statx's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from statx.errors import StatxError
from statx.render.cause import all_remarks
from statx.render.frictionless import CELL, FRICTIONLESS, HEADER, LABEL, OWN, ROW, TABLE, Words
from statx.render.json_document import dump_document
from statx.render.options import RenderOptions
from statx.render.outcome import run_remarks
from statx.results.account import USES
from statx.results.findings import Finding, Severity, Tally
from statx.results.redacted import Audience
from statx.results.report import Report, Run, SchemaUsed
from statx.texts import Language

Object = dict[str, Any]

AUDIENCE = Audience.KEEPERS

_GENERAL = {
    LABEL: "label-error",
    HEADER: "header-error",
    CELL: "cell-error",
    ROW: "row-error",
    TABLE: "table-error",
}
_TEMPLATES = {
    LABEL: 'The label "{label}" in the header at position "{fieldNumber}": {note}',
    HEADER: "{note}",
    CELL: (
        'The cell "{cell}" in row at position "{rowNumber}" and field "{fieldName}" at position'
        ' "{fieldNumber}": {note}'
    ),
    ROW: 'Row at position "{rowNumber}": {note}',
    TABLE: "{note}",
}
_LOOKUP = re.compile(
    r'not found in the lookup table "(?P<name>.*)" as "(?P<fields>.*)"$', re.DOTALL
)


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """One JSON document."""
    yield dump_document(_document(run, options))


def _document(run: Run, options: RenderOptions) -> Object:
    tasks = [_task(report, options.language) for report in run.reports]
    errors = sum(task["stats"]["errors"] for task in tasks)
    statx = {
        "version": options.version,
        "engine": options.engine,
        "exitCode": run.exit_code,
    }

    return {
        "valid": run.valid,
        "stats": {
            "tasks": len(tasks),
            "errors": errors,
            "warnings": 0,
            "seconds": run.seconds,
        },
        "warnings": [],
        "errors": [],
        "tasks": tasks,
        "statx": statx | _since(run, options.language),
    }


def _since(run: Run, language: Language) -> Object:
    """What the run was compared with; nothing where it was not."""
    since = run.since
    if since is None:
        return {}

    return {
        "since": since.revision,
        "untouched": since.untouched,
        "remarks": [remark.say(language) for remark in run_remarks(run)],
    }


# ---- one table -----------------------------------------------------------------------------------


def _task(report: Report, language: Language) -> Object:
    findings = report.findings(Severity.ERROR)
    errors = [_error(finding, report, language) for finding in findings]
    if report.error is not None:
        errors.append(_refusal(report.error))

    warnings = []
    if len(findings) < report.errors:
        warnings.append(f"reached error limit: {len(findings)}")

    task = {
        "name": report.name,
        "type": "table",
        "valid": report.valid,
        "place": report.place,
        "labels": list(report.labels),
        "stats": _stats(report, len(warnings)),
        "warnings": warnings,
        "errors": errors,
    }
    return task | _additions(report, language)


def _stats(report: Report, warnings: int) -> Object:
    refusals = 0 if report.error is None else 1
    stats: Object = {
        "errors": report.errors + refusals,
        "warnings": warnings,
        "seconds": report.seconds,
    }

    measured: Object = {}
    if report.digest is not None:
        measured["md5"] = report.digest.md5
        measured["sha256"] = report.digest.sha256
        measured["bytes"] = report.digest.bytes

    measured["fields"] = len(report.labels)
    measured["rows"] = report.rows

    # Frictionless leaves out what it did not measure, and zero with it.
    return stats | {name: value for name, value in measured.items() if value}


def _additions(report: Report, language: Language) -> Object:
    findings = report.findings(Severity.WARNING)
    warnings = [_error(finding, report, language) for finding in findings]
    checks = [{"code": checked.code, "count": checked.count} for checked in report.checked]

    return {
        "failOn": report.fail_on.value,
        "counts": [_count(tally, report) for tally in report.tallies],
        "schema": _schema(report.schema, language),
        "reading": _reading(report),
        "checks": checks,
        "statxWarnings": warnings,
        "remarks": [remark.say(language) for remark in all_remarks(report)],
        **_cause(report, language),
        **_account(report, language),
    }


def _cause(report: Report, language: Language) -> Object:
    """What most errors have in common, where that is known; `errors` were there before."""
    cause = report.cause
    if cause is None:
        return {}

    return {
        "cause": {
            "what": cause.what.say(language),
            "options": dict(cause.options),
            **({"header": cause.header} if cause.header else {}),
            "errors": cause.errors,
            "left": cause.left,
            "rows": cause.rows,
        }
    }


def _account(report: Report, language: Language) -> Object:
    """What became of each cell of the sheet, where a recipe made the table of one."""
    account = report.account
    if account is None:
        return {}

    ignored = {why.say(language): number for why, number in account.ignored.items()}
    return {
        "account": {
            "cells": account.cells,
            **{name: getattr(account, name) for name in USES},
            "ignored": ignored,
        }
    }


def _count(tally: Tally, report: Report) -> Object:
    rule = tally.rule
    counted: Object = {
        "code": rule.code,
        "type": rule.type,
        "field": rule.field,
        "severity": rule.severity.value,
        "count": tally.count,
    }
    if report.since:
        counted["known"] = tally.known

    return counted


def _schema(schema: SchemaUsed | None, language: Language) -> Object | None:
    if schema is None:
        return None

    return {
        "ref": schema.ref,
        "sha256": schema.sha256,
        "chosen": schema.chosen.say(language),
    }


def _reading(report: Report) -> Object | None:
    reading = report.reading
    if reading is None:
        return None

    document: Object = {
        "format": reading.format,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "locale": reading.locale,
        "compression": reading.compression,
    }
    if reading.dialect:
        document["dialect"] = dict(reading.dialect)
    if reading.parts:
        document["parts"] = list(reading.parts)

    return document


def _refusal(error: StatxError) -> Object:
    """Why the table could not be judged to its end."""
    kind = getattr(error, "frictionless_type", "source-error")
    words = FRICTIONLESS.get(kind, FRICTIONLESS["source-error"])
    refusal = _frictionless_part(
        kind,
        words,
        error.text.say("en"),
        {},
    )
    return refusal | {"exitCode": error.exit_code}


# ---- one finding ---------------------------------------------------------------------------------


def _error(finding: Finding, report: Report, language: Language) -> Object:
    kind, words = _kind(finding)
    note = _note(finding)
    place = _place(finding, words.tags, report.labels)
    if kind == "foreign-key":
        place |= _reference(finding, note, report)

    error = _frictionless_part(
        kind,
        words,
        note,
        place,
    )
    error |= _statx_part(finding, language)
    if report.since:
        error["known"] = finding.known

    return error


def _kind(finding: Finding) -> tuple[str, Words]:
    """The type it is reported as, and the words for it."""
    name = finding.rule.type
    if name in FRICTIONLESS:
        return name, FRICTIONLESS[name]

    title = name.replace("-", " ").title()
    description = finding.rule.says.say("en")
    if name in OWN:
        title, description = OWN[name]

    shape = _shape(finding)
    template = _TEMPLATES[shape]
    return _GENERAL[shape], Words(
        title,
        description,
        template,
        shape,
    )


def _shape(finding: Finding) -> tuple[str, ...]:
    if finding.label is not None:
        return LABEL

    if finding.row is None:
        return TABLE

    if finding.row == 1:
        return HEADER

    return ROW if finding.cell is None else CELL


def _note(finding: Finding) -> str:
    """Frictionless's English note; of what Frictionless does not know, our own sentence."""
    rule = finding.rule
    note = finding.note or rule.note
    if note or rule.type in FRICTIONLESS:
        return note

    return rule.says.say("en")


def _place(finding: Finding, tags: tuple[str, ...], labels: tuple[str, ...]) -> Object:
    """The keys that Frictionless gives an error of these tags."""
    place: Object = {}
    if "#header" in tags:
        place["labels"] = list(labels)
        place["rowNumbers"] = [finding.row or 1]

    if "#label" in tags:
        place["label"] = finding.label or ""

    if "#row" in tags:
        place["cells"] = list(finding.cells)
        place["rowNumber"] = finding.row or 0

    if "#cell" in tags:
        place["cell"] = finding.cell or ""

    if "#label" in tags or "#cell" in tags:
        place["fieldName"] = finding.rule.field
        place["fieldNumber"] = finding.position or 0

    return place


def _reference(finding: Finding, note: str, report: Report) -> Object:
    """The cells of a foreign key and where they were looked for, which are in the note, too."""
    record = dict(zip(report.labels, finding.cells, strict=False))
    names = finding.rule.fields or (finding.rule.field,)
    resource, fields = _lookup(note)

    return {
        "fieldNames": list(names),
        "fieldCells": [record.get(name, "") for name in names],
        "referenceName": resource,
        "referenceFieldNames": fields,
    }


def _lookup(note: str) -> tuple[str, list[str]]:
    """(resource, its fields) in which Frictionless's note says that a value was looked for."""
    lookup = _LOOKUP.search(note)
    if lookup is None:
        return "", []

    return lookup["name"], lookup["fields"].split(", ")


def _frictionless_part(kind: str, words: Words, note: str, place: Object) -> Object:
    values = defaultdict(str, place | {"note": note})
    error = {
        "type": kind,
        "title": words.title,
        "description": words.description,
        "message": words.template.format_map(values),
        "tags": list(words.tags),
        "note": note,
    }
    return error | place


def _statx_part(finding: Finding, language: Language) -> Object:
    added: Object = {
        "code": finding.rule.code,
        "line": finding.line,
        "column": finding.column,
    }
    if finding.part:
        added["part"] = finding.part

    if finding.address:
        added["address"] = finding.address

    if finding.hint is not None:
        added["hint"] = finding.hint.say(language)

    return added
