"""What holds for one table, of what the caller, the descriptor and the settings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.config import Dataset
from statx.options import DataOptions
from statx.registry.descriptor import Resource
from statx.registry.table_dialect import TableDialect
from statx.sources.choice import merge

NOTHING = DataOptions()


def resource(dialect: TableDialect, encoding: str = "") -> Resource:
    return Resource("x", Path("x.csv"), None, encoding, dialect)


@pytest.mark.parametrize(
    ("caller", "declared", "configured", "expected"),
    [
        pytest.param(";", "|", ",", ";", id="the caller first"),
        pytest.param("", "|", ",", "|", id="then the descriptor"),
        pytest.param("", "", ",", ",", id="then the settings"),
        pytest.param("", "", "", "", id="else it is found in the header"),
    ],
)
def test_who_settles_a_delimiter(
    caller: str, declared: str, configured: str, expected: str
) -> None:
    dataset = Dataset("*", DataOptions(delimiter=configured))
    described = resource(TableDialect(delimiter=declared))
    merged = merge(DataOptions(delimiter=caller), described, dataset)
    assert merged.dialect.delimiter == expected


@pytest.mark.parametrize(
    ("caller", "declared", "configured", "expected"),
    [
        pytest.param("latin-1", "cp1252", "utf-16", "latin-1", id="the caller first"),
        pytest.param("", "cp1252", "utf-16", "cp1252", id="then the descriptor"),
        pytest.param("", "", "utf-16", "utf-16", id="then the settings"),
    ],
)
def test_who_settles_an_encoding(
    caller: str, declared: str, configured: str, expected: str
) -> None:
    dataset = Dataset("*", DataOptions(encoding=configured))
    described = resource(TableDialect(), declared)
    assert merge(DataOptions(encoding=caller), described, dataset).encoding == expected


def test_a_header_that_is_declared_to_be_none_stays_none() -> None:
    dataset = Dataset("*", DataOptions(header_row=3))
    merged = merge(NOTHING, resource(TableDialect(header_rows=())), dataset)
    assert merged.dialect.header_rows == ()


def test_the_rest_of_a_declared_dialect_stays() -> None:
    merged = merge(DataOptions(header_row=2), resource(TableDialect(quote="'")), None)
    assert merged.dialect == TableDialect(quote="'", header_rows=(2,))


def test_nobody_says_anything() -> None:
    merged = merge(NOTHING, None, None)
    assert (merged.schema, merged.locale, merged.encoding) == ("", "en", "")
    assert merged.dialect == TableDialect()
