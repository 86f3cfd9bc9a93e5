"""Every sentence stands in both languages with the same gaps; every error has one and a code."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from statx.container.errors import UntrustedPackageError
from statx.errors import EXIT_CODES, StatxError
from statx.texts import Text, as_keyword, clean, count, joined, named_option, number, verbatim
from tests.sentences import COMPUTED, gaps, named_options, sentences

ROOT = Path(__file__).parents[1]
SENTENCES = [
    pytest.param(each.id, each.en, id=f"{each.file.removeprefix('statx/')}:{each.line}")
    for each in sentences()
    if not each.id.startswith(COMPUTED)
]


@pytest.mark.parametrize(("id_", "en"), SENTENCES)
def test_a_sentence_stands_in_both_languages_with_the_same_gaps(id_: str, en: str) -> None:
    assert bool(id_.strip()) == bool(en.strip())
    assert (gaps(id_), named_options(id_)) == (gaps(en), named_options(en))
    assert (id_[:1].isspace(), id_[-1:].isspace()) == (en[:1].isspace(), en[-1:].isspace())


def test_the_walk_finds_the_sentences() -> None:
    assert len(SENTENCES) > 250


def concrete(base: type[StatxError]) -> Iterator[type[StatxError]]:
    for error in base.__subclasses__():
        yield from concrete(error)
        if not error.__subclasses__() or "says" in vars(error):
            yield error


HOMES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "statx").rglob("*errors.py")
]
for home in HOMES:
    importlib.import_module(home)
OURS = {error for error in concrete(StatxError) if error.__module__.startswith("statx.")}
ERRORS = sorted(OURS, key=lambda error: error.__name__)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.__name__)
def test_every_error_has_a_sentence_and_an_exit_code(error: type[StatxError]) -> None:
    assert error.__name__.endswith("Error")
    assert (isinstance(error.says, Text), error.exit_code in EXIT_CODES) == (True, True)
    assert error.__module__ in HOMES


@pytest.mark.parametrize(
    "error",
    [error for error in ERRORS if issubclass(error, UntrustedPackageError)],
    ids=lambda e: e.__name__,
)
def test_every_refusal_of_a_package_has_a_code_of_its_own(
    error: type[UntrustedPackageError],
) -> None:
    assert [other.__name__ for other in ERRORS if getattr(other, "code", None) == error.code] == [
        error.__name__
    ]


def test_a_text_within_a_text_is_said_in_the_same_language() -> None:
    inner = Text(id="dua", en="two")
    assert Text(id="{n} baris", en="{n} rows").fill(n=inner) == Text(id="dua baris", en="two rows")


@pytest.mark.parametrize(
    ("value", "id_", "en"),
    [
        (Decimal("0.2"), "0,2", "0.2"),
        (-1.5, "-1,5", "-1.5"),
        (1990, "1990", "1990"),
        ("13.09.01", "13.09.01", "13.09.01"),
        ("2024-01-31", "2024-01-31", "2024-01-31"),
    ],
)
def test_a_number_has_the_decimal_mark_of_each_language(value: object, id_: str, en: str) -> None:
    assert number(value) == Text(id=id_, en=en)


def test_numbers_are_grouped_as_each_language_does() -> None:
    assert joined([count(1234567), verbatim("x")]) == Text(id="1.234.567, x", en="1,234,567, x")


@pytest.mark.parametrize(
    ("sentence", "flag", "keyword"),
    [
        ("at {options.header_row:3}.", "at --header-row 3.", "at header_row=3."),
        ("at {options.header_row:{row}}.", "at --header-row 7.", "at header_row=7."),
        ("as {options.locale:id}", "as --locale id", 'as locale="id"'),
        ("add {options.force:True}!", "add --force!", "add force=True!"),
        ("name {options.schema}; or", "name --schema; or", "name schema; or"),
    ],
)
def test_an_option_is_named_as_its_caller_writes_it(sentence: str, flag: str, keyword: str) -> None:
    inner = Text(id=sentence, en=sentence).fill(row=7)
    filled = Text(id="{inner}", en="{inner}").fill(inner=inner)
    assert (filled.say("id"), filled.say("en", as_keyword)) == (flag, keyword)


@pytest.mark.parametrize("words", ["--force", "{options.force}", named_option("force").en])
def test_foreign_words_name_no_option(words: str) -> None:
    filled = Text(id="{words}", en="{words}").fill(words=words)
    assert filled.say("en", as_keyword) == clean(words)
