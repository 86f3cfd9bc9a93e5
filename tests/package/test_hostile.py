"""Whichever command meets a hostile package, it ends with 5, says so, and leaves nothing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import product
from pathlib import Path
from typing import TextIO

import pyarrow as pa
import pytest

from statx.cli.app import run
from statx.container.bag import write_container
from statx.render import RENDERERS
from statx.tables import limits
from tests.cli.command import Here
from tests.cli.conftest import statx
from tests.container.hostile import HOSTILE, INFO, content, good_package

__all__ = ["statx"]

COMMANDS = {
    "verify": ["verify", "paket.zip", "--draft"],
    "unpack": ["unpack", "paket.zip", "isi"],
    **{f"validate, {name}": ["validate", "paket.zip", "--format", name] for name in RENDERERS},
}
NAMES = {hostile.code: name for name, hostile in HOSTILE.items() if not hostile.announced}
"""One package of every kind of refusal."""
GOOD = good_package()


STREAMS = ("heard", "closed", "full", "gone")
"""What standard error may be."""


@contextmanager
def standard_error(kind: str) -> Iterator[TextIO | None]:
    if kind in ("heard", "closed"):
        yield sys.stderr if kind == "heard" else None
        return

    reader, writer = os.pipe()
    os.close(reader)
    gone = os.fdopen(writer, "w")
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115  closing it fails
    try:
        yield full if kind == "full" else gone
    finally:
        for stream in (full, gone):
            with suppress(OSError):
                stream.close()


EVERY = 1 if "STATX_NIGHTLY" in os.environ else 17
"""Of the packages by every command to every stream; a number that meets all of them in turn."""


@pytest.mark.parametrize("stream", STREAMS)
def test_a_hostile_package_is_5_for_every_command_in_every_format_whoever_listens(
    stream: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    package = Path("paket.zip")
    codes = {}
    for name, command in list(product(NAMES.values(), COMMANDS))[::EVERY]:
        package.write_bytes(HOSTILE[name].spoil(GOOD))
        with standard_error(stream) as heard, monkeypatch.context() as patch:
            patch.setattr("sys.stderr", heard)
            codes[name, command] = run(COMMANDS[command])
    assert {met: code for met, code in codes.items() if code != 5} == {}
    assert list(Path().iterdir()) == [package]


def test_an_error_names_the_file_in_the_package_and_not_where_it_was_taken_out(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ALWAYS_INFLATED", 1000)
    members = content()
    described = json.loads(members["datapackage.json"])
    [resource] = described["resources"]
    table = members.pop(resource["path"])
    resource["path"] += ".zst"
    members[resource["path"]] = pa.compress(table + b"32.01,120\n" * 10**7, "zstd", asbytes=True)
    members["datapackage.json"] = json.dumps(described).encode()
    write_container(members, statx.folder / "paket.zip", info=INFO)

    said = statx("validate", "paket.zip", "--format", "github")
    assert "paket.zip/data/padi.csv.zst grows to more than 1000 times its size" in said.out
    assert ".statx.part" not in said.out
