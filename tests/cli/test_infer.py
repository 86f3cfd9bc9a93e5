"""`statx schema infer` as it is typed."""

from __future__ import annotations

import json

from .command import Here

TABLE = "kode,jumlah (ribu)\n01,1.5\n02,2.5\n"


def test_a_draft_passes_its_data_and_is_refused_as_an_agreement(statx: Here) -> None:
    (statx.folder / "data.csv").write_text(TABLE)
    drafted = statx("schema", "infer", "data.csv", "-o", "skema.json")
    passed = statx("validate", "data.csv", "--schema", "skema.json")
    checked = statx("schema", "check", "skema.json")
    strictly = statx("schema", "check", "--strict", "skema.json")

    assert [each.code for each in (drafted, passed, checked, strictly)] == [0, 0, 0, 2]
    assert "statx schema check --strict skema.json" in drafted.err
    assert "Still a draft" in checked.err
    assert "field jumlah (ribu): still TODO: description" in strictly.err


def test_a_draft_is_given_to_programs_and_replaces_nothing(statx: Here) -> None:
    (statx.folder / "data.csv").write_text(TABLE)
    given = statx("schema", "infer", "data.csv")
    (statx.folder / "skema.json").write_text("{}")
    refused = statx("schema", "infer", "data.csv", "-o", "skema.json")
    itself = statx("schema", "infer", "data.csv", "-o", "data.csv", "--force")

    assert json.loads(given.out)["fields"][1]["statx"]["unit"] == "ribu"
    assert (refused.code, itself.code) == (2, 2)
    assert statx.names() == {"data.csv", "skema.json"}
