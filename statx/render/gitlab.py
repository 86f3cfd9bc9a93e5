"""The report as GitLab's Code Quality: findings that a merge request shows beside its lines.

GitLab shows one of two findings with the same fingerprint, and none whose path begins with './'. A
finding of the whole table, or of a file without lines, stands at line 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from statx.render.json_document import dump_document
from statx.render.listing import UNCHECKED, UNREAD, Entry, choose_entries, describe_left_out
from statx.render.options import RenderOptions
from statx.render.places import file_of, sentences
from statx.results.findings import Rule, Severity
from statx.results.redacted import Audience
from statx.results.report import Run
from statx.texts import Language, Text, clean, clean_lines

AUDIENCE = Audience.ANYONE

ROOM = 5_000
"""Findings in one report: more than anyone reads beside a merge request."""


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """One JSON list."""
    entries = choose_entries(run, ROOM)
    issues = [_issue(entry, options.language) for entry in entries]

    left_out = describe_left_out(run, entries)
    if left_out is not None and entries:
        issues.append(_rest(left_out, entries, options.language))

    yield dump_document(issues)


def _issue(entry: Entry, language: Language) -> dict[str, object]:
    rule = entry.finding.rule
    return {
        "description": _description(entry, language),
        "check_name": rule.code,
        "fingerprint": entry.fingerprint,
        "severity": _severity(rule),
        "location": {
            "path": file_of(entry.finding, entry.report),
            "lines": {"begin": entry.finding.line or 1},
        },
    }


def _description(entry: Entry, language: Language) -> str:
    finding = entry.finding
    parts = [clean(finding.rule.about)]
    parts += sentences(finding, entry.report, language)

    line = " · ".join(part for part in parts if part)
    return clean_lines(line).replace("\n", " ")


def _severity(rule: Rule) -> str:
    if rule.code in (UNCHECKED, UNREAD):
        return "critical"

    match rule.severity:
        case Severity.ERROR:
            return "major"
        case Severity.WARNING:
            return "minor"
        case _:
            assert_never(rule.severity)


def _rest(left_out: Text, entries: list[Entry], language: Language) -> dict[str, object]:
    """The last entry says that there are more."""
    return {
        "description": left_out.say(language),
        "check_name": "left-out",
        "fingerprint": "left-out",
        "severity": "info",
        "location": {
            "path": entries[0].report.path,
            "lines": {"begin": 1},
        },
    }
