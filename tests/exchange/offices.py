"""Two units with keys of their own, and a mailbox between them."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from statx.exchange import office as offices
from statx.exchange import receiving, sending
from statx.exchange.correspondence import Correspondence
from statx.exchange.errors import RefusedPackageError
from statx.exchange.journal import Journal, open_journal
from statx.exchange.office import Office, Partner
from statx.exchange.receiving import Arrived, Open, Opened
from statx.exchange.records import Sent
from statx.exchange.sending import Parcel
from statx.exchange.transport import Transport
from statx.files import sha256_of
from statx.trust import age, sshsig
from statx.trust.allowed_signers import Signer, TrustStore
from statx.trust.errors import DecryptionError
from statx.trust.pages import ROLES
from statx.trust.wire import pack_public_key

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
UNITS = ("jatim", "sumbar")


@functools.cache
def signing_key(unit: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(unit.encode().ljust(32, b"."))


@functools.cache
def age_key(_unit: str) -> tuple[str, str]:
    return age.make_identity()


def trust() -> TrustStore:
    return TrustStore(
        tuple(
            Signer(
                f"release@{unit}",
                ROLES["release"],
                pack_public_key(signing_key(unit).public_key().public_bytes_raw()),
            )
            for unit in UNITS
        )
    )


def make_office(folder: Path, name: str) -> Office:
    offices.make_folders(folder)

    def sign(message: bytes, namespace: str) -> bytes:
        return sshsig.sign(message, signing_key(name), namespace)

    return Office(name, folder, sign, trust())


def make_parcel(folder: Path, content: str = "one", version: str = "1.0.0") -> Parcel:
    """What `pack` would have written: here name, version and content, as text."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, sealed = folder / "plain", folder / f"padi-{version}-{content}.age"
    plain.write_text(f"padi {version} {content}")
    age.encrypt(plain, sealed, age_key("sumbar")[1])
    return Parcel(
        sealed, sha256_of(sealed), "padi", version, content_id(content), is_encrypted=True
    )


def content_id(content: str) -> str:
    return content.encode().hex().ljust(64, "0")


def opening(unit: str) -> Open:
    """Stands for the decrypting, verifying and judging of a release."""

    def open_text(path: Path, folder: Path) -> Opened:
        plain = path.with_suffix(".plain")
        try:
            age.decrypt(path, plain, age_key(unit)[0])
        except DecryptionError as error:
            raise RefusedPackageError.of(code=error.code, reason=error.text) from error
        name, version, content = plain.read_text().split()
        plain.unlink()
        if content == "bad":
            raise RefusedPackageError.of(code="data", reason="1 error", report=b'{"valid": false}')
        folder.mkdir()
        (folder / "data.txt").write_text(content)
        schemas = ("pertanian_padi",)
        return Opened(
            "0" * 64, content_id(content), "jatim", name, version, is_public=False, schemas=schemas
        )

    return open_text


@dataclass
class Unit:
    """One side, with its journal opened anew in each run, as each run of the command does."""

    office: Office
    partner: Partner
    place: Transport
    now: datetime = NOW
    key: str = ""
    """Whose age key it has, where that is not its own."""
    taken: list[Arrived] = field(default_factory=list)

    def mail(self, journal: Journal) -> Correspondence:
        return Correspondence(self.partner, self.office, journal, self.place, self.now)

    def send(self, *parcels: Parcel) -> list[Sent]:
        with open_journal(self.office.folder) as journal:
            mail = self.mail(journal)
            offices.sweep(self.office, journal)
            closed = list(sending.collect_receipts(mail))
            for parcel in parcels:
                sending.prepare(mail, parcel)
            return [*closed, *sending.publish(mail)]

    def receive(self) -> list[Arrived]:
        with open_journal(self.office.folder) as journal:
            mail = self.mail(journal)
            offices.sweep(self.office, journal)
            arrived = list(receiving.receive(mail, opening(self.key or self.office.name)))
        self.taken += arrived
        return arrived


def make_units(folder: Path, place: Transport) -> tuple[Unit, Unit]:
    """(jatim, sumbar), with `place` between them."""
    one, other = (make_office(folder / unit, unit) for unit in UNITS)
    to_sumbar = Partner("sumbar", "", age_key("sumbar")[1], timedelta(hours=24))
    to_jatim = Partner("jatim", "", age_key("jatim")[1], timedelta(hours=24))
    return Unit(one, to_sumbar, place), Unit(other, to_jatim, place)
