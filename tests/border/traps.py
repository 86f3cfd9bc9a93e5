"""Folders that a stranger made: what lies in them points to a secret outside, or asks for more.

Each trap is a folder below a common one; beside them lies `secret/`, which nobody named.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

SALARIES = "gaji"
"""The name of the table outside: a salary for each person."""
TABLE = "nama,gaji\nBudi,1\n"


def lay_secret(folder: Path) -> Path:
    """A table with its schema, as a registry would hold a code list."""
    secret = folder / "secret"
    (secret / "reference").mkdir(parents=True)
    schema = {"name": SALARIES, "fields": [{"name": "nama"}, {"name": "gaji"}]}
    for place in (secret, secret / "reference"):
        (place / f"{SALARIES}.csv").write_text(TABLE, encoding="utf-8")
        (place / f"{SALARIES}.json").write_text(json.dumps(schema), encoding="utf-8")

    return secret


def _referring(secret: str) -> Mapping[str, str]:
    """A schema whose foreign key names a file outside."""
    reference = {"resource": f"{secret}/{SALARIES}", "fields": ["nama"]}
    schema = {
        "fields": [{"name": "nama"}],
        "foreignKeys": [{"fields": ["nama"], "reference": reference}],
    }
    return {"data.csv": "nama\nBudi\n", "schema.json": json.dumps(schema)}


def _described(path: str) -> Mapping[str, str]:
    """A descriptor whose resource lies elsewhere."""
    resource = {"name": "data", "path": path, "schema": {"fields": [{"name": "nama"}]}}
    return {"datapackage.json": json.dumps({"name": "x", "resources": [resource]})}


def _with_schema(schema: str) -> Mapping[str, str]:
    """A descriptor whose resource is judged by a schema from elsewhere."""
    resource = {"name": "data", "path": "data.csv", "schema": schema}
    described = json.dumps({"name": "x", "resources": [resource]})
    return {"datapackage.json": described, "data.csv": "nama\nBudi\n"}


Files = Callable[[str], Mapping[str, str]]
"""Absolute path of the secret folder -> the files of a trap, by name."""
REMOTE = "http://127.0.0.1:9/data"

TRAPS: Mapping[str, tuple[Files, tuple[str, ...]]] = {
    "a reference by absolute path": (
        _referring,
        ("validate", "data.csv", "--schema", "schema.json"),
    ),
    "a reference by parents": (
        lambda _: _referring("../../secret"),
        ("validate", "data.csv", "--schema", "schema.json"),
    ),
    "a reference packed": (
        lambda _: _referring("../../secret"),
        ("pack", "data.csv", "--draft", "--schema", "schema.json", "--output", "x-1.0.0.zip"),
    ),
    "a wrong schema checked": (_referring, ("schema", "check", "schema.json")),
    "a resource by absolute path": (
        lambda secret: _described(f"{secret}/{SALARIES}.csv"),
        ("validate", "datapackage.json"),
    ),
    "a resource by parents": (
        lambda _: _described(f"../../secret/{SALARIES}.csv"),
        ("validate", "datapackage.json"),
    ),
    "a resource on the web": (
        lambda _: _described(f"{REMOTE}.csv"),
        ("validate", "datapackage.json"),
    ),
    "a schema by parents": (
        lambda _: _with_schema(f"../../secret/{SALARIES}.json"),
        ("validate", "datapackage.json"),
    ),
    "a schema on the web": (
        lambda _: _with_schema(f"{REMOTE}.json"),
        ("validate", "datapackage.json"),
    ),
    "a folder that holds a descriptor": (
        lambda _: _described(f"../../secret/{SALARIES}.csv"),
        ("validate", "."),
    ),
}
"""A stranger's files, and the command that somebody types in their folder."""

LINK = "links out of the folder"


def lay_trap(folder: Path, name: str, secret: Path) -> None:
    """Write the files of a trap into a folder of its own."""
    folder.mkdir(parents=True)
    files, _ = TRAPS[name]
    for file, content in files(str(secret)).items():
        (folder / file).write_text(content, encoding="utf-8")


def lay_link(folder: Path, secret: Path) -> None:
    """A folder in which two names lead outside, to a folder and to a table."""
    folder.mkdir(parents=True)
    (folder / "data.csv").write_text("nama\nBudi\n", encoding="utf-8")
    (folder / "more").symlink_to(secret, target_is_directory=True)
    (folder / "salary.csv").symlink_to(secret / f"{SALARIES}.csv")


def lay_repository(folder: Path, command: str) -> None:
    """A branch that changes a table, and tells git to run a command on whatever it looks at."""
    folder.mkdir(parents=True)
    table = folder / "data.csv"
    table.write_text("nama\nBudi\n", encoding="utf-8")
    schema = {"fields": [{"name": "nama"}]}
    (folder / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    _git(folder, "init", "--quiet")
    _git(folder, "add", "--all")
    _git(folder, *_AUTHOR, "commit", "--quiet", "-m", "before")

    table.write_text("nama\nBudi\nSiti\n", encoding="utf-8")
    (folder / ".gitattributes").write_text("*.csv filter=x diff=x\n", encoding="utf-8")
    _git(folder, "config", "filter.x.clean", command)
    _git(folder, "config", "diff.x.textconv", command)
    _git(folder, "config", "core.fsmonitor", command)


_AUTHOR = ("-c", "user.name=x", "-c", "user.email=x@example.com")


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)
