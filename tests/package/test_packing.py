"""Packing judged tables.

What is packed opens on the other side, and ordinary tools read it there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import bagit
import frictionless
import pytest

from statx.config import Config
from statx.container.bag import unpack as take_out
from statx.container.bag import write_container
from statx.container.errors import UntrustedPackageError
from statx.conversion.convert import ConversionOptions, convert
from statx.errors import (
    ExistingOutputError,
    MissingFileError,
    OptionError,
    SameFileError,
    UnreadableFileError,
)
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions
from statx.options import DataOptions
from statx.package import packing
from statx.package.errors import NotExchangeFormError, UnsuitableNameError
from statx.package.label import Label
from statx.package.packing import Packed, pack
from statx.sources.errors import SchemaNotAgreedError
from statx.sources.targets import settle_one_target, targets
from tests.container.hostile import unzipped
from tests.package.world import CATALOG, PRODUCER, looked_at

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
POVERTY = SAMPLES / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
PEOPLE = SAMPLES / "kependudukan_penduduk" / "good"
TOO_LARGE = SAMPLES / "kemiskinan" / "bad" / "maximum.csv"
GOOD = sorted(path for path in SAMPLES.glob("[!_]*/good") if path.is_dir())


def packed(output: Path, *paths: Path, schema: str = "", force: bool = False) -> Packed:
    """What `statx pack` does."""
    chosen = list(targets(paths, DataOptions(schema), CATALOG, Config()))
    label = Label.of(output, producer=PRODUCER)
    return pack(chosen, output, label, CATALOG, ReportOptions(), replace=force)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    packed(tmp_path / "kemiskinan-1.2.0.zip", POVERTY)
    return tmp_path / "kemiskinan-1.2.0.zip"


@pytest.fixture
def opened(package: Path, tmp_path: Path) -> Path:
    take_out(package, tmp_path / "isi")
    return tmp_path / "isi"


def tool(name: str) -> str:
    path = shutil.which(name)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{name} is not installed")
    return path


def parquet_of(path: Path, folder: Path) -> Path:
    target = settle_one_target(path, DataOptions(), CATALOG, Config())
    convert(target, ConversionOptions(folder / "data.parquet"), CATALOG)
    return folder / "data.parquet"


def resealed(package: Path, target: Path, changes: dict[str, bytes]) -> Path:
    """A package with other content, whose every hash is right."""
    kept = {
        name: body
        for name, body in unzipped(package.read_bytes()).items()
        if "manifest" not in name and "bag" not in name
    }
    content: dict[str, Path | bytes] = {**kept, **changes}
    write_container(content, target, info={})
    return target


def without_hashes(package: Path) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads(unzipped(package.read_bytes())["datapackage.json"])
    for resource in descriptor["resources"]:
        resource.pop("hash", None), resource.pop("bytes", None)
    return descriptor


# ---- there and back -----------------------------------------------------------------------------


@pytest.mark.parametrize("folder", GOOD, ids=lambda path: path.parent.name)
def test_every_sample_is_packed_looked_at_and_taken_out(folder: Path, tmp_path: Path) -> None:
    done = packed(tmp_path / "paket.zip", folder, schema=folder.parent.name)
    seen = looked_at(tmp_path / "paket.zip")
    take_out(tmp_path / "paket.zip", tmp_path / "isi")
    assert (seen.run.exit_code, seen.package.content_id, seen.remarks) == (0, done.content_id, ())
    for path in folder.glob("*.csv"):
        assert (tmp_path / "isi" / "data" / path.name).read_bytes() == path.read_bytes()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    first = packed(tmp_path / "paket-1.0.0.zip", PEOPLE)
    before = (tmp_path / "paket-1.0.0.zip").read_bytes()
    second = packed(tmp_path / "paket-1.0.0.zip", PEOPLE, force=True)
    assert (second.content_id, (tmp_path / "paket-1.0.0.zip").read_bytes()) == (
        first.content_id,
        before,
    )


def test_schemas_and_code_lists_are_inside(package: Path) -> None:
    names = {
        name for name in unzipped(package.read_bytes()) if name.startswith(("data/", "schema/"))
    }
    assert names == {
        f"data/{POVERTY.name}",
        "data/wilayah_kabupaten_kota.csv",
        "schema/kemiskinan-2.0.0.json",
        "schema/wilayah_kabupaten_kota-1.1.0.json",
    }


def test_the_descriptor_says_what_it_is(package: Path) -> None:
    descriptor = json.loads(unzipped(package.read_bytes())["datapackage.json"])
    assert (descriptor["name"], descriptor["version"]) == ("kemiskinan", "1.2.0")
    assert descriptor["statx"] == {
        "format": "statx-package/1",
        "classification": "terbuka",
        "producer": PRODUCER,
    }
    assert descriptor["resources"][0]["statx"] == {
        "schema": "kemiskinan@2.0.0",
        "schemaSha256": CATALOG.schema("kemiskinan").sha256,
        "rows": 39,
    }


@pytest.mark.parametrize(
    ("file", "name", "version", "label"),
    [
        pytest.param(
            "kemiskinan-1.2.0.zip", "", "", ("kemiskinan", "1.2.0"), id="from the file's name"
        ),
        pytest.param("Data Kemiskinan.zip", "", "", ("data-kemiskinan", "1.0.0"), id="made fit"),
        pytest.param(
            "x.zip", "penduduk", "2024.2.0", ("penduduk", "2024.2.0"), id="as the caller says"
        ),
    ],
)
def test_a_package_has_a_name_and_a_version(
    file: str, name: str, version: str, label: tuple[str, str]
) -> None:
    found = Label.of(Path(file), name, version)
    assert (found.name, found.version) == label


@pytest.mark.parametrize(
    ("name", "version"),
    [("Nama Saya", ""), ("a\nb", ""), ("a", "satu"), ("a", "1.0"), ("-", "1.0.0")],
)
def test_what_is_no_name_or_version_is_refused(name: str, version: str) -> None:
    with pytest.raises(OptionError):
        Label.of(Path("x.zip"), name, version)


def test_a_package_of_parquet_is_verified_too(tmp_path: Path) -> None:
    packed(tmp_path / "paket.zip", parquet_of(POVERTY, tmp_path))
    assert looked_at(tmp_path / "paket.zip").run.exit_code == 0


def test_a_package_is_judged_like_any_other_data(package: Path) -> None:
    reports = list(judge([package], DataOptions(), CATALOG, Config(), ReportOptions()))
    assert [report.exit_code for report in reports] == [0, 0]
    assert reports[0].place == f"{package}/data/{POVERTY.name}"


@pytest.mark.parametrize(
    "choice",
    [
        DataOptions("kemiskinan"),
        DataOptions(locale="id"),
        DataOptions(encoding="utf-8"),
        DataOptions(delimiter=";"),
    ],
)
def test_how_a_package_is_read_is_not_the_readers_choice(
    package: Path, choice: DataOptions
) -> None:
    [report] = judge([package], choice, CATALOG, Config(), ReportOptions())
    assert isinstance(report.error, OptionError)


# ---- other tools --------------------------------------------------------------------------------


def test_frictionless_finds_it_valid_with_its_foreign_keys(opened: Path) -> None:
    assert frictionless.validate(str(opened / "datapackage.json")).valid


def test_frictionless_sees_a_code_that_is_not_in_the_code_list(opened: Path) -> None:
    descriptor = json.loads((opened / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["resources"][0].pop("hash"), descriptor["resources"][0].pop("bytes")
    (opened / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    data = opened / "data" / POVERTY.name
    data.write_bytes(data.read_bytes().replace(b"35.01", b"35.99"))
    report = frictionless.validate(str(opened / "datapackage.json"))
    assert "foreign-key" in {error.type for task in report.tasks for error in task.errors}


def test_frictionless_reads_parquet_in_a_package(tmp_path: Path) -> None:
    packed(tmp_path / "paket.zip", parquet_of(POVERTY, tmp_path))
    take_out(tmp_path / "paket.zip", tmp_path / "isi")
    report = frictionless.validate(str(tmp_path / "isi" / "datapackage.json"))
    assert (report.valid, report.tasks[0].stats["rows"]) == (True, 39)


def test_bagit_finds_it_valid(opened: Path) -> None:
    assert bagit.Bag(str(opened)).validate()


def test_unzip_and_sha256sum_find_it_whole(package: Path, tmp_path: Path) -> None:
    subprocess.run([tool("unzip"), "-q", package, "-d", tmp_path / "z"], check=True)
    lists = ["tagmanifest-sha256.txt", "manifest-sha256.txt"]
    subprocess.run(
        [tool("sha256sum"), "--strict", "--quiet", "-c", *lists], cwd=tmp_path / "z", check=True
    )


# ---- what is not packed -------------------------------------------------------------------------


def test_data_that_does_not_pass_is_not_packed(tmp_path: Path) -> None:
    done = packed(tmp_path / "paket.zip", POVERTY, TOO_LARGE)
    assert (done.run.exit_code, done.content_id, list(tmp_path.iterdir())) == (1, "", [])


def test_what_cannot_be_read_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "kosong.csv").touch()
    done = packed(tmp_path / "paket.zip", POVERTY, tmp_path / "kosong.csv")
    assert (done.run.exit_code, (tmp_path / "paket.zip").exists()) == (3, False)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(POVERTY.read_text(encoding="utf-8").replace(",", ";"), id="semicolons"),
        pytest.param("\ufeff" + POVERTY.read_text(encoding="utf-8"), id="a byte order mark"),
    ],
)
def test_a_file_in_another_form_is_not_packed_and_the_way_out_is_named(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "data.csv").write_text(content, encoding="utf-8")
    with pytest.raises(NotExchangeFormError) as refused:
        packed(tmp_path / "paket.zip", tmp_path / "data.csv")
    assert f"statx convert {tmp_path / 'data.csv'}" in refused.value.text.id
    assert not (tmp_path / "paket.zip").exists()


@pytest.mark.parametrize("name", ["data saya.csv", "jiwa-é.csv", "a!.csv", "con.csv"])
def test_a_file_name_that_no_package_takes_is_refused(tmp_path: Path, name: str) -> None:
    shutil.copy(POVERTY, tmp_path / name)
    with pytest.raises(UnsuitableNameError):
        packed(tmp_path / "paket.zip", tmp_path / name)


@pytest.mark.parametrize(
    ("one", "other"), [("a/x.csv", "b/x.csv"), ("a/x.csv", "b/X.csv"), ("a/x.csv", "a/x.csv")]
)
def test_two_files_of_one_name_are_refused(tmp_path: Path, one: str, other: str) -> None:
    for name in (one, other):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(POVERTY, tmp_path / name)
    with pytest.raises(UnsuitableNameError):
        packed(tmp_path / "paket.zip", tmp_path / one, tmp_path / other)


def test_two_formats_of_one_table_are_refused(tmp_path: Path) -> None:
    shutil.copy(POVERTY, tmp_path / "data.csv")
    with pytest.raises(UnsuitableNameError):
        packed(tmp_path / "paket.zip", tmp_path / "data.csv", parquet_of(POVERTY, tmp_path))


def test_a_package_is_not_written_over_its_own_data(tmp_path: Path) -> None:
    shutil.copy(POVERTY, tmp_path / "data.csv")
    with pytest.raises(SameFileError):
        packed(tmp_path / "data.csv", tmp_path / "data.csv", force=True)
    assert (tmp_path / "data.csv").read_bytes() == POVERTY.read_bytes()


def test_a_package_that_exists_is_kept(package: Path) -> None:
    with pytest.raises(ExistingOutputError):
        packed(package, POVERTY)


def test_a_file_that_changes_while_it_is_packed_is_not_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data.csv"
    shutil.copy(POVERTY, data)

    def sealed_late(*args: Any, **kwargs: Any) -> object:  # noqa: ANN401  seal's own
        data.write_bytes(data.read_bytes() + b"\n")
        return write_container(*args, **kwargs)

    monkeypatch.setattr(packing, "write_container", sealed_late)
    with pytest.raises(UnreadableFileError):
        packed(tmp_path / "paket.zip", data)
    assert [path.name for path in tmp_path.iterdir()] == ["data.csv"]


# ---- several tables and schemas -----------------------------------------------------------------


def referring(folder: Path, child: str) -> list[Path]:
    """Two tables, one of which refers to the other."""
    key = {"fields": ["induk"], "reference": {"resource": "induk", "fields": ["kode"]}}
    schemas = {
        "induk": {"name": "induk", "fields": [{"name": "kode"}], "primaryKey": ["kode"]},
        "anak": {
            "name": "anak",
            "fields": [{"name": "anak"}, {"name": "induk"}],
            "foreignKeys": [key],
        },
    }
    (folder / "induk.csv").write_text("kode\na\nb\n", encoding="utf-8")
    (folder / "anak.csv").write_text(f"anak,induk\n1,{child}\n", encoding="utf-8")
    resources = [
        {"name": name, "path": f"{name}.csv", "schema": schema} for name, schema in schemas.items()
    ]
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    return [folder / "induk.csv", folder / "anak.csv"]


@pytest.mark.parametrize(("child", "code"), [("b", 0), ("x", 1)])
def test_tables_that_are_packed_together_may_refer_to_each_other(
    tmp_path: Path, child: str, code: int
) -> None:
    done = packed(tmp_path / "paket.zip", *referring(tmp_path, child))
    assert done.run.exit_code == code


def test_frictionless_resolves_what_refers_to_another_table(tmp_path: Path) -> None:
    packed(tmp_path / "paket.zip", *referring(tmp_path, "b"))
    take_out(tmp_path / "paket.zip", tmp_path / "isi")
    assert frictionless.validate(str(tmp_path / "isi" / "datapackage.json")).valid


def test_two_schemas_that_call_themselves_the_same_are_both_kept(tmp_path: Path) -> None:
    resources = []
    for name, kind in (("a", "integer"), ("b", "string")):
        (tmp_path / f"{name}.csv").write_text("n\n1\n", encoding="utf-8")
        schema = {"name": "Skema Kami", "fields": [{"name": "n", "type": kind}]}
        resources.append({"name": name, "path": f"{name}.csv", "schema": schema})
    (tmp_path / "datapackage.json").write_text(
        json.dumps({"resources": resources}), encoding="utf-8"
    )
    packed(tmp_path / "paket.zip", tmp_path / "datapackage.json")
    opened = looked_at(tmp_path / "paket.zip")
    assert len({resource["schema"] for resource in opened.package.descriptor["resources"]}) == 2


# ---- what is not trusted ------------------------------------------------------------------------


def test_a_laxer_schema_under_an_agreed_name_is_not_trusted(package: Path, tmp_path: Path) -> None:
    lax = CATALOG.schema("kemiskinan").raw.replace(b'"maximum": 100', b'"maximum": 9999')
    hostile = resealed(package, tmp_path / "longgar.zip", {"schema/kemiskinan-2.0.0.json": lax})
    with pytest.raises(SchemaNotAgreedError) as refused:
        looked_at(hostile)
    assert refused.value.exit_code == 5


def test_the_agreed_schema_in_other_bytes_is_the_agreed_schema(
    package: Path, tmp_path: Path
) -> None:
    same = json.dumps(CATALOG.schema("kemiskinan").descriptor).encode()
    written = resealed(package, tmp_path / "sama.zip", {"schema/kemiskinan-2.0.0.json": same})
    assert looked_at(written).run.exit_code == 0


def test_a_schema_that_the_registry_does_not_have_is_said_to_be_the_senders(
    package: Path, tmp_path: Path
) -> None:
    other = CATALOG.schema("kemiskinan").raw.replace(b'"version": "2.0.0"', b'"version": "9.0.0"')
    written = resealed(package, tmp_path / "baru.zip", {"schema/kemiskinan-2.0.0.json": other})
    assert "kemiskinan@9.0.0" in looked_at(written).remarks[0].id
    [first, _] = judge([written], DataOptions(), CATALOG, Config(), ReportOptions())
    assert "kemiskinan@9.0.0" in first.remarks[-1].id


def test_another_code_list_under_an_agreed_version_is_not_trusted(
    package: Path, tmp_path: Path
) -> None:
    name = "data/wilayah_kabupaten_kota.csv"
    longer = unzipped(package.read_bytes())[name].replace(
        b"Kabupaten Pacitan", b"Kabupaten Pacitan "
    )
    described = json.dumps(without_hashes(package)).encode()
    written = resealed(
        package, tmp_path / "lain.zip", {name: longer, "datapackage.json": described}
    )
    with pytest.raises(SchemaNotAgreedError, match="wilayah_kabupaten_kota"):
        looked_at(written)


def failing(package: Path, folder: Path) -> Path:
    """Every hash is right, and the data is not."""
    data = unzipped(package.read_bytes())[f"data/{POVERTY.name}"].splitlines(keepends=True)
    described = json.dumps(without_hashes(package)).encode()
    doubled = b"".join([*data, data[-1]])
    return resealed(
        package,
        folder / "salah.zip",
        {f"data/{POVERTY.name}": doubled, "datapackage.json": described},
    )


def test_data_that_fails_under_right_hashes_is_found(package: Path, tmp_path: Path) -> None:
    assert looked_at(failing(package, tmp_path)).run.exit_code == 1


def test_a_hash_of_the_descriptor_that_is_wrong_is_found(package: Path, tmp_path: Path) -> None:
    descriptor = without_hashes(package)
    descriptor["resources"][0]["hash"] = "sha256:" + "0" * 64
    written = resealed(
        package, tmp_path / "hash.zip", {"datapackage.json": json.dumps(descriptor).encode()}
    )
    assert looked_at(written).run.exit_code == 3


def test_a_package_with_one_other_byte_is_refused_by_its_name(package: Path) -> None:
    data = bytearray(package.read_bytes())
    data[200] ^= 1
    package.write_bytes(data)
    with pytest.raises(UntrustedPackageError, match=package.name):
        looked_at(package)


def test_a_package_that_is_not_there_is_said_not_to_be(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError):
        looked_at(tmp_path / "tidak-ada.zip")
