"""Who is trusted to sign what, and until when: a strict subset of OpenSSH's `allowed_signers`.

    # principal     options                                                          key
    release@jatim   namespaces="statx-release",valid-before="20280101Z"  ssh-ed25519 AAAA… jatim

`ssh-keygen` reads the same file (ssh-keygen(1), ALLOWED SIGNERS) and means the same by it. Left out
is whatever makes two readers disagree or trust more than was written: wildcards, quoted or negated
principals, several principals a line, certificates, lines without namespaces, times without `Z`,
unknown options, keys other than ssh-ed25519, and one key under two names, which would let one
person approve as two. Such a line refuses the whole file: a store of which a part is skipped in
silence is no store.

`revoked_keys` beside it is a list of public keys; revocation beats validity.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from statx.files import reading
from statx.trust.errors import (
    BrokenTrustStoreError,
    OutsideValidityError,
    RevokedKeyError,
    UnknownKeyError,
    WrongRoleError,
    WrongSignerError,
)
from statx.trust.modes import check_guarded
from statx.trust.sshsig import check_signature
from statx.trust.wire import ED25519, fingerprint, unpack_public_key
from statx.trust.words import FAULTS, validity_words

SIGNERS_NAME = "allowed_signers"
REVOKED_NAME = "revoked_keys"

PRINCIPAL = re.compile(r"[a-z0-9][a-z0-9._-]*@[a-z0-9][a-z0-9._-]*")
"""`person@unit`: the unit is what stands behind the @."""
NAMESPACE = re.compile(r"[a-z0-9][a-z0-9._@-]*")
_OPTION = re.compile(r'(?P<name>[A-Za-z-]+)(="(?P<value>[^"]*)")?(,|$)')
_OPTIONS_THEN_KEY = re.compile(r'(?P<options>(?:[^"\s]|"[^"]*")+)\s+(?P<key>.*)')
_KNOWN_OPTIONS = ("namespaces", "valid-after", "valid-before")
_TIME_FORMS: Mapping[int, str] = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}


@dataclass(frozen=True, slots=True)
class Signer:
    """One line of the store: a principal, what its key may sign, and when."""

    principal: str
    namespaces: tuple[str, ...]
    public_key: bytes
    """In SSH form."""
    valid_after: datetime | None = None
    valid_before: datetime | None = None
    comment: str = ""

    @property
    def unit(self) -> str:
        """The unit that the principal belongs to."""
        return self.principal.partition("@")[2]

    @property
    def fingerprint(self) -> str:
        """As `ssh-keygen -l` prints it."""
        return fingerprint(self.public_key)

    def holds_at(self, at: datetime) -> bool:
        """Whether the key is valid at this moment; as OpenSSH, both ends of its time included."""
        begun = self.valid_after is None or self.valid_after <= at
        ended = self.valid_before is not None and self.valid_before < at
        return begun and not ended

    def line(self) -> str:
        """The line that stands for it in the store."""
        options = [f'namespaces="{",".join(self.namespaces)}"']
        if self.valid_after is not None:
            options.append(f'valid-after="{_written_time(self.valid_after)}"')
        if self.valid_before is not None:
            options.append(f'valid-before="{_written_time(self.valid_before)}"')

        key = public_key_line(self.public_key, self.comment)
        return f"{self.principal} {','.join(options)} {key}"


@dataclass(frozen=True, slots=True)
class TrustStore:
    """All trusted signers of a unit, and the keys that are trusted no more."""

    signers: tuple[Signer, ...] = ()
    revoked: frozenset[bytes] = frozenset()
    """Public keys in SSH form."""

    @classmethod
    def read(cls, folder: Path) -> TrustStore:
        """The store of a folder, empty where there is none. Raises BrokenTrustStoreError."""
        signers = tuple(_read_signers(folder / SIGNERS_NAME))
        revoked = frozenset(key for _, key in _read_keys(folder / REVOKED_NAME))
        return cls(signers, revoked)

    def of_key(self, public_key: bytes) -> tuple[Signer, ...]:
        """The lines of one key."""
        return tuple(signer for signer in self.signers if signer.public_key == public_key)

    def verify(
        self,
        message: bytes,
        armoured: bytes,
        *,
        namespace: str,
        principal: str | None,
        at: datetime,
        subject: object,
    ) -> Signer:
        """The signer of a message: `principal`, entitled to `namespace`, with a key valid at `at`.

        Without `principal` it is whoever the key belongs to, and the caller compares. `at` is a
        moment with a time zone; `subject` names what is checked. Raises a SignatureError.
        """
        public_key = check_signature(
            message,
            armoured,
            namespace,
            subject,
        )
        if public_key in self.revoked:
            raise RevokedKeyError(
                subject=subject,
                found=fingerprint(public_key),
            )

        lines = self.of_key(public_key)
        if not lines:
            raise UnknownKeyError(
                subject=subject,
                found=fingerprint(public_key),
            )
        # One key has one principal in this store, so any of its lines names it.
        found = lines[0].principal
        if principal not in (None, found):
            raise WrongSignerError(
                subject=subject,
                found=found,
                expected=principal,
            )

        entitled = [line for line in lines if namespace in line.namespaces]
        if not entitled:
            raise WrongRoleError(
                subject=subject,
                principal=found,
                namespace=namespace,
            )

        valid = [line for line in entitled if line.holds_at(at)]
        if not valid:
            validity = validity_words(entitled[0].valid_after, entitled[0].valid_before)
            raise OutsideValidityError(
                subject=subject, principal=found, at=_shown_time(at), validity=validity
            )
        return valid[0]


def public_key_line(public_key: bytes, comment: str = "") -> str:
    """`ssh-ed25519 AAAA… comment`, as a .pub file holds it."""
    encoded = base64.b64encode(public_key).decode("ascii")
    return " ".join(filter(None, (ED25519.decode(), encoded, comment)))


def parse_public_key(line: str) -> tuple[bytes, str]:
    """(public key in SSH form, comment) of such a line; ValueError where it is none of Ed25519."""
    kind, _, rest = line.strip().partition(" ")
    encoded, _, comment = rest.strip().partition(" ")
    if kind != ED25519.decode():
        raise ValueError(kind or "-")

    public_key = base64.b64decode(encoded, validate=True)
    unpack_public_key(public_key)
    return public_key, comment.strip()


def parse_signers(text: str, path: Path) -> Iterator[Signer]:
    """The signers of a store's text, in order.

    Raises BrokenTrustStoreError with the line's number.
    """
    first_lines: dict[bytes, tuple[int, str]] = {}
    for number, line in _written_lines(text):
        signer = _parse_signer(line, path, number)
        known = first_lines.setdefault(signer.public_key, (number, signer.principal))
        if known[1] != signer.principal:
            fault = FAULTS["two names"].fill(
                line=known[0],
                principal=known[1],
            )
            raise BrokenTrustStoreError(
                path=path,
                line=number,
                fault=fault,
            )
        yield signer


class _Fault(Exception):  # noqa: N818  goes to the one place that knows the line's number
    """What is wrong with a line, in words."""

    def __init__(self, name: str, found: object = "") -> None:
        self.text = FAULTS[name].fill(found=found)
        super().__init__(name)


def _parse_signer(line: str, path: Path, number: int) -> Signer:
    try:
        return _parse_line(line)
    except _Fault as fault:
        raise BrokenTrustStoreError(
            path=path,
            line=number,
            fault=fault.text,
        ) from fault


def _parse_line(line: str) -> Signer:
    principal, _, rest = line.partition(" ")
    if not PRINCIPAL.fullmatch(principal):
        raise _Fault("principal", principal)

    split = _OPTIONS_THEN_KEY.fullmatch(rest.strip())
    if split is None or split["options"] == ED25519.decode():
        raise _Fault("namespaces")

    options = _parse_options(split["options"])
    public_key, comment = _parse_key(split["key"])
    return Signer(
        principal,
        _parse_namespaces(options),
        public_key,
        _parse_option_time(options, "valid-after"),
        _parse_option_time(options, "valid-before"),
        comment,
    )


def _parse_options(text: str) -> Mapping[str, str]:
    """Option -> value; a fault where something is no known option with one value."""
    options: dict[str, str] = {}
    at = 0
    while at < len(text):
        option = _OPTION.match(text, at)
        if option is None or option["value"] is None:
            raise _Fault("option", text[at:])

        name = option["name"]
        if name not in _KNOWN_OPTIONS or name in options:
            raise _Fault("option", name)
        options[name] = option["value"]
        at = option.end()
    return options


def _parse_namespaces(options: Mapping[str, str]) -> tuple[str, ...]:
    namespaces = tuple(options.get("namespaces", "").split(","))
    if not all(NAMESPACE.fullmatch(namespace) for namespace in namespaces):
        raise _Fault("namespaces")
    return namespaces


def _parse_option_time(options: Mapping[str, str], name: str) -> datetime | None:
    if name not in options:
        return None
    moment = parse_time(options[name])
    if moment is None:
        raise _Fault("time", options[name])
    return moment


def _parse_key(text: str) -> tuple[bytes, str]:
    try:
        return parse_public_key(text)
    except (ValueError, binascii.Error) as error:
        raise _Fault("key", error) from error


def parse_time(text: str) -> datetime | None:
    """A time of the store, `20280101Z` or with hours, minutes and seconds.

    None where it is none in UTC.
    """
    digits = text.removesuffix("Z")
    form = _TIME_FORMS.get(len(digits))
    if form is None or digits == text or not digits.isascii() or not digits.isdecimal():
        return None
    try:
        return datetime.strptime(digits, form).replace(tzinfo=UTC)
    except ValueError:
        return None


def _read_signers(path: Path) -> Iterator[Signer]:
    if path.exists():
        yield from parse_signers(_read_text(path), path)


def _read_keys(path: Path) -> Iterator[tuple[int, bytes]]:
    """(line, public key) of a list of keys."""
    if not path.exists():
        return
    for number, line in _written_lines(_read_text(path)):
        try:
            public_key, _ = parse_public_key(line)
        except (ValueError, binascii.Error) as error:
            fault = FAULTS["key"].fill(found=error)
            raise BrokenTrustStoreError(
                path=path,
                line=number,
                fault=fault,
            ) from error
        yield number, public_key


def _read_text(path: Path) -> str:
    with reading(path):
        check_guarded(path)
        content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BrokenTrustStoreError(
            path=path,
            line=line,
            fault=FAULTS["text"],
        ) from error


def _written_lines(text: str) -> Iterator[tuple[int, str]]:
    """(number, line) of those that are neither blank nor a comment."""
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            yield number, stripped


def _written_time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%SZ")


def _shown_time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
