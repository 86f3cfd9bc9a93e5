"""What a package's release.json says: who releases which content to whom, and who cleared it.

The unit signs the bytes of this file (`release.json.sig`, SSHSIG, namespace `statx-release`). Who
may is not for this module: it reads and writes the form, and knows which members a release brings
beside the content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statx.container import words
from statx.container.errors import PackageClassificationError, PackageFormatError, PackageJsonError
from statx.container.json_fields import JsonFields, write_moment
from statx.container.manifest import TAG_MANIFEST
from statx.container.names import quoted
from statx.container.strict_json import read_json, write_json
from statx.results.classification import CLASSIFICATIONS

RELEASE, RELEASE_SIGNATURE = "release.json", "release.json.sig"
CLEARANCES = "clearance/"
SIGNATURE = ".sig"
FORMAT = "statx-release/1"
EVERYBODY = "*"
"""The recipient of what is public."""

PERSON = re.compile(r"[a-z0-9][a-z0-9._-]*@[a-z0-9][a-z0-9._-]*")
"""`ani@jatim`: the unit stands behind the @."""
UNIT = re.compile(r"[a-z0-9][a-z0-9._-]*")
_CLEARANCE = re.compile(rf"{CLEARANCES}(?P<person>{PERSON.pattern})\.json")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Release:
    """One release of one content."""

    name: str
    """Of the dataset."""
    version: str
    classification: str
    """terbuka, terbatas or tertutup."""
    sender: str
    """The unit that releases."""
    recipients: tuple[str, ...]
    """Units, or `*` alone."""
    producer: str
    """Who made the data: `ani@jatim`."""
    signer: str
    """Under whose name it is signed: `release@jatim`."""
    created: datetime
    content_id: str
    clearances: Mapping[str, str]
    """`clearance/budi@jatim.json` -> hexadecimal SHA-256."""

    @classmethod
    def parse(cls, content: bytes) -> Release:
        """What the file says.

        PackageFormatError, PackageClassificationError, PackageJsonError.
        """
        value = read_json(content, RELEASE)
        if value.get("format") != FORMAT:
            raise PackageFormatError(found=quoted(value.get("format")), expected=FORMAT)
        if value.get("classification") not in CLASSIFICATIONS:
            found = quoted(value.get("classification"))
            raise PackageClassificationError(found=found, expected=", ".join(CLASSIFICATIONS))

        release = _release_of(JsonFields(value, RELEASE))
        _check_words(release)

        return release

    def render(self) -> bytes:
        """The bytes that are signed."""
        listed = [{"file": name, "sha256": self.clearances[name]} for name in self.clearances]
        return write_json(
            {
                "format": FORMAT,
                "package": {"name": self.name, "version": self.version},
                "classification": self.classification,
                "sender": self.sender,
                "recipients": list(self.recipients),
                "producer": self.producer,
                "signer": self.signer,
                "created": write_moment(self.created),
                "content": {"file": TAG_MANIFEST, "sha256": self.content_id},
                "clearance": listed,
            }
        )

    def beside(self) -> dict[str, str | None]:
        """The members that stand beside the content, with the digest each must have, if listed."""
        members: dict[str, str | None] = {RELEASE: None, RELEASE_SIGNATURE: None}
        for name, digest in self.clearances.items():
            members[name] = digest
            members[name + SIGNATURE] = None

        return members


def clearance_file(person: str) -> str:
    """Where the clearance of a person stands in a package."""
    return f"{CLEARANCES}{person}.json"


def person_of(name: str) -> str:
    """Whose clearance a member is; empty where it is none."""
    match = _CLEARANCE.fullmatch(name)
    return match["person"] if match else ""


def _release_of(fields: JsonFields) -> Release:
    fields.exactly("format", FORMAT)
    package = fields.fields("package")
    content = fields.fields("content")
    content.exactly("file", TAG_MANIFEST)

    release = Release(
        name=package.text("name"),
        version=package.text("version"),
        classification=fields.text("classification"),
        sender=fields.text("sender"),
        recipients=fields.texts("recipients"),
        producer=fields.text("producer"),
        signer=fields.text("signer"),
        created=fields.moment("created"),
        content_id=content.text("sha256"),
        clearances=_clearances_of(fields),
    )
    for part in (package, content, fields):
        part.end()

    return release


def _clearances_of(fields: JsonFields) -> dict[str, str]:
    clearances: dict[str, str] = {}
    for listed in fields.list_of_fields("clearance"):
        name = listed.text("file")
        if name in clearances:
            raise _other_word("clearance", name)
        clearances[name] = listed.text("sha256")
        listed.end()

    return clearances


def _check_words(release: Release) -> None:
    """Whether each text has the form of what it stands for."""
    forms: list[tuple[str, re.Pattern[str], Any]] = [
        ("sender", UNIT, [release.sender]),
        ("producer", PERSON, [release.producer]),
        ("signer", PERSON, [release.signer]),
        ("content.sha256", _DIGEST, [release.content_id]),
        ("clearance.file", _CLEARANCE, release.clearances.keys()),
        ("clearance.sha256", _DIGEST, release.clearances.values()),
    ]
    if release.recipients != (EVERYBODY,):
        forms.append(("recipients", UNIT, release.recipients))

    for key, form, values in forms:
        for value in values:
            if not form.fullmatch(value):
                raise _other_word(key, value)


def _other_word(key: str, value: str) -> PackageJsonError:
    found = words.NO_SUCH_WORD.fill(key=key, found=quoted(value))
    return PackageJsonError(name=RELEASE, found=found)
