"""Judge whatever a user names: files, folders, a datapackage.json, or a package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from statx.config import Config
from statx.files import scratch_folder
from statx.judging.reports import ReportOptions, judge_targets
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.results.report import Report
from statx.sources.standard_input import NAME as STREAM
from statx.sources.standard_input import without_spool
from statx.sources.targets import targets


def judge(
    paths: Sequence[Path],
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    report_options: ReportOptions,
    standard_input: BinaryIO | None = None,
) -> Iterator[Report]:
    """The report on every table that is named, in that order.

    `-` names what `standard_input` gives, where that is given.

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
            standard_input,
        )
        for report in judge_targets(found, catalog, report_options):
            yield _of_stream(report, scratch) if report.place == STREAM else report


def _of_stream(report: Report, scratch: Path) -> Report:
    """What is said of standard input names it, and not the file into which it was written."""
    if report.error is None:
        return report
    return replace(report, error=report.error.reworded(partial(without_spool, folder=scratch)))
