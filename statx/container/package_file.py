"""The zip of a package, open: its form and its names are checked, and nothing else is.

What a reader decides by is read whole and only once: the same bytes are judged, hashed and, when
unpacking, written, whatever becomes of the file meanwhile.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from statx.container import words
from statx.container.errors import (
    PackageContentError,
    PackageLimitError,
    PackageMissingError,
    UntrustedPackageError,
)
from statx.container.manifest import TAG_MANIFEST
from statx.container.strict_json import LARGEST_TEXT
from statx.container.zip_form import Member
from statx.container.zip_reader import LIMITS, Limits, read_directory, stream
from statx.errors import MissingFileError
from statx.files import reading
from statx.files.regular import refuse_irregular_file
from statx.texts import count


class PackageFile:
    """An open package of which nothing is believed yet. `open_file` gives one."""

    def __init__(self, path: Path, file: BinaryIO, limits: Limits) -> None:
        self.path = path
        self.limits = limits
        self.members: Mapping[str, Member] = {
            member.name: member for member in read_directory(file, limits)
        }
        self._file = file
        self._texts: dict[str, bytes] = {}

    @property
    def content_id(self) -> str:
        """The hexadecimal SHA-256 of the tag manifest, which stands for the content."""
        return hashlib.sha256(self.text(TAG_MANIFEST)).hexdigest()

    def text(self, name: str) -> bytes:
        """All bytes of a small member, the same whenever it is asked for.

        PackageMissingError, PackageLimitError.
        """
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def chunks(self, name: str) -> Iterable[bytes]:
        """The bytes of a member, however large; those that were read already are not read again."""
        if name in self._texts:
            return [self._texts[name]]
        return stream(self._file, self.members[name])

    def refuse_other_content(self, expected: str) -> None:
        """PackageContentError where the content is not the one with this id."""
        found = self.content_id
        if found != expected:
            raise PackageContentError(what=words.CONTENT_ID, expected=expected, found=found)

    def _read(self, name: str) -> bytes:
        if name not in self.members:
            raise PackageMissingError(name=name)

        size = self.members[name].size
        if size > LARGEST_TEXT:
            what = words.BYTES_OF.fill(name=name)
            raise PackageLimitError(what=what, found=count(size), limit=count(LARGEST_TEXT))

        return b"".join(self.chunks(name))


@contextlib.contextmanager
def open_file(path: Path, limits: Limits = LIMITS) -> Iterator[PackageFile]:
    """Open the package at `path`; every refusal inside the body is said of it.

    MissingFileError and UnreadableFileError for what the system says of the zip.
    """
    with said_of(path), reading(path):
        if not path.exists():
            raise MissingFileError(path=path)
        refuse_irregular_file(path)
        with path.open("rb") as file:
            yield PackageFile(path, file, limits)


@contextlib.contextmanager
def said_of(path: Path) -> Iterator[None]:
    """Let every refusal in the body name this package."""
    try:
        yield
    except UntrustedPackageError as refusal:
        raise refusal.about(path) from refusal
