"""The zip: one form, written and read alike, and by ordinary readers too."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from statx.container import zip_form, zip_reader
from statx.container.errors import (
    PackageDuplicateError,
    PackageLimitError,
    PackageNameError,
    UntrustedPackageError,
)
from statx.container.names import check_name
from statx.container.zip_form import FIRST
from statx.container.zip_reader import LIMITS, Limits, read_directory, stream
from statx.container.zip_writer import write_zip
from statx.files import CHUNK

SEGMENTS = st.from_regex(r"[a-z0-9_]([a-z0-9_.@+-]{0,8}[a-z0-9_])?", fullmatch=True)
NAMES = st.builds("data/{}{}".format, SEGMENTS, st.sampled_from(["", ".csv", ".parquet", ".gz"]))
BODIES = st.binary(max_size=400)
MEMBERS = {
    "z.txt": b"z" * 90,
    "data/a.parquet": b"PAR1" * 9,
    "datapackage.json": b"{}\n",
    "B.txt": b"",
}


def read_back(path: Path, limits: Limits = LIMITS) -> dict[str, bytes]:
    with path.open("rb") as file:
        return {
            member.name: b"".join(stream(file, member)) for member in read_directory(file, limits)
        }


def is_legal(name: str) -> bool:
    try:
        return check_name(name) == name
    except PackageNameError:
        return False


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "paket.zip"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(members=st.dictionaries(NAMES.filter(is_legal), BODIES, min_size=1, max_size=6))
def test_what_was_written_is_read(members: dict[str, bytes], target: Path) -> None:
    write_zip(members, target)
    assert read_back(target) == members


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(foreign=st.binary(max_size=200), start=st.integers(0, 300))
def test_foreign_bytes_are_refused_or_harmless(foreign: bytes, start: int, target: Path) -> None:
    write_zip(MEMBERS, target)
    whole = target.read_bytes()
    target.write_bytes(whole[:start] + foreign + whole[start + len(foreign) :])
    with contextlib.suppress(UntrustedPackageError):
        assert read_back(target) == MEMBERS


def test_same_members_in_any_order_and_from_any_source_give_same_bytes(tmp_path: Path) -> None:
    for name, body in MEMBERS.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(body)
    write_zip(MEMBERS, tmp_path / "1.zip")
    write_zip({name: tmp_path / name for name in reversed(MEMBERS)}, tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def test_the_standard_library_reads_it(target: Path) -> None:
    write_zip(MEMBERS, target)
    with zipfile.ZipFile(target) as other:
        assert other.testzip() is None
        assert {name: other.read(name) for name in other.namelist()} == MEMBERS


def test_what_a_reader_decides_by_comes_first_and_the_rest_by_bytes(target: Path) -> None:
    write_zip(dict.fromkeys(["data/a", "bagit.txt", "Z", *reversed(FIRST)], b""), target)
    assert tuple(read_back(target)) == (*FIRST, "Z", "bagit.txt", "data/a")


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        pytest.param("data/a.parquet", True, id="parquet"),
        pytest.param("data/a.csv.gz", True, id="gz"),
        pytest.param("data/a.csv.zst", True, id="zst"),
        pytest.param("data/A.PARQUET", True, id="upper case"),
        pytest.param("data/a.csv", False, id="csv"),
        pytest.param("data/parquet", False, id="no suffix"),
    ],
)
def test_what_is_compressed_already_is_stored(name: str, stored: bool, target: Path) -> None:
    write_zip({name: b"0" * 1000}, target)
    with target.open("rb") as file:
        (member,) = read_directory(file)
    assert (member.compressed_size == 1000) is stored


@pytest.mark.parametrize(
    "sizes",
    [
        pytest.param([2000, 10], id="a large member"),
        pytest.param([600, 600, 600], id="a large archive of small members"),
        pytest.param([960, 10], id="a member near the line"),
    ],
)
def test_zip64_is_written_and_read_alike(
    sizes: list[int], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (zip_reader, zip_form):
        monkeypatch.setattr(module, "NARROW", 1000)
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    members = {f"data/{number}.gz": bytes(size) for number, size in enumerate(sizes)}
    write_zip(members, target)
    assert read_back(target) == members
    assert zipfile.ZipFile(target).testzip() is None


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        pytest.param(Limits(members=3), "number of files 4, at most 3", id="members"),
        pytest.param(Limits(total_bytes=100), "bytes of all members 129, at most 100", id="total"),
        pytest.param(
            Limits(ratio=0), "bytes of data/big.csv once unpacked 9,000, at most 1,024", id="ratio"
        ),
    ],
)
def test_a_limit_says_what_was_found_and_allowed(limits: Limits, what: str, target: Path) -> None:
    members = {"data/big.csv": b"0" * 9000} if limits.ratio == 0 else MEMBERS
    write_zip(members, target)
    with pytest.raises(PackageLimitError, match=what):
        read_back(target, limits)


def test_two_streams_of_one_file_do_not_disturb_each_other(target: Path) -> None:
    bodies = {"data/a.gz": b"a" * (3 << 20), "data/b.csv": b"b" * 50_000}
    write_zip(bodies, target)
    with target.open("rb") as file:
        members = read_directory(file)
        first = stream(file, members[0])
        begin, other = next(first), b"".join(stream(file, members[1]))
        assert {"data/a.gz": begin + b"".join(first), "data/b.csv": other} == bodies


def test_a_chunk_is_never_larger_than_a_chunk(target: Path) -> None:
    write_zip({"data/a.csv": b"0" * (5 << 20)}, target)
    with target.open("rb") as file:
        (member,) = read_directory(file, Limits(ratio=2000))
        assert max(map(len, stream(file, member))) <= CHUNK


@pytest.mark.parametrize(
    ("names", "refusal"),
    [
        pytest.param(["data/a b.csv"], PackageNameError, id="a name that no package may have"),
        pytest.param(
            ["data/a.csv", "data/A.csv"], PackageDuplicateError, id="two names for one place"
        ),
        pytest.param(
            ["data", "data/a.csv"], PackageDuplicateError, id="a file where a folder is needed"
        ),
    ],
)
def test_nothing_is_written_that_could_not_be_read(
    names: list[str], refusal: type[UntrustedPackageError], target: Path
) -> None:
    with pytest.raises(refusal):
        write_zip(dict.fromkeys(names, b""), target)
    assert not target.exists()


@pytest.mark.parametrize(
    "name", ["a", "data/a.csv", "clearance/budi@jatim.json", "_", "a+b-c.d", "a" * 100, "con_"]
)
def test_an_ordinary_name_is_a_name(name: str) -> None:
    assert check_name(name) == name
