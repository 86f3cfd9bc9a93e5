"""Judge whatever a user names: files, folders, a datapackage.json, or a package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from statx.checks.targets import Choice, resource_name, targets
from statx.checks.verdict import Wanted, report_of
from statx.config import Config
from statx.errors import StatxError
from statx.package.packing import judged_package
from statx.registry.catalog import Catalog
from statx.report import Report

SUFFIX = ".zip"


def judge(paths: Sequence[Path], choice: Choice, catalog: Catalog, config: Config, wanted: Wanted) -> Iterator[Report]:
    """The report on every table that is named; what cannot be read does not stop the next."""
    for path in paths:
        try:
            if path.suffix.lower() == SUFFIX and path.is_file():
                yield from judged_package(path, catalog, wanted)
            else:
                yield from (report_of(target, catalog, wanted) for target in targets([path], choice, catalog, config))
        except StatxError as error:
            yield Report(str(path), resource_name(path), error=error, limit=wanted.terms.limit)
