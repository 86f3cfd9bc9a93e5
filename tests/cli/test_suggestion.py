"""The command that is proposed is the one that was typed, with the options that mend it."""

from __future__ import annotations

import pytest

from statx.cli.suggestion import TYPED, suggest_for
from statx.results.report import Cause, Report, Run
from statx.texts import verbatim


@pytest.mark.parametrize(
    ("typed", "options", "suggested"),
    [
        pytest.param(
            "validate x.csv -s kemiskinan",
            {"locale": "id"},
            "statx validate x.csv -s kemiskinan --locale id",
            id="an option more",
        ),
        pytest.param(
            "validate x.csv --delimiter , --limit 5",
            {"delimiter": ";"},
            "statx validate x.csv --limit 5 --delimiter ';'",
            id="another value",
        ),
        pytest.param(
            "validate x.csv --header-row=2",
            {"header_row": 3},
            "statx validate x.csv --header-row 3",
            id="another value behind an equals sign",
        ),
        pytest.param(
            "validate x.csv",
            {"encoding": "cp1252", "delimiter": r"\t"},
            r"statx validate x.csv --encoding cp1252 --delimiter '\t'",
            id="several",
        ),
    ],
)
def test_the_command_is_what_was_typed_with_what_mends_it(
    typed: str, options: dict[str, str], suggested: str
) -> None:
    assert suggested_for(typed, options, 1) == suggested


def test_of_several_tables_the_command_names_the_one_that_is_meant() -> None:
    suggested = suggested_for("validate data lain -q", {"locale": "id"}, 2)
    assert suggested == "statx validate x.csv -q --locale id"


def suggested_for(typed: str, options: dict[str, str], tables: int) -> str:
    cause = Cause(verbatim("x"), tuple(options.items()), "", 1, 1, 0, 1)
    report = Report("x.csv", "x", cause=cause)
    token = TYPED.set(tuple(typed.split()))
    try:
        return suggest_for(Run((report,) * tables), ["data", "lain"])(report)
    finally:
        TYPED.reset(token)
