"""What a package is called: a name and a version, from its file's name or as the caller says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from statx.container.bag import SUFFIX
from statx.container.release import PERSON
from statx.errors import OptionError
from statx.package import words
from statx.results.classification import CLASSIFICATIONS
from statx.texts import named_option

_FIRST_VERSION = "1.0.0"
_VERSIONED_STEM = re.compile(r"(?P<name>.+?)[-_](?P<version>\d+\.\d+\.\d+)")
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_VERSION = re.compile(r"\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]{1,40})?")


@dataclass(frozen=True, slots=True)
class Label:
    """What a package is called, who made its data, and how far that may go."""

    name: str
    version: str
    producer: str = ""
    """`ani@jatim`; without one the package stays a draft."""
    classification: str = ""
    """Where the schemas declare none, or a laxer one; else empty."""

    @classmethod
    def of(
        cls,
        output: Path,
        name: str = "",
        version: str = "",
        *,
        producer: str = "",
        classification: str = "",
    ) -> Label:
        """From the file's name, `kemiskinan-1.2.0.zip`, where the caller does not say.

        Raises OptionError for what is no name, version, person or classification.
        """
        stem_name, stem_version = _from_stem(output.name.lower().removesuffix(SUFFIX))
        label = cls(
            name or stem_name,
            version or stem_version,
            producer,
            classification,
        )

        if not _NAME.fullmatch(label.name):
            raise OptionError(
                option=named_option("name"),
                reason=words.NAME_RULE,
            )
        if not _VERSION.fullmatch(label.version):
            raise OptionError(
                option=named_option("version"),
                reason=words.VERSION_RULE,
            )
        if producer and not PERSON.fullmatch(producer):
            raise OptionError(
                option=named_option("producer"),
                reason=words.PERSON_RULE,
            )
        if classification not in ("", *CLASSIFICATIONS):
            raise OptionError(
                option=named_option("classification"),
                reason=words.CLASSIFICATION_RULE,
            )

        return label


def _from_stem(stem: str) -> tuple[str, str]:
    fitting = re.sub(r"[^a-z0-9._-]+", "-", stem).strip("-._")
    versioned = _VERSIONED_STEM.fullmatch(fitting)
    if versioned is None:
        return fitting, _FIRST_VERSION

    return versioned["name"], versioned["version"]
