from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Here, environment


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user who has no keys yet and trusts nobody."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "statx"


def page_of(statx: Here, principal: str, *options: str) -> tuple[Path, str]:
    """(a page of new keys, as somebody else hands it over; its fingerprint)"""
    keys = statx.folder / f"keys of {principal}"
    made = statx("key", "new", principal, "--keys", keys, *options, "--lang", "en")
    assert made.code == 0, made.err
    page = statx.folder / f"{principal}.keys"
    page.write_text(made.out)
    return page, made.err.split()[-1]


def test_a_page_whose_fingerprint_was_compared_is_trusted(statx: Here) -> None:
    page, fingerprint = page_of(statx, "release@jatim")
    added = statx("trust", "add", page, "--fingerprint", fingerprint, "--until", "2999-01-01")
    shown = statx("trust", "list", "--lang", "en").out
    assert added.code == 0
    assert shown.startswith(
        "release@jatim\n"
        "  signs        statx-release, statx-notice, statx-receipt\n"
        "  holds        until 2999-01-01\n"
        f"  fingerprint  {fingerprint}\n"
        "  age key      age1"
    )


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        pytest.param((), 2, "--fingerprint", id="no terminal and no fingerprint"),
        pytest.param(("--fingerprint", "SHA256:AAAA"), 5, "Nothing was added", id="another one"),
        pytest.param(("--fingerprint", "x", "--until", "2028-13-01"), 2, "--until", id="no day"),
    ],
)
def test_a_page_that_nobody_compared_is_not_trusted(
    statx: Here, home: Path, options: tuple[str, ...], code: int, words: str
) -> None:
    page, _ = page_of(statx, "release@jatim")
    said = statx("trust", "add", page, *options, "--lang", "en")
    assert (said.code, words in said.err) == (code, True)
    assert not (home / "trust").exists()


@pytest.mark.parametrize(
    ("characters", "code"), [(-8, 0), (-7, 5)], ids=["the last eight", "one too few"]
)
def test_on_a_terminal_the_last_eight_characters_are_typed(
    statx: Here, home: Path, characters: int, code: int
) -> None:
    page, fingerprint = page_of(statx, "release@jatim")
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "statx", "trust", "add", str(page)],
        stdin=slave,
        env=environment(XDG_CONFIG_HOME=os.environ["XDG_CONFIG_HOME"]),
        stderr=subprocess.PIPE,
    )
    os.write(master, f"{fingerprint[characters:]}\n".encode())
    _, asked = process.communicate(timeout=30)
    os.close(master)
    os.close(slave)
    assert (process.returncode, (home / "trust").exists()) == (code, not code)
    assert fingerprint in asked.decode()


def test_the_page_is_shown_again_and_names_the_same_keys(statx: Here) -> None:
    made = statx("key", "new", "release@sumbar", "--lang", "en")
    shown = statx("key", "show", "--lang", "en")
    told = json.loads(statx("key", "show", "--format", "json").out)
    assert made.out.splitlines()[:5] == shown.out.splitlines()[:5]
    assert told["page"].splitlines()[:5] == shown.out.splitlines()[:5]
    assert (told["principal"], told["fingerprint"] in shown.err) == ("release@sumbar", True)


def test_keys_are_never_made_over_old_ones(statx: Here, home: Path) -> None:
    statx("key", "new", "release@sumbar")
    before = (home / "keys" / "release.key").read_bytes()
    again = statx("key", "new", "release@sumbar", "--lang", "en")
    assert (again.code, "never replaced" in again.err) == (2, True)
    assert (home / "keys" / "release.key").read_bytes() == before


@pytest.mark.parametrize("principal", ["sumbar", "Rina@sumbar", "*@sumbar", "a@b c"])
def test_a_name_that_no_store_could_hold_is_refused(statx: Here, principal: str) -> None:
    said = statx("key", "new", principal, "--lang", "en")
    assert (said.code, "release@sumbar" in said.err) == (2, True)


def test_a_revoked_signer_is_listed_as_such(statx: Here, home: Path) -> None:
    page, fingerprint = page_of(statx, "budi@jatim", "--role", "clearance")
    statx("trust", "add", page, "--fingerprint", fingerprint)
    key = next(line for line in page.read_text().splitlines() if line.startswith("key: "))
    (home / "trust" / "revoked_keys").write_text(key.removeprefix("key: ") + "\n")
    assert "✗ revoked" in statx("trust", "list", "--lang", "en").out


def test_the_script_for_those_without_statx_is_printed_as_it_is(statx: Here) -> None:
    said = statx("trust", "script")
    assert (said.code, said.out.startswith("#!/bin/sh\n# Check a release")) == (0, True)
    assert subprocess.run(["sh", "-n"], input=said.out.encode(), check=False).returncode == 0


def test_a_store_with_a_line_nobody_can_read_is_said(statx: Here, home: Path) -> None:
    (home / "trust").mkdir(parents=True)
    (home / "trust" / "allowed_signers").write_text("# ok\n*@jatim ssh-ed25519 AAAA\n")
    said = statx("trust", "list", "--lang", "en")
    assert (said.code, "line 2" in said.err) == (2, True)
