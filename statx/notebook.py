"""The Python face, for a statistician who works in pandas: what the commands of the same names do.

How data is written and which schema judges it is settled as for the commands: by keyword arguments,
one for each option of `statx.options`, then by a datapackage.json, then by statx.toml.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd
import pyarrow as pa

from statx.config import Config
from statx.conversion.convert import ConversionOptions, Converted
from statx.conversion.convert import convert as convert_table
from statx.conversion.loss import LOSS_CHECKS
from statx.conversion.rendering import typed_batch, written_schema
from statx.errors import DoesNotPassError
from statx.judging.engine import JudgingOptions, open_judging
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions
from statx.options import DATA_OPTIONS, DataOption, DataOptions, Value
from statx.package.label import Label
from statx.package.packing import Packed
from statx.package.packing import pack as pack_tables
from statx.registry.catalog import Catalog, shipped
from statx.results.findings import Finding
from statx.results.report import Report, Run
from statx.sources.targets import Target, settle_one_target, targets
from statx.tables.canonical import arrow_type
from statx.texts import Language, name_arguments
from statx.version import __version__

PathLike = str | os.PathLike[str]
Function = TypeVar("Function", bound=Callable[..., Any])

COLUMNS = ("file", "row", "line", "column", "field", "code", "severity", "found", "says", "hint")
COUNTS = ("file", "field", "code", "severity", "count")
WHOLE_NUMBERS = ("row", "line", "column")


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
        rows = []
        for report in self.run.reports:
            for tally in report.tallies:
                rule = tally.rule
                severity = rule.severity.value
                rows.append((report.place, rule.field, rule.code, severity, tally.count))
        return pd.DataFrame(rows, columns=list(COUNTS))

    def findings(self, language: Language = "en") -> pd.DataFrame:
        """The findings that were kept, one a row; the columns are COLUMNS."""
        rows = []
        for report in self.run.reports:
            for tally in report.tallies:
                rows += [_row_of(report, finding, language) for finding in tally.findings]

        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return frame.astype(dict.fromkeys(WHOLE_NUMBERS, "Int64"))


def _showing_options(function: Function) -> Function:
    """Let `help` show an option for each entry of DATA_OPTIONS, instead of `**options`."""
    signature = inspect.signature(function)
    parameters = dict(signature.parameters)
    del parameters["options"]
    for name, option in DATA_OPTIONS.items():
        if name not in parameters:
            parameters[name] = _keyword(option)

    shown = signature.replace(parameters=list(parameters.values()))
    function.__signature__ = shown  # type: ignore[attr-defined]  # `help` reads it
    return function


def _keyword(option: DataOption[Any]) -> inspect.Parameter:
    kind = type(option.empty).__name__
    return inspect.Parameter(
        option.name, inspect.Parameter.KEYWORD_ONLY, default=option.empty, annotation=kind
    )


@_showing_options
def read(path: PathLike, schema: str = "", **options: Value) -> pd.DataFrame:
    """Read a CSV or Parquet file as its schema says.

    Columns have Arrow-backed types, codes are texts, and what is missing is missing. Raises
    DoesNotPassError where the data does not pass (see `validate` for what is wrong), and
    UnreadableError, NoSchemaError and their like where it cannot be judged.
    """
    config = _settings()
    catalog = _catalog(config)
    settled = DataOptions(schema, **options)
    target = settle_one_target(
        Path(path),
        settled,
        catalog,
        config,
    )

    table = _typed(target, catalog)
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


@_showing_options
def validate(
    *paths: PathLike,
    schema: str = "",
    limit: int = 1000,
    exclude: Sequence[str] = (),
    **options: Value,
) -> Verdict:
    """Judge files, folders, a datapackage.json or a package.

    What cannot be read is in the verdict, not raised. `exclude` are patterns of files to leave out
    of folders, such as `*.xlsx`.
    """
    config = _settings(exclude)
    catalog = _catalog(config)
    settled = DataOptions(schema, **options)
    wanted = ReportOptions(JudgingOptions(limit=limit))
    data = [Path(path) for path in paths]
    reports = judge(
        data,
        settled,
        catalog,
        config,
        wanted,
    )
    return Verdict(Run(tuple(reports)))


@_showing_options
def convert(
    source: PathLike,
    destination: PathLike,
    schema: str = "",
    *,
    rejects: PathLike | None = None,
    force: bool = False,
    **options: Value,
) -> Converted:
    """Convert between CSV and Parquet.

    `written` says whether the data passed, `content` is the content hash of what was written.
    """
    config = _settings()
    catalog = _catalog(config)
    settled = DataOptions(schema, **options)
    target = settle_one_target(
        Path(source),
        settled,
        catalog,
        config,
    )

    set_aside = None if rejects is None else Path(rejects)
    how = ConversionOptions(
        Path(destination),
        set_aside,
        force,
        __version__,
    )
    return convert_table(target, how, catalog)


@_showing_options
def pack(
    data: PathLike | Sequence[PathLike],
    output: PathLike,
    *,
    name: str = "",
    version: str = "",
    schema: str = "",
    force: bool = False,
    exclude: Sequence[str] = (),
    **options: Value,
) -> Packed:
    """Pack data that passes; `content_id` is empty where it does not, and `run` says why."""
    config = _settings(exclude)
    catalog = _catalog(config)
    settled = DataOptions(schema, **options)
    named = [data] if isinstance(data, (str, os.PathLike)) else data
    paths = [Path(path) for path in named]
    tables = list(
        targets(
            paths,
            settled,
            catalog,
            config,
        )
    )

    package = Path(output)
    label = Label.of(package, name, version)
    return pack_tables(
        tables,
        package,
        label,
        catalog,
        ReportOptions(),
        replace=force,
    )


def _settings(exclude: Sequence[str] = ()) -> Config:
    """The nearest statx.toml at or above the working folder, with what the caller excludes."""
    folder = Path.cwd()
    return Config.near(folder).excluding(folder, exclude)


def _catalog(config: Config) -> Catalog:
    """The registry that the settings name, or the one that comes with statx."""
    if config.registry:
        return Catalog(config.folder / config.registry)
    return Catalog(shipped("schemas"))


def _typed(target: Target, catalog: Catalog) -> pa.Table:
    """The table as its schema types it; DoesNotPassError where it does not pass."""
    with open_judging(
        target,
        catalog,
        JudgingOptions(),
        LOSS_CHECKS,
    ) as judging:
        columns = written_schema(judging)
        arrow_fields = [pa.field(field.name, arrow_type(field)) for field in columns.fields]
        arrow = pa.schema(arrow_fields)
        batches = list(judging.blocks(lambda block: typed_batch(block, columns).cast(arrow)))

    if judging.failed:
        rules = ", ".join(tally.rule.code for tally in judging.tallies())
        raise DoesNotPassError(
            path=target.place,
            rules=rules,
        )
    return pa.Table.from_batches(batches, arrow)


def _row_of(report: Report, finding: Finding, language: Language) -> tuple[object, ...]:
    """One row of the frame of findings, in the order of COLUMNS."""
    rule = finding.rule
    hint = name_arguments(finding.hint.say(language)) if finding.hint else None
    return (
        report.place,
        finding.row,
        finding.line,
        finding.column,
        rule.field,
        rule.code,
        rule.severity.value,
        finding.cell,
        name_arguments(rule.says.say(language)),
        hint,
    )
