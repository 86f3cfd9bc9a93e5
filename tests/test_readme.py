"""What the README says is what there is.

And what it tells a newcomer to type gives what it shows.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from statx.errors import EXIT_CODES
from statx.registry.catalog import Catalog, shipped

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
GUIDE = (ROOT / "statx" / "README.md").read_text(encoding="utf-8")
LEVELS = ("kabupaten_kota", "kecamatan", "desa")
BLOCK = re.compile(r"^```(sh|text)\n(.+?)\n```", flags=re.MULTILINE | re.DOTALL)
COMMANDS = [block for kind, block in BLOCK.findall(README) if kind == "sh"]
SHOWN = [block for kind, block in BLOCK.findall(README) if kind == "text"]


def test_it_starts_with_two_commands_that_demonstrate_and_test() -> None:
    demonstrate, test = COMMANDS[:2]
    assert demonstrate.endswith("statx demo")
    assert test.endswith("pytest")


def test_ci_calls_exactly_its_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert COMMANDS[1] in lines


PROMISES = README.partition("### What it promises")[2].partition("And that it is quick")[0]


PROMISE = re.compile(r"^- \*\*.+?(?=^- |\Z)", flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("promise", PROMISE.findall(PROMISES))
def test_every_promise_names_tests_that_are_there(promise: str) -> None:
    named = [ROOT / name for name in re.findall(r"\]\((tests/[^)]+)\)", promise)]
    assert named
    assert all(path.is_file() for path in named)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder, in which the newcomer goes on with what the step before has left."""
    return tmp_path_factory.mktemp("newcomer")


def typed(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a shell does with these lines; the first that fails ends them."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "STATX_LANG": "en", "COLUMNS": "96"}
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_for_the_download_of_a_newcomer_the_recipe_is_proposed_that_is_shown(folder: Path) -> None:
    done = typed(COMMANDS[2], folder)
    assert done.returncode == 4
    assert done.stderr.startswith(SHOWN[0])


def test_confirmed_it_makes_a_package_that_verifies(folder: Path) -> None:
    done = typed(COMMANDS[3], folder)
    assert (done.returncode, done.stderr.count("✓")) == (0, 3)
    assert done.stderr.startswith(SHOWN[1])
    assert (folder / "penduduk-1.0.0.zip").is_file()


def test_a_slip_gets_the_verdict_that_is_shown(folder: Path) -> None:
    done = typed(COMMANDS[4], folder)
    assert done.returncode == 1
    assert done.stdout.startswith(SHOWN[2])


def test_its_exit_codes_are_those_of_the_program() -> None:
    table = re.findall(r"^\| (\d+) \| (.+?) \|$", README, flags=re.MULTILINE)
    assert {int(code): meaning for code, meaning in table} == {
        code: text.en for code, text in EXIT_CODES.items()
    }


def test_the_numbers_of_schemas_and_code_lists_in_the_guide_are_right() -> None:
    catalog = Catalog(shipped("schemas"))
    code_lists = [catalog.code_list(f"wilayah_{name}") for name in LEVELS]
    records = [len(code_list.records) for code_list in code_lists if code_list]

    assert (len(catalog.names), records) == (19, [2 + 57, 845, 9759 + 9])
    assert "nineteen schemas" in GUIDE
    assert "(2 provinces, 57 regencies,\n845 districts, 9 759 villages," in GUIDE
