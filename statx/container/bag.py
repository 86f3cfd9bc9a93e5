"""A package: one zip that is a Data Package, a BagIt bag and a tree for `sha256sum --check`.

What is inside is the content: the descriptor, `data/`, `schema/` and `docs/`, two BagIt tag files,
and two lists of hashes (`statx.container.manifest`). Beside it may stand a release and the
clearances it lists (`statx.container.release`). The bytes are checked in this order, cheap
questions first:

1. the zip has the one form, its names and sizes are within the rules
   (`statx.container.zip_reader`);
2. the two lists of hashes can be read, and the content is the one that the release or the caller
   names;
3. the members are exactly the listed ones, nothing more, nothing less;
4. every member has its hash;
5. the descriptor has a name, a version and resources, and refers to listed files alone; what lies
   in data/ and schema/ is referred to, and adds up to what bag-info.txt says.

Each byte of a member is read once, by one pass, which hashes it and, when unpacking, writes that
very byte: a file changed between the check and the use is never used. Who signed the release is
not asked here: a package that is whole is not yet one that is trusted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from statx.container import words
from statx.container.descriptor import DESCRIPTOR, check_identity, check_references
from statx.container.errors import (
    PackageContentError,
    PackageHashError,
    PackageManifestError,
    PackageMissingError,
    PackageNameError,
    PackageUnlistedError,
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
from statx.container.package_file import PackageFile, open_file
from statx.container.release import (
    CLEARANCES,
    RELEASE,
    RELEASE_SIGNATURE,
    Release,
)
from statx.container.strict_json import read_json
from statx.container.zip_form import Member
from statx.container.zip_reader import LIMITS, Limits
from statx.container.zip_writer import size_of, write_zip
from statx.files import sha256_of, write_whole, writing
from statx.texts import verbatim

SUFFIX = ".zip"

Progress = Callable[[int], None]
"""Told how many bytes of members are done so far."""

_TAG_FOLDERS = (SCHEMAS, "docs/")
_NOT_CONTENT = (PAYLOAD, RELEASE, RELEASE_SIGNATURE, CLEARANCES, TAG_MANIFEST)
"""How what the tag manifest may not list begins."""
_REQUIRED = (DESCRIPTOR, TAG_MANIFEST, PAYLOAD_MANIFEST, BAGIT, BAG_INFO)
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
class WholePackage:
    """A package that passed every check of this module: every byte is the listed one.

    Nobody vouches for it yet. Only `open_package`, `unpack` and `check_bag` make one.
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
            message = "only open_package and unpack make a WholePackage"
            raise TypeError(message)

    @property
    def is_draft(self) -> bool:
        """Whether it is content alone, which nobody has released."""
        return all(member.name != RELEASE for member in self.members)

    def extract(self, folder: Path, *, progress: Progress | None = None) -> None:
        """Write the members into `folder` as `unpack` does.

        If the zip holds other content by now, that is an error.
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
    return _write(_with_tag_files(content, info), target)


def write_released(content: Path, beside: Mapping[str, bytes], target: Path) -> WrittenContainer:
    """Write a release: the members that `unpack` wrote into the folder `content`, unchanged.

    `beside` are release.json, the clearances and all signatures, by name. Errors are those of
    `open_package`.
    """
    members: dict[str, Path | bytes] = dict(beside)
    for path in content.rglob("*"):
        if path.is_file():
            members[path.relative_to(content).as_posix()] = path

    return _write(members, target)


def open_package(
    path: Path,
    limits: Limits = LIMITS,
    *,
    content_id: str | None = None,
    progress: Progress | None = None,
) -> WholePackage:
    """The package at `path` if it is whole; any UntrustedPackageError otherwise.

    With `content_id` it must also hold just that content. Memory does not grow with the size of a
    member. MissingFileError and UnreadableFileError for what the system says of the zip.
    """
    return _open(path, limits, content_id, _Sink(None, progress))


def unpack(
    path: Path,
    folder: Path,
    limits: Limits = LIMITS,
    *,
    content_id: str | None = None,
    progress: Progress | None = None,
) -> WholePackage:
    """`open_package`, and the bytes that were hashed are written below `folder`.

    `folder` is empty and private, as `statx.files.atomic_folder` gives, or not there yet: until
    this returns, what lies in it is not to be trusted, and after an error it is to be thrown away.
    DiskFullError and CannotWriteError for what the system says of the folder.
    """
    return _open(path, limits, content_id, _Sink(folder, progress))


def check_bag(
    file: PackageFile,
    release: Release | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> WholePackage:
    """Check the content of an open package, and that nothing but `release` names stands beside it.

    With `folder`, the bytes that were hashed are written there, as `unpack` says.
    """
    return _check(file, release, _Sink(folder, progress))


# ---- writing ----------------------------------------------------------------------------------


def _write(members: Mapping[str, Path | bytes], target: Path) -> WrittenContainer:
    write_zip(members, target)
    package = open_package(target)
    return WrittenContainer(package.content_id, target.stat().st_size)


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


def _open(path: Path, limits: Limits, content_id: str | None, sink: _Sink) -> WholePackage:
    with open_file(path, limits) as file:
        if content_id is not None:
            file.refuse_other_content(content_id)

        release = None
        if RELEASE in file.members:
            release = Release.parse(file.text(RELEASE))
        return _check(file, release, sink)


def _check(file: PackageFile, release: Release | None, sink: _Sink) -> WholePackage:
    beside: dict[str, str | None] = {}
    if release is not None:
        file.refuse_other_content(release.content_id)
        beside = release.beside()

    digests = _read_lists(file)
    _check_listed(file, digests, beside)
    for name in file.members:
        if name not in beside:
            _check_place(name)

    expected = {**digests, **beside}
    for name in file.members:
        _check_digest(name, sink.take(name, file.chunks(name)), expected.get(name))

    _check_bag(digests)
    descriptor = _read_descriptor(file.text(DESCRIPTOR), digests)
    _check_sums(file)
    members = tuple(file.members.values())

    return WholePackage(file.path, file.content_id, descriptor, members, file.limits, _PROOF)


def _read_lists(file: PackageFile) -> dict[str, str]:
    """The digests of both lists, each of which has kept to its half."""
    texts = {name: file.text(name) for name in _REQUIRED}
    tags = Manifest.parse(texts[TAG_MANIFEST], TAG_MANIFEST).digests
    for name in tags:
        if name.startswith(_NOT_CONTENT):
            found = words.WRONG_LIST.fill(name=name)
            raise PackageManifestError(name=TAG_MANIFEST, found=found)

    payload = Manifest.parse(texts[PAYLOAD_MANIFEST], PAYLOAD_MANIFEST).digests
    for name in payload:
        if not name.startswith(PAYLOAD):
            found = words.WRONG_LIST.fill(name=name)
            raise PackageManifestError(name=PAYLOAD_MANIFEST, found=found)

    return {**tags, **payload}


def _check_listed(
    file: PackageFile, digests: Mapping[str, str], beside: Mapping[str, str | None]
) -> None:
    listed = {TAG_MANIFEST, *digests, *beside}
    for name in file.members:
        if name not in listed:
            raise PackageUnlistedError(name=name, list=_list_of(name))

    for name in listed:
        if name not in file.members:
            raise PackageMissingError(name=name)


def _list_of(name: str) -> str:
    """In which list a member of that name would stand."""
    if name.startswith(CLEARANCES):
        return RELEASE
    return PAYLOAD_MANIFEST if name.startswith(PAYLOAD) else TAG_MANIFEST


def _check_place(name: str) -> None:
    """Whether a package has a place for that file: settings, programs, a second list have none."""
    if name not in _REQUIRED and not name.startswith((PAYLOAD, *_TAG_FOLDERS)):
        raise PackageNameError(name=quoted(name), expected=words.CONTENT_NAMES)


def _check_digest(name: str, found: str, expected: str | None) -> None:
    if expected is not None and found != expected:
        raise PackageHashError(name=name, expected=expected, found=found)


def _check_bag(digests: Mapping[str, str]) -> None:
    if digests[BAGIT] != _sha256(bagit_txt()):
        what = verbatim(BAGIT)
        raise PackageContentError(what=what, expected=words.BAGIT_1, found=words.SOMETHING_ELSE)


def _check_sums(file: PackageFile) -> None:
    payload = [member.size for name, member in file.members.items() if name.startswith(PAYLOAD)]
    expected = payload_oxum(sum(payload), len(payload))
    found = read_oxum(file.text(BAG_INFO))
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
