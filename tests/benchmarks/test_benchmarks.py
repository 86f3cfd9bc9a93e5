"""The benchmark works; nothing here is timed.

Everybody comes to an end, and who promises statx's verdict gives it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyarrow import parquet

from statx.cli.app import run
from tests.benchmarks.cases import CASES, Case
from tests.benchmarks.contenders.contender import (
    FLOOR,
    ROOT,
    STATX,
    Answer,
    Command,
    Contender,
    lacking,
)
from tests.benchmarks.data import TABLES
from tests.benchmarks.data.bombs import BOMBS, FAILS, UNREADABLE, UNTRUSTED, Bomb
from tests.benchmarks.given import Given
from tests.benchmarks.measuring import Bench, Measured, Results
from tests.benchmarks.promises import PROMISES
from tests.benchmarks.tables import (
    CLUSTER_PLACE,
    EXCHANGE_PLACE,
    HOSTILE_PLACE,
    PLACE,
    case_table,
    marker,
    promise_table,
    with_tables,
)

ROWS = 200
HEAVY = ("numpy", "pandas", "pyarrow", "frictionless", "duckdb", "polars", "pandera", "dataframely")
PAGE = ROOT / "tests" / "benchmarks" / "README.md"

Table = Callable[[str], Given]


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    """Small tables by name, written at first need."""
    folder = tmp_path_factory.mktemp("tables")

    def written(name: str) -> Given:
        given = Given(folder / name)
        if not given.folder.exists():
            given.folder.mkdir()
            TABLES[name].write(given.folder, ROWS)
        return given

    return written


def answer_of(contender: Contender | Command, given: Given) -> Answer | None:
    """What it says; our own functions are called here, which is sooner than a process for each."""
    given.result.unlink(missing_ok=True)
    if isinstance(contender, Contender):
        return contender.work(given)
    done = subprocess.run(
        contender.command("", given), cwd=given.folder, capture_output=True, check=False
    )
    return contender.answer(done.stdout, done.returncode)


EVERYBODY = {
    contender.name: (case, contender)
    for case in CASES.values()
    for contender in case.contenders
    if not lacking(contender)
    and not contender.exact
    and case.name != "convert"  # those have tests of their own
}
"""Each contender with one of its cases."""
CONVERTERS = [
    pytest.param(each, id=each.name) for each in CASES["convert"].contenders if not lacking(each)
]


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")  # what others deprecate is not ours to put right
@pytest.mark.parametrize(("case", "contender"), EVERYBODY.values(), ids=EVERYBODY)
def test_everybody_comes_to_an_end(
    case: Case, contender: Contender | Command, table: Table
) -> None:
    assert answer_of(contender, table(case.table)) is not None


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("name", "errors"),
    [
        ("clean", 0),
        ("dirty", 2),
        ("errors", ROWS),
    ],
)
def test_who_promises_the_same_verdict_finds_the_same_number_of_errors(
    name: str, errors: int, table: Table
) -> None:
    exact = [each for each in CASES[name].contenders if each.exact]
    assert [answer_of(each, table(CASES[name].table)) for each in exact] == [
        Answer(errors=errors)
    ] * 2


@pytest.mark.nightly
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("contender", CONVERTERS)
def test_a_conversion_writes_every_row(contender: Contender | Command, table: Table) -> None:
    given = table("clean")
    answer_of(contender, given)
    assert parquet.read_metadata(given.result).num_rows == ROWS


def test_whoever_measures_stays_small() -> None:
    code = "import sys, tests.benchmarks.__main__; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert not {name.split(".")[0] for name in done.stdout.split()} & set(HEAVY)


@pytest.mark.nightly
@pytest.mark.parametrize(
    "code",
    [
        pytest.param("raise SystemExit(3)", id="fails"),
        pytest.param("while True: pass", id="takes too long"),
    ],
)
def test_who_does_not_come_to_an_end_is_shown_so(code: str, tmp_path: Path) -> None:
    lost = Command("lost", lambda _given: (sys.executable, "-c", code))
    results = Bench(tmp_path, runs=2, patience=0.5).measure(CASES["small"], [lost], rows=5)
    assert "| lost | did not come to an end |" in case_table(results)


@pytest.mark.nightly
def test_the_program_puts_its_tables_between_the_markers_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{marker(PLACE)}\nold\n{marker('/' + PLACE)}\nafter\n")
    options = ["--case", "small", "--rows", "20", "--runs", "1", "--date", "2026-01-02", "--only"]
    command = [sys.executable, "-m", "tests.benchmarks", *options, STATX, "--write", str(page)]

    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

    before, rest = page.read_text(encoding="utf-8").split(f"{marker(PLACE)}\n")
    tables, after = rest.split(marker("/" + PLACE))
    assert (before, after) == ("before\n", "\nafter\n")
    assert "old" not in tables
    assert "2026-01-02" in tables


@pytest.mark.nightly
def test_the_exchange_is_measured_beside_its_peers() -> None:
    command = [sys.executable, "-m", "tests.benchmarks.exchange", "--packages", "10", "--size", "5"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "| packages answered before |" in done.stdout
    assert "| into a folder, **statx** |" in done.stdout


@pytest.mark.parametrize("place", [PLACE, CLUSTER_PLACE, EXCHANGE_PLACE, HOSTILE_PLACE])
def test_the_page_has_a_place_for_the_tables(place: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "| promise |" in with_tables(page, promise_table({}), place)


def results_of(name: str, floor: float, ours: float, rows: int = 0) -> Results:
    """A case in which only the floor and statx were measured."""
    case = CASES[name]
    names = {each.name: each for each in case.contenders}
    measured = (
        Measured(names[FLOOR], floor, 900, Answer()),
        Measured(names[STATX], ours, 400, Answer(errors=0)),
    )
    return Results(case, rows or case.rows, measured)


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        pytest.param({"clean": results_of("clean", 2, 3)}, "kept", id="at the limit"),
        pytest.param({"clean": results_of("clean", 2, 3.1)}, "**missed**", id="over it"),
        pytest.param(
            {"clean": results_of("clean", 2, 3, rows=200)},
            "not measured at its size, but at 200 rows",
            id="small",
        ),
        pytest.param({}, "not measured", id="not measured"),
    ],
)
def test_a_promise_is_kept_or_missed_at_its_own_size_only(
    results: dict[str, Results], verdict: str
) -> None:
    assert PROMISES[0].row(results)[2] == verdict


def test_of_several_cases_the_worst_counts() -> None:
    shell = next(promise for promise in PROMISES if promise.unit == "s")
    results = {
        "small": results_of("small", 0.2, 0.4),
        "small-dirty": results_of("small-dirty", 0.2, 0.7),
    }
    assert shell.row(results)[1:] == ("0.70 s", "**missed**")


@pytest.mark.parametrize(
    "bomb", [pytest.param(each, id=each.name) for each in BOMBS if "000 columns" not in each.name]
)
def test_what_asks_for_too_much_is_judged_or_refused(
    bomb: Bomb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = bomb.write(tmp_path, 50_000)
    monkeypatch.chdir(tmp_path)

    assert run(list(line)) in (FAILS, UNREADABLE, UNTRUSTED)
