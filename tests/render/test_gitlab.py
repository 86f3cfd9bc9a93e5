"""Code Quality: each finding once, under a path and a severity that GitLab knows."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from statx.render.gitlab import ROOM, render
from statx.render.options import RenderOptions
from statx.results.findings import Finding, Tally
from statx.results.report import Report, Run

from .runs import BLANK, DIRTY, NAME, RUNS, crowd

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues(run: Run) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads("".join(render(run, RenderOptions("en"))))
    return read


@pytest.mark.parametrize("name", RUNS)
def test_every_entry_has_all_that_gitlab_reads_and_nothing_else(name: str) -> None:
    for issue in issues(RUNS[name]):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert all(
            isinstance(issue[text], str) and issue[text] for text in set(issue) - {"location"}
        )
        assert "\n" not in issue["description"]
        assert issue["severity"] in SEVERITIES
        assert set(issue["location"]) == {"path", "lines"}
        assert issue["location"]["lines"]["begin"] >= 1


def test_no_fingerprint_stands_twice_even_where_files_and_findings_are_alike() -> None:
    run = Run((DIRTY, replace(DIRTY, place="data/keluar/kemiskinan_2024.csv")))
    found = [issue["fingerprint"] for issue in issues(run)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "place", ["./data/x.csv", ".\\data\\x.csv", "././data/x.csv", "data/x.csv"]
)
def test_the_path_is_relative_with_forward_slashes_and_without_a_dot(place: str) -> None:
    run = Run((replace(DIRTY, place=place),))
    assert {issue["location"]["path"] for issue in issues(run)} == {"data/x.csv"}


def test_a_dot_that_belongs_to_the_name_stays() -> None:
    run = Run((replace(DIRTY, place="./.data/x.csv"),))
    assert issues(run)[0]["location"]["path"] == ".data/x.csv"


def test_errors_are_major_warnings_minor_and_a_table_without_verdict_critical() -> None:
    severities = {issue["check_name"]: issue["severity"] for issue in issues(RUNS["many"])}
    assert severities["foreign-key"] == "major"
    assert severities["region-name"] == "minor"
    assert severities["unreadable"] == severities["nothing-checked"] == "critical"


def test_an_unreadable_table_says_why() -> None:
    unreadable = next(
        issue for issue in issues(RUNS["many"]) if issue["check_name"] == "unreadable"
    )
    assert "is not UTF-8: byte 0xE9 in line 17" in unreadable["description"]


def test_a_rule_without_a_place_stands_at_the_first_line() -> None:
    run = Run((Report("x.csv", "x", tallies=(Tally(NAME, 1, ()),), rows=1),))
    assert [
        issue["location"]["lines"] for issue in issues(run) if issue["check_name"] == "region-name"
    ] == [{"begin": 1}]


def test_what_is_left_out_is_counted_in_a_last_entry() -> None:
    assert issues(RUNS["dirty"])[-1]["description"].startswith(
        "Only 15 of 1,248 findings are listed here"
    )
    assert issues(Run((replace(DIRTY, tallies=()),))) == []


def test_a_full_list_drops_warnings_first_and_no_rule_wholly() -> None:
    findings = tuple(Finding(BLANK, row=row, line=row) for row in range(2, ROOM + 2))
    crowded = (
        Tally(NAME, 1, (Finding(NAME, row=2),)),
        Tally(BLANK, ROOM, findings),
        *crowd(3).reports[0].tallies,
    )
    found = [
        issue["check_name"]
        for issue in issues(Run((Report("x.csv", "x", tallies=crowded, rows=ROOM),)))
    ]
    assert len(found) == ROOM + 1
    assert {"blank-row", "code-0", "code-1", "code-2"} == set(found) - {"left-out"}
