from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_ssh_private_key

from statx.trust import sshsig
from statx.trust.errors import SignatureError
from statx.trust.sshsig import check_signature, sign
from statx.trust.wire import fingerprint, pack_public_key
from tests.trust.programs import make_ssh_key, run

RELEASE = "statx-release"
MESSAGE = b'{"format": "statx-release/1"}\n'
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC_KEY = pack_public_key(KEY.public_key().public_bytes_raw())
SIGNATURE = sign(MESSAGE, KEY, RELEASE)


def load_key(path: Path) -> Ed25519PrivateKey:
    key = load_ssh_private_key(path.read_bytes(), None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def sign_with_ssh_keygen(key: Path, message: bytes, *options: str) -> bytes:
    path = key.with_name("message")
    path.write_bytes(message)
    signed = run("ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", RELEASE, *options, path)
    assert signed.returncode == 0, signed.stderr
    return path.with_suffix(".sig").read_bytes()


def refusal(message: bytes, armoured: bytes, namespace: str = RELEASE) -> str:
    with pytest.raises(SignatureError) as refused:
        check_signature(message, armoured, namespace, "release.json")
    return refused.value.code


@pytest.mark.parametrize(
    "message", [b"", MESSAGE, bytes(100_000)], ids=["empty", "a release", "long"]
)
def test_a_signature_is_the_one_that_ssh_keygen_writes(tmp_path: Path, message: bytes) -> None:
    key = make_ssh_key(tmp_path / "key")
    assert sign(message, load_key(key), RELEASE) == sign_with_ssh_keygen(key, message)


def test_what_ssh_keygen_signs_with_the_other_hash_is_accepted(tmp_path: Path) -> None:
    key = make_ssh_key(tmp_path / "key")
    armoured = sign_with_ssh_keygen(key, MESSAGE, "-O", "hashalg=sha256")
    signer = check_signature(MESSAGE, armoured, RELEASE, "release.json")
    printed = run("ssh-keygen", "-l", "-f", key.with_suffix(".pub")).stdout.decode()
    assert fingerprint(signer) == printed.split()[1]


def test_ssh_keygen_believes_our_signature(tmp_path: Path) -> None:
    signature = tmp_path / "release.json.sig"
    signature.write_bytes(SIGNATURE)
    options = ("-Y", "check-novalidate", "-n", RELEASE, "-s", signature)
    assert run("ssh-keygen", *options, input=MESSAGE).returncode == 0


def test_a_key_of_another_kind_is_refused_by_its_name(tmp_path: Path) -> None:
    key = make_ssh_key(tmp_path / "key", kind="ecdsa")
    assert refusal(MESSAGE, sign_with_ssh_keygen(key, MESSAGE)) == "algorithm"


def test_a_hash_that_openssh_does_not_use_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sshsig.HASHES, b"md5", hashlib.md5)
    monkeypatch.setattr(sshsig, "WRITTEN_HASH", b"md5")
    weak = sign(MESSAGE, KEY, RELEASE)
    monkeypatch.delitem(sshsig.HASHES, b"md5")
    assert refusal(MESSAGE, weak) == "algorithm"


@pytest.mark.parametrize(
    ("message", "namespace", "code"),
    [
        pytest.param(MESSAGE, "statx-clearance", "namespace", id="made for another purpose"),
        pytest.param(MESSAGE + b"\n", RELEASE, "signature", id="of another message"),
        pytest.param(b"", RELEASE, "signature", id="of nothing"),
    ],
)
def test_a_signature_of_something_else_is_refused(
    message: bytes, namespace: str, code: str
) -> None:
    assert refusal(message, SIGNATURE, namespace) == code


@pytest.mark.parametrize(
    "armoured",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\n" + SIGNATURE, id="a line before it"),
        pytest.param(SIGNATURE + b"\n", id="a line behind it"),
        pytest.param(SIGNATURE.replace(b"\n", b"\r\n"), id="other line ends"),
        pytest.param(SIGNATURE + SIGNATURE, id="twice"),
        pytest.param(SIGNATURE[:-40], id="cut"),
        pytest.param(SIGNATURE.replace(b"U1NIU0lH", b"U1NI U0lH"), id="a blank inside"),
        pytest.param("tanda tangan é".encode(), id="no ASCII"),
    ],
)
def test_another_way_to_write_the_same_signature_is_refused(armoured: bytes) -> None:
    assert refusal(MESSAGE, armoured) == "malformed"


def test_every_flipped_bit_of_a_signature_is_refused() -> None:
    flips = [(at, 1 << bit) for at in range(len(SIGNATURE)) for bit in range(8)]
    accepted = []
    for at, mask in flips:
        flipped = bytearray(SIGNATURE)
        flipped[at] ^= mask
        try:
            check_signature(MESSAGE, bytes(flipped), RELEASE, "release.json")
        except SignatureError:
            continue
        accepted.append((at, mask))
    assert not accepted
