"""Every option that names a file to write, pointed at every kind of thing that may be there."""

from __future__ import annotations

import os
import resource
import shutil
import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.kills import watching

from .command import BAD, GOOD, Here

OPTIONS = {
    "--output": (f"validate {GOOD} --output", ".txt"),
    "--errors": (f"validate {BAD} --errors", ".csv"),
    "--report": (f"validate {GOOD} --report json=", ".json"),
    "--rejects": (f"convert {BAD} made.csv --rejects", ".csv"),
    "DST": (f"convert {GOOD}", ".parquet"),
    "pack": (f"pack {GOOD} --draft --output", ".zip"),
    "DIR": ("unpack package.zip", ""),
}
PASSES = {"--errors": 1}
"""What ends with another code than 0 where all went well."""
OLD = b"old\n"


def command(option: str, target: Path | str) -> list[str]:
    line, _ = OPTIONS[option]
    if line.endswith("="):
        return f"{line}{target}".split(" ")
    return [*line.split(), str(target)]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(a release, the configuration of whoever it is for)"""
    from statx.cli.app import run
    from tests.package.world import make_world

    world = make_world(tmp_path_factory.mktemp("units") / "world")
    line = ["pack", str(GOOD), "--draft", "--producer", "ani@jatim"]
    path = tmp_path_factory.mktemp("package") / "package.zip"
    assert run([*line, "--output", str(path), "--quiet"]) == 0
    return world.released(path), world.home_of("sumbar")


@pytest.fixture
def place(statx: Here, package: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Here:
    """A folder with a package in it."""
    released, home = package
    shutil.copy(released, "package.zip")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    return statx


def a_file(target: Path) -> None:
    target.write_bytes(OLD)


def a_folder(target: Path) -> None:
    target.mkdir()
    (target / "inside").write_bytes(OLD)


def a_link(target: Path) -> None:
    Path("behind").write_bytes(OLD)
    target.symlink_to("behind")


def a_dangling_link(target: Path) -> None:
    target.symlink_to("nowhere")


KINDS = (a_file, a_folder, a_link, a_dangling_link)


@pytest.mark.parametrize("make", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("option", OPTIONS)
def test_what_is_there_is_kept(option: str, make: Callable[[Path], None], place: Here) -> None:
    target = Path("x" + OPTIONS[option][1])
    make(target)
    before = place.names()
    assert place(*command(option, target)).code == 2
    assert place.names() - {"made.csv"} == before


@pytest.mark.parametrize("option", OPTIONS)
def test_what_appears_meanwhile_is_kept(option: str, place: Here) -> None:
    target = Path("x" + OPTIONS[option][1])

    def appear(event: str, _: tuple[Any, ...]) -> None:
        if event in ("os.link", "os.rename") and not target.exists():
            a_file(target)

    with watching(Path.cwd(), appear):
        code = place(*command(option, target)).code
    assert (code, target.read_bytes()) == (2, OLD)


@pytest.mark.parametrize("folder", ["nowhere", "/sys"])
@pytest.mark.parametrize("option", OPTIONS)
def test_where_nothing_can_be_made_it_is_said(option: str, folder: str, place: Here) -> None:
    said = place(*command(option, Path(folder, "x" + OPTIONS[option][1])))
    assert (said.code, folder in said.err) == (2, True)


@pytest.mark.parametrize("option", sorted(OPTIONS.keys() - {"DIR"}))
def test_a_device_stays_a_device(option: str, place: Here) -> None:
    target = Path("x" + OPTIONS[option][1])
    target.symlink_to("/dev/null")
    assert place(*command(option, target)).code == PASSES.get(option, 0)
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    assert target.is_symlink()


@pytest.mark.parametrize("option", sorted(OPTIONS.keys() - {"DIR"}))
def test_a_pipe_hands_on_what_a_file_would_hold(option: str, place: Here) -> None:
    suffix = OPTIONS[option][1]
    target, whole = Path("x" + suffix), Path("whole", "x" + suffix)
    whole.parent.mkdir()
    os.mkfifo(target)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(target.read_bytes()), daemon=True)
    reader.start()
    place(*command(option, target))
    reader.join(10)

    Path("made.csv").unlink(missing_ok=True)
    place(*command(option, whole))
    assert (received[0][:8], target.is_fifo()) == (whole.read_bytes()[:8], True)


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("option", OPTIONS)
def test_where_the_disk_is_full_the_old_file_stays(option: str, place: Here) -> None:
    target = Path("x" + OPTIONS[option][1])
    force = ["--force"] if option != "DIR" else []
    if force:
        a_file(target)
    before = place.names()
    with files_of_at_most(1):
        said = place(*command(option, target), *force)
    assert (said.code, "no space left" in said.err, place.names()) == (75, True, before)
    assert not force or target.read_bytes() == OLD


# ---- what is read is not written ----------------------------------------------------------------


def described_data(folder: Path) -> None:
    (folder / "registry" / "orang").mkdir(parents=True)
    schema = '{"name": "orang", "fields": [{"name": "k"}]}'
    for name in ("registry/orang/1.0.0.json", "schema.json"):
        (folder / name).write_text(schema, encoding="utf-8")
    (folder / "statx.toml").write_text('registry = "registry"\n', encoding="utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "a.csv").write_text("k\n1\n", encoding="utf-8")
    (folder / "data" / "link.csv").symlink_to("a.csv")
    (folder / "hard.csv").hardlink_to(folder / "data" / "a.csv")
    described = '{"resources": [{"name": "a", "path": "a.csv", "schema": "s.json"}]}'
    (folder / "data" / "datapackage.json").write_text(described, encoding="utf-8")
    (folder / "data" / "s.json").write_text(schema, encoding="utf-8")


@pytest.mark.parametrize(
    "target",
    [
        "data/a.csv",
        "data/link.csv",
        "hard.csv",
        "data/datapackage.json",
        "data/s.json",
        "schema.json",
        "statx.toml",
        "registry/orang/1.0.0.json",
    ],
)
@pytest.mark.parametrize("data", ["data", "data/a.csv", "data/datapackage.json"])
def test_nothing_that_judges_or_is_judged_is_written(target: str, data: str, statx: Here) -> None:
    described_data(Path.cwd())
    before = Path(target).read_bytes()
    line = ["validate", data, "--schema", "schema.json", "--output", target, "--force"]
    said = statx(*line)
    assert (said.code, "named twice" in said.err) == (2, True), said.err
    assert Path(target).read_bytes() == before
