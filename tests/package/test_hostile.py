"""Whichever command meets a hostile package, it ends with 5, says so, and leaves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.cli.app import run
from tests.container.hostile import HOSTILE, good_package

COMMANDS = {
    "verify": ["verify", "paket.zip", "--draft"],
    "unpack": ["unpack", "paket.zip", "isi"],
    "validate": ["validate", "paket.zip"],
}
NAMES = {hostile.code: name for name, hostile in HOSTILE.items() if not hostile.announced}
"""One package of every kind of refusal."""
GOOD = good_package()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_hostile_package_is_5_for_every_command(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    package = Path("paket.zip")
    codes = {}
    for name in NAMES.values():
        package.write_bytes(HOSTILE[name].spoil(GOOD))
        codes[name] = run(COMMANDS[command])
    assert {name: code for name, code in codes.items() if code != 5} == {}
    assert list(Path().iterdir()) == [package]
