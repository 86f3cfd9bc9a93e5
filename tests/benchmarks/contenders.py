"""One contender in a process of its own, `python -m tests.benchmarks.contenders NAME FILE`: prints what it found."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path


def bare_pyarrow(path: Path) -> dict[str, int]:
    """The floor: a typed read by pyarrow, nothing judged."""
    import pyarrow as pa
    from pyarrow import csv

    types = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32()}
    fields = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["fields"]
    # A dirty file has cells that are not of their type: then the floor reads those columns as text.
    column_types = {field["name"]: types[field["type"]] for field in fields}
    options = csv.ParseOptions(newlines_in_values=True)
    try:
        table = csv.read_csv(path, parse_options=options, convert_options=csv.ConvertOptions(column_types=column_types))
    except pa.ArrowInvalid:
        texts = dict.fromkeys(column_types, pa.string())
        table = csv.read_csv(path, parse_options=options, convert_options=csv.ConvertOptions(column_types=texts))
    return {"rows": table.num_rows}


def statx(path: Path) -> dict[str, int]:
    """statx as the command runs it."""
    from statx.__main__ import settle_process

    settle_process()
    from statx.checks.targets import Choice, targets
    from statx.checks.verdict import Wanted, reports
    from statx.config import Config
    from statx.registry.catalog import Catalog, shipped

    catalog = Catalog(shipped("schemas"))
    choice = Choice(schema=str(path.with_suffix(".json")))
    (report,) = reports(targets([path], choice, catalog, Config()), catalog, Wanted())
    return {"rows": report.rows, "errors": report.errors}


def frictionless(path: Path) -> dict[str, int]:
    """frictionless-py, with the code list as a resource of the package."""
    import shutil

    from frictionless import Package

    from statx.registry.catalog import Catalog, shipped

    code_list = Catalog(shipped("schemas")).code_list("wilayah_desa")
    assert code_list is not None
    shutil.copyfile(code_list.path, path.with_name("wilayah_desa.csv"))
    dialect = {"csv": {"delimiter": ","}}
    schema = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    resources = [
        {"name": "benchmark", "path": path.name, "encoding": "utf-8", "dialect": dialect, "schema": schema},
        {"name": "wilayah_desa", "path": "wilayah_desa.csv", "encoding": "utf-8", "dialect": dialect},
    ]
    package = Package.from_descriptor({"resources": resources}, basepath=str(path.parent))
    report = package.validate(name="benchmark", limit_errors=1_000_000_000)
    if not report.tasks:
        raise RuntimeError(report.errors)
    return {"rows": report.tasks[0].stats["rows"], "errors": report.tasks[0].stats["errors"]}


CONTENDERS: dict[str, Callable[[Path], dict[str, int]]] = {
    "bare pyarrow": bare_pyarrow,
    "statx": statx,
    "frictionless-py": frictionless,
}

if __name__ == "__main__":
    print(json.dumps(CONTENDERS[sys.argv[1]](Path(sys.argv[2]))))
