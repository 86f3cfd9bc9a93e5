"""The five functions: read, validate, convert, tidy, pack."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypeVar, get_args

import pandas as pd
import pyarrow as pa

from statx.config import Config
from statx.conversion.convert import ConversionOptions, Converted
from statx.conversion.convert import convert as convert_table
from statx.conversion.loss import LOSS_CHECKS
from statx.conversion.marked import ONE_FILE, Reader, check_marked, mark_report
from statx.conversion.rendering import typed_batch, written_schema
from statx.errors import DoesNotPassError, OptionError
from statx.intake.settling import RecipeTidying
from statx.judging.engine import JudgingOptions, open_judging
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions, judge_targets
from statx.notebook.frames import as_arrow, as_frame, is_table
from statx.notebook.registry import registry_of
from statx.notebook.tidying import TidyResult, tidy_target
from statx.notebook.verdict import Verdict
from statx.options import DATA_OPTIONS, ONE_OF, DataOption, DataOptions, Value
from statx.package.label import Label
from statx.package.packing import Packed
from statx.package.packing import pack as pack_tables
from statx.registry.catalog import Catalog
from statx.results.report import Report, Run
from statx.sources.ignored import GitIgnore
from statx.sources.memory import settle_in_memory
from statx.sources.targets import Target, settle_one_target, targets
from statx.tables.canonical import arrow_type
from statx.texts import Language, as_keyword, verbatim
from statx.version import __version__

PathLike: TypeAlias = str | os.PathLike[str]
Data: TypeAlias = PathLike | pd.DataFrame | pa.Table
Decimals = Literal["float", "exact"]
Function = TypeVar("Function", bound=Callable[..., Any])

PATHS = (str, os.PathLike)
NOT_SEVERAL = (bytes, Mapping, pd.Series)
"""Things of which others can be taken one by one that are no list of data."""


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
    function.__doc__ = "\n".join([inspect.getdoc(function) or "", "", *_said_of_options()])
    return function


def _said_of_options() -> Iterator[str]:
    """A line for each option, as its entry says."""
    for name, option in DATA_OPTIONS.items():
        yield f"{name}: {option.help.en}"


def _keyword(option: DataOption[Any]) -> inspect.Parameter:
    kind = type(option.empty).__name__

    return inspect.Parameter(
        option.name, inspect.Parameter.KEYWORD_ONLY, default=option.empty, annotation=kind
    )


@_showing_options
def read(
    path: PathLike, schema: PathLike = "", *, decimals: Decimals = "float", **options: Value
) -> pd.DataFrame:
    """Read a CSV or Parquet file as its schema says.

    Measures are float64 and Int64, codes are texts, days are datetime64, and what is missing is
    missing. With `decimals="exact"` a measure keeps its decimals as they were published. Raises
    DoesNotPassError where the data does not pass (see `validate` for what is wrong), and
    UnreadableError, NoSchemaError and their like where it cannot be judged.
    """
    _refuse_other_decimals(decimals)
    target, catalog = _one_target(
        path,
        schema,
        options,
    )
    return as_frame(_typed(target, catalog), exact=decimals == "exact")


@_showing_options
def validate(
    *data: Data | Iterable[Data],
    schema: PathLike = "",
    limit: int = 1000,
    exclude: Sequence[str] = (),
    marked: PathLike | None = None,
    force: bool = False,
    **options: Value,
) -> Verdict:
    """Judge files, folders, a datapackage.json or a package, a DataFrame or an Arrow table.

    Several are given one by one or as a list. What cannot be read is in the verdict, not raised.
    `exclude` are patterns of files to leave out of folders, such as `*.xlsx`. `marked` is where the
    workbook of the one file goes that is judged, with its wrong cells coloured and explained
    (OptionError for several). The verdict speaks the language that statx.toml names, else English.
    """
    if marked is not None:
        check_marked(Path(_one_path(data)), Path(marked))
    config = _settings(exclude)
    catalog = registry_of(config)

    settled = DataOptions(os.fspath(schema), **options)
    wanted = ReportOptions(JudgingOptions(limit=limit))

    reports: list[Report] = []
    for in_memory, alike in groupby(_each(data), key=is_table):
        judged = _judge_tables if in_memory else _judge_paths
        reports += judged(
            list(alike),
            settled,
            catalog,
            config,
            wanted,
        )

    if marked is not None and not any(report.error for report in reports):
        target, _ = _one_target(_one_path(data), schema, options)
        mark_report(
            reports[0],
            target,
            Path(marked),
            Reader(_language(config), as_keyword),
            replace=force,
        )
    return Verdict(Run(tuple(reports)), _language(config))


@_showing_options
def convert(
    source: PathLike,
    destination: PathLike,
    schema: PathLike = "",
    *,
    rejects: PathLike | None = None,
    force: bool = False,
    **options: Value,
) -> Converted:
    """Convert between CSV and Parquet.

    `written` says whether the data passed, `content` is the content hash of what was written.
    """
    target, catalog = _one_target(
        source,
        schema,
        options,
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
def tidy(
    source: PathLike,
    recipe: PathLike,
    destination: PathLike | None = None,
    schema: PathLike = "",
    *,
    lineage: PathLike | None = None,
    force: bool = False,
    **options: Value,
) -> TidyResult:
    """Make a table of a sheet by a recipe, judge it, and write it to `destination` if it passes.

    `lineage` is a CSV file that gets the cell of each value. `account` says how many cells were
    used as what, `verdict` what is wrong. Raises LayoutError where the sheet is not laid out as the
    recipe says.
    """
    target, catalog = _one_target(
        source,
        schema,
        {**options, "recipe": os.fspath(recipe)},
    )
    return tidy_target(
        target,
        None if destination is None else Path(destination),
        None if lineage is None else Path(lineage),
        catalog,
        _language(_settings()),
        replace=force,
    )


@_showing_options
def pack(  # noqa: PLR0913  all but two by name
    data: PathLike | Sequence[PathLike],
    output: PathLike,
    *,
    name: str = "",
    version: str = "",
    producer: str = "",
    classification: str = "",
    schema: PathLike = "",
    force: bool = False,
    exclude: Sequence[str] = (),
    **options: Value,
) -> Packed:
    """Pack data that passes into a draft, for somebody else to approve.

    `content_id` is empty where the data does not pass, and `run` says why. `producer` is who made
    it (`ani@jatim`), statx.toml's unless said.
    """
    config = _settings(exclude)
    catalog = registry_of(config)

    settled = DataOptions(os.fspath(schema), **options)
    paths = [Path(path) for path in _each([data])]
    tables = list(
        targets(
            paths,
            settled,
            catalog,
            config,
        )
    )

    package = Path(output)
    label = Label.of(
        package,
        name,
        version,
        producer=producer or config.producer,
        classification=classification,
    )
    return pack_tables(
        tables,
        package,
        label,
        catalog,
        ReportOptions(),
        replace=force,
    )


def _one_path(data: Sequence[Any]) -> PathLike:
    """The one file that is to be marked."""
    paths = list(_each(data))
    if len(paths) != 1 or not isinstance(paths[0], PATHS) or Path(paths[0]).is_dir():
        raise OptionError(option="marked", reason=ONE_FILE)
    return paths[0]


def _settings(exclude: Sequence[str] = ()) -> Config:
    """The nearest statx.toml at or above the working folder, with what the caller excludes."""
    folder = Path.cwd()
    config = Config.near(folder).excluding(folder, exclude)
    return replace(config, ignoring=GitIgnore(os.environ), tidying=RecipeTidying())


def _language(config: Config) -> Language:
    return "id" if config.lang == "id" else "en"


def _one_target(
    path: PathLike, schema: PathLike, options: dict[str, Value]
) -> tuple[Target, Catalog]:
    """The one table at a path, settled, and the registry that settled it."""
    config = _settings()
    catalog = registry_of(config)

    settled = DataOptions(os.fspath(schema), **options)
    target = settle_one_target(
        Path(path),
        settled,
        catalog,
        config,
    )
    return target, catalog


def _each(data: Iterable[Any]) -> Iterator[Any]:
    """Paths and tables one by one, of whatever holds several of them."""
    for one in data:
        if isinstance(one, PATHS) or is_table(one):
            yield one
        elif isinstance(one, Iterable) and not isinstance(one, NOT_SEVERAL):
            yield from _each(one)
        else:
            kind = type(one).__name__
            raise TypeError(f"data is a path, a DataFrame, an Arrow table or a list; not {kind}")


def _judge_paths(
    paths: Sequence[PathLike],
    options: DataOptions,
    catalog: Catalog,
    config: Config,
    wanted: ReportOptions,
) -> Iterable[Report]:
    return judge(
        [Path(path) for path in paths],
        options,
        catalog,
        config,
        wanted,
    )


def _judge_tables(
    tables: Sequence[Any],
    options: DataOptions,
    catalog: Catalog,
    _config: Config,
    wanted: ReportOptions,
) -> Iterable[Report]:
    """Tables in memory; no file, so no settings of files."""
    in_memory = [
        settle_in_memory(
            as_arrow(table),
            type(table).__name__,
            options,
            catalog,
        )
        for table in tables
    ]

    return judge_targets(in_memory, catalog, wanted)


def _refuse_other_decimals(decimals: str) -> None:
    known = get_args(Decimals)
    if decimals not in known:
        choices = ONE_OF.fill(choices=", ".join(known))
        raise OptionError(
            option="decimals",
            reason=choices + verbatim("."),
        )


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
