"""What all tests share: how many processes and random examples there are, and a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from statx.judging.cluster import Cluster, cluster_at

os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # else every command that a test starts compiles statx anew
settings.register_profile(
    "nightly", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("ci", max_examples=30, deadline=None)
settings.load_profile("ci")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long and seldom breaks is tried at night, and whenever STATX_NIGHTLY is set."""
    if "STATX_NIGHTLY" in os.environ:
        return

    left_out = [item for item in items if item.get_closest_marker("nightly")]
    items[:] = [item for item in items if not item.get_closest_marker("nightly")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One process where single files or tests are named: starting workers takes longer."""
    named = [argument.split("::")[0] for argument in config.args]
    if not named or not all(each.endswith(".py") for each in named):
        return None  # a folder, or the whole suite: a worker for each processor

    config.option.dist = "no"
    return 0


@pytest.fixture(scope="session")
def workers() -> Iterator[Cluster]:
    """A real scheduler and two real worker processes; one that is lost is replaced."""
    from distributed import LocalCluster

    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as local,  # type: ignore[no-untyped-call]  # as all of distributed
        cluster_at(local.scheduler_address) as found,
    ):
        yield found
