"""The hooks of this repository, run by pre-commit at a real commit of a real repository."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from .source import ROOT, copied, offline

SAMPLES = ROOT / "samples" / "kemiskinan"
GOOD = SAMPLES / "good" / "contoh_jawa_timur_2024.csv"
BAD = SAMPLES / "bad" / "maximum.csv"
WRONG = '{"fields": [{"name": "a", "type": "intger"}]}'
SCHEMA = ROOT / "schemas" / "kemiskinan" / "1.0.0.json"
CONFIG = """repos:
- repo: {source}
  rev: {revision}
  hooks:
  - id: statx-validate
  - id: statx-schema-check
"""


@dataclass(frozen=True)
class Committer:
    """A repository of data with the hooks installed."""

    folder: Path
    environment: dict[str, str]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def commit(self, name: str, source: Path | str) -> tuple[int, str]:
        """Add one file and commit; afterwards nothing of it is left behind."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.read_bytes() if isinstance(source, Path) else source.encode())
        self.run("git", "add", "--all")
        done = self.run("git", "commit", "-m", name)
        self.run("git", "reset", "--quiet", "--hard")
        print(f"$ git commit   # {name}\n{done.stdout}{done.stderr}exit code {done.returncode}\n")
        return done.returncode, done.stdout + done.stderr


def tracked(folder: Path, environment: dict[str, str]) -> str:
    """The commit of all that is in the folder."""
    for command in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["commit", "--quiet", "-m", "the beginning"],
    ):
        subprocess.run(["git", *command], cwd=folder, env=environment, check=True)
    return subprocess.check_output(
        ["git", "rev-parse", "HEAD"], cwd=folder, env=environment, text=True
    ).strip()


@pytest.fixture(scope="module")
def committer(tmp_path_factory: pytest.TempPathFactory) -> Committer:
    folder = tmp_path_factory.mktemp("pre-commit")
    environment = offline(folder)
    source, data = copied(folder / "statx"), folder / "data"
    data.mkdir()
    revision = tracked(source, environment)
    (data / ".pre-commit-config.yaml").write_text(
        CONFIG.format(source=source, revision=revision), encoding="utf-8"
    )
    tracked(data, environment)
    installed = subprocess.run(
        [sys.executable, "-m", "pre_commit", "install", "--install-hooks"],
        cwd=data, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return Committer(data, environment)


@pytest.mark.nightly
@pytest.mark.parametrize(
    ("name", "source", "code", "says"),
    [
        pytest.param(
            "kemiskinan.csv", GOOD, 0, "statx validate", id="data that passes is committed"
        ),
        pytest.param(
            "salah.csv", BAD, 1, "does not pass: 2 errors", id="data that does not is not"
        ),
        pytest.param(
            "lain.csv",
            "a,b\n1,2\n",
            1,
            "no schema has these columns",
            id="nor data that nothing can judge",
        ),
        pytest.param(
            "schemas/x/1.0.0.json",
            SCHEMA,
            0,
            "statx schema check",
            id="a right schema is committed",
        ),
        pytest.param("schemas/x/1.0.0.json", WRONG, 1, "intger", id="a wrong one is not"),
        pytest.param(
            "catatan.txt", "a,b", 0, "no files to check", id="what is no data is let alone"
        ),
    ],
)
def test_a_commit_is_let_through_or_stopped(
    committer: Committer, name: str, source: Path | str, code: int, says: str
) -> None:
    done, said = committer.commit(name, source)
    assert (done, says in said) == (code, True)
