"""Letters and other small objects, read from a mailbox and put into it as bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from statx.exchange.errors import MissingObjectError
from statx.exchange.mailbox import SIGNATURE
from statx.exchange.transport import Transport
from statx.files import reading, writing
from statx.files.resuming import part_of

LARGEST_LETTER = 65_536
"""Bytes; a letter has about six hundred."""


@dataclass(frozen=True, slots=True)
class SignedLetter:
    """A letter and its signature, as they lay in the mailbox: nobody has checked them yet."""

    name: str
    content: bytes
    signature: bytes


def fetch_letter(transport: Transport, name: str, work: Path) -> SignedLetter | None:
    """A letter with its signature; None where one of the two is not there yet, or is no letter."""
    content = _fetch_small(transport, name, work)
    signature = _fetch_small(transport, name + SIGNATURE, work)
    if content is None or signature is None:
        return None

    return SignedLetter(name, content, signature)


def publish_letter(transport: Transport, letter: SignedLetter, work: Path) -> None:
    """The signature first: who sees the letter finds it complete."""
    publish_bytes(transport, letter.signature, letter.name + SIGNATURE, work)
    publish_bytes(transport, letter.content, letter.name, work)


def publish_bytes(transport: Transport, content: bytes, name: str, work: Path) -> None:
    """Put a small object there."""
    path = work / "outgoing"
    with writing(path):
        path.write_bytes(content)

    transport.put(path, name)
    path.unlink()


def _fetch_small(transport: Transport, name: str, work: Path) -> bytes | None:
    size = transport.size_of(name)
    if size is None or size > LARGEST_LETTER:
        return None

    path = work / "incoming"
    part_of(path).unlink(missing_ok=True)  # of another object, when a run was killed
    try:
        transport.get(name, path)
    except MissingObjectError:
        return None

    with reading(path):
        content = path.read_bytes()

    path.unlink()

    return content
