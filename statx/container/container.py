"""A package: one zip that is at once a Data Package, a BagIt bag and a tree `sha256sum --check` can follow.

What is inside is the content: the descriptor, `data/`, `schema/` and `docs/`, two BagIt tag files, and two
lists of hashes (`statx.container.manifest`). A package is trusted in this order, cheap questions first:

1. the zip has the one form, its names and sizes are within the rules (`statx.container.archive`);
2. the two lists of hashes can be read, and the content is the one the caller asked for, if he did;
3. the members are exactly the listed ones, nothing more, nothing less;
4. every member has its hash;
5. the descriptor has a name, a version and resources, and refers to listed files alone.

Each byte of a member is read once, by one pass, which hashes it and, when unpacking, writes that very byte:
a file changed between the check and the use is never used. Nothing outside the content is known yet: the
members that will stand beside it, a release and its clearances, are refused until they are.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from statx.container.archive import LIMITS, Limits, read_directory, stream, write_archive
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
    DESCRIPTOR,
    LARGEST_TEXT,
    PAYLOAD,
    PAYLOAD_MANIFEST,
    TAG_MANIFEST,
    Manifest,
    bag_info,
    bagit_txt,
    check_references,
    read_json,
)
from statx.container.names import quoted
from statx.container.zip_form import FIRST, Member
from statx.files import sha256_of
from statx.texts import Text, count, verbatim

Progress = Callable[[int], None]
"""Told how many bytes of members are done so far."""

_TAG_FOLDERS = ("schema/", "docs/")
_OUTSIDE = frozenset(
    {TAG_MANIFEST}
)  # of the tag manifest; a release and its clearances will stand here too
_RESERVED = ("release.json", "release.json.sig", "clearance/")
_REQUIRED = (*FIRST, BAGIT, BAG_INFO)
_IDENTITY = ("name", "version")

_CONTENT_NAMES = Text(
    id=f"isi paket hanya {DESCRIPTOR} dan berkas di data/, schema/, dan docs/",
    en=f"a package is made of {DESCRIPTOR} and files below data/, schema/ and docs/",
)
_WRONG_LIST = Text(
    id="{name} tidak boleh tercantum di situ",
    en="{name} has no place there",
)
_BYTES_OF = Text(id="jumlah byte {name}", en="bytes of {name}")
_CONTENT_ID = Text(
    id=f"sidik jari isi (SHA-256 {TAG_MANIFEST})", en=f"the content id (SHA-256 of {TAG_MANIFEST})"
)
_BAGIT_1 = Text(id="pernyataan BagIt 1.0", en="the declaration of BagIt 1.0")
_OTHER = Text(id="lain", en="another")
_SOME_TEXT = Text(id="teks yang tidak kosong", en="a text that is not empty")
_PROOF = object()


@dataclass(frozen=True, slots=True)
class WrittenContainer:
    """A package that was written."""

    content_id: str
    """Hexadecimal SHA-256 of the tag manifest: stands for the content, whatever the zip, recipient or date."""
    size: int
    """Bytes of the zip."""


@dataclass(frozen=True, slots=True)
class VerifiedPackage:
    """A package that passed every check of this module; only `open_package` and `unpack` make one."""

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
        """Write the content into `folder` as `unpack` does; if the zip holds anything else by now, that is an error."""
        unpack(self.path, folder, self.limits, content_id=self.content_id, progress=progress)


def write_container(
    content: Mapping[str, Path | bytes], target: Path, *, info: Mapping[str, str]
) -> WrittenContainer:
    """Write the package of `content` (the descriptor, data/..., schema/..., docs/...) to `target`, and open it again.

    `info` goes into bag-info.txt under the labels of RFC 8493. `target` is a path that nobody else knows yet,
    as `statx.files.whole_file` gives. What cannot be opened is not sealed: the errors are those of `open_package`.
    """
    for name in content:
        _check_content_name(name)
    members = _with_tag_files(content, info)
    write_archive(members, target)
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

    With `content_id` it must also hold just that content. Memory does not grow with the size of a member.
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

    `folder` is empty and private, as `statx.files.whole_folder` gives: until this returns, what lies in it is
    not to be trusted, and after an error it is to be thrown away.
    """
    return _verify(path, limits, content_id, _Sink(folder, progress))


class _Sink:
    """Where the one pass puts the bytes it has hashed: into a folder, or nowhere."""

    def __init__(self, folder: Path | None, progress: Progress | None) -> None:
        self._folder, self._progress, self._done = folder, progress, 0

    def take(self, name: str, chunks: Iterable[bytes]) -> str:
        """The hexadecimal SHA-256 of the bytes that were written as `name`."""
        sha256 = hashlib.sha256()
        with self._opened(name) as write:
            for chunk in chunks:
                sha256.update(chunk)
                write(chunk)
                self._report(len(chunk))
        return sha256.hexdigest()

    @contextlib.contextmanager
    def _opened(self, name: str) -> Iterator[Callable[[bytes], object]]:
        if self._folder is None:
            yield len
            return
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            yield file.write

    def _report(self, size: int) -> None:
        self._done += size
        if self._progress:
            self._progress(self._done)


# ---- sealing --------------------------------------------------------------------------------------


def _check_content_name(name: str) -> None:
    if name != DESCRIPTOR and not name.startswith((PAYLOAD, *_TAG_FOLDERS)):
        raise PackageNameError(name=quoted(name), expected=_CONTENT_NAMES)


def _with_tag_files(
    content: Mapping[str, Path | bytes], info: Mapping[str, str]
) -> dict[str, Path | bytes]:
    payload = {name: content[name] for name in content if name.startswith(PAYLOAD)}
    tags = {name: content[name] for name in content if name not in payload}
    tags[BAGIT] = bagit_txt()
    tags[BAG_INFO] = bag_info(sum(map(_size, payload.values())), len(payload), info)
    tags[PAYLOAD_MANIFEST] = _listed(payload)
    return {**payload, **tags, TAG_MANIFEST: _listed(tags)}


def _size(content: Path | bytes) -> int:
    return len(content) if isinstance(content, bytes) else content.stat().st_size


def _listed(members: Mapping[str, Path | bytes]) -> bytes:
    return Manifest({name: _sha256(content) for name, content in members.items()}).render()


def _sha256(content: Path | bytes) -> str:
    return hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else sha256_of(content)


# ---- opening: the one pass ------------------------------------------------------------------------


def _verify(path: Path, limits: Limits, content_id: str | None, sink: _Sink) -> VerifiedPackage:
    with _naming(path), path.open("rb") as file:
        members = {member.name: member for member in read_directory(file, limits)}
        texts = _read_first(file, members)
        _check_content_id(texts[TAG_MANIFEST], content_id)
        digests = _read_lists(texts)
        _check_listed(members, digests)
        for name, member in members.items():
            chunks = [texts[name]] if name in texts else stream(file, member)
            _check_digest(name, sink.take(name, chunks), digests)
        descriptor = _read_descriptor(texts[DESCRIPTOR], digests)
    return VerifiedPackage(
        path, _sha256(texts[TAG_MANIFEST]), descriptor, tuple(members.values()), limits, _PROOF
    )


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say every refusal of the package it is about."""
    try:
        yield
    except UntrustedPackageError as refusal:
        raise refusal.about(path) from refusal


def _read_first(file: BinaryIO, members: Mapping[str, Member]) -> dict[str, bytes]:
    """The members everything else is judged by, read whole and only once."""
    for name in _REQUIRED:
        if name not in members:
            raise PackageMissingError(name=name)
    return {name: _read_whole(file, members[name]) for name in FIRST}


def _read_whole(file: BinaryIO, member: Member) -> bytes:
    if member.size > LARGEST_TEXT:
        what = _BYTES_OF.fill(name=member.name)
        raise PackageLimitError(what=what, found=count(member.size), limit=count(LARGEST_TEXT))
    return b"".join(stream(file, member))


def _check_content_id(tag_manifest: bytes, expected: str | None) -> None:
    found = _sha256(tag_manifest)
    if expected not in (None, found):
        raise PackageContentError(what=_CONTENT_ID, expected=expected, found=found)


def _read_lists(texts: Mapping[str, bytes]) -> dict[str, str]:
    """The digests of both lists, each of which has kept to its half."""
    tags = Manifest.parse(texts[TAG_MANIFEST], TAG_MANIFEST).digests
    payload = Manifest.parse(texts[PAYLOAD_MANIFEST], PAYLOAD_MANIFEST).digests
    for name in tags:
        if name in _OUTSIDE or name.startswith((PAYLOAD, *_RESERVED)):
            raise PackageManifestError(name=TAG_MANIFEST, found=_WRONG_LIST.fill(name=name))
    for name in payload:
        if not name.startswith(PAYLOAD):
            raise PackageManifestError(name=PAYLOAD_MANIFEST, found=_WRONG_LIST.fill(name=name))
    return {**tags, **payload}


def _check_listed(members: Mapping[str, Member], digests: Mapping[str, str]) -> None:
    for name in members:
        if name not in digests and name not in _OUTSIDE:
            raise PackageUnlistedError(
                name=name, list=PAYLOAD_MANIFEST if name.startswith(PAYLOAD) else TAG_MANIFEST
            )
    for name in digests:
        if name not in members:
            raise PackageMissingError(name=name)


def _check_digest(name: str, found: str, digests: Mapping[str, str]) -> None:
    expected = digests.get(name, found)  # what stands outside has no digest here
    if found != expected:
        raise PackageHashError(name=name, expected=expected, found=found)


def _read_descriptor(content: bytes, digests: Mapping[str, str]) -> dict[str, Any]:
    if digests[BAGIT] != _sha256(bagit_txt()):
        raise PackageContentError(what=verbatim(BAGIT), expected=_BAGIT_1, found=_OTHER)
    descriptor = read_json(content, DESCRIPTOR)
    check_references(descriptor, digests.keys())
    _check_identity(descriptor)
    return descriptor


def _check_identity(descriptor: Mapping[str, Any]) -> None:
    for key in _IDENTITY:
        value = descriptor.get(key)
        if not (isinstance(value, str) and value):
            what = verbatim(f"{DESCRIPTOR} ({key})")
            raise PackageContentError(what=what, expected=_SOME_TEXT, found=quoted(value))
