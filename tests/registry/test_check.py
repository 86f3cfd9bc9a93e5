"""`schema check` takes any right Table Schema.

And with `strict` asks for what the registry needs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from statx.errors import BrokenSchemaError
from statx.judging.schemas import checked_schema
from statx.texts import Language

from .shipped import CATALOG, FILES

PLAIN = {"fields": [{"name": "kode"}, {"name": "jumlah", "type": "integer"}]}


def schema_file(folder: Path, descriptor: dict[str, Any]) -> Path:
    path = folder / "s.json"
    path.write_text(json.dumps(descriptor))
    return path


def faults(path: Path, language: Language, *, strict: bool = False) -> list[str]:
    with pytest.raises(BrokenSchemaError) as broken:
        checked_schema(path, CATALOG, strict=strict)
    return [fault.say(language) for fault in broken.value.faults]


def test_any_table_schema_is_right(tmp_path: Path) -> None:
    assert checked_schema(schema_file(tmp_path, PLAIN), CATALOG).names == ("kode", "jumlah")


@pytest.mark.parametrize("path", FILES.values(), ids=FILES)
def test_the_shared_schemas_are_right_strictly(path: Path) -> None:
    assert checked_schema(path, CATALOG, strict=True).names


def test_the_registry_asks_for_more_one_fault_a_line_by_field(tmp_path: Path) -> None:
    path = schema_file(tmp_path, PLAIN)
    assert "field kode: 'title' is missing" in faults(path, "en", strict=True)
    assert "kolom kode: 'title' belum ada" in faults(path, "id", strict=True)
    assert "skema: 'primaryKey' belum ada" in faults(path, "id", strict=True)


def test_every_fault_stands_by_itself(tmp_path: Path) -> None:
    fields = [{"name": "a", "required": True}, {"name": "b", "type": "text"}]
    assert faults(schema_file(tmp_path, {"fields": fields}), "id") == [
        "kolom a: 'required' tidak berlaku di sini; tempatnya di \"constraints\" milik kolom",
        "kolom b: type 'text' tidak dikenal",
    ]
