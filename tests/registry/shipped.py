"""The registry that is shipped, read once for all tests of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from statx.registry.catalog import Catalog

FOLDER = Path(__file__).parents[2] / "schemas"
CATALOG = Catalog(FOLDER)
REGIONS = CATALOG.regions
SCHEMAS = {schema.ref: schema for schema in CATALOG.schemas()}
CODE_LISTS = {
    path.stem: CATALOG.code_list(path.stem) for path in sorted((FOLDER / "reference").glob("*.csv"))
}
FILES = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.glob("*/*.json"))}


def descriptor_of(path: Path) -> dict[str, Any]:
    """The descriptor in a file."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
