"""`statx.tidy`: what `statx tidy` does."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from statx.conversion.convert import ConversionOptions, convert
from statx.intake.lineage import write_lineage
from statx.intake.table import TidiedTable
from statx.judging.reports import ReportOptions, judge_target
from statx.notebook.verdict import Verdict
from statx.registry.catalog import Catalog
from statx.results.account import Account
from statx.results.report import Report, Run
from statx.sources.targets import Target
from statx.texts import Language
from statx.version import __version__


@dataclass(frozen=True)
class TidyResult:
    """What became of a sheet."""

    verdict: Verdict = field(repr=False)
    account: Account
    """How many cells were used as what."""
    written: bool = False
    content: str = ""
    """The logical content hash of what was written."""


def tidy_target(
    target: Target,
    destination: Path | None,
    lineage: Path | None,
    catalog: Catalog,
    language: Language,
    *,
    replace: bool,
) -> TidyResult:
    """Judge a tidied table, and write it and where its values come from, as far as is wanted."""
    report: Report
    written, content = False, ""
    if destination is None:
        report = judge_target(target, catalog, ReportOptions())
    else:
        how = ConversionOptions(destination, None, replace, __version__)
        done = convert(target, how, catalog)
        report, written, content = done.report, done.written, done.content

    tidied = target.tidied
    is_readable = tidied is not None and tidied.is_readable
    if lineage is not None and is_readable and isinstance(target.table, TidiedTable):
        write_lineage(target.table, lineage, replace=replace)

    account = tidied.account if tidied is not None else Account()
    return TidyResult(Verdict(Run((report,)), language), account, written, content)
