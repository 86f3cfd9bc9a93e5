"""datapackage.json: files of its own folder, nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from statx.errors import BrokenSchemaError
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.errors import BrokenDescriptorError, BrokenDialectError
from statx.registry.table_dialect import TableDialect

SCHEMA = {"fields": [{"name": "kode"}]}


def read(folder: Path, content: object) -> DataPackage:
    path = folder / "datapackage.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return DataPackage.read(path)


def resource(folder: Path, **properties: object) -> Resource:
    [found] = read(
        folder, {"resources": [{"name": "a", "path": "data/a.csv", **properties}]}
    ).resources
    return found


def test_a_resource_is_a_file_of_the_folder(tmp_path: Path) -> None:
    package = read(tmp_path, {"name": "p", "resources": [{"name": "a", "path": "data/a.csv"}]})
    assert package.resources == (Resource("a", tmp_path / "data" / "a.csv", None),)


def test_a_resource_says_how_it_is_written(tmp_path: Path) -> None:
    found = resource(
        tmp_path, encoding="cp1252", dialect={"delimiter": ";", "quoteChar": "'"}, bytes=12
    )
    assert (found.encoding, found.dialect, found.bytes) == (
        "cp1252",
        TableDialect(delimiter=";", quote="'"),
        12,
    )


OUTSIDE = [
    pytest.param("https://satudata.example/a.csv", id="web address"),
    pytest.param("file:///etc/passwd", id="file address"),
    pytest.param("s3://bucket/a.csv", id="bucket"),
    pytest.param("/etc/passwd", id="absolute"),
    pytest.param("../a.csv", id="above"),
    pytest.param("data/../../a.csv", id="above, by a detour"),
    pytest.param("data\\a.csv", id="backslash"),
    pytest.param("..\\a.csv", id="above, with a backslash"),
    pytest.param("C:\\a.csv", id="drive"),
    pytest.param("", id="empty"),
    pytest.param(".", id="the folder itself"),
    pytest.param("\ud800.csv", id="half a letter"),
]

DIALECT = {
    "delimiter": ";",
    "headerRows": [2],
    "commentChar": "#",
    "doubleQuote": False,
    "escapeChar": "\\",
}


@pytest.mark.parametrize(
    "spelled",
    [
        pytest.param(DIALECT, id="side by side"),
        pytest.param(
            {
                "headerRows": [2],
                "commentChar": "#",
                "csv": {"delimiter": ";", "doubleQuote": False, "escapeChar": "\\"},
            },
            id="as Frictionless 5 writes it",
        ),
        pytest.param("dialect.json", id="in a file"),
    ],
)
def test_a_dialect_is_the_same_in_every_spelling(tmp_path: Path, spelled: object) -> None:
    (tmp_path / "dialect.json").write_text(json.dumps(DIALECT))
    assert resource(tmp_path, dialect=spelled).dialect == TableDialect(
        delimiter=";", header_rows=(2,), comment_char="#", double_quote=False, escape="\\"
    )


@pytest.mark.parametrize(
    ("dialect", "says"),
    [
        pytest.param({"delimeter": ";"}, '"delimeter" is not known', id="unknown"),
        pytest.param({"sheetNumber": 2}, '"sheetNumber" does not apply to CSV', id="of a workbook"),
        pytest.param(
            {"excel": {"sheet": 1}},
            '"excel" does not apply to CSV',
            id="of a workbook, as Frictionless 5",
        ),
        pytest.param(
            {"csv": {"header": 3}}, '"header" must be true, false, and is 3', id="no truth"
        ),
        pytest.param({"delimiter": "||"}, '"delimiter" must be one character', id="two characters"),
        pytest.param({"delimiter": "\n"}, '"delimiter" must be one character', id="a newline"),
        pytest.param({"quoteChar": None}, '"quoteChar" must be one character', id="null"),
        pytest.param(
            {"headerRows": [2, 1]}, '"headerRows" must be ascending', id="rows in disorder"
        ),
        pytest.param({"headerRows": [0]}, '"headerRows" must be ascending', id="row zero"),
        pytest.param(
            {"headerRows": [True]}, '"headerRows" must be ascending', id="a row that is no number"
        ),
        pytest.param(
            {"headerRows": "1"}, '"headerRows" must be ascending', id="rows that are none"
        ),
        pytest.param({"lineTerminator": "\r"}, '"lineTerminator" must be', id="old Mac"),
        pytest.param({"headerCase": False}, '"headerCase" must be true', id="any case"),
        pytest.param(
            {"delimiter": "'", "quoteChar": "'"},
            "must be different signs",
            id="the same sign twice",
        ),
        pytest.param(
            {"header": 1, "x": 2},
            '"header" must be true, false, and is 1; "x" is not known',
            id="all at once",
        ),
    ],
)
def test_a_dialect_that_cannot_be_kept_is_refused(
    tmp_path: Path, dialect: object, says: str
) -> None:
    with pytest.raises(BrokenDialectError, match=re.escape(says)):
        resource(tmp_path, dialect=dialect)


@pytest.mark.parametrize(
    "dialect", [*OUTSIDE, pytest.param(["a"], id="a list"), pytest.param("no.json", id="no file")]
)
def test_a_dialect_outside_the_folder_is_refused(tmp_path: Path, dialect: object) -> None:
    with pytest.raises(BrokenDescriptorError):
        resource(tmp_path, dialect=dialect)


@pytest.mark.parametrize(
    ("declared", "sha256", "md5"),
    [
        pytest.param("sha256:0a", "0a", "", id="sha256"),
        pytest.param("md5:0b", "", "0b", id="md5"),
        pytest.param("0c", "", "0c", id="without a name: md5"),
        pytest.param("", "", "", id="empty"),
    ],
)
def test_a_hash_is_md5_unless_it_says_otherwise(
    tmp_path: Path, declared: str, sha256: str, md5: str
) -> None:
    found = resource(tmp_path, hash=declared)
    assert (found.sha256, found.md5) == (sha256, md5)


@pytest.mark.parametrize("algorithm", ["sha1", "sha512", "crc32", "SHA-256"])
def test_a_hash_that_statx_cannot_check_is_refused(tmp_path: Path, algorithm: str) -> None:
    with pytest.raises(BrokenDescriptorError, match=algorithm):
        resource(tmp_path, hash=f"{algorithm}:00")


@pytest.mark.parametrize("path", OUTSIDE)
def test_data_outside_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    with pytest.raises(BrokenDescriptorError):
        resource(tmp_path, path=path)


@pytest.mark.parametrize("schema", OUTSIDE)
def test_a_schema_outside_the_folder_is_refused(tmp_path: Path, schema: str) -> None:
    with pytest.raises(BrokenDescriptorError):
        resource(tmp_path, schema=schema)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("{", id="no JSON"),
        pytest.param("[" * 100_000, id="too deep"),
        pytest.param([], id="a list"),
        pytest.param({}, id="without resources"),
        pytest.param({"resources": []}, id="no resource"),
        pytest.param({"resources": {}}, id="resources are an object"),
        pytest.param({"resources": ["a.csv"]}, id="a resource that is a text"),
        pytest.param({"resources": [{"name": "a"}]}, id="without a path"),
        pytest.param({"resources": [{"name": "a", "path": []}]}, id="no path in a list"),
    ],
)
def test_what_is_no_descriptor_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(BrokenDescriptorError):
        read(tmp_path, content)


def test_a_descriptor_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenDescriptorError):
        DataPackage.read(tmp_path / "datapackage.json")


def test_a_schema_may_stand_inside(tmp_path: Path) -> None:
    schema = resource(tmp_path, schema=SCHEMA).schema
    assert schema is not None
    assert schema.names == ("kode",)


def test_a_schema_may_stand_in_a_file_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "kode.json").write_text(json.dumps(SCHEMA))
    schema = resource(tmp_path, schema="kode.json").schema
    assert schema is not None
    assert schema.name == "kode"


def test_a_schema_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenDescriptorError, match=r"nowhere\.json"):
        resource(tmp_path, schema="nowhere.json")


def test_a_broken_schema_inside_is_named_by_its_resource(tmp_path: Path) -> None:
    with pytest.raises(BrokenSchemaError, match="The schema a is wrong"):
        resource(tmp_path, schema={"fields": []})


def test_a_resource_is_found_by_its_name(tmp_path: Path) -> None:
    package = read(
        tmp_path,
        {"resources": [{"name": "a", "path": "data/a.csv"}, {"name": "b", "path": "b.csv"}]},
    )
    assert (package.resource("b"), package.resource("c")) == (package.resources[1], None)
