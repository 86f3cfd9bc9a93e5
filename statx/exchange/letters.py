"""What units write to each other: a notice announces a package, a receipt answers a notice.

Both are JSON and signed by the unit's release key, each for its own purpose. A letter is read only
after its signature was found good, and refused where it has one key more or less than its form.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from statx.container.json_fields import JsonFields, write_moment
from statx.container.strict_json import read_json, write_json

NOTICE_FORMAT = "statx-notice/1"
RECEIPT_FORMAT = "statx-receipt/1"
NOTICE_NAMESPACE = "statx-notice"
RECEIPT_NAMESPACE = "statx-receipt"

ENCRYPTIONS = ("none", "age")
RESULTS = ("accepted", "rejected")

DELIVERED, DUPLICATE = "delivered", "duplicate"
"""Codes of an accepted package; a rejected one has the code of its refusal."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A package lies in the mailbox."""

    sender: str
    recipient: str
    number: int
    """Counts what one unit announces to another, from 1."""
    previous: str | None
    """SHA-256 of the notice before; None for the first."""
    created: datetime
    payload: str
    """SHA-256 of the bytes that lie there."""
    size: int
    """Bytes of them."""
    is_encrypted: bool

    def to_bytes(self) -> bytes:
        """What is signed and published; same notice, same bytes."""
        return write_json(
            {
                "format": NOTICE_FORMAT,
                "from": self.sender,
                "to": self.recipient,
                "seq": self.number,
                "prev": self.previous,
                "created": write_moment(self.created),
                "payload": {
                    "sha256": self.payload,
                    "bytes": self.size,
                    "encryption": ENCRYPTIONS[self.is_encrypted],
                },
            }
        )

    @classmethod
    def parse(cls, content: bytes) -> Notice:
        """The notice of these bytes. Raises PackageJsonError."""
        fields = JsonFields(read_json(content, NOTICE_FORMAT), NOTICE_FORMAT)
        fields.exactly("format", NOTICE_FORMAT)
        payload = fields.fields("payload")
        notice = cls(
            sender=fields.text("from"),
            recipient=fields.text("to"),
            number=fields.count("seq"),
            previous=fields.digest_or_null("prev"),
            created=fields.moment("created"),
            payload=payload.digest("sha256"),
            size=payload.count("bytes"),
            is_encrypted=payload.one_of("encryption", ENCRYPTIONS) == ENCRYPTIONS[1],
        )
        payload.end()
        fields.end()

        return notice


@dataclass(frozen=True, slots=True)
class Receipt:
    """A package was taken, or refused and why."""

    sender: str
    """Of the receipt: who was sent the package."""
    recipient: str
    number: int
    """Of the notice."""
    notice: str
    """SHA-256 of the notice that this answers."""
    is_accepted: bool
    code: str
    at: datetime
    release: str | None = None
    """SHA-256 of the `release.json` that was read; None where it was not."""
    content: str | None = None
    """Content id of the package; None where it was not read."""
    report: str | None = None
    """SHA-256 of the encrypted report on data that did not pass; None where there is none."""

    def to_bytes(self) -> bytes:
        """What is signed and published."""
        return write_json(
            {
                "format": RECEIPT_FORMAT,
                "from": self.sender,
                "to": self.recipient,
                "seq": self.number,
                "notice": self.notice,
                "result": RESULTS[not self.is_accepted],
                "code": self.code,
                "release": self.release,
                "content": self.content,
                "report": self.report,
                "at": write_moment(self.at),
            }
        )

    @classmethod
    def parse(cls, content: bytes) -> Receipt:
        """The receipt of these bytes. Raises PackageJsonError."""
        fields = JsonFields(read_json(content, RECEIPT_FORMAT), RECEIPT_FORMAT)
        fields.exactly("format", RECEIPT_FORMAT)
        receipt = cls(
            sender=fields.text("from"),
            recipient=fields.text("to"),
            number=fields.count("seq"),
            notice=fields.digest("notice"),
            is_accepted=fields.one_of("result", RESULTS) == RESULTS[0],
            code=fields.text("code"),
            release=fields.digest_or_null("release"),
            content=fields.digest_or_null("content"),
            report=fields.digest_or_null("report"),
            at=fields.moment("at"),
        )
        fields.end()

        return receipt


def sha256_of_letter(content: bytes) -> str:
    """What a letter is known by."""
    return hashlib.sha256(content).hexdigest()
