"""What is to be judged: every table that is meant by the paths that somebody names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from statx.config import Config
from statx.container.bag import is_package
from statx.errors import StatxError
from statx.files import reading, shown
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.sources.errors import OwnOutputError
from statx.sources.files import (
    DataFile,
    UnreadFile,
    files_at,
    files_in_package,
    no_data,
)
from statx.sources.packages import RELEASED, UnpackedPackage, refuse_options, unpack_package
from statx.sources.patterns import expand
from statx.sources.settling import (
    Refusal,
    Target,
    settle,
    settle_one_target,
    settle_or_refuse,
    settle_stream,
)
from statx.sources.standard_input import NAME as STREAM

__all__ = ["Refusal", "Target", "settle", "settle_one_target", "targets", "targets_in_package"]

Multipart = tuple[tuple[Path, ...], str]
"""The files of a table in parts, and the name of the resource."""


def targets(
    paths: Sequence[Path],
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    scratch: Path | None = None,
    standard_input: BinaryIO | None = None,
) -> Iterator[Target | Refusal]:
    """Every table at `paths`, settled one by one; what cannot be settled is a refusal, not raised.

    A path may be a pattern (`data/*.csv`), where no file is called so.

    Packages are taken out into `scratch`, a private folder that stays as long as the targets, and
    what `standard_input` gives is written there for `-`; where there is none, a package is a file
    of an unknown format.
    """
    given: set[Multipart] = set()
    for number, path in enumerate(expand(paths)):
        if scratch is not None and standard_input is not None and str(path) == STREAM:
            yield settle_stream(
                standard_input,
                scratch,
                options,
                catalog,
                config,
            )
        elif scratch is not None and is_package(path):
            yield from _targets_in_zip(
                path,
                options,
                catalog,
                scratch / str(number),
            )
        else:
            yield from _targets_at(
                path,
                options,
                catalog,
                config,
                given,
            )


def targets_in_package(unpacked: UnpackedPackage, catalog: Catalog) -> Iterator[Target | Refusal]:
    """The tables of a package that was taken out.

    Each is called by the package's path and its own inside it.
    """
    for file in files_in_package(unpacked.described):
        inside = file.path.relative_to(unpacked.folder).as_posix()
        named = replace(file, place=f"{unpacked.path}/{inside}")
        target = settle_or_refuse(
            named,
            DataOptions(),
            catalog,
            Config(),
        )
        if isinstance(target, Target):
            # It is written in the one agreed form, and no option applies.
            target = replace(
                target,
                is_unpacked=True,
                settling=None,
                table=target.table.packed_in(unpacked.path.stat().st_size),
            )
        yield target


def _targets_at(
    path: Path, options: DataOptions, catalog: Catalog, config: Config, given: set[Multipart]
) -> Iterator[Target | Refusal]:
    try:
        with reading(path):
            files = list(files_at(path, config))
    except StatxError as error:
        yield Refusal(shown(path), path, error)
        return

    fresh = list(_each_once(files, given))
    has_data = len(fresh) < len(files)
    for file in fresh:
        target = settle_or_refuse(
            file,
            options,
            catalog,
            config,
        )
        if _is_own_output(target):
            continue
        has_data = True
        yield target
    if not has_data:
        yield Refusal(shown(path), path, no_data(path))


def _each_once(
    files: Sequence[DataFile | UnreadFile], given: set[Multipart]
) -> Iterator[DataFile | UnreadFile]:
    """Without tables in parts that were given before: each of their files names the whole."""
    for file in files:
        multipart = _multipart(file)
        if multipart is None:
            yield file
        elif multipart not in given:
            given.add(multipart)
            yield file


def _multipart(file: DataFile | UnreadFile) -> Multipart | None:
    """What is the same of a table in parts by whichever of them it is named."""
    if isinstance(file, UnreadFile) or len(file.paths) == 1:
        return None
    return tuple(path.resolve() for path in file.paths), file.name


def _is_own_output(target: Target | Refusal) -> bool:
    """Whether statx wrote it: failing cells beside the data are no data, unless they are named."""
    return isinstance(target, Refusal) and isinstance(target.error, OwnOutputError)


def _targets_in_zip(
    path: Path, options: DataOptions, catalog: Catalog, folder: Path
) -> Iterator[Target | Refusal]:
    """The tables of a package; what the package as a whole has to say stands at the first."""
    try:
        refuse_options(options)
        unpacked = unpack_package(path, folder, catalog)
    except StatxError as error:
        yield Refusal(shown(path), path, error)
        return

    remarks = unpacked.remarks
    if not unpacked.container.is_draft:
        remarks = (*remarks, RELEASED)
    for target in targets_in_package(unpacked, catalog):
        yield replace(target, remarks=remarks)
        remarks = ()
