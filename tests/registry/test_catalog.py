"""The catalogue is the folder: its schemas, their versions, its code lists."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from statx.errors import MissingFolderError
from statx.registry.catalog import Catalog, shipped
from statx.registry.errors import UnknownSchemaError

from .shipped import CATALOG, FOLDER


@pytest.fixture
def catalog(tmp_path: Path) -> Catalog:
    """Two schemas, one of them in four versions, and a code list."""
    for ref in (
        "pasar/1.0.0",
        "pasar/1.9.0",
        "pasar/1.10.0",
        "pasar/0.9.12",
        "padi/1.0.0",
        "reference/jenis",
    ):
        path = tmp_path / f"{ref}.json"
        path.parent.mkdir(exist_ok=True)
        name, version = ref.split("/")
        fields = [{"name": "kode"}, {"name": "lapak" if ref == "pasar/1.0.0" else name}]
        path.write_text(json.dumps({"name": name, "fields": fields, "statx": {"version": version}}))
    (tmp_path / "reference" / "jenis.csv").write_text("kode,reference\nA,\nB,x\n")
    return Catalog(tmp_path)


def test_the_schemas_are_shipped() -> None:
    assert (len(CATALOG.names), CATALOG.names) == (19, tuple(sorted(CATALOG.names)))


def test_the_folder_of_code_lists_is_no_schema(catalog: Catalog) -> None:
    assert catalog.names == ("padi", "pasar")


def test_versions_are_in_the_order_of_their_numbers(catalog: Catalog) -> None:
    assert catalog.versions("pasar") == ("0.9.12", "1.0.0", "1.9.0", "1.10.0")


def test_a_name_alone_is_its_newest_version(catalog: Catalog) -> None:
    assert catalog.schema("pasar").ref == "pasar@1.10.0"


def test_a_version_can_be_pinned(catalog: Catalog) -> None:
    assert catalog.schema("pasar@1.9.0").ref == "pasar@1.9.0"


@pytest.mark.parametrize(
    ("ref", "near"),
    [
        pytest.param("pasr", "pasar, padi", id="misspelt: the nearest first"),
        pytest.param("PASAR", "pasar", id="capitals"),
        pytest.param("qqq", "padi, pasar", id="nothing near: all there are"),
        pytest.param(
            "pasar@2.0.0",
            "pasar@0.9.12, pasar@1.0.0, pasar@1.9.0, pasar@1.10.0",
            id="unknown version",
        ),
        pytest.param("reference", "padi, pasar", id="the folder of code lists"),
        pytest.param("../pasar", "pasar", id="a path"),
        pytest.param("", "padi, pasar", id="nothing"),
    ],
)
def test_an_unknown_schema_is_refused_with_what_may_have_been_meant(
    catalog: Catalog, ref: str, near: str
) -> None:
    with pytest.raises(UnknownSchemaError) as unknown:
        catalog.schema(ref)
    assert unknown.value.text.en == f"The registry has no schema {ref}. Did you mean: {near}?"


def test_a_registry_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingFolderError):
        Catalog(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("labels", "refs"),
    [
        pytest.param(("kode", "pasar"), ["pasar@1.10.0"], id="in order"),
        pytest.param(("kode", "lapak"), ["pasar@1.0.0"], id="of an older version alone"),
        pytest.param(("pasar", "kode"), ["pasar@1.10.0"], id="in another order"),
        pytest.param(("kode",), [], id="one missing"),
        pytest.param(("kode", "pasar", "pasar"), [], id="one twice"),
        pytest.param(("kode", "Pasar"), [], id="another spelling"),
    ],
)
def test_schemas_are_found_by_their_header(
    catalog: Catalog, labels: tuple[str, ...], refs: list[str]
) -> None:
    assert [schema.ref for schema in catalog.with_header(labels)] == refs


def test_no_two_shipped_schemas_have_one_header() -> None:
    headers = [tuple(sorted(schema.names)) for schema in CATALOG.schemas()]
    assert len(set(headers)) == len(headers)


def test_a_code_list_gives_its_values_and_an_empty_text_is_none(catalog: Catalog) -> None:
    code_list = catalog.code_list("jenis")
    assert code_list is not None
    assert code_list.values(("kode", "reference")) == {("A", None), ("B", "x")}


def test_there_is_no_code_list_of_another_name(catalog: Catalog) -> None:
    assert catalog.code_list("pasar") is None


def test_in_a_checkout_the_shipped_schemas_are_those_of_the_checkout() -> None:
    assert shipped("schemas").resolve() == FOLDER.resolve()
