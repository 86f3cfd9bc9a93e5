from __future__ import annotations

from dataclasses import replace

import pytest

from statx.render.brief import PAGE, render
from statx.render.options import RenderOptions
from statx.results.report import Report, Run
from tests.render.runs import CLEAN, DIRTY, crowd


def brief(run: Run, *, width: int = 80, only_failing: bool = False) -> list[str]:
    options = RenderOptions("en", width, only_failing=only_failing)
    return "".join(render(run, options)).splitlines()


def many(number: int, *failing: Report) -> Run:
    passing = [replace(CLEAN, place=f"data/{at}.parquet") for at in range(number - len(failing))]
    return Run((*passing, *failing))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_many_faults_in_one_file_fit_on_a_page(width: int) -> None:
    assert len(brief(crowd(40), width=width)) <= PAGE


def test_three_hundred_files_of_which_one_fails_take_twelve_lines() -> None:
    lines = brief(many(300, DIRTY))
    assert len(lines) <= 12
    assert (lines[0], DIRTY.place in lines[-1]) == ("✓ 299 files pass", True)


def test_the_verdict_stands_first_and_once_more_at_the_end() -> None:
    lines = brief(Run((DIRTY,)))
    assert lines[0] == lines[-2]
    assert lines[0].startswith(f"✗ {DIRTY.place}  does not pass: ")


def test_every_rule_that_does_not_hold_is_named_by_its_code() -> None:
    page = "\n".join(brief(Run((DIRTY,))))
    assert {tally.rule.code for tally in DIRTY.tallies if tally.rule.code not in page} == set()


def test_failing_files_beyond_those_that_are_listed_are_counted() -> None:
    failing = [replace(DIRTY, place=f"data/{at}.csv") for at in range(25)]
    assert brief(Run(tuple(failing)))[-1].strip() == "… and 15 more files"


@pytest.mark.parametrize(
    ("run", "lines"),
    [(many(3), 0), (Run((CLEAN,)), 0), (many(3, DIRTY), 1)],
    ids=["many pass", "one passes", "one of many fails"],
)
def test_only_failing_says_nothing_of_what_passes(run: Run, lines: int) -> None:
    page = brief(run, only_failing=True)
    assert not any("  passes" in line for line in page)
    assert bool(page) == bool(lines)
