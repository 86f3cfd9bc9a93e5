"""What a package says about itself: lists of hashes, tag files, JSON, references."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.container.descriptor import check_references
from statx.container.errors import (
    PackageContentError,
    PackageJsonError,
    PackageManifestError,
    PackageReferenceError,
    PackageUnlistedError,
    UntrustedPackageError,
)
from statx.container.manifest import Manifest, bag_info, bagit_txt
from statx.container.strict_json import read_json, write_json

from .test_zip import NAMES, is_legal

DIGESTS = st.binary().map(lambda body: hashlib.sha256(body).hexdigest())
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=9)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=4)
HASH = b"0" * 64
LISTED = {"data/a.csv", "data/b.csv", "schema/a.json"}


@given(digests=st.dictionaries(NAMES.filter(is_legal), DIGESTS))
def test_a_list_rendered_then_parsed_is_the_same_list(digests: dict[str, str]) -> None:
    manifest = Manifest(digests)
    assert Manifest.parse(manifest.render(), "manifest-sha256.txt") == manifest


@given(content=st.binary(max_size=60).map(lambda noise: HASH + b"  a\n" + noise))
def test_a_list_that_can_be_parsed_renders_to_the_same_bytes(content: bytes) -> None:
    try:
        manifest = Manifest.parse(content, "manifest-sha256.txt")
    except UntrustedPackageError:
        return
    assert manifest.render() == content


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(HASH + b"  a", "last line is not ended", id="no line end"),
        pytest.param(HASH + b" a\n", "line 1 is not", id="one space"),
        pytest.param(HASH + b" *a\n", "line 1 is not", id="binary mark of sha256sum"),
        pytest.param(b"\\" + HASH + b"  a\n", "line 1 is not", id="escape of sha256sum"),
        pytest.param(HASH + b"  a b\n", "line 1 is not", id="space in the name"),
        pytest.param(HASH + b"  a\n\n", "line 2 is not", id="empty line"),
        pytest.param(HASH + b"  b\n" + HASH + b"  a\n", "line 2 is out of order", id="not sorted"),
        pytest.param(
            HASH + b"  a\n" + HASH + b"  a\n", "line 2 is out of order", id="a name twice"
        ),
        pytest.param("0".encode("utf-16"), "last line is not ended", id="UTF-16"),
        pytest.param(b"\xff\n", "beyond ASCII", id="not ASCII"),
        pytest.param(b"\n" * ((1 << 20) + 1), "larger than 1 MiB", id="too large"),
    ],
)
def test_a_list_that_is_not_strict_is_refused(content: bytes, found: str) -> None:
    with pytest.raises(PackageManifestError, match=found):
        Manifest.parse(content, "manifest-sha256.txt")


@given(value=OBJECTS)
def test_json_written_then_read_is_the_same_object(value: dict[str, Any]) -> None:
    assert read_json(write_json(value), "datapackage.json") == value


def test_json_is_written_for_people_too() -> None:
    assert (
        write_json({"b": "Kabupaten Béla", "a": [1]})
        == '{\n "a": [\n  1\n ],\n "b": "Kabupaten Béla"\n}\n'.encode()
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(
            b'{"a": {"b": 1, "b": 2}}', "key 'b' is there twice", id="a key twice, deep inside"
        ),
        pytest.param(
            b'{"a": 1, "\\u0061": 2}', "key 'a' is there twice", id="a key twice, once escaped"
        ),
        pytest.param(b'{"a": -Infinity}', "'-Infinity' is not a finite", id="infinity"),
        pytest.param(b'{"a": -1e400}', "'-1e400' is not a finite", id="infinite only here"),
        pytest.param(b"\xef\xbb\xbf{}", "line 1, column 1", id="byte order mark"),
        pytest.param(b'{"a": 1}\n{}', "line 2, column 1", id="two objects"),
        pytest.param(b'{"a": 1,}', "line 1, column", id="comma too many"),
        pytest.param('{"a": 1}'.encode("utf-16"), "not UTF-8", id="UTF-16"),
        pytest.param(b"", "line 1, column 1", id="empty"),
        pytest.param(b'"a"', "not an object", id="a text"),
        pytest.param(b" " * ((1 << 20) + 1), "larger than 1 MiB", id="too large"),
    ],
)
def test_json_that_is_not_strict_is_refused(content: bytes, found: str) -> None:
    with pytest.raises(PackageJsonError, match=found):
        read_json(content, "datapackage.json")


def test_bag_info_keeps_a_value_on_its_line_and_counts_for_itself() -> None:
    info = {
        "Source-Organization": "BPS\nPayload-Oxum: 1.1",
        "Payload-Oxum": "0.0",
        "Contact-Name": " Ani  ",
    }
    assert (
        bag_info(120, 2, info)
        == b"Contact-Name: Ani\nPayload-Oxum: 120.2\nSource-Organization: BPS Payload-Oxum: 1.1\n"
    )


def test_a_bag_declares_itself_in_two_lines() -> None:
    assert bagit_txt().splitlines() == [
        b"BagIt-Version: 1.0",
        b"Tag-File-Character-Encoding: UTF-8",
    ]


@pytest.mark.parametrize(
    "resources",
    [
        pytest.param(
            [{"path": "data/a.csv", "schema": "schema/a.json"}, {"path": "data/b.csv"}],
            id="a file each",
        ),
        pytest.param(
            [{"path": ["data/a.csv", "data/b.csv"], "schema": "schema/a.json"}],
            id="one table in two files",
        ),
        pytest.param(
            [
                {"path": "data/a.csv", "schema": {"fields": []}},
                {"path": "data/b.csv", "schema": "schema/a.json"},
            ],
            id="schema in place",
        ),
    ],
)
def test_references_to_all_listed_data_are_accepted(resources: list[dict[str, Any]]) -> None:
    profile = "https://datapackage.org/profiles/2.0/datapackage.json"
    check_references({"$schema": profile, "resources": resources}, LISTED)


@pytest.mark.parametrize(
    ("resources", "refusal"),
    [
        pytest.param([{"path": "data/a.csv"}], PackageUnlistedError, id="data that is no resource"),
        pytest.param(
            [{"path": ["data/a.csv", 7]}], PackageReferenceError, id="a number for a name"
        ),
        pytest.param([{"path": {"a": 1}}], PackageReferenceError, id="an object for a name"),
        pytest.param(
            [{"path": "data/a.csv", "schema": None}],
            PackageReferenceError,
            id="nothing for a schema",
        ),
        pytest.param(
            [{"path": "data/a.csv", "schema": [1]}], PackageReferenceError, id="a list for a schema"
        ),
        pytest.param([{}], PackageReferenceError, id="no path"),
        pytest.param([None], PackageContentError, id="nothing for a resource"),
        pytest.param({"a": {}}, PackageContentError, id="an object for the list"),
    ],
)
def test_references_of_another_shape_are_refused(
    resources: object, refusal: type[UntrustedPackageError]
) -> None:
    with pytest.raises(refusal):
        check_references({"resources": resources}, LISTED)
