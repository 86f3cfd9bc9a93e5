"""Whether the clearances of a release open it: who decided what, for whom, until when.

The same rules hold for whoever releases and for whoever receives. Nothing here reads a clock: the
release says when it was made, and the caller at which moment signatures must hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from statx.container.json_fields import write_moment
from statx.container.release import EVERYBODY, Release, person_of
from statx.package import words
from statx.package.clearance import APPROVED, NAMESPACE, Clearance
from statx.package.errors import (
    ClearanceAudienceError,
    ClearanceChecksError,
    ClearanceDecisionError,
    ClearanceExpiredError,
    ClearanceScopeError,
    ClearanceSignatureError,
    ClearanceSubjectError,
    ClearanceUnitError,
    MissingClearanceError,
    TwoPersonError,
)
from statx.trust.allowed_signers import Signer, TrustStore
from statx.trust.errors import SignatureError


@dataclass(frozen=True, slots=True)
class SignedClearance:
    """A clearance and its signature, of which nothing is believed yet."""

    name: str
    """`clearance/budi@jatim.json`"""
    content: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Approval:
    """A clearance that its approver signed."""

    clearance: Clearance
    signer: Signer


def read_approval(signed: SignedClearance, store: TrustStore, at: datetime) -> Approval:
    """Check who signed a clearance, and only then read it.

    Raises ClearanceSignatureError, PackageJsonError.
    """
    approver = person_of(signed.name)
    try:
        signer = store.verify(
            signed.content,
            signed.signature,
            namespace=NAMESPACE,
            principal=approver,
            at=at,
            subject=signed.name,
        )
    except SignatureError as error:
        raise ClearanceSignatureError(file=signed.name, reason=error.text) from error

    clearance = Clearance.parse(signed.content, signed.name)
    if clearance.approver.id != approver:
        reason = words.OTHER_APPROVER.fill(found=clearance.approver.id, expected=approver)
        raise ClearanceSignatureError(file=signed.name, reason=reason)

    return Approval(clearance, signer)


def check_approval(approval: Approval, release: Release, release_key: bytes) -> None:
    """Whether a clearance opens this release, which is signed with `release_key` (SSH form).

    Raises a NotClearedError.
    """
    for rule in _RULES:
        rule(approval.clearance, release)
    _check_keys(approval, release_key)


def check_number(approvals: Sequence[Approval], release: Release, minimum: int) -> None:
    """Whether as many keys approved as the classification needs. Raises MissingClearanceError."""
    keys = {approval.signer.public_key for approval in approvals}
    if len(keys) < minimum:
        raise MissingClearanceError(
            classification=release.classification,
            expected=minimum,
            found=len(keys),
        )


# ---- the rules, in the order in which a refusal says most ---------------------------------------


def _check_subject(clearance: Clearance, release: Release) -> None:
    if clearance.content_id != release.content_id:
        raise ClearanceSubjectError(approver=clearance.approver.id)


def _check_scope(clearance: Clearance, release: Release) -> None:
    """The same dataset, and no classification but the one that was approved."""
    found = (clearance.dataset, clearance.version, clearance.classification)
    expected = (release.name, release.version, release.classification)
    if found != expected:
        raise ClearanceScopeError(
            approver=clearance.approver.id,
            found=" ".join(found),
            expected=" ".join(expected),
        )


def _check_decision(clearance: Clearance, _release: Release) -> None:
    if clearance.decision != APPROVED:
        raise ClearanceDecisionError(approver=clearance.approver.id, found=clearance.decision)


def _check_checks(clearance: Clearance, _release: Release) -> None:
    for check in clearance.checks:
        if not check.is_settled:
            raise ClearanceChecksError(approver=clearance.approver.id, found=check.id)


def _check_audience(clearance: Clearance, release: Release) -> None:
    if EVERYBODY in clearance.audience:
        return
    if not set(release.recipients) <= set(clearance.audience):
        raise ClearanceAudienceError(
            approver=clearance.approver.id,
            found=", ".join(clearance.audience),
            expected=", ".join(release.recipients),
        )


def _check_time(clearance: Clearance, release: Release) -> None:
    if not clearance.decided_on <= release.created < clearance.valid_until:
        raise ClearanceExpiredError(
            approver=clearance.approver.id,
            begin=write_moment(clearance.decided_on),
            end=write_moment(clearance.valid_until),
            found=write_moment(release.created),
        )


def _check_unit(clearance: Clearance, release: Release) -> None:
    unit = clearance.approver.id.partition("@")[2]
    if unit != release.sender:
        raise ClearanceUnitError(approver=clearance.approver.id, sender=release.sender)


def _check_persons(clearance: Clearance, release: Release) -> None:
    """Three names: who made the data, who approved it, who signs the release."""
    approver = clearance.approver.id
    if approver in (clearance.producer, release.producer):
        raise TwoPersonError(approver=approver, found=words.THE_PRODUCER)
    if approver == release.signer:
        raise TwoPersonError(approver=approver, found=words.THE_SIGNER)
    if clearance.producer != release.producer:
        raise ClearanceScopeError(
            approver=approver,
            found=clearance.producer,
            expected=release.producer,
        )


def _check_keys(approval: Approval, release_key: bytes) -> None:
    """Two names with one key are one person."""
    if approval.signer.public_key == release_key:
        approver = approval.clearance.approver.id
        raise TwoPersonError(approver=approver, found=words.THE_SIGNER)


_RULES: tuple[Callable[[Clearance, Release], None], ...] = (
    _check_subject,
    _check_scope,
    _check_decision,
    _check_checks,
    _check_audience,
    _check_time,
    _check_unit,
    _check_persons,
)
