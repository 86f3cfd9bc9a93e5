"""Release a draft: the same content, now signed by its unit, cleared by others, for one recipient.

What is not public is encrypted to exactly that recipient. Nothing is signed before the clearances
are accepted, and nothing appears before all of it is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from statx.container.bag import SUFFIX, write_released
from statx.container.package_file import said_of
from statx.container.release import (
    EVERYBODY,
    RELEASE,
    RELEASE_SIGNATURE,
    SIGNATURE,
    UNIT,
    Release,
)
from statx.errors import OptionError
from statx.files import atomic_file, refuse_existing, refuse_read_files, scratch_folder, writing
from statx.judging.reports import ReportOptions
from statx.package import words
from statx.package.acceptance import Approval, SignedClearance
from statx.package.clearing import Subject, check_clearances, read_records
from statx.package.errors import NoRecipientKeyError, PackageNameSuffixError
from statx.package.opening import examined_draft
from statx.package.verifying import NAMESPACE
from statx.registry.catalog import Catalog
from statx.results.classification import Classification
from statx.results.report import Run
from statx.settings.units import Unit
from statx.texts import named_option
from statx.trust import age
from statx.trust.allowed_signers import TrustStore
from statx.trust.errors import UnusableKeyError
from statx.trust.keys import SIGNING_NAME, read_owner, sign_bytes
from statx.trust.sshsig import check_signature
from statx.trust.store import RECIPIENTS_NAME, read_recipients

ENCRYPTED = ".age"
FOR_ALL = "umum"
"""In the name of a release to everybody."""
_PLAIN = "plain.zip"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who releases: a unit's keys, whom it trusts to approve, and when."""

    keys: Path
    """The folder with release.key."""
    trust: Path
    """The folder with allowed_signers and recipients."""
    at: datetime
    units: Mapping[str, Unit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is released to whom, and which clearances go with it."""

    to: str
    """A unit, or `*` for everybody."""
    clearances: Path
    """The folder with the records."""
    output: Path | None = None
    """`kemiskinan-1.0.0-sumbar.zip` in `folder`, unless said."""
    folder: Path | None = None
    """The draft's own, unless said."""
    replace: bool = False
    """Whether `output` may take the place of a file that exists."""


@dataclass(frozen=True, slots=True)
class Released:
    """What became of a draft that was to be released."""

    run: Run
    """The verdict on its data; nothing is released where it does not pass."""
    path: Path | None = None
    release: Release | None = None
    approvals: tuple[Approval, ...] = ()
    size: int = 0
    """Bytes of the package."""


def release_draft(
    draft: Path, delivery: Delivery, sender: Sender, catalog: Catalog, options: ReportOptions
) -> Released:
    """Release a draft as `delivery` says.

    Raises NotClearedError where its clearances do not open it, NotADraftError, NoProducerError,
    NoClassificationError, NoRecipientKeyError, PackageNameSuffixError, OptionError, what signing
    raises, and what writing raises.
    """
    to = delivery.to
    if to != EVERYBODY and not UNIT.fullmatch(to):
        raise OptionError(
            option=named_option("to"),
            reason=words.UNIT_RULE,
        )

    with said_of(draft), examined_draft(draft, catalog, options) as examined:
        if examined.run.exit_code:
            return Released(examined.run)

        subject = Subject.of(examined)
        output = _output(draft, delivery, subject)
        recipient_key = _recipient_key(subject, to, sender)
        records = read_records(delivery.clearances)
        public_key, signer = read_owner(_public_key(sender))
        release = _release_of(subject, to, signer, records, sender.at)
        minimum = sender.units.get(to, Unit()).minimum(subject.classification)
        approvals = check_clearances(
            records,
            release,
            public_key,
            TrustStore.read(sender.trust),
            minimum,
        )

        beside = _sign(release, records, public_key, sender)
        with atomic_file(output, replace=delivery.replace) as part:
            _write(examined.unpacked.folder, beside, part, recipient_key)
            size = part.stat().st_size

    return Released(examined.run, output, release, approvals, size)


def suffix_of(classification: str) -> str:
    """How the name of a release ends: what is not public is encrypted."""
    if classification == Classification.PUBLIC.value:
        return SUFFIX
    return SUFFIX + ENCRYPTED


def _output(draft: Path, delivery: Delivery, subject: Subject) -> Path:
    """Where the release goes. Its name tells whether it is encrypted."""
    suffix = suffix_of(subject.classification)
    whom = FOR_ALL if delivery.to == EVERYBODY else delivery.to
    folder = delivery.folder or draft.parent
    output = delivery.output or folder / f"{draft.stem}-{whom}{suffix}"
    if not output.name.endswith(suffix):
        raise PackageNameSuffixError(
            path=output,
            expected=suffix,
        )

    refuse_read_files([output], [draft])
    refuse_existing(output, replace=delivery.replace)

    return output


def _recipient_key(subject: Subject, to: str, sender: Sender) -> str:
    """The age key to encrypt to; empty for what is public."""
    if suffix_of(subject.classification) == SUFFIX:
        return ""
    if to == EVERYBODY:
        reason = words.ONLY_PUBLIC_TO_ALL.fill(classification=subject.classification)
        raise OptionError(
            option=named_option("to"),
            reason=reason,
        )

    keys = read_recipients(sender.trust)
    if to not in keys:
        raise NoRecipientKeyError(
            path=sender.trust / RECIPIENTS_NAME,
            unit=to,
        )

    return keys[to]


def _public_key(sender: Sender) -> Path:
    return sender.keys / f"{SIGNING_NAME}.pub"


def _release_of(
    subject: Subject, to: str, signer: str, records: Sequence[SignedClearance], at: datetime
) -> Release:
    digests = {}
    for record in records:
        digests[record.name] = hashlib.sha256(record.content).hexdigest()

    return Release(
        name=subject.name,
        version=subject.version,
        classification=subject.classification,
        sender=signer.partition("@")[2],
        recipients=(to,),
        producer=subject.producer,
        signer=signer,
        created=at,
        content_id=subject.content_id,
        clearances=digests,
    )


def _sign(
    release: Release, records: Sequence[SignedClearance], public_key: bytes, sender: Sender
) -> dict[str, bytes]:
    """The members that stand beside the content."""
    content = release.render()
    signature = sign_bytes(content, sender.keys / SIGNING_NAME, NAMESPACE)
    if check_signature(content, signature, NAMESPACE, RELEASE) != public_key:
        raise UnusableKeyError(
            path=_public_key(sender),
            reason="≠ release.key",
            expected="ssh-ed25519",
        )

    beside = {RELEASE: content, RELEASE_SIGNATURE: signature}
    for record in records:
        beside[record.name] = record.content
        beside[record.name + SIGNATURE] = record.signature

    return beside


def _write(content: Path, beside: Mapping[str, bytes], part: Path, recipient_key: str) -> None:
    if not recipient_key:
        with writing(part):
            write_released(content, beside, part)
        return
    with scratch_folder() as scratch:
        plain = scratch / _PLAIN
        with writing(plain):
            write_released(content, beside, plain)
        age.encrypt(plain, part, recipient_key)
