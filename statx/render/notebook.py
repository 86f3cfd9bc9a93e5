"""A run as the answer of a Python session: ten lines, or a table that a notebook shows.

Both say what is wrong and where first, file by file, and how much more there is. The table is plain
HTML without style of its own but for its alignment, so that it is read in light and in dark; every
word that came out of a file is escaped, and nothing in it is set as mathematics.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import shorten

from statx.render import notebook_words as words
from statx.render.cause import describe_cause
from statx.render.outcome import (
    Outcome,
    describe_outcome,
    mark_of,
    mark_of_all,
    outcome_of,
    reason_unjudged,
    summarise,
    wrong_values,
)
from statx.render.paper import BAD, CARE
from statx.render.values import quote
from statx.results.findings import Severity, Tally
from statx.results.report import Report, Run
from statx.texts import Language, Text, as_keyword, clean, clean_lines, count

LINES = 10
"""Of the answer at a prompt, at the most."""
WIDEST = 160
"""Characters of one of them."""
ROWS = 20
"""Of the table, at the most."""
UNSET = "tex2jax_ignore mathjax_ignore"
"""Tells a notebook that `$` stands for itself."""
LEFT = ' style="text-align: left; vertical-align: top"'
ONE_LINE = ' style="text-align: left; white-space: nowrap"'


def show_as_lines(run: Run, language: Language) -> list[str]:
    """At most LINES lines: the sum, the failing files, and what is wrong in the first of them."""
    head = _summary(run, language)
    told = [report for report in run.reports if _is_told(report)]
    if not told:
        return [head]

    room = LINES - 2
    lines, is_whole = _fill(
        told,
        room,
        language,
    )
    foot = words.ALL_OF_IT if is_whole else words.MORE
    return [head, *lines, _said(foot, language)]


def show_as_html(run: Run, language: Language) -> str:
    """A table: one row for each rule that does not hold, one for a file that cannot be judged."""
    rows: list[list[str]] = []
    for report in run.reports:
        rows += _rows(report, language)

    shown = rows[:ROWS]
    caption = _summary(run, language)
    parts = [f'<table class="{UNSET}">', _caption(caption)]
    if shown:
        headings = [_said(heading, language) for heading in words.HEADINGS]
        parts.append(_line("th", headings))
        parts += [_line("td", cells) for cells in shown]
    parts.append("</table>")

    left = len(rows) - len(shown)
    if left:
        sentence = words.MORE_ROWS.fill(n=count(left))
        more = escape(_said(sentence, language))
        parts.append(f"<p>{more}</p>")
    return "\n".join(parts)


def _summary(run: Run, language: Language) -> str:
    sign = mark_of_all(run).sign
    summary = _said(summarise(run), language)
    return f"{sign} {summary}"


# ---- lines --------------------------------------------------------------------------------------


def _fill(reports: Sequence[Report], room: int, language: Language) -> tuple[list[str], bool]:
    """As many lines as there is room for, and whether that is all: a line a file goes first."""
    spare = max(0, room - len(reports))
    lines: list[str] = []
    is_whole = len(reports) <= room

    for report in reports[:room]:
        lines.append(_head(report, language))
        below = list(_below(report, language))
        lines += below[:spare]
        is_whole &= len(below) <= spare
        spare -= min(spare, len(below))

    return lines, is_whole


def _is_told(report: Report) -> bool:
    """Whether there is anything to say of it but that it passes."""
    return bool(report.tallies) or outcome_of(report) is not Outcome.PASSES


def _head(report: Report, language: Language) -> str:
    mark = mark_of(outcome_of(report))
    outcome = _said(describe_outcome(report), language)
    return _cut(f"  {mark.sign} {report.place}  {outcome}")


def _below(report: Report, language: Language) -> Iterator[str]:
    """Why it could not be judged, and each rule that does not hold."""
    if report.cause is not None:
        yield _cut(f"      {_said(describe_cause(report.cause), language)}")

    reason = reason_unjudged(report)
    if reason is not None:
        said = _said(reason, language)
        yield _cut(f"      {said}")

    for tally in report.foremost:
        line = _rule(tally, report, language)
        yield _cut(f"      {line}")


def _rule(tally: Tally, report: Report, language: Language) -> str:
    """'2 p0 [maximum]: is too large, first in row 4 "612,3"'; what is cut off is never the code."""
    rule = tally.rule
    subject = f"{rule.about} " if rule.about else ""
    says = _said(rule.says, language).removesuffix(".")
    place = _place(
        tally,
        report,
        language,
    )
    first = _said(words.FIRST.fill(place=place), language) if place else ""
    number = count(tally.count).say(language)
    return f"{number} {subject}[{rule.code}]: {says}{first}"


def _place(tally: Tally, report: Report, language: Language) -> str:
    """Where the first one is, with what was found there, and what may have been meant."""
    if not tally.findings:
        return ""

    finding = tally.foremost[0]
    parts = []

    if finding.address:
        parts.append(clean(finding.address))
    elif finding.row is not None:
        row = words.ROW.fill(row=count(finding.row))
        parts.append(_said(row, language))

    for name, value in wrong_values(finding, report):
        quoted = quote(value, language)
        parts.append(f"{name} {quoted}".strip())

    if finding.hint is not None:
        hint = _said(finding.hint, language)
        parts.append(f"({hint})")
    return " ".join(parts)


def _cut(line: str) -> str:
    """No longer than a reader's eye follows; its margin stays."""
    words_ = line.lstrip(" ")
    margin = line[: len(line) - len(words_)]
    return margin + shorten(
        words_,
        WIDEST,
        placeholder=" …",
    )


def _said(text: Text, language: Language) -> str:
    return clean_lines(text.say(language, as_keyword))


# ---- the table -----------------------------------------------------------------------------------


def _rows(report: Report, language: Language) -> Iterator[list[str]]:
    """The cells of its rows, in the order of `words.HEADINGS`."""
    reason = reason_unjudged(report)
    if reason is not None:
        yield [_named(report), "", _said(reason, language), "", "", ""]

    for tally in report.foremost:
        rule = tally.rule
        mark = BAD if rule.severity is Severity.ERROR else CARE
        says = _said(rule.says, language)
        yield [
            _named(report),
            rule.about,
            f"{mark.sign} {says} [{rule.code}]",
            count(tally.count).say(language),
            _place(
                tally,
                report,
                language,
            ),
            _said(rule.remedy, language),
        ]


def _named(report: Report) -> str:
    mark = mark_of(outcome_of(report))
    return f"{mark.sign} {report.place}"


def _caption(words_: str) -> str:
    return f"<caption{ONE_LINE}>{escape(words_)}</caption>"


def _line(tag: str, cells: Sequence[str]) -> str:
    inside = "".join(f"<{tag}{LEFT}>{escape(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inside}</tr>"
