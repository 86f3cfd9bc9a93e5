"""The report where GitHub shows it: annotations on the right line of the right file, and the summary of the step.

GitHub shows ten errors, ten warnings and ten notices of a step and silently drops the rest. So there is one
annotation for each rule of each file, with the exact count and the first place; at most nine of each level, and a
tenth that says how many more there are. What is new stands first, so that nothing known takes its place. A summary
has room for every rule, up to a mebibyte for the whole step, above which GitHub refuses it; this one stops at half of
that and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from statx.render.places import EXPECTED, FIRST_IN, file, first, hint, place, sentences
from statx.render.setting import RenderOptions
from statx.render.values import clean
from statx.render.verdict import (
    EMPTY,
    UNREADABLE,
    Verdict,
    amount,
    newness,
    noun,
    reason,
    remarks,
    verdict,
    words,
)
from statx.render.verdict import summary as summed_up
from statx.results.findings import Severity, Tally
from statx.results.report import Report, Run
from statx.texts import Language, Text, count, joined, verbatim

SHOWN = 9
"""Annotations of one level before the one that says how many more there are."""
LEVELS = ("error", "warning")
"""An annotation in red for what fails the data; in yellow for what is only said."""
ROOM = 512 * 1024
"""Bytes of a summary."""
WIDEST = 500
"""Characters in one cell of a summary."""

TITLE = Text(id="{field} · {amount}", en="{field} · {amount}")
MORE_TITLE = Text(id="Masih ada lagi", en="There is more")
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
HEADINGS = (
    Text(id="Kolom", en="Field"),
    Text(id="Aturan", en="Rule"),
    Text(id="Temuan", en="Findings"),
    Text(id="Tempat pertama", en="First place"),
    Text(id="Keterangan", en="What is wrong"),
)
RULER = "| --- | --- | --- | --: | --- | --- |\n"
FULL = Text(
    id=(
        "… dan {n} baris lagi: ringkasan di GitHub tidak boleh lebih panjang. Jalankan statx"
        " validate untuk melihat semuanya."
    ),
    en=(
        "… and {n} more lines: a summary on GitHub must not be longer. Run statx validate to see"
        " everything."
    ),
)
_MARKS = {Verdict.PASSES: "✓", Verdict.FAILS: "✗", Verdict.EMPTY: "!", Verdict.UNREADABLE: "✗"}
_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&!#]")


@dataclass(frozen=True, slots=True)
class _Annotation:
    level: str
    title: str
    message: str
    count: int = 1
    severity: Severity = Severity.ERROR
    new: bool = True
    file: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        named = {"file": self.file, "line": self.line, "col": self.column, "title": self.title}
        properties = ",".join(
            f"{name}={_property(str(value))}" for name, value in named.items() if value
        )
        return f"::{self.level} {properties}::{_data(self.message)}\n"


def render(run: Run, setting: RenderOptions) -> Iterator[str]:
    """Workflow commands, one a line: errors, warnings, and one notice that sums up."""
    for level in LEVELS:
        yield from _level(run, level, setting.language)
    said = [summed_up(run), *(remarks(run) if run.reports else ())]
    yield str(
        _Annotation("notice", "statx", "\n".join(text.say(setting.language) for text in said))
    )


def summary(run: Run, setting: RenderOptions) -> str:
    """Markdown for the summary of a step: the sum of all files, then a table for each file, a row for each rule."""
    language = setting.language
    lines = [line for report in run.reports for line in _file(report, language)]
    head = f"## statx\n\n**{_markdown(summed_up(run).say(language))}**\n"
    head += "".join(f"\n{_markdown(said.say(language))}\n" for said in remarks(run) if run.reports)
    kept = _fitting(lines, ROOM - len(head.encode()))
    rest = len(lines) - len(kept)
    said = f"\n{_markdown(FULL.fill(n=count(rest)).say(language))}\n" if rest else ""
    return head + "".join(kept) + said


def _level(run: Run, level: str, language: Language) -> Iterator[str]:
    groups = [
        group
        for report in run.reports
        for group in _groups(report, language)
        if group.level == level
    ]
    groups.sort(key=lambda group: not group.new)
    yield from map(str, groups[:SHOWN])
    if groups[SHOWN:]:
        yield str(_rest(groups[SHOWN:], level, language))


def _groups(report: Report, language: Language) -> Iterator[_Annotation]:
    why = reason(report)
    if why is not None:
        yield _unjudged(report, why, language)
    for tally in report.tallies:
        yield _group(tally, report, language)


def _unjudged(report: Report, why: Text, language: Language) -> _Annotation:
    title = UNREADABLE if report.error is not None else EMPTY
    return _Annotation("error", title.say(language), why.say(language), file=report.path)


def _group(tally: Tally, report: Report, language: Language) -> _Annotation:
    rule = tally.rule
    found = first(tally)
    number = " · ".join(_numbers(tally, report, language))
    return _Annotation(
        level="error" if report.failing(tally) else "warning",
        title=TITLE.fill(field=rule.about or rule.code, amount=number).say(language),
        message="\n".join(sentences(found, report, language, FIRST_IN)),
        count=tally.count,
        severity=rule.severity,
        new=bool(tally.new),
        file=file(found, report),
        line=found.line,
        column=found.column,
    )


def _numbers(tally: Tally, report: Report, language: Language) -> Iterator[str]:
    """'12 errors', and where the data was compared '2 new, 10 known'."""
    yield amount(tally.count, noun(tally.rule.severity)).say(language)
    compared = newness(tally, report)
    if compared is not None:
        yield compared.say(language)


def _rest(groups: list[_Annotation], level: str, language: Language) -> _Annotation:
    counts = {
        severity: sum(group.count for group in groups if group.severity is severity)
        for severity in Severity
    }
    findings = joined(
        [amount(number, noun(severity)) for severity, number in counts.items() if number]
    )
    said = MORE[len(groups) != 1].fill(n=count(len(groups)), findings=findings)
    return _Annotation(level, MORE_TITLE.say(language), said.say(language))


def _file(report: Report, language: Language) -> Iterator[str]:
    why = reason(report)
    yield (
        f"\n### {_MARKS[verdict(report)]}"
        f" {_markdown(report.path)}\n\n{_markdown(words(report).say(language))}\n"
    )
    if why is not None:
        yield f"\n{_markdown(why.say(language))}\n"
    yield from (f"\n{_markdown(remark.say(language))}\n" for remark in report.remarks)
    if report.tallies:
        yield "\n" + _row("", *(heading.say(language) for heading in HEADINGS)) + RULER
    for severity in Severity:
        for tally in report.foremost:
            if tally.rule.severity is severity:
                yield _rule(tally, report, language)


def _rule(tally: Tally, report: Report, language: Language) -> str:
    rule, found = tally.rule, first(tally)
    said = [rule.says.say(language)]
    said += [EXPECTED.fill(expected=rule.expected).say(language)] if rule.expected.en else []
    said += [*hint(found, language), rule.remedy.say(language)]
    compared = newness(tally, report)
    number = (
        count(tally.count) if compared is None else count(tally.count) + verbatim(": ") + compared
    )
    cells = rule.about, rule.code, number.say(language), place(found, report, language)
    mark = "✗" if rule.severity is Severity.ERROR else "!"
    return _row(
        mark,
        *map(_markdown, cells),
        "<br>".join(_markdown(sentence) for sentence in said if sentence),
    )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _fitting(lines: list[str], room: int) -> list[str]:
    """The first lines that fit."""
    ends = accumulate(len(line.encode()) for line in lines)
    return [line for line, end in zip(lines, ends, strict=True) if end <= room]


def _markdown(words: str) -> str:
    """Words that are shown as they are: no markup, no picture, no new row."""
    cut = words if len(words) <= WIDEST else f"{words[: WIDEST - 1]}…"
    return _MARKUP.sub(r"\\\g<0>", clean(cut)).replace("\n", " ")


def _data(message: str) -> str:
    return clean(message).replace("%", "%25").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
