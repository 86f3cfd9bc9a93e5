"""JSON Schemas for statx.toml and recipes, made from the tables by which statx reads them.

Editors complete and check by them (`#:schema …` on the first line of a TOML file). A key that is
read and not described here, or the other way round, fails when they are made; what a key means is
the sentence beside the attribute that holds it. `python -m tests.docs` writes them into schemas/.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from statx import config
from statx.intake import recipe_reading
from statx.intake import recipe_values as values
from statx.intake.recipe_values import Choice, Key
from statx.options import DATA_OPTIONS, SCHEMA
from statx.options import RECIPE as RECIPE_OPTION
from statx.results.classification import CLASSIFICATIONS
from statx.settings import exports, units
from statx.texts import LANGUAGES
from statx.thresholds import THRESHOLDS

ROOT = Path(__file__).parents[1]
SETTINGS = ROOT / "schemas" / "statx-toml.schema.json"
RECIPE = ROOT / "schemas" / "recipe.schema.json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"

Described = dict[str, Any]

TEXT: Described = {"type": "string"}
FILLED: Described = {"type": "string", "pattern": r"\S"}
TEXTS: Described = {"type": "array", "items": TEXT}
COUNT: Described = {"type": "integer", "minimum": 1}
MAP: Described = {"type": "object", "additionalProperties": TEXT}
LETTER: Described = {"type": "string", "pattern": "^[A-Z]+$"}


def one_or_several(item: Described) -> Described:
    return {"anyOf": [item, {"type": "array", "minItems": 1, "items": item}]}


def one_of(choices: Iterable[str], *, empty: bool = False) -> Described:
    return {"enum": [*([""] if empty else []), *filter(None, choices)]}


def table(keys: Iterable[str], described: Mapping[str, Described], **more: Any) -> Described:  # noqa: ANN401  JSON Schema
    """A table with exactly these keys; KeyError where one of them is not described."""
    names = list(keys)
    if set(described) != set(names):
        raise KeyError(*(set(described) ^ set(names)))
    properties = {name: described[name] for name in names}
    return {"type": "object", "additionalProperties": False, "properties": properties, **more}


def list_of(item: Described) -> Described:
    return {"type": "array", "items": item}


# ---- what keys mean ------------------------------------------------------------------------------


def meanings(module: Any, class_name: str) -> dict[str, str]:  # noqa: ANN401  a module
    """Attribute of a class -> the sentence below it."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    (found,) = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name == class_name
    ]
    said = {}
    for attribute, below in zip(found.body, found.body[1:], strict=False):
        if isinstance(attribute, ast.AnnAssign) and isinstance(below, ast.Expr):
            said[ast.unparse(attribute.target)] = " ".join(ast.literal_eval(below.value).split())
    return said


def with_meanings(described: Mapping[str, Described], said: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: {**each, "description": said[name]} if name in said else each
        for name, each in described.items()
    }


# ---- statx.toml ----------------------------------------------------------------------------------


def settings() -> Described:
    """Of a whole statx.toml."""
    described: dict[str, Described] = {
        "lang": one_of(LANGUAGES, empty=True),
        "registries": TEXTS,
        "registry": TEXT,
        "exclude": TEXTS,
        "dataset": list_of(_dataset()),
        "disclosure": table(THRESHOLDS, _thresholds()),
        "hook": TEXTS,
        "unit": {"type": "object", "additionalProperties": _unit()},
        "export": list_of(_export()),
        **dict.fromkeys(("me", "producer", *config.PATH_KEYS), TEXT),
    }
    said = meanings(config, "Config")
    said |= {"registry": said["registries"], "unit": said["units"], "export": said["exports"]}
    whole = table(config.KEYS, with_meanings(described, said))
    return {"$schema": DRAFT, "title": "statx.toml", **whole}


def _data_options() -> dict[str, Described]:
    described: dict[str, Described] = {}
    for name, option in DATA_OPTIONS.items():
        kind = COUNT if isinstance(option.empty, int) else TEXT
        kind = one_of(option.choices, empty=True) if option.choices else kind
        described[name] = {**kind, "description": option.help.en}
    return described


def _dataset() -> Described:
    files = with_meanings({"files": TEXT}, meanings(config, "Dataset"))
    keys = ("files", *DATA_OPTIONS)
    # A recipe names a schema of its own.
    either = [{"required": [option.name]} for option in (SCHEMA, RECIPE_OPTION)]
    return table(keys, {**files, **_data_options()}, required=["files"], anyOf=either)


def _export() -> Described:
    described: dict[str, Described] = {
        "name": TEXT,
        "files": TEXT,
        "to": {**TEXTS, "minItems": 1},
        "format": one_of(exports.FORMATS),
        "classification": one_of(CLASSIFICATIONS, empty=True),
        "approval": one_of((exports.ASK, exports.REQUIRED)),
        "min_rows": COUNT,
        "newer_than_days": COUNT,
        "accepted_within_days": COUNT,
    }
    own = with_meanings(described, meanings(exports, "Export"))
    keys = (*exports.EXPORT_KEYS, *DATA_OPTIONS)
    return table(keys, {**own, **_data_options()}, required=["name", "files", "to"])


def _unit() -> Described:
    described: dict[str, Described] = {
        "name": TEXT,
        "min_approvals": table(CLASSIFICATIONS, dict.fromkeys(CLASSIFICATIONS, COUNT)),
        "mailbox": TEXT,
        "overdue_hours": COUNT,
        "schemas": TEXTS,
    }
    return table(units.UNIT_KEYS, with_meanings(described, meanings(units, "Unit")))


def _thresholds() -> dict[str, Described]:
    return {
        name: {
            "type": "integer",
            "minimum": 1,
            "maximum": threshold.most,
            "default": threshold.default,
            "description": threshold.means.en,
        }
        for name, threshold in THRESHOLDS.items()
    }


# ---- recipes -------------------------------------------------------------------------------------

BY_READER: Mapping[Any, Described] = {
    values.text: TEXT,
    values.filled_text: FILLED,
    values.texts: TEXTS,
    values.text_or_texts: one_or_several(FILLED),
    values.count: COUNT,
    values.decimal: {"anyOf": [TEXT, {"type": "integer", "minimum": 0}]},
    values.scale: {"anyOf": [TEXT, COUNT]},
    values.down: {"const": "down"},
    values.pattern: FILLED,
    values.patterns: one_or_several(FILLED),
    values.letter: LETTER,
    values.letters: one_or_several(LETTER),
    values.mapping: MAP,
    values.mappings: {"type": "object", "additionalProperties": MAP},
}
"""What reads a value -> what the value is."""


def recipe() -> Described:
    """Of a whole recipe."""
    inside = _parts()
    described = {
        **inside,
        "source": list_of(_of_keys("Source", recipe_reading.SOURCE_KEYS, inside)),
    }
    whole = _of_keys("Recipe", recipe_reading.TOP_KEYS, described)
    whole["anyOf"] = [{"required": ["sheet"]}, {"required": ["source"]}]
    return {"$schema": DRAFT, "title": "a recipe of statx tidy", **whole}


def _parts() -> dict[str, Described]:
    ignored = _of_keys("Ignored", recipe_reading.IGNORED_KEYS)
    sheet = {
        "header": _of_keys("Header", recipe_reading.HEADER_KEYS),
        "body": _of_keys("Body", recipe_reading.BODY_KEYS),
        "ignore": list_of(ignored),
    }
    names = {"names": _of_keys("Names", recipe_reading.NAMES_KEYS)}
    constant = _of_keys("Constant", recipe_reading.CONSTANT_KEYS)
    return {
        "sheet": _of_keys("SheetLayout", recipe_reading.SHEET_KEYS, sheet),
        "column": list_of(_of_keys("Column", recipe_reading.COLUMN_KEYS, names)),
        "total": list_of(_of_keys("Total", recipe_reading.TOTAL_KEYS)),
        "constant": {
            "type": "object",
            "additionalProperties": {"anyOf": [TEXT, {"type": "integer"}, constant]},
        },
        "filter": list_of(_of_keys("Filter", recipe_reading.FILTER_KEYS)),
    }


def _of_keys(
    class_name: str, keys: Mapping[str, Key], inside: Mapping[str, Described] | None = None
) -> Described:
    """The table that is read by these keys; those that are tables themselves are in `inside`."""
    from statx.intake import recipe as module

    known = inside or {}
    described = {
        name: known[name] if name in known else _of_reader(key.read) for name, key in keys.items()
    }
    said = meanings(module, class_name)
    by_key = {
        name: said[key.name or name] for name, key in keys.items() if (key.name or name) in said
    }
    required = [name for name, key in keys.items() if key.required is not None]
    more = {"required": required} if required else {}
    return table(keys, with_meanings(described, by_key), **more)


def _of_reader(read: Any) -> Described:  # noqa: ANN401  any function
    return one_of(read.known) if isinstance(read, Choice) else BY_READER[read]


FILES = {SETTINGS: settings, RECIPE: recipe}


def text_of(described: Described) -> str:
    return json.dumps(described, indent=2, ensure_ascii=False) + "\n"


def write() -> None:
    """Write all of them."""
    for path, make in FILES.items():
        path.write_text(text_of(make()), encoding="utf-8")
