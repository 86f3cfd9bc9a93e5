"""`statx explain`: what, where, why and what to do, laid out for the terminal that there is."""

from __future__ import annotations

import pytest

from tests.cli.command import Here

CODES = (
    *("code-system", "label-order", "long-record", "nul", "p2-le-p1", "type-mismatch"),
    "recomputable",
)


def test_no_line_is_wider_than_the_terminal(statx: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    said = [statx("explain", code, "--lang", "id").out for code in CODES]
    assert max(len(line) for out in said for line in out.splitlines()) <= 60


def test_a_check_is_told_in_parts(statx: Here) -> None:
    said = statx("explain", "maximum").out
    assert [line.split()[0] for line in said.splitlines() if line[2:3].isupper()] == [
        *("What", "Where", "Expected", "Why", "Do"),
        *("Example", "Found"),
    ]


def test_what_is_asked_before_a_release_is_told_without_a_sample(statx: Here) -> None:
    said = statx("explain", "identifier-nik").out
    assert said.startswith("identifier-nik  (not to be released)")
    assert "Example" not in said


def test_a_warning_says_that_the_data_passes(statx: Here) -> None:
    assert statx("explain", "unusual-form").out.startswith(
        "unusual-form  (warning: said, the data passes all the same)"
    )


def test_the_list_names_every_kind_of_check_and_fits_the_terminal(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    said = statx("explain", "--lang", "id").out.splitlines()
    assert max(map(len, said)) <= 60
    assert {"open-quote", "type-error", "p2-le-p1"} <= {
        line.split()[0] for line in said if line.startswith("  ")
    }


def test_an_unknown_code_is_answered_with_what_is_near(statx: Here) -> None:
    said = statx("explain", "maksimum")
    assert (said.code, said.out) == (2, "")
    assert "maximum" in said.err
