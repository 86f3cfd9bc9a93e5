"""The report as GitLab's Code Quality: a flat list of findings that a merge request shows beside the changed lines.

GitLab shows one of two findings with the same fingerprint, and none whose path begins with './'. A finding of the
whole table, or of a file without lines, stands at line 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from statx.render.document import written
from statx.render.listing import UNCHECKED, UNREAD, Entry, left_out, listed
from statx.render.places import file, sentences
from statx.render.setting import RenderOptions
from statx.render.values import clean
from statx.results.findings import Rule, Severity
from statx.results.report import Run
from statx.texts import Language, Text

ROOM = 5_000
"""Findings in one report: more than anyone reads beside a merge request."""


def render(run: Run, setting: RenderOptions) -> Iterator[str]:
    """One JSON list."""
    entries = listed(run, ROOM)
    said = left_out(run, entries)
    rest = [] if said is None or not entries else [_rest(said, entries, setting.language)]
    yield written([_issue(entry, setting.language) for entry in entries] + rest)


def _issue(entry: Entry, language: Language) -> dict[str, object]:
    rule = entry.finding.rule
    parts = [rule.about, *sentences(entry.finding, entry.report, language)]
    return {
        "description": _line(" · ".join(part for part in parts if part)),
        "check_name": rule.code,
        "fingerprint": entry.fingerprint,
        "severity": _severity(rule),
        "location": {
            "path": file(entry.finding, entry.report),
            "lines": {"begin": entry.finding.line or 1},
        },
    }


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


def _rest(said: Text, entries: list[Entry], language: Language) -> dict[str, object]:
    """The last entry says that there are more."""
    return {
        "description": said.say(language),
        "check_name": "left-out",
        "fingerprint": "left-out",
        "severity": "info",
        "location": {"path": entries[0].report.path, "lines": {"begin": 1}},
    }


def _line(sentence: str) -> str:
    return clean(sentence).replace("\n", " ")
