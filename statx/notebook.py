"""The Python face: for a statistician who works in pandas, what the commands of the same names do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa

from statx.config import Config
from statx.conversion.convert import LOSSES, Converted, Order, typed_batch, written_schema
from statx.conversion.convert import convert as _convert
from statx.errors import DoesNotPassError
from statx.judging.engine import Judging, JudgingOptions
from statx.judging.reports import ReportOptions, check_declared
from statx.package.judging import judge
from statx.package.packing import Label, Packed
from statx.package.packing import pack as _pack
from statx.registry.catalog import Catalog, shipped
from statx.results.report import Run
from statx.sources.targets import DataOptions, settle_one_target, targets
from statx.tables.canonical import arrow_type
from statx.texts import Language
from statx.version import __version__

Locale = Literal["en", "id"]
PathLike = str | os.PathLike[str]

COLUMNS = ("file", "row", "line", "column", "field", "code", "severity", "found", "says", "hint")


@dataclass(frozen=True)
class Verdict:
    """The verdict on some data."""

    run: Run

    @property
    def valid(self) -> bool:
        """Whether all of it passes."""
        return self.run.valid

    @property
    def counts(self) -> pd.DataFrame:
        """Exact counts: one row a rule that does not hold (file, field, code, severity, count)."""
        rows = [
            (
                report.place,
                tally.rule.field,
                tally.rule.code,
                tally.rule.severity.value,
                tally.count,
            )
            for report in self.run.reports
            for tally in report.tallies
        ]
        return pd.DataFrame(rows, columns=["file", "field", "code", "severity", "count"])

    def findings(self, language: Language = "en") -> pd.DataFrame:
        """The findings that were kept, one a row: file, row, line, column, field, code, severity, found, says, hint."""
        rows = [
            (
                report.place,
                finding.row,
                finding.line,
                finding.column,
                finding.rule.field,
                finding.rule.code,
                finding.rule.severity.value,
                finding.cell,
                finding.rule.says.say(language),
                finding.hint.say(language) if finding.hint else None,
            )
            for report in self.run.reports
            for tally in report.tallies
            for finding in tally.findings
        ]
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return frame.astype(dict.fromkeys(("row", "line", "column"), "Int64"))


def read(
    path: PathLike,
    schema: str = "",
    *,
    locale: Locale = "en",
    encoding: str = "",
    delimiter: str = "",
) -> pd.DataFrame:
    """Read a CSV or Parquet file as its schema says: Arrow-backed types, codes as text, missing as missing.

    Raises DoesNotPassError where the data does not pass (see `validate` for what is wrong), and UnreadableError,
    NoSchemaError and their like where it cannot be judged.
    """
    catalog, choice = _catalog(), DataOptions(schema, locale, encoding, delimiter)
    target = settle_one_target(Path(path), choice, catalog, Config.near(Path.cwd()))
    check_declared(target)
    judging = Judging(
        target.table, target.schema, catalog, target.references, JudgingOptions(), extra=LOSSES
    )
    columns = written_schema(target, judging)
    arrow = pa.schema([pa.field(field.name, arrow_type(field)) for field in columns.fields])
    batches = list(judging.run(lambda block: typed_batch(block, columns).cast(arrow)))
    judging.conclude()
    if judging.failed:
        raise DoesNotPassError(
            path=path, rules=", ".join(tally.rule.code for tally in judging.tallies())
        )
    frame: pd.DataFrame = pa.Table.from_batches(batches, arrow).to_pandas(
        types_mapper=pd.ArrowDtype
    )
    return frame


def validate(
    *paths: PathLike,
    schema: str = "",
    locale: Locale | Literal[""] = "",
    encoding: str = "",
    delimiter: str = "",
    limit: int = 1000,
) -> Verdict:
    """Judge files, folders, a datapackage.json or a package; what cannot be read is in the verdict, not raised."""
    choice = DataOptions(schema, locale, encoding, delimiter)
    wanted = ReportOptions(JudgingOptions(limit=limit))
    reports = judge(
        [Path(path) for path in paths], choice, _catalog(), Config.near(Path.cwd()), wanted
    )
    return Verdict(Run(tuple(reports)))


def convert(
    source: PathLike,
    destination: PathLike,
    schema: str = "",
    *,
    rejects: PathLike | None = None,
    locale: Locale | Literal[""] = "",
    force: bool = False,
) -> Converted:
    """Convert between CSV and Parquet; `written` says whether the data passed, `content` is its content hash."""
    catalog = _catalog()
    target = settle_one_target(
        Path(source), DataOptions(schema, locale), catalog, Config.near(Path.cwd())
    )
    order = Order(
        Path(destination), Path(rejects) if rejects is not None else None, force, __version__
    )
    return _convert(target, order, catalog)


def pack(
    data: PathLike | Sequence[PathLike],
    output: PathLike,
    *,
    name: str = "",
    version: str = "",
    schema: str = "",
    force: bool = False,
) -> Packed:
    """Pack data that passes; `content_id` is empty where it does not, and `run` says why."""
    paths = [data] if isinstance(data, (str, os.PathLike)) else data
    catalog, config = _catalog(), Config.near(Path.cwd())
    found = list(targets([Path(path) for path in paths], DataOptions(schema), catalog, config))
    return _pack(
        found,
        Path(output),
        Label.of(Path(output), name, version),
        catalog,
        ReportOptions(),
        replace=force,
    )


def _catalog() -> Catalog:
    config = Config.near(Path.cwd())
    return Catalog(config.folder / config.registry if config.registry else shipped("schemas"))
