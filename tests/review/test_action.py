"""The action of this repository, run step by step on a pull request."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .composite import Ran, Runner
from .source import ROOT, copied, offline
from .world import DATA, World

ACTION = ROOT / ".github" / "actions" / "validate" / "action.yml"
ALL = "\n".join(DATA) + "\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """The runner in which the action's checkout lies; statx is installed by the first run."""
    folder = tmp_path_factory.mktemp("action")
    source = copied(folder / "statx")
    (folder / "temp").mkdir()
    python = str(Path(sys.executable).parent)
    environment = offline(folder, PATH=f"{python}:/usr/local/bin:/usr/bin:/bin")
    return Runner(source / ".github" / "actions" / "validate", folder, folder / "temp", environment)


@pytest.fixture
def runner(installed: Runner, world: World) -> Runner:
    installed.workspace = world.root
    return installed


def shown(ran: Ran) -> Ran:
    print(
        f"{ran.log}exit code {ran.code}\noutputs {json.dumps(ran.outputs)}\n--- summary"
        f" ---\n{ran.summary}"
    )
    return ran


def test_a_pull_request_gets_its_verdict_where_reviewers_look(runner: Runner, world: World) -> None:
    world.write("data/satu.csv", "k,n\na,1\nb,10\nc,11\nd,12\n")
    ran = shown(
        runner.run(data=ALL, changed_since="main", fail_on="new", sarif="statx.sarif", lang="en")
    )
    assert (ran.code, ran.outputs["exit-code"], ran.outputs["errors"], ran.outputs["new"]) == (
        1,
        "1",
        "3",
        "1",
    )
    assert "::error file=data/satu.csv,line=5,col=3,title=n · 3 errors · 1 new" in ran.log
    assert ran.summary.startswith(
        "## statx\n\n**1 file checked: 1 did not pass · 3 errors (1 new, 2 known)**"
    )
    results = json.loads((world.root / "statx.sarif").read_text(encoding="utf-8"))["runs"][0][
        "results"
    ]
    assert [result["baselineState"] for result in results] == ["unchanged", "unchanged", "new"]

    world.write("data/satu.csv", "k,n\na,1\nb,10\nc,11\nd,2\n")
    ran = shown(runner.run(data=ALL, changed_since="main", fail_on="new", sarif="statx.sarif"))
    assert (ran.code, ran.outputs["errors"], ran.outputs["new"]) == (0, "2", "0")

    ran = shown(
        runner.run(
            data="angka\n'; touch dibobol; '$(touch dibobol)`touch dibobol`\n",
            schema="angka/skema.json",
        )
    )
    assert (ran.code, ran.outputs["exit-code"]) == (3, "3")
    assert not (world.root / "dibobol").exists()


def test_an_input_that_is_wrong_fails_the_step_with_its_reason(runner: Runner) -> None:
    ran = shown(runner.run(data=ALL, fail_on="new", lang="en"))
    assert (ran.code, ran.outputs["exit-code"], ran.outputs["errors"]) == (2, "2", "")
    assert "--fail-on new does not apply here" in ran.log


def test_github_would_take_it() -> None:
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.github-actions",
        str(ACTION),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
