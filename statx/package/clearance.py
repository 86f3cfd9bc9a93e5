"""A clearance: what a second person signs before data may leave.

It is an in-toto Statement v1 with a predicate of our own, in a file of its own, signed by the
approver (SSHSIG, namespace `statx-clearance`) so that `ssh-keygen -Y verify` alone can check it:

    {"_type": "https://in-toto.io/Statement/v1",
     "subject": [{"name": "tagmanifest-sha256.txt", "digest": {"sha256": "9405…"}}],
     "predicateType": "urn:statx:clearance:v1",
     "predicate": {"decision": "approved", "approver": {"id": "budi@jatim"}, …}}

Its subject is the content id, so that one changed byte of the content voids it. in-toto lets a
reader pass over what it does not know; here an unknown key refuses the record, as it may be a
condition. A new key is a new predicate, `…:v2`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statx.container.json_fields import JsonFields, write_moment
from statx.container.manifest import TAG_MANIFEST
from statx.container.strict_json import read_json, write_json

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "urn:statx:clearance:v1"
NAMESPACE = "statx-clearance"
"""What a clearance is signed for."""

APPROVED, REJECTED = "approved", "rejected"
PASSING = ("pass", "not-applicable")
"""Results of a check that need no reason."""


@dataclass(frozen=True, slots=True)
class ClearedCheck:
    """What one check of a table came to, as the approver saw it."""

    id: str
    result: str
    """pass, fail, not-applicable or unchecked."""
    table: str = ""
    parameter: str = ""
    """With which thresholds: `persons >= 3`."""
    reason: str = ""
    """Why the approver lets the data go though the check does not pass."""

    @property
    def is_settled(self) -> bool:
        """Whether it passes, or the approver says why it need not."""
        return self.result in PASSING or bool(self.reason)


@dataclass(frozen=True, slots=True)
class Approver:
    """Who decided."""

    id: str
    """`budi@jatim`, the principal that signs."""
    name: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Clearance:
    """One person's decision on one content."""

    content_id: str
    dataset: str
    version: str
    classification: str
    producer: str
    """Who made the data, and is somebody else than the approver."""
    approver: Approver
    decision: str
    """approved or rejected."""
    audience: tuple[str, ...]
    """The units it may go to; `*` is everybody."""
    decided_on: datetime
    valid_until: datetime
    checks: tuple[ClearedCheck, ...] = ()
    basis: str = ""
    """The document behind the decision: `Nota Dinas 123/…`."""

    @classmethod
    def parse(cls, content: bytes, name: str) -> Clearance:
        """What the file `name` says; PackageJsonError where it is no clearance of this form."""
        fields = JsonFields(read_json(content, name), name)
        fields.exactly("_type", STATEMENT)
        fields.exactly("predicateType", PREDICATE)
        content_id = _subject_of(fields)
        predicate = fields.fields("predicate")
        fields.end()

        clearance = _clearance_of(predicate, content_id)
        predicate.end()

        return clearance

    def render(self) -> bytes:
        """The bytes that are signed."""
        digest = {"sha256": self.content_id}
        return write_json(
            {
                "_type": STATEMENT,
                "subject": [{"name": TAG_MANIFEST, "digest": digest}],
                "predicateType": PREDICATE,
                "predicate": self._predicate(),
            }
        )

    def _predicate(self) -> dict[str, Any]:
        approver = {"id": self.approver.id, "name": self.approver.name, "role": self.approver.role}
        predicate = {
            "decision": self.decision,
            "approver": _said(approver),
            "producer": self.producer,
            "dataset": {"name": self.dataset, "version": self.version},
            "classification": self.classification,
            "audience": list(self.audience),
            "basis": self.basis,
            "decidedOn": write_moment(self.decided_on),
            "validUntil": write_moment(self.valid_until),
        }
        checks = [_check_as_json(check) for check in self.checks]

        return {**_said(predicate), "checks": checks}


def _subject_of(fields: JsonFields) -> str:
    """The one content that a statement is about."""
    subjects = fields.list_of_fields("subject")
    if len(subjects) != 1:
        raise fields.fault("subject", "1", len(subjects))

    [subject] = subjects
    subject.exactly("name", TAG_MANIFEST)
    digest = subject.fields("digest")
    content_id = digest.text("sha256")
    for part in (digest, subject):
        part.end()

    return content_id


def _clearance_of(predicate: JsonFields, content_id: str) -> Clearance:
    dataset = predicate.fields("dataset")
    clearance = Clearance(
        content_id=content_id,
        dataset=dataset.text("name"),
        version=dataset.text("version"),
        classification=predicate.text("classification"),
        producer=predicate.text("producer"),
        approver=_approver_of(predicate.fields("approver")),
        decision=predicate.text("decision"),
        audience=predicate.texts("audience"),
        decided_on=predicate.moment("decidedOn"),
        valid_until=predicate.moment("validUntil"),
        checks=tuple(map(_check_of, predicate.list_of_fields("checks"))),
        basis=predicate.optional_text("basis"),
    )
    dataset.end()

    return clearance


def _approver_of(fields: JsonFields) -> Approver:
    approver = Approver(
        fields.text("id"),
        fields.optional_text("name"),
        fields.optional_text("role"),
    )
    fields.end()

    return approver


def _check_of(fields: JsonFields) -> ClearedCheck:
    check = ClearedCheck(
        id=fields.text("id"),
        result=fields.text("result"),
        table=fields.optional_text("table"),
        parameter=fields.optional_text("parameter"),
        reason=fields.optional_text("reason"),
    )
    fields.end()

    return check


def _check_as_json(check: ClearedCheck) -> Mapping[str, Any]:
    return _said(
        {
            "id": check.id,
            "result": check.result,
            "table": check.table,
            "parameter": check.parameter,
            "reason": check.reason,
        }
    )


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without the keys that say nothing."""
    return {key: value for key, value in values.items() if value}
