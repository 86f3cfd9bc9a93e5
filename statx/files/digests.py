"""What is read: errors said as ours, and what a file's bytes add up to."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from statx.errors import UnreadableFileError

CHUNK = 1 << 20
"""Bytes that are read or written at a time."""


@dataclass(frozen=True, slots=True)
class Digest:
    """The size in bytes and the hexadecimal SHA-256 and MD5 of a file."""

    size: int
    sha256: str
    md5: str


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


def digest(path: Path) -> Digest:
    """Read `path` once and add up its bytes; the MD5 is there because Frictionless reports name it.

    The digest of a folder is that of the list which `sha256sum` (or `md5sum`) prints for its files.
    """
    if path.is_dir():
        return _digest_of_folder(path)

    size = 0
    sha256 = hashlib.sha256()
    md5 = hashlib.md5(usedforsecurity=False)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            sha256.update(chunk)
            md5.update(chunk)
    return Digest(size, sha256.hexdigest(), md5.hexdigest())


def sha256_of(path: Path) -> str:
    """The hexadecimal SHA-256 of a file, or of what `sha256sum` prints for a folder's files."""
    if path.is_dir():
        return digest(path).sha256
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


def _digest_of_folder(folder: Path) -> Digest:
    size = 0
    sha256 = hashlib.sha256()
    md5 = hashlib.md5(usedforsecurity=False)
    for file in files_of(folder):
        name = file.relative_to(folder).as_posix()
        found = digest(file)
        size += found.size
        sha256.update(f"{found.sha256}  {name}\n".encode())
        md5.update(f"{found.md5}  {name}\n".encode())
    return Digest(size, sha256.hexdigest(), md5.hexdigest())
