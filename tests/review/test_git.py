"""What git cannot answer is said with what to do about it, before anything is judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from .world import World


def said(world: World, *arguments: str | Path) -> tuple[int, str]:
    judged = world.statx("validate", *arguments)
    return judged.code, judged.err


def test_a_folder_without_git(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.csv").touch()
    monkeypatch.chdir(tmp_path)
    code, err = said(world, "x.csv", "--changed-since", "main")
    assert (code, "is not in a git repository" in err) == (2, True)


def test_a_machine_without_git(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    code, err = said(world, "data", "--changed-since", "main")
    assert (code, "the program git was not found" in err) == (2, True)


@pytest.mark.parametrize("revision", ["mian", "--all", "0" * 40, "main:data/satu.csv"])
def test_a_revision_that_git_does_not_know(world: World, revision: str) -> None:
    code, err = said(world, "data", f"--changed-since={revision}")
    assert (code, f"git knows no revision {revision}" in err) == (2, True)


@pytest.mark.parametrize("revision", ["", " "])
def test_an_empty_revision_is_wrong_usage_never_everything(world: World, revision: str) -> None:
    code, err = said(world, "data", "--changed-since", revision)
    assert (code, "the revision is empty" in err) == (2, True)


def test_data_outside_the_repository(world: World, tmp_path: Path) -> None:
    (tmp_path / "x.csv").touch()
    code, err = said(world, "data", tmp_path / "x.csv", "--changed-since", "main")
    assert (code, "lies outside the git repository" in err) == (2, True)


def test_two_histories_without_a_common_commit(world: World) -> None:
    world.git("checkout", "--quiet", "--orphan", "lain")
    world.git("commit", "--quiet", "-m", "another beginning")
    code, err = said(world, "data", "--changed-since", "main")
    assert (code, "have no commit in common" in err) == (2, True)


def test_a_shallow_clone_names_the_remedy(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for branch in ("perubahan", "main"):
        world.git("checkout", "--quiet", branch)
        world.commit()
    clone = tmp_path / "dangkal"
    world.git(
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        f"file://{world.root}",
        str(clone),
        cwd=tmp_path,
    )
    monkeypatch.chdir(clone)
    for revision in ("origin/perubahan", "origin/perubahan~1"):
        code, err = said(world, "data", "--changed-since", revision)
        assert (code, "fetch-depth: 0" in err) == (2, True)


def test_names_that_git_would_quote_are_names(world: World) -> None:
    world.write("data/é [x] 'y'.csv", "k,n\na,10\n")
    world.commit()
    world.git("mv", "data/é [x] 'y'.csv", "data/:(top)ü.csv")
    assert world.review(since="HEAD").counts == {"maximum": (0, 1)}
