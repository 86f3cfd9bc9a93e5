"""A reference leads to a file below its folder, or nowhere; nothing is opened to find out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from statx.errors import BrokenSchemaError
from statx.registry.catalog import Catalog
from statx.registry.descriptor import DataPackage
from statx.registry.errors import BrokenDescriptorError
from statx.registry.locations import OutsideFolderError, is_plain_name, locate
from statx.registry.schema import Schema

ELSEWHERE = [
    pytest.param("/home/x/gaji", id="absolute"),
    pytest.param("../gaji", id="above"),
    pytest.param("../../gaji", id="far above"),
    pytest.param("reference/../../gaji", id="above, by a detour"),
    pytest.param("..\\gaji", id="above, with a backslash"),
    pytest.param("C:gaji", id="drive"),
    pytest.param("https://satudata.example/gaji", id="web address"),
    pytest.param("file:///etc/passwd", id="file address"),
    pytest.param("gaji\0", id="NUL"),
]
NO_NAMES = [
    *ELSEWHERE,
    pytest.param("data/gaji", id="path"),
    pytest.param("..", id="the folder above"),
    pytest.param(".gaji", id="hidden"),
    pytest.param("gaji\n", id="newline"),
    pytest.param("g" * 300, id="too long"),
]


def referring_to(resource: str) -> dict[str, Any]:
    key = {"fields": "kode", "reference": {"resource": resource, "fields": "kode"}}
    return {"fields": [{"name": "kode"}], "foreignKeys": [key]}


def code_list_at(stem: Path) -> None:
    stem.parent.mkdir(parents=True, exist_ok=True)
    stem.with_suffix(".csv").write_text("kode\nrahasia\n")
    stem.with_suffix(".json").write_text(json.dumps({"fields": [{"name": "kode"}]}))


@pytest.mark.parametrize("resource", NO_NAMES)
def test_a_schema_refers_to_a_plain_name_or_is_refused(resource: str) -> None:
    with pytest.raises(BrokenSchemaError, match=r"foreignKeys: .* is no name"):
        Schema.parse(referring_to(resource), source="s.json")


@pytest.mark.parametrize("resource", NO_NAMES)
def test_a_package_with_such_a_schema_is_refused(tmp_path: Path, resource: str) -> None:
    described = {"name": "a", "path": "a.csv", "schema": referring_to(resource)}
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"resources": [described]}))
    with pytest.raises(BrokenSchemaError):
        DataPackage.read(path)


@pytest.mark.parametrize("name", NO_NAMES)
def test_a_catalogue_has_no_code_list_of_such_a_name(tmp_path: Path, name: str) -> None:
    code_list_at(tmp_path / "gaji")
    (tmp_path / "schemas" / "reference").mkdir(parents=True)
    assert Catalog(tmp_path / "schemas").code_list(name) is None


@pytest.mark.parametrize("name", ["wilayah_desa", "Kode Jenis", "kode-2.1", "kodé"])
def test_an_ordinary_name_is_plain(name: str) -> None:
    assert is_plain_name(name)


@pytest.mark.parametrize("reference", ELSEWHERE)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, reference: str) -> None:
    with pytest.raises(OutsideFolderError):
        locate(tmp_path, reference)


@pytest.mark.parametrize("linked", ["data", "data/a.csv"], ids=["a folder", "a file"])
def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path, linked: str) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "a.csv").write_text("kode\n")
    package = tmp_path / "package"
    (package / linked).parent.mkdir(parents=True, exist_ok=True)
    (package / linked).symlink_to(tmp_path / "outside" / linked.removeprefix("data").strip("/"))

    descriptor = package / "datapackage.json"
    descriptor.write_text(json.dumps({"resources": [{"name": "a", "path": "data/a.csv"}]}))
    with pytest.raises(BrokenDescriptorError, match=r"data/a\.csv"):
        DataPackage.read(descriptor)


def test_a_link_that_stays_in_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("kode\n")
    (tmp_path / "b.csv").symlink_to("a.csv")
    assert locate(tmp_path, "b.csv") == tmp_path / "b.csv"


def test_links_that_lead_in_a_circle_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("b.csv")
    (tmp_path / "b.csv").symlink_to("a.csv")
    with pytest.raises(OutsideFolderError):
        locate(tmp_path, "a.csv")


def test_a_table_may_refer_to_itself_without_naming_a_resource() -> None:
    """As Table Schema v2 writes it."""
    key = {"fields": "induk", "reference": {"fields": "kode"}}
    fields = [{"name": "kode"}, {"name": "induk"}]
    schema = Schema.parse({"fields": fields, "foreignKeys": [key]}, source="s.json")
    assert schema.foreign_keys[0].resource == ""
