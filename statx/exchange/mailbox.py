"""Which object of a mailbox means what.

    jatim-to-sumbar/payload/<sha256>                  a release, encrypted or public
    jatim-to-sumbar/notice/<number>-<sha256>.json     announces it (8 digits), and .sig; comes last
    jatim-to-sumbar/receipt/<sha256>.json             answers the notice of that hash, and .sig
    jatim-to-sumbar/report/<sha256>                   why data was refused, encrypted

A unit writes below its own `…-to-…` alone. Names tell sizes, times and how many, never a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SIGNATURE = ".sig"
_NOTICE = re.compile(r"(?P<number>[0-9]{8})-(?P<sha256>[0-9a-f]{64})\.json")


@dataclass(frozen=True, slots=True)
class Direction:
    """The objects that one unit puts there for another."""

    sender: str
    recipient: str

    @property
    def back(self) -> Direction:
        """The other way."""
        return Direction(self.recipient, self.sender)

    @property
    def notices(self) -> str:
        """The folder of notices."""
        return f"{self._folder}/notice"

    @property
    def receipts(self) -> str:
        """The folder of receipts."""
        return f"{self._folder}/receipt"

    @property
    def payloads(self) -> str:
        """The folder of releases."""
        return f"{self._folder}/payload"

    def payload(self, sha256: str) -> str:
        """The name of a release's bytes."""
        return f"{self.payloads}/{sha256}"

    def notice(self, number: int, sha256: str) -> str:
        """The name of a notice; its signature has the same with `.sig` behind it."""
        return f"{self.notices}/{number:08d}-{sha256}.json"

    def receipt(self, notice_sha256: str) -> str:
        """The name of the receipt for a notice of the other unit."""
        return f"{self.receipts}/{notice_sha256}.json"

    def report(self, sha256: str) -> str:
        """The name of an encrypted report."""
        return f"{self._folder}/report/{sha256}"

    @property
    def _folder(self) -> str:
        return f"{self.sender}-to-{self.recipient}"


def parse_notice_name(name: str) -> tuple[int, str] | None:
    """(number, SHA-256) that the name of a notice says; None where it names none."""
    parsed = _NOTICE.fullmatch(name)
    return (int(parsed["number"]), parsed["sha256"]) if parsed else None


def base_name(name: str) -> str:
    """The name of an object in its folder, as listings have it."""
    return name.rpartition("/")[2]
