"""Streams that are full, closed or gone, a working folder that is gone, and names that are none."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from .command import BAD, GOOD, STATX, Here, environment

FULL = "/dev/full"


def shell(line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A line of a shell, in which `statx` is the command."""
    command = line.replace("statx", " ".join(STATX))
    return subprocess.run(
        ["bash", "-c", command],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        pytest.param(f"statx validate {GOOD} > {FULL}", 75, "does not take", id="a full disk"),
        pytest.param(f"statx --help > {FULL}", 75, "does not take", id="help on a full disk"),
        pytest.param(f"statx validate {GOOD} >&-", 2, "is closed", id="a closed output"),
        pytest.param(f"statx validate {BAD} -o r.txt >&-", 1, "", id="closed, and not needed"),
        pytest.param(
            f"statx convert {BAD} o.csv >&-", 1, "not written", id="convert has a verdict"
        ),
        pytest.param("statx validate none.csv 2>&-", 3, "", id="nobody hears of the error"),
        pytest.param("statx verify none.zip 2>&-", 3, "", id="nor of that of a package"),
        pytest.param(f"statx validate {BAD} 2> {FULL}", 1, "", id="talk on a full disk"),
    ],
)
def test_no_fault_of_a_stream_changes_a_verdict_or_ends_in_70(
    tmp_path: Path, line: str, code: int, says: str
) -> None:
    done = shell(line, tmp_path)
    assert (done.returncode, says in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("data", [str(GOOD), "data.csv"], ids=["elsewhere", "in it"])
def test_a_working_folder_that_is_gone_is_said_to_be(tmp_path: Path, data: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = shell(f"rmdir {gone}; statx validate {data}", gone)
    assert (done.returncode, "is gone" in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("line", ["validate", "convert x.csv", "pack -o x.zip"])
def test_an_empty_name_is_wrong_usage_never_this_folder(statx: Here, line: str) -> None:
    Path("x.csv").write_bytes(GOOD.read_bytes())
    said = statx(*line.split(), "")
    assert (said.code, "is empty" in said.err) == (2, True), said.err


def test_settings_that_are_nested_without_end_are_refused(statx: Here) -> None:
    Path("statx.toml").write_text("a = " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    assert statx("validate", GOOD).code == 2


def test_settings_that_came_in_a_package_settle_nothing(statx: Here) -> None:
    for name in ("bagit.txt", "statx.toml"):
        Path(name).write_text('registry = "elsewhere"\n', encoding="utf-8")
    assert statx("validate", GOOD).code == 0


def test_settings_below_the_data_settle_nothing(statx: Here) -> None:
    Path("data").mkdir()
    Path("data/x.csv").write_bytes(GOOD.read_bytes())
    Path("data/statx.toml").write_text('registry = "elsewhere"\n', encoding="utf-8")
    assert statx("validate", "data").code == 0


@pytest.mark.parametrize("excluded_by", ["an option", "statx.toml"])
def test_what_cannot_be_read_costs_4_unless_it_is_excluded(statx: Here, excluded_by: str) -> None:
    Path("data").mkdir()
    Path("data/x.csv").write_bytes(GOOD.read_bytes())
    Path("data/x.xls").write_bytes(b"\xd0\xcf")
    assert statx("validate", "data").code == 4
    options = ["--exclude", "*.xls"]
    if excluded_by == "statx.toml":
        options = []
        Path("statx.toml").write_text('exclude = ["*.xls"]\n', encoding="utf-8")
    assert statx("validate", "data", *options).code == 0


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit", "gitlab"])
def test_a_file_name_that_is_no_text_is_shown_escaped_in_every_format(
    statx: Here, form: str
) -> None:
    Path("data").mkdir()
    Path("data/good.csv").write_bytes(GOOD.read_bytes())
    odd = os.fsdecode(b"data/bad\xe9.csv")
    Path(odd).write_bytes(BAD.read_bytes())
    said = statx("validate", "data", "--format", form, "--output", "report")
    assert said.code == 1, said.err
    assert "xe9.csv" in Path("report").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("validate {odd} -s schema.json --log json", id="validate"),
        pytest.param("validate {odd} -s schema.json --errors e.csv", id="failing cells in CSV"),
        pytest.param("validate {odd} -s schema.json --errors e.parquet", id="in Parquet"),
        pytest.param("convert {odd} out.parquet -s schema.json", id="convert to Parquet"),
        pytest.param("convert {odd} o.csv -s schema.json --rejects r.parquet", id="rejected rows"),
        pytest.param("convert good.csv {odd}x.csv -s schema.json", id="the result of convert"),
        pytest.param("schema check {odd}", id="a schema"),
        pytest.param("schema show {odd}", id="a name that no schema has"),
        pytest.param("explain {odd}", id="a code"),
        pytest.param("pack {odd} -o p.zip -s schema.json", id="pack"),
        pytest.param("verify {odd}", id="verify"),
        pytest.param("{odd}", id="a command"),
    ],
)
def test_a_name_that_is_no_text_is_shown_escaped_by_every_command(statx: Here, line: str) -> None:
    odd = os.fsdecode(b"bad\xe9.csv")
    Path(odd).write_text("k,n\na,x\nb,1\n", encoding="utf-8")
    Path("good.csv").write_text("k,n\nb,1\n", encoding="utf-8")
    Path("schema.json").write_text(
        '{"fields": [{"name": "k"}, {"name": "n", "type": "integer"}]}', encoding="utf-8"
    )
    said = statx(*line.format(odd=odd).split())
    shown = said.out + said.err
    assert said.code < 70, shown
    assert "\udce9" not in shown


@pytest.mark.parametrize("line", ["validate p.csv", "verify p.zip", "validate p.parquet"])
def test_a_pipe_is_refused_and_not_waited_for(statx: Here, line: str) -> None:
    os.mkfifo(line.split()[1])
    said = statx(*line.split())
    assert (said.code, "is no regular file" in said.out + said.err) == (3, True)
