"""Which findings of a table an earlier version of it had already.

Told one by one, up to a written bound.

A finding is known again by its fingerprint, so rows may move and other cells may change. The values
of a confidential field are in no fingerprint: its findings are told apart by their number alone. So
are those of a rule of which more were found than are kept.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from statx.fingerprints import fingerprinted
from statx.results.findings import Finding, Rule, Tally
from statx.results.report import Report
from statx.texts import Text, count

KEPT = 100_000
"""Findings of a table that are compared one by one, on either side."""

COUNTED = Text(
    id=(
        "Temuannya lebih dari {n}: untuk aturan yang temuannya terlalu banyak, yang baru dan yang"
        " lama dibedakan dari jumlahnya, tidak satu per satu."
    ),
    en=(
        "There are more than {n} findings: for rules with too many, new and known are told apart by"
        " their number, not one by one."
    ),
)
UNJUDGED_BEFORE = Text(
    id="Versi sebelumnya tidak dapat diperiksa ({reason}), jadi semua temuan dianggap baru.",
    en="The earlier version could not be judged ({reason}), so every finding counts as new.",
)
NO_ROWS_BEFORE = Text(
    id=(
        "Pada versi sebelumnya tidak satu baris pun dapat diperiksa, jadi semua temuan pada baris"
        " data dianggap baru."
    ),
    en=(
        "Not one row of the earlier version could be judged, so every finding in a row of data"
        " counts as new."
    ),
)


def compared(now: Report, before: Report) -> Report:
    """The report with what the earlier version had already marked as known."""
    before = replace(before, place=now.place)
    had = {fingerprint for _, fingerprint in fingerprinted(_findings(before), before)}
    known = [fingerprint in had for _, fingerprint in fingerprinted(_findings(now), now)]
    numbers = Counter[tuple[str, ...]]()
    for tally in before.tallies:
        numbers[_asked(tally.rule)] += tally.count
    both = [tally for report in (now, before) for tally in report.tallies]
    is_cut = any(_is_cut(tally) for tally in both)
    by_number = {_asked(tally.rule) for tally in both if _is_cut(tally) or tally.rule.confidential}
    marks = iter(known)
    tallies = tuple(
        _marked(
            tally,
            [next(marks) for _ in tally.findings],
            numbers[_asked(tally.rule)],
            _asked(tally.rule) not in by_number,
        )
        for tally in now.tallies
    )
    return replace(now, tallies=tallies, remarks=(*now.remarks, *_remarks(before, is_cut=is_cut)))


def cut(report: Report, limit: int) -> Report:
    """The report with at most `limit` findings, but the first of every rule.

    New ones before known ones.
    """
    kept = sum(len(tally.findings) for tally in report.tallies)
    if not limit or kept <= limit:
        return replace(report, limit=limit)
    order = sorted((finding.known, finding.row or 0) for finding in _findings(report))
    last = order[limit - 1]
    tallies = (
        replace(
            tally,
            findings=_first(
                tally, sum((each.known, each.row or 0) <= last for each in tally.findings)
            ),
        )
        for tally in report.tallies
    )
    return replace(report, tallies=tuple(tallies), limit=limit)


EVERY_RULE = 3
"""Findings kept of every rule, however many stand before them."""


def _marked(tally: Tally, known: list[bool], had: int, one_by_one: bool) -> Tally:  # noqa: FBT001  a private step
    number = sum(known) if one_by_one and tally.findings else min(tally.count, had)
    if number in (0, tally.count):
        known = [bool(number)] * len(known)
    findings = (
        replace(finding, known=mark) for finding, mark in zip(tally.findings, known, strict=True)
    )
    return replace(tally, known=number, findings=tuple(findings))


def _first(tally: Tally, number: int) -> tuple[Finding, ...]:
    """The foremost findings, in the order of the file again."""
    return tuple(
        sorted(tally.foremost[: max(EVERY_RULE, number)], key=lambda finding: finding.row or 0)
    )


def _findings(report: Report) -> list[Finding]:
    return [finding for tally in report.tallies for finding in tally.findings]


def _asked(rule: Rule) -> tuple[str, ...]:
    return rule.code, rule.about, "" if rule.reference is None else rule.reference[0]


def _is_cut(tally: Tally) -> bool:
    """A tally without any place, such as that of a table without rows, is whole."""
    return 0 < len(tally.findings) < tally.count


def _remarks(before: Report, *, is_cut: bool) -> list[Text]:
    remarks = [COUNTED.fill(n=count(KEPT))] if is_cut else []
    if before.error is not None:
        return [*remarks, UNJUDGED_BEFORE.fill(reason=_sentence(before.error.text))]
    return remarks if before.rows else [*remarks, NO_ROWS_BEFORE]


def _sentence(text: Text) -> Text:
    """Without its full stop, to stand in brackets."""
    return Text(*(said.rstrip(".") for said in (text.id, text.en)))
