"""The report as SARIF 2.1.0, for code scanning: each finding an alert that is known again in the next run.

GitHub takes 25,000 results of a run and shows 5,000, so 5,000 are written and chosen here, where every rule is heard.
It knows an alert again by `primaryLocationLineHash`, which its upload would else take from the line and those that
follow it: then every change of order would open all alerts anew. It asks for a line of every result; a finding of the
whole table, or of a file without lines, stands at line 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from statx.render.document import written
from statx.render.listing import Entry, left_out, listed
from statx.render.places import file, sentences
from statx.render.setting import RenderOptions
from statx.render.values import clean
from statx.results.findings import Finding, Rule
from statx.results.report import Report, Run
from statx.texts import Language, Text

Object = dict[str, Any]

ROOM = 5_000
"""Results of the run."""

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
SOURCE = "%SRCROOT%"
FINGERPRINTS = ("statx/v1", "primaryLocationLineHash")

_ABSOLUTE = re.compile(r"^(/|[A-Za-z]:/)")


def render(run: Run, setting: RenderOptions) -> Iterator[str]:
    """One JSON document with one run."""
    yield written({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run, setting)]})


def _run(run: Run, setting: RenderOptions) -> Object:
    entries = listed(run, ROOM)
    rules = {entry.finding.rule.code: entry.finding.rule for entry in reversed(entries)}
    codes = sorted(rules)
    return {
        "tool": {"driver": _driver([rules[code] for code in codes], setting)},
        "language": setting.language,
        "invocations": [_invocation(run, left_out(run, entries), setting.language)],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(entry, codes.index(entry.finding.rule.code), setting.language)
            for entry in entries
        ],
    }


def _driver(rules: list[Rule], setting: RenderOptions) -> Object:
    version = {"semanticVersion": setting.version} if setting.version else {}
    return {"name": "statx", **version, "rules": [_rule(rule, setting.language) for rule in rules]}


def _rule(rule: Rule, language: Language) -> Object:
    level = rule.severity.value
    says, remedy = clean(rule.says.say(language)), clean(rule.remedy.say(language))
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in re.split(r"\W+", rule.code)),
        "shortDescription": {"text": says},
        "fullDescription": {"text": says},
        "help": {"text": remedy or says},
        "defaultConfiguration": {"level": level},
        "properties": {"tags": [rule.type], "problem.severity": level},
    }


def _invocation(run: Run, said: Text | None, language: Language) -> Object:
    told = all(report.error is None for report in run.reports)
    notes = [] if said is None else [{"level": "note", "message": {"text": said.say(language)}}]
    return {
        "executionSuccessful": told,
        "exitCode": run.exit_code,
        "toolExecutionNotifications": notes,
    }


def _result(entry: Entry, rule_index: int, language: Language) -> Object:
    rule = entry.finding.rule
    return {
        "ruleId": rule.code,
        "ruleIndex": rule_index,
        "level": rule.severity.value,
        "message": {"text": _message(entry, language)},
        "locations": [_location(entry.finding, entry.report)],
        "partialFingerprints": dict.fromkeys(FINGERPRINTS, entry.fingerprint),
        **_baseline(entry),
    }


def _baseline(entry: Entry) -> Object:
    """Whether an earlier version had it, where one was compared."""
    if not entry.report.since:
        return {}
    return {"baselineState": "unchanged" if entry.finding.known else "new"}


def _message(entry: Entry, language: Language) -> str:
    said, *more = sentences(entry.finding, entry.report, language)
    name = entry.finding.rule.about
    text = clean("\n".join([f"{name}: {said}" if name else said, *more]))
    # SARIF 2.1.0, 3.11.6: words in brackets before a parenthesis would be a link, and a cell may hold one.
    return text.replace("](", "\\](")


def _location(finding: Finding, report: Report) -> Object:
    region = {"startLine": finding.line or 1}
    if finding.line is not None and finding.column is not None:
        region["startColumn"] = finding.column
    return {
        "physicalLocation": {"artifactLocation": _artifact(file(finding, report)), "region": region}
    }


def _artifact(place: str) -> Object:
    if _ABSOLUTE.match(place):
        return {"uri": "file:///" + quote(place.lstrip("/"), safe="/:", errors="surrogateescape")}
    return {"uri": quote(place, errors="surrogateescape"), "uriBaseId": SOURCE}
