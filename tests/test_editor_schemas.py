"""What editors know of statx.toml, recipes and schemas is what statx reads."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from statx.config import Config
from statx.errors import BrokenConfigError
from statx.intake.errors import BrokenRecipeError
from statx.intake.recipe_reading import parse_recipe
from statx.registry.schema import Schema
from tests.editor_schemas import FILES, RECIPE, ROOT, SETTINGS, text_of

TABLE_SCHEMA = ROOT / "schemas" / "statx.schema.json"
SAMPLES = sorted((ROOT / "samples" / "_intake").glob("*/*.toml"))


def described(path: Path) -> Any:  # noqa: ANN401  JSON
    return json.loads(path.read_text(encoding="utf-8"))


def is_right(path: Path, content: str) -> bool:
    """Whether an editor has nothing to say."""
    return bool(Draft202012Validator(described(path)).is_valid(tomllib.loads(content)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_shipped_schemas_are_those_of_the_readers(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == text_of(FILES[path]()), "python -m tests.docs"


@pytest.mark.parametrize("path", [*FILES, TABLE_SCHEMA], ids=lambda path: path.name)
def test_each_is_a_json_schema(path: Path) -> None:
    Draft202012Validator.check_schema(described(path))


DATASET = '[[dataset]]\nfiles = "a"\nschema = "b"\n'
SETTINGS_CASES = [
    pytest.param("", id="nothing"),
    pytest.param('lang = "id"\nme = "sumbar"\nregistries = ["a", "statx"]', id="the unit"),
    pytest.param(DATASET + 'locale = "id"\nheader_row = 3', id="a dataset"),
    pytest.param('[unit.jatim]\nmailbox = "m"\nmin_approvals = {tertutup = 2}', id="a unit"),
    pytest.param(
        '[[export]]\nname = "a"\nfiles = "b"\nto = ["jatim"]\nmin_rows = 38', id="an export"
    ),
    pytest.param("[disclosure]\ndominance_1 = 70", id="a threshold"),
    pytest.param('langg = "id"', id="an unknown key"),
    pytest.param('lang = "jv"', id="an unknown language"),
    pytest.param(DATASET + 'locale = "fr"', id="an unknown locale"),
    pytest.param(DATASET + "header_row = 0", id="row nought"),
    pytest.param('[[dataset]]\nfiles = "a"', id="a dataset without a schema"),
    pytest.param('[[dataset]]\nfiles = "a"\nrecipe = "r.toml"', id="a dataset with a recipe"),
    pytest.param('[[export]]\nname = "a"\nfiles = "b"\nto = []', id="an export to nobody"),
    pytest.param("[disclosure]\ndominance_1 = 101", id="more than a hundred per cent"),
    pytest.param("[unit.jatim]\nmin_approvals = {tertutup = 0}", id="no approval"),
    pytest.param("hook = 'a'", id="a hook that is no list"),
]


@pytest.mark.parametrize("content", SETTINGS_CASES)
def test_an_editor_and_statx_agree_on_settings(tmp_path: Path, content: str) -> None:
    path = tmp_path / "statx.toml"
    path.write_text(content, encoding="utf-8")
    assert is_right(SETTINGS, content) == _is_read(path)


def _is_read(path: Path) -> bool:
    try:
        Config.read(path)
    except BrokenConfigError:
        return False
    return True


SHEET = '[sheet]\nheader = { row_with = "Kabupaten" }\n[[column]]\nfrom = "a"\nto = "b"\n'
RECIPE_CASES = [
    pytest.param(SHEET, id="a sheet"),
    pytest.param(SHEET + 'scale = "1/1000"', id="a column"),
    pytest.param("", id="nothing"),
    pytest.param("[sheet]\nname = 'a'", id="no header"),
    pytest.param(SHEET + '[[colum]]\nfrom = "a"', id="an unknown table"),
    pytest.param(SHEET + 'form = "a"', id="an unknown key"),
    pytest.param(SHEET + 'percent = "shown"', id="an unknown word"),
    pytest.param(SHEET + '[[filter]]\ncolumn = "a"\nkeep = "b"', id="a filter without a reason"),
]


@pytest.mark.parametrize("content", RECIPE_CASES)
def test_an_editor_and_statx_agree_on_recipes(content: str) -> None:
    assert is_right(RECIPE, content) == _is_recipe(content)


def _is_recipe(content: str) -> bool:
    try:
        parse_recipe(content, Path("resep.toml"))
    except BrokenRecipeError:
        return False
    return True


def test_an_editor_has_nothing_to_say_of_the_recipes_there_are() -> None:
    wrong = [path for path in SAMPLES if not is_right(RECIPE, path.read_text(encoding="utf-8"))]
    assert len(SAMPLES) > 20
    assert wrong == []


# ---- schemas -------------------------------------------------------------------------------------


class Watched(dict[str, Any]):
    """Remembers which keys were asked for."""

    def __init__(self, content: Mapping[str, Any], asked: set[str]) -> None:
        super().__init__(content)
        self.asked = asked

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401  as of a dict
        self.asked.add(key)
        return super().get(key, default)

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401  as of a dict
        self.asked.add(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self.asked.add(str(key))
        return super().__contains__(key)


def test_the_reader_of_schemas_asks_for_what_an_editor_knows() -> None:
    of_table: set[str] = set()
    of_field: set[str] = set()
    for descriptor in _shipped():
        fields = [
            {**field, "statx": Watched(field.get("statx", {}), of_field)}
            for field in descriptor["fields"]
        ]
        statx = Watched(descriptor["statx"], of_table)
        Schema.parse({**descriptor, "statx": statx, "fields": fields}, source="test")

    parts = described(TABLE_SCHEMA)["$defs"]
    assert set(parts["schema"]["properties"]) == of_table
    assert set(parts["field"]["properties"]) == of_field


def _shipped() -> Iterator[dict[str, Any]]:
    for name in ("pertanian_padi/2.0.0.json", "reference/wilayah_desa.json"):
        yield described(ROOT / "schemas" / name)
