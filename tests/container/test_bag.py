"""A package: what was sealed opens, what is hostile does not, and ordinary tools agree."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import subprocess
import tracemalloc
from pathlib import Path
from typing import Any, NoReturn

import bagit
import frictionless
import pytest

from statx.container import errors
from statx.container.bag import (
    WholePackage,
    WrittenContainer,
    open_package,
    unpack,
    write_container,
)
from statx.container.descriptor import DESCRIPTOR
from statx.container.errors import PackageContentError, PackageNameError, UntrustedPackageError
from statx.container.manifest import TAG_MANIFEST
from statx.container.strict_json import write_json
from statx.files import atomic_folder

from .hostile import HOSTILE, INFO, content, good_package, unzipped, zipped

NIGHTLY = "STATX_NIGHTLY" in os.environ
"""Whether there is time for a bit of every byte."""
GOOD = good_package()
MADE = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "paket.zip"
    path.write_bytes(GOOD)
    return path


@pytest.fixture
def unpacked(package: Path, tmp_path: Path) -> Path:
    with atomic_folder(tmp_path / "isi") as folder:
        unpack(package, folder)
    return tmp_path / "isi"


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)


def test_the_memory_of_packing_and_opening_does_not_grow_with_what_is_packed(
    tmp_path: Path,
) -> None:
    def most(size: int) -> int:
        with (tmp_path / "data.parquet").open("wb") as file:
            file.truncate(size)
        described = write_json(
            {
                "name": "data",
                "version": "1.0.0",
                "resources": [{"name": "data", "path": "data/data.parquet"}],
            }
        )
        members: dict[str, Path | bytes] = {
            DESCRIPTOR: described,
            "data/data.parquet": tmp_path / "data.parquet",
        }
        tracemalloc.start()
        write_container(members, tmp_path / "paket.zip", info=INFO)
        open_package(tmp_path / "paket.zip")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert most(64 << 20) - most(8 << 20) < 1 << 20


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return path


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


# ---- sealing and opening ------------------------------------------------------------------------


def test_what_was_sealed_opens(package: Path) -> None:
    opened = open_package(package)
    assert (opened.path, opened.descriptor["name"], len(opened.members)) == (
        package,
        "produksi-padi",
        8,
    )


def test_what_was_sealed_is_unpacked_byte_for_byte(unpacked: Path) -> None:
    found = files_below(unpacked)
    assert {name: body for name, body in found.items() if name not in MADE} == content()


def test_a_package_can_be_opened_first_and_extracted_later(package: Path, tmp_path: Path) -> None:
    opened = open_package(package)
    with atomic_folder(tmp_path / "isi") as folder:
        opened.extract(folder)
    assert files_below(tmp_path / "isi") == unzipped(GOOD)


def test_the_content_id_is_the_hash_of_the_tag_manifest(tmp_path: Path) -> None:
    sealed = write_container(content(), tmp_path / "paket.zip", info=INFO)
    expected = hashlib.sha256(unzipped(GOOD)[TAG_MANIFEST]).hexdigest()
    assert sealed == WrittenContainer(expected, len(GOOD))


def test_same_content_gives_same_bytes_from_files_or_from_memory(
    tmp_path: Path, unpacked: Path
) -> None:
    write_container(
        {name: unpacked / name for name in reversed(content())}, tmp_path / "lagi.zip", info=INFO
    )
    assert (tmp_path / "lagi.zip").read_bytes() == GOOD


@pytest.mark.parametrize(
    "name", ["bagit.txt", "release.json", "clearance/a.json", "catatan.txt", "data", "data/a b"]
)
def test_only_content_is_sealed(name: str, tmp_path: Path) -> None:
    with pytest.raises(PackageNameError):
        write_container({**content(), name: b""}, tmp_path / "paket.zip", info=INFO)


def test_what_could_not_be_opened_is_not_sealed(tmp_path: Path) -> None:
    with pytest.raises(UntrustedPackageError) as refusal:
        write_container({**content(), "data/lain.csv": b"x\n"}, tmp_path / "paket.zip", info=INFO)
    assert refusal.value.code == "unlisted"


def test_nobody_else_makes_a_verified_package(package: Path) -> None:
    opened = open_package(package)
    with pytest.raises(TypeError):
        WholePackage(package, "0" * 64, {}, opened.members, opened.limits, object())


def test_progress_ends_with_all_bytes_of_all_members(package: Path) -> None:
    done: list[int] = []
    opened = open_package(package, progress=done.append)
    assert done == sorted(done)
    assert done[-1] == sum(member.size for member in opened.members)


# ---- hostile packages ---------------------------------------------------------------------------


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize(
    "name", [pytest.param(name, id=f"{HOSTILE[name].row}: {name}") for name in HOSTILE]
)
def test_a_hostile_package_is_refused_and_leaves_nothing(
    name: str, package: Path, tmp_path: Path
) -> None:
    hostile = HOSTILE[name]
    announced = open_package(package).content_id if hostile.announced else None
    package.write_bytes(hostile.spoil(GOOD))
    with pytest.raises(UntrustedPackageError) as refusal, atomic_folder(tmp_path / "isi") as folder:
        unpack(package, folder, content_id=announced)
    assert refusal.value.code == hostile.code
    assert list(tmp_path.rglob("*")) == [package]


@pytest.mark.parametrize("code", sorted({hostile.code for hostile in HOSTILE.values()}))
def test_a_refusal_names_the_package_in_both_languages(code: str, package: Path) -> None:
    hostile = next(
        hostile for hostile in HOSTILE.values() if hostile.code == code and not hostile.announced
    )
    package.write_bytes(hostile.spoil(GOOD))
    with pytest.raises(UntrustedPackageError) as refusal:
        open_package(package)
    assert refusal.value.text.id.startswith(f"{package} ")
    assert refusal.value.text.en.startswith(f"{package} ")


def test_every_kind_of_refusal_has_a_hostile_package() -> None:
    refusals = UntrustedPackageError.__subclasses__()
    codes = [refusal.code for refusal in refusals if refusal.__module__ == errors.__name__]
    assert sorted(codes) == sorted({hostile.code for hostile in HOSTILE.values()})


def test_any_flipped_bit_is_refused_or_changes_nothing(package: Path, tmp_path: Path) -> None:
    accepted = []
    for position in range(0, len(GOOD), 1 if NIGHTLY else 7):
        byte = GOOD[position]
        package.write_bytes(
            GOOD[:position] + bytes([byte ^ 1 << position % 8]) + GOOD[position + 1 :]
        )
        folder = tmp_path / str(position)
        try:
            unpack(package, folder)
        except UntrustedPackageError:
            continue
        accepted.append(files_below(folder))
    assert all(found == unzipped(GOOD) for found in accepted)
    assert (
        len(accepted) <= 8
    )  # the bits after the end of a deflated member, which no reader looks at


def test_a_package_exchanged_after_it_was_opened_is_not_extracted(
    package: Path, tmp_path: Path
) -> None:
    opened = open_package(package)
    write_container({**content(), "docs/lain.md": b"x\n"}, package, info=INFO)
    with pytest.raises(PackageContentError), atomic_folder(tmp_path / "isi") as folder:
        opened.extract(folder)
    assert list(tmp_path.iterdir()) == [package]


def test_data_changed_while_the_package_is_read_are_not_used(tmp_path: Path) -> None:
    package, body = tmp_path / "paket.zip", bytes(3 << 20) + b"120"
    resources = write_json(
        {"name": "padi", "version": "1", "resources": [{"path": "data/padi.gz"}]}
    )
    write_container({DESCRIPTOR: resources, "data/padi.gz": body}, package, info=INFO)

    end = package.read_bytes().index(body) + len(body)

    def change_the_end(_: int) -> None:
        with package.open("r+b") as file:
            file.seek(end - 2)
            file.write(b"75")

    with pytest.raises(UntrustedPackageError), atomic_folder(tmp_path / "isi") as folder:
        unpack(package, folder, progress=change_the_end)
    assert not (tmp_path / "isi").exists()


# ---- ordinary tools -----------------------------------------------------------------------------


def test_bagit_finds_a_valid_bag(unpacked: Path) -> None:
    bagit.Bag(str(unpacked)).validate()


def test_bagit_reads_who_sent_it(unpacked: Path) -> None:
    info: dict[str, Any] = bagit.Bag(str(unpacked)).info
    assert info == {**INFO, "Payload-Oxum": "28.1"}


def test_frictionless_finds_a_valid_data_package(unpacked: Path) -> None:
    report = frictionless.validate(str(unpacked / DESCRIPTOR))
    assert (report.valid, report.stats["tasks"]) == (True, 1)


def test_unzip_and_sha256sum_find_every_file_whole(package: Path, tmp_path: Path) -> None:
    folder = tmp_path / "biasa"
    subprocess.run([tool("unzip"), "-q", package, "-d", folder], check=True)
    lists = ["tagmanifest-sha256.txt", "manifest-sha256.txt"]
    done = subprocess.run(
        [tool("sha256sum"), "--strict", "-c", *lists],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.count(": OK\n") == 7
    assert files_below(folder) == unzipped(GOOD)


def test_the_hostile_zips_are_made_in_the_one_form_otherwise() -> None:
    assert zipped(unzipped(GOOD).items()) == GOOD
