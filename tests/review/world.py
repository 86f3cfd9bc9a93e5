"""A repository of data with a file for everything that can judge a table, and statx run in it."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from statx.cli.app import run

PEOPLE = {
    "name": "orang",
    "fields": [{"name": "k"}, {"name": "n", "type": "integer", "constraints": {"maximum": 9}}],
    "primaryKey": ["k"],
    "foreignKeys": [{"fields": ["k"], "reference": {"resource": "kode", "fields": ["k"]}}],
    "statx": {"version": "1.0.0"},
}
CODES = {"name": "kode", "fields": [{"name": "k"}]}
NUMBERS = {"name": "angka", "fields": [{"name": "x", "type": "number"}]}
MAIN = {
    "fields": [{"name": "a"}],
    "foreignKeys": [{"fields": ["a"], "reference": {"resource": "acuan", "fields": ["b"]}}],
}
PACKAGE: dict[str, list[dict[str, Any]]] = {
    "resources": [
        {"name": "utama", "path": "utama.csv", "schema": "utama.json"},
        {
            "name": "acuan",
            "path": "acuan.csv",
            "dialect": "gaya.json",
            "schema": {"fields": [{"name": "b"}]},
        },
    ]
}
SETTINGS = (
    'registry = "registri"\n\n[[dataset]]\nfiles = "angka/*.csv"\nschema = "angka/skema.json"\n'
)
FILES = {
    "statx.toml": SETTINGS,
    "README.md": "data\n",
    ".gitignore": "*.tmp.csv\n",
    "registri/orang/1.0.0.json": json.dumps(PEOPLE),
    "registri/reference/kode.json": json.dumps(CODES),
    "registri/reference/kode.csv": "k\na\nb\nc\nd\n",
    "data/satu.csv": "k,n\na,1\nb,10\nc,11\n",
    "data/dua.csv": "k,n\na,1\n",
    "angka/tiga.csv": "x\n1.5\n",
    "angka/skema.json": json.dumps(NUMBERS),
    "paket/datapackage.json": json.dumps(PACKAGE),
    "paket/utama.json": json.dumps(MAIN),
    "paket/gaya.json": "{}",
    "paket/utama.csv": "a\np\nq\n",
    "paket/acuan.csv": "b\np\nq\n",
}
DATA = ("data", "angka", "paket")


@dataclass(frozen=True)
class Judged:
    """What a command ended with and said; its JSON report where it gave one."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.out)
        return read

    @property
    def judged(self) -> set[str]:
        return {Path(task["place"]).name for task in self.report["tasks"]}

    @property
    def counts(self) -> dict[str, tuple[int, int]]:
        """Rule -> (new, known), over all tables."""
        counts = [count for task in self.report["tasks"] for count in task["counts"]]
        new, known = Counter[str](), Counter[str]()
        for count in counts:
            new[count["code"]] += count["count"] - count["known"]
            known[count["code"]] += count["known"]
        return {code: (new[code], known[code]) for code in new}

    @property
    def remarks(self) -> str:
        said = [
            *self.report["statx"]["remarks"],
            *(words for task in self.report["tasks"] for words in task["remarks"]),
        ]
        return "\n".join(said)


@dataclass
class World:
    """The repository, with a branch `main` that holds FILES, and HEAD on another."""

    root: Path
    capsys: pytest.CaptureFixture[str]

    def git(self, *arguments: str, cwd: Path | None = None, check: bool = True) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=cwd or self.root,
            capture_output=True,
            text=True,
            check=check,
        )
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")

    def replace(self, name: str, old: str, new: str) -> None:
        self.write(name, (self.root / name).read_text(encoding="utf-8").replace(old, new))

    def commit(self) -> None:
        self.git("add", "--all")
        self.git(
            "commit",
            "--quiet",
            "--allow-empty",
            "-m",
            f"after {self.git('rev-parse', '--abbrev-ref', 'HEAD')}",
        )

    def statx(self, *arguments: str | Path) -> Judged:
        code = run([str(argument) for argument in arguments])
        return Judged(code, *self.capsys.readouterr())

    def review(self, *more: str, data: tuple[str, ...] = DATA, since: str = "main") -> Judged:
        return self.statx("validate", *data, "--changed-since", since, "--format", "json", *more)


Change = Callable[[World], None]


def make(root: Path) -> None:
    """Files in a repository on which nobody's settings of git have a say."""
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="")
    own = "[user]\nname = x\nemail = x@example.com\n[commit]\ngpgsign = false\n"
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main"], cwd=root, check=True)
    with (root / ".git" / "config").open("a", encoding="utf-8") as config:
        config.write(own)
    for command in (
        ["add", "--all"],
        ["commit", "--quiet", "-m", "the beginning"],
        ["checkout", "-qb", "perubahan"],
    ):
        subprocess.run(["git", *command], cwd=root, check=True)
