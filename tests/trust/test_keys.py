from __future__ import annotations

import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from statx.trust.errors import (
    ExistingKeyError,
    LaxModeError,
    MissingKeyError,
    SigningError,
    UnusableKeyError,
)
from statx.trust.keys import make_keys, make_page, sign_bytes
from statx.trust.pages import KeyPage, parse_page
from statx.trust.sshsig import check_signature
from statx.trust.wire import fingerprint
from tests.trust.programs import make_ssh_key, run

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
RELEASE = "statx-release"
MESSAGE = b"{}\n"
PASSPHRASE = "rahasia sekali"  # noqa: S105  of a key that lives as long as the test


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "statx" / "keys"


def make_release_keys(folder: Path) -> KeyPage:
    make_keys(folder, "release@sumbar", "release", NOW, passphrase=False)
    page, _ = make_page(folder, "release", NOW)
    return page


def test_both_keys_are_made_and_are_nobody_elses(folder: Path) -> None:
    made = make_release_keys(folder)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys(("release.key", "release.key.pub", "age.key"), 0o600)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert made.namespaces == ("statx-release", "statx-notice", "statx-receipt")


def test_ssh_keygen_reads_the_key_that_is_made(folder: Path) -> None:
    made = make_release_keys(folder)
    printed = run("ssh-keygen", "-l", "-f", folder / "release.key").stdout.decode()
    assert printed.split()[1:3] == [made.fingerprint, "release@sumbar"]


def test_age_reads_the_key_that_is_made(folder: Path) -> None:
    made = make_release_keys(folder)
    printed = run("age-keygen", "-y", folder / "age.key").stdout.decode()
    assert printed.strip() == made.recipient


@pytest.mark.parametrize("name", ["release.key", "release.key.pub", "age.key"])
def test_a_key_is_never_replaced(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, mode=0o700)
    (folder / name).write_text("old")
    with pytest.raises(ExistingKeyError, match=name):
        make_release_keys(folder)
    assert [path.name for path in folder.iterdir()] == [name]


@pytest.mark.parametrize(
    ("name", "mode"),
    [("release.key", 0o640), ("age.key", 0o604), ("", 0o755)],
    ids=["the signing key", "the age key", "the folder"],
)
def test_a_key_that_others_can_read_is_refused(folder: Path, name: str, mode: int) -> None:
    make_release_keys(folder)
    (folder / name).chmod(mode)
    with pytest.raises(LaxModeError, match=f"{mode:04o}"):
        make_page(folder, "release", NOW)


def test_an_approver_has_a_key_of_another_purpose_and_no_age_key(folder: Path) -> None:
    make_keys(folder, "budi@sumbar", "clearance", NOW, passphrase=False)
    page, _ = make_page(folder, "clearance", NOW)
    assert (page.namespaces, page.recipient) == (("statx-clearance",), "")
    assert {path.name for path in folder.iterdir()} == {"clearance.key", "clearance.key.pub"}


def test_the_page_that_is_made_is_read_as_the_same_keys(folder: Path) -> None:
    made = make_release_keys(folder)
    page, content = make_page(folder, "release", NOW)
    assert (parse_page(content, folder / "page"), page) == (made, made)


def test_a_plain_key_signs(folder: Path) -> None:
    made = make_release_keys(folder)
    signature = sign_bytes(MESSAGE, folder / "release.key", RELEASE)
    assert check_signature(MESSAGE, signature, RELEASE, "x") == made.public_key


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An ssh-agent of the test's own, where ssh-add and ssh-keygen find it."""
    socket = tmp_path / "agent"
    process = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
    while not socket.exists():
        assert process.poll() is None
    yield
    process.terminate()
    process.wait()


@pytest.mark.usefixtures("agent")
def test_the_agent_signs_where_only_the_public_key_lies_there(tmp_path: Path) -> None:
    key = make_ssh_key(tmp_path / "release.key")
    assert run("ssh-add", "-q", key).returncode == 0
    key.unlink()
    signature = sign_bytes(MESSAGE, key, RELEASE)
    printed = run("ssh-keygen", "-l", "-f", f"{key}.pub").stdout.decode()
    assert fingerprint(check_signature(MESSAGE, signature, RELEASE, "x")) == printed.split()[1]


@pytest.mark.parametrize("known", [True, False], ids=["the right one", "a wrong one"])
def test_a_key_under_a_passphrase_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    key = make_ssh_key(tmp_path / "release.key", passphrase=PASSPHRASE)
    asking = tmp_path / "askpass"
    asking.write_text(f"#!/bin/sh\necho '{PASSPHRASE if known else 'salah'}'\n")
    asking.chmod(0o700)
    monkeypatch.setenv("SSH_ASKPASS", str(asking))
    monkeypatch.setenv("SSH_ASKPASS_REQUIRE", "force")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)

    if not known:
        with pytest.raises(SigningError, match="passphrase"):
            sign_bytes(MESSAGE, key, RELEASE)
        return
    signature = sign_bytes(MESSAGE, key, RELEASE)
    assert check_signature(MESSAGE, signature, RELEASE, "x")


def test_a_key_of_another_kind_is_refused_by_its_name(tmp_path: Path) -> None:
    key = make_ssh_key(tmp_path / "release.key", kind="ecdsa")
    with pytest.raises(UnusableKeyError, match="ssh-ed25519"):
        sign_bytes(MESSAGE, key, RELEASE)


def test_a_key_that_is_not_there_says_how_to_make_one(folder: Path) -> None:
    with pytest.raises(MissingKeyError, match="statx key new"):
        sign_bytes(MESSAGE, folder / "release.key", RELEASE)
