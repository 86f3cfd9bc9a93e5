"""Encryption to one recipient in the format of age (age-encryption.org/v1): stock `age` opens it.

A file is encrypted to exactly one X25519 key. age says that nothing was changed, not who wrote it:
what must be known about the sender is signed inside and outside. age also gives out the beginning
of a damaged file before it sees the damage, so what is decrypted goes to a file that counts only
once the last byte was right.
"""

from __future__ import annotations

import re
from pathlib import Path

from statx.files import FULL, cannot_write, reading, writing
from statx.trust.errors import DecryptionError, UnusableKeyError, WrongRecipientKeyError

VERSION_LINE = b"age-encryption.org/v1"
SECRET_KEY = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]+$", re.MULTILINE)
X25519 = b"X25519"
GREASE = b"-grease"
"""How the names of stanzas end that mean nothing and keep readers tolerant; rage adds one."""
_LONGEST_HEADER = 4096
"""Bytes; a header of one recipient has about two hundred."""


def encrypt(source: Path, target: Path, recipient: str) -> None:
    """Encrypt `source` into `target` for whoever holds the secret key of `recipient` (`age1…`).

    The memory it takes does not depend on the size. Raises WrongRecipientKeyError and what reading
    and writing raise.
    """
    import pyrage  # only who encrypts needs it

    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise WrongRecipientKeyError(found=recipient) from error

    with reading(source), source.open("rb") as plain, writing(target), target.open("wb") as sealed:
        pyrage.encrypt_io(plain, sealed, [key])


def decrypt(source: Path, target: Path, secret_key: str) -> None:
    """Decrypt the file `source` into `target`, which is to be used only where this returns.

    Raises DecryptionError where any byte is wrong, where it is for somebody else or for more than
    one, and UnusableKeyError.
    """
    import pyrage  # only who decrypts needs it

    identity = read_identity(secret_key, source)
    with reading(source):
        count = count_recipients(source)
    if count != 1:
        raise DecryptionError(
            path=source,
            reason=f"{count} × X25519",
        )

    try:
        with source.open("rb") as sealed, target.open("wb") as plain:
            pyrage.decrypt_io(sealed, plain, [identity])
    except (pyrage.DecryptError, OSError) as error:
        # A damaged body comes as OSError, as a full disk does; a wrong key as DecryptError.
        if isinstance(error, OSError) and error.errno in FULL:
            raise cannot_write(target, error) from error
        raise DecryptionError(
            path=source,
            reason=error,
        ) from error


def is_encrypted(path: Path) -> bool:
    """Whether a file begins as one of age does; a file that is not there does not."""
    if not path.is_file():
        return False
    with reading(path), path.open("rb") as file:
        return file.read(len(VERSION_LINE)) == VERSION_LINE


def count_recipients(path: Path) -> int:
    """How many keys can open this file.

    0 where it is no age file, or one with other kinds of keys as well.
    """
    with path.open("rb") as file:
        header, dashes, _ = file.read(_LONGEST_HEADER).partition(b"\n---")
    if not dashes or not header.startswith(VERSION_LINE + b"\n"):
        return 0

    kinds = [line.split(b" ")[1] for line in header.split(b"\n") if line.startswith(b"-> ")]
    keys = [kind for kind in kinds if not kind.endswith(GREASE)]
    return len(keys) if set(keys) == {X25519} else 0


def make_identity() -> tuple[str, str]:
    """A new pair: (secret key `AGE-SECRET-KEY-1…`, recipient `age1…`)."""
    import pyrage  # only who makes keys needs it

    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(secret_key: str, path: Path) -> str:
    """The recipient that belongs to a secret key of the file `path`. Raises UnusableKeyError."""
    return str(read_identity(secret_key, path).to_public())


def read_identity(secret_key: str, path: Path):  # type: ignore[no-untyped-def]  # noqa: ANN201  pyrage has no types
    """The identity in a key file's text, as `age-keygen` writes it: comments and one secret key."""
    import pyrage  # only who decrypts needs it

    keys = SECRET_KEY.findall(secret_key)
    if len(keys) != 1:
        raise UnusableKeyError(
            path=path,
            reason=f"{len(keys)} × AGE-SECRET-KEY",
            expected="age",
        )
    try:
        return pyrage.x25519.Identity.from_str(keys[0])
    except pyrage.IdentityError as error:
        raise UnusableKeyError(
            path=path,
            reason=error,
            expected="age",
        ) from error
