"""Which files are meant: a folder is never green over data that nobody read."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from statx.config import Config
from statx.errors import MissingFileError, NoDataError
from statx.exclusion import Exclusion
from statx.options import DataOptions
from statx.registry.catalog import Catalog, shipped
from statx.sources.errors import (
    DanglingLinkError,
    InlineDataError,
    MistypedFileError,
    NoMatchError,
    SeveralFilesError,
    SeveralResourcesError,
    UnlistedTableError,
    UnreadableTableError,
    UnreadTableError,
)
from statx.sources.files import DataFile, files_at
from statx.sources.ignored import GitIgnore
from statx.sources.outputs import ABOUT_A_REJECT, FAILING_CELLS
from statx.sources.targets import Refusal, Target, settle_one_target, targets

CATALOG = Catalog(shipped("schemas"))
TABLE = "a\n1\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one table that can be read, and its schema beside the folder."""
    (tmp_path / "s.json").write_text('{"fields": [{"name": "a"}]}', encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "ok.csv").write_text(TABLE, encoding="utf-8")
    return data


def judged(folder: Path, exclude: tuple[Exclusion, ...] = ()) -> list[Target | Refusal]:
    options = DataOptions(str(folder.parent / "s.json"))
    config = Config(exclude=exclude, ignoring=GitIgnore(os.environ))
    return list(targets([folder], options, CATALOG, config))


def names(found: list[Target | Refusal]) -> list[str]:
    return [target.path.name for target in found]


def refused(folder: Path) -> dict[str, type[Exception]]:
    """File name -> why it is not judged."""
    refusals = [each for each in judged(folder) if isinstance(each, Refusal)]
    return {each.path.name: type(each.error) for each in refusals}


def empty(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(b"x")


def link(name: str, target: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).symlink_to(target)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(empty("x.csv.bz2"), UnreadTableError, id="compressed otherwise"),
        pytest.param(empty("x.tsv.gz"), UnreadTableError, id="compressed, and no .csv"),
        pytest.param(empty("x.csv.zip"), UnreadTableError, id="zipped"),
        pytest.param(empty("X.XLS"), UnreadTableError, id="an old workbook"),
        pytest.param(empty("x.ods"), UnreadTableError, id="a workbook of LibreOffice"),
        pytest.param(empty("x.dta"), UnreadTableError, id="of Stata"),
        pytest.param(empty("x.feather"), UnreadTableError, id="of Arrow"),
        pytest.param(link("x.csv", "nowhere.csv"), DanglingLinkError, id="a link to nothing"),
        pytest.param(lambda folder: os.mkfifo(folder / "x.csv"), UnreadTableError, id="a pipe"),
    ],
)
def test_what_looks_like_a_table_and_cannot_be_read_is_named(
    folder: Path, make: Callable[[Path], object], error: type[Exception]
) -> None:
    make(folder)
    assert list(refused(folder).values()) == [error]
    assert {each.exit_code for each in errors_of(folder)} == {4}


def errors_of(folder: Path) -> list[UnreadTableError]:
    return [each.error for each in judged(folder) if isinstance(each, Refusal)]  # type: ignore[misc]  # all are


@pytest.mark.parametrize(
    "name", ["notes.txt", "photo.png", "laporan.pdf", "README.md", "manifest-sha256.txt"]
)
def test_what_is_no_table_is_one_remark(folder: Path, name: str) -> None:
    empty(name)(folder)
    (only,) = judged(folder)
    assert [name in remark.en for remark in only.remarks] == [True]


def test_other_files_are_counted(folder: Path) -> None:
    for number in range(30):
        empty(f"{number:02}.png")(folder)
    (only,) = judged(folder)
    assert "30 other files" in only.remarks[0].en
    assert "30 berkas lain" in only.remarks[0].id


# ---- patterns ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "meant"),
    [
        pytest.param("*.csv", ["a.csv", "ok.csv"], id="letters of a name"),
        pytest.param("?k.csv", ["ok.csv"], id="one letter"),
        pytest.param("**/*.csv", ["a.csv", "ok.csv", "b.csv"], id="at any depth"),
        pytest.param("[x].csv", ["[x].csv"], id="a file that is called so"),
        pytest.param("z*.csv", ["z*.csv"], id="nothing"),
    ],
)
def test_a_pattern_is_the_files_that_fit_it(folder: Path, pattern: str, meant: list[str]) -> None:
    (folder / "sub").mkdir()
    for name in ("a.csv", "sub/b.csv", "[x].csv"):
        (folder / name).write_text(TABLE, encoding="utf-8")
    if pattern != "[x].csv":
        (folder / "[x].csv").unlink()
    found = judged(folder / pattern)
    assert names(found) == meant


def test_a_pattern_that_fits_nothing_is_never_green(folder: Path) -> None:
    (only,) = judged(folder / "z*.csv")
    assert isinstance(only, Refusal)
    assert (type(only.error), only.error.exit_code) == (NoMatchError, 4)


def test_one_table_cannot_be_named_by_a_pattern_of_several(folder: Path) -> None:
    (folder / "a.csv").write_text(TABLE, encoding="utf-8")
    with pytest.raises(SeveralFilesError, match="fits 2 files"):
        settle_one_target(folder / "*.csv", DataOptions(), CATALOG, Config())


# ---- what git ignores ----------------------------------------------------------------------------


@pytest.fixture
def tree(folder: Path) -> Path:
    """The folder in a working tree, with ignored tables, one of which git tracks all the same."""
    for name in ("x.tmp.csv", "kept.tmp.csv", "mentah/a.csv", "mentah/b.xlsx"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(TABLE, encoding="utf-8")
    (folder.parent / ".gitignore").write_text("*.tmp.csv\nmentah/\n", encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "--force", "data/kept.tmp.csv"]):
        subprocess.run(["git", *command], cwd=folder.parent, check=True)
    return folder


def test_what_git_ignores_is_no_data_and_is_counted(tree: Path) -> None:
    found = judged(tree)
    assert names(found) == ["kept.tmp.csv", "ok.csv"]
    assert "2 files or folders that git ignores: mentah, x.tmp.csv" in found[0].remarks[0].en


@pytest.mark.parametrize(
    ("named", "read"),
    [
        pytest.param("x.tmp.csv", ["x.tmp.csv"], id="a file"),
        pytest.param("mentah", ["a.csv", "b.xlsx"], id="a folder"),
    ],
)
def test_what_git_ignores_is_data_where_it_is_named(
    tree: Path, named: str, read: list[str]
) -> None:
    assert names(judged(tree / named)) == read


def test_where_no_git_can_be_asked_everything_is_read(tree: Path) -> None:
    config = Config(ignoring=GitIgnore({"PATH": ""}))
    assert len(list(files_at(tree, config))) == 5


def test_a_folder_without_a_table_says_what_is_there(tree: Path) -> None:
    for name in ("ok.csv", "kept.tmp.csv"):
        (tree / name).unlink()
    (tree / "catatan.txt").touch()
    (only,) = judged(tree)
    assert isinstance(only, Refusal)
    assert only.error.text.en.partition("What is there: ")[2] == (
        "1 other file that is no table: catatan.txt; "
        "2 files or folders that git ignores: mentah, x.tmp.csv."
    )


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(link("loop", "."), id="to the folder itself"),
        pytest.param(link("up", ".."), id="to the folder above"),
        pytest.param(link("aside", "../data"), id="by a detour"),
    ],
)
def test_a_loop_of_links_is_read_once(folder: Path, make: Callable[[Path], object]) -> None:
    make(folder)
    assert names(judged(folder)).count("ok.csv") == 1


@pytest.mark.parametrize("labels", [FAILING_CELLS, (*ABOUT_A_REJECT, "a")])
def test_what_statx_wrote_is_no_data_unless_it_is_named(
    folder: Path, labels: tuple[str, ...]
) -> None:
    written = folder / "written.csv"
    written.write_text(",".join(labels) + "\n", encoding="utf-8")
    assert names(judged(folder)) == ["ok.csv"]
    assert names(judged(written)) == ["written.csv"]


def test_a_folder_of_nothing_but_failing_cells_holds_no_data(folder: Path) -> None:
    (folder / "ok.csv").write_text(",".join(FAILING_CELLS) + "\n", encoding="utf-8")
    (only,) = judged(folder)
    assert isinstance(only, Refusal)
    assert isinstance(only.error, NoDataError)


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        pytest.param("*.xlsx", ["ok.csv", "old.csv"], id="by the ending, at any depth"),
        pytest.param("arsip", ["ok.csv"], id="a folder by its name"),
        pytest.param("arsip/", ["ok.csv"], id="a folder, said with a slash"),
        pytest.param("data/arsip/*.xlsx", ["ok.csv", "old.csv"], id="by the path"),
        pytest.param(
            "arsip/*.xlsx", ["ok.csv", "old.csv", "x.xlsx"], id="a path of another folder"
        ),
    ],
)
def test_what_is_excluded_is_not_looked_at(folder: Path, pattern: str, left: list[str]) -> None:
    (folder / "arsip").mkdir()
    (folder / "arsip" / "old.csv").write_text(TABLE, encoding="utf-8")
    empty("arsip/x.xlsx")(folder)
    found = judged(folder, (Exclusion(folder.parent, pattern),))
    assert sorted(names(found)) == sorted(left)


def test_a_file_that_is_named_is_judged_though_excluded(folder: Path) -> None:
    (only,) = judged(folder / "ok.csv", (Exclusion(folder, "*.csv"),))
    assert isinstance(only, Target) or isinstance(only.error, MissingFileError)


def test_an_old_workbook_that_is_named_says_how_to_go_on(folder: Path) -> None:
    empty("x.xls")(folder)
    (only,) = judged(folder / "x.xls")
    assert isinstance(only, Refusal)
    assert isinstance(only.error, UnreadableTableError)
    assert (only.error.exit_code, ".xlsx" in only.error.text.id) == (3, True)


def test_a_name_that_is_mistyped_proposes_the_near_one(folder: Path) -> None:
    with pytest.raises(MistypedFileError, match=r"Did you mean .*ok\.csv"):
        list(files_at(folder / "okk.csv"))


def test_a_name_that_is_no_text_is_shown_escaped(folder: Path) -> None:
    path = os.fsdecode(os.fsencode(folder / "nama") + b"\xe9.csv")
    Path(path).write_text(TABLE, encoding="utf-8")
    assert sorted(each.place.rpartition("/")[2] for each in judged(folder)) == [
        r"nama\xe9.csv",
        "ok.csv",
    ]


# ---- resources -----------------------------------------------------------------------------------


def describe(folder: Path, *resources: dict[str, object]) -> Path:
    path = folder / "datapackage.json"
    path.write_text(json.dumps({"name": "p", "resources": resources}), encoding="utf-8")
    return path


def resource(name: str, path: str, kind: str) -> dict[str, object]:
    return {"name": name, "path": path, "schema": {"fields": [{"name": "a", "type": kind}]}}


@pytest.mark.parametrize("path", ["ok.csv", "link.csv"])
def test_a_resource_is_its_entry_whatever_file_it_names(folder: Path, path: str) -> None:
    link("link.csv", "ok.csv")(folder)
    descriptor = describe(
        folder, resource("one", "ok.csv", "string"), resource("two", path, "integer")
    )
    files = [file for file in files_at(descriptor) if isinstance(file, DataFile)]
    assert [file.resource.name for file in files if file.resource] == ["one", "two"]
    kinds = [target.schema.fields[0].type for target in settled(descriptor)]
    assert kinds == ["string", "integer"]


def settled(path: Path) -> list[Target]:
    found = targets([path], DataOptions(), CATALOG, Config())
    return [each for each in found if isinstance(each, Target)]


def test_a_file_that_is_two_resources_is_judged_as_each(folder: Path) -> None:
    describe(folder, resource("one", "ok.csv", "string"), resource("two", "ok.csv", "integer"))
    assert [target.name for target in settled(folder / "ok.csv")] == ["one", "two"]


def test_one_table_of_a_file_that_is_two_resources_must_be_named(folder: Path) -> None:
    describe(folder, resource("one", "ok.csv", "string"), resource("two", "ok.csv", "integer"))
    with pytest.raises(SeveralResourcesError, match="one, two"):
        settle_one_target(folder / "ok.csv", DataOptions(), CATALOG, Config())


def test_a_table_that_its_descriptor_does_not_list_is_named(folder: Path) -> None:
    (folder / "more.csv").write_text(TABLE, encoding="utf-8")
    describe(folder, resource("one", "ok.csv", "string"))
    assert refused(folder) == {"more.csv": UnlistedTableError}


def test_packages_in_a_folder_are_judged_by_their_descriptors(folder: Path) -> None:
    describe(folder, resource("one", "ok.csv", "integer"))
    found = targets([folder.parent], DataOptions(), CATALOG, Config())
    assert [(each.path.name, type(each)) for each in found] == [("ok.csv", Target)]


def test_inline_data_is_not_read_and_never_green(folder: Path) -> None:
    descriptor = describe(folder, {"name": "x", "data": [["a"], ["1"]]})
    (only,) = targets([descriptor], DataOptions(), CATALOG, Config())
    assert isinstance(only, Refusal)
    assert (type(only.error), only.error.exit_code) == (InlineDataError, 4)


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param({"path": ["ok.csv", "p2.csv"]}, id="a list of parts"),
        pytest.param({"path": "ok.csv", "extrapaths": ["p2.csv"]}, id="as Frictionless 5 says it"),
    ],
)
def test_a_table_in_parts_has_all_of_its_files(folder: Path, entry: dict[str, object]) -> None:
    (folder / "p2.csv").write_text("2\n", encoding="utf-8")
    descriptor = describe(folder, {**resource("x", "", "integer"), **entry})
    (only,) = settled(descriptor)
    assert [path.name for path in only.paths] == ["ok.csv", "p2.csv"]


def test_a_resource_that_is_no_table_is_said_and_skipped(folder: Path) -> None:
    empty("about.pdf")(folder)
    descriptor = describe(
        folder, {"name": "about", "path": "about.pdf"}, resource("one", "ok.csv", "string")
    )
    (only,) = targets([descriptor], DataOptions(), CATALOG, Config())
    assert (only.path.name, "about.pdf" in only.remarks[0].en) == ("ok.csv", True)


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        pytest.param("csv", "a,b\n1,2\n", id="csv"),
        pytest.param("tsv", "a\tb\n1\t2\n", id="tsv"),
        pytest.param("TSV", "a\tb,c\n1\t2\n", id="tsv with a comma in its header"),
    ],
)
def test_a_declared_format_counts_where_the_name_says_nothing(
    folder: Path, declared: str, text: str
) -> None:
    (folder / "x.data").write_text(text, encoding="utf-8")
    descriptor = describe(folder, {**resource("x", "x.data", "integer"), "format": declared})
    (only,) = settled(descriptor)
    assert (len(only.table.labels), only.table.reading.format) == (2, "csv")


def test_a_descriptor_may_begin_with_a_byte_order_mark(folder: Path) -> None:
    descriptor = describe(folder, resource("one", "ok.csv", "string"))
    descriptor.write_bytes(b"\xef\xbb\xbf" + descriptor.read_bytes())
    assert [target.name for target in settled(descriptor)] == ["one"]


@pytest.mark.parametrize("name", ["one", ""])
def test_two_resources_of_one_name_are_refused(folder: Path, name: str) -> None:
    descriptor = describe(
        folder, resource(name, "ok.csv", "string"), resource(name, "ok.csv", "string")
    )
    (only,) = targets([descriptor], DataOptions(), CATALOG, Config())
    assert isinstance(only, Refusal)
    assert only.error.exit_code == 2
