"""What `statx verify --format json` gives: one object for programs, whatever came of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from statx.container.json_fields import write_moment
from statx.errors import StatxError
from statx.texts import Language, Text

if TYPE_CHECKING:
    from statx.package.acceptance import Approval
    from statx.package.opening import Examined
    from statx.package.verifying import TrustedRelease


def verified_document(
    package: Path, examined: Examined, passed: Sequence[Text], language: Language
) -> str:
    """Of a package that could be looked at whole."""
    trusted = examined.trusted
    document = {
        "package": str(package),
        "valid": examined.run.valid and trusted is not None,
        "exit": examined.run.exit_code,
        "content": f"sha256:{examined.package.content_id}",
        "release": _release(trusted) if trusted else None,
        "approvals": [_approval(each) for each in trusted.approvals] if trusted else [],
        "schemas": _schemas(examined),
        "tables": _tables(examined),
        "checks": [check.say(language) for check in passed],
        "refusal": None,
    }
    return _written(document)


def refused_document(
    package: Path, error: StatxError, passed: Sequence[Text], language: Language
) -> str:
    """Of a package that was refused: the checks before, and why."""
    refusal = {"code": getattr(error, "code", None), "message": error.text.say(language)}
    document = {
        "package": str(package),
        "valid": False,
        "exit": error.exit_code,
        "checks": [check.say(language) for check in passed],
        "refusal": refusal,
    }
    return _written(document)


def _release(trusted: TrustedRelease) -> dict[str, Any]:
    release = trusted.release
    return {
        "name": release.name,
        "version": release.version,
        "classification": release.classification,
        "sender": release.sender,
        "recipients": list(release.recipients),
        "producer": release.producer,
        "signer": trusted.signer.principal,
        "fingerprint": trusted.signer.fingerprint,
        "created": write_moment(release.created),
    }


def _approval(approval: Approval) -> dict[str, Any]:
    clearance = approval.clearance
    reasons = {check.id: check.reason for check in clearance.checks if check.reason}
    return {
        "approver": clearance.approver.id,
        "name": clearance.approver.name,
        "role": clearance.approver.role,
        "fingerprint": approval.signer.fingerprint,
        "decidedOn": write_moment(clearance.decided_on),
        "validUntil": write_moment(clearance.valid_until),
        "audience": list(clearance.audience),
        "basis": clearance.basis,
        "reasons": reasons,
    }


def _schemas(examined: Examined) -> list[dict[str, str]]:
    schemas = []
    for each in examined.unpacked.compared:
        agreement = each.agreement.value
        schemas.append({"schema": each.ref, "agreement": agreement, "ours": each.ours})
    return schemas


def _tables(examined: Examined) -> list[dict[str, Any]]:
    tables = []
    for report in examined.run.reports:
        is_valid = not report.exit_code
        tables.append({"place": report.place, "rows": report.rows, "valid": is_valid})
    return tables


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
