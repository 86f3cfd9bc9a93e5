"""statx as a process: what it costs to start, and how it ends when somebody else ends it."""

from __future__ import annotations

import contextlib
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from statx.cli import demo_steps

from .command import BAD, GOOD, STATX, Here, environment, process

HEAVY = ("pandas", "pyarrow", "numpy", "frictionless", "rich", "sqlite3", "tomllib", "pydantic")
ROWS, TIMES = 10_000, 90


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some 60 MB that pass."""
    folder = tmp_path_factory.mktemp("large")
    (folder / "schema.json").write_text(
        '{"fields": [{"name": "k"}, {"name": "n", "type": "integer"}, {"name": "x", "type":'
        ' "number"}]}',
        encoding="utf-8",
    )
    with (folder / "large.csv").open("w", encoding="utf-8") as file:
        file.write("k,n,x\n")
        rows = [
            f"rekaman nomor {row} dari sebuah berkas yang agak besar,{row},{row}.5\n"
            for row in range(ROWS)
        ]
        file.writelines("".join(rows) for _ in range(TIMES))
    return folder / "large.csv"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], ["validate", "--help"]], ids=" ".join
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        f"import sys; from statx.cli.app import run; run({arguments!r}); print(*sys.modules,"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert not {name.split(".")[0] for name in done.stderr.split()} & set(HEAVY)


def test_importing_statx_loads_nothing_heavy() -> None:
    code = "import statx, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True
    )
    assert not {name.split(".")[0] for name in done.stdout.split()} & {*HEAVY, "typer"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "kill"])
@pytest.mark.parametrize("command", ["convert", "pack"])
def test_a_command_that_is_stopped_leaves_nothing(
    large: Path, tmp_path: Path, command: str, number: int
) -> None:
    outputs = {"convert": ["out.parquet"], "pack": ["--draft", "-o", "out.zip"]}
    line = [
        *STATX,
        command,
        str(large),
        *outputs[command],
        "--schema",
        str(large.parent / "schema.json"),
    ]
    running = subprocess.Popen(
        line, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )
    wait_for_work(large, running)
    running.send_signal(number)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, err.decode(), out) == (
        130,
        "Interrupted. No half-written file was left.\n",
        b"",
    )
    assert list(tmp_path.iterdir()) == []


def wait_for_work(data: Path, running: subprocess.Popen[bytes]) -> None:
    """Until the data is being read."""
    opened, end = Path(f"/proc/{running.pid}/fd"), time.monotonic() + 20
    while running.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
        with contextlib.suppress(OSError):
            if str(data) in {str(each.readlink()) for each in opened.iterdir()}:
                break
    time.sleep(0.1)


def test_a_file_that_may_not_grow_is_said_to_be_too_large_for_the_disk(
    large: Path, tmp_path: Path
) -> None:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20))

    line = [*STATX, "convert", str(large), "out.csv", "--schema", str(large.parent / "schema.json")]
    done = subprocess.run(
        line,
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
    )
    assert (
        done.returncode,
        done.stderr.count("\n"),
        "no space left for out.csv" in done.stderr,
    ) == (75, 1, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(["schema", "show", "kemiskinan"], 0, id="schema show"),
        pytest.param(["--help"], 0, id="help"),
        pytest.param(["validate", str(GOOD), "--format", "json"], 0, id="data that passes"),
        pytest.param(
            ["validate", str(BAD), "--format", "json"],
            1,
            id="data that does not: the verdict stays",
        ),
    ],
)
def test_a_reader_that_has_enough_is_no_error(arguments: list[str], code: int) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*STATX, *arguments], env=environment(), stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_without_the_letters_is_no_error(encoding: str) -> None:
    assert process("validate", GOOD, PYTHONIOENCODING=encoding).code == 0


def on_a_terminal(*arguments: str | Path, **more: str) -> bytes:
    """What stands on a terminal that both streams go to."""
    master, slave = pty.openpty()
    line = [*STATX, *(str(argument) for argument in arguments)]
    with subprocess.Popen(
        line, env=environment(**{"TERM": "xterm", **more}), stdout=slave, stderr=slave
    ):
        os.close(slave)
        return b"".join(chunks(master))


def chunks(master: int) -> Iterator[bytes]:
    while True:
        try:
            chunk = os.read(master, 1 << 16)
        except OSError:  # the other side is closed
            break
        if not chunk:
            break
        yield chunk
    os.close(master)


def test_a_terminal_gets_colour_and_a_progress_bar() -> None:
    shown = on_a_terminal("validate", BAD)
    assert (b"\x1b[" in shown, b"maximum.csv" in shown) == (True, True)


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        pytest.param((), {"NO_COLOR": "1"}, id="NO_COLOR"),
        pytest.param(("--quiet",), {"TERM": "dumb"}, id="a dumb terminal"),
    ],
)
def test_a_terminal_that_wants_no_colour_gets_none(
    arguments: tuple[str, ...], more: dict[str, str]
) -> None:
    shown = on_a_terminal("validate", BAD, "--quiet", *arguments, **more)
    assert b"\x1b[" not in shown


def test_a_pipe_gets_neither_colour_nor_progress() -> None:
    said = process("validate", BAD)
    assert ("\x1b" in said.out, said.err) == (False, "")


def test_demo_does_what_it_says_and_leaves_nothing(tmp_path: Path) -> None:
    said = process("demo", cwd=tmp_path, TMPDIR=str(tmp_path))
    assert (said.code, list(tmp_path.iterdir())) == (0, [])
    assert "the same to the byte" in said.out


def test_demo_keeps_its_results_where_that_is_asked_for(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    converting = [step for step in demo_steps.STEPS if step.command[0] == "convert"]
    monkeypatch.setattr("statx.cli.demo.STEPS", converting)
    said = statx("demo", "--keep", "coba", "--lang", "id")
    assert (said.code, "Hasilnya ada di coba" in said.err, statx.names()) == (0, True, {"coba"})
    assert {"penduduk_sumbar.csv", "kembali.csv"} <= {path.name for path in Path("coba").iterdir()}
