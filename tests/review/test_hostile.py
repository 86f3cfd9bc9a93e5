"""Whatever a pull request puts into the tree, no command runs and no data passes unseen."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from statx.sources.git import Git

from .world import World

BASE = "main"


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """A program that leaves a trace where it ran; `ran` stands beside it."""
    path = tmp_path / "command"
    path.write_text(f'#!/bin/sh\ntouch "{tmp_path / "ran"}"\ncat\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def repository_in_data(world: World, settings: str) -> None:
    """A bare repository as plain files in data/, which takes data/ for its working tree."""
    data = world.root / "data"
    world.git("init", "--quiet", "--initial-branch", BASE, cwd=data)
    save(world, data)
    for part in ("HEAD", "objects", "refs", "index"):
        shutil.move(data / ".git" / part, data / part)
    shutil.rmtree(data / ".git")
    core = "[core]\nrepositoryformatversion = 0\nbare = false\nworktree = .\n"
    world.write("data/config", core + settings)
    world.write("data/.gitattributes", "*.csv filter=x diff=x\n")
    world.write("data/satu.csv", "k,n\na,x\n")


SETTINGS = {
    "clean": '[filter "x"]\nclean = {command}\n',
    "smudge": '[filter "x"]\nsmudge = {command}\nrequired = true\n',
    "process": '[filter "x"]\nprocess = {command}\n',
    "monitor": "[core]\nfsmonitor = {command}\n",
    "external diff": '[diff "x"]\ncommand = {command}\n',
    "textconv": '[diff "x"]\ntextconv = {command}\n',
}


@pytest.mark.parametrize("kind", SETTINGS)
def test_a_repository_inside_data_runs_nothing(kind: str, world: World, command: Path) -> None:
    repository_in_data(world, SETTINGS[kind].format(command=command))
    assert world.review(data=("data",)).counts == {"type-error": (1, 0)}
    assert not command.with_name("ran").exists()


def test_asking_what_is_ignored_runs_nothing(world: World, command: Path) -> None:
    data = world.root / "data"
    world.git("init", "--quiet", cwd=data)
    world.write("data/.gitattributes", "*.csv filter=x diff=x\n")
    world.write("data/.gitignore", "dua.csv\n")
    with (data / ".git" / "config").open("a", encoding="utf-8") as config:
        config.writelines(settings.format(command=command) for settings in SETTINGS.values())
    assert world.statx("validate", "data", "--format", "json").judged == {"satu.csv"}
    assert not command.with_name("ran").exists()


def test_git_itself_would_have_run_it(world: World, command: Path) -> None:
    repository_in_data(world, SETTINGS["clean"].format(command=command))
    world.git("diff", BASE, cwd=world.root / "data", check=False)
    assert command.with_name("ran").exists()


@pytest.mark.parametrize("kind", SETTINGS)
def test_an_attribute_in_the_tree_starts_no_program_of_the_users(
    kind: str, world: World, command: Path
) -> None:
    with (world.root / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(SETTINGS[kind].format(command=command))
    world.write(".gitattributes", "*.csv filter=x diff=x\n")
    world.write("data/satu.csv", "k,n\na,1\nb,10\nc,x\n")
    assert world.review(data=("data",)).counts == {"maximum": (0, 1), "type-error": (1, 0)}
    assert not command.with_name("ran").exists()


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_EXTERNAL_DIFF"])
def test_the_callers_git_variables_steer_nothing(
    variable: str, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write("data/satu.csv", "k,n\na,x\n")
    monkeypatch.setenv(variable, str(world.root / "elsewhere"))
    assert world.review(data=("data",)).judged == {"satu.csv"}


def test_a_program_named_git_in_the_tree_is_not_git(world: World, command: Path) -> None:
    shutil.copy(command, world.root / "git")
    git = Git(world.root, {"PATH": os.pathsep.join(["", ".", os.environ["PATH"]])})
    assert git.run("rev-parse", "HEAD").returncode == 0
    assert not command.with_name("ran").exists()


def test_a_git_folder_that_is_no_repository_hides_nothing(world: World) -> None:
    (world.root / "data" / ".git").mkdir()
    world.write("data/satu.csv", "k,n\na,x\n")
    assert world.review(data=("data",)).counts == {"type-error": (1, 0)}


# ---- repositories inside the repository ----------------------------------------------------------


@pytest.fixture
def submodule(world: World, tmp_path: Path) -> Path:
    """data/sub, another repository, with a file that passes."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "luar.csv").write_text("k,n\na,1\n", encoding="utf-8")
    world.git("init", "--quiet", cwd=other)
    save(world, other)
    allowed = ("-c", "protocol.file.allow=always")
    world.git(*allowed, "submodule", "--quiet", "add", str(other), "data/sub")
    world.git("commit", "--quiet", "-am", "a submodule")
    world.git("branch", "--force", BASE)
    return world.root / "data" / "sub"


def save(world: World, repository: Path) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    world.git("add", "--all", cwd=repository)
    world.git(*who, "commit", "--quiet", "-m", "x", cwd=repository)


def test_a_submodule_that_did_not_change_is_untouched(world: World, submodule: Path) -> None:
    assert submodule.is_dir()
    assert world.review(data=("data",)).judged == set()


@pytest.mark.parametrize("is_committed", [False, True])
def test_a_submodule_with_other_data_is_judged_beside_what_it_was(
    is_committed: bool, world: World, submodule: Path
) -> None:
    (submodule / "luar.csv").write_text("k,n\na,1\nb,x\n", encoding="utf-8")
    if is_committed:
        save(world, submodule)
        world.git("commit", "--quiet", "-am", "moved")
    said = world.review(data=("data",))
    assert (said.judged, said.counts) == ({"luar.csv"}, {"type-error": (1, 0)})


def test_a_repository_that_no_commit_knows_is_judged_as_new(world: World) -> None:
    world.write("data/asing/baru.csv", "k,n\na,x\n")
    world.git("init", "--quiet", cwd=world.root / "data" / "asing")
    said = world.review(data=("data",))
    assert (said.judged, said.counts) == ({"baru.csv"}, {"type-error": (1, 0)})
