"""Where the clearances of a draft lie: in a folder beside it, a record for each approver.

    kemiskinan-1.0.0.zip
    kemiskinan-1.0.0.clearance/budi@jatim.json        what was decided
    kemiskinan-1.0.0.clearance/budi@jatim.json.sig    as `ssh-keygen -Y sign` makes it too

A later decision of the same person takes the place of the earlier one. What is signed is read by
nobody before its signature is checked (`statx.package.acceptance`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from statx.container.release import CLEARANCES, SIGNATURE, Release, person_of
from statx.files import atomic_file, reading, writing
from statx.package import words
from statx.package.acceptance import (
    Approval,
    SignedClearance,
    check_approval,
    check_number,
    read_approval,
)
from statx.package.clearance import Approver, Clearance, ClearedCheck
from statx.package.errors import (
    NoClassificationError,
    NoProducerError,
    NotADraftError,
    StrayRecordError,
    TwoPersonError,
    UnsignedClearanceError,
)
from statx.package.opening import Examined
from statx.trust.allowed_signers import TrustStore

FOLDER_SUFFIX = ".clearance"
_RECORD = "*.json"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a draft is, as a clearance and a release name it."""

    content_id: str
    name: str
    version: str
    classification: str
    producer: str

    @classmethod
    def of(cls, examined: Examined) -> Subject:
        """From the descriptor of a draft.

        Raises NotADraftError, NoProducerError, NoClassificationError.
        """
        package = examined.package
        path = examined.unpacked.path
        if not package.is_draft:
            raise NotADraftError(path=path)

        about = package.descriptor.get("statx")
        said = about if isinstance(about, dict) else {}
        if not said.get("producer"):
            raise NoProducerError(path=path)
        if not said.get("classification"):
            raise NoClassificationError(path=path)

        return cls(
            package.content_id,
            str(package.descriptor["name"]),
            str(package.descriptor["version"]),
            str(said["classification"]),
            str(said["producer"]),
        )


@dataclass(frozen=True, slots=True)
class Decision:
    """What an approver decides, and for how long and for whom."""

    decision: str
    """approved or rejected."""
    audience: tuple[str, ...]
    decided_on: datetime
    valid_until: datetime
    checks: tuple[ClearedCheck, ...] = ()
    basis: str = ""


def clearance_folder(draft: Path) -> Path:
    """Where the clearances of a draft lie unless somebody says otherwise."""
    return draft.with_suffix(FOLDER_SUFFIX)


def draw_up(subject: Subject, approver: Approver, decision: Decision) -> Clearance:
    """The clearance that an approver is to sign. TwoPersonError where he made the data himself."""
    if approver.id == subject.producer:
        raise TwoPersonError(approver=approver.id, found=words.THE_PRODUCER)
    return Clearance(
        content_id=subject.content_id,
        dataset=subject.name,
        version=subject.version,
        classification=subject.classification,
        producer=subject.producer,
        approver=approver,
        decision=decision.decision,
        audience=decision.audience,
        decided_on=decision.decided_on,
        valid_until=decision.valid_until,
        checks=decision.checks,
        basis=decision.basis,
    )


def write_clearance(folder: Path, name: str, content: bytes, signature: bytes | None) -> Path:
    """Put a record into the folder, in place of an earlier one; its path.

    Without a signature its approver signs the file with `ssh-keygen`, which puts it beside.
    """
    record = folder / f"{name}.json"
    with writing(folder):
        folder.mkdir(exist_ok=True)
        # An older signature beside a newer record would be a riddle.
        _signature_of(record).unlink(missing_ok=True)

    with atomic_file(record, replace=True) as part, writing(record):
        part.write_bytes(content)

    if signature is not None:
        target = _signature_of(record)
        with atomic_file(target, replace=True) as part, writing(target):
            part.write_bytes(signature)

    return record


def read_records(folder: Path) -> tuple[SignedClearance, ...]:
    """The clearances of a folder by their names; none where there is no folder.

    Raises StrayRecordError, UnsignedClearanceError.
    """
    return tuple(read_record(path) for path in records_of(folder))


def records_of(folder: Path) -> list[Path]:
    """The files of a folder that are clearances. StrayRecordError for one that cannot be."""
    paths = sorted(folder.glob(_RECORD))
    for path in paths:
        if not person_of(CLEARANCES + path.name):
            raise StrayRecordError(path=path)

    return paths


def read_record(path: Path) -> SignedClearance:
    """One clearance with its signature. UnsignedClearanceError where that is missing."""
    signature = _signature_of(path)
    if not signature.is_file():
        raise UnsignedClearanceError(file=path)

    with reading(path):
        content = path.read_bytes()

    with reading(signature):
        return SignedClearance(CLEARANCES + path.name, content, signature.read_bytes())


def check_clearances(
    records: Sequence[SignedClearance],
    release: Release,
    release_key: bytes,
    store: TrustStore,
    minimum: int,
) -> tuple[Approval, ...]:
    """Whether these open the release: each of them, and enough of them.

    Raises NotClearedError, ClearanceSignatureError, PackageJsonError.
    """
    approvals = []
    for record in records:
        approval = read_approval(record, store, release.created)
        check_approval(approval, release, release_key)
        approvals.append(approval)

    check_number(approvals, release, minimum)

    return tuple(approvals)


def _signature_of(record: Path) -> Path:
    return record.with_name(record.name + SIGNATURE)
