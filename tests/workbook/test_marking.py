"""A marked workbook is the user's own: marks between its bytes, everything else as it was."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from io import BytesIO
from itertools import chain
from pathlib import Path
from shutil import which

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from statx.results.findings import Severity
from statx.workbook.errors import (
    BrokenWorkbookError,
    DeclaredEntitiesError,
    OtherKindError,
    SignedWorkbookError,
)
from statx.workbook.marking_styles import ERROR_FILL, WARNING_FILL
from statx.workbook.marks import LIST_SHEETS, Mark
from statx.workbook.text_book import text_book

from .marked_books import SHEET, mark_at, marked, members, rich_book, write_members

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
CHANGED = {
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
    "docProps/app.xml",
}
"""What marks on the first sheet of `rich_book` may change; one part is new."""
CELLS = st.one_of(
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9),
    st.text(max_size=8).filter(lambda text: not text.startswith("=")),  # a formula as it stands
    st.sampled_from(["=1+1", "_x0041_", "  ", "<&>\"'"]),
)
PLACES = st.tuples(st.integers(0, 12), st.integers(0, 5))
MARKS = st.lists(st.tuples(st.integers(1, 30), st.integers(1, 9)), min_size=1, max_size=12)
CELLS_OF_SHEET = re.compile(rb"<sheetData.*</sheetData>", re.DOTALL)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return rich_book(tmp_path / "produksi.xlsx")


def loaded(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(path.read_bytes()), rich_text=True)


def coloured(sheet: Worksheet, fill: str) -> set[str]:
    """The cells that rules of that colour name, one by one."""
    cells = set()
    for ranges, rules in vars(sheet.conditional_formatting)["_cf_rules"].items():
        colours = {rule.dxf.fill.bgColor.rgb for rule in rules if rule.dxf and rule.dxf.fill}
        if fill in colours:
            cells |= {cell for each in ranges.sqref.ranges for row in each.rows for cell in row}
    return {f"{get_column_letter(column)}{row}" for row, column in cells}


@settings(max_examples=6, deadline=None)
@given(cells=st.dictionaries(PLACES, CELLS, max_size=12), places=MARKS)
def test_whatever_is_marked_all_else_stays(
    tmp_path_factory: pytest.TempPathFactory,
    cells: Mapping[tuple[int, int], object],
    places: list[tuple[int, int]],
) -> None:
    path = rich_book(tmp_path_factory.mktemp("book") / "b.xlsx", cells)
    target = marked(path, [mark_at(*place) for place in places])
    before, after = members(path), members(target)

    assert {name for name in before if before[name] != after[name]} <= CHANGED
    assert len(after.keys() - before.keys()) == 1
    assert CELLS_OF_SHEET.findall(before["xl/worksheets/sheet1.xml"]) == CELLS_OF_SHEET.findall(
        after["xl/worksheets/sheet1.xml"]
    )
    assert values_by_calamine(target)[1:] == values_by_calamine(path)
    assert cells_by_openpyxl(target) == cells_by_openpyxl(path)


def values_by_calamine(path: Path) -> list[object]:
    book = CalamineWorkbook.from_path(path)
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def cells_by_openpyxl(path: Path) -> dict[str, object]:
    """What each cell holds and how it is set, and what else openpyxl knows of a sheet."""
    known: dict[str, object] = {}
    book = loaded(path)
    for sheet in book.worksheets:
        if sheet.title in LIST_SHEETS:
            continue
        for cell in chain.from_iterable(sheet.iter_rows()):
            # openpyxl makes an empty cell where there is but a comment
            if cell.value is not None or cell.has_style:
                style = (
                    cell.number_format,
                    cell.font.b,
                    cell.fill.fgColor.rgb,
                    cell.border.left.style,
                )
                known[f"{sheet.title}!{cell.coordinate}"] = (str(cell.value), cell.data_type, style)
        known[sheet.title] = (
            sheet.print_area,
            sorted(map(str, sheet.merged_cells.ranges)),
            sheet.column_dimensions["A"].width,
            len(sheet.data_validations.dataValidation),
            {name: value.attr_text for name, value in sheet.defined_names.items()},
        )
    known["names"] = {name: value.attr_text for name, value in book.defined_names.items()}
    return known


def test_marked_cells_are_coloured_explained_and_linked(book: Path) -> None:
    words = {"expected": "maksimal 100", "remedy": "Periksa nilainya.", "field": "produksi"}
    warning = Mark(SHEET, 6, 4, Severity.WARNING, "Kosong")
    target = loaded(marked(book, [mark_at(5, 3, value="=1+1", **words), warning]))
    sheet, listed = target[SHEET], target["Temuan statx"]

    assert (coloured(sheet, ERROR_FILL), coloured(sheet, WARNING_FILL)) == ({"C5"}, {"D6"})
    assert sheet["C5"].comment.text == (
        "Kesalahan · produksi\nNilainya salah\nSeharusnya: maksimal 100\n→ Periksa nilainya."
    )
    assert (target.sheetnames[0], target.active) == (listed.title, listed)
    assert [cell.value for cell in listed[6]] == [
        "Kesalahan", f"'{SHEET}'!C5", "produksi", "=1+1", "Nilainya salah", "maksimal 100",
        "Periksa nilainya.",
    ]  # fmt: skip
    assert (listed["D6"].data_type, listed["B6"].hyperlink.location) == ("s", f"'{SHEET}'!C5")


def test_a_comment_that_was_there_keeps_its_words_and_gets_ours_behind(book: Path) -> None:
    target = marked(book, [mark_at(3, 2), mark_at(4, 2)])
    sheet = loaded(target)[SHEET]
    assert sheet["B3"].comment.text.startswith("komentar lama\n— statx —\nKesalahan")
    assert (sheet["B3"].comment.author, sheet["B4"].comment.author) == ("Ani", "statx")
    drawing = members(target)["xl/drawings/vmlDrawing1.vml"]
    assert (drawing.count(b'ObjectType="Note"'), drawing.count(b'ObjectType="Button"')) == (2, 1)


def with_thread(book: Path) -> Path:
    """The same book, its comment a thread, as newer Excel writes it."""
    office = b"http://schemas.microsoft.com/office/2017/10/relationships/"
    parts = dict(members(book))
    parts["xl/persons/person.xml"] = (
        b'<personList><person displayName="Ani" id="{A}"/></personList>'
    )
    parts["xl/threadedComments/threadedComment1.xml"] = (
        b'<ThreadedComments><threadedComment ref="B3" dT="2026-01-02T03:04:05.00" personId="{A}"'
        b' id="{T}"><text>benar?</text></threadedComment></ThreadedComments>'
    )
    for part, kind, target in (
        ("xl/_rels/workbook.xml.rels", b"person", b"persons/person.xml"),
        ("xl/worksheets/_rels/sheet1.xml.rels", b"threadedComment",
         b"../threadedComments/threadedComment1.xml"),
    ):  # fmt: skip
        relation = b'<Relationship Id="t" Type="%s%s" Target="%s"/>' % (office, kind, target)
        end = b"</Relationships>"
        parts[part] = parts[part].replace(end, relation + end)
    return write_members(book, parts)


def test_a_thread_is_answered_once_however_often_it_is_marked(book: Path) -> None:
    marks = [mark_at(3, 2), mark_at(4, 2)]
    once = marked(with_thread(book), marks)
    again = marked(once, marks)
    threads = members(again)["xl/threadedComments/threadedComment1.xml"]
    assert (threads.count(b'parentId="{T}"'), threads.count(b"<text>benar?</text>")) == (1, 1)
    assert members(again)["xl/persons/person.xml"].count(b'displayName="statx"') == 1
    assert once.read_bytes() == again.read_bytes()


def test_of_merged_cells_the_one_that_shows_is_marked(book: Path) -> None:
    target = loaded(marked(book, [mark_at(1, 4)]))
    assert coloured(target[SHEET], ERROR_FILL) == {"A1"}
    assert target["Temuan statx"]["B6"].hyperlink.location == f"'{SHEET}'!A1"


def test_only_one_sheet_is_selected(book: Path) -> None:
    sheets = loaded(marked(book, [mark_at(5, 3)])).worksheets
    assert [sheet.sheet_view.tabSelected for sheet in sheets] == [True, False, None]


def test_marking_again_changes_nothing_and_what_was_corrected_loses_its_marks(book: Path) -> None:
    marks = [mark_at(3, 2), mark_at(4, 3), mark_at(2, 7, sheet="Ringkasan")]
    once = marked(book, marks)
    again = marked(once, marks)
    assert once.read_bytes() == again.read_bytes()

    corrected = loaded(marked(again, marks[1:2]))
    assert (corrected[SHEET]["B3"].comment.text, corrected[SHEET]["B3"].comment.author) == (
        "komentar lama",
        "Ani",
    )
    assert corrected["Ringkasan"]["G2"].comment is None
    assert coloured(corrected[SHEET], ERROR_FILL) == {"C4"}
    assert not coloured(corrected["Ringkasan"], ERROR_FILL)


def test_a_fault_of_the_table_is_listed_without_a_link(book: Path) -> None:
    listed = loaded(marked(book, [Mark("", 0, 0, Severity.ERROR, "Jumlahnya kurang")]))
    assert [cell.value for cell in listed["Temuan statx"][6]][:2] == ["Kesalahan", None]


def test_a_cell_with_many_faults_says_the_first_and_how_many_more(book: Path) -> None:
    target = loaded(marked(book, [mark_at(5, 3, what=f"Salah {n}") for n in range(9)]))
    text = target[SHEET]["C5"].comment.text
    assert ("Salah 4" in text, "Salah 5" in text, "dan 4 lagi" in text) == (True, False, True)


def prefixed(path: Path) -> Path:
    """The same book as some libraries write it: every element has a prefix, and no styles."""
    parts = dict(members(path))
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml"):
        content = re.sub(rb"<(/?)(?=[a-z])", rb"<\1x:", parts[name])
        content = re.sub(rb' (s|style)="\d+"', b"", content)
        parts[name] = content.replace(b"xmlns=", b"xmlns:x=", 1)
    del parts["xl/styles.xml"]
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        parts[name] = re.sub(rb"<[^<>]*styles[^<>]*/>", b"", parts[name])
    return write_members(path, parts)


def test_a_book_with_prefixes_and_without_styles_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    with path.open("wb") as file:
        text_book(path, SHEET, [("k", "n"), ("a", "1")], 1).save(file)

    target = loaded(marked(prefixed(path), [mark_at(2, 2), mark_at(9, 9)]))
    assert coloured(target[SHEET], ERROR_FILL) == {"B2", "I9"}
    assert (target[SHEET]["B2"].value, target[SHEET]["I9"].comment.author) == ("1", "statx")


def replaced(path: Path, part: str, old: bytes, new: bytes) -> Path:
    parts = dict(members(path))
    parts[part] = parts.get(part, b"").replace(old, new, 1) if old else new
    return write_members(path, parts)


@pytest.mark.parametrize(
    ("part", "old", "new", "error"),
    [
        ("xl/workbook.xml", b"<workbook", b"<!DOCTYPE w [<!ENTITY a 'b'>]><workbook",
         DeclaredEntitiesError),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"", BrokenWorkbookError),
        ("xl/comments1.xml", b"<commentList>", b"<commentList><a>", BrokenWorkbookError),
        ("xl/styles.xml", b"<", "<".encode("utf-16"), BrokenWorkbookError),
        ("xl/comments1.xml", b'ref="B3"', b'ref="?"', BrokenWorkbookError),
        ("_xmlsignatures/sig1.xml", b"", b"<Signature/>", SignedWorkbookError),
        ("xl/workbook.bin", b"", b"\0", OtherKindError),
    ],
    ids=["dtd", "cut", "unclosed", "utf-16", "address", "signed", "xlsb"],
)  # fmt: skip
def test_what_cannot_be_marked_is_said_and_nothing_is_written(
    book: Path, part: str, old: bytes, new: bytes, error: type[Exception]
) -> None:
    replaced(book, part, old, new)
    if error is SignedWorkbookError:
        origin = b'<Relationship Id="s" Type="x/digital-signature/origin" Target="o.sigs"/>'
        replaced(book, "_rels/.rels", b"</Relationships>", origin + b"</Relationships>")
    with pytest.raises(error):
        marked(book, [mark_at(5, 3)])
    assert [each.name for each in book.parent.iterdir()] == [book.name]


def test_tags_in_comments_and_cdata_are_no_tags(book: Path) -> None:
    part = "xl/worksheets/sheet1.xml"
    replaced(book, part, b"<sheetData>", b"<!-- <sheetData> </worksheet> --><sheetData>")
    target = marked(
        replaced(book, part, b"</sheetData>", b"</sheetData><!--</a>-->"), [mark_at(5, 3)]
    )
    assert coloured(loaded(target)[SHEET], ERROR_FILL) == {"C5"}
    assert b"<!-- <sheetData> </worksheet> --><sheetData>" in members(target)[part]


@pytest.mark.nightly
def test_libreoffice_reads_the_marks_and_everything_else(book: Path) -> None:
    office = which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")

    target = marked(book, [mark_at(5, 3, what="Nilainya salah"), mark_at(3, 2)])
    profile = f"-env:UserInstallation=file://{book.parent}/profile"
    out = book.parent / "out"
    command: list[str | Path] = [
        office,
        "--headless",
        profile,
        "--convert-to",
        "xlsx",
        "--outdir",
        out,
        target,
    ]
    subprocess.run(command, check=True, capture_output=True)
    saved = loaded(out / target.name)

    assert saved.sheetnames == ["Temuan statx", SHEET, "Ringkasan"]
    assert "Nilainya salah" in saved[SHEET]["C5"].comment.text
    assert saved[SHEET]["B3"].comment.text.startswith("komentar lama")
    assert coloured(saved[SHEET], ERROR_FILL) == {"C5", "B3"}
    assert len(vars(saved[SHEET])["_charts"]) == 1
    assert values_by_calamine(out / target.name)[2] == values_by_calamine(book)[1]
