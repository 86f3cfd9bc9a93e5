"""The report as SARIF 2.1.0: each finding an alert that is known again in the next run.

GitHub takes 25,000 results of a run and shows 5,000, so 5,000 are written and chosen here, where
every rule is heard. It knows an alert again by `primaryLocationLineHash`, which its upload would
else take from the line and those that follow it: then every change of order would open all alerts
anew. It asks for a line of every result; a finding of the whole table, or of a file without lines,
stands at line 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote as percent_encode

from statx.render.json_document import dump_document
from statx.render.listing import Entry, choose_entries, describe_left_out
from statx.render.options import RenderOptions
from statx.render.places import file_of, sentences
from statx.results.findings import Finding, Rule
from statx.results.redacted import Audience
from statx.results.report import Report, Run
from statx.texts import Language, clean, clean_lines

Object = dict[str, Any]

AUDIENCE = Audience.ANYONE

ROOM = 5_000
"""Results of the run."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SOURCE = "%SRCROOT%"
FINGERPRINTS = ("statx/v1", "primaryLocationLineHash")

_ABSOLUTE = re.compile(r"^(/|[A-Za-z]:/)")


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """One JSON document with one run."""
    document = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [_run(run, options)],
    }
    yield dump_document(document)


def _run(run: Run, options: RenderOptions) -> Object:
    entries = choose_entries(run, ROOM)
    rules = _rules_of(entries)
    numbers = {rule.code: number for number, rule in enumerate(rules)}

    return {
        "tool": {"driver": _driver(rules, options)},
        "language": options.language,
        "invocations": [_invocation(run, entries, options.language)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(entry, numbers, options.language) for entry in entries],
    }


def _rules_of(entries: list[Entry]) -> list[Rule]:
    """One rule a code, the first that was found, sorted by code."""
    rules: dict[str, Rule] = {}
    for entry in entries:
        rule = entry.finding.rule
        rules.setdefault(rule.code, rule)

    return [rules[code] for code in sorted(rules)]


def _driver(rules: list[Rule], options: RenderOptions) -> Object:
    driver: Object = {"name": "statx"}
    if options.version:
        driver["semanticVersion"] = options.version

    driver["rules"] = [_rule(rule, options.language) for rule in rules]
    return driver


def _rule(rule: Rule, language: Language) -> Object:
    level = rule.severity.value
    says = clean_lines(rule.says.say(language))
    remedy = clean_lines(rule.remedy.say(language))
    words = re.split(r"\W+", rule.code)

    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in words),
        "shortDescription": {"text": says},
        "fullDescription": {"text": says},
        "help": {"text": remedy or says},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [rule.type], "problem.severity": level},
    }


def _invocation(run: Run, entries: list[Entry], language: Language) -> Object:
    notes = []
    left_out = describe_left_out(run, entries)
    if left_out is not None:
        message = {"text": left_out.say(language)}
        notes.append({"level": "note", "message": message})

    return {
        "executionSuccessful": all(report.error is None for report in run.reports),
        "exitCode": run.exit_code,
        "toolExecutionNotifications": notes,
    }


def _result(entry: Entry, numbers: dict[str, int], language: Language) -> Object:
    rule = entry.finding.rule
    result: Object = {
        "ruleId": rule.code,
        "ruleIndex": numbers[rule.code],
        "level": rule.severity.value,
        "message": {"text": _message(entry, language)},
        "locations": [_location(entry.finding, entry.report)],
        "partialFingerprints": dict.fromkeys(FINGERPRINTS, entry.fingerprint),
    }

    if entry.report.since:  # an earlier version was compared
        result["baselineState"] = "unchanged" if entry.finding.known else "new"

    return result


def _message(entry: Entry, language: Language) -> str:
    lines = list(sentences(entry.finding, entry.report, language))
    about = entry.finding.rule.about
    if about:
        lines[0] = f"{clean(about)}: {lines[0]}"

    # SARIF 2.1.0, 3.11.6: brackets before a parenthesis would be a link; a cell may hold one.
    text = clean_lines("\n".join(lines))
    return text.replace("](", "\\](")


def _location(finding: Finding, report: Report) -> Object:
    region = {"startLine": finding.line or 1}
    if finding.line is not None and finding.column is not None:
        region["startColumn"] = finding.column

    artifact = _artifact(file_of(finding, report))
    if finding.address:
        # A workbook has no lines; the address is where a person clicks.
        cell = {"fullyQualifiedName": clean(finding.address), "kind": "object"}
        return {"physicalLocation": {"artifactLocation": artifact}, "logicalLocations": [cell]}

    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _artifact(place: str) -> Object:
    if _ABSOLUTE.match(place):
        uri = percent_encode(_file_name(place.lstrip("/")), safe="/:")
        return {"uri": f"file:///{uri}"}

    return {"uri": percent_encode(_file_name(place)), "uriBaseId": SOURCE}


def _file_name(place: str) -> bytes:
    """A name in bytes, as the system has it; half a letter, which Windows allows, as its number."""
    try:
        return place.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return place.encode("utf-8", "surrogatepass")
