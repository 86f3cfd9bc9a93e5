from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from statx.errors import DiskFullError
from statx.trust import age
from statx.trust.errors import DecryptionError, UnusableKeyError, WrongRecipientKeyError
from tests.trust.programs import run

CONTENT = bytes(range(256)) * 1024
"""256 KB: four of the pieces that age encrypts one by one."""


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "package.zip"
    path.write_bytes(CONTENT)
    return path


@pytest.fixture
def sealed(plain: Path) -> tuple[Path, str]:
    """(encrypted file, secret key of its recipient)"""
    secret_key, recipient = age.make_identity()
    path = plain.with_suffix(".age")
    age.encrypt(plain, path, recipient)
    return path, secret_key


def test_what_was_encrypted_comes_back(sealed: tuple[Path, str], tmp_path: Path) -> None:
    age.decrypt(sealed[0], tmp_path / "back", sealed[1])
    assert (tmp_path / "back").read_bytes() == CONTENT


def test_stock_age_opens_what_we_encrypt(sealed: tuple[Path, str], tmp_path: Path) -> None:
    key = tmp_path / "age.key"
    key.write_text(sealed[1])
    opened = run("age", "-d", "-i", key, sealed[0])
    assert opened.stdout == CONTENT


def test_we_open_what_stock_age_encrypts(plain: Path, tmp_path: Path) -> None:
    secret_key, recipient = age.make_identity()
    encrypted = run("age", "-r", recipient, "-o", tmp_path / "theirs.age", plain)
    assert encrypted.returncode == 0, encrypted.stderr
    age.decrypt(tmp_path / "theirs.age", tmp_path / "back", secret_key)
    assert (tmp_path / "back").read_bytes() == CONTENT


def flip(at: int, content: bytes) -> bytes:
    flipped = bytearray(content)
    flipped[at] ^= 1
    return bytes(flipped)


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: flip(30, content), id="in the header"),
        pytest.param(lambda content: flip(len(content) // 2, content), id="in the middle"),
        pytest.param(lambda content: flip(-1, content), id="in the last byte"),
        pytest.param(lambda content: content[:-1], id="a byte short"),
        pytest.param(lambda content: content[: len(content) // 2], id="half of it"),
        pytest.param(lambda content: content + b"\0", id="a byte more"),
        pytest.param(lambda _content: b"", id="empty"),
        pytest.param(lambda _content: CONTENT, id="not encrypted at all"),
    ],
)
def test_a_damaged_file_is_not_opened(
    damage: Callable[[bytes], bytes], sealed: tuple[Path, str], tmp_path: Path
) -> None:
    sealed[0].write_bytes(damage(sealed[0].read_bytes()))
    with pytest.raises(DecryptionError):
        age.decrypt(sealed[0], tmp_path / "back", sealed[1])


def test_a_file_for_somebody_else_is_not_opened(sealed: tuple[Path, str], tmp_path: Path) -> None:
    stranger, _ = age.make_identity()
    with pytest.raises(DecryptionError):
        age.decrypt(sealed[0], tmp_path / "back", stranger)


def test_a_file_that_a_second_key_opens_too_is_refused(tmp_path: Path) -> None:
    secret_key, ours = age.make_identity()
    _, theirs = age.make_identity()
    keys = [pyrage.x25519.Recipient.from_str(each) for each in (ours, theirs)]
    path = tmp_path / "two.age"
    path.write_bytes(pyrage.encrypt(CONTENT, keys))
    with pytest.raises(DecryptionError, match="2 × X25519"):
        age.decrypt(path, tmp_path / "back", secret_key)


@pytest.mark.parametrize("recipient", ["", "age1", "ssh-ed25519 AAAA", "rina@sumbar"])
def test_what_is_no_key_of_a_recipient_is_named(plain: Path, recipient: str) -> None:
    with pytest.raises(WrongRecipientKeyError):
        age.encrypt(plain, plain.with_suffix(".age"), recipient)


@pytest.mark.parametrize(
    "text", ["", "AGE-SECRET-KEY-1A", "two\nAGE-SECRET-KEY-1A\nAGE-SECRET-KEY-1B"]
)
def test_what_is_no_secret_key_is_named(sealed: tuple[Path, str], text: str) -> None:
    with pytest.raises(UnusableKeyError):
        age.decrypt(sealed[0], sealed[0].with_name("back"), text)


def test_a_full_disk_is_not_taken_for_a_damaged_file(sealed: tuple[Path, str]) -> None:
    with pytest.raises(DiskFullError):
        age.decrypt(sealed[0], Path("/dev/full"), sealed[1])
