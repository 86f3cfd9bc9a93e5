"""Every sentence stands in both languages with the same gaps; every error has one and a code."""

from __future__ import annotations

import ast
import importlib
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from statx.container.errors import UntrustedPackageError
from statx.errors import EXIT_CODES, StatxError
from statx.texts import Text, count, joined, name_arguments, verbatim

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "statx").rglob("*.py"))


def pairs(path: Path) -> Iterator[tuple[int, str | None, str | None]]:
    """(line, Indonesian, English) of every sentence; None where it is no text that stands there."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("Text", "helped")
        ):
            given = {"id": None, "en": None} | dict(zip(("id", "en"), node.args, strict=False))
            given |= {word.arg: word.value for word in node.keywords if word.arg}
            yield node.lineno, _literal(given["id"]), _literal(given["en"])


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def gaps(sentence: str) -> set[str]:
    return {
        f"{name}!{how}" if how else name
        for _, name, _, how in string.Formatter().parse(sentence)
        if name is not None
    }


SENTENCES = [
    pytest.param(id_, en, id=f"{path.relative_to(ROOT / 'statx').as_posix()}:{line}")
    for path in FILES
    for line, id_, en in pairs(path)
    if id_ is not None and en is not None
]


@pytest.mark.parametrize(("id_", "en"), SENTENCES)
def test_a_sentence_stands_in_both_languages_with_the_same_gaps(id_: str, en: str) -> None:
    assert bool(id_.strip()) == bool(en.strip())
    assert gaps(id_) == gaps(en)
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
    for path in (ROOT / "statx").rglob("errors.py")
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


def test_numbers_are_grouped_as_each_language_does() -> None:
    assert joined([count(1234567), verbatim("x")]) == Text(id="1.234.567, x", en="1,234,567, x")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Say where it stands with --header-row 3, or",
            "Say where it stands with header_row=3, or",
        ),
        ("add --encoding cp1252.", 'add encoding="cp1252".'),
        ("use --locale id.", 'use locale="id".'),
        ("add --force to replace it", "add force to replace it"),
        ("Name one with --schema; the nearest", "Name one with schema; the nearest"),
        ("a -- b, and --- too", "a -- b, and --- too"),
    ],
)
def test_who_calls_python_reads_the_names_of_arguments(sentence: str, expected: str) -> None:
    assert name_arguments(sentence) == expected
