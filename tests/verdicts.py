"""One file, one schema, one report: what most tests of the engine need."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from statx.config import Config
from statx.judging.engine import JudgingOptions
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.catalog import Catalog, shipped
from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.findings import Finding, Severity
from statx.results.report import Report
from statx.sources.targets import Refusal, Target, targets
from statx.tables.csv import blocks, cells, places, uneven
from statx.tables.csv import table as csv

CATALOG = Catalog(shipped("schemas"))


def field(**descriptor: Any) -> Field:  # noqa: ANN401  a descriptor's values
    """A field called `a`."""
    return Schema.parse({"fields": [{"name": "a", **descriptor}]}, source="test").fields[0]


def judge(
    folder: Path,
    schema: Mapping[str, Any],
    data: bytes | str,
    *,
    locale: str = "",
    name: str = "data.csv",
    limit: int = 0,
) -> Report:
    """The report on a file with these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return judge_file(path, schema, locale=locale, limit=limit)


def judge_file(
    path: Path,
    schema: Mapping[str, Any],
    *,
    locale: str = "",
    limit: int = 0,
    delimiter: str = "",
    header_row: int = 0,
) -> Report:
    """The report on a file that is there."""
    described = path.with_suffix(".schema.json")
    described.write_text(json.dumps(schema), encoding="utf-8")
    target: Target | Refusal
    choice = DataOptions(
        schema=str(described), locale=locale, delimiter=delimiter, header_row=header_row
    )
    (target,) = targets([path], choice, CATALOG, Config())
    return judge_target(target, CATALOG, ReportOptions(JudgingOptions(limit=limit)))


def cut_small(patch: pytest.MonkeyPatch, size: int) -> None:
    """Blocks of about so many bytes, and what is done for many records done for a few."""
    patch.setattr(csv, "pieces", partial(blocks.pieces, size=size))
    patch.setattr(blocks, "WINDOW", size)
    patch.setattr(blocks, "WIDE_WINDOW", size)
    patch.setattr(places, "LONG", size)
    patch.setattr(cells, "MANY_ODD", size % 3)
    patch.setattr(uneven, "FEW", size % 4)


def found(report: Report, severity: Severity = Severity.ERROR) -> list[tuple[str, int | None, str]]:
    """(code, row, field) of everything that was found."""
    return [(each.rule.code, each.row, each.rule.field) for each in report.findings(severity)]


def only(report: Report) -> Finding:
    """The one error."""
    (finding,) = report.findings()
    return finding
