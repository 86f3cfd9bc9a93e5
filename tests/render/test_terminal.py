"""The report in a terminal: calm, complete, and safe whatever stands in a cell."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from statx.render.options import RenderOptions
from statx.render.terminal import GROUPS, render
from statx.render.values import LONGEST, quote
from statx.texts import LANGUAGES, Language

from .runs import CLEAN, RUNS, crowd

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def text(name: str, setting: RenderOptions) -> str:
    return "".join(render(RUNS[name], setting))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [30, 80, 120])
def test_no_line_is_wider_than_the_terminal(language: Language, width: int) -> None:
    assert max(map(len, text("many", RenderOptions(language, width)).splitlines())) <= width


@pytest.mark.parametrize("name", RUNS)
def test_colour_adds_nothing_but_colour(name: str) -> None:
    plain, coloured = (text(name, RenderOptions(color=color)) for color in (False, True))
    lines = ANSI.sub("", coloured).splitlines()
    assert [line.rstrip() for line in lines] == plain.splitlines()
    assert coloured != plain or name == "nothing"


@pytest.mark.parametrize("name", RUNS)
def test_without_colour_there_is_no_escape_sequence(name: str) -> None:
    assert "\x1b" not in text(name, RenderOptions())


def test_a_colour_wish_in_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [text("dirty", RenderOptions(color=color)) for color in (False, True)]
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "20")
    assert [text("dirty", RenderOptions(color=color)) for color in (False, True)] == before


def test_markup_in_a_cell_is_shown_and_not_obeyed() -> None:
    assert '"[bold]13' in text("dirty", RenderOptions())


def test_counts_are_exact_and_grouped_as_the_language_does() -> None:
    assert "✗ 1,237  kode_wilayah" in text("dirty", RenderOptions("en"))
    assert "✗ 1.237  kode_wilayah" in text("dirty", RenderOptions("id"))


def test_places_beyond_the_third_are_counted() -> None:
    assert "… and 1,234 more" in text("dirty", RenderOptions("en"))


def test_confidential_values_are_shown_to_the_person_at_the_terminal() -> None:
    assert '"130905"' in text("dirty", RenderOptions())


def test_a_green_result_says_what_was_checked() -> None:
    said = text("clean", RenderOptions("en"))
    assert said.startswith("✓ data/masuk/kemiskinan_2023.parquet  passes\n")
    assert "9 types · 14 constraints · primary key" in said


def test_no_rows_are_never_green() -> None:
    empty = replace(RUNS["clean"], reports=(replace(CLEAN, rows=0),))
    assert "".join(render(empty, RenderOptions("en"))).startswith("! ")


def test_groups_beyond_the_limit_are_counted() -> None:
    said = "".join(render(crowd(GROUPS + 5), RenderOptions("en")))
    assert "… and 5 more groups, 10 errors in all" in said


def test_one_table_needs_no_summary() -> None:
    assert "─" not in text("clean", RenderOptions())
    assert "4 files checked: 1 passed" in text("many", RenderOptions("en"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param("1301", '"1301"', id="as-it-is"),
        pytest.param("a\nb\tc", r'"a\nb\tc"', id="newline-and-tab"),
        pytest.param("a\\nb", r'"a\\nb"', id="backslash"),
        pytest.param("\x1b[31m", r'"\x1b[31m"', id="escape-sequence"),
        pytest.param("13\u202e05", r'"13\u202e05"', id="reversing-mark"),
        pytest.param("1\u00a0234", r'"1\xa0234"', id="no-break-space"),
        pytest.param("", "(empty)", id="empty"),
        pytest.param("Pōhā", '"Pōhā"', id="letters"),
    ],
)
def test_a_value_is_quoted_with_all_that_is_invisible_made_visible(value: str, shown: str) -> None:
    assert quote(value, "en") == shown


@pytest.mark.parametrize("value", ["x" * 61, "\x00" * 40, "\u202e" * 5000])
def test_a_long_value_is_cut_and_its_length_said(value: str) -> None:
    shown = quote(value, "en")
    assert len(shown) <= LONGEST + 25
    assert f"({len(value):,} characters)" in shown
