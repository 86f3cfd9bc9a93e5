"""The summary of a step on GitHub: a table a file, no markup from cells, and never too long."""

from __future__ import annotations

import re
from dataclasses import replace

from statx.render.options import RenderOptions
from statx.render.step_summary import ROOM, SUMMARY, WIDEST
from statx.results.findings import Finding, Tally
from statx.results.report import Run
from statx.texts import verbatim

from .runs import DIRTY, NOT_A_NUMBER, RUNS, crowd


def summary(run: Run, options: RenderOptions) -> str:
    return "".join(SUMMARY(run, options))


def test_a_summary_has_a_table_for_each_file_and_a_row_for_each_rule() -> None:
    said = summary(RUNS["many"], RenderOptions("en"))
    assert said.startswith("## statx\n\n**4 files checked: 1 passed")
    assert [line[:5] for line in said.splitlines() if line.startswith("###")] == [
        "### ✓",
        "### ✗",
        "### ✗",
        "### !",
    ]
    assert sum(line.startswith(("| ✗ |", "| ! |")) for line in said.splitlines()) == len(
        DIRTY.tallies
    )


def test_a_cell_cannot_leave_its_cell_in_a_summary() -> None:
    cell = '"a|b\n| c <img src=x> ![x](y) `d` $e$'
    tally = Tally(NOT_A_NUMBER, 1, (Finding(NOT_A_NUMBER, row=2, line=2, cell=cell),))
    said = summary(
        Run((replace(DIRTY, tallies=(tally,), place="a|b<c>.csv"),)), RenderOptions("en")
    )
    row = next(line for line in said.splitlines() if line.startswith("| ✗"))
    assert len(re.findall(r"(?<!\\)\|", row)) == 7
    assert re.findall(r"(?<!\\)[<`$!\[]", row.replace("<br>", "")) == []


def test_a_summary_stays_far_below_a_mebibyte_and_says_what_is_missing() -> None:
    said = summary(crowd(20_000), RenderOptions("en"))
    assert ROOM * 0.99 < len(said.encode()) < ROOM + 1000
    shown = said.count("| ✗ |")
    assert f"… and {20_000 - shown:,} more lines" in said.splitlines()[-1]


def test_a_long_sentence_does_not_fill_a_summary() -> None:
    rule = replace(NOT_A_NUMBER, expected=verbatim("enum " * 10_000))
    said = summary(Run((replace(DIRTY, tallies=(Tally(rule, 1, ()),)),)), RenderOptions("en"))
    assert len(said) < WIDEST * 3
