"""The summary of a step on GitHub: the sum of all files, then a table a file, a row a rule.

A summary has room for every rule, up to a mebibyte for the whole step, above which GitHub refuses
it; this one stops at half of that and says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statx.render.cause import all_remarks
from statx.render.options import RenderOptions
from statx.render.outcome import (
    Outcome,
    describe_newness,
    describe_outcome,
    outcome_of,
    reason_unjudged,
    run_remarks,
    summarise,
)
from statx.render.outlet import Outlet
from statx.render.places import describe_place, first_place
from statx.render.words import EXPECTED
from statx.results.findings import Severity, Tally
from statx.results.redacted import Audience
from statx.results.report import Report, Run
from statx.texts import Language, Text, clean, clean_lines, count, verbatim

AUDIENCE = Audience.ANYONE

ROOM = 512 * 1024
"""Bytes of a summary."""
WIDEST = 500
"""Characters in one cell of a summary."""

HEADINGS = (
    Text(
        id="Kolom",
        en="Field",
    ),
    Text(
        id="Aturan",
        en="Rule",
    ),
    Text(
        id="Temuan",
        en="Findings",
    ),
    Text(
        id="Tempat pertama",
        en="First place",
    ),
    Text(
        id="Keterangan",
        en="What is wrong",
    ),
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
_MARKS = {
    Outcome.PASSES: "✓",
    Outcome.FAILS: "✗",
    Outcome.EMPTY: "!",
    Outcome.UNREADABLE: "✗",
}
_MARKUP = re.compile(r"[\\`*_\[\]<>|~$&!#]")


def render(run: Run, options: RenderOptions) -> Iterator[str]:
    """Markdown, as much of it as fits."""
    language = options.language
    head = _head(run, language)
    lines: list[str] = []
    for report in run.reports:
        lines += _file(report, language)

    fitting = _fitting(lines, ROOM - len(head.encode()))
    yield head
    yield from fitting

    left = len(lines) - len(fitting)
    if left:
        yield _paragraph(FULL.fill(n=count(left)), language)


SUMMARY = Outlet(AUDIENCE, render)


def _head(run: Run, language: Language) -> str:
    total = _escape(summarise(run).say(language))
    head = f"## statx\n\n**{total}**\n"
    if run.reports:
        head += "".join(_paragraph(remark, language) for remark in run_remarks(run))

    return head


def _file(report: Report, language: Language) -> Iterator[str]:
    mark = _MARKS[outcome_of(report)]
    outcome = describe_outcome(report).say(language)
    yield f"\n### {mark} {_escape(clean(report.path))}\n\n{_escape(outcome)}\n"

    reason = reason_unjudged(report)
    if reason is not None:
        yield _paragraph(reason, language)

    for remark in all_remarks(report):
        yield _paragraph(remark, language)

    yield from _table(report, language)


def _table(report: Report, language: Language) -> Iterator[str]:
    if not report.tallies:
        return

    headings = [heading.say(language) for heading in HEADINGS]
    yield "\n" + _row("", *headings) + RULER

    for severity in Severity:
        for tally in report.foremost:
            if tally.rule.severity is severity:
                yield _rule(
                    tally,
                    report,
                    language,
                )


def _rule(tally: Tally, report: Report, language: Language) -> str:
    rule = tally.rule
    place = describe_place(
        first_place(tally),
        report,
        language,
    )
    cells = (
        clean(rule.about),
        clean(rule.code),
        _amount(tally, report).say(language),
        place,
    )

    mark = "✗" if rule.severity is Severity.ERROR else "!"
    sentences = [_escape(sentence) for sentence in _sentences(tally, language) if sentence]
    return _row(
        mark,
        *map(_escape, cells),
        "<br>".join(sentences),
    )


def _amount(tally: Tally, report: Report) -> Text:
    number = count(tally.count)
    newness = describe_newness(tally, report)
    return number if newness is None else number + verbatim(": ") + newness


def _sentences(tally: Tally, language: Language) -> Iterator[str]:
    """What is wrong, what would be right, what may have been meant, what to do next."""
    rule = tally.rule
    yield rule.says.say(language)

    if rule.expected.en:
        yield EXPECTED.fill(expected=rule.expected).say(language)

    hint = first_place(tally).hint
    if hint is not None:
        yield hint.say(language)

    yield rule.remedy.say(language)


def _paragraph(sentence: Text, language: Language) -> str:
    return f"\n{_escape(sentence.say(language))}\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _fitting(lines: list[str], room: int) -> list[str]:
    """The first lines that fit into so many bytes."""
    fitting = []
    for line in lines:
        room -= len(line.encode())
        if room < 0:
            break

        fitting.append(line)

    return fitting


def _escape(words: str) -> str:
    """Words that are shown as they are: no markup, no picture, no new row."""
    shown = words
    if len(words) > WIDEST:
        start = words[: WIDEST - 1]
        shown = f"{start}…"

    line = clean_lines(shown).replace("\n", " ")
    return _MARKUP.sub(r"\\\g<0>", line)
