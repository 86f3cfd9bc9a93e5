"""`statx validate`: exact counts, bounded lists.

Every failing cell, and reports that appear whole.
"""

from __future__ import annotations

import csv
import errno
import json
from pathlib import Path
from typing import NoReturn

import pyarrow.parquet as pq
import pytest

from .command import BAD, GOOD, ROOT, Here

WRONG = 500


@pytest.fixture
def dirty(statx: Here) -> Path:
    """Many wrong cells in one column, a key that stands twice, and a schema for them."""
    fields = [{"name": "k"}, {"name": "n", "type": "integer"}]
    (statx.folder / "schema.json").write_text(
        json.dumps({"fields": fields, "primaryKey": ["k"]}), encoding="utf-8"
    )
    path = statx.folder / "dirty.csv"
    path.write_text(
        "k,n\n" + "".join(f"r{row},x\n" for row in range(WRONG)) + "r0,1\n", encoding="utf-8"
    )
    return path


def judged(statx: Here, *more: str) -> tuple[int, str]:
    said = statx("validate", "dirty.csv", "--schema", "schema.json", *more)
    assert said.code == 1
    return said.code, said.out


@pytest.mark.usefixtures("dirty")
@pytest.mark.parametrize(
    ("limit", "listed"), [("1", 1), ("20", 20), ("0", WRONG + 1), ("1000", WRONG + 1)]
)
def test_counts_are_exact_and_the_list_is_bounded(statx: Here, limit: str, listed: int) -> None:
    _, out = judged(statx, "--limit", limit, "--format", "json")
    task = json.loads(out)["tasks"][0]
    assert (task["stats"]["errors"], len(task["errors"])) == (WRONG + 1, listed)


@pytest.mark.usefixtures("dirty")
def test_a_page_lists_more_than_is_read_where_more_is_asked_for(statx: Here) -> None:
    usual, asked = (" ".join(judged(statx, *more)[1].split()) for more in ((), ("--limit", "20")))
    assert ("row 4 " in usual, "row 20 " in usual, "row 20 " in asked) == (True, False, True)


@pytest.mark.usefixtures("dirty")
@pytest.mark.parametrize("name", ["errors.csv", "errors.parquet"])
def test_every_failing_cell_is_written_whatever_the_limit(statx: Here, name: str) -> None:
    judged(statx, "--errors", name, "--limit", "1")
    if name.endswith(".csv"):
        with Path(name).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    else:
        rows = pq.read_table(name).to_pylist()
    assert len(rows) == WRONG + 1
    assert {row["code"] for row in rows} == {"type-error", "primary-key"}
    assert [str(row["row"]) for row in rows[:2]] == ["2", "3"]


def test_what_is_wrong_with_a_header_is_among_the_errors(statx: Here) -> None:
    Path("header.csv").write_text("k,m,o\na,1,2\n", encoding="utf-8")
    Path("schema.json").write_text('{"fields": [{"name": "k"}, {"name": "n"}]}', encoding="utf-8")
    said = statx(
        "validate",
        "header.csv",
        "--schema",
        "schema.json",
        "--errors",
        "errors.csv",
        "--format",
        "json",
    )
    with Path("errors.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["code"], row["row"], row["found"]) for row in csv.DictReader(file)]
    assert found == [("extra-label", "", "o"), ("incorrect-label", "", "m")]
    assert json.loads(said.out)["stats"]["errors"] == len(found)


def test_the_errors_of_several_files_are_told_apart(statx: Here) -> None:
    statx("validate", BAD, GOOD, BAD, "--errors", "errors.parquet")
    assert pq.read_table("errors.parquet")["file"].to_pylist() == [str(BAD)] * 4


def test_a_report_goes_to_a_file_and_its_verdict_to_the_terminal(statx: Here) -> None:
    said = statx("validate", BAD, "--format", "json", "--output", "report.json")
    assert (said.code, said.out, said.err) == (1, "", "1 file checked: 1 did not pass · 2 errors\n")
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["valid"] is False


@pytest.mark.parametrize(
    ("options", "out"),
    [((), True), (("-q",), False), (("-qq",), False)],
    ids=["as usual", "quiet", "silent"],
)
def test_quiet_shows_only_what_does_not_pass(
    statx: Here, options: tuple[str, ...], out: bool
) -> None:
    said = statx("validate", GOOD, *options)
    assert (said.code, bool(said.out), said.err) == (0, out, "")


@pytest.mark.parametrize(("option", "out"), [("-q", True), ("-qq", False)])
def test_what_fails_is_shown_unless_nothing_is_to_be(statx: Here, option: str, out: bool) -> None:
    said = statx("validate", BAD, option)
    assert (said.code, bool(said.out), said.err) == (1, out, "")


def test_a_report_is_whole_or_not_there(statx: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("os.fsync", full)
    assert (statx("validate", BAD, "--output", "report.txt").code, statx.names()) == (75, set())


@pytest.mark.parametrize(
    "outputs",
    [
        pytest.param(["--output", "data.csv", "--force"], id="the report over the data"),
        pytest.param(["--errors", "data.csv", "--force"], id="the errors over the data"),
        pytest.param(["--output", "x.csv", "--errors", "./x.csv"], id="both into one file"),
        pytest.param(["--output", "old.txt"], id="the report over a file that exists"),
        pytest.param(["--errors", "old.csv"], id="the errors over a file that exists"),
    ],
)
def test_nothing_is_written_over_by_accident(statx: Here, outputs: list[str]) -> None:
    before = {"data.csv": BAD.read_bytes(), "old.txt": b"old", "old.csv": b"old"}
    for name, content in before.items():
        Path(name).write_bytes(content)
    assert statx("validate", "data.csv", *outputs).code == 2
    assert {path.name: path.read_bytes() for path in statx.folder.iterdir()} == before


def test_annotations_name_file_and_line(statx: Here) -> None:
    said = statx("validate", BAD, "--format", "github")
    assert said.out.startswith(f"::error file={BAD},line=4,")


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_report_is_in_the_language_that_was_asked_for(statx: Here, language: str) -> None:
    said = statx("validate", BAD, "--lang", language)
    assert ("tidak lolos" in said.out, "does not pass" in said.out) == (
        language == "id",
        language == "en",
    )


def test_a_json_report_is_the_same_whatever_the_number_of_workers(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = []
    for workers in (1, 4):
        monkeypatch.setattr("statx.cli.session.Session.workers", workers)
        report = json.loads(statx("validate", BAD, "--format", "json").out)
        reports.append([task["errors"] for task in report["tasks"]])
    assert reports[0] == reports[1]


# ---- settings ------------------------------------------------------------------------------------


def test_a_dataset_of_the_settings_gives_schema_and_locale(statx: Here) -> None:
    Path("schema.json").write_text(
        '{"fields": [{"name": "k"}, {"name": "n", "type": "number"}]}', encoding="utf-8"
    )
    Path("data.csv").write_text("k;n\na;1.234,56\n", encoding="utf-8")
    Path("statx.toml").write_text(
        '[[dataset]]\nfiles = "*.csv"\nschema = "schema.json"\nlocale = "id"\n', encoding="utf-8"
    )
    said = statx("validate", "data.csv", "--full")
    assert (said.code, "Named by statx.toml." in said.out) == (0, True)


@pytest.mark.parametrize(
    "command",
    [["validate", str(GOOD)], ["schema", "list"], ["convert", str(GOOD), "out.csv"]],
    ids=lambda c: c[0],
)
def test_settings_that_are_wrong_stop_every_command(statx: Here, command: list[str]) -> None:
    Path("statx.toml").write_text('langg = "id"', encoding="utf-8")
    said = statx(*command)
    assert (said.code, "langg? → lang" in said.err) == (2, True)


def test_a_descriptor_beside_the_file_says_how_to_judge_it(statx: Here) -> None:
    schema = {"fields": [{"name": "n", "type": "integer"}]}
    resource = {"name": "x", "path": "x.csv", "schema": schema}
    Path("datapackage.json").write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    Path("x.csv").write_text("n\nsatu\n", encoding="utf-8")
    said = statx("validate", "x.csv", "--full")
    assert (said.code, "Named by datapackage.json." in said.out) == (1, True)


# ---- the other commands --------------------------------------------------------------------------


def test_convert_answers_with_the_content_hash_alone(statx: Here) -> None:
    said = statx("convert", GOOD, "out.parquet")
    assert (said.code, len(said.out.split()), said.out[:7]) == (0, 1, "sha256:")
    assert "39 rows" in said.err


def test_quiet_says_nothing_beside_the_answer(statx: Here) -> None:
    for command in (
        ["convert", GOOD, "out.csv"],
        ["pack", GOOD, "--draft", "-o", "out.zip"],
        ["verify", "out.zip", "--draft"],
    ):
        said = statx(*command, "--quiet")
        assert (said.code, said.err, said.out[:7], said.out.count("\n")) == (0, "", "sha256:", 1)


def test_rejects_are_counted_aloud(statx: Here) -> None:
    said = statx("convert", BAD, "out.csv", "--rejects", "rejects.csv")
    assert (said.code, "2 rows of" in said.err, statx.names()) == (
        0,
        True,
        {"out.csv", "rejects.csv"},
    )


def test_a_result_without_a_row_is_not_green(statx: Here) -> None:
    Path("schema.json").write_text(
        '{"fields": [{"name": "k"}, {"name": "n", "type": "integer"}]}', encoding="utf-8"
    )
    Path("x.csv").write_text("k,n\na,satu\n", encoding="utf-8")
    assert (
        statx("convert", "x.csv", "out.csv", "--schema", "schema.json", "--rejects", "r.csv").code
        == 1
    )


def test_a_region_is_found_by_name_and_code_and_its_twin_is_named(statx: Here) -> None:
    said = statx("region", "find", "13.09")
    assert (said.code, "Kepulauan Mentawai" in said.out) == (0, True)
    assert "is another place: " in said.out
    assert "13.09" in statx("region", "find", "mentawai").out


def test_a_region_may_be_asked_for_in_several_words(statx: Here) -> None:
    assert "Kabupaten Kediri" in statx("region", "find", "Kab.", "Kediri").out


def test_all_schemas_are_listed(statx: Here) -> None:
    said = statx("schema", "list", "--lang", "id")
    assert (said.code, "kemiskinan" in said.out, "Klasifikasi" in said.out) == (0, True, True)


def test_a_schema_is_shown_with_all_its_fields(statx: Here) -> None:
    said = statx("schema", "show", "kemiskinan")
    assert said.code == 0
    assert all(
        name in said.out
        for name in ("kode_wilayah", "garis_kemiskinan", "Primary key", "Foreign keys")
    )


def test_layers_of_a_registry_are_named_one_by_one(statx: Here) -> None:
    own = Path("own") / "pasar"
    own.mkdir(parents=True)
    about = {"fields": [{"name": "a"}], "name": "pasar", "statx": {"version": "1.0.0"}}
    (own / "1.0.0.json").write_text(json.dumps(about), encoding="utf-8")
    both = statx("schema", "list", "--registry", "own", "--registry", "statx").out
    alone = statx("schema", "list", "--registry", "own").out
    assert ("kemiskinan" in both, "own" in both) == (True, True)
    assert ("kemiskinan" in alone, "pasar" in alone) == (False, True)


def test_a_schema_is_checked(statx: Here) -> None:
    Path("wrong.json").write_text(
        '{"fields": [{"name": "n", "constraints": {"pattern": "("}}]}', encoding="utf-8"
    )
    assert statx("schema", "check", "wrong.json").code == 2
    right = ROOT / "schemas" / "kemiskinan" / "1.0.0.json"
    assert "The schema is right" in statx("schema", "check", right).out


def test_a_draft_is_packed_and_looked_at(statx: Here) -> None:
    packed = statx("pack", GOOD, "--draft", "-o", "k-1.0.0.zip")
    looked_at = statx("verify", "k-1.0.0.zip", "--draft")
    assert (packed.code, looked_at.code) == (0, 0)
    assert packed.out.split()[-1] == looked_at.out.split()[-1]
    assert "nobody vouches" in looked_at.err


TITLED = "Judul\n\nk,n\nr1,1\nr1,x\n"


@pytest.mark.usefixtures("dirty")
@pytest.mark.parametrize(
    ("settings", "options"),
    [
        pytest.param("", ("--schema", "schema.json", "--header-row", "3"), id="an option"),
        pytest.param(
            '[[dataset]]\nfiles = "titled.csv"\nschema = "schema.json"\nheader_row = 3',
            (),
            id="statx.toml",
        ),
    ],
)
def test_rows_above_a_declared_header_are_skipped_and_counted(
    statx: Here, settings: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    (statx.folder / "statx.toml").write_text(settings)
    (statx.folder / "titled.csv").write_text(TITLED)
    errors = tmp_path / "errors.csv"
    said = statx("validate", "titled.csv", *options, "--errors", str(errors), "--lang", "en")
    assert "header in row 3" in said.out
    assert "the same as row 4" in said.out
    with errors.open(newline="") as file:
        assert [(row["row"], row["code"]) for row in csv.DictReader(file)] == [
            ("5", "type-error"),
            ("5", "primary-key"),
        ]
