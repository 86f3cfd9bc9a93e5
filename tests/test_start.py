"""A command loads what it needs: what it does not, its user would wait for at every start."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GOOD = str(ROOT / "samples" / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv")
START = (
    "import sys; from statx.__main__ import settle_process; settle_process();"
    " from statx.cli.app import run; code = run(sys.argv[1:]);"
    " print(*sys.modules, file=sys.stderr); sys.exit(code)"
)
NEVER = ("pandas", "pydantic", "frictionless", "cryptography", "pyrage", "distributed")
"""Packages that these commands ask for at a first fault, a key or a cluster alone."""
TABLES = ("numpy", "pyarrow")
JUDGING = ("statx.judging", "statx.checks", "statx.tables")
OTHER_ROOMS = ("statx.trust", "statx.package", "statx.conversion", "statx.review", "statx.notebook")
"""Rooms of other commands."""
OTHER_COMMANDS = ("statx.cli.exchange", "statx.cli.clearance", "statx.cli.doctor")

COMMANDS = {
    ("schema", "list"): (*NEVER, *TABLES, *JUDGING, *OTHER_ROOMS),
    ("region", "find", "Padang"): (*NEVER, *TABLES, *JUDGING, *OTHER_ROOMS),
    ("validate", GOOD): (*NEVER, *OTHER_ROOMS, *OTHER_COMMANDS),
}


@pytest.mark.parametrize(("line", "unwanted"), COMMANDS.items(), ids=[line[0] for line in COMMANDS])
def test_a_command_loads_no_room_of_another(
    line: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", START, *line],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stderr.split())
    assert "statx.cli.app" in loaded
    assert loaded & set(unwanted) == set()


def test_ctrl_c_before_a_command_runs_ends_it_without_a_word() -> None:
    early = (
        "import os, signal; import statx.__main__ as program;"
        " program.settle_process = lambda: os.kill(os.getpid(), signal.SIGINT);"
        " program.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", early],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (-signal.SIGINT, "")
