"""Judge whatever a user names: files, folders, a datapackage.json, or a package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from statx.checks.targets import Choice, resource_name, targets
from statx.checks.verdict import Wanted, report_of
from statx.config import Config
from statx.errors import OptionError, StatxError
from statx.package.packing import judged_package
from statx.registry.catalog import Catalog
from statx.report import Report
from statx.texts import Text

SUFFIX = ".zip"


def judge(paths: Sequence[Path], choice: Choice, catalog: Catalog, config: Config, wanted: Wanted) -> Iterator[Report]:
    """The report on every table that is named; what cannot be read does not stop the next."""
    for path in paths:
        try:
            if path.suffix.lower() == SUFFIX and path.is_file():
                _refuse_choice(choice)
                yield from judged_package(path, catalog, wanted)
            else:
                yield from (report_of(target, catalog, wanted) for target in targets([path], choice, catalog, config))
        except StatxError as error:
            yield Report(str(path), resource_name(path), error=error, limit=wanted.terms.limit)


def _refuse_choice(choice: Choice) -> None:
    """A package says itself how it is to be read."""
    for option in ("schema", "locale", "encoding", "delimiter"):
        if getattr(choice, option):
            raise OptionError(option=f"--{option}", reason=INSIDE)


INSIDE = Text(
    id="paket sudah membawa skemanya, dan datanya dalam bentuk baku.",
    en="a package brings its own schemas, and its data is in the one agreed form.",
)
