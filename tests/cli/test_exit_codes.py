"""One row a code, and one sentence about what happened; the worst of many files wins."""

from __future__ import annotations

import errno
import json
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from statx.cli import data
from statx.container.bag import write_container
from statx.errors import EXIT_CODES
from statx.tables.csv import blocks

from .command import BAD, GOOD, Here

NOT_YET = {6}
"""Codes of commands that are still to come."""


def prepare(folder: Path) -> None:
    """Every kind of input that is asked for below."""
    lines = GOOD.read_bytes().splitlines(keepends=True)
    (folder / "empty.csv").touch()
    (folder / "header.csv").write_bytes(lines[0])
    (folder / "excel.csv").write_bytes(b"PK\x03\x04" + bytes(60))
    (folder / "latin.csv").write_bytes(GOOD.read_bytes().replace(b"Kabupaten", b"Kabup\xe4ten", 1))
    (folder / "quote.csv").write_bytes(lines[0] + b'"35.01' + b"".join(lines[1:]))
    (folder / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "none").mkdir()
    (folder / "broken.parquet").write_bytes(b"PAR1")
    (folder / "broken.zip").write_bytes(b"PK\x03\x04")
    (folder / "schema.json").write_text(
        '{"fields": [{"name": "a", "type": "intger"}]}', encoding="utf-8"
    )
    resource = {"name": "k", "path": "k.csv", "hash": "sha256:" + "0" * 64}
    (folder / "described").mkdir()
    shutil.copy(GOOD, folder / "described" / "k.csv")
    (folder / "described" / "datapackage.json").write_text(
        json.dumps({"resources": [resource]}), encoding="utf-8"
    )


ROWS = [
    pytest.param(0, f"validate {GOOD}", "passes", id="0 fine"),
    pytest.param(1, f"validate {BAD}", "does not pass: 2 errors", id="1 the data does not pass"),
    pytest.param(
        1, f"convert {BAD} out.parquet", "out.parquet was not written", id="1 nothing converted"
    ),
    pytest.param(
        1, f"pack {BAD} --draft -o out.zip", "out.zip was not made", id="1 nothing packed"
    ),
    pytest.param(1, "region find Atlantis", "No region fits", id="1 no such region"),
    pytest.param(
        2,
        f"validate {GOOD} --schema kemiskina",
        "kemiskinan",
        id="2 unknown schema, near one named",
    ),
    pytest.param(
        2, "validate other.csv --schema schema.json", "intger", id="2 a schema that is wrong"
    ),
    pytest.param(2, f"validate {GOOD} --encoding ebcdic-x", "ebcdic-x", id="2 unknown encoding"),
    pytest.param(2, f"convert {GOOD} other.csv", "--force", id="2 the result exists"),
    pytest.param(2, f"convert {GOOD} {GOOD}", "named twice", id="2 source and destination"),
    pytest.param(2, f"convert {GOOD} nowhere/out.csv", "does not exist", id="2 no such folder"),
    pytest.param(
        2, f"convert {GOOD} /proc/out.csv", "cannot be written", id="2 no permission to write"
    ),
    pytest.param(2, "convert none out.csv", "is a folder", id="2 a folder for a file"),
    pytest.param(
        2, f"validate {GOOD} --registry nowhere", "does not exist", id="2 no such registry"
    ),
    pytest.param(3, "validate missing.csv", "was not found", id="3 missing"),
    pytest.param(3, "validate empty.csv", "is empty", id="3 empty"),
    pytest.param(3, "validate excel.csv", "is no CSV but Excel", id="3 a workbook named .csv"),
    pytest.param(3, "validate latin.csv", "0xE4", id="3 wrong encoding"),
    pytest.param(3, "validate quote.csv", "never closed", id="3 a quote that is never closed"),
    pytest.param(3, "validate broken.parquet", "cannot be read", id="3 broken Parquet"),
    pytest.param(3, f"convert {GOOD} out.xlsx", "not known", id="3 an unknown kind of file"),
    pytest.param(
        3, "validate described", "sha256 should be", id="3 not the file that was described"
    ),
    pytest.param(
        3, "convert described/k.csv out.csv", "sha256 should be", id="3 nor is it converted"
    ),
    pytest.param(3, "verify missing.zip", "was not found", id="3 no such package"),
    pytest.param(
        3, f"verify {'x' * 300}.zip", "name too long", id="3 a name that no file can have"
    ),
    pytest.param(3, f"validate {'x' * 300}.csv", "name too long", id="3 nor any data"),
    pytest.param(4, "validate none", "holds no data", id="4 a folder without data"),
    pytest.param(4, "validate header.csv", "a header and no rows", id="4 a header alone"),
    pytest.param(4, "convert header.csv out.csv", "was not written", id="4 nor is it converted"),
    pytest.param(4, "validate other.csv", "no schema has these columns", id="4 no schema"),
    pytest.param(5, "verify broken.zip", "is not a whole zip", id="5 a package that is none"),
    pytest.param(5, "validate broken.zip", "is not a whole zip", id="5 said by validate too"),
]


@pytest.mark.parametrize(("code", "line", "says"), ROWS)
def test_every_end_has_its_code_and_its_sentence(
    statx: Here, code: int, line: str, says: str
) -> None:
    prepare(statx.folder)
    before = statx.names()
    said = statx(*line.split())
    words = " ".join((said.out + said.err).split())
    assert (said.code, says in words, "Traceback" in words) == (code, True, False), words
    assert statx.names() == before


def test_every_code_has_its_row() -> None:
    rows = {row.values[0] for row in ROWS}
    elsewhere = {70, 75, 130}
    assert rows | elsewhere | NOT_YET == set(EXIT_CODES)


def test_a_record_that_is_too_long_is_said_to_be_one(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "RECORD_LIMIT", 1 << 10)
    Path("long.csv").write_bytes(GOOD.read_bytes().splitlines(keepends=True)[0] + b"x" * (1 << 13))
    said = statx("validate", "long.csv")
    assert (said.code, "one record is longer than" in " ".join(said.out.split())) == (3, True)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_is_75_and_leaves_nothing(
    statx: Here, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_: int) -> NoReturn:
        raise OSError(number, "full")

    monkeypatch.setattr("os.fsync", full)
    said = statx("convert", GOOD, "out.parquet")
    assert (said.code, "no space left for out.parquet" in said.err, statx.names()) == (
        75,
        True,
        set(),
    )


def test_a_bug_is_70_and_one_sentence(statx: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(data, "judge_data", broken)
    said = statx("validate", GOOD)
    assert (
        said.code,
        "ZeroDivisionError: division by zero" in said.err,
        "Traceback" in said.err,
    ) == (70, True, False)


def test_a_bug_shows_its_trace_to_whoever_asks(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(data, "judge_data", broken)
    monkeypatch.setenv("STATX_TRACEBACK", "1")
    assert "Traceback" in statx("validate", GOOD).err


def test_the_user_who_stops_a_command_gets_130(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(data, "judge_data", stopped)
    said = statx("validate", GOOD)
    assert (said.code, said.out, said.err) == (
        130,
        "",
        "Interrupted. No half-written file was left.\n",
    )


@pytest.mark.parametrize(
    ("files", "code"),
    [
        pytest.param([GOOD, GOOD], 0, id="all fine"),
        pytest.param([GOOD, "header.csv"], 4, id="one with nothing to check"),
        pytest.param([BAD, "header.csv"], 4, id="nothing checked is worse than failing"),
        pytest.param([GOOD, BAD, "empty.csv"], 3, id="one that cannot be read"),
        pytest.param(["empty.csv", "broken.zip", BAD], 5, id="one that cannot be trusted"),
    ],
)
def test_the_worst_of_many_files_wins_and_all_are_judged(
    statx: Here, files: list[str | Path], code: int
) -> None:
    prepare(statx.folder)
    said = statx("validate", *files, "--format", "json")
    assert (said.code, len(json.loads(said.out)["tasks"])) == (code, len(files))


def test_a_package_whose_data_fails_is_1(statx: Here) -> None:
    schema = b'{"name": "x", "fields": [{"name": "n", "type": "integer"}]}'
    descriptor = {
        "name": "x",
        "version": "1.0.0",
        "resources": [{"name": "x", "path": "data/x.csv", "schema": "schema/x.json"}],
    }
    content: dict[str, Path | bytes] = {
        "datapackage.json": json.dumps(descriptor).encode(),
        "data/x.csv": b"n\nabc\n",
        "schema/x.json": schema,
    }
    write_container(content, Path("x.zip"), info={})
    said = statx("verify", "x.zip", "--draft")
    assert (said.code, "Its data does not pass" in said.err, statx.names()) == (1, True, {"x.zip"})
