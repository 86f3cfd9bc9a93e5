"""The page of keys that a person or unit hands to others: readable, and signed by its own key.

    statx-keys/1
    principal: release@sumbar
    signs: statx-release,statx-notice,statx-receipt
    key: ssh-ed25519 AAAA…
    age: age1…
    created: 2026-11-25T09:00:00Z
    -----BEGIN SSH SIGNATURE-----
    …

The signature proves no identity: anybody can make a page. It binds all lines to the one key, so
that whoever compares that key's fingerprint by telephone has compared the age key as well. An
approver has no age key, and no such line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from statx.files import reading
from statx.trust.allowed_signers import (
    NAMESPACE,
    PRINCIPAL,
    Signer,
    parse_public_key,
    public_key_line,
)
from statx.trust.errors import BrokenPageError, SignatureError
from statx.trust.sshsig import BEGIN, check_signature
from statx.trust.wire import fingerprint
from statx.trust.words import PAGE_FAULTS

FORMAT = "statx-keys/1"
NAMESPACE_OF_PAGES = "statx-keys"
RECIPIENT = re.compile(r"age1[0-9a-z]{58}")
_LINE = re.compile(r"(?P<name>[a-z]+): (?P<value>\S.*)")
_NAMES = ("principal", "signs", "key", "age", "created")
_LARGEST = 16_384
"""Bytes; a page has about seven hundred."""

Role = Literal["release", "clearance"]
ROLES: Mapping[Role, tuple[str, ...]] = {
    "release": ("statx-release", "statx-notice", "statx-receipt"),
    "clearance": ("statx-clearance",),
}
"""What a key is for: a unit's releases and its mail, or a person's approvals. Never both."""


@dataclass(frozen=True, slots=True)
class KeyPage:
    """What a page says."""

    principal: str
    namespaces: tuple[str, ...]
    public_key: bytes
    """In SSH form."""
    recipient: str
    """`age1…`; empty on the page of an approver."""
    created: str
    """`YYYY-MM-DDTHH:MM:SSZ`"""

    @property
    def unit(self) -> str:
        """The unit that the principal belongs to."""
        return self.principal.partition("@")[2]

    @property
    def fingerprint(self) -> str:
        """Of the signing key."""
        return fingerprint(self.public_key)

    def as_signer(self, after: datetime | None = None, before: datetime | None = None) -> Signer:
        """The line of a trust store for this key."""
        return Signer(
            self.principal,
            self.namespaces,
            self.public_key,
            after,
            before,
        )

    def text(self) -> str:
        """The lines that are signed."""
        lines = {
            "principal": self.principal,
            "signs": ",".join(self.namespaces),
            "key": public_key_line(self.public_key),
            "age": self.recipient,
            "created": self.created,
        }
        written = [f"{name}: {value}\n" for name, value in lines.items() if value]
        return f"{FORMAT}\n{''.join(written)}"


def read_page(path: Path) -> KeyPage:
    """Read a page and check that its own key signed all of it. Raises BrokenPageError."""
    with reading(path), path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    return parse_page(content, path)


def parse_page(content: bytes, path: Path) -> KeyPage:
    """The page in these bytes; `path` names it in refusals. Raises BrokenPageError."""
    signed, armour, signature = content.partition(BEGIN.encode("ascii"))
    if len(content) > _LARGEST or not armour:
        raise BrokenPageError(
            path=path,
            fault=PAGE_FAULTS["form"],
        )

    page = _parse_lines(signed, path)
    try:
        signer = check_signature(
            signed,
            armour + signature,
            NAMESPACE_OF_PAGES,
            path,
        )
    except SignatureError as error:
        raise BrokenPageError(
            path=path,
            fault=PAGE_FAULTS["signature"],
        ) from error
    if signer != page.public_key:
        raise BrokenPageError(
            path=path,
            fault=PAGE_FAULTS["signature"],
        )
    return page


def _parse_lines(signed: bytes, path: Path) -> KeyPage:
    try:
        first, *lines = signed.decode("ascii").splitlines()
    except ValueError as error:
        raise BrokenPageError(
            path=path,
            fault=PAGE_FAULTS["form"],
        ) from error

    pairs = [_LINE.fullmatch(line) for line in lines]
    values = {pair["name"]: pair["value"] for pair in pairs if pair is not None}
    page = _page_of(values) if first == FORMAT else None

    # Written again it must be the same text: so no line is unknown, twice, or in another order.
    if page is None or page.text().encode("ascii") != signed:
        raise BrokenPageError(
            path=path,
            fault=PAGE_FAULTS["form"],
        )
    return page


def _page_of(values: Mapping[str, str]) -> KeyPage | None:
    """The page with these values; None where one is missing or is not of its form."""
    if not {"principal", "signs", "key", "created"} <= set(values) <= set(_NAMES):
        return None
    try:
        public_key, _ = parse_public_key(values["key"])
    except ValueError:
        return None

    namespaces = tuple(values["signs"].split(","))
    recipient = values.get("age", "")
    fits = (
        PRINCIPAL.fullmatch(values["principal"]),
        all(NAMESPACE.fullmatch(namespace) for namespace in namespaces),
        not recipient or RECIPIENT.fullmatch(recipient),
    )
    if not all(fits):
        return None
    return KeyPage(
        values["principal"],
        namespaces,
        public_key,
        recipient,
        values["created"],
    )
