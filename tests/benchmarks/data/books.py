"""A workbook as people have it: a title, a header, years side by side, and a row of totals."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

from tests.benchmarks.given import Descriptor, Given

YEARS = range(2015, 2024)
SCHEMA: Descriptor = {
    "name": "benchmark",
    "fields": [
        {"name": "wilayah", "type": "string"},
        {"name": "tahun", "type": "integer"},
        {"name": "nilai", "type": "number"},
    ],
    "primaryKey": ["wilayah", "tahun"],
}
RECIPE = """
schema = "schema.json"
confirmed = "benchmark"
[sheet]
header = { row_with = "Wilayah" }
body = { until = "total" }
ignore = [{ rows = "above-header", why = "judul" }]
[[total]]
row_with = "Jumlah"
columns = "Nilai {tahun}"
tolerance = "0.1"
[[column]]
from = "Wilayah"
to = "wilayah"
[[column]]
from = "Nilai {tahun:year}"
to = "nilai"
"""


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook of so many rows, with the recipe that tidies it."""

    seed: int = 1

    def write(self, folder: Path, rows: int) -> None:
        """Write it, with its schema and its recipe beside it."""
        given = Given(folder)
        given.schema.write_text(json.dumps(SCHEMA), encoding="utf-8")
        given.recipe.write_text(RECIPE, encoding="utf-8")

        draw = random.Random(self.seed)  # noqa: S311  figures of a benchmark
        sums = [0 for _ in YEARS]
        with xlsxwriter.Workbook(str(given.book), {"constant_memory": True}) as book:
            sheet = book.add_worksheet("Data")
            sheet.write_row(0, 0, ["Nilai menurut wilayah"])
            sheet.write_row(1, 0, ["Wilayah", *(f"Nilai {year}" for year in YEARS)])
            for row in range(rows):
                hundredths = [draw.randrange(10**8) for _ in YEARS]
                sums = [total + each for total, each in zip(sums, hundredths, strict=True)]
                sheet.write_row(row + 2, 0, [f"W{row}", *(each / 100 for each in hundredths)])
            sheet.write_row(rows + 2, 0, ["Jumlah", *(total / 100 for total in sums)])


TABLES = {"book": Book()}
