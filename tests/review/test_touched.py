"""A change touches a table through its file, and through everything that judges it.

Nothing else is judged.
"""

from __future__ import annotations

import json
import shutil

import pytest

from .world import FILES, MAIN, NUMBERS, PACKAGE, PEOPLE, SETTINGS, Change, World

STRICTER = json.dumps({**NUMBERS, "fields": [{"name": "x", "type": "integer"}]})
TEXT_FIRST = json.dumps({**PEOPLE, "description": "another"})
WITH_ENCODING = json.dumps(
    {"resources": [{**PACKAGE["resources"][0], "encoding": "cp1252"}, PACKAGE["resources"][1]]}
)


@pytest.mark.parametrize(
    ("change", "judged"),
    [
        pytest.param(lambda w: w.write("data/dua.csv", FILES["data/dua.csv"]), set(), id="nothing"),
        pytest.param(lambda w: w.write("README.md", "x"), set(), id="a file that judges nothing"),
        pytest.param(
            lambda w: w.write("data/dua.csv", "k,n\nb,2\n"), {"dua.csv"}, id="the file itself"
        ),
        pytest.param(
            lambda w: w.write("data/baru.csv", "k,n\nb,2\n"), {"baru.csv"}, id="a file that is new"
        ),
        pytest.param(
            lambda w: w.write("data/x.tmp.csv", "k,n\nb,2\n"), set(), id="a file that git ignores"
        ),
        pytest.param(
            lambda w: w.write("angka/skema.json", STRICTER), {"tiga.csv"}, id="a schema's file"
        ),
        pytest.param(
            lambda w: w.write("statx.toml", SETTINGS + 'locale = "id"\n'),
            {"tiga.csv"},
            id="how a file is read",
        ),
        pytest.param(
            lambda w: w.write("statx.toml", SETTINGS + "# x\n"),
            set(),
            id="settings that say the same",
        ),
        pytest.param(
            lambda w: w.write("registri/orang/1.0.0.json", TEXT_FIRST),
            {"satu.csv", "dua.csv"},
            id="the registry",
        ),
        pytest.param(
            lambda w: w.write("registri/orang/1.1.0.json", TEXT_FIRST),
            {"satu.csv", "dua.csv"},
            id="a new version",
        ),
        pytest.param(
            lambda w: w.write("registri/reference/kode.csv", "k\na\n"),
            {"satu.csv", "dua.csv"},
            id="a code list",
        ),
        pytest.param(
            lambda w: w.write("paket/utama.json", json.dumps({**MAIN, "description": "x"})),
            {"utama.csv"},
            id="a schema named by a descriptor",
        ),
        pytest.param(
            lambda w: w.write("paket/datapackage.json", WITH_ENCODING),
            {"utama.csv"},
            id="a descriptor, of one file",
        ),
        pytest.param(
            lambda w: w.write("paket/gaya.json", '{"delimiter": ";"}'),
            {"acuan.csv", "utama.csv"},
            id="a dialect named by a descriptor",
        ),
        pytest.param(
            lambda w: w.write("paket/acuan.csv", "b\np\n"),
            {"utama.csv", "acuan.csv"},
            id="what a key refers to",
        ),
    ],
)
def test_judged_is_what_the_change_touches(world: World, change: Change, judged: set[str]) -> None:
    change(world)
    said = world.review()
    assert (said.judged, said.report["statx"]["untouched"]) == (
        judged,
        5 - len(judged - {"baru.csv"}),
    )


@pytest.mark.parametrize(
    "how", [("add", "--all"), ("commit", "--quiet", "-am", "x")], ids=["staged", "committed"]
)
def test_it_does_not_matter_how_far_a_change_has_come(world: World, how: tuple[str, ...]) -> None:
    world.write("data/dua.csv", "k,n\nb,2\n")
    world.write("angka/skema.json", STRICTER)
    world.git(*how)
    assert world.review().judged == {"dua.csv", "tiga.csv"}


def test_where_nothing_is_touched_it_is_said_and_fine(world: World) -> None:
    said = world.statx("validate", "data", "--changed-since", "main")
    assert (
        said.code,
        said.out.startswith("✓ No data was touched since main, so there is nothing to judge."),
    ) == (
        0,
        True,
    )


def test_data_that_is_not_there_is_still_exit_4(world: World) -> None:
    (world.root / "kosong").mkdir()
    assert world.review(data=("kosong",)).code == 4


def test_a_deleted_file_is_remarked_and_no_error(world: World) -> None:
    shutil.rmtree(world.root / "data")
    said = world.review()
    assert (said.code, said.judged) == (0, set())
    assert "Deleted since main: data/dua.csv, data/satu.csv." in said.remarks


def test_a_deleted_file_that_a_descriptor_still_names_is_an_error(world: World) -> None:
    (world.root / "paket" / "acuan.csv").unlink()
    assert world.review(data=("paket",)).code == 3


def test_an_ignored_file_is_said_to_be_left_out(world: World) -> None:
    world.write("data/x.tmp.csv", "k,n\nb,2\n")
    assert "Not judged, as git ignores them: data/x.tmp.csv." in world.review().remarks


def test_what_came_to_the_other_branch_since_is_not_ours(world: World) -> None:
    world.git("checkout", "--quiet", "main")
    world.write("data/dua.csv", "k,n\nzzz,1\n")
    world.commit()
    world.git("checkout", "--quiet", "perubahan")
    assert world.review().judged == set()


def test_a_schema_that_the_command_names_is_compared_with_what_it_was(world: World) -> None:
    world.write("angka/skema.json", STRICTER)
    said = world.review("--schema", "angka/skema.json", data=("angka/tiga.csv",))
    assert (said.judged, said.counts) == ({"tiga.csv"}, {"type-error": (1, 0)})


@pytest.mark.parametrize(
    ("folder", "file", "counts"),
    [
        pytest.param("data", "dua.csv", {"foreign-key": (1, 0)}, id="judged by the registry"),
        pytest.param("angka", "tiga.csv", {"type-error": (1, 0)}, id="by a file of the settings"),
    ],
)
def test_a_subfolder_sees_the_same(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
    file: str,
    counts: dict[str, tuple[int, int]],
) -> None:
    header, _ = FILES[f"{folder}/{file}"].split("\n", 1)
    world.write(f"{folder}/{file}", f"{header}\nzzz,1\n" if "," in header else f"{header}\nzzz\n")
    monkeypatch.chdir(world.root / folder)
    said = world.review(data=(".",))
    assert (said.code, said.judged, said.counts) == (1, {file}, counts)


def lay_entries(world: World, *entries: tuple[str, object, str]) -> None:
    """A package of these tables: name, path, type of their one field."""
    resources = [
        {"name": name, "path": path, "schema": {"fields": [{"name": "a", "type": kind}]}}
        for name, path, kind in entries
    ]
    world.write("entri/datapackage.json", json.dumps({"resources": resources}))


@pytest.mark.parametrize(
    ("before", "now", "counts"),
    [
        pytest.param(
            [("satu", "x.csv", "string"), ("dua", "x.csv", "integer")],
            [("satu", "x.csv", "string"), ("dua", "x.csv", "integer")],
            {"type-error": (1, 1)},
            id="each as what it was",
        ),
        pytest.param(
            [("satu", "x.csv", "integer")],
            [("satu", "x.csv", "integer"), ("dua", "x.csv", "integer")],
            {"type-error": (3, 1)},
            id="one that was none before",
        ),
        pytest.param(
            [("satu", "x.csv", "integer")],
            [("dua", "x.csv", "integer")],
            {"type-error": (1, 1)},
            id="one by another name",
        ),
        pytest.param(
            [("satu", ["y.csv", "x.csv"], "integer")],
            [("satu", ["y.csv", "x.csv"], "integer")],
            {"type-error": (1, 1)},
            id="a table in parts",
        ),
    ],
)
def test_a_table_is_compared_with_its_own_entry_in_the_descriptor(
    world: World,
    before: list[tuple[str, object, str]],
    now: list[tuple[str, object, str]],
    counts: dict[str, tuple[int, int]],
) -> None:
    lay_entries(world, *before)
    world.write("entri/x.csv", "a\nsalah\n")
    world.write("entri/y.csv", "a\n1\n")
    world.commit()
    lay_entries(world, *now)
    world.write("entri/x.csv", "a\nsalah\nkeliru\n")
    assert world.review(data=("entri",), since="HEAD").counts == counts
