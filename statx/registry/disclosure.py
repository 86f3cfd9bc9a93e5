"""What a schema says of disclosure: whose figures these are, and how each may give somebody away.

`kind` says what a number is: a count of persons or units; a magnitude, to which contributors add
up; a ratio, which gives its numerator away where its denominator is known; or none of these. What a
schema does not say here nobody can check.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["count", "magnitude", "ratio", "none"]
Counted = Literal["persons", "units"]


@dataclass(
    frozen=True,
    slots=True,
)
class FieldDisclosure:
    """What one number is, and which other fields tell more of it."""

    kind: Kind
    of: Counted = "persons"
    """Of a count: of whom."""
    scale: int = 1
    """Of a count: how many persons or units one of its unit is, 1000 where it is in thousands."""
    topic: str = ""
    """Where it is another one than the table's."""
    contributors: str = ""
    """Of a magnitude: the field that holds the number of those who contribute."""
    largest: str = ""
    """Of a magnitude: the field that holds the largest contribution."""
    second: str = ""
    """Of a magnitude: the field that holds the second largest contribution."""
    numerator: str = ""
    denominator: str = ""
    per: int = 1
    """Of a ratio: 100 for percent."""

    @classmethod
    def of_descriptor(cls, statx: Mapping[str, object]) -> FieldDisclosure | None:
        """What stands under `statx` of a field without faults; None where it says nothing."""
        declared = statx.get("disclosure")
        if not isinstance(declared, Mapping):
            return None

        return cls(**declared)

    @property
    def is_confidential(self) -> bool:
        """Whether single figures can give somebody away."""
        return self.kind in ("count", "magnitude")

    @property
    def contributions(self) -> tuple[str, ...]:
        """The fields that tell of the contributors."""
        named = (self.contributors, self.largest, self.second)
        return tuple(name for name in named if name)


@dataclass(
    frozen=True,
    slots=True,
)
class TableDisclosure:
    """What the figures of a table are about, and how a withheld one is written."""

    topic: str
    suppressed: tuple[str, ...] | None
    """Cell texts that say that a figure is withheld; None: any gap may be, and none must."""

    @classmethod
    def of_descriptor(cls, statx: Mapping[str, object]) -> TableDisclosure | None:
        """What stands under `statx` of a table without faults; None where it says nothing."""
        declared = statx.get("disclosure")
        if not isinstance(declared, Mapping):
            return None

        suppressed = declared.get("suppressed")

        return cls(
            topic=declared["topic"],
            suppressed=None if suppressed is None else tuple(suppressed),
        )
