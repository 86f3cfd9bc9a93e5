"""The verdicts are those of frictionless-py 5.21, but for the written list.

They are the same however a file is cut.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from statx.results.report import Report
from statx.tables.csv import blocks, dictionaries
from statx.tables.csv import table as csv
from tests.differential.divergence import Divergence
from tests.differential.divergences import DIVERGENCES, OF_THE_COMMAND, comparable
from tests.differential.oracle import Case, of_frictionless, of_statx, report_on
from tests.differential.strategies import cases

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
IN_CI = 50
"""Examples of each test; `--hypothesis-profile=nightly` asks for thousands."""


def examples() -> int:
    """As many as the profile says where one was chosen, else as many as fit into a minute."""
    return settings().max_examples if settings.get_current_profile_name() == "nightly" else IN_CI


@pytest.mark.parametrize("divergence", DIVERGENCES, ids=lambda divergence: divergence.id)
def test_every_deliberate_difference_shows_its_two_verdicts(
    divergence: Divergence, tmp_path: Path
) -> None:
    theirs, ours = (
        of_frictionless(divergence.example, tmp_path),
        of_statx(divergence.example, tmp_path),
    )
    assert (theirs, ours) == (Counter(divergence.theirs), Counter(divergence.ours))
    assert theirs != ours


def test_every_deliberate_difference_has_a_name_and_a_reason() -> None:
    assert len({divergence.id for divergence in DIVERGENCES}) == len(DIVERGENCES)
    assert all(divergence.why.endswith(".") for divergence in DIVERGENCES)
    assert not set(OF_THE_COMMAND) & {
        quirk for divergence in DIVERGENCES for quirk in divergence.quirks
    }


@settings(max_examples=examples(), deadline=None, suppress_health_check=SLOW)
@given(cases())
def test_verdicts_are_those_of_frictionless(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = of_frictionless(case, Path(folder)), of_statx(case, Path(folder))
    theirs, ours = comparable(case, theirs, ours)
    assert theirs == ours


@settings(max_examples=examples(), deadline=None, suppress_health_check=SLOW)
@given(cases(most=40), st.integers(1, 200), st.booleans(), st.integers(1, 3))
@example(Case({"fields": [{"name": "a"}]}, b'a\n"x\ny"\n\nz'), 1, True, 3)
def test_split_anywhere_and_judged_in_any_order_the_report_is_the_same(
    case: Case, size: int, plain: bool, workers: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = report_on(case, Path(folder))
        with cut(size, plain=plain):
            split = report_on(case, Path(folder), workers)
    assert told(split) == told(whole)


@contextmanager
def cut(size: int, *, plain: bool) -> Iterator[None]:
    """Blocks of a few bytes.

    With `plain`, columns are read without a dictionary as soon as they can be.
    """
    small = patch.object(csv, "pieces", partial(blocks.pieces, size=size))
    with small, patch.object(dictionaries, "MANY", 0 if plain else dictionaries.MANY):
        yield


def told(report: Report) -> object:
    """All that a report says of its table."""
    return (
        report.rows,
        report.remarks,
        str(report.error),
        sorted(report.tallies, key=lambda tally: repr(tally.rule)),
    )
