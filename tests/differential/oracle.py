"""Both verdicts on one case, each as a multiset of (error type, row number, field name)."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn
from unittest.mock import patch

from frictionless import FrictionlessException, Package

from statx.config import Config
from statx.errors import StatxError
from statx.judging.engine import JudgingOptions
from statx.judging.reports import ReportOptions, judge_target
from statx.judging.workers import Threads
from statx.options import DataOptions
from statx.registry.catalog import Catalog, shipped
from statx.results.findings import Finding
from statx.results.report import Report
from statx.sources.targets import Refusal, Target, targets

Entry = tuple[str, int | None, str]
Verdict = Counter[Entry]

PACKAGE_2 = "https://datapackage.org/profiles/2.0/datapackage.json"
CRASH = "crash"
"""The type under which a traceback of Frictionless is noted."""
OF_ROWS = frozenset({"primary-key", "foreign-key", "blank-row", "extra-cell", "unique-key"})
"""Errors that Frictionless gives no field name."""
CATALOG = Catalog(shipped("schemas"))


@dataclass(frozen=True)
class Case:
    """One file, the schema it is judged by, and the table its foreign keys refer to."""

    schema: Mapping[str, Any]
    data: bytes
    delimiter: str = ","
    reference_schema: Mapping[str, Any] | None = None
    reference: bytes = b""
    encoding: str = "utf-8"
    profile: str = PACKAGE_2
    """The version of the standard that the package declares; empty for none."""
    dialect: Mapping[str, Any] | None = None
    """What the descriptor says of how the data is written; None for a header, the delimiter and
    quotes."""

    def write(self, folder: Path) -> Path:
        """Write it as a Data Package; the path of its descriptor."""
        resources = [self._resource("data", self.schema)]
        if self.dialect is not None:
            resources[0]["dialect"] = dict(self.dialect)
        (folder / "data.csv").write_bytes(self.data)
        if self.reference_schema is not None:
            (folder / "reference.csv").write_bytes(self.reference)
            resources.append(self._resource("reference", self.reference_schema))
        descriptor: dict[str, Any] = {"name": "case", "resources": resources}
        if self.profile:
            descriptor["$schema"] = self.profile
        path = folder / "datapackage.json"
        path.write_text(json.dumps(descriptor), encoding="utf-8")
        return path

    def _resource(self, name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        encoding = {"encoding": self.encoding} if self.encoding else {}
        return {
            **encoding,
            "name": name,
            "type": "table",
            "path": f"{name}.csv",
            "scheme": "file",
            "format": "csv",
            "mediatype": "text/csv",
            "dialect": {
                "header": True,
                "headerRows": [1],
                "delimiter": self.delimiter,
                "quoteChar": '"',
                "skipInitialSpace": False,
            },
            "schema": dict(schema),
        }


def of_frictionless(case: Case, folder: Path) -> Verdict:
    """Its verdict with an unlimited number of errors; CRASH where it ends in a traceback."""
    path = case.write(folder)
    try:
        with patch.object(csv.Sniffer, "sniff", _nothing_sniffed):
            package = Package(json.loads(path.read_text(encoding="utf-8")), basepath=str(folder))
            report = package.get_resource("data").validate(limit_errors=0)
    except FrictionlessException as error:
        return Counter([(error.error.type, None, "")])
    except Exception:  # noqa: BLE001  whatever it is, Frictionless did not expect it either
        return Counter([(CRASH, None, "")])
    return Counter(_entry(error.to_descriptor()) for task in report.tasks for error in task.errors)


def _nothing_sniffed(*_arguments: object) -> NoReturn:
    """Frictionless would sniff a dialect that equals the default, though it is declared."""
    raise csv.Error


def of_statx(case: Case, folder: Path, workers: int = 1) -> Verdict:
    """Our verdict: findings that fail the data, under the types that Frictionless knows them by."""
    try:
        report = report_on(case, folder, workers)
    except StatxError as error:
        return Counter([(type(error).__name__, None, "")])
    if report.error is not None:
        return Counter([(type(report.error).__name__, None, "")])
    return Counter(_of_finding(finding) for finding in report.findings())


def report_on(case: Case, folder: Path, workers: int = 1) -> Report:
    """The whole report, with all findings."""
    choice = DataOptions(delimiter=case.delimiter if case.dialect is None else "")
    found = list(targets([case.write(folder)], choice, CATALOG, Config()))
    target: Target | Refusal = next(
        (each for each in found if each.path.name == "data.csv"), found[0]
    )
    return judge_target(
        target, CATALOG, ReportOptions(JudgingOptions(limit=0, workers=Threads(workers)))
    )


def _entry(error: Mapping[str, Any]) -> Entry:
    type_ = str(error["type"])
    return (
        type_,
        error.get("rowNumber"),
        "" if type_ in OF_ROWS else str(error.get("fieldName") or ""),
    )


def _of_finding(finding: Finding) -> Entry:
    type_ = finding.rule.type
    return type_, finding.row, "" if type_ in OF_ROWS else finding.rule.field


def labels_of(case: Case) -> list[str]:
    """The labels of the first line."""
    text = io.StringIO(case.data.decode(), newline="")
    first = next(csv.reader(text, delimiter=case.delimiter), [])
    return [label.strip() for label in first]


def cells_of(case: Case) -> dict[tuple[int, str], str]:
    """(row, field) -> the cell, as both pair them."""
    records = list(
        csv.reader(io.StringIO(case.data.decode(), newline=""), delimiter=case.delimiter)
    )
    if not records:
        return {}
    names = [field["name"] for field in case.schema["fields"]]
    labels = [label.strip() for label in records[0]]
    by_name = case.schema.get("fieldsMatch", "exact") != "exact" or sorted(labels) == sorted(names)
    paired = labels if by_name else names
    return {
        (number, name): cell
        for number, record in enumerate(records[1:], start=2)
        for name, cell in zip(paired, record, strict=False)
        if name in names
    }
