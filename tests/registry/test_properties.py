"""No property that Data Package, Table Schema or frictionless 5 knows is passed over in silence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import frictionless
import pytest

from statx.errors import BrokenSchemaError
from statx.registry.descriptor import DataPackage
from statx.registry.errors import BrokenDescriptorError
from statx.registry.properties import HARMLESS, MISPLACED, OBEYED, REFUSED
from statx.registry.schema import Schema

LEVELS = ("package", "resource", "schema", "field")
THEIRS = {
    "package": frictionless.Package,
    "resource": frictionless.Resource,
    "schema": frictionless.Schema,
    "field": frictionless.Field,
}
DATA_PACKAGE: dict[str, tuple[str, ...]] = {
    "package": (
        *("$schema", "resources", "name", "id", "licenses", "title", "description", "homepage"),
        *("image", "version", "created", "keywords", "contributors", "sources", "profile"),
    ),
    "resource": (
        *("$schema", "name", "type", "path", "data", "schema", "title", "description", "format"),
        *("mediatype", "encoding", "bytes", "hash", "sources", "licenses", "homepage", "dialect"),
        *("profile", "extrapaths", "stats"),
    ),
    "schema": (
        *("$schema", "fields", "fieldsMatch", "missingValues", "primaryKey", "uniqueKeys"),
        *("foreignKeys", "name", "title", "description", "homepage", "version", "contributors"),
        *("keywords", "licenses", "sources", "created", "image"),
    ),
    "field": (
        *("name", "type", "format", "title", "description", "example", "rdfType", "constraints"),
        *("categories", "categoriesOrdered", "missingValues", "decimalChar", "groupChar"),
        *("bareNumber", "trueValues", "falseValues", "delimiter", "itemType", "floatNumber"),
        "arrayItem",
    ),
}
"""What versions 1 and 2 of the specifications list."""
KNOWN = [
    pytest.param(level, name, id=f"{level} {name}")
    for level in LEVELS
    for name in sorted(
        {*DATA_PACKAGE[level], *THEIRS[level].metadata_profile.get("properties", {})}
    )
]
ASTRAY = [
    pytest.param(level, name, id=f"{level} {name}")
    for level in LEVELS
    for name in sorted({*MISPLACED[level], *REFUSED[level]})
]


@pytest.mark.parametrize(("level", "name"), KNOWN)
def test_every_property_is_obeyed_harmless_or_refused(level: str, name: str) -> None:
    uses = [use for use in (OBEYED, HARMLESS, REFUSED, MISPLACED) if name in use[level]]
    assert len(uses) == 1


@pytest.mark.parametrize(("level", "name"), ASTRAY)
def test_what_would_be_ignored_is_refused_by_name(tmp_path: Path, level: str, name: str) -> None:
    with pytest.raises((BrokenSchemaError, BrokenDescriptorError)) as refused:
        _read(tmp_path, level, {name: "x"})
    assert f"'{name}'" in refused.value.text.en


@pytest.mark.parametrize("level", LEVELS)
def test_what_nobody_knows_is_its_authors_own(tmp_path: Path, level: str) -> None:
    _read(tmp_path, level, {"x-catatan": "dinas"})


@pytest.mark.parametrize(
    ("level", "properties", "says"),
    [
        (
            "field",
            {"required": True},
            "'required' has no effect here; it belongs in \"constraints\"",
        ),
        ("field", {"minimum": 5}, "'minimum' has no effect here; it belongs in \"constraints\""),
        ("schema", {"constraints": {}}, "'constraints' has no effect here; it belongs at a field"),
        ("resource", {"missingValues": ["-"]}, 'it belongs in "schema"'),
        ("resource", {"fields": [{"name": "a"}]}, "'fields' has no effect here; it belongs in"),
        ("resource", {"delimiter": ";"}, 'it belongs in "dialect"'),
        ("resource", {"path": []}, 'needs "path"'),
        ("resource", {"extrapaths": [1]}, 'needs "path"'),
        ("resource", {"format": 1}, "format: 1 is no text"),
        ("resource", {"scheme": "https"}, "'scheme' is not supported"),
        ("resource", {"bytes": "12"}, "bytes: '12' is no whole number"),
        ("resource", {"rows": -1}, "rows: -1 is no whole number"),
        ("resource", {"stats": {"fields": "2"}}, "fields: '2' is no whole number"),
        ("resource", {"stats": {"lines": 2}}, "'stats.lines' is not supported"),
        ("resource", {"stats": []}, "stats: not an object"),
        ("resource", {"hash": "crc32:00"}, "hash: 'crc32:00' cannot be verified"),
        ("resource", {"bytes": 1, "stats": {"bytes": 2}}, "bytes is declared twice"),
        ("resource", {"name": ""}, 'needs a "name"'),
        ("resource", {"name": None}, 'needs a "name"'),
        ("field", {"type": "date", "format": "YYYY-MM-DD"}, "write '%Y-%m-%d', or leave it out"),
        ("field", {"type": "date", "format": "DD/MM/YYYY"}, "write '%d/%m/%Y', or leave it out"),
        ("field", {"type": "datetime", "format": "%Q"}, "is no date format"),
        ("field", {"constraints": {"maxLength": 2**63}}, "maxLength: 9223372036854775808 is not"),
        ("field", {"constraints": {"minLength": 1e21}}, "minLength: 1e+21 is not a length"),
    ],
)
def test_a_fault_names_the_property_and_what_to_do(
    tmp_path: Path, level: str, properties: dict[str, Any], says: str
) -> None:
    with pytest.raises((BrokenSchemaError, BrokenDescriptorError)) as refused:
        _read(tmp_path, level, properties)
    assert says in refused.value.text.say("en")


def test_two_resources_of_one_name_are_refused(tmp_path: Path) -> None:
    resources = [{"name": "a", "path": "a.csv"}, {"name": "a", "path": "b.csv"}]
    with pytest.raises(BrokenDescriptorError, match="resource a: this name is another"):
        _package(tmp_path, {"resources": resources})


@pytest.mark.parametrize(
    "declared",
    [
        {"sha256": "0A", "bytes": 3, "rows": 9, "fields": 2},
        {"hash": "sha256:0a", "bytes": 3, "rows": 9, "fields": 2},
    ],
    ids=["as frictionless 4 writes it", "as a hash"],
)
def test_stats_are_obeyed(tmp_path: Path, declared: dict[str, object]) -> None:
    [resource] = _read(tmp_path, "resource", {"stats": declared}).resources
    measures = (resource.sha256, resource.bytes, resource.rows, resource.columns)
    assert measures == ("0a", 3, 9, 2)


@pytest.mark.parametrize("depth", [400, 100_000])
def test_what_is_nested_too_deep_is_refused(depth: int) -> None:
    raw = b'{"fields": [{"name": "a", "x": ' + b"[" * depth + b"]" * depth + b"}]}"
    with pytest.raises(BrokenSchemaError, match="nested deeper than"):
        Schema.parse(raw, source="s.json")


def test_arrays_of_arrays_end_in_a_fault() -> None:
    field: dict[str, Any] = {"type": "array"}
    for _ in range(400):
        field = {"type": "array", "arrayItem": field}
    with pytest.raises(BrokenSchemaError, match="nested deeper than"):
        Schema.parse({"fields": [{"name": "a", **field}]}, source="s.json")


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "datapackage.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(_described({})).encode())
    assert DataPackage.read(path).resource("a") is not None
    assert Schema.parse(b'\xef\xbb\xbf{"fields": [{"name": "a"}]}', source="s.json").names == ("a",)


def _described(resource: dict[str, Any]) -> dict[str, Any]:
    return {"resources": [{"name": "a", "path": "a.csv", **resource}]}


def _package(folder: Path, content: dict[str, Any]) -> DataPackage:
    path = folder / "datapackage.json"
    path.write_text(json.dumps(content))
    return DataPackage.read(path)


def _read(folder: Path, level: str, properties: dict[str, Any]) -> DataPackage:
    """A package that is right but for these properties at that level."""
    field = {"name": "a"} | (properties if level == "field" else {})
    schema = {"fields": [field]} | (properties if level == "schema" else {})
    resource = {"schema": schema} | (properties if level == "resource" else {})
    return _package(folder, _described(resource) | (properties if level == "package" else {}))
