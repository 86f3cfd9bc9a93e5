"""What a machine proposes for the sample layouts, held against what a person confirmed."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.intake.headings import HeadingPattern, as_read
from statx.intake.proposal import words
from statx.intake.proposal.columns import heading_parts
from statx.intake.proposal.errors import NothingLikeATableError
from statx.intake.proposal.opening import OpenedSheets, open_sheets
from statx.intake.proposal.preview import preview_of
from statx.intake.proposal.proposing import Proposal, Proposer
from statx.intake.recipe import Column, Recipe
from statx.intake.recipe_reading import read_recipe
from statx.workbook.sheets import CellKind, Sheet, SheetCell
from tests.registry.shipped import CATALOG, REGIONS, SCHEMAS

from .sheets import Records, records_in, sheet_of

KINDS = Path(__file__).parents[2] / "samples" / "_intake"
FOR_ANOTHER_HEADER = "nama-kolom-berubah"
WITH_A_RECIPE = sorted(
    {path.parent.name for path in KINDS.glob("*/resep.toml")} - {FOR_ANOTHER_HEADER}
)
PROPOSER = Proposer(tuple(SCHEMAS.values()), REGIONS)
WRONG = {
    "angka-berspasi": "nothing in the file says that these are components of the PDRB",
    "nama-tanpa-kode": "nothing in the file says what is measured",
    "rumus-tanpa-nilai": "without a title, men and women may be employed as well",
    "tahun-menyamping": "nothing in the file says what is measured",
}
"""The kinds whose header, body or columns are not proposed as a person confirmed them."""


def source_of(kind: str) -> Path:
    return next((KINDS / kind).glob("sumber.*"))


def proposal_for(kind: str) -> Proposal:
    path = source_of(kind)
    return PROPOSER.propose(open_sheets(path), path.name)


def meaning(recipe: Recipe, sheet: Sheet) -> dict[str, object]:
    """What a recipe makes of a sheet: where the header stands, and each column's field."""
    header = recipe.sources[0].sheet.header
    wanted = set(map(as_read, header.row_with))
    first = next((row for row, texts in texts_of(sheet).items() if wanted <= texts), 0)
    rows = range(first, first + header.rows)
    headings = heading_parts(sheet, rows, header.fill) if first else {}
    fields = {column: field_of(" / ".join(parts), recipe) for column, parts in headings.items()}
    return {"schema": recipe.schema, "header": list(rows), "fields": fields}


def texts_of(sheet: Sheet) -> dict[int, set[str]]:
    return {
        row: {as_read(cell.text) for cell in cells.values()} for row, cells in sheet.rows.items()
    }


def field_of(heading: str, recipe: Recipe) -> str:
    """The fields it becomes; empty where it is ignored or adds up others."""
    source = recipe.sources[0]
    fields = [column.to for column in source.columns if fits(column, heading)]
    ignored = [text for each in source.sheet.ignore for text in each.columns]
    totals = [total.column for total in source.totals if total.column]
    is_named = any(
        HeadingPattern.parse(text).match(heading) is not None for text in (*ignored, *totals)
    )
    return "" if is_named else " ".join(sorted(fields))


def fits(column: Column, heading: str) -> bool:
    said = HeadingPattern.parse(column.heading).match(heading)
    return said is not None and all(
        as_read(said[name]) in map(as_read, texts) for name, texts in column.categories.items()
    )


@pytest.mark.parametrize("kind", [kind for kind in WITH_A_RECIPE if kind not in WRONG])
def test_header_schema_and_columns_are_those_that_a_person_confirmed(kind: str) -> None:
    proposal = proposal_for(kind)
    confirmed = read_recipe(KINDS / kind / "resep.toml")

    sheet = proposal.recognised.sheet
    assert meaning(proposal.recipe, sheet) == meaning(confirmed, sheet)


WITH_CONSTANTS_ALONE = ["unduhan-bps", "lembar-per-tahun", "wilayah-digabung", "persen-excel"]
"""Of the kinds whose table is exact once a person has said what every row shares, these each time,
and the others at night."""
AT_NIGHT = [
    *("angka-sebagai-teks", "baris-kosong", "bps-dua-bulan", "bps-tidak-dihitung"),
    *("bulan-menyamping", "cp1252-titik-koma", "kecamatan", "kecamatan-senama", "subjumlah"),
    *("kode-jadi-angka", "kolom-lebih", "nama-kolom-tiga-baris", "opendata-panjang"),
    *("satuan-jiwa", "tanda-kosong", "tanggal-excel", "tanggal-indonesia", "triwulan-menyamping"),
    "tanda-catatan",
]


def cells_of(text: str) -> list[list[str]]:
    """The records in an order of their own; a number is the same with a zero more at its end."""
    records = csv.reader(text.splitlines())
    return sorted(
        [re.sub(r"(\.\d*?)0+$", r"\1", cell).rstrip(".") for cell in record] for record in records
    )


@pytest.mark.parametrize(
    "kind",
    [
        *WITH_CONSTANTS_ALONE,
        *(pytest.param(kind, marks=pytest.mark.nightly) for kind in AT_NIGHT),
    ],
)
def test_a_proposal_with_its_constants_said_makes_the_table_written_by_hand(kind: str) -> None:
    folder = KINDS / kind
    source = source_of(kind)
    confirmed = read_recipe(folder / "resep.toml").sources[0].constants
    answers = {f"constant:{each.field}": each.value for each in confirmed if each.value}

    recipe = PROPOSER.propose(open_sheets(source), source.name, answers).recipe
    preview = preview_of(source, folder / "usulan.toml", recipe, CATALOG)

    written = io.StringIO()
    preview.write(written)
    by_hand = (folder / "hasil.csv").read_text(encoding="utf-8")
    assert cells_of(written.getvalue()) == cells_of(by_hand)


def test_at_least_seventeen_of_twenty_kinds_are_proposed_as_confirmed() -> None:
    right = [kind for kind in WITH_A_RECIPE if kind not in WRONG]

    assert len(right) / len(WITH_A_RECIPE) >= 17 / 20


def test_what_is_proposed_can_be_read_and_is_not_confirmed(tmp_path: Path) -> None:
    proposal = proposal_for("unduhan-bps")
    path = tmp_path / "usulan.toml"
    path.write_text(proposal.toml("id"), encoding="utf-8")

    recipe = read_recipe(path)

    assert recipe == proposal.recipe
    assert recipe.confirmed == ""


def test_the_same_sheet_gives_the_same_proposal() -> None:
    again = Proposer(tuple(SCHEMAS.values()), REGIONS)
    source = source_of("kecamatan-senama")

    second = again.propose(open_sheets(source), source.name)

    assert second.toml("id") == proposal_for("kecamatan-senama").toml("id")


def test_a_column_that_parts_rows_and_has_no_field_is_pointed_at() -> None:
    records = [["Provinsi", "Pekerjaan", "Jumlah Penduduk", "Tahun"]]
    records += [["Jawa Timur", job, "120", "2024"] for job in ("Petani", "Guru", "Nelayan")]

    proposal = PROPOSER.propose(OpenedSheets((sheet_of(records),)), "x.csv")

    assert words.ROWS_REPEAT in proposal.notes["sheet"]


def test_nothing_that_looks_like_a_table_is_said() -> None:
    with pytest.raises(NothingLikeATableError):
        PROPOSER.propose(OpenedSheets((sheet_of([["Laporan"], ["kosong"]]),)), "x.csv")


CELLS = st.builds(
    SheetCell,
    st.sampled_from(
        [
            *(
                "Kabupaten",
                "Kota Padang",
                "JUMLAH",
                "Produksi (ton)",
                "Laki-laki",
                "Januari",
                "{x}",
            ),
            *("2024", "1.234,5", "12", "-", "2021 *)", "(1)", "Sumber: BPS", "13.01", "Semester I"),
        ]
    ),
    st.sampled_from([*[CellKind.TEXT] * 5, *CellKind]),
    st.sampled_from(["", "0.0%"]),
)
ROWS = st.dictionaries(
    st.integers(1, 9), st.dictionaries(st.integers(1, 6), CELLS, min_size=1), min_size=2
)


@settings(max_examples=30)
@given(ROWS)
def test_whatever_stands_in_a_sheet_what_is_proposed_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: dict[int, dict[int, SheetCell]]
) -> None:
    sheet = Sheet("Data", {row: dict(sorted(cells.items())) for row, cells in sorted(rows.items())})
    try:
        proposal = PROPOSER.propose(OpenedSheets((sheet,)), "x.xlsx")
    except NothingLikeATableError:
        return

    path = tmp_path_factory.mktemp("usulan") / "usulan.toml"
    path.write_text(proposal.toml("en"), encoding="utf-8")
    assert read_recipe(path) == proposal.recipe


NEUTRAL = st.sampled_from(["", "Laporan", "Dinas terkait"])
"""Rows that say nothing of period, place or measure."""


@settings(max_examples=4)
@given(
    kind=st.sampled_from(["unduhan-bps", "bulan-menyamping", "kecamatan", "nama-tanpa-kode"]),
    above=st.lists(NEUTRAL, max_size=3),
    below=st.lists(NEUTRAL, max_size=3),
)
def test_blank_rows_titles_and_footnotes_change_no_column(
    kind: str, above: list[str], below: list[str]
) -> None:
    records: Records = records_in(source_of(kind))
    around = [*([text] for text in above), [""], *records, [""], *([text] for text in below)]

    plain, wrapped = (
        PROPOSER.propose(OpenedSheets((sheet_of(each),)), "x.csv").recipe
        for each in (records, around)
    )

    assert wrapped.sources[0].columns == plain.sources[0].columns
    assert wrapped.sources[0].totals == plain.sources[0].totals
    assert wrapped.sources[0].constants == plain.sources[0].constants
    assert wrapped.sources[0].sheet.header == plain.sources[0].sheet.header
