"""Digests are of the bytes that were judged, and cost no reading of their own."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyarrow as pa
import pytest

from statx.config import Config
from statx.files import ALGORITHMS, Digester
from statx.judging.engine import JudgingOptions
from statx.judging.errors import ChangedFileError
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.sources.targets import Target, settle_one_target, targets
from tests.conversion.world import about, converted, schema_file
from tests.verdicts import CATALOG, cut_small

from .work import bytes_read, needs_counted_bytes

FIELDS = [{"name": "a", "type": "integer"}, {"name": "b"}]
TEXT = "a,b\n" + "".join(
    f'{number},"é, {hashlib.sha256(bytes(number)).hexdigest()}"\n' for number in range(3_000)
)
MARK = b"\xef\xbb\xbf"
LITTLE = 1 << 14
"""Bytes; far fewer than the smallest of the files has."""


def zstd(data: bytes) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return bytes(sink.getvalue())


FORMS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "plain": ("data.csv", bytes),
    "with a mark": ("data.csv", lambda data: MARK + data),
    "in another encoding": ("data.csv", lambda data: data.decode().encode("utf-16")),
    "gzip": ("data.csv.gz", gzip.compress),
    "gzip in two members": (
        "data.csv.gz",
        lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:]),
    ),
    "zstd": ("data.csv.zst", zstd),
    "a rare dialect": ("rare.csv", bytes),
    "no end of line": ("data.csv", lambda data: data[:-1]),
    "a header under which nothing is judged": ("data.csv", lambda data: data[4:]),
}
"""The name and the bytes of a file that holds TEXT."""
READ_ONCE = [name for name in FORMS if "nothing is judged" not in name]


@pytest.mark.parametrize("form", FORMS)
def test_digests_are_of_the_bytes_that_were_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    cut_small(monkeypatch, 10_000)
    path = written(tmp_path, form)

    digest = judge_target(laid(path), CATALOG, reporting(*ALGORITHMS)).digest

    data = path.read_bytes()
    assert digest is not None
    assert (digest.bytes, digest.sha256, digest.md5) == (
        len(data),
        hashlib.sha256(data).hexdigest(),
        hashlib.md5(data, usedforsecurity=False).hexdigest(),
    )


@needs_counted_bytes
@pytest.mark.parametrize("form", READ_ONCE)
def test_digests_cost_no_reading(tmp_path: Path, form: str) -> None:
    target = laid(written(tmp_path, form))
    judge_target(target, CATALOG, reporting())

    without = bytes_read(lambda: judge_target(target, CATALOG, reporting()))
    with_digests = bytes_read(lambda: judge_target(target, CATALOG, reporting(*ALGORITHMS)))

    assert with_digests - without < LITTLE < target.path.stat().st_size


@needs_counted_bytes
def test_a_conversion_reads_its_source_once(tmp_path: Path) -> None:
    path = written(tmp_path, "plain")
    schema = schema_file(tmp_path, FIELDS)
    converted(path, tmp_path / "before.parquet", schema)

    read = bytes_read(lambda: converted(path, tmp_path / "out.parquet", schema))

    size = path.stat().st_size
    assert size <= read < 2 * size
    assert about(tmp_path / "out.parquet")["source"]["sha256"] == sha256(path)


def test_of_parquet_which_is_not_read_in_order_the_digest_is_its_own_reading(
    tmp_path: Path,
) -> None:
    schema = schema_file(tmp_path, FIELDS)
    path = tmp_path / "data.parquet"
    converted(written(tmp_path, "plain"), path, schema)
    target = settle_one_target(path, DataOptions(str(schema)), CATALOG, Config())

    digest = judge_target(target, CATALOG, reporting("sha256")).digest

    assert digest is not None
    assert digest.sha256 == sha256(path)


def test_a_file_that_changes_between_two_readings_is_not_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schema = schema_file(tmp_path, FIELDS)
    path = tmp_path / "data.csv"
    path.write_text("a,b\n1,x\nno,y\n")
    numbers = count(2)
    restart = Digester.restart

    def restart_on_another(digester: Digester) -> None:
        path.write_text(f"a,b\n{next(numbers)},z\nno,y\n")
        restart(digester)

    monkeypatch.setattr(Digester, "restart", restart_on_another)

    with pytest.raises(ChangedFileError, match=r"data\.csv changed"):
        converted(path, tmp_path / "out.csv", schema, rejects=tmp_path / "rejects.csv")
    assert not (tmp_path / "out.csv").exists()


def written(folder: Path, form: str) -> Path:
    """A file in this form, with its schema beside it."""
    name, of_text = FORMS[form]
    path = folder / name
    path.write_bytes(of_text(TEXT.encode()))
    return path


def laid(path: Path) -> Target:
    """The file as a target; one called `rare` in a dialect that is read record by record."""
    dialect = {"skipInitialSpace": True} if path.stem == "rare" else {}
    encoding = "utf-16" if path.read_bytes().startswith(b"\xff\xfe") else "utf-8"
    resource = {
        "name": "data",
        "path": path.name,
        "encoding": encoding,
        "dialect": dialect,
        "schema": {"fields": FIELDS},
    }
    descriptor = path.parent / "datapackage.json"
    descriptor.write_text(json.dumps({"name": "d", "resources": [resource]}))

    (target,) = targets([path], DataOptions(), CATALOG, Config())
    assert isinstance(target, Target), target
    return target


def reporting(*digests: str) -> ReportOptions:
    return ReportOptions(JudgingOptions(digests=digests))


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
