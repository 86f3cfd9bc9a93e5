"""Every check explains itself by a sample that breaks it: what, where, why, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.judging.errors import UnknownCodeError
from statx.judging.explanation import codes, explain
from statx.registry.catalog import Catalog, shipped
from statx.tables.csv.errors import IRREGULAR_CSV
from statx.texts import LANGUAGES, Text

SAMPLES = shipped("samples")
CATALOG = Catalog(shipped("schemas"))
CODES = codes(SAMPLES)


def is_sentence(text: Text) -> bool:
    return all(
        text.say(language)[:1].isupper() and text.say(language).endswith((".", "?"))
        for language in LANGUAGES
    )


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_by_its_own_sample(code: str) -> None:
    explained = explain(code, SAMPLES, CATALOG)
    assert (explained.rule is None) != (explained.error is None)
    assert explained.rule is None or explained.rule.code == code


@pytest.mark.parametrize("code", CODES)
def test_a_code_says_what_is_wrong_and_why_that_matters(code: str) -> None:
    explained = explain(code, SAMPLES, CATALOG)
    assert explained.says.en
    assert is_sentence(explained.why)


@pytest.mark.parametrize("code", CODES)
def test_a_check_says_what_to_do(code: str) -> None:
    rule = explain(code, SAMPLES, CATALOG).rule
    assert rule is None or is_sentence(rule.remedy)


def test_a_warning_is_explained_by_a_sample_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "_checks" / "no-rows"
    folder.mkdir(parents=True)
    (folder / "data.csv").write_text("a\n")
    (folder / "schema.json").write_text('{"fields": [{"name": "a"}]}')

    explained = explain("no-rows", tmp_path, CATALOG)
    assert (explained.sample, explained.fails) == ("_checks/no-rows/data.csv", False)
    assert is_sentence(explained.why)


def test_files_that_are_no_tables_are_explained_too() -> None:
    assert set(IRREGULAR_CSV) <= set(CODES)
    assert CODES["long-record"] is None


def test_an_unknown_code_names_what_is_near() -> None:
    with pytest.raises(UnknownCodeError, match="code-system"):
        explain("code-sistem", SAMPLES, CATALOG)
