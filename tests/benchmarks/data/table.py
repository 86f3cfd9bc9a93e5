"""How a table of the benchmark is written: batch by batch.

Its schema, and what that refers to, are written beside it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.catalog import Catalog, CodeList, shipped
from statx.registry.schema import Schema
from statx.tables.csv.writer import canonical_header, canonical_rows
from tests.benchmarks.given import CODES, Descriptor, Given

Numbers = NDArray[np.int64]

PRIME = 829_348_951
"""Multiplying by it modulo the number of rows shuffles them: it divides no such number."""


@dataclass(frozen=True, slots=True)
class Table:
    """A schema, and the texts of any stretch of its rows."""

    descriptor: Descriptor
    batch: Callable[[Numbers, int], pa.RecordBatch]
    """(row numbers, rows of the whole table) -> their texts"""
    step: int = 500_000

    def write(self, folder: Path, rows: int) -> None:
        """Write the table and what stands beside it."""
        given = Given(folder)
        given.schema.write_text(json.dumps(self.descriptor), encoding="utf-8")
        shutil.copyfile(code_list().path, given.codes)
        given.package.write_text(json.dumps(_package(given, self.descriptor)), encoding="utf-8")
        texts = _text_schema(self.descriptor)
        with given.table.open("wb") as file:
            file.write(canonical_header(texts))
            for first in range(0, rows, self.step):
                numbers = np.arange(first, min(first + self.step, rows), dtype=np.int64)
                file.write(canonical_rows(self.batch(numbers, rows), texts))


def code_list() -> CodeList:
    """The villages."""
    found = Catalog(shipped("schemas")).code_list(CODES)
    if found is None:
        raise LookupError(CODES)
    return found


def shuffled(numbers: Numbers, rows: int) -> Numbers:
    """Each row's number in an order that no sorting knows. shape: (n,) -> (n,)"""
    order: Numbers = (numbers * PRIME + 12_345) % rows
    return order


def texts_of(numbers: Numbers) -> pa.Array:
    """Whole numbers as they are written. shape: (n,) -> (n,) text"""
    return pa.array(numbers).cast(pa.string())


def padded(numbers: Numbers, width: int) -> pa.Array:
    """Whole numbers with zeros before them. shape: (n,) -> (n,) text"""
    return pc.utf8_lpad(texts_of(numbers), width, "0")


def hundredths(numbers: Numbers) -> pa.Array:
    """Hundredths as decimals with two places. shape: (n,) -> (n,) text"""
    whole, part = np.divmod(numbers, 100)
    return pc.binary_join_element_wise(texts_of(whole), padded(part, 2), ".")


def days(numbers: Numbers) -> pa.Array:
    """Days since 1970 as dates. shape: (n,) -> (n,) text"""
    return pa.array(numbers.astype(np.int32)).cast(pa.date32()).cast(pa.string())


def _package(given: Given, schema: Descriptor) -> Descriptor:
    dialect = {"csv": {"delimiter": ","}}
    table: dict[str, Any] = {
        "name": "data",
        "path": given.table.name,
        "encoding": "utf-8",
        "dialect": dialect,
    }
    codes = {"name": CODES, "path": given.codes.name, "encoding": "utf-8", "dialect": dialect}
    return {"name": "benchmark", "resources": [{**table, "schema": schema}, codes]}


def _text_schema(descriptor: Descriptor) -> Schema:
    fields = [{"name": field["name"], "type": "string"} for field in descriptor["fields"]]
    return Schema.parse({"fields": fields}, source="benchmark")
