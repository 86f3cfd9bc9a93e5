"""Whoever stops statx gets the prompt back at once, whatever its threads are in the midst of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SCHEMA = {"fields": [{"name": "kode"}, {"name": "nilai", "type": "number"}]}
INTERRUPTED = 130
PROMPTLY = 1.0
"""Seconds."""


def test_every_signal_ends_a_busy_run_within_a_second(tmp_path: Path) -> None:
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA))
    (tmp_path / "data.csv").write_text("kode,nilai\na,1.5\n")

    line = (str(tmp_path / "data.csv"), str(tmp_path / "schema.json"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.stopped", *line],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    stops = [json.loads(answer) for answer in done.stdout.splitlines()]
    assert {stop["signal"] for stop in stops} == {"SIGINT", "SIGTERM", "SIGHUP"}
    assert {stop["code"] for stop in stops} == {INTERRUPTED}
    assert max(stop["seconds"] for stop in stops) < PROMPTLY
