"""Which findings of a table an earlier version of it had already: one by one, up to a bound.

A finding is known again by its fingerprint, so rows may move and other cells may change. The values
of a confidential field are in no fingerprint: its findings are told apart by their number alone. So
are those of a rule of which more were found than are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from statx.fingerprints import fingerprinted
from statx.results.findings import Finding, Rule, Tally
from statx.results.report import Report
from statx.review import words
from statx.texts import Text, count

KEPT = 100_000
"""Findings of a table that are compared one by one, on either side."""
KEPT_OF_EVERY_RULE = 3
"""Findings that a cut leaves of every rule, however many stand before them."""

RuleKey = tuple[str, ...]
"""What makes a rule the same in both versions: its code, what it is about, what it refers to."""


def compare(now: Report, before: Report) -> Report:
    """The report with what the earlier version had already marked as known."""
    before = replace(before, place=now.place)  # a fingerprint holds the place: files are renamed
    earlier = _Earlier.of(before, now)

    tallies = []
    for tally, known in zip(
        now.tallies,
        _known_marks(now, before),
        strict=True,
    ):
        tallies.append(
            _mark(
                tally,
                known,
                earlier,
            )
        )
    remarks = _remarks(before, is_cut=earlier.is_cut)
    return replace(
        now,
        tallies=tuple(tallies),
        remarks=(*now.remarks, *remarks),
    )


def cut(report: Report, limit: int) -> Report:
    """The report with at most `limit` findings, but the first of every rule: new before known."""
    findings = list(_findings(report))
    if not limit or len(findings) <= limit:
        return replace(report, limit=limit)

    order = sorted(map(_importance, findings))
    last = order[limit - 1]
    tallies = [_cut_tally(tally, last) for tally in report.tallies]
    return replace(
        report,
        tallies=tuple(tallies),
        limit=limit,
    )


# ---- new and known ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Earlier:
    """How often each rule failed before, and which rules can be told by their number alone."""

    counts: Counter[RuleKey]
    by_number: frozenset[RuleKey]
    is_cut: bool
    """Whether more was found, in either version, than was kept."""

    @classmethod
    def of(cls, before: Report, now: Report) -> _Earlier:
        counts = Counter[RuleKey]()
        for tally in before.tallies:
            counts[_key(tally.rule)] += tally.count

        by_number = set[RuleKey]()
        is_cut = False
        for tally in (*now.tallies, *before.tallies):
            is_cut = is_cut or _is_cut(tally)
            if _is_cut(tally) or tally.rule.confidential:
                by_number.add(_key(tally.rule))
        return cls(
            counts,
            frozenset(by_number),
            is_cut,
        )


def _known_marks(now: Report, before: Report) -> Iterator[list[bool]]:
    """For each tally, whether each of its findings was there before."""
    earlier = {print_ for _, print_ in fingerprinted(list(_findings(before)), before)}
    prints = iter(fingerprinted(list(_findings(now)), now))
    for tally in now.tallies:
        yield [next(prints)[1] in earlier for _ in tally.findings]


def _mark(tally: Tally, known: list[bool], earlier: _Earlier) -> Tally:
    key = _key(tally.rule)
    if tally.findings and key not in earlier.by_number:
        number = sum(known)
    else:
        number = min(tally.count, earlier.counts[key])

    # where all are known, or none is, each finding is: whatever its fingerprint says
    if number in (0, tally.count):
        known = [number > 0] * len(known)
    findings = [
        replace(finding, known=mark)
        for finding, mark in zip(
            tally.findings,
            known,
            strict=True,
        )
    ]
    return replace(
        tally,
        known=number,
        findings=tuple(findings),
    )


def _key(rule: Rule) -> RuleKey:
    reference = rule.reference[0] if rule.reference is not None else ""
    return rule.code, rule.about, reference


def _is_cut(tally: Tally) -> bool:
    """A tally without any place, such as that of a table without rows, is whole."""
    return 0 < len(tally.findings) < tally.count


def _remarks(before: Report, *, is_cut: bool) -> Iterator[Text]:
    if is_cut:
        yield words.COUNTED.fill(n=count(KEPT))
    if before.error is not None:
        yield words.UNJUDGED_BEFORE.fill(reason=_without_full_stop(before.error.text))
    elif not before.rows:
        yield words.NO_ROWS_BEFORE


def _without_full_stop(text: Text) -> Text:
    """A sentence that is to stand in brackets."""
    return Text(
        id=text.id.rstrip("."),
        en=text.en.rstrip("."),
    )


# ---- what is listed ---------------------------------------------------------------------------


def _findings(report: Report) -> Iterator[Finding]:
    for tally in report.tallies:
        yield from tally.findings


def _importance(finding: Finding) -> tuple[bool, int]:
    """New ones first, then the order of the file."""
    return finding.known, finding.row or 0


def _cut_tally(tally: Tally, last: tuple[bool, int]) -> Tally:
    """The tally with its findings up to `last`, in the order of the file."""
    number = sum(_importance(finding) <= last for finding in tally.findings)
    kept = tally.foremost[: max(KEPT_OF_EVERY_RULE, number)]
    in_order = sorted(kept, key=lambda finding: finding.row or 0)
    return replace(tally, findings=tuple(in_order))
