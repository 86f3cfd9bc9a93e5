"""Whether a release is to be believed: who signed it, for whom, and who cleared it.

In this order, cheap and unauthenticated questions first: the zip has its form (`open_file`), the
unit's key signed release.json, the format is known, the signer belongs to the sender, it is for us,
it is about this content, each clearance opens it. Only then are the bytes of the content read
(`statx.container.bag.check_bag`), and after them the data is judged (`statx.package.opening`).
JSON is parsed only once its signature is good.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from statx.container.descriptor import DESCRIPTOR
from statx.container.errors import PackageContentError, PackageHashError
from statx.container.names import quoted
from statx.container.package_file import PackageFile
from statx.container.release import (
    EVERYBODY,
    RELEASE,
    RELEASE_SIGNATURE,
    SIGNATURE,
    Release,
)
from statx.package import words
from statx.package.acceptance import (
    Approval,
    SignedClearance,
    check_approval,
    check_number,
    read_approval,
)
from statx.package.errors import (
    OtherRecipientError,
    ReleaseSignatureError,
    SignerUnitError,
    UnknownUnitError,
    UnsignedPackageError,
)
from statx.results.classification import Classification
from statx.settings.units import Unit
from statx.texts import Text, verbatim
from statx.trust.allowed_signers import Signer, TrustStore
from statx.trust.errors import SignatureError

NAMESPACE = "statx-release"
"""What a release is signed for."""

Passed = Callable[[Text], None]
"""Told of each check that passed, in order."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """From whose side a release is looked at: a unit, whom it trusts, and at which moment."""

    me: str
    store: TrustStore
    at: datetime
    units: Mapping[str, Unit] = field(default_factory=dict)
    """What was agreed with each of the others."""

    def minimum(self, unit: str, classification: str) -> int:
        """How many approvals what `unit` releases needs."""
        return self.units.get(unit, Unit()).minimum(classification)


@dataclass(frozen=True, slots=True)
class TrustedRelease:
    """A release that its unit signed, for us, and that others cleared."""

    release: Release
    signer: Signer
    approvals: tuple[Approval, ...]


def trust_release(file: PackageFile, recipient: Recipient, passed: Passed) -> TrustedRelease:
    """Check everything about a release but the bytes of its content.

    Raises an UntrustedPackageError: an UntrustedReleaseError, or a NotClearedError.
    """
    if RELEASE not in file.members:
        raise UnsignedPackageError

    signer = _check_signature(file, recipient)
    release = Release.parse(file.text(RELEASE))
    _check_sender(release, signer)
    passed(words.SIGNED.fill(signer=signer.principal, fingerprint=signer.fingerprint))

    _check_recipient(release, recipient.me)
    passed(words.FOR_US.fill(recipients=", ".join(release.recipients)))
    file.refuse_other_content(release.content_id)
    passed(words.THIS_CONTENT.fill(content_id=release.content_id))

    approvals = _check_clearances(file, release, signer, recipient)
    minimum = recipient.minimum(release.sender, release.classification)
    check_number(approvals, release, minimum)
    passed(
        words.CLEARED.fill(n=len(approvals), minimum=minimum, classification=release.classification)
    )

    return TrustedRelease(release, signer, approvals)


def check_description(descriptor: Mapping[str, Any], release: Release) -> None:
    """Whether the content calls itself what the release calls it. Raises PackageContentError."""
    said = descriptor.get("statx")
    about = said if isinstance(said, dict) else {}
    pairs = {
        "name": (descriptor.get("name"), release.name),
        "version": (descriptor.get("version"), release.version),
        "statx.classification": (about.get("classification"), release.classification),
        "statx.producer": (about.get("producer"), release.producer),
    }
    for key, (found, expected) in pairs.items():
        if found != expected:
            raise PackageContentError(
                what=verbatim(f"{DESCRIPTOR} ({key})"),
                expected=expected,
                found=quoted(found),
            )


def _check_signature(file: PackageFile, recipient: Recipient) -> Signer:
    try:
        return recipient.store.verify(
            file.text(RELEASE),
            file.text(RELEASE_SIGNATURE),
            namespace=NAMESPACE,
            principal=None,
            at=recipient.at,
            subject=RELEASE,
        )
    except SignatureError as error:
        raise ReleaseSignatureError(reason=error.text) from error


def _check_sender(release: Release, signer: Signer) -> None:
    """The name under which it is signed is the key's, and belongs to the unit that sends."""
    if signer.principal != release.signer or signer.unit != release.sender:
        raise SignerUnitError(
            sender=release.sender,
            signer=signer.principal,
        )


def _check_recipient(release: Release, me: str) -> None:
    """For everybody, which only what is public can be; for us; or our own."""
    is_for_all = release.recipients == (EVERYBODY,)
    is_public = release.classification == Classification.PUBLIC.value
    if is_for_all and is_public:
        return
    if not (me or is_for_all):
        raise UnknownUnitError
    if is_for_all or me not in (*release.recipients, release.sender):
        recipients = ", ".join(release.recipients)
        raise OtherRecipientError(recipients=recipients, me=me)


def _check_clearances(
    file: PackageFile, release: Release, signer: Signer, recipient: Recipient
) -> tuple[Approval, ...]:
    approvals = []
    for name, digest in release.clearances.items():
        content = file.text(name)
        _check_digest(name, content, digest)

        signed = SignedClearance(name, content, file.text(name + SIGNATURE))
        approval = read_approval(signed, recipient.store, recipient.at)
        check_approval(approval, release, signer.public_key)
        approvals.append(approval)

    return tuple(approvals)


def _check_digest(name: str, content: bytes, expected: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise PackageHashError(name=name, expected=expected, found=found)
