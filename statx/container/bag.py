"""A package: one zip that is a Data Package, a BagIt bag and a tree for `sha256sum --check`.

What is inside is the content: the descriptor, `data/`, `schema/` and `docs/`, two BagIt tag files,
and two lists of hashes (`statx.container.manifest`). A package is trusted in this order, cheap
questions first:

1. the zip has the one form, its names and sizes are within the rules
   (`statx.container.zip_reader`);
2. the two lists of hashes can be read, and the content is the one the caller asked for, if he did;
3. the members are exactly the listed ones, nothing more, nothing less;
4. every member has its hash;
5. the descriptor has a name, a version and resources, and refers to listed files alone; what lies
   in data/ and schema/ is referred to, and adds up to what bag-info.txt says.

Each byte of a member is read once, by one pass, which hashes it and, when unpacking, writes that
very byte: a file changed between the check and the use is never used. Nothing outside the content
is known yet: the members that will stand beside it, a release and its clearances, are refused until
they are.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from statx.container import words
from statx.container.descriptor import DESCRIPTOR, check_identity, check_references
from statx.container.errors import (
    PackageContentError,
    PackageHashError,
    PackageLimitError,
    PackageManifestError,
    PackageMissingError,
    PackageNameError,
    PackageUnlistedError,
    UntrustedPackageError,
)
from statx.container.manifest import (
    BAG_INFO,
    BAGIT,
    PAYLOAD,
    PAYLOAD_MANIFEST,
    SCHEMAS,
    TAG_MANIFEST,
    Manifest,
    bag_info,
    bagit_txt,
    payload_oxum,
    read_oxum,
)
from statx.container.names import quoted
from statx.container.strict_json import LARGEST_TEXT, read_json
from statx.container.zip_form import FIRST, Member
from statx.container.zip_reader import LIMITS, Limits, read_directory, stream
from statx.container.zip_writer import size_of, write_zip
from statx.errors import MissingFileError
from statx.files import reading, sha256_of, write_whole, writing
from statx.texts import count, verbatim

SUFFIX = ".zip"

Progress = Callable[[int], None]
"""Told how many bytes of members are done so far."""

_TAG_FOLDERS = (SCHEMAS, "docs/")
_UNLISTED = frozenset({TAG_MANIFEST})  # no list names it; a release and clearances will follow
_RESERVED = ("release.json", "release.json.sig", "clearance/")
_REQUIRED = (*FIRST, BAGIT, BAG_INFO)
_PROOF = object()


@dataclass(frozen=True, slots=True)
class WrittenContainer:
    """A package that was written."""

    content_id: str
    """Hexadecimal SHA-256 of the tag manifest.

    Stands for the content, whatever the zip, recipient or date.
    """
    size: int
    """Bytes of the zip."""


@dataclass(frozen=True, slots=True)
class VerifiedPackage:
    """A package that passed every check of this module.

    Only `open_package` and `unpack` make one.
    """

    path: Path
    content_id: str
    descriptor: Mapping[str, Any]
    members: tuple[Member, ...]
    limits: Limits = field(repr=False)
    _proof: object = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        """TypeError for anyone else."""
        if self._proof is not _PROOF:
            message = "only open_package and unpack make a VerifiedPackage"
            raise TypeError(message)

    def extract(self, folder: Path, *, progress: Progress | None = None) -> None:
        """Write the content into `folder` as `unpack` does.

        If the zip holds anything else by now, that is an error.
        """
        unpack(self.path, folder, self.limits, content_id=self.content_id, progress=progress)


def is_package(path: Path) -> bool:
    """Whether `path` names a package: a file that ends in .zip, whatever is inside."""
    return path.suffix.lower() == SUFFIX and path.is_file()


def write_container(
    content: Mapping[str, Path | bytes], target: Path, *, info: Mapping[str, str]
) -> WrittenContainer:
    """Write the package of `content` to `target`, and open it again.

    `content` is the descriptor and what lies below data/, schema/ and docs/, by name.

    `info` goes into bag-info.txt under the labels of RFC 8493. `target` is a path that nobody else
    knows yet, as `statx.files.atomic_file` gives. What could not be opened is not written: the
    errors are those of `open_package`.
    """
    for name in content:
        _check_content_name(name)
    write_zip(_with_tag_files(content, info), target)

    package = open_package(target)
    return WrittenContainer(package.content_id, target.stat().st_size)


def open_package(
    path: Path,
    limits: Limits = LIMITS,
    *,
    content_id: str | None = None,
    progress: Progress | None = None,
) -> VerifiedPackage:
    """The package at `path` if it is whole; any UntrustedPackageError otherwise.

    With `content_id` it must also hold just that content. Memory does not grow with the size of a
    member. MissingFileError and UnreadableFileError for what the system says of the zip.
    """
    return _verify(path, limits, content_id, _Sink(None, progress))


def unpack(
    path: Path,
    folder: Path,
    limits: Limits = LIMITS,
    *,
    content_id: str | None = None,
    progress: Progress | None = None,
) -> VerifiedPackage:
    """`open_package`, and the bytes that were hashed are written below `folder`.

    `folder` is empty and private, as `statx.files.atomic_folder` gives, or not there yet: until
    this returns, what lies in it is not to be trusted, and after an error it is to be thrown away.
    DiskFullError and CannotWriteError for what the system says of the folder.
    """
    return _verify(path, limits, content_id, _Sink(folder, progress))


# ---- writing ----------------------------------------------------------------------------------


def _check_content_name(name: str) -> None:
    if name != DESCRIPTOR and not name.startswith((PAYLOAD, *_TAG_FOLDERS)):
        raise PackageNameError(name=quoted(name), expected=words.CONTENT_NAMES)


def _with_tag_files(
    content: Mapping[str, Path | bytes], info: Mapping[str, str]
) -> dict[str, Path | bytes]:
    payload = {name: part for name, part in content.items() if name.startswith(PAYLOAD)}
    payload_bytes = sum(map(size_of, payload.values()))

    tags = {name: part for name, part in content.items() if name not in payload}
    tags[BAGIT] = bagit_txt()
    tags[BAG_INFO] = bag_info(payload_bytes, len(payload), info)
    tags[PAYLOAD_MANIFEST] = _manifest_of(payload)
    return {**payload, **tags, TAG_MANIFEST: _manifest_of(tags)}


def _manifest_of(members: Mapping[str, Path | bytes]) -> bytes:
    digests = {name: _sha256(content) for name, content in members.items()}
    return Manifest(digests).render()


def _sha256(content: Path | bytes) -> str:
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    return sha256_of(content)


# ---- opening: the one pass --------------------------------------------------------------------


def _verify(path: Path, limits: Limits, content_id: str | None, sink: _Sink) -> VerifiedPackage:
    with _naming(path), path.open("rb") as file:
        members = {member.name: member for member in read_directory(file, limits)}
        texts = _read_first(file, members)
        _check_content_id(texts[TAG_MANIFEST], content_id)

        digests = _read_lists(texts)
        _check_listed(members, digests)
        for name in members:
            _check_place(name)

        for name, member in members.items():
            # what was read to decide by is not read again: it may have changed since
            chunks = [texts[name]] if name in texts else stream(file, member)
            _check_digest(name, sink.take(name, chunks), digests)

        _check_bag(digests)
        descriptor = _read_descriptor(texts[DESCRIPTOR], digests)
        _check_sums(texts[BAG_INFO], members)

    found_id = _sha256(texts[TAG_MANIFEST])
    return VerifiedPackage(path, found_id, descriptor, tuple(members.values()), limits, _PROOF)


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say every refusal of the package it is about, and what the system says as of any input."""
    try:
        with reading(path):
            if not path.exists():
                raise MissingFileError(path=path)
            yield
    except UntrustedPackageError as refusal:
        raise refusal.about(path) from refusal


def _read_first(file: BinaryIO, members: Mapping[str, Member]) -> dict[str, bytes]:
    """The members everything else is judged by, read whole and only once."""
    for name in _REQUIRED:
        if name not in members:
            raise PackageMissingError(name=name)
    return {name: _read_whole(file, members[name]) for name in (*FIRST, BAG_INFO)}


def _read_whole(file: BinaryIO, member: Member) -> bytes:
    if member.size > LARGEST_TEXT:
        what = words.BYTES_OF.fill(name=member.name)
        raise PackageLimitError(what=what, found=count(member.size), limit=count(LARGEST_TEXT))
    return b"".join(stream(file, member))


def _check_content_id(tag_manifest: bytes, expected: str | None) -> None:
    found = _sha256(tag_manifest)
    if expected not in (None, found):
        raise PackageContentError(what=words.CONTENT_ID, expected=expected, found=found)


def _read_lists(texts: Mapping[str, bytes]) -> dict[str, str]:
    """The digests of both lists, each of which has kept to its half."""
    tags = Manifest.parse(texts[TAG_MANIFEST], TAG_MANIFEST).digests
    for name in tags:
        if name in _UNLISTED or name.startswith((PAYLOAD, *_RESERVED)):
            found = words.WRONG_LIST.fill(name=name)
            raise PackageManifestError(name=TAG_MANIFEST, found=found)

    payload = Manifest.parse(texts[PAYLOAD_MANIFEST], PAYLOAD_MANIFEST).digests
    for name in payload:
        if not name.startswith(PAYLOAD):
            found = words.WRONG_LIST.fill(name=name)
            raise PackageManifestError(name=PAYLOAD_MANIFEST, found=found)
    return {**tags, **payload}


def _check_listed(members: Mapping[str, Member], digests: Mapping[str, str]) -> None:
    for name in members:
        if name not in digests and name not in _UNLISTED:
            its_list = PAYLOAD_MANIFEST if name.startswith(PAYLOAD) else TAG_MANIFEST
            raise PackageUnlistedError(name=name, list=its_list)
    for name in digests:
        if name not in members:
            raise PackageMissingError(name=name)


def _check_place(name: str) -> None:
    """Whether a package has a place for that file: settings, programs, a second list have none."""
    if name not in _REQUIRED and not name.startswith((PAYLOAD, *_TAG_FOLDERS)):
        raise PackageNameError(name=quoted(name), expected=words.CONTENT_NAMES)


def _check_digest(name: str, found: str, digests: Mapping[str, str]) -> None:
    if name in _UNLISTED:
        return
    if found != digests[name]:
        raise PackageHashError(name=name, expected=digests[name], found=found)


def _check_bag(digests: Mapping[str, str]) -> None:
    if digests[BAGIT] != _sha256(bagit_txt()):
        what = verbatim(BAGIT)
        raise PackageContentError(what=what, expected=words.BAGIT_1, found=words.SOMETHING_ELSE)


def _check_sums(info: bytes, members: Mapping[str, Member]) -> None:
    payload = [member.size for name, member in members.items() if name.startswith(PAYLOAD)]
    expected = payload_oxum(sum(payload), len(payload))
    found = read_oxum(info)
    if found != expected:
        what = verbatim(f"{BAG_INFO} (Payload-Oxum)")
        raise PackageContentError(what=what, expected=expected, found=quoted(found))


def _read_descriptor(content: bytes, digests: Mapping[str, str]) -> dict[str, Any]:
    descriptor = read_json(content, DESCRIPTOR)
    check_references(descriptor, digests.keys())
    check_identity(descriptor)
    return descriptor


class _Sink:
    """Where the one pass puts the bytes it has hashed: into a folder, or nowhere."""

    def __init__(self, folder: Path | None, progress: Progress | None) -> None:
        self._folder = folder
        self._progress = progress
        self._done = 0

    def take(self, name: str, chunks: Iterable[bytes]) -> str:
        """The hexadecimal SHA-256 of the bytes that were written as `name`."""
        sha256 = hashlib.sha256()
        hashed = self._hashed(chunks, sha256.update)

        if self._folder is None:
            for _ in hashed:
                pass
        else:
            _write_file(self._folder / name, hashed)
        return sha256.hexdigest()

    def _hashed(
        self, chunks: Iterable[bytes], update: Callable[[bytes], object]
    ) -> Iterator[bytes]:
        for chunk in chunks:
            update(chunk)
            yield chunk
            self._report(len(chunk))

    def _report(self, size: int) -> None:
        self._done += size
        if self._progress:
            self._progress(self._done)


def _write_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file; what fails while the chunks are read stays as it is, and is said of the zip."""
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb", buffering=0)  # a buffer would fail once more when it is closed

    with file:
        for chunk in chunks:
            with writing(path):
                write_whole(file, chunk)
