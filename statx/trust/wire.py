"""The byte strings of the SSH protocol: lengths in front, nothing behind (RFC 4251 §5).

A public key and a signature are a name and a value, each as such a string. Whatever is too short,
or has bytes left over, is no such string: `ValueError` says so, and callers turn it into their own
error.
"""

from __future__ import annotations

import base64
import hashlib
import struct

ED25519 = b"ssh-ed25519"
"""The one kind of key that statx uses and accepts."""

_LENGTH = struct.Struct(">I")
_KEY_BYTES = 32


def pack_string(value: bytes) -> bytes:
    """A byte string with its length before it."""
    return _LENGTH.pack(len(value)) + value


class WireReader:
    """Reads byte strings one after the other; ValueError where one does not fit."""

    def __init__(self, blob: bytes) -> None:
        self._blob = blob
        self._at = 0

    def take(self, size: int) -> bytes:
        """The next `size` bytes as they stand."""
        end = self._at + size
        if end > len(self._blob):
            raise ValueError("too short")

        piece = self._blob[self._at : end]
        self._at = end
        return piece

    def number(self) -> int:
        """The next unsigned 32-bit number."""
        return int(_LENGTH.unpack(self.take(_LENGTH.size))[0])

    def string(self) -> bytes:
        """The next string, without its length."""
        return self.take(self.number())

    def end(self) -> None:
        """ValueError where bytes are left."""
        if self._at != len(self._blob):
            raise ValueError("bytes after the end")


def pack_public_key(raw: bytes) -> bytes:
    """The SSH form of an Ed25519 public key. raw: 32 bytes -> 51 bytes."""
    return pack_string(ED25519) + pack_string(raw)


def unpack_public_key(blob: bytes) -> bytes:
    """The 32 raw bytes of an Ed25519 public key; ValueError names the kind of any other key."""
    reader = WireReader(blob)
    kind = reader.string()
    if kind != ED25519:
        raise ValueError(kind.decode("ascii", "replace"))

    raw = reader.string()
    reader.end()
    if len(raw) != _KEY_BYTES:
        raise ValueError("length")
    return raw


def fingerprint(blob: bytes) -> str:
    """`SHA256:…` of a public key, as `ssh-keygen -l` prints it."""
    digest = base64.b64encode(hashlib.sha256(blob).digest())
    return "SHA256:" + digest.rstrip(b"=").decode("ascii")
