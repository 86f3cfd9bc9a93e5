"""Signatures that `ssh-keygen -Y` makes and checks: the SSHSIG format of OpenSSH (PROTOCOL.sshsig).

What is signed is never the message alone but the hash of it together with a namespace, so that a
signature made for one purpose is worth nothing for another. Rules of this reader, stricter than
OpenSSH's:

- the armour begins at the first byte and ends the file; its base64 has no foreign characters;
- version 1, no reserved bytes, hash sha256 or sha512, key ssh-ed25519, no byte left over anywhere;
- the namespace is compared exactly with what the caller demands.

`check_signature` says which key signed. Whether that key may is for `allowed_signers` to say.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from statx.trust.errors import (
    DamagedSignatureError,
    ForgedSignatureError,
    WeakSignatureError,
    WrongNamespaceError,
)
from statx.trust.wire import (
    ED25519,
    WireReader,
    pack_public_key,
    pack_string,
    unpack_public_key,
)

MAGIC = b"SSHSIG"
VERSION = (1).to_bytes(4, "big")
HASHES: Mapping[bytes, Callable[[bytes], Any]] = {
    b"sha256": hashlib.sha256,
    b"sha512": hashlib.sha512,
}
WRITTEN_HASH = b"sha512"

BEGIN = "-----BEGIN SSH SIGNATURE-----"
END = "-----END SSH SIGNATURE-----"
WIDTH = 70
"""Characters of base64 a line, as ssh-keygen writes them."""


@dataclass(frozen=True, slots=True)
class ParsedSignature:
    """The parts of a signature, none of them checked against a message."""

    public_key: bytes
    """In SSH form."""
    namespace: str
    hash_name: bytes
    signature: bytes
    """64 bytes."""


def sign(message: bytes, key: Ed25519PrivateKey, namespace: str) -> bytes:
    """The armoured signature of a message, byte for byte what `ssh-keygen -Y sign` writes."""
    public_key = pack_public_key(key.public_key().public_bytes_raw())
    signature = key.sign(_signed_bytes(message, namespace, WRITTEN_HASH))
    body = (
        pack_string(public_key)
        + pack_string(namespace.encode("ascii"))
        + pack_string(b"")
        + pack_string(WRITTEN_HASH)
        + pack_string(pack_string(ED25519) + pack_string(signature))
    )
    return _armour(MAGIC + VERSION + body)


def check_signature(message: bytes, armoured: bytes, namespace: str, subject: object) -> bytes:
    """The public key (SSH form) that signed this message for this namespace.

    `subject` names what is checked, for the sentence of a refusal. Raises a SignatureError.
    """
    parsed = parse_signature(armoured, subject)
    if parsed.namespace != namespace:
        raise WrongNamespaceError(
            subject=subject,
            found=parsed.namespace,
            expected=namespace,
        )

    public_key = Ed25519PublicKey.from_public_bytes(unpack_public_key(parsed.public_key))
    signed = _signed_bytes(message, namespace, parsed.hash_name)
    try:
        public_key.verify(parsed.signature, signed)
    except InvalidSignature as error:
        raise ForgedSignatureError(subject=subject) from error
    return parsed.public_key


def parse_signature(armoured: bytes, subject: object) -> ParsedSignature:
    """Take a signature apart. Raises DamagedSignatureError and WeakSignatureError."""
    try:
        return _parse(_unarmour(armoured))
    except _Weak as error:
        expected = "ssh-ed25519, sha256, sha512"
        raise WeakSignatureError(
            subject=subject,
            found=error,
            expected=expected,
        ) from error
    except (ValueError, binascii.Error) as error:
        raise DamagedSignatureError(
            subject=subject,
            found=error,
        ) from error


class _Weak(Exception):  # noqa: N818  carries the name of an algorithm to the one place that refuses it
    """An algorithm that is not accepted."""


def _parse(blob: bytes) -> ParsedSignature:
    reader = WireReader(blob)
    if reader.take(len(MAGIC) + len(VERSION)) != MAGIC + VERSION:
        raise ValueError("no SSHSIG of version 1")

    public_key = reader.string()
    namespace = reader.string().decode("ascii")
    reserved = reader.string()
    hash_name = reader.string()
    signature = reader.string()
    reader.end()

    if reserved:
        raise ValueError("reserved bytes are used")
    if hash_name not in HASHES:
        raise _Weak(hash_name.decode("ascii", "replace"))
    _check_kind(public_key)
    return ParsedSignature(
        public_key,
        namespace,
        hash_name,
        _raw_signature(signature),
    )


def _check_kind(public_key: bytes) -> None:
    """Refuse other keys by name before their bytes are read as if they were ours."""
    kind = WireReader(public_key).string()
    if kind != ED25519:
        raise _Weak(kind.decode("ascii", "replace"))
    unpack_public_key(public_key)


def _raw_signature(blob: bytes) -> bytes:
    reader = WireReader(blob)
    kind = reader.string()
    raw = reader.string()
    reader.end()
    if kind != ED25519:
        raise _Weak(kind.decode("ascii", "replace"))
    return raw


def _signed_bytes(message: bytes, namespace: str, hash_name: bytes) -> bytes:
    """What the key really signs (PROTOCOL.sshsig, "Signed Data")."""
    digest = HASHES[hash_name](message).digest()
    return (
        MAGIC
        + pack_string(namespace.encode("ascii"))
        + pack_string(b"")
        + pack_string(hash_name)
        + pack_string(digest)
    )


def _armour(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode("ascii")
    lines = [text[at : at + WIDTH] for at in range(0, len(text), WIDTH)]
    return "\n".join([BEGIN, *lines, END, ""]).encode("ascii")


def _unarmour(armoured: bytes) -> bytes:
    # One way to write a signature: else two files that differ would both be "the signature".
    lines = armoured.decode("ascii").split("\n")
    if lines[0] != BEGIN or lines[-2:] != [END, ""]:
        raise ValueError("no armour of an SSH signature")

    blob = base64.b64decode("".join(lines[1:-2]), validate=True)
    if _armour(blob) != armoured:
        raise ValueError("its armour is not written as ssh-keygen writes it")
    return blob
