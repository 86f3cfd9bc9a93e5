"""Judge whatever a user names: files, folders, a datapackage.json, or a package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from statx.config import Config
from statx.files import scratch_folder
from statx.judging.reports import ReportOptions, judge_targets
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.results.report import Report
from statx.sources.targets import targets


def judge(
    paths: Sequence[Path],
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    report_options: ReportOptions,
) -> Iterator[Report]:
    """The report on every table that is named, in that order.

    What cannot be read does not stop the next.

    Packages are taken out into a temporary folder, which is gone when the last report was given.
    """
    with scratch_folder() as scratch:
        found = targets(
            paths,
            options,
            catalog,
            config,
            scratch,
        )
        yield from judge_targets(found, catalog, report_options)
