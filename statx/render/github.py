"""The report where GitHub shows it: annotations on the right line of the right file.

GitHub shows ten errors, ten warnings and ten notices of a step and silently drops the rest. So
there is one annotation for each rule of each file, with the exact count and the first place; at
most nine of each level, and a tenth that says how many more there are. What is new stands first, so
that nothing known takes its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from statx.render.options import RenderOptions
from statx.render.outcome import (
    describe_newness,
    noun_of,
    reason_unjudged,
    run_remarks,
    summarise,
)
from statx.render.places import file_of, first_place, sentences
from statx.render.words import EMPTY, FIRST_IN, UNREADABLE
from statx.results.findings import Severity, Tally
from statx.results.redacted import Audience
from statx.results.report import Report, Run
from statx.texts import Language, Text, amount, clean_lines, count, joined

AUDIENCE = Audience.ANYONE

SHOWN = 9
"""Annotations of one level before the one that says how many more there are."""
LEVELS = ("error", "warning")
"""An annotation in red for what fails the data; in yellow for what is only said."""

TITLE = Text(
    id="{field} · {amount}",
    en="{field} · {amount}",
)
MORE_TITLE = Text(
    id="Masih ada lagi",
    en="There is more",
)
MORE = (
    Text(
        id=(
            "… dan {n} kelompok lagi, seluruhnya {findings}. Jalankan statx validate untuk melihat"
            " semuanya."
        ),
        en="… and {n} more group, {findings} in all. Run statx validate to see everything.",
    ),
    Text(
        id=(
            "… dan {n} kelompok lagi, seluruhnya {findings}. Jalankan statx validate untuk melihat"
            " semuanya."
        ),
        en="… and {n} more groups, {findings} in all. Run statx validate to see everything.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Annotation:
    """One workflow command."""

    level: str
    title: str
    message: str
    count: int = 1
    """Findings that it stands for."""
    severity: Severity = Severity.ERROR
    is_new: bool = True
    file: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        named = {
            "file": self.file,
            "line": self.line,
            "col": self.column,
            "title": self.title,
        }
        properties = []
        for name, value in named.items():
            if value:
                properties.append(f"{name}={_escape_property(str(value))}")

        return f"::{self.level} {','.join(properties)}::{_escape_data(self.message)}\n"


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """Workflow commands, one a line: errors, warnings, and one notice that sums up."""
    language = options.language
    annotations = _annotations(run, language)
    for level in LEVELS:
        yield from _level(annotations, level, language)

    sentences = [summarise(run)]
    if run.reports:
        sentences += run_remarks(run)

    lines = [sentence.say(language) for sentence in sentences]
    yield str(_Annotation("notice", "statx", "\n".join(lines)))


def _annotations(run: Run, language: Language) -> list[_Annotation]:
    """What is new first."""
    annotations: list[_Annotation] = []
    for report in run.reports:
        annotations += _annotations_of(report, language)

    return sorted(annotations, key=lambda annotation: not annotation.is_new)


def _annotations_of(report: Report, language: Language) -> Iterator[_Annotation]:
    reason = reason_unjudged(report)
    if reason is not None:
        title = UNREADABLE if report.error is not None else EMPTY
        message = reason.say(language)
        yield _Annotation(
            "error",
            title.say(language),
            message,
            file=report.path,
        )

    for tally in report.tallies:
        yield _annotation(tally, report, language)


def _annotation(tally: Tally, report: Report, language: Language) -> _Annotation:
    rule = tally.rule
    first = first_place(tally)
    title = TITLE.fill(
        field=rule.about or rule.code,
        amount=_amount(tally, report),
    )
    message = sentences(
        first,
        report,
        language,
        FIRST_IN,
    )

    return _Annotation(
        level="error" if report.failing(tally) else "warning",
        title=title.say(language),
        message="\n".join(message),
        count=tally.count,
        severity=rule.severity,
        is_new=bool(tally.new),
        file=file_of(first, report),
        line=first.line,
        column=first.column,
    )


def _amount(tally: Tally, report: Report) -> Text:
    """'12 errors', and where the data was compared '12 errors · 2 new, 10 known'."""
    number = amount(tally.count, noun_of(tally.rule.severity))
    newness = describe_newness(tally, report)
    if newness is None:
        return number

    return joined([number, newness], " · ")


def _level(annotations: list[_Annotation], level: str, language: Language) -> Iterator[str]:
    """The annotations of one level, and one for those that GitHub would drop."""
    of_level = [annotation for annotation in annotations if annotation.level == level]
    for annotation in of_level[:SHOWN]:
        yield str(annotation)

    rest = of_level[SHOWN:]
    if rest:
        yield str(_rest(rest, level, language))


def _rest(annotations: list[_Annotation], level: str, language: Language) -> _Annotation:
    singular, plural = MORE
    number = len(annotations)
    sentence = singular if number == 1 else plural
    findings = _amounts(annotations)
    message = sentence.fill(
        n=count(number),
        findings=findings,
    )

    title = MORE_TITLE.say(language)
    return _Annotation(level, title, message.say(language))


def _amounts(annotations: list[_Annotation]) -> Text:
    """'12 errors, 3 warnings'."""
    counts: Counter[Severity] = Counter()
    for annotation in annotations:
        counts[annotation.severity] += annotation.count

    return joined(
        [amount(counts[severity], noun_of(severity)) for severity in Severity if counts[severity]]
    )


def _escape_data(message: str) -> str:
    return clean_lines(message).replace("%", "%25").replace("\n", "%0A")


def _escape_property(value: str) -> str:
    return _escape_data(value).replace(":", "%3A").replace(",", "%2C")
