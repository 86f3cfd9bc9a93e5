"""Small tables of a made-up schema, checked as `statx clearance check` does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from statx.config import Config
from statx.judging.clearance import ClearanceOptions, check_disclosures, named_targets
from statx.options import DataOptions
from statx.results.clearance import DisclosureReport
from statx.sources.targets import targets
from tests.registry.shipped import CATALOG

COUNT = {"kind": "count", "of": "persons"}
NONE = {"kind": "none"}


def number(
    name: str, disclosure: Mapping[str, Any] | None = None, **more: object
) -> dict[str, Any]:
    """A whole number of which the schema says this."""
    field: dict[str, Any] = {"name": name, "type": "integer", "constraints": {"minimum": 0}}
    field.update(more)
    if disclosure is not None:
        field.setdefault("statx", {})["disclosure"] = dict(disclosure)
    return field


def schema_of(*fields: dict[str, Any], **statx: object) -> dict[str, Any]:
    """A schema whose key is every text in it, about health unless said."""
    key = [field["name"] for field in fields if field["type"] == "string"]
    return {
        "name": "made_up",
        "fields": list(fields),
        "primaryKey": key,
        "missingValues": ["", "NA"],
        "statx": {"disclosure": {"topic": "kesehatan", "suppressed": ["NA"]}, **statx},
    }


def checked(
    folder: Path,
    schema: Mapping[str, Any],
    lines: Iterable[str],
    options: ClearanceOptions | None = None,
) -> DisclosureReport:
    """What the disclosure checks say of a table with these lines."""
    (folder / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    data = folder / "data.csv"
    data.write_text("\n".join([*lines, ""]), encoding="utf-8")
    named = targets(
        [data], DataOptions(schema=str(folder / "schema.json")), CATALOG, Config(), folder
    )
    [report] = check_disclosures(named, CATALOG, options or ClearanceOptions())
    return report


def compared(
    folder: Path,
    schema: Mapping[str, Any],
    before: Iterable[str],
    now: Iterable[str],
    schema_before: Mapping[str, Any] | None = None,
) -> DisclosureReport:
    """What they say of a table that was released before."""
    earlier = folder / "earlier"
    earlier.mkdir()
    described = earlier / "schema.json"
    described.write_text(json.dumps(schema_before or schema), encoding="utf-8")
    (earlier / "data.csv").write_text("\n".join([*before, ""]), encoding="utf-8")
    named = targets([earlier / "data.csv"], DataOptions(schema=str(described)), CATALOG, Config())
    return checked(folder, schema, now, ClearanceOptions(previous=named_targets(named)))


def places(report: DisclosureReport) -> list[tuple[str, str, int | None]]:
    """(code, field, row) of everything found."""
    listed = []
    for finding in report.findings:
        listed += [(finding.code, finding.field, place.row) for place in finding.places]
    return listed
