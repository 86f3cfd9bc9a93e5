"""Annotations: few, exact, on the right line, and without what is confidential."""

from __future__ import annotations

from dataclasses import replace

from statx.render import RENDERERS
from statx.render.github import SHOWN
from statx.render.options import RenderOptions
from statx.results.findings import Finding, Tally
from statx.results.report import Run

from .runs import DIRTY, NOT_A_NUMBER, RUNS, crowd

render = RENDERERS["github"]


def lines(name: str) -> list[str]:
    return list(render(RUNS[name], RenderOptions("en")))


def test_each_rule_is_one_annotation_on_the_physical_line_of_its_first_place() -> None:
    said = next(line for line in lines("dirty") if "kode_wilayah · " in line)
    assert said.startswith(
        "::error file=data/masuk/kemiskinan_2024.csv,line=5,col=1,title=kode_wilayah · 1%2C237 err"
    )


def test_a_finding_in_a_partitioned_folder_stands_in_its_part() -> None:
    tally = Tally(
        NOT_A_NUMBER, 1, (Finding(NOT_A_NUMBER, row=2, cell="x", part="tahun=2024/0.parquet"),)
    )
    report = replace(DIRTY, place="./data/panen", tallies=(tally,))
    assert next(render(Run((report,)), RenderOptions("en"))).startswith(
        "::error file=data/panen/tahun=2024/0.parquet,"
    )


def test_what_is_known_takes_no_place_of_what_is_new() -> None:
    old, new = crowd(SHOWN + 4), crowd(SHOWN)
    known = (replace(tally, known=tally.count) for tally in old.reports[0].tallies)
    reports = (
        replace(old.reports[0], place="old.csv", tallies=tuple(known), since="main"),
        new.reports[0],
    )
    said = list(render(replace(old, reports=reports), RenderOptions("en")))
    assert ["file=x.csv" in line for line in said[: SHOWN + 1]] == [True] * SHOWN + [False]


def test_what_does_not_fail_the_data_is_no_error() -> None:
    assert {line.split()[0] for line in lines("compared") if "all known" in line} == {"::warning"}


def test_warnings_are_warnings() -> None:
    assert sum(line.startswith("::warning ") for line in lines("dirty")) == 2


def test_an_unreadable_file_is_an_error_of_that_file() -> None:
    assert any(
        line.startswith("::error file=data/masuk/lama/") and "UTF-8" in line
        for line in lines("many")
    )


def test_a_file_of_which_nothing_was_checked_is_an_error_of_that_file() -> None:
    assert any(
        line.startswith("::error file=data/masuk/kosong.csv,title=nothing was checked")
        for line in lines("many")
    )


def test_no_level_has_more_than_ten_and_the_tenth_counts_the_rest() -> None:
    said = list(render(crowd(SHOWN + 4), RenderOptions("en")))
    assert sum(line.startswith("::error ") for line in said) == SHOWN + 1
    assert "… and 4 more groups, 8 errors in all" in said[SHOWN]


def test_confidential_values_never_reach_the_log() -> None:
    said = "".join(lines("dirty"))
    assert "nik · 1 error" in said
    assert "130905" not in said


def test_every_command_is_one_line_and_percent_colon_and_comma_are_escaped() -> None:
    report = replace(DIRTY, place="a,b:100%\\c\nd.csv")
    said = list(render(replace(RUNS["dirty"], reports=(report,)), RenderOptions("en")))
    assert said[0].startswith("::error file=a%2Cb%3A100%25/c%0Ad.csv,line=1,")
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in said)


def test_the_last_line_is_one_notice_that_sums_up() -> None:
    assert [line.startswith("::notice ") for line in lines("many")].count(True) == 1
    assert lines("many")[-1].startswith(
        "::notice title=statx::4 files checked: 1 passed · 1 did not pass"
    )
