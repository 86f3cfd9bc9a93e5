"""A unit that begins: its working folder, what runs it every night, and what it still lacks."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from statx.cli.doctor import file_system_of
from statx.config import Config
from tests.cli.command import ROOT, Here
from tests.exchange.conftest import Units

ANSWERS = ("--me", "sumbar", "--producer", "ani@sumbar", "--unit", "jatim", "--mailbox", "/srv/x")


def test_a_folder_that_was_made_is_read_as_it_was_answered(statx: Here) -> None:
    said = statx("init", *ANSWERS)
    config = Config.near(statx.folder)
    assert (said.code, config.me, config.producer) == (0, "sumbar", "ani@sumbar")
    assert config.units["jatim"].mailbox == "/srv/x"


def test_settings_that_are_there_are_not_replaced(statx: Here) -> None:
    (statx.folder / "statx.toml").write_text('me = "jatim"\n')
    said = statx("init", *ANSWERS)
    assert (said.code, Config.near(statx.folder).me) == (2, "jatim")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--me is not answered"),
        (("--me", "Sumbar!"), "must be one word"),
        (("--me", "sumbar", "--producer", "ani"), "must be like ani@sumbar"),
    ],
    ids=["nothing said", "no unit", "no person"],
)
def test_without_a_terminal_what_is_missing_or_wrong_is_named(
    statx: Here, arguments: tuple[str, ...], words: str
) -> None:
    said = statx("init", *arguments)
    assert (said.code, words in said.err, statx.names()) == (2, True, set())


def test_the_line_of_a_crontab_runs_where_nothing_else_is_set(units: Units) -> None:
    lines = units.at("jatim", "init", "--cron").out.splitlines()
    (line,) = [line for line in lines if "statx receive" in line]
    command = re.sub(r"^(\S+ ){5}", "", line)
    nothing = {"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"}
    ended = subprocess.run(["/bin/sh", "-c", command], env=nothing, check=False)
    log = (units.statx.folder / "jatim" / "statx.log").read_text()
    assert (ended.returncode, "receive" in log) == (0, True)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_finds_nothing_wrong_with_the_units(units: Units, tmp_path: Path) -> None:
    printed = units.at("jatim", "init", "--systemd").out
    _, service, timer = re.split(r"^# .*/systemd/.*\n", printed, flags=re.MULTILINE)
    (tmp_path / "statx.service").write_text(service)
    (tmp_path / "statx.timer").write_text(timer)
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "statx.timer")]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_unit_that_has_everything_is_well(units: Units) -> None:
    said = units.at("jatim", "doctor")
    assert (said.code, "✗" in said.out) == (0, False)


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("box", "mount it"),
        ("keys", "statx key new"),
        ("trust", "statx trust add"),
    ],
)
def test_what_a_unit_lacks_is_said_with_its_remedy(units: Units, missing: str, words: str) -> None:
    places = {
        "box": units.statx.folder / "box",
        "keys": units.world.keys("jatim"),
        "trust": units.world.trust,
    }
    places[missing].rename(places[missing].with_name("away"))
    said = units.at("jatim", "doctor")
    assert (said.code, words in said.out) == (1, True)


def test_the_file_system_of_a_folder_is_the_one_mounted_nearest() -> None:
    assert file_system_of(Path("/proc/self")) in ("proc", "")
