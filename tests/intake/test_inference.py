"""A drafted schema: what is proposed holds in every row, and what does not is said."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from frictionless import Schema as Frictionless
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.config import Config
from statx.errors import StatxError
from statx.intake.inference import Inferred, infer, kept
from statx.intake.inference.errors import NoRowsError, OtherColumnsError, UnusableHeaderError
from statx.intake.inference.headings import Heading
from statx.judging.workers import Threads
from statx.options import DataOptions
from statx.registry.unfinished import unfinished_parts
from statx.sources.settling import open_unjudged
from tests.verdicts import CATALOG, cut_small, found, judge_file

SAMPLES = Path(__file__).parents[2] / "samples"


def infer_files(*paths: Path, locale: str = "") -> Inferred:
    tables = [open_unjudged(path, DataOptions(locale=locale), Config()) for path in paths]
    return infer(tables, "rancangan", CATALOG, Threads(1))


def infer_text(folder: Path, text: str, locale: str = "") -> Inferred:
    path = folder / "data.csv"
    path.write_text(text, encoding="utf-8")
    return infer_files(path, locale=locale)


def infer_column(folder: Path, *cells: str, label: str = "a", locale: str = "") -> dict[str, Any]:
    """The field that is proposed for one column of a table."""
    rows = [f'{number},"{cell}"' for number, cell in enumerate(cells)]
    text = "\n".join([f'no,"{label}"', *rows, ""])
    field: dict[str, Any] = infer_text(folder, text, locale).descriptor["fields"][1]
    return field


def remarks(inferred: Inferred) -> str:
    return "\n".join(remark.en for remark in inferred.remarks)


# ---- the law ------------------------------------------------------------------------------------

CELLS: Sequence[st.SearchStrategy[str]] = (
    st.integers(-(10**17), 10**17).map(str),
    st.decimals(-(10**6), 10**6, places=3, allow_nan=False).map(str),
    st.from_regex(r"-?[0-9]{1,5}([.,][0-9]{1,4})?", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}(\.[0-9]{3}){0,2}(,[0-9]{1,2})?", fullmatch=True),
    st.dates().map(str),
    st.dates().map(lambda day: day.strftime("%d/%m/%Y")),
    st.sampled_from(["true", "false", "TRUE", "0", "1"]),
    st.sampled_from(["13.01", "13.02", "13.71", "35.78"]),
    st.sampled_from(["1301", "1302", "1371", "13"]),
    st.sampled_from(["2023", "2024", "2025-01", "2024-12"]),
    st.sampled_from(["", "-", "...", "NA", "L", "P", "Kabupaten Pesisir Selatan", "Kota Padang"]),
    st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" "), max_size=5),
)
LABELS = ("kode_wilayah", "nama_wilayah", "tahun", "bulan", "jumlah (ribu)", "kelompok", "x")


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """(labels, rows): each column mostly of one kind, with other cells between."""
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=4, unique=True))
    number = draw(st.integers(1, 12))
    columns = []
    for _ in labels:
        usual, other = draw(st.sampled_from(CELLS)), draw(st.sampled_from(CELLS))
        mixed = st.one_of(usual, usual, usual, other)
        kind = draw(st.sampled_from([usual, usual, mixed]))
        columns.append(draw(st.lists(kind, min_size=number, max_size=number)))
    rows = [list(cells) for cells in zip(*columns, strict=True)]
    return ["id", *labels], [[f"n{at}", *cells] for at, cells in enumerate(rows)]


def written(labels: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([labels, *rows])
    return text.getvalue()


@settings(max_examples=15)
@given(tables(), st.sampled_from(["en", "id"]), st.sampled_from([0, kept.MOST]))
def test_the_data_passes_under_the_schema_that_was_drafted_from_it(
    table: tuple[list[str], list[list[str]]], locale: str, memory: int
) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        cut_small(patch, 60)
        patch.setattr(kept, "MOST", memory)
        path = Path(folder, "data.csv")
        path.write_text(written(*table), encoding="utf-8")
        inferred = infer_files(path, locale=locale)

        report = judge_file(path, inferred.descriptor, locale=locale)
        assert found(report) == []
        assert Frictionless.from_descriptor(inferred.descriptor).to_descriptor() == (
            inferred.descriptor
        )


GOOD = [
    pytest.param(path, id=f"{path.parts[-3]}/{path.name}")
    for path in sorted(SAMPLES.glob("*/good/*.csv"))[::9]
]


@pytest.mark.parametrize("path", GOOD)
def test_published_tables_pass_under_their_drafts(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    inferred = infer_files(copy)
    assert found(judge_file(copy, inferred.descriptor)) == []
    assert inferred.draft.key


# ---- columns ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(("1", "20", "-3"), {"type": "integer"}, id="whole numbers"),
        pytest.param(("01", "20"), {"type": "string"}, id="a leading zero"),
        pytest.param(("1234567890123456",), {"type": "string"}, id="more digits than a double has"),
        pytest.param(("1", "2.50"), {"type": "number", "decimals": 2}, id="decimals"),
        pytest.param(("2.5", "-", "..."), {"type": "number", "decimals": 1}, id="marks"),
        pytest.param(("9.1999999999999993",), {"type": "number"}, id="binary noise"),
        pytest.param(("1.234,56",), {"type": "string"}, id="the other locale"),
        pytest.param(("2024-01-31", "2024-02-29"), {"type": "date"}, id="days"),
        pytest.param(("2023-02-29",), {"type": "string"}, id="no day"),
        pytest.param(
            ("31/12/2024", "01/02/2024"), {"type": "date", "format": "%d/%m/%Y"}, id="day first"
        ),
        pytest.param(("11/12/2024", "01/02/2024"), {"type": "string"}, id="day or month first"),
        pytest.param(("2024-01", "2024-12"), {"type": "yearmonth"}, id="months"),
        pytest.param(("true", "false"), {"type": "boolean"}, id="truths"),
        pytest.param(("0", "1"), {"type": "integer"}, id="nought and one"),
        pytest.param(("", "-"), {"type": "string"}, id="nothing at all"),
    ],
)
def test_a_column_has_the_type_that_every_cell_has(
    tmp_path: Path, cells: tuple[str, ...], expected: dict[str, Any]
) -> None:
    field = infer_column(tmp_path, *cells)
    proposed = {"type": field["type"], "format": field.get("format")}
    proposed["decimals"] = field["statx"].get("decimals")
    assert {name: value for name, value in proposed.items() if value is not None} == expected


def test_the_last_row_counts_as_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_small(monkeypatch, 100)
    assert infer_column(tmp_path, *["1"] * 300, "1x")["type"] == "string"


def test_numbers_in_indonesian_style_are_read_so_where_that_is_said(tmp_path: Path) -> None:
    field = infer_column(tmp_path, "1.234,5", "7,25", locale="id")
    assert (field["type"], field["statx"]["decimals"]) == ("number", 2)


def test_no_bound_is_drawn_from_data(tmp_path: Path) -> None:
    assert "constraints" not in infer_column(tmp_path, "5", "90", "41")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        pytest.param(["L", "P"] * 5, ["L", "P"], id="few that recur"),
        pytest.param(["L"] * 9 + ["P"], None, id="one stands once"),
        pytest.param(["L", "P"] * 2, None, id="too few rows"),
        pytest.param([str(n % 21) + "x" for n in range(210)], None, id="more than twenty"),
        pytest.param(["L"] * 10, None, id="one alone"),
    ],
)
def test_a_closed_list_is_proposed_for_few_texts_that_recur(
    tmp_path: Path, cells: list[str], values: list[str] | None
) -> None:
    assert infer_column(tmp_path, *cells).get("constraints", {}).get("enum") == values


@pytest.mark.parametrize(
    ("label", "title", "unit"),
    [
        pytest.param("Penduduk (ribu jiwa)", "Penduduk", "ribu jiwa", id="a scale"),
        pytest.param("Produktivitas (kw/ha)", "Produktivitas", "kuintal per hektare", id="per"),
        pytest.param("luas_panen_ha", "Luas panen ha", "hektare", id="at the end"),
        pytest.param("Persentase miskin", "Persentase miskin", "persen", id="a word"),
        pytest.param("tahun", "Tahun", "tahun", id="a year"),
        pytest.param("Produksi (GKG)", "Produksi (GKG)", "", id="no unit"),
    ],
)
def test_a_heading_says_its_unit(label: str, title: str, unit: str) -> None:
    heading = Heading.read(label)
    assert (heading.title, heading.unit) == (title, unit)


# ---- regions ------------------------------------------------------------------------------------

PLACES = "kode_wilayah,nama_wilayah,tahun,jumlah\n"


@pytest.mark.parametrize(
    ("rows", "region", "reference", "said"),
    [
        pytest.param(
            "13.01,Kabupaten Pesisir Selatan,2024,1\n13.09,Kabupaten Kepulauan Mentawai,2024,2\n",
            {"system": "kemendagri", "level": "kabupaten_kota"},
            ("wilayah_kabupaten_kota", ["kode"]),
            "down to level kabupaten_kota",
            id="with dots",
        ),
        pytest.param(
            "1302,Kabupaten Pesisir Selatan,2024,1\n1301,Kab. Kepulauan Mentawai,2024,2\n",
            {"system": "bps", "level": "kabupaten_kota"},
            ("wilayah_kabupaten_kota", ["kode_bps"]),
            "BPS region codes",
            id="of BPS",
        ),
        pytest.param(
            "1301,Kabupaten Pesisir Selatan,2024,1\n1309,Kabupaten Kepulauan Mentawai,2024,2\n",
            None,
            None,
            "in 2 rows the name is that of the place with the same digits",
            id="without dots, and not of BPS",
        ),
        pytest.param(
            "13.01,Kabupaten Agam,2024,1\n13.09,Kabupaten Kepulauan Mentawai,2024,2\n",
            {"system": "kemendagri", "level": "kabupaten_kota"},
            ("wilayah_kabupaten_kota", ["kode"]),
            "1 rows do not have the name",
            id="a name of another place",
        ),
        pytest.param(
            "13.01,Pesisir Selatan,2024,1\n13.09,Mentawai,2024,2\n13.99,Entah,2024,3\n",
            None,
            None,
            "these are none: 13.99",
            id="an unknown code",
        ),
    ],
)
def test_region_codes_are_known_by_system_and_list(
    tmp_path: Path,
    rows: str,
    region: dict[str, str] | None,
    reference: tuple[str, list[str]] | None,
    said: str,
) -> None:
    inferred = infer_text(tmp_path, PLACES + rows)
    keys = inferred.descriptor.get("foreignKeys", [])
    referred = [(key["reference"]["resource"], key["reference"]["fields"]) for key in keys]
    assert inferred.descriptor["fields"][0]["statx"].get("region") == region
    assert referred == ([reference] if reference else [])
    assert said in remarks(inferred)


def test_a_column_of_names_is_that_of_the_codes_where_all_agree(tmp_path: Path) -> None:
    inferred = infer_text(tmp_path, PLACES + "13.01,Kab. Pesisir Selatan,2024,1\n")
    assert inferred.descriptor["fields"][1]["statx"]["regionNameOf"] == "kode_wilayah"


# ---- keys, files --------------------------------------------------------------------------------


def test_the_smallest_key_that_holds_is_proposed_and_measures_are_none(tmp_path: Path) -> None:
    rows = [f"{code},{year},{code * 7 + year}" for code in (11, 12, 13) for year in (2023, 2024)]
    inferred = infer_text(tmp_path, "\n".join(["kode,tahun,jumlah", *rows, ""]))
    assert inferred.draft.key == ("kode", "tahun")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(
            "nama,kelas\na,b\na,b\n", "in every set of columns rows repeat", id="repeated"
        ),
        pytest.param("jumlah\n1\n2\n", "no column without empty cells names", id="measures"),
    ],
)
def test_it_is_said_why_there_is_no_key(tmp_path: Path, text: str, said: str) -> None:
    inferred = infer_text(tmp_path, text)
    assert inferred.draft.key == ()
    assert said in remarks(inferred)


def test_it_is_said_where_the_search_for_a_key_was_cut(tmp_path: Path) -> None:
    labels = [f"nama_{number}" for number in range(20)]
    row = ",".join(["x"] * 20)
    inferred = infer_text(tmp_path, "\n".join([",".join(labels), row, row, ""]))
    assert "the search was cut" in remarks(inferred)


def test_a_key_that_only_a_later_block_breaks_is_not_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_small(monkeypatch, 200)
    rows = [f"k{number},{number % 7}x" for number in range(300)]
    inferred = infer_text(tmp_path, "\n".join(["nama,kelas", *rows, "k0,9x", ""]))
    assert inferred.draft.key == ("nama", "kelas")


def test_several_files_give_one_schema_that_each_passes(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("kode,nilai\na,1\nb,2\n")
    other.write_text("nilai,kode\n2.5,a\n-,c\n")
    inferred = infer_files(one, other)

    assert [field["type"] for field in inferred.descriptor["fields"]] == ["string", "number"]
    assert [found(judge_file(each, inferred.descriptor)) for each in (one, other)] == [[], []]


def test_what_parquet_holds_may_stay_as_it_is(tmp_path: Path) -> None:
    table = pa.table(
        {"kode": ["01", "02"], "nilai": [1.0, 2.0], "n": [2**60, 2], "b": [b"x", b"y"]}
    )
    path = tmp_path / "data.parquet"
    pq.write_table(table, path)
    inferred = infer_files(path)

    types = [field["type"] for field in inferred.descriptor["fields"]]
    assert types == ["string", "number", "integer", "any"]
    assert found(judge_file(path, inferred.descriptor)) == []


def test_a_sheet_of_a_workbook_passes_under_its_draft(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate([("kode", "nilai", "tanggal"), ("01", 1.5), ("02", 2)]):
            sheet.write_row(row, 0, cells)
        sheet.write_column(1, 2, [45292, 45293], days)
    inferred = infer_files(path)

    types = [field["type"] for field in inferred.descriptor["fields"]]
    assert types == ["string", "number", "date"]
    assert found(judge_file(path, inferred.descriptor)) == []


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        pytest.param(("a,a\n1,2\n",), UnusableHeaderError, id="a label twice"),
        pytest.param(("a,\n1,2\n",), UnusableHeaderError, id="a column without a name"),
        pytest.param(("a,b\n",), NoRowsError, id="no rows"),
        pytest.param(("a,b\n1,2\n", "a,c\n1,2\n"), OtherColumnsError, id="other columns"),
    ],
)
def test_what_no_schema_can_describe_is_refused(
    tmp_path: Path, texts: tuple[str, ...], error: type[StatxError]
) -> None:
    paths = [tmp_path / f"{at}.csv" for at in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    with pytest.raises(error):
        infer_files(*paths)


def test_what_only_people_know_is_left_to_them(tmp_path: Path) -> None:
    parts = unfinished_parts(infer_text(tmp_path, "kode,jumlah\na,1\n").descriptor)
    assert "statx.classification" in parts[""]
    assert {"description", "statx.unit", "statx.disclosure.kind"} <= set(parts["jumlah"])
