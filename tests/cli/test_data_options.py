"""An option on data is one entry: whatever stands in the table is taken and obeyed everywhere."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import statx as face
from statx.cli import app
from statx.errors import OptionError
from statx.options import DATA_OPTIONS, DataOption, DataOptions
from statx.package.errors import NotExchangeFormError
from statx.texts import Text

from .command import Here

TRIAL = DataOption(
    "comment_char",
    "",
    Text(id="Tanda komentar.", en="The sign of a comment."),
    metavar="CHAR",
    dialect_property="comment_char",
)
SCHEMA = '{"fields": [{"name": "k"}, {"name": "n", "type": "integer"}]}'
COMMENTED = "k,n\n#a,remark\nb,1\n"
"""Passes where # begins a comment, and fails by its second row elsewhere."""


@pytest.fixture
def table(statx: Here, monkeypatch: pytest.MonkeyPatch) -> Here:
    """A table of options with one more entry, commands made from it, and data that needs it."""
    monkeypatch.setitem(DATA_OPTIONS, TRIAL.name, TRIAL)
    monkeypatch.setattr(app, "program", app.program.__wrapped__)
    Path("schema.json").write_text(SCHEMA, encoding="utf-8")
    Path("x.csv").write_text(COMMENTED, encoding="utf-8")
    return statx


def settle_in_config() -> None:
    settings = '[[dataset]]\nfiles = "*.csv"\nschema = "schema.json"\ncomment_char = "#"\n'
    Path("statx.toml").write_text(settings, encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "without", "obeyed"),
    [
        pytest.param("validate x.csv", 1, 0, id="validate"),
        pytest.param("convert x.csv y.csv", 1, 0, id="convert"),
        # Data that passes, but in another dialect than the one that is handed over.
        pytest.param("pack x.csv --draft -o x.zip", 1, 2, id="pack"),
    ],
)
def test_every_command_obeys_one_more_option(
    table: Here, line: str, without: int, obeyed: int
) -> None:
    named = [*line.split(), "--schema", "schema.json"]
    assert table(*named).code == without
    assert table(*named, "--comment-char", "#").code == obeyed


@pytest.mark.parametrize("line", ["validate x.csv", "convert x.csv y.csv"])
def test_every_command_obeys_it_in_the_settings(table: Here, line: str) -> None:
    settle_in_config()
    assert table(*line.split()).code == 0


@pytest.mark.parametrize("command", ["validate", "convert", "pack"])
def test_every_command_shows_it(table: Here, command: str) -> None:
    assert "--comment-char CHAR" in table(command, "--help").out


@pytest.mark.parametrize("settled_by", ["a keyword", "statx.toml"])
@pytest.mark.usefixtures("table")
def test_the_python_face_obeys_it(settled_by: str) -> None:
    options: dict[str, Any] = {"schema": "schema.json", "comment_char": "#"}
    if settled_by == "statx.toml":
        options = {}
        settle_in_config()
    assert face.read("x.csv", **options)["n"].tolist() == [1]
    assert face.validate("x.csv", **options).valid
    assert face.convert("x.csv", "y.csv", **options).written
    with pytest.raises(NotExchangeFormError):
        face.pack("x.csv", "x.zip", **options)


@pytest.mark.parametrize("function", [face.read, face.validate, face.convert, face.pack])
def test_help_of_the_python_face_lists_every_option(function: Callable[..., object]) -> None:
    assert set(DATA_OPTIONS) <= set(inspect.signature(function).parameters)


def test_a_keyword_that_is_no_option_is_named_with_the_near_one() -> None:
    with pytest.raises(TypeError, match="did you mean 'encoding'"):
        DataOptions(encodin="utf-8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("locale", "de", id="no such choice"),
        pytest.param("encoding", 1, id="no text"),
        pytest.param("delimiter", ";;", id="two characters"),
        pytest.param("delimiter", "ä", id="no ASCII"),
        pytest.param("header_row", -1, id="a row above the first"),
        pytest.param("header_row", True, id="no number"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused(name: str, value: str | int) -> None:
    with pytest.raises(OptionError, match=name):
        DataOptions(**{name: value})  # type: ignore[arg-type]  # wrong values are what is tried


# ---- what everybody says, merged -----------------------------------------------------------------

INDONESIAN = "k;n\na;1.500\n"
NUMBERS = '{"fields": [{"name": "k"}, {"name": "n", "type": "number"}]}'


def test_read_obeys_the_settings_like_its_siblings(statx: Here) -> None:
    (statx.folder / "schema.json").write_text(NUMBERS, encoding="utf-8")
    Path("x.csv").write_text(INDONESIAN, encoding="utf-8")
    settings = '[[dataset]]\nfiles = "*.csv"\nschema = "schema.json"\nlocale = "id"\n'
    Path("statx.toml").write_text(settings, encoding="utf-8")
    assert face.read("x.csv")["n"].tolist() == [1500]


LATIN = "k|n\nkafé|1\n".encode("cp1252")


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        pytest.param('encoding = "cp1252"\ndelimiter = "|"', 0, id="both"),
        pytest.param('delimiter = "|"', 3, id="no encoding"),
        pytest.param('encoding = "cp1252"\ndelimiter = ";"', 1, id="another delimiter"),
    ],
)
def test_a_dataset_of_the_settings_gives_encoding_and_delimiter(
    statx: Here, settings: str, code: int
) -> None:
    Path("schema.json").write_text(SCHEMA, encoding="utf-8")
    Path("x.csv").write_bytes(LATIN)
    dataset = f'[[dataset]]\nfiles = "*.csv"\nschema = "schema.json"\n{settings}\n'
    Path("statx.toml").write_text(dataset, encoding="utf-8")
    assert statx("validate", "x.csv").code == code


def test_the_python_face_takes_encoding_delimiter_and_header_row(statx: Here) -> None:
    (statx.folder / "schema.json").write_text(SCHEMA, encoding="utf-8")
    Path("x.csv").write_bytes(b"Judul\n" + LATIN)
    options: dict[str, Any] = {
        "schema": "schema.json",
        "encoding": "cp1252",
        "delimiter": "|",
        "header_row": 2,
    }
    assert face.read("x.csv", **options)["k"].tolist() == ["kafé"]
    assert face.convert("x.csv", "y.csv", **options).written
    assert Path("y.csv").read_text(encoding="utf-8") == "k,n\nkafé,1\n"
