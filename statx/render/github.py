"""The report as annotations of a pull request: the right line of the right file, and never too many.

GitHub shows ten errors, ten warnings and ten notices of a step and silently drops the rest. So there is one
annotation for each rule of each file, with the exact count and the first place; at most nine of each level, and a
tenth that says how many more there are. The log of a pull request may be public: no value of a confidential field is
written into it, and no hint, since a hint can repeat the value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statx.render.setting import Setting
from statx.render.values import clean, quoted
from statx.render.verdict import EMPTY, UNREADABLE, about, amount, marked_wrong, noun, reason, summary
from statx.report import Finding, Report, Run, Severity, Tally
from statx.texts import Language, Text, count

SHOWN = 9
"""Annotations of one level before the one that says how many more there are."""

TITLE = Text(id="{field} · {amount}", en="{field} · {amount}")
EXPECTED = Text(id="Seharusnya: {expected}", en="Expected: {expected}")
FOUND_IN_ROW = Text(id="Pertama di baris {row}: {found}", en="First in row {row}: {found}")
FIRST_ROW = Text(id="Pertama di baris {row}", en="First in row {row}")
MORE_TITLE = Text(id="Masih ada lagi", en="There is more")
MORE = (
    Text(
        id="… dan {n} kelompok lagi, seluruhnya {findings}. Jalankan statx validate untuk melihat semuanya.",
        en="… and {n} more group, {findings} in all. Run statx validate to see everything.",
    ),
    Text(
        id="… dan {n} kelompok lagi, seluruhnya {findings}. Jalankan statx validate untuk melihat semuanya.",
        en="… and {n} more groups, {findings} in all. Run statx validate to see everything.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Annotation:
    level: str
    title: str
    message: str
    count: int = 1
    file: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        named = {"file": self.file, "line": self.line, "col": self.column, "title": self.title}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in named.items() if value)
        return f"::{self.level} {properties}::{_data(self.message)}\n"


def render(run: Run, setting: Setting) -> Iterator[str]:
    """Workflow commands, one a line: errors, warnings, and one notice that sums up."""
    for severity in Severity:
        yield from _level(run, severity, setting.language)
    yield str(_Annotation("notice", "statx", summary(run).say(setting.language)))


def _level(run: Run, severity: Severity, language: Language) -> Iterator[str]:
    groups = [group for report in run.reports for group in _groups(report, severity, language)]
    yield from map(str, groups[:SHOWN])
    if groups[SHOWN:]:
        yield str(_rest(groups[SHOWN:], severity, language))


def _groups(report: Report, severity: Severity, language: Language) -> Iterator[_Annotation]:
    why = reason(report)
    if why is not None and severity is Severity.ERROR:
        yield _unjudged(report, why, language)
    for tally in report.tallies:
        if tally.rule.severity is severity:
            yield _group(tally, report, language)


def _unjudged(report: Report, why: Text, language: Language) -> _Annotation:
    title = UNREADABLE if report.error is not None else EMPTY
    return _Annotation("error", title.say(language), why.say(language), file=_path(report))


def _group(tally: Tally, report: Report, language: Language) -> _Annotation:
    rule = tally.rule
    first = min(tally.findings, key=lambda finding: finding.line or 0, default=Finding(rule))
    number = amount(tally.count, noun(rule.severity)).say(language)
    return _Annotation(
        level=rule.severity.value,
        title=TITLE.fill(field=about(rule) or rule.code, amount=number).say(language),
        message="\n".join(_sentences(first, report, language)),
        count=tally.count,
        file=_path(report),
        line=first.line,
        column=first.column,
    )


def _sentences(first: Finding, report: Report, language: Language) -> Iterator[str]:
    rule = first.rule
    yield rule.says.say(language)
    if rule.expected.en:
        yield EXPECTED.fill(expected=rule.expected).say(language)
    if first.row is not None:
        yield _first(first, report, language)
    if first.hint is not None and not rule.confidential:
        yield first.hint.say(language)
    if rule.remedy.en:
        yield rule.remedy.say(language)


def _first(first: Finding, report: Report, language: Language) -> str:
    row = count(first.row or 0)
    values = () if first.rule.confidential else marked_wrong(first, report)
    if not values:
        return FIRST_ROW.fill(row=row).say(language)
    found = ", ".join(f"{name} {quoted(value, language)}".strip() for name, value in values)
    return FOUND_IN_ROW.fill(row=row, found=found).say(language)


def _rest(groups: list[_Annotation], severity: Severity, language: Language) -> _Annotation:
    findings = amount(sum(group.count for group in groups), noun(severity))
    said = MORE[len(groups) != 1].fill(n=count(len(groups)), findings=findings)
    return _Annotation(severity.value, MORE_TITLE.say(language), said.say(language))


def _path(report: Report) -> str:
    return report.place.replace("\\", "/")


def _data(message: str) -> str:
    return clean(message).replace("%", "%25").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
