"""What is written is whole or not there, takes nobody's place, and leaves nothing behind."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from statx.errors import (
    CannotWriteError,
    DiskFullError,
    ExistingOutputError,
    FolderNotEmptyError,
    MissingFolderError,
    SameFileError,
    StatxError,
)
from statx.files import (
    atomic_file,
    atomic_folder,
    parts,
    refuse_read_files,
    scratch_folder,
    writing,
)
from statx.files.parts import SUFFIX

from .kills import Killed, changes_of, kill_at, watching

NEW = b"new\n" * 1000
OLD = b"old\n"


def nothing(_target: Path) -> None:
    """Leave the place empty."""


def write(
    target: Path, *, replace: bool = False, meanwhile: Callable[[Path], None] = nothing
) -> None:
    with atomic_file(target, replace=replace) as part, writing(target):
        part.write_bytes(NEW)
        meanwhile(target)


def write_folder(target: Path, *, meanwhile: Callable[[Path], None] = nothing) -> None:
    with atomic_folder(target) as part:
        meanwhile(target)
        (part / "inside").mkdir()
        for name in ("a", "inside/b"):
            (part / name).write_bytes(NEW)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ---- kinds of targets ---------------------------------------------------------------------------


def existing(target: Path) -> None:
    target.write_bytes(OLD)


def a_folder(target: Path) -> None:
    target.mkdir()


def dangling(target: Path) -> None:
    target.symlink_to(target.with_name("nowhere"))


def full_folder(target: Path) -> None:
    write_folder(target)


def a_link(target: Path) -> None:
    target.with_name("behind").write_bytes(OLD)
    target.symlink_to(target.with_name("behind"))


@pytest.mark.parametrize(
    ("make", "replace", "refusal"),
    [
        pytest.param(existing, False, ExistingOutputError, id="a file"),
        pytest.param(a_folder, False, ExistingOutputError, id="a folder"),
        pytest.param(a_folder, True, CannotWriteError, id="a folder, to be replaced"),
        pytest.param(a_link, False, ExistingOutputError, id="a link"),
        pytest.param(dangling, False, ExistingOutputError, id="a link that leads nowhere"),
    ],
)
def test_what_is_there_is_not_written_over(
    make: Callable[[Path], None], replace: bool, refusal: type[StatxError], tmp_path: Path
) -> None:
    make(tmp_path / "x.csv")
    before = left(tmp_path)
    with pytest.raises(refusal):
        write(tmp_path / "x.csv", replace=replace)
    assert left(tmp_path) == before


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(MissingFolderError):
        write(tmp_path / "lain" / "x.csv")


@pytest.mark.parametrize("folder", ["/sys", "/proc"])
def test_where_nothing_may_be_written_it_is_said(folder: str) -> None:
    with pytest.raises(CannotWriteError):
        write(Path(folder, "x.csv"))


@pytest.mark.parametrize("make", [existing, a_link, dangling])
def test_what_the_caller_gives_up_is_replaced_and_nothing_behind_it(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "x.csv")
    write(tmp_path / "x.csv", replace=True)
    assert (tmp_path / "x.csv").read_bytes() == NEW
    assert not (tmp_path / "x.csv").is_symlink()
    assert not (tmp_path / "behind").exists() or (tmp_path / "behind").read_bytes() == OLD


@pytest.mark.parametrize("make", [existing, a_folder, dangling])
def test_what_appears_meanwhile_stays(make: Callable[[Path], None], tmp_path: Path) -> None:
    target = tmp_path / "x.csv"
    with pytest.raises(ExistingOutputError):
        write(target, meanwhile=make)
    assert left(tmp_path) == ["x.csv"]


@pytest.mark.parametrize("make", [existing, dangling, full_folder])
def test_a_folder_takes_nobodys_place(make: Callable[[Path], None], tmp_path: Path) -> None:
    target = tmp_path / "isi"
    with pytest.raises(FolderNotEmptyError):
        write_folder(target, meanwhile=make)
    assert left(tmp_path) == ["isi"]


def test_of_many_who_write_one_file_one_succeeds(tmp_path: Path) -> None:
    outcomes: list[bool] = []
    together = threading.Barrier(8)

    def attempt() -> None:
        try:
            with atomic_file(tmp_path / "x.csv") as part:
                part.write_bytes(NEW)
                together.wait()
            outcomes.append(True)
        except ExistingOutputError:
            outcomes.append(False)

    threads = [threading.Thread(target=attempt) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(outcomes), len(outcomes), left(tmp_path)) == (1, 8, ["x.csv"])


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_a_disk_without_second_names_refuses_too(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "x.csv")
    with pytest.raises(ExistingOutputError):
        write(tmp_path / "y.csv", meanwhile=existing)
    assert [(tmp_path / name).read_bytes() for name in left(tmp_path)] == [NEW, OLD]


# ---- streams ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["/dev/null", "link"])
def test_a_device_stays_one(name: str, tmp_path: Path) -> None:
    target = tmp_path / name
    if name == "link":
        target.symlink_to("/dev/null")
    write(target)
    assert stat.S_ISCHR(target.stat().st_mode)


def test_a_device_that_is_full_is_full() -> None:
    with pytest.raises(DiskFullError):
        write(Path("/dev/full"))


def test_a_pipe_gets_what_is_written_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipa.csv"
    os.mkfifo(pipe)
    received: list[bytes] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_bytes()))
    reader.start()
    write(pipe)
    reader.join()
    assert (received, pipe.is_fifo()) == ([NEW], True)


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_a_descriptor_is_added_to_wherever_it_leads(name: str, tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from statx.files import atomic_file\n"
        f"with atomic_file(Path({name!r})) as part: part.write_bytes(b'new')"
    )
    output = tmp_path / "out"
    output.write_bytes(b"before ")
    with output.open("ab") as file:
        subprocess.run([sys.executable, "-c", script], stdout=file, check=True)
    assert output.read_bytes() == b"before new"


# ---- what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["x.csv", "./x.csv", "link.csv", "hard.csv", "up/../x.csv"])
def test_what_is_read_is_not_written_whatever_it_is_called(name: str, tmp_path: Path) -> None:
    (tmp_path / "up").mkdir()
    (tmp_path / "x.csv").write_bytes(OLD)
    (tmp_path / "link.csv").symlink_to("x.csv")
    (tmp_path / "hard.csv").hardlink_to(tmp_path / "x.csv")
    with pytest.raises(SameFileError):
        refuse_read_files([tmp_path / name], [tmp_path / "x.csv"])


def test_one_target_for_two_results_is_refused_but_for_a_stream(tmp_path: Path) -> None:
    refuse_read_files([Path("/dev/null"), Path("/dev/null")], [Path("/dev/null")])
    with pytest.raises(SameFileError):
        refuse_read_files([tmp_path / "x", tmp_path / "." / "x"], [])


# ---- rights -------------------------------------------------------------------------------------


@pytest.fixture
def narrow_umask() -> Iterator[None]:
    mask = os.umask(0o027)
    yield
    os.umask(mask)


@pytest.mark.usefixtures("narrow_umask")
def test_a_new_file_has_the_users_rights_and_a_temporary_one_the_owners(tmp_path: Path) -> None:
    with atomic_file(tmp_path / "x.csv") as part:
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
    with atomic_folder(tmp_path / "isi") as folder:
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("x.csv", "isi")]
    assert modes == [0o640, 0o750]


def test_a_private_file_that_is_replaced_stays_private(tmp_path: Path) -> None:
    existing(tmp_path / "x.csv")
    (tmp_path / "x.csv").chmod(0o600)
    write(tmp_path / "x.csv", replace=True)
    assert stat.S_IMODE((tmp_path / "x.csv").stat().st_mode) == 0o600


# ---- kills --------------------------------------------------------------------------------------


def is_whole(path: Path) -> bool:
    if path.is_dir():
        return left(path) == ["a", "inside"] and (path / "inside" / "b").read_bytes() == NEW
    return path.read_bytes() in (OLD, NEW)


Act = Callable[[Path], None]
ACTS: dict[str, tuple[Act, Act]] = {
    "a new file": (nothing, write),
    "a file replaced": (existing, lambda path: write(path, replace=True)),
    "a folder": (nothing, write_folder),
    "a folder in an empty one's place": (a_folder, write_folder),
}


@pytest.mark.parametrize("name", ACTS)
def test_killed_at_any_change_there_is_the_old_or_the_new_and_the_next_run_sweeps(
    name: str, tmp_path: Path
) -> None:
    prepare, act = ACTS[name]
    whole = tmp_path / "whole"
    whole.mkdir()
    prepare(whole / "x")
    number = changes_of(lambda: act(whole / "x"), whole)
    assert number > 2

    for at in range(number):
        folder = tmp_path / str(at)
        folder.mkdir()
        target = folder / "x"
        prepare(target)
        before = target.exists()

        kill_at(at, partial(act, target), folder)
        assert target.exists() or not before
        assert not target.exists() or is_whole(target) or not any(target.iterdir())

        write(folder / "y")
        assert set(left(folder)) <= {"x", "y"}


def test_what_a_living_process_owns_is_not_swept(tmp_path: Path) -> None:
    with atomic_file(tmp_path / "x.csv") as part, atomic_folder(tmp_path / "isi") as folder:
        part.write_bytes(NEW)
        parts.sweep(tmp_path)
        assert part.exists()
        assert folder.exists()


def test_a_scratch_folder_goes_and_takes_those_of_the_dead_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def work() -> None:
        with scratch_folder() as scratch:
            (scratch / "data").mkdir()
            (scratch / "data" / "x").write_bytes(NEW)

    for at in range(1, changes_of(work, tmp_path)):
        kill_at(at, work, tmp_path)
    assert left(tmp_path)
    work()
    assert left(tmp_path) == []


def test_what_got_a_suffix_meanwhile_is_swept_too(tmp_path: Path) -> None:
    (tmp_path / f".x.parquet.abc{SUFFIX}.parquet").touch()
    parts.sweep(tmp_path)
    assert left(tmp_path) == []


@pytest.mark.parametrize("name", [f"x{SUFFIX}", ".x.part", f".link{SUFFIX}"])
def test_only_what_statx_named_is_swept(name: str, tmp_path: Path) -> None:
    if "link" in name:
        (tmp_path / name).symlink_to("/dev/null")
    else:
        (tmp_path / name).touch()
    parts.sweep(tmp_path)
    assert left(tmp_path) == [name]


def test_an_interruption_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Killed), atomic_file(tmp_path / "x.csv"):
        raise Killed
    assert left(tmp_path) == []


# ---- the disk -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "synced"), [(write, 2), (write_folder, 5)])
def test_bytes_are_on_the_disk_before_the_name_and_the_name_before_it_is_said(
    act: Callable[[Path], None],
    synced: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    story: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _handle: story.append("sync"))
    with watching(tmp_path, lambda event, _: story.append(event)):
        act(tmp_path / "x")
    named = next(at for at, event in enumerate(story) if event in ("os.link", "os.rename"))
    assert story[:named].count("sync") == synced - 1
    assert story[named:].count("sync") == 1


def test_a_name_as_long_as_names_may_be_is_written(tmp_path: Path) -> None:
    write(tmp_path / ("é" * 125 + ".csv"))
    assert len(left(tmp_path)) == 1
