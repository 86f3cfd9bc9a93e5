"""What a package says about its files: two lists of hashes and two BagIt tag files.

* A list has one line `<64 hexadecimal digits><two spaces><name>` for each file, lower case, sorted
  by bytes, each ended by LF: BagIt 1.0 (RFC 8493, 2.1.3) and `sha256sum --check` read the same
  bytes alike, as no name needs escaping.
* `manifest-sha256.txt` lists `data/` and nothing else; `tagmanifest-sha256.txt` lists everything
  else the content is made of, `manifest-sha256.txt` included. So the SHA-256 of the tag manifest
  stands for the whole content, whatever the zip around it: it is the content id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from statx.container import words
from statx.container.errors import PackageManifestError
from statx.container.names import check_name, quoted
from statx.container.strict_json import LARGEST_TEXT

PAYLOAD_MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
BAGIT, BAG_INFO = "bagit.txt", "bag-info.txt"
PAYLOAD, SCHEMAS = "data/", "schema/"

_OXUM = "Payload-Oxum"
_LINE = re.compile(r"(?P<sha256>[0-9a-f]{64})  (?P<name>\S+)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """A list of files and the hexadecimal SHA-256 of each; `render` and `parse` undo each other."""

    digests: Mapping[str, str]
    """By name."""

    @classmethod
    def parse(cls, content: bytes, name: str) -> Manifest:
        """The list that the file `name` holds.

        PackageManifestError or PackageNameError where it is not strict.
        """
        digests: dict[str, str] = {}
        previous = ""
        for number, line in enumerate(_lines(content, name), start=1):
            match = _LINE.fullmatch(line)
            if match is None:
                found = words.BAD_LINE.fill(
                    number=number,
                    line=quoted(line),
                )
                raise PackageManifestError(
                    name=name,
                    found=found,
                )
            if match["name"] <= previous:
                found = words.LINE_OUT_OF_ORDER.fill(
                    number=number,
                    line=quoted(line),
                )
                raise PackageManifestError(
                    name=name,
                    found=found,
                )

            previous = check_name(match["name"])
            digests[previous] = match["sha256"]

        return cls(digests)

    def render(self) -> bytes:
        """The bytes of the file, sorted by name."""
        lines = [f"{self.digests[name]}  {name}\n" for name in sorted(self.digests)]
        return "".join(lines).encode("ascii")


def bagit_txt() -> bytes:
    """The declaration that makes a folder a bag; RFC 8493, 2.1.1."""
    return b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def bag_info(payload_bytes: int, payload_files: int, info: Mapping[str, str]) -> bytes:
    """`bag-info.txt` (RFC 8493, 2.2.2): the labels of `info`, sorted, and what data/ adds up to."""
    values = {**info, _OXUM: payload_oxum(payload_bytes, payload_files)}
    lines = []
    for label in sorted(values):
        on_one_line = " ".join(values[label].split())
        lines.append(f"{label}: {on_one_line}\n")

    return "".join(lines).encode("utf-8")


def payload_oxum(payload_bytes: int, payload_files: int) -> str:
    """What data/ adds up to, as RFC 8493, 2.2.2 writes it: bytes, a point, files."""
    return f"{payload_bytes}.{payload_files}"


def read_oxum(bag_info_txt: bytes) -> str:
    """What a bag-info.txt says that data/ adds up to; empty where it says so never, or twice."""
    said = []
    for line in bag_info_txt.decode("utf-8", "replace").splitlines():
        label, _, value = line.partition(":")
        if label.strip().lower() == _OXUM.lower():
            said.append(value.strip())

    return said[0] if len(said) == 1 else ""


def _lines(content: bytes, name: str) -> list[str]:
    if len(content) > LARGEST_TEXT:
        raise PackageManifestError(
            name=name,
            found=words.TOO_LARGE,
        )
    if content and not content.endswith(b"\n"):
        raise PackageManifestError(
            name=name,
            found=words.LAST_LINE_OPEN,
        )

    try:
        text = content.decode("ascii")
    except UnicodeDecodeError as error:
        raise PackageManifestError(
            name=name,
            found=words.NOT_ASCII,
        ) from error

    return text.split("\n")[:-1]
