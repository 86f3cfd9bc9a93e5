"""Where a draft stands: which clearances there are, and whether they open a release of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from statx.container.errors import UntrustedPackageError
from statx.container.release import CLEARANCES, Release
from statx.package.acceptance import check_approval, read_approval
from statx.package.clearance import Clearance
from statx.package.clearing import Subject, read_record, records_of
from statx.package.releasing import Sender
from statx.settings.units import Unit
from statx.trust.allowed_signers import TrustStore
from statx.trust.keys import SIGNING_NAME, own_principal, read_public_key


@dataclass(frozen=True, slots=True)
class Record:
    """One clearance in the folder."""

    name: str
    """`clearance/budi@jatim.json`"""
    clearance: Clearance | None = None
    """None as long as nobody knows who signed it."""
    refusal: UntrustedPackageError | None = None
    """Why it does not open a release."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All clearances of a draft."""

    records: tuple[Record, ...]
    minimum: int
    """How many a release needs."""

    @property
    def accepted(self) -> int:
        """How many open it."""
        return sum(record.refusal is None for record in self.records)

    @property
    def is_cleared(self) -> bool:
        """Whether it can be released: enough of them open it, and none refuses it."""
        return self.minimum <= self.accepted == len(self.records)


def standing(subject: Subject, to: str, folder: Path, sender: Sender) -> Standing:
    """Look at each clearance of a folder as a release to the unit `to` would; or to no one yet.

    Raises StrayRecordError, BrokenTrustStoreError, UnusableKeyError.
    """
    store = TrustStore.read(sender.trust)
    release, key = _as_if_released(subject, to, sender)
    records = tuple(_record(path, release, key, store) for path in records_of(folder))
    minimum = sender.units.get(to, Unit()).minimum(subject.classification)

    return Standing(records, minimum)


def _as_if_released(subject: Subject, to: str, sender: Sender) -> tuple[Release, bytes]:
    """The release that would be signed now, and the key that would sign it, where there is one."""
    signer = own_principal(sender.keys)
    key = b""
    if signer:
        key, _ = read_public_key(sender.keys / f"{SIGNING_NAME}.pub")

    unit = (signer or subject.producer).partition("@")[2]
    release = Release(
        name=subject.name,
        version=subject.version,
        classification=subject.classification,
        sender=unit,
        recipients=(to,) if to else (),
        producer=subject.producer,
        signer=signer,
        created=sender.at,
        content_id=subject.content_id,
        clearances={},
    )

    return release, key


def _record(path: Path, release: Release, key: bytes, store: TrustStore) -> Record:
    name = CLEARANCES + path.name
    clearance = None
    try:
        approval = read_approval(read_record(path), store, release.created)
        clearance = approval.clearance
        check_approval(approval, release, key)
    except UntrustedPackageError as refusal:
        return Record(name, clearance, refusal)

    return Record(name, clearance)
