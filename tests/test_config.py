"""statx.toml: read once, checked whole, found in the nearest folder above."""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.config import Config, Dataset
from statx.errors import BrokenConfigError
from statx.options import SCHEMA, DataOptions

WHOLE = """\
lang = "id"
registry = "registri"

[[dataset]]
files = "data/kemiskinan_*.csv"
schema = "kemiskinan@1.0.0"
locale = "id"
delimiter = ";"
header_row = 3

[[dataset]]
files = "data/*.csv"
schema = "kependudukan_penduduk"
"""


def config(folder: Path, content: str) -> Config:
    path = folder / "statx.toml"
    path.write_text(content, encoding="utf-8")
    return Config.read(path)


def test_every_setting_is_read(tmp_path: Path) -> None:
    options = DataOptions("kemiskinan@1.0.0", locale="id", delimiter=";", header_row=3)
    first = Dataset("data/kemiskinan_*.csv", options)
    second = Dataset("data/*.csv", DataOptions("kependudukan_penduduk"))
    assert config(tmp_path, WHOLE) == Config(tmp_path, "id", ("registri",), (first, second))


def test_an_empty_file_settles_nothing(tmp_path: Path) -> None:
    assert config(tmp_path, "") == Config(tmp_path)


def test_registries_are_layers_the_nearest_first(tmp_path: Path) -> None:
    layered = config(tmp_path, 'registries = ["schemas", "statx"]')
    assert layered.registries == ("schemas", "statx")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param('registries = "a"', "registries = 'a' ([…])", id="registries are a list"),
        pytest.param(
            'registry = "a"\nregistries = ["b"]', "registries = ['b']", id="one and several"
        ),
        pytest.param("registries = [1]", "registries = 1", id="a registry is a folder"),
        pytest.param('langg = "id"', "langg? → lang", id="misspelt key"),
        pytest.param('[[datasets]]\nfiles = "a"', "datasets? → dataset", id="misspelt table"),
        pytest.param(
            'papan = "red"',
            "papan? (lang, registries, registry, exclude, dataset, disclosure, me, producer, ",
            id="unknown key",
        ),
        pytest.param('[[dataset]]\nfile = "a"', "file? → files", id="misspelt key of a dataset"),
        pytest.param(
            '[[dataset]]\nfiles = "a"\nxyz = 1',
            "xyz? (files, schema, locale",
            id="unknown key of a dataset",
        ),
        pytest.param(
            '[[dataset]]\nfiles = "a"',
            '[[dataset]]: "files", "schema"',
            id="a dataset without a schema",
        ),
        pytest.param("lang = ", "statx.toml", id="no TOML"),
        pytest.param("lang = 'id'\nlang = 'en'", "statx.toml", id="a key twice"),
    ],
)
def test_a_fault_is_said_with_what_may_have_been_meant(
    tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(BrokenConfigError) as broken:
        config(tmp_path, content)
    assert said in broken.value.text.id


def test_settings_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    (tmp_path / "statx.toml").write_bytes(b'lang = "\xff"')
    with pytest.raises(BrokenConfigError):
        Config.read(tmp_path / "statx.toml")


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        pytest.param(
            "data/kemiskinan_2024.csv", "kemiskinan@1.0.0", id="the first pattern that fits"
        ),
        pytest.param("data/penduduk.csv", "kependudukan_penduduk", id="the second pattern"),
        pytest.param("data/../data/penduduk.csv", "kependudukan_penduduk", id="by a detour"),
        pytest.param("data/penduduk.parquet", None, id="another ending"),
        pytest.param("penduduk.csv", None, id="another folder"),
        pytest.param("../penduduk.csv", None, id="outside the folder"),
    ],
)
def test_a_file_belongs_to_the_dataset_whose_pattern_fits(
    tmp_path: Path, path: str, schema: str | None
) -> None:
    (tmp_path / "data").mkdir()
    found = config(tmp_path, WHOLE).dataset_of(tmp_path / path)
    assert (found.options[SCHEMA] if found else None) == schema


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        pytest.param("skema/x.json", "{folder}/skema/x.json", id="a file that is to come"),
        pytest.param(
            "skema/tanpa_akhiran", "{folder}/skema/tanpa_akhiran", id="a file that is there"
        ),
        pytest.param("/etc/x.json", "/etc/x.json", id="an absolute path"),
        pytest.param("kemiskinan@1.0.0", "kemiskinan@1.0.0", id="a name of the registry"),
    ],
)
def test_the_file_of_a_schema_is_looked_for_from_the_settings_on(
    tmp_path: Path, named: str, meant: str
) -> None:
    (tmp_path / "skema").mkdir()
    (tmp_path / "skema" / "tanpa_akhiran").touch()
    settings = config(tmp_path, f'[[dataset]]\nfiles = "*"\nschema = "{named}"\n')
    assert settings.datasets[0].options[SCHEMA] == meant.format(folder=tmp_path)


def test_the_nearest_settings_above_a_folder_hold(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    config(tmp_path, 'lang = "id"')
    config(tmp_path / "a", 'lang = "en"')
    assert Config.near(inner).lang == "en"


def test_without_settings_nothing_is_settled(tmp_path: Path) -> None:
    assert Config.near(Path(tmp_path.anchor)) == Config()
