"""The result appears whole under its name, or not at all; nothing is written over by accident."""

from __future__ import annotations

import errno
import hashlib
import json
from pathlib import Path
from typing import NoReturn

import pytest

from statx.errors import (
    CannotWriteError,
    DiskFullError,
    ExistingOutputError,
    MissingFolderError,
    SameFileError,
    UnreadableFileError,
)
from statx.files import DigestedFile
from statx.judging.errors import DigestMismatchError
from statx.tables.csv.writer import CsvWriter
from statx.tables.errors import UnknownFormatError

from .world import GOOD, converted, files


@pytest.mark.parametrize(
    ("name", "error"),
    [
        pytest.param("in.csv", SameFileError, id="the source itself"),
        pytest.param("link.csv", SameFileError, id="a link to the source"),
        pytest.param("there.csv", ExistingOutputError, id="a file that exists"),
        pytest.param("none/out.csv", MissingFolderError, id="a folder that does not"),
        pytest.param("out.xlsx", UnknownFormatError, id="a kind that cannot be written"),
        pytest.param("in.csv/out.csv", MissingFolderError, id="below a file"),
    ],
)
def test_a_destination_that_will_not_do_is_refused(
    tmp_path: Path, name: str, error: type[Exception]
) -> None:
    (tmp_path / "in.csv").write_bytes(GOOD.read_bytes())
    (tmp_path / "link.csv").symlink_to(tmp_path / "in.csv")
    (tmp_path / "there.csv").write_text("lama", encoding="utf-8")
    with pytest.raises(error):
        converted(tmp_path / "in.csv", tmp_path / name)
    assert files(tmp_path) == {"in.csv", "link.csv", "there.csv"}
    assert (tmp_path / "there.csv").read_text(encoding="utf-8") == "lama"


def test_a_file_that_exists_is_replaced_where_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("lama", encoding="utf-8")
    converted(GOOD, tmp_path / "out.csv", force=True)
    assert (tmp_path / "out.csv").read_bytes() == GOOD.read_bytes()


def test_the_result_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    converted(GOOD, tmp_path / "out.parquet")
    assert (tmp_path / "out.parquet").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.parametrize(
    ("number", "error"),
    [
        pytest.param(errno.ENOSPC, DiskFullError, id="the disk is full"),
        pytest.param(errno.EDQUOT, DiskFullError, id="the quota is used up"),
        pytest.param(errno.EFBIG, DiskFullError, id="the file may not be that large"),
        pytest.param(errno.EIO, CannotWriteError, id="the disk fails"),
    ],
)
def test_what_the_disk_says_while_writing_is_said_of_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, error: type[Exception]
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(number, "no")

    monkeypatch.setattr(CsvWriter, "write", refuse)
    with pytest.raises(error, match=r"out\.csv"):
        converted(GOOD, tmp_path / "out.csv")
    assert files(tmp_path) == set()


def test_what_fails_while_reading_is_said_of_the_source(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(DigestedFile, "readinto", refuse)
    with pytest.raises(UnreadableFileError, match=GOOD.name):
        converted(GOOD, tmp_path / "out.csv")
    assert files(tmp_path) == set()


@pytest.mark.parametrize("declared", ["sha256:" + "0" * 64, "md5:" + "0" * 32])
def test_a_file_that_is_not_the_one_described_is_not_converted(
    tmp_path: Path, declared: str
) -> None:
    (tmp_path / "in.csv").write_bytes(GOOD.read_bytes())
    resource = {"name": "in", "path": "in.csv", "hash": declared}
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"resources": [resource]}), encoding="utf-8"
    )
    with pytest.raises(DigestMismatchError):
        converted(tmp_path / "in.csv", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_is_the_one_described_is_converted(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(GOOD.read_bytes())
    sha256 = hashlib.sha256(GOOD.read_bytes()).hexdigest()
    resource = {
        "name": "in",
        "path": "in.csv",
        "hash": f"sha256:{sha256}",
        "bytes": GOOD.stat().st_size,
    }
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"resources": [resource]}), encoding="utf-8"
    )
    assert converted(tmp_path / "in.csv", tmp_path / "out.csv").content == f"sha256:{sha256}"
