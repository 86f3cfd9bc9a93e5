"""Every way we know in which a release may lie, with the code of its refusal.

`row` is the row of the threat table in the design. Each is made from a good release: what is to be
signed is changed before it is signed, or the members are after.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from statx.container.json_fields import write_moment
from statx.container.manifest import TAG_MANIFEST
from statx.container.strict_json import write_json
from statx.package.clearance import NAMESPACE as CLEARANCE
from statx.package.clearance import Approver
from statx.package.clearing import Decision, Subject, draw_up
from statx.package.verifying import NAMESPACE as RELEASE
from statx.trust import sshsig
from statx.trust.allowed_signers import TrustStore
from statx.trust.keys import sign_bytes
from tests.container.hostile import DATA, SCHEMA, Members, relisted, zipped
from tests.package.world import AT, DAY, PRODUCER, World, key_of

BUDI = "clearance/budi@jatim.json"
UNKNOWN = "tono@jatim"
"""Somebody whose key nobody trusts."""


@dataclass
class Forge:
    """A release in the making: what will be signed by whom, and what is done to it afterwards."""

    world: World
    members: Members
    """Of the draft."""
    classification: str = "terbuka"
    release: dict[str, Any] = field(default_factory=dict)
    """What differs from a good release.json."""
    statements: dict[str, dict[str, Any]] = field(default_factory=lambda: {"budi@jatim": {}})
    """Approver -> what differs from a good predicate."""
    subject: str = ""
    """What the statements are about, if not this content."""
    signers: dict[str, str] = field(default_factory=dict)
    """Whose key signs for whom."""
    namespaces: dict[str, str] = field(default_factory=dict)
    after: Callable[[Members], Members] = lambda members: members

    def seal(self) -> bytes:
        """The package."""
        content_id = hashlib.sha256(self.members[TAG_MANIFEST]).hexdigest()
        beside = self._clearances(content_id)
        listed = [
            {"file": name, "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in beside.items()
            if name.endswith(".json")
        ]
        good = {
            "format": "statx-release/1",
            "package": {"name": "produksi-padi", "version": "1.0.0"},
            "classification": self.classification,
            "sender": "jatim",
            "recipients": ["sumbar"],
            "producer": PRODUCER,
            "signer": "release@jatim",
            "created": write_moment(AT),
            "content": {"file": TAG_MANIFEST, "sha256": content_id},
            "clearance": listed,
        }
        body = write_json({**good, **self.release})
        beside["release.json"] = body
        beside["release.json.sig"] = self._sign("release@jatim", body, RELEASE)
        return zipped(self.after({**self.members, **beside}).items())

    def _clearances(self, content_id: str) -> Members:
        beside: Members = {}
        subject = Subject(
            self.subject or content_id, "produksi-padi", "1.0.0", self.classification, PRODUCER
        )
        decision = Decision("approved", ("sumbar",), AT - DAY, AT + DAY)
        for approver, changes in self.statements.items():
            statement = json.loads(draw_up(subject, Approver(approver), decision).render())
            statement["predicate"].update(changes)
            body = write_json(statement)
            beside[f"clearance/{approver}.json"] = body
            beside[f"clearance/{approver}.json.sig"] = self._sign(approver, body, CLEARANCE)
        return beside

    def _sign(self, principal: str, body: bytes, namespace: str) -> bytes:
        signer = self.signers.get(principal, principal)
        namespace = self.namespaces.get(principal, namespace)
        if signer.startswith("release@"):
            key = self.world.keys(signer.partition("@")[2]) / "release.key"
            return sign_bytes(body, key, namespace)
        return sshsig.sign(body, key_of(signer), namespace)


Spoil = Callable[[Forge], object]


@dataclass(frozen=True)
class Threat:
    """One lie; `code` is its refusal's, `script` whether the script of stock tools refuses it."""

    row: int
    code: str
    spoil: Spoil
    script: bool = True
    store: Callable[[TrustStore], TrustStore] = lambda store: store


def _release(**changes: object) -> Spoil:
    return lambda forge: forge.release.update(changes)


def _statement(**changes: object) -> Spoil:
    return lambda forge: forge.statements["budi@jatim"].update(changes)


def _signed_by(whose: str, by: str) -> Spoil:
    return lambda forge: forge.signers.update({whose: by})


def _for_another_purpose(whose: str, namespace: str) -> Spoil:
    return lambda forge: forge.namespaces.update({whose: namespace})


def _after(change: Callable[[Members], Members]) -> Spoil:
    def spoil(forge: Forge) -> None:
        forge.after = change

    return spoil


def _with(name: str, body: bytes) -> Spoil:
    return _after(lambda members: {**members, name: body})


def _without(*names: str) -> Spoil:
    return _after(
        lambda members: {name: body for name, body in members.items() if name not in names}
    )


def _approved_by(**approvers: dict[str, Any]) -> Spoil:
    def spoil(forge: Forge) -> None:
        forge.statements = {
            name.replace("_at_", "@"): changes for name, changes in approvers.items()
        }

    return spoil


def _closed(forge: Forge) -> None:
    """All say tertutup, the content as well."""
    forge.classification = "tertutup"
    described = json.loads(forge.members["datapackage.json"])
    described["statx"]["classification"] = "tertutup"
    forge.members = relisted({**forge.members, "datapackage.json": write_json(described)})


def _all(*spoils: Spoil) -> Spoil:
    def spoil(forge: Forge) -> None:
        for each in spoils:
            each(forge)

    return spoil


def _about_other_content(forge: Forge) -> None:
    forge.subject = "0" * 64


def _revoked(principal: str) -> Callable[[TrustStore], TrustStore]:
    def revoke(store: TrustStore) -> TrustStore:
        keys = [each.public_key for each in store.signers if each.principal == principal]
        return replace(store, revoked=frozenset(keys))

    return revoke


def _not_yet(store: TrustStore) -> TrustStore:
    later = [replace(each, valid_after=AT + timedelta(days=36500)) for each in store.signers]
    return replace(store, signers=tuple(later))


def _twice(body: bytes) -> bytes:
    return body.replace(b"{", b'{\n "format": "statx-release/1",', 1)


def _signed_anew(change: Callable[[bytes], bytes]) -> Spoil:
    """Another release.json, signed as it then is: what JSON can say twice."""

    def spoil(forge: Forge) -> None:
        def seal(members: Members) -> Members:
            body = change(members["release.json"])
            key = forge.world.keys("jatim") / "release.key"
            signature = sign_bytes(body, key, RELEASE)
            return {**members, "release.json": body, "release.json.sig": signature}

        forge.after = seal

    return spoil


_FAILED_CHECK = [{"id": "disclosure-min-count", "result": "fail"}]
_YESTERDAY = {"decidedOn": write_moment(AT - 2 * DAY), "validUntil": write_moment(AT - DAY)}

THREATS: dict[str, Threat] = {
    "one digit of the data changed": Threat(1, "hash", _with(DATA, b"kode,ton\n32.01,121\n")),
    "data changed and listed anew": Threat(
        2, "content", _after(lambda members: relisted({**members, DATA: b"kode,ton\n32.01,1\n"}))
    ),
    "schema substituted": Threat(3, "hash", _with(SCHEMA, b'{"fields": []}\n')),
    "signature stripped": Threat(4, "missing", _without("release.json.sig")),
    "release stripped": Threat(4, "unsigned", _without("release.json", "release.json.sig")),
    "signed by an unknown key": Threat(
        5, "release-signature", _signed_by("release@jatim", UNKNOWN)
    ),
    "signed for another purpose": Threat(
        6, "release-signature", _for_another_purpose("release@jatim", "statx-notice")
    ),
    "signed by an approver": Threat(
        7, "release-signature", _signed_by("release@jatim", "budi@jatim")
    ),
    "one unit speaks for another": Threat(
        8, "signer-unit", _signed_by("release@jatim", "release@sumbar")
    ),
    "the name of another unit": Threat(8, "signer-unit", _release(sender="riau")),
    "for somebody else": Threat(9, "recipient", _release(recipients=["riau"])),
    "for everybody, and not public": Threat(
        9, "recipient", _all(_closed, _release(recipients=["*"]))
    ),
    "a later format": Threat(10, "format", _release(format="statx-release/2")),
    "an earlier format": Threat(10, "format", _release(format="statx-release/0")),
    "a classification nobody knows": Threat(
        11, "classification", _release(classification="rahasia")
    ),
    "classification lowered in the clearance": Threat(
        11,
        "clearance-scope",
        _all(_closed, _statement(classification="terbuka")),
    ),
    "classification lowered in the release": Threat(
        11,
        "clearance-scope",
        _all(_closed, _release(classification="terbuka")),
    ),
    "no clearance": Threat(12, "clearance-missing", _approved_by()),
    "clearance stripped": Threat(12, "missing", _without(BUDI, BUDI + ".sig")),
    "signature of the clearance stripped": Threat(12, "missing", _without(BUDI + ".sig")),
    "clearance of other content": Threat(13, "clearance-subject", _about_other_content),
    "rejected": Threat(14, "clearance-decision", _statement(decision="rejected")),
    "a check that failed": Threat(14, "clearance-checks", _statement(checks=_FAILED_CHECK)),
    "expired": Threat(15, "clearance-expired", _statement(**_YESTERDAY), script=False),
    "decided after the release": Threat(
        15, "clearance-expired", _statement(decidedOn=write_moment(AT + DAY / 2)), script=False
    ),
    "cleared for others": Threat(
        16, "clearance-audience", _statement(audience=["riau"]), script=False
    ),
    "approved by its producer": Threat(
        17, "two-person", _statement(producer="budi@jatim"), script=False
    ),
    "another producer in the clearance": Threat(
        17, "clearance-scope", _statement(producer="rina@jatim"), script=False
    ),
    "approved with the key of the release": Threat(
        18, "clearance-signature", _signed_by("budi@jatim", "release@jatim")
    ),
    "approved by somebody unknown": Threat(
        19, "clearance-signature", _signed_by("budi@jatim", UNKNOWN)
    ),
    "approved in the name of a colleague": Threat(
        19, "clearance-signature", _signed_by("budi@jatim", "siti@jatim")
    ),
    "a colleague named inside": Threat(
        19, "clearance-signature", _statement(approver={"id": "siti@jatim"}), script=False
    ),
    "approved in another unit": Threat(
        19, "clearance-unit", _approved_by(budi_at_sumbar={}), script=False
    ),
    "approved for another purpose": Threat(
        19, "clearance-signature", _for_another_purpose("budi@jatim", "statx-release")
    ),
    "clearance edited after signing": Threat(20, "hash", _with(BUDI, b"{}\n")),
    "one approval where two are needed": Threat(21, "clearance-missing", _closed, script=False),
    "key of the release revoked": Threat(
        22, "release-signature", lambda _: None, store=_revoked("release@jatim")
    ),
    "key of the approver revoked": Threat(
        22, "clearance-signature", lambda _: None, store=_revoked("budi@jatim")
    ),
    "keys not valid yet": Threat(23, "release-signature", lambda _: None, store=_not_yet),
    "one more file in data": Threat(24, "unlisted", _with("data/lain.csv", b"x\n")),
    "one more file beside data": Threat(24, "unlisted", _with("lain.txt", b"x\n")),
    "one more clearance": Threat(24, "unlisted", _with("clearance/siti@jatim.json", b"{}\n")),
    "another dataset than is said": Threat(
        28, "clearance-scope", _release(package={"name": "produksi-jagung", "version": "1.0.0"})
    ),
    "another dataset than the content says": Threat(
        28,
        "content",
        _all(
            _release(package={"name": "jagung", "version": "1.0.0"}),
            _statement(dataset={"name": "jagung", "version": "1.0.0"}),
        ),
        script=False,
    ),
    "a key twice in the release": Threat(36, "json", _signed_anew(_twice), script=False),
    "an unknown key in the release": Threat(36, "json", _release(condition="x"), script=False),
    "an unknown key in the clearance": Threat(36, "json", _statement(condition="x"), script=False),
    "a moment written otherwise": Threat(36, "json", _release(created="2026-1-1"), script=False),
}
