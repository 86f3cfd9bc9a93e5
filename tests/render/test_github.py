"""Annotations: few, exact, on the right line, and without what is confidential."""

from __future__ import annotations

from dataclasses import replace

from statx.render import Setting
from statx.render.github import SHOWN, render

from .runs import DIRTY, RUNS, crowd


def lines(name: str) -> list[str]:
    return list(render(RUNS[name], Setting("en")))


def test_each_rule_is_one_annotation_on_the_physical_line_of_its_first_place() -> None:
    said = next(line for line in lines("dirty") if "kode_wilayah · " in line)
    assert said.startswith("::error file=data/masuk/kemiskinan_2024.csv,line=5,col=1,title=kode_wilayah · 1%2C237 err")


def test_warnings_are_warnings() -> None:
    assert sum(line.startswith("::warning ") for line in lines("dirty")) == 2


def test_an_unreadable_file_is_an_error_of_that_file() -> None:
    assert any(line.startswith("::error file=data/masuk/lama/") and "UTF-8" in line for line in lines("many"))


def test_a_file_of_which_nothing_was_checked_is_an_error_of_that_file() -> None:
    assert any(
        line.startswith("::error file=data/masuk/kosong.csv,title=nothing was checked") for line in lines("many")
    )


def test_no_level_has_more_than_ten_and_the_tenth_counts_the_rest() -> None:
    said = list(render(crowd(SHOWN + 4), Setting("en")))
    assert sum(line.startswith("::error ") for line in said) == SHOWN + 1
    assert "… and 4 more groups, 8 errors in all" in said[SHOWN]


def test_confidential_values_never_reach_the_log() -> None:
    said = "".join(lines("dirty"))
    assert "nik · 1 error" in said
    assert "130905" not in said


def test_every_command_is_one_line_and_percent_colon_and_comma_are_escaped() -> None:
    report = replace(DIRTY, place="a,b:100%\\c\nd.csv")
    said = list(render(replace(RUNS["dirty"], reports=(report,)), Setting("en")))
    assert said[0].startswith("::error file=a%2Cb%3A100%25/c%0Ad.csv,line=1,")
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in said)


def test_the_last_line_is_one_notice_that_sums_up() -> None:
    assert [line.startswith("::notice ") for line in lines("many")].count(True) == 1
    assert lines("many")[-1].startswith("::notice title=statx::4 files checked: 1 passed · 1 did not pass")
