"""Judge whatever a user names: files, folders, a datapackage.json, or a package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from statx.config import Config
from statx.errors import OptionError, StatxError
from statx.judging.reports import ReportOptions, reports
from statx.judging.workers import here
from statx.registry.catalog import Catalog
from statx.results.report import Report
from statx.sources.targets import DataOptions, resource_name, targets
from statx.texts import Text

SUFFIX = ".zip"


def judge(
    paths: Sequence[Path],
    choice: DataOptions,
    catalog: Catalog,
    config: Config,
    wanted: ReportOptions,
) -> Iterator[Report]:
    """The report on every table that is named, in that order.

    What cannot be read does not stop the next.
    """
    for packed, some in groupby(paths, _is_package):
        if packed:
            for path in some:
                yield from _of_package(path, choice, catalog, wanted)
        else:
            yield from reports(targets(list(some), choice, catalog, config), catalog, wanted)


def _is_package(path: Path) -> bool:
    return path.suffix.lower() == SUFFIX and path.is_file()


def _of_package(
    path: Path, choice: DataOptions, catalog: Catalog, wanted: ReportOptions
) -> Iterator[Report]:
    from statx.package.packing import judged_package  # most runs see no package

    try:
        _refuse_choice(choice)
        terms = replace(
            wanted.terms, workers=here(wanted.terms.workers)
        )  # what is taken out of it lies here
        yield from judged_package(path, catalog, replace(wanted, terms=terms))
    except StatxError as error:
        yield Report(str(path), resource_name(path), error=error, limit=wanted.terms.limit)


def _refuse_choice(choice: DataOptions) -> None:
    """A package says itself how it is to be read."""
    for option in ("schema", "locale", "encoding", "delimiter", "header_row"):
        if getattr(choice, option):
            raise OptionError(option=f"--{option.replace('_', '-')}", reason=INSIDE)


INSIDE = Text(
    id="paket sudah membawa skemanya, dan datanya dalam bentuk baku.",
    en="a package brings its own schemas, and its data is in the one agreed form.",
)
