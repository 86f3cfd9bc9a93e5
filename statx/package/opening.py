"""Verify and unpack: a package's bytes, then its schemas, then its data once more.

Unpacking is verifying into a folder that appears whole or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from statx.container.bag import VerifiedPackage
from statx.files import atomic_folder, scratch_folder
from statx.judging.reports import ReportOptions, judge_target
from statx.registry.catalog import Catalog
from statx.results.report import Run
from statx.sources.packages import unpack_package
from statx.sources.targets import targets_in_package
from statx.texts import Text

_INSIDE = "package"
"""The folder beside which the judging may leave what it needs for itself."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A package whose bytes are right, and the verdict on what is inside."""

    package: VerifiedPackage
    run: Run
    remarks: tuple[Text, ...] = ()
    """In what it differs from the registry."""


def verify(path: Path, catalog: Catalog, options: ReportOptions) -> Opened:
    """Check a package's bytes and its schemas, and judge its data again.

    Raises UntrustedPackageError, SchemaNotAgreedError.
    """
    with scratch_folder() as scratch:
        return _open(
            path,
            scratch / _INSIDE,
            catalog,
            options,
        )


def unpack(path: Path, target: Path, catalog: Catalog, options: ReportOptions) -> Opened:
    """Verify a package into the folder `target`, which appears only where its data passes.

    Raises what `verify` raises, FolderNotEmptyError, MissingFolderError, and what writing raises.
    """
    try:
        with atomic_folder(target) as part:
            opened = _open(
                path,
                part / _INSIDE,
                catalog,
                options,
            )
            if not opened.run.valid:
                raise _DataFailedError(opened)  # noqa: TRY301  the with statement must see it
            _move_up(part / _INSIDE, part)
    except _DataFailedError as failed:
        return failed.opened
    return opened


class _DataFailedError(Exception):
    """Takes the temporary folder away where the data does not pass; never reaches a caller."""

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self.opened = opened


def _open(path: Path, folder: Path, catalog: Catalog, options: ReportOptions) -> Opened:
    unpacked = unpack_package(path, folder, catalog)
    reports = [
        judge_target(target, catalog, options) for target in targets_in_package(unpacked, catalog)
    ]
    return Opened(unpacked.container, Run(tuple(reports)), unpacked.remarks)


def _move_up(folder: Path, above: Path) -> None:
    for inside in folder.iterdir():
        inside.rename(above / inside.name)
    folder.rmdir()
