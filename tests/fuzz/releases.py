"""A small release by keys that are always the same, made wrong before or after it is signed."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from statx.container.bag import write_container
from statx.container.manifest import TAG_MANIFEST
from statx.container.release import RELEASE, RELEASE_SIGNATURE, SIGNATURE, Release
from statx.container.strict_json import write_json
from statx.judging.engine import JudgingOptions
from statx.judging.reports import ReportOptions
from statx.package.clearance import NAMESPACE as CLEARANCE
from statx.package.clearance import Approver
from statx.package.clearing import Decision, Subject, draw_up
from statx.package.opening import Reader
from statx.package.verifying import NAMESPACE, Recipient
from statx.registry.catalog import Catalog, shipped
from statx.trust import sshsig
from statx.trust.allowed_signers import Signer, TrustStore
from statx.trust.pages import ROLES
from statx.trust.wire import pack_public_key
from tests.container import hostile
from tests.container.hostile import Members

AT = datetime(2026, 11, 25, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SENDER, APPROVER, PRODUCER = "release@jatim", "budi@jatim", "ani@jatim"
NAMESPACES = {SENDER: ROLES["release"], APPROVER: ROLES["clearance"]}
LISTED = 50

Spoil = Callable[[str, bytes], bytes]
"""(name of a member, its bytes) -> the bytes that it gets."""


@cache
def reader() -> Reader:
    """The unit that the release is for."""
    signers = (
        Signer(name, may_sign, pack_public_key(_key_of(name).public_key().public_bytes_raw()))
        for name, may_sign in NAMESPACES.items()
    )
    recipient = Recipient("sumbar", TrustStore(tuple(signers)), AT, {})
    options = ReportOptions(JudgingOptions(limit=LISTED))

    return Reader(recipient, Catalog(shipped("schemas")), options, Path("no keys"))


@cache
def draft() -> Members:
    """The members that were cleared."""
    content: dict[str, Path | bytes] = {**hostile.content()}
    described = json.loads(hostile.content()["datapackage.json"])
    described["statx"] = {"classification": "terbuka", "producer": PRODUCER}
    content["datapackage.json"] = write_json(described)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.zip"
        write_container(content, path, info=hostile.INFO)
        return hostile.unzipped(path.read_bytes())


def seal(spoil: Spoil) -> bytes:
    """A release that is signed as it should be, whatever its members were spoilt to."""
    changed = {name: spoil(name, content) for name, content in draft().items()}
    if changed[TAG_MANIFEST] == draft()[TAG_MANIFEST]:
        changed = hostile.relisted(changed)

    content_id = hashlib.sha256(changed[TAG_MANIFEST]).hexdigest()
    record = f"clearance/{APPROVER}.json"
    cleared = spoil(record, _clearance(content_id))
    released = spoil(RELEASE, _release(content_id, {record: hashlib.sha256(cleared).hexdigest()}))
    beside = {
        RELEASE: released,
        RELEASE_SIGNATURE: sshsig.sign(released, _key_of(SENDER), NAMESPACE),
        record: cleared,
        record + SIGNATURE: sshsig.sign(cleared, _key_of(APPROVER), CLEARANCE),
    }
    signed = {name: spoil(name, content) for name, content in beside.items() if "sig" in name}

    return hostile.zipped({**changed, **beside, **signed}.items())


@cache
def names() -> tuple[str, ...]:
    """All members of a release."""
    return tuple(sorted(hostile.unzipped(seal(lambda _name, content: content))))


@cache
def _key_of(principal: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(principal.encode()).digest())


def _clearance(content_id: str) -> bytes:
    subject = Subject(content_id, "produksi-padi", "1.0.0", "terbuka", PRODUCER)
    decision = Decision("approved", ("sumbar",), AT - DAY, AT + DAY)
    return draw_up(subject, Approver(APPROVER), decision).render()


def _release(content_id: str, clearances: dict[str, str]) -> bytes:
    return Release(
        name="produksi-padi",
        version="1.0.0",
        classification="terbuka",
        sender="jatim",
        recipients=("sumbar",),
        producer=PRODUCER,
        signer=SENDER,
        created=AT,
        content_id=content_id,
        clearances=clearances,
    ).render()
