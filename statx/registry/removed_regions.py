"""Codes that were in force in 2021 and are no longer: what they were, and what came after.

From the annexes of Permendagri 58/2021 and Kepmendagri 300.2.2-2430/2025, for the provinces of
the code lists. Seven villages around the mud flow of Sidoarjo have no successor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from statx.registry.vocabulary import CodeSystem

SINCE = "2025-06-23"
DECREE = "Kepmendagri 300.2.2-2430/2025"


@dataclass(frozen=True, slots=True)
class RemovedRegion:
    """A region whose code is in force no more."""

    code: str
    bps: str
    """Empty where BPS has bridged none."""
    name: str
    successor: str
    """Kemendagri's code of the region that it became part of; empty where there is none."""


REMOVED = (
    RemovedRegion(
        "35.15.04.1005",
        "3515040003",
        "Mindi",
        "",
    ),
    RemovedRegion(
        "35.15.04.1013",
        "",
        "Jatirejo",
        "",
    ),
    RemovedRegion(
        "35.15.04.1017",
        "",
        "Siring",
        "",
    ),
    RemovedRegion(
        "35.15.04.2014",
        "",
        "Renokenongo",
        "",
    ),
    RemovedRegion(
        "35.15.05.2012",
        "3515050012",
        "Pajarakan",
        "",
    ),
    RemovedRegion(
        "35.15.05.2013",
        "",
        "Besuki",
        "",
    ),
    RemovedRegion(
        "35.15.06.2003",
        "",
        "Kedungbendo",
        "",
    ),
    RemovedRegion(
        "35.78.12.1004",
        "3578240004",
        "Perak Timur",
        "35.78.12.1006",
    ),
    RemovedRegion(
        "35.78.12.1005",
        "3578240005",
        "Perak Utara",
        "35.78.12.1006",
    ),
)
BY_CODE: Mapping[CodeSystem, Mapping[str, RemovedRegion]] = {
    "kemendagri": {region.code: region for region in REMOVED},
    "bps": {region.bps: region for region in REMOVED if region.bps},
}
