"""What the journal holds, a row each: what was sent, received, drafted, and must be looked into.

Moments are written as `2026-11-25T09:00:00Z`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SentState = Literal["prepared", "announced", "accepted", "rejected"]
ReceivedState = Literal["seen", "done", "conflict"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A package on its way to a partner, or there."""

    partner: str
    number: int
    """Of its notice."""
    name: str
    version: str
    content: str
    """Content id."""
    payload: str
    """SHA-256 of the bytes that are published."""
    size: int
    notice: bytes
    signature: bytes
    state: SentState
    prepared_at: str
    closed_at: str = ""
    code: str = ""
    """What the receipt says."""
    receipt: bytes = b""


@dataclass(frozen=True, slots=True)
class Received:
    """A notice of a partner, and what became of its package."""

    partner: str
    number: int
    notice_sha256: str
    notice: bytes
    state: ReceivedState
    seen_at: str
    done_at: str = ""
    code: str = ""
    name: str = ""
    version: str = ""
    content: str = ""
    receipt: bytes = b""
    receipt_signature: bytes = b""
    report: bytes = b""
    """On data that did not pass, encrypted to its sender; the receipt names it."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft that an export made."""

    name: str
    version: str
    content: str
    """What its tables say, as one SHA-256; the same where only dates of files changed."""
    file: str
    at: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something that a person must look into."""

    partner: str
    kind: str
    detail: str
    at: str
