"""A cluster gives the report that one process gives, byte for byte.

Whatever becomes of its workers.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from statx.config import Config
from statx.judging import cluster
from statx.judging.clearance import ClearanceOptions, check_disclosures
from statx.judging.cluster import Cluster, cluster_at
from statx.judging.engine import JudgingOptions
from statx.judging.errors import (
    ClusterAddressError,
    ClusterError,
    ClusterVersionError,
    WorkerReadingError,
)
from statx.judging.reports import ReportOptions, judge_target
from statx.judging.workers import Threads, Workers
from statx.options import DataOptions
from statx.render import RENDERERS
from statx.render.options import RenderOptions
from statx.results.report import Report, Run
from statx.sources.targets import targets
from tests.checks.disclosure.tables import COUNT, number, schema_of
from tests.verdicts import CATALOG

from .immediate import ImmediateClient, immediate_cluster

SAMPLES = Path(__file__).parents[2] / "samples"
SMALL = {"SPAN": 6_000, "RANGE": 1_500, "BLOCKS": 2}
"""Of bytes, hashes, and blocks: so that a small table takes many tasks of each kind."""
HERE = 973
"""A file descriptor that no worker has."""


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, size in SMALL.items():
        monkeypatch.setattr(cluster, name, size)


def report(paths: list[Path], who: Workers, schema: str = "", **terms: Any) -> tuple[Report, ...]:  # noqa: ANN401  of Terms
    found = targets(paths, DataOptions(schema=schema), CATALOG, Config())
    return tuple(
        judge_target(target, CATALOG, ReportOptions(JudgingOptions(workers=who, **terms)))
        for target in found
    )


def spoken(reports: tuple[Report, ...]) -> dict[str, str]:
    """Every form of a report."""
    return {name: "".join(RENDERERS[name](Run(reports), RenderOptions())) for name in RENDERERS}


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Some thousand rows with findings of every kind that goes beyond one row.

    Quoted newlines among them.
    """
    pick = np.random.default_rng(3)
    rows = [
        f'{n % 3700},"x\n{n % 7}",{n % 11}{"" if n % 97 else "?"}\n'
        for n in pick.permutation(4000).tolist()
    ]
    (tmp_path / "large.csv").write_text("a,b,c\n" + "".join(rows) + "1,2\n,,\n", newline="")
    (tmp_path / "large.json").write_text(
        '{"name": "large", "fields": [{"name": "a"}, {"name": "b"}, {"name": "c", "type":'
        ' "integer"}], "primaryKey": ["a", "b"], "uniqueKeys": [["a", "c"]], "foreignKeys":'
        ' [{"fields": ["c"], "reference": {"resource": "", "fields": ["c"]}}]}'
    )
    return tmp_path / "large.csv"


def test_a_cluster_of_two_processes_reports_what_one_process_reports(
    workers: Cluster, large: Path
) -> None:
    schema = str(large.with_suffix(".json"))
    assert spoken(report([large], workers, schema)) == spoken(report([large], Threads(2), schema))


def test_a_worker_killed_in_the_middle_changes_nothing(workers: Cluster, large: Path) -> None:
    schema, pids = str(large.with_suffix(".json")), list(workers.client.run(os.getpid).values())
    killed: list[int] = []

    def kill_one(_size: int) -> None:
        if not killed:
            os.kill(pids[0], signal.SIGKILL)
            killed.append(pids[0])

    found = spoken(report([large], workers, schema, progress=kill_one))
    assert killed
    assert found == spoken(report([large], Threads(2), schema))


def test_totals_rules_and_regions_are_judged_alike(
    workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLES)  # as users do: workers are in another folder
    paths = [path.relative_to(SAMPLES) for path in sorted(SAMPLES.glob("*/bad/jumlah-*.csv"))[:4]]
    assert paths
    assert spoken(report(paths, workers)) == spoken(report(paths, Threads(1)))


def test_what_a_table_discloses_is_found_alike(workers: Cluster, tmp_path: Path) -> None:
    rows = "".join(f"a{row},{row % 9},{'NA' if row % 50 == 0 else row}\n" for row in range(3000))
    (tmp_path / "data.csv").write_text("kode,kasus,nilai\n" + rows + "NIK 3578012506900003,1,5\n")
    declared = schema_of({"name": "kode", "type": "string"}, number("kasus", COUNT))
    declared["fields"].append(number("nilai", {"kind": "magnitude"}))
    (tmp_path / "data.json").write_text(json.dumps(declared))

    def checked(crew: Workers) -> dict[str, object]:
        chosen = DataOptions(str(tmp_path / "data.json"))
        named = targets([tmp_path / "data.csv"], chosen, CATALOG, Config())
        how = ClearanceOptions(report=ReportOptions(JudgingOptions(workers=crew)))
        [found] = check_disclosures(named, CATALOG, how)
        return {**asdict(found), "seconds": 0}

    assert checked(workers) == checked(Threads(1))
    assert checked(workers)["findings"]


def test_parquet_is_judged_alike(workers: Cluster, tmp_path: Path) -> None:
    table = pa.table({"a": pa.array([*range(5000), 3, -1]), "b": pa.array(["x", "y"] * 2501)})
    pq.write_table(table, tmp_path / "data.parquet", row_group_size=700)
    schema = str(tmp_path / "data.json")
    Path(schema).write_text(
        '{"name": "data", "primaryKey": "a", "fields": [{"name": "a", "type": "integer",'
        ' "constraints": {"minimum": 0}}, {"name": "b"}]}'
    )
    found = spoken(report([tmp_path / "data.parquet"], workers, schema))
    assert found == spoken(report([tmp_path / "data.parquet"], Threads(2), schema))
    assert "5002" in found["json"]


@pytest.mark.parametrize(
    "broken",
    [b'"x\n1,2,3\n', b"1,\xff,3\n", b'1,2"2,3\n', b"1,\0,3\n"],
    ids=["open quote", "encoding", "stray quote", "NUL"],
)
def test_what_is_no_csv_is_said_as_one_process_says_it(
    workers: Cluster, large: Path, broken: bytes
) -> None:
    with large.open("ab") as file:
        file.write(broken + b'7,"y\n",1\n' * 900)
    schema = str(large.with_suffix(".json"))
    (there,), (here,) = report([large], workers, schema), report([large], Threads(1), schema)
    assert there.error is not None
    assert here.error is not None
    assert there.error.text == here.error.text


def test_a_file_that_workers_do_not_see_is_said_to_be_so(workers: Cluster, large: Path) -> None:
    only_here = large.with_name("only_here.csv")
    with large.open("rb") as file:
        os.dup2(file.fileno(), HERE)
    only_here.symlink_to(f"/proc/self/fd/{HERE}")
    try:
        (found,) = report([only_here], workers, str(large.with_suffix(".json")))
    finally:
        os.close(HERE)
    assert isinstance(found.error, WorkerReadingError)


def test_nobody_judges_with_another_statx(
    workers: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "__version__", "0.0.0")
    with pytest.raises(ClusterVersionError, match=r"0\.0\.0"), cluster_at(workers.address):
        pass


def test_an_address_at_which_nobody_answers_is_to_be_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(ClusterError) as raised, cluster_at("tcp://127.0.0.1:9"):
        pass
    assert raised.value.exit_code == 75


@pytest.mark.parametrize("address", ["foo://127.0.0.1:9", "tls://127.0.0.1:9", "127.0.0.1"])
def test_an_address_that_cannot_be_used_is_a_mistake_of_the_user(address: str) -> None:
    with pytest.raises(ClusterAddressError) as raised, cluster_at(address):
        pass
    assert raised.value.exit_code == 2


def test_nobody_waits_long_for_a_server_that_is_mute(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"tcp://127.0.0.1:{mute.getsockname()[1]}"
        with pytest.raises(ClusterError), cluster_at(address):
            pass


class Frozen(ImmediateClient):
    """A scheduler that takes tasks and then says nothing more."""

    def __init__(self) -> None:
        self.answers = 3

    def submit(self, *_given: Any, **_options: Any) -> Any:  # noqa: ANN401  whatever is asked
        return self

    def result(self, timeout: float) -> None:  # noqa: ARG002  as distributed has it
        raise TimeoutError

    def done(self) -> bool:
        return False

    def nthreads(self) -> dict[str, int]:
        self.answers -= 1
        if self.answers < 0:
            threading.Event().wait(20)
        return {"there": 1}


class Deserted(Frozen):
    """A scheduler whose workers are gone."""

    def nthreads(self) -> dict[str, int]:
        return {}


@pytest.mark.parametrize("client", [Frozen(), Deserted()], ids=["frozen", "deserted"])
def test_a_scheduler_that_leaves_a_task_undone_is_given_up(
    client: ImmediateClient, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.1)
    schema = str(large.with_suffix(".json"))
    (found,) = report([large], Cluster(client, "there"), schema)
    assert isinstance(found.error, ClusterError)


def test_a_file_of_a_header_alone_has_no_keys_to_compare(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text("a\n")
    schema = tmp_path / "schema.json"
    schema.write_text('{"fields": [{"name": "a"}], "primaryKey": "a"}')
    (found,) = report([tmp_path / "data.csv"], immediate_cluster(), str(schema))
    assert (found.error, found.exit_code) == (None, 4)
