"""A unit's own keys: an SSH key signs its releases, an age key opens what is sent to it.

    keys/release.key     OpenSSH private key, Ed25519, plain or under a passphrase; .pub beside it
    keys/clearance.key   the same, of a person who approves
    keys/age.key         age secret key

Files have mode 0600 in a folder of mode 0700; laxer ones are refused, as OpenSSH does. A key is
never replaced.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

from statx.files import atomic_file, atomic_folder, reading, scratch_folder, writing
from statx.trust import age, sshsig
from statx.trust.allowed_signers import PRINCIPAL, parse_public_key, public_key_line
from statx.trust.errors import (
    ExistingKeyError,
    MissingKeyError,
    SigningError,
    UnusableKeyError,
)
from statx.trust.modes import PRIVATE_FILE, PRIVATE_FOLDER, check_private
from statx.trust.pages import NAMESPACE_OF_PAGES, ROLES, KeyPage, Role
from statx.trust.wire import pack_public_key

AGE_NAME = "age.key"
SIGNING_NAME = "release.key"
"""What signs a unit's releases."""


def make_keys(
    folder: Path, principal: str, role: Role, created: datetime, *, passphrase: bool
) -> None:
    """Make the signing key of a role in `folder` and, for a unit's releases, its age key.

    With `passphrase`, `ssh-keygen` asks for it on the terminal; statx never sees it. Raises
    ExistingKeyError, SigningError (ssh-keygen would not) and what writing raises.
    """
    signing, secret = folder / f"{role}.key", folder / AGE_NAME
    wanted = [signing, _public_path(signing)]
    if role == "release":
        wanted.append(secret)
    for path in wanted:
        if os.path.lexists(path):
            raise ExistingKeyError(path=path)

    with _keys_to_be(folder) as place:
        if passphrase:
            made = place / signing.name
            _run_ssh_keygen(["-q", "-t", "ed25519", "-C", principal, "-f", str(made)], signing)
        else:
            _write_signing_key(place / signing.name, principal)
        if role == "release":
            _write_age_key(place / secret.name, created)


def make_page(folder: Path, role: Role, created: datetime) -> tuple[KeyPage, bytes]:
    """(what the page of a role's keys says, its signed bytes), to be handed to others.

    Raises MissingKeyError, LaxModeError, UnusableKeyError, SigningError.
    """
    signing = folder / f"{role}.key"
    public_key, principal = read_public_key(_public_path(signing))
    recipient = ""
    if role == "release":
        recipient = age.recipient_of(read_age_key(folder), folder / AGE_NAME)

    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    page = KeyPage(
        principal,
        ROLES[role],
        public_key,
        recipient,
        moment,
    )
    text = page.text().encode("ascii")
    return page, text + sign_bytes(text, signing, NAMESPACE_OF_PAGES)


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
        raise UnusableKeyError(
            path=path,
            reason=error,
            expected="ssh-ed25519 AAAA…",
        ) from error


def own_principal(folder: Path) -> str:
    """Under whose name the unit of these keys releases: `release@sumbar`; empty without keys.

    Raises UnusableKeyError.
    """
    public = _public_path(folder / SIGNING_NAME)
    if not public.is_file():
        return ""
    _, principal = read_public_key(public)
    return principal


def read_owner(public: Path) -> tuple[bytes, str]:
    """(public key in SSH form, whose it is) of a .pub file whose comment is a principal.

    Raises MissingKeyError, UnusableKeyError.
    """
    public_key, principal = read_public_key(public)
    if not PRINCIPAL.fullmatch(principal):
        raise UnusableKeyError(
            path=public,
            reason=principal or "-",
            expected="ssh-ed25519 AAAA… name@unit",
        )
    return public_key, principal


def read_age_key(folder: Path) -> str:
    """The text of a unit's age key. Raises MissingKeyError, LaxModeError."""
    path = folder / AGE_NAME
    _check_key_file(path, folder)
    with reading(path):
        return path.read_text(
            encoding="ascii",
            errors="replace",
        )


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

    check_private(key, PRIVATE_FILE)
    plain = _load_plain_key(key)
    if plain is None:
        return _sign_elsewhere(message, key, namespace)
    return sshsig.sign(message, plain, namespace)


@contextmanager
def _keys_to_be(folder: Path) -> Iterator[Path]:
    """Where to put keys that will lie in `folder`; a new one appears with all of them or none."""
    if folder.exists():
        check_private(folder, PRIVATE_FOLDER)
        yield folder
        return

    with writing(folder):
        folder.parent.mkdir(
            mode=PRIVATE_FOLDER,
            parents=True,
            exist_ok=True,
        )
    with atomic_folder(folder, private=True) as place:
        yield place


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
        raise UnusableKeyError(
            path=path,
            reason=error,
            expected="OpenSSH, ssh-ed25519",
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        kind = type(key).__name__
        raise UnusableKeyError(
            path=path,
            reason=kind,
            expected="OpenSSH, ssh-ed25519",
        )
    return key


def _sign_elsewhere(message: bytes, key: Path, namespace: str) -> bytes:
    """By ssh-keygen, which asks for a passphrase on the terminal, or asks the agent."""
    with scratch_folder() as folder:
        # By way of a file: ssh-keygen then keeps the terminal for its question.
        path = folder / "message"
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
        raise SigningError(
            path=path,
            reason="ssh-keygen: not found",
        ) from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.strip().replace("\n", "; ") or error.returncode
        raise SigningError(
            path=path,
            reason=reason,
        ) from error


def _write_signing_key(path: Path, principal: str) -> None:
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    public_key = pack_public_key(key.public_key().public_bytes_raw())
    _write_private(path, private)
    line = public_key_line(public_key, principal)
    _write_private(_public_path(path), f"{line}\n".encode("ascii"))


def _write_age_key(path: Path, created: datetime) -> None:
    """As age-keygen writes it."""
    secret_key, recipient = age.make_identity()
    moment = created.isoformat(timespec="seconds")
    lines = [f"# created: {moment}", f"# public key: {recipient}", secret_key, ""]
    _write_private(path, "\n".join(lines).encode("ascii"))


def _write_private(path: Path, content: bytes) -> None:
    """A file that is nobody else's from its first byte on, and never takes another's place."""
    with atomic_file(path, private=True) as part, writing(path):
        part.write_bytes(content)


def _check_key_file(path: Path, folder: Path) -> None:
    if not path.is_file():
        raise MissingKeyError(path=path)
    check_private(folder, PRIVATE_FOLDER)
    check_private(path, PRIVATE_FILE)


def _public_path(path: Path) -> Path:
    return path.with_name(path.name + ".pub")
