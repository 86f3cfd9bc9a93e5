"""Patterns mean what Python means by them, whichever engine matches, and take bounded time."""

from __future__ import annotations

import re
import time
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.errors import BrokenSchemaError
from statx.registry.patterns import Pattern, read_pattern
from statx.registry.re2 import re2_takes
from statx.registry.schema import Schema
from statx.tables.meaning import CellReader
from tests.registry.published_patterns import PUBLISHED

PIECES = st.sampled_from(
    [
        *("a", "b", "1", " ", r"\d", r"\D", r"\w", r"\W", r"\s", r"\S", ".", "[ab]", "[^ab]", "é"),
        *(
            r"[\d-]",
            r"[^\s]",
            "^",
            "$",
            r"\A",
            r"\Z",
            r"\$",
            r"\^",
            "(?i:a)",
            "(?i:[k-s])",
            "(?s:.)",
        ),
        *("(?:^|,)", "(?:a|$)", "(?=a)", "(?!b)", r"\b", "(?a:\\w)"),
    ]
)
PATTERNS = st.recursive(
    PIECES,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"({'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{2}", "{1,3}", "{2,}", "*?", "++"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)
TEXTS = st.text(st.sampled_from("abAk1٣ \n\té\u212a$^,-_"), max_size=6)
REFUSED = [r"(?=a)(a+)+b", r"(?!x)(a|a)*b", r"(a+)+\b", r"(\w+\s?)+\1"]
BLOWING_UP = ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*a){20}b", r"(\w+\s?)+$", "(a?){30}a{30}"]


def re2_matches(text: str, pattern: Pattern) -> bool:
    return bool(pc.match_substring_regex(pa.array([text], pa.string()), pattern.re2)[0].as_py())


@given(PATTERNS, st.lists(TEXTS, min_size=1, max_size=5))
def test_both_engines_match_the_same(text_of_pattern: str, texts: list[str]) -> None:
    pattern = read_pattern(text_of_pattern)
    for text in texts:
        python = re.fullmatch(text_of_pattern, text) is not None
        assert not pattern.is_bounded or pattern.matches(text) == python
        if re2_takes(pattern.re2) and (text.isascii() or not pattern.needs_ascii):
            # Beyond ASCII the quick form may leave a text to be looked at once more.
            taken = re2_matches(text, pattern)
            assert taken == python if text.isascii() else taken <= python


@pytest.mark.parametrize("pattern", [*BLOWING_UP, *(f"(?=a){pattern}" for pattern in BLOWING_UP)])
def test_no_pattern_takes_longer_than_a_second(pattern: str) -> None:
    began = time.perf_counter()
    read = read_pattern(pattern)
    if read.is_bounded:
        assert not read.matches("a" * 40 + "!")
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_could_blow_up_and_re2_cannot_say_is_a_fault_of_the_schema(pattern: str) -> None:
    patterned = {"name": "a", "constraints": {"pattern": pattern}}
    with pytest.raises(BrokenSchemaError, match="longer than anyone waits"):
        Schema.parse({"fields": [patterned]}, source="test")


@pytest.mark.parametrize(
    ("pattern", "longest"),
    [
        pytest.param("(?=.*[A-Z])(?=.*[0-9]).{8,}", 10_000_000, id="looks ahead one by one"),
        pytest.param(r"(?!.*--)[a-z]+(-[a-z]+)*", 215, id="words between separators"),
        pytest.param(r"(a)\1", 10_000_000, id="refers to a group"),
        pytest.param(r"(?=x)(a+)+", 0, id="a repeat in a repeat"),
        pytest.param(r"(?=x)(-a*a*)*", 0, id="two repeats between separators"),
        pytest.param(r"(?=x)(a[ab]*)*", 0, id="a separator that may be repeated"),
    ],
)
def test_the_structure_says_how_long_a_text_python_may_try(pattern: str, longest: int) -> None:
    assert read_pattern(pattern).longest == longest


def test_nine_of_ten_published_patterns_are_matched_for_whole_columns() -> None:
    vectorised = [pattern for pattern in PUBLISHED if re2_takes(read_pattern(pattern).re2)]
    assert len(vectorised) >= 0.9 * len(PUBLISHED)
    assert all(read_pattern(pattern).is_bounded for pattern in PUBLISHED)


@given(
    st.sampled_from(sorted(PUBLISHED)).flatmap(
        lambda pattern: st.tuples(
            st.just(pattern), st.one_of(st.from_regex(pattern), st.text(max_size=12))
        )
    )
)
def test_published_patterns_mean_the_same_to_both_engines(case: tuple[str, str]) -> None:
    text_of_pattern, text = case
    pattern = read_pattern(text_of_pattern)
    if re2_takes(pattern.re2) and text.isascii():
        assert re2_matches(text, pattern) is (re.fullmatch(text_of_pattern, text) is not None)


@pytest.mark.parametrize("depth", [1, 2], ids=["an array", "an array of arrays"])
def test_the_items_of_an_array_are_matched_without_trying_for_ever(depth: int) -> None:
    field: dict[str, Any] = {"type": "string", "constraints": {"pattern": "(a+)+b"}}
    for _ in range(depth):
        field = {"type": "array", "arrayItem": field}
    schema = Schema.parse({"fields": [{"name": "x", **field}]}, source="x.json")
    reader = CellReader(schema.fields[0])

    def read(item: str) -> tuple[str, ...]:
        return reader.read("[" * depth + f'"{item}"' + "]" * depth).broken

    assert (read("aab"), read("a" * 60)) == ((), ("items",))
