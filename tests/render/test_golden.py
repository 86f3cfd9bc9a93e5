"""Every renderer over every run, in both languages, as it was when a person last looked at it.

Write them anew with `STATX_REGENERATE=1 pytest tests/render`, and read the difference before it is
committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from statx.render import RENDERERS
from statx.render.options import RenderOptions
from statx.render.step_summary import SUMMARY
from statx.texts import LANGUAGES, Language

from .runs import RUNS

GOLDEN = Path(__file__).parent / "golden"
SUFFIXES = {
    "text": "txt",
    "json": "json",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "sarif": "sarif",
}
FORMS = tuple(form for form in SUFFIXES if form != "text")


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
def test_the_text_is_what_was_looked_at(name: str, language: Language, width: int) -> None:
    options = RenderOptions(language, width, full=True)
    _compare("text", name, options, f"{name}.{width}.{language}.txt")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
def test_the_brief_text_is_what_was_looked_at(name: str, language: Language, width: int) -> None:
    options = RenderOptions(language, width)
    _compare("text", name, options, f"{name}.brief.{width}.{language}.txt")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("form", FORMS)
def test_what_programs_read_is_what_was_looked_at(form: str, name: str, language: Language) -> None:
    _compare(form, name, RenderOptions(language), f"{name}.{language}.{SUFFIXES[form]}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
def test_the_summary_of_a_step_is_what_was_looked_at(name: str, language: Language) -> None:
    written = "".join(SUMMARY(RUNS[name], RenderOptions(language)))
    _looked_at(written, f"{name}.{language}.summary.md")


def test_every_renderer_has_its_golden_files() -> None:
    assert set(SUFFIXES) == set(RENDERERS)


def _compare(form: str, name: str, setting: RenderOptions, file: str) -> None:
    _looked_at("".join(RENDERERS[form](RUNS[name], setting)), file)


def _looked_at(written: str, file: str) -> None:
    if os.environ.get("STATX_REGENERATE"):
        (GOLDEN / file).write_bytes(written.encode())
    assert written == (GOLDEN / file).read_bytes().decode()
