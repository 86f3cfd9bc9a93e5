"""What is read: errors said as ours, and what a file's bytes add up to."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from statx.errors import UnreadableFileError

CHUNK = 1 << 20
"""Bytes that are read or written at a time."""
ALGORITHMS = ("sha256", "md5")
"""All that a Digest holds; the MD5 is there because Frictionless reports name it."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The size in bytes and the hexadecimal SHA-256 and MD5 of a file; '' is not known."""

    size: int
    sha256: str
    md5: str


class Digester:
    """Adds up the bytes of a file in the order in which they stand."""

    def __init__(self, algorithms: Sequence[str] = ALGORITHMS) -> None:
        self.algorithms = algorithms
        self.restart()

    def restart(self) -> None:
        """Begin anew, at the front of the file."""
        self.size = 0
        self.whole = False
        """Whether the end of the file was seen."""
        self._hashes = {name: hashlib.new(name, usedforsecurity=False) for name in self.algorithms}

    def add(self, chunk: bytes | memoryview) -> None:
        """The bytes that come next."""
        self.size += len(chunk)
        for each in self._hashes.values():
            each.update(chunk)

    @property
    def digest(self) -> Digest:
        """Of all that was added."""
        found = {name: each.hexdigest() for name, each in self._hashes.items()}
        return Digest(
            self.size,
            found.get("sha256", ""),
            found.get("md5", ""),
        )


class DigestedFile(io.RawIOBase):
    """A file whose bytes are added up as they are read, from the front on."""

    def __init__(self, file: Any, digester: Digester) -> None:  # noqa: ANN401  pyarrow has no types
        self._file = file
        self._digester = digester
        digester.restart()

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any, /) -> int:  # noqa: ANN401  whatever has bytes
        view = memoryview(target).cast("B")
        if not len(view):
            return 0

        read: int = self._file.readinto(view)
        self._digester.add(view[:read])
        self._digester.whole = not read
        return read


@contextlib.contextmanager
def reading(source: Path) -> Iterator[None]:
    """Turn what the system says while `source` is read into our own error."""
    try:
        yield
    except OSError as error:
        raise UnreadableFileError(
            path=source,
            reason=error.strerror or error,
        ) from error


def shown(path: Path) -> str:
    """A path in letters that every report can hold: a byte that is no UTF-8 is escaped."""
    raw = os.fsencode(path)
    return raw.decode("utf-8", "backslashreplace")


def digest(path: Path, algorithms: Sequence[str] = ALGORITHMS, more: Sequence[Path] = ()) -> Digest:
    """Read `path` once and add up its bytes, and those of `more` as if they went on in one file.

    The digest of a folder is that of the list which `sha256sum` (or `md5sum`) prints for its files.
    """
    if path.is_dir():
        return _digest_of_folder(path, algorithms)

    digester = Digester(algorithms)
    for each in (path, *more):
        with each.open("rb") as file:
            while chunk := file.read(CHUNK):
                digester.add(chunk)
    return digester.digest


def sha256_of(path: Path) -> str:
    """The hexadecimal SHA-256 of a file, or of what `sha256sum` prints for a folder's files."""
    if path.is_dir():
        return digest(path, ("sha256",)).sha256
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_of(folder: Path) -> list[Path]:
    """The files below a folder by their paths; what begins with a point or underscore is hidden."""
    by_name = {}
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        is_hidden = any(part[0] in "._" for part in inside.parts)
        if not is_hidden and path.is_file():
            by_name[inside.as_posix()] = path
    return [by_name[name] for name in sorted(by_name)]


def _digest_of_folder(folder: Path, algorithms: Sequence[str]) -> Digest:
    size = 0
    lists = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    for file in files_of(folder):
        of_file = digest(file, algorithms)
        size += of_file.size
        for name, listed in lists.items():
            inside = file.relative_to(folder).as_posix()
            listed.update(f"{getattr(of_file, name)}  {inside}\n".encode())

    sums = {name: listed.hexdigest() for name, listed in lists.items()}
    return Digest(size, sums.get("sha256", ""), sums.get("md5", ""))
