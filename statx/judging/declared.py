"""What a descriptor declares of a file, held against its bytes.

A file that is not the one is not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from statx.files import ALGORITHMS, Digest, digest, reading
from statx.judging.errors import DigestMismatchError
from statx.registry.descriptor import Resource
from statx.sources.targets import Target


def digest_of(paths: Sequence[Path], algorithms: Sequence[str] = ALGORITHMS) -> Digest:
    """The size and digests of a table's files, or of its folder. Raises UnreadableFileError."""
    first, *more = paths
    with reading(first):
        return digest(
            first,
            algorithms,
            more,
        )


def check_declared(target: Target) -> None:
    """DigestMismatchError where the descriptor declares another size or hash than the file's.

    The file is read for it, where a hash is declared, before anything is judged.
    """
    resource = target.resource
    if resource is None or not _declares_bytes(resource):
        return

    algorithms = [name for name in ALGORITHMS if getattr(resource, name)]
    compare_declared(target, digest_of(target.paths, algorithms))


def compare_declared(target: Target, actual: Digest) -> None:
    """DigestMismatchError where the descriptor declares another size or hash than this one."""
    resource = target.resource
    if resource is None:
        return

    for name, declared, found in (
        ("sha256", resource.sha256, actual.sha256),
        ("md5", resource.md5, actual.md5),
        ("bytes", resource.bytes, actual.size),
    ):
        is_comparable = declared not in ("", None) and found != ""
        if is_comparable and str(declared).lower() != str(found):
            raise DigestMismatchError(
                path=target.path,
                name=name,
                declared=declared,
                found=found,
            )


def check_counted(target: Target, rows: int) -> None:
    """DigestMismatchError where the descriptor declares other numbers of rows or fields."""
    resource = target.resource
    if resource is None:
        return

    counted = (
        ("rows", resource.rows, rows),
        ("fields", resource.columns, len(target.table.labels)),
    )
    for name, declared, found in counted:
        if declared is not None and declared != found:
            raise DigestMismatchError(
                path=target.path,
                name=name,
                declared=declared,
                found=found,
            )


def _declares_bytes(resource: Resource) -> bool:
    return bool(resource.sha256 or resource.md5 or resource.bytes is not None)
