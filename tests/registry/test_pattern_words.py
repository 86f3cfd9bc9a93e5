"""Patterns in words: of a known shape it is told, of another there is a text that fits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from statx.registry.pattern_samples import sample_of
from statx.registry.pattern_words import describe_pattern
from statx.registry.patterns import read_pattern
from tests.registry.shipped import SCHEMAS

from .test_patterns import PATTERNS

TOLD = {
    r"\d{5}": "5 angka",
    r"\d\d": "2 angka",
    r"[0-9]{2}\.\d{2}": "2 angka, titik, 2 angka",
    r"\d{2}(\.\d{2})?": "2 angka; atau 2 angka, titik, 2 angka",
    r"\d{2}(\d{2})?": "2 angka; atau 4 angka",
    r"\d{2}|\d{4}": "2 angka; atau 4 angka",
    r"(19|20)\d{2}": "19 atau 20, 2 angka",
    r"\d\.[123]\d{3}": "1 angka, titik, salah satu dari 1/2/3, 3 angka",
    r"KTP-\d{3,5}": '"KTP-", 3–5 angka',
    r"[A-Z]{2}\d+": "2 huruf besar, 1 angka atau lebih",
    r"[A-Za-z]{3}": "3 huruf",
    r"(?i)ab": "seperti ab",
    r"https?://\S+": "seperti http://a",
    "((((a{50}){50}){50}){50}){50}": "((((a{50}){50}){50}){50}){50}",
    r"(?=x)y": "(?=x)y",
    "[": "[",
}


@pytest.mark.parametrize(("pattern", "words"), TOLD.items(), ids=TOLD)
def test_a_pattern_is_told_in_words(pattern: str, words: str) -> None:
    assert describe_pattern(pattern).id == words


@pytest.mark.parametrize(
    ("pattern", "example", "words"),
    [
        pytest.param(r"\d{2}\.\d{2}", "13.09", "2 digits, dot, 2 digits (such as 13.09)"),
        pytest.param(r"\d{2}", "x", "2 digits", id="an example that does not fit is not shown"),
        pytest.param(r"\S+@\S+", "a@b.id", "like a@b.id", id="of no known shape"),
    ],
)
def test_an_example_stands_beside_the_words(pattern: str, example: str, words: str) -> None:
    assert describe_pattern(pattern, example).en == words


def test_no_statistician_reads_a_pattern_of_the_shared_schemas() -> None:
    fields = [field for schema in SCHEMAS.values() for field in schema.fields]
    patterns = [
        str(field.constraints["pattern"]) for field in fields if "pattern" in field.constraints
    ]
    assert patterns
    assert [pattern for pattern in patterns if "\\" in describe_pattern(pattern).id] == []


@settings(max_examples=100, deadline=None)
@given(PATTERNS)
def test_a_sample_is_matched(pattern: str) -> None:
    read = read_pattern(pattern)
    sample = sample_of(read)
    assert not sample or read.matches(sample)
