"""What a contender is given: the table, its schema, the code list it refers to.

Beside them is the place for its result.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Descriptor = Mapping[str, Any]
CODES = "wilayah_desa"
"""The code list that foreign keys refer to."""


@dataclass(frozen=True, slots=True)
class Given:
    """One folder of the benchmark."""

    folder: Path

    @property
    def table(self) -> Path:
        """The CSV file."""
        return self.folder / "data.csv"

    @property
    def book(self) -> Path:
        """The workbook, of a case that has one."""
        return self.folder / "book.xlsx"

    @property
    def source(self) -> Path:
        """What is read: the workbook where there is one."""
        return self.book if self.book.exists() else self.table

    @property
    def recipe(self) -> Path:
        """What makes a table of it."""
        return self.folder / "recipe.toml"

    @property
    def schema(self) -> Path:
        """Its Table Schema."""
        return self.folder / "schema.json"

    @property
    def codes(self) -> Path:
        """The code list, for those who do not know the registry."""
        return self.folder / f"{CODES}.csv"

    @property
    def package(self) -> Path:
        """The table and the code list as a Data Package.

        Not under its usual name, for statx would find it.
        """
        return self.folder / "package.json"

    @property
    def result(self) -> Path:
        """Where a conversion goes."""
        return self.folder / "result.parquet"

    def descriptor(self) -> Descriptor:
        """The schema as written."""
        described: Descriptor = json.loads(self.schema.read_text(encoding="utf-8"))
        return described

    def fields(self) -> list[Descriptor]:
        """The schema's fields."""
        return list(self.descriptor()["fields"])

    def key(self) -> list[str]:
        """The fields of the primary key."""
        return list(self.descriptor().get("primaryKey", ()))

    def referring(self) -> str:
        """The one field that refers to the code list; empty where there is none."""
        foreign = self.descriptor().get("foreignKeys", ())
        return str(foreign[0]["fields"][0]) if foreign else ""


def constraints(field: Descriptor) -> Descriptor:
    """What a field's values must keep to."""
    found: Descriptor = field.get("constraints", {})
    return found
