"""What is new and what is known always adds up; beyond what is kept, numbers are compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.results.findings import Finding, Rule, Tally
from statx.results.report import Report
from statx.review.comparison import compare, cut
from statx.texts import verbatim

RULES = [
    Rule(
        code,
        "type-error",
        verbatim(""),
        verbatim(""),
        verbatim(""),
        field=field,
        confidential=field == "nik",
    )
    for code, field in (
        ("type-error", "a"),
        ("minimum", "a"),
        ("type-error", "b"),
        ("pattern", "nik"),
    )
]


def report(found: list[tuple[int, str]], beyond: int = 0) -> Report:
    """Rule and key of each finding; of the first rule so many more were found than kept."""
    tallies = []
    for number, rule in enumerate(RULES):
        keys = [key for which, key in found if which == number]
        kept = tuple(
            Finding(rule, row, cells=(key, str(row))) for row, key in enumerate(keys, start=2)
        )
        if kept:
            tallies.append(Tally(rule, len(kept) + (beyond if not number else 0), kept))
    return Report("x.csv", "x", labels=("k", "v"), key=("k",), rows=9, tallies=tuple(tallies))


FOUND = st.lists(st.tuples(st.integers(0, len(RULES) - 1), st.sampled_from("abcd")), max_size=12)
REPORTS = st.builds(report, FOUND, st.sampled_from([0, 5]))


@given(now=REPORTS, before=REPORTS)
def test_new_and_known_add_up_and_neither_is_made_up(now: Report, before: Report) -> None:
    had = {tally.rule: tally.count for tally in before.tallies}
    for tally in compare(now, before).tallies:
        assert 0 <= tally.known <= min(tally.count, had.get(tally.rule, 0))
        assert sum(finding.known for finding in tally.findings) <= tally.known


@given(now=REPORTS)
def test_beside_itself_all_is_known_and_beside_nothing_all_is_new(now: Report) -> None:
    assert all(tally.new == 0 for tally in compare(now, now).tallies)
    assert all(tally.known == 0 for tally in compare(now, report([])).tallies)


@given(
    found=st.tuples(FOUND, FOUND).flatmap(
        lambda both: st.tuples(*map(st.permutations, both), *map(st.just, both))
    )
)
def test_the_order_of_rows_changes_no_count(found: tuple[list[tuple[int, str]], ...]) -> None:
    mixed, in_order = (
        compare(report(now), report(before)) for now, before in (found[:2], found[2:])
    )
    assert [tally.known for tally in mixed.tallies] == [tally.known for tally in in_order.tallies]


@given(now=REPORTS, before=REPORTS, limit=st.integers(1, 12))
def test_a_cut_keeps_every_count_every_rule_and_what_is_new_first(
    now: Report, before: Report, limit: int
) -> None:
    whole = compare(now, before)
    for short, tally in zip(cut(whole, limit).tallies, whole.tallies, strict=True):
        assert replace(short, findings=tally.findings) == tally
        assert short.findings
        left_out = set(tally.findings) - set(short.findings)
        assert all(finding.known for finding in left_out) or not any(
            finding.known for finding in short.findings
        )


@pytest.mark.parametrize(
    ("now", "before", "known"),
    [
        pytest.param(7, 5, 5, id="more than before"),
        pytest.param(5, 7, 5, id="fewer"),
        pytest.param(5, 0, 0, id="none before"),
    ],
)
def test_beyond_what_is_kept_numbers_are_compared_and_that_is_said(
    now: int, before: int, known: int
) -> None:
    base = report([(0, "c")], before - 1) if before else report([])
    found = compare(report([(0, "a"), (0, "b")], now - 2), base)
    assert (found.tallies[0].known, "told apart by their number" in found.remarks[-1].en) == (
        known,
        True,
    )
