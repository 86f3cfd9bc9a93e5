"""A unit's own keys: an SSH key signs its releases, an age key opens what is sent to it.

    keys/release.key       OpenSSH private key, Ed25519, plain or under a passphrase
    keys/release.key.pub   its public key
    keys/age.key           age secret key

Files have mode 0600 in a folder of mode 0700; laxer ones are refused, as OpenSSH does. A key is
never replaced.
"""

from __future__ import annotations

import os
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

from statx.files import reading, writing
from statx.trust import age, sshsig
from statx.trust.allowed_signers import parse_public_key, public_key_line
from statx.trust.errors import (
    ExistingKeyError,
    LaxModeError,
    MissingKeyError,
    SigningError,
    UnusableKeyError,
)
from statx.trust.wire import fingerprint, pack_public_key

RELEASE_NAME = "release.key"
AGE_NAME = "age.key"
FILE_MODE = 0o600
FOLDER_MODE = 0o700
_OPEN_TO_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """What a unit gives to others: to be printed, compared and typed in."""

    principal: str
    release: bytes
    """The public key in SSH form."""
    recipient: str
    """`age1…`"""

    @property
    def release_line(self) -> str:
        """As a .pub file holds it."""
        return public_key_line(self.release, self.principal)

    @property
    def fingerprint(self) -> str:
        """Of the release key."""
        return fingerprint(self.release)


def make_keys(folder: Path, principal: str, created: datetime, *, passphrase: bool) -> PublicKeys:
    """Make both keys of a unit in `folder`.

    With `passphrase`, `ssh-keygen` asks for it on the terminal; statx never sees it. Raises
    ExistingKeyError, SigningError (ssh-keygen would not) and what writing raises.
    """
    release, secret = folder / RELEASE_NAME, folder / AGE_NAME
    public = _public_path(release)
    for path in (release, public, secret):
        if os.path.lexists(path):
            raise ExistingKeyError(path=path)

    with writing(folder):
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    _check_mode(folder, FOLDER_MODE)

    if passphrase:
        _run_ssh_keygen(["-q", "-t", "ed25519", "-C", principal, "-f", str(release)], release)
    else:
        _write_release_key(release, principal)
    secret_key, recipient = age.make_identity()
    header = f"# created: {created.isoformat(timespec='seconds')}\n# public key: {recipient}\n"
    _write_private(secret, f"{header}{secret_key}\n".encode("ascii"))
    return read_public_keys(folder)


def read_public_keys(folder: Path) -> PublicKeys:
    """The public parts of a unit's keys. Raises MissingKeyError, LaxModeError, UnusableKeyError."""
    release = folder / RELEASE_NAME
    _check_private(release, folder)
    public_key, principal = read_public_key(_public_path(release))
    recipient = age.recipient_of(read_age_key(folder), folder / AGE_NAME)
    return PublicKeys(principal, public_key, recipient)


def read_public_key(path: Path) -> tuple[bytes, str]:
    """(public key in SSH form, comment) of a .pub file.

    Raises MissingKeyError, UnusableKeyError.
    """
    if not path.is_file():
        raise MissingKeyError(path=path)
    with reading(path):
        content = path.read_bytes()
    try:
        return parse_public_key(content.decode("utf-8"))
    except ValueError as error:
        raise UnusableKeyError(path=path, reason=error, expected="ssh-ed25519 AAAA…") from error


def read_age_key(folder: Path) -> str:
    """The text of a unit's age key. Raises MissingKeyError, LaxModeError."""
    path = folder / AGE_NAME
    _check_private(path, folder)
    with reading(path):
        return path.read_text(encoding="ascii", errors="replace")


def sign_bytes(message: bytes, key: Path, namespace: str) -> bytes:
    """The armoured signature of a message by the key at `key`.

    A plain private key signs in this process. For one under a passphrase, or where only the public
    key lies there and ssh-agent holds the other, `ssh-keygen` signs. Raises MissingKeyError,
    LaxModeError, UnusableKeyError, SigningError.
    """
    if not key.is_file():
        public = _public_path(key)
        if not public.is_file():
            raise MissingKeyError(path=key)
        return _sign_elsewhere(message, public, namespace)

    _check_mode(key, FILE_MODE)
    plain = _load_plain_key(key)
    if plain is None:
        return _sign_elsewhere(message, key, namespace)
    return sshsig.sign(message, plain, namespace)


def _load_plain_key(path: Path) -> Ed25519PrivateKey | None:
    """The private key; None where it is under a passphrase."""
    with reading(path):
        content = path.read_bytes()
    try:
        key = load_ssh_private_key(content, password=None)
    except (TypeError, UnsupportedAlgorithm):
        # What cryptography says where a passphrase is needed, without and with its extra package.
        return None
    except ValueError as error:
        raise UnusableKeyError(path=path, reason=error, expected="OpenSSH, ssh-ed25519") from error
    if not isinstance(key, Ed25519PrivateKey):
        kind = type(key).__name__
        raise UnusableKeyError(path=path, reason=kind, expected="OpenSSH, ssh-ed25519")
    return key


def _sign_elsewhere(message: bytes, key: Path, namespace: str) -> bytes:
    """By ssh-keygen, which asks for a passphrase on the terminal, or asks the agent."""
    with tempfile.TemporaryDirectory(prefix="statx-") as folder:
        # By way of a file: ssh-keygen then keeps the terminal for its question.
        path = Path(folder) / "message"
        with writing(path):
            path.write_bytes(message)
        _run_ssh_keygen(["-q", "-Y", "sign", "-f", str(key), "-n", namespace, str(path)], key)
        return path.with_suffix(".sig").read_bytes()


def _run_ssh_keygen(arguments: list[str], path: Path) -> None:
    try:
        subprocess.run(  # noqa: S603  our own arguments
            ["ssh-keygen", *arguments],  # noqa: S607  whichever the user's system has
            check=True,
            stderr=subprocess.PIPE,
            text=True,
        )
    except FileNotFoundError as error:
        raise SigningError(path=path, reason="ssh-keygen: not found") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip().replace("\n", "; ") or error.returncode
        raise SigningError(path=path, reason=reason) from error


def _write_release_key(path: Path, principal: str) -> None:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    public_key = pack_public_key(key.public_key().public_bytes_raw())
    _write_private(path, private)
    line = public_key_line(public_key, principal)
    _write_private(_public_path(path), f"{line}\n".encode())


def _write_private(path: Path, content: bytes) -> None:
    """A file that is nobody else's from its first byte on, and never takes another's place."""
    with writing(path):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _check_private(path: Path, folder: Path) -> None:
    if not path.is_file():
        raise MissingKeyError(path=path)
    _check_mode(folder, FOLDER_MODE)
    _check_mode(path, FILE_MODE)


def _check_mode(path: Path, expected: int) -> None:
    if os.name != "posix":  # elsewhere the mode says nothing of who may read
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & _OPEN_TO_OTHERS:
        raise LaxModeError(path=path, found=f"{mode:04o}", expected=f"{expected:04o}")


def _public_path(path: Path) -> Path:
    return path.with_name(path.name + ".pub")
