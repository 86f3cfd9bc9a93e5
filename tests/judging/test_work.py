"""The work of a run is counted, and grows with its rows and columns as it must: no faster.

Counts are the same on every machine, so a second parse of a block, a second reading of a file or a
step per cell is seen at once, without a clock.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import pyarrow.csv
import pytest

from statx.config import Config
from statx.judging.engine import JudgingOptions
from statx.judging.reports import ReportOptions, judge_target
from statx.judging.workers import Threads
from statx.options import DataOptions
from statx.sources.targets import Target, targets
from tests.conversion.world import schema_file
from tests.verdicts import CATALOG

CALLS = 11
"""Of Arrow's functions, for a column of a block of which nobody else is asked the same."""


@dataclass
class Work:
    """What was done."""

    parsed: int = 0
    """Bytes that Arrow's reader was given."""
    blocks: int = 0
    """How often it was."""
    arrow: int = 0
    """Calls of Arrow's functions on columns."""
    steps: int = 0
    """Calls of Python functions."""


def work_of(act: Callable[[], object], patch: pytest.MonkeyPatch) -> Work:
    """What `act` does the second time: imports and caches are of the first."""
    act()
    work = Work()
    read_csv = pyarrow.csv.read_csv

    def counted(source: Any, *options: Any) -> Any:  # noqa: ANN401  as Arrow's
        work.blocks += 1
        work.parsed += source.size()
        return read_csv(source, *options)

    with patch.context() as context, _counted_calls(work):
        context.setattr(pyarrow.csv, "read_csv", counted)
        act()
    return work


@contextmanager
def _counted_calls(work: Work) -> Iterator[None]:
    def count(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            work.steps += 1
            work.arrow += frame.f_globals.get("__name__") == "pyarrow.compute"

    threading.setprofile(count)
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def laid(folder: Path, text: str, schema: Mapping[str, Any]) -> Target:
    """A table of this text."""
    path = folder / "data.csv"
    path.write_text(text, encoding="utf-8")
    described = schema_file(folder, **schema)
    (target,) = targets([path], DataOptions(str(described)), CATALOG, Config())
    assert isinstance(target, Target)
    return target


def judging(target: Target) -> Callable[[], object]:
    options = ReportOptions(JudgingOptions(workers=Threads(1)))
    return lambda: judge_target(target, CATALOG, options)


def table(rows: int, columns: int, *, repeated: int = 0, wrong: int = 0) -> str:
    """Rows of a key and numbers; some keys stand twice, some numbers are none."""
    lines = [",".join(f"c{at}" for at in range(columns))]
    for row in range(rows):
        key = row - row % 2 if row < 2 * repeated else row
        number = "x" if row < wrong else str(row % 100)
        lines.append(",".join([str(key), *[number] * (columns - 1)]))
    return "\n".join(lines) + "\n"


def work(folder: Path, patch: pytest.MonkeyPatch, text: str, *, alike: bool = True) -> Work:
    """What judging a table of this text takes, with one rule for its columns or one for each."""
    labels = text.partition("\n")[0].split(",")
    fields = []
    for at, label in enumerate(labels):
        bound = 0 if alike else -at
        fields.append({"name": label, "type": "integer", "constraints": {"minimum": bound}})
    target = laid(folder, text, {"fields": fields, "primaryKey": ["c0"]})
    return work_of(judging(target), patch)


def test_a_table_that_passes_is_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = table(5_000, 4)
    header = text.index("\n") + 1

    done = work(tmp_path, monkeypatch, text)

    assert (done.blocks, done.parsed) == (1, len(text) - header)


def test_rows_of_a_block_cost_no_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = work(tmp_path, monkeypatch, table(2_000, 4))
    many = work(tmp_path, monkeypatch, table(10_000, 4))

    assert (many.arrow, many.blocks) == (few.arrow, few.blocks)
    assert many.steps == pytest.approx(few.steps, rel=0.02)


def test_columns_of_one_rule_cost_no_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few, more, most = (work(tmp_path, monkeypatch, table(100, columns)) for columns in (20, 40, 80))

    assert few.arrow == more.arrow == most.arrow
    assert most.steps - more.steps == pytest.approx(2 * (more.steps - few.steps), rel=0.1)


def test_columns_of_many_rules_cost_the_same_number_of_calls_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few, more, most = (
        work(tmp_path, monkeypatch, table(100, columns), alike=False) for columns in (20, 40, 80)
    )

    assert more.arrow - few.arrow <= 20 * CALLS
    assert most.arrow - more.arrow == 2 * (more.arrow - few.arrow)


def test_of_rows_whose_keys_stand_twice_only_these_are_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = table(5_000, 4, repeated=50)

    done = work(tmp_path, monkeypatch, text)

    assert done.blocks == 2
    assert done.parsed < len(text) * 1.03


def test_wrong_rows_cost_the_same_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    none, some, more = (
        work(tmp_path, monkeypatch, table(5_000, 4, wrong=wrong)) for wrong in (0, 200, 400)
    )

    assert none.blocks == some.blocks == more.blocks == 1
    assert more.steps - some.steps < 1.2 * (some.steps - none.steps)
