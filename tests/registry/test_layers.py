"""A registry in layers: a unit's own schemas beside the shared ones, which they never change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from statx.errors import MissingFolderError, StatxError
from statx.registry.catalog import Catalog, open_registries
from statx.registry.errors import OtherContentError, OtherVersionError

from .shipped import CATALOG, FOLDER

POVERTY = Path("kemiskinan") / "1.0.0.json"


def put(folder: Path, ref: str, **properties: object) -> Path:
    """A schema `name/version` in a registry."""
    path = folder / f"{ref}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    name, version = ref.split("/")
    about = {"name": name, "fields": [{"name": "a"}], "statx": {"version": version}}
    path.write_text(json.dumps(about | properties), encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A unit's own registry: one schema of its own, one code list."""
    put(tmp_path, "pasar/1.0.0")
    put(tmp_path, "reference/opd")
    (tmp_path / "reference" / "opd.csv").write_text("a\n1\n", encoding="utf-8")
    return tmp_path


def layered(own: Path) -> Catalog:
    return open_registries(own.parent, [own.name, "statx"])


def test_own_schemas_stand_beside_the_shared_ones(own: Path) -> None:
    catalog = layered(own)
    assert set(catalog.names) == {*CATALOG.names, "pasar"}
    assert (catalog.layer_of("pasar").label, catalog.layer_of("kemiskinan").label) == (
        own.name,
        "statx",
    )


def test_code_lists_and_regions_of_all_layers_are_there(own: Path) -> None:
    catalog = layered(own)
    assert (catalog.code_list("opd") is None, catalog.code_list("wilayah_desa") is None) == (
        False,
        False,
    )
    assert len(catalog.regions.all) == len(CATALOG.regions.all)


def test_a_copy_of_what_is_shared_is_no_clash(own: Path) -> None:
    (own / POVERTY.parent).mkdir()
    shutil.copy(FOLDER / POVERTY, own / POVERTY)
    assert layered(own).schema("kemiskinan@1.0.0").sha256 == (
        CATALOG.schema("kemiskinan@1.0.0").sha256
    )


def test_a_schema_of_a_shared_name_and_other_content_is_refused(own: Path) -> None:
    put(own, "kemiskinan/1.0.0")
    with pytest.raises(OtherContentError, match="has the name of"):
        layered(own)


def test_a_version_that_nobody_agreed_to_is_refused(own: Path) -> None:
    put(own, "kemiskinan/99.0.0")
    with pytest.raises(OtherVersionError, match=r"kemiskinan@99\.0\.0 is none of them"):
        layered(own)


def test_a_code_list_of_a_shared_name_and_other_content_is_refused(own: Path) -> None:
    (own / "reference" / "wilayah_desa.csv").write_text("kode\n99\n", encoding="utf-8")
    with pytest.raises(OtherContentError):
        layered(own)


@pytest.mark.parametrize("names", [["nowhere", "statx"], ["statx", "nowhere"]])
def test_a_layer_that_is_not_there_is_refused(own: Path, names: list[str]) -> None:
    with pytest.raises(MissingFolderError):
        open_registries(own.parent, names)


def test_without_a_name_it_is_the_registry_of_statx() -> None:
    assert open_registries(Path(), []) == CATALOG


def test_every_clash_is_said_in_both_languages(own: Path) -> None:
    put(own, "kemiskinan/99.0.0")
    with pytest.raises(StatxError) as refused:
        layered(own)
    assert str(own / "kemiskinan") in refused.value.text.id
