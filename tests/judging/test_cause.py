"""What most errors have in common is proven by reading the table once more, and then said first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from statx.config import Config
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions
from statx.options import DataOptions, Value
from statx.results.report import Report
from tests.verdicts import CATALOG

Options = dict[str, Value]
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "kode", "constraints": {"pattern": "[a-z]+"}},
        {"name": "nama"},
        {"name": "nilai", "type": "number"},
    ]
}
ROWS = [("a", "Aceh", "1.5"), ("b", "Bali", "2.5"), ("c", "Café", "3.5"), ("d", "Deli", "4.5")]
TITLE = "Tabel 1. Nilai\n\n"


def table(sign: str = ",", *, comma: bool = False, title: str = "", wrong: int = 0) -> str:
    """The rows, of which the first `wrong` have a code that fails."""
    records = [("kode", "nama", "nilai")]
    for number, (code, name, value) in enumerate(ROWS):
        written = value.replace(".", ",") if comma else value
        records.append(("9" if number < wrong else code, name, written))
    return title + "".join(sign.join(record) + "\n" for record in records)


def report(folder: Path, data: bytes, options: Options, name: str = "x.csv") -> Report:
    (folder / name).write_bytes(data)
    schema = folder / "s.json"
    schema.write_text(json.dumps(SCHEMA), encoding="utf-8")
    settled = DataOptions(str(schema), **options)
    (only,) = judge([folder / name], settled, CATALOG, Config(), ReportOptions())
    return only


@pytest.mark.parametrize(
    ("data", "name", "options", "counts"),
    [
        pytest.param(
            table(";", comma=True).encode(), "x.csv", {"locale": "id"}, (4, 4, 0), id="the locale"
        ),
        pytest.param(
            table(";", comma=True, wrong=1).encode(),
            "x.csv",
            {"locale": "id"},
            (4, 5, 1),
            id="the locale, of most errors",
        ),
        pytest.param(
            table().encode("cp1252"),
            "x.csv",
            {"encoding": "cp1252"},
            (None, 0, 0),
            id="the encoding",
        ),
        pytest.param(
            table(title=TITLE, wrong=2).encode(),
            "x.csv",
            {"header_row": 3},
            (None, 1, 2),
            id="the row of the header",
        ),
        pytest.param(
            table(",").encode(), "x.tsv", {"delimiter": ","}, (None, 7, 0), id="the delimiter"
        ),
        pytest.param(
            table(";", comma=True, title="Nilai – 2024\n\n", wrong=1).encode("cp1252"),
            "x.csv",
            {"encoding": "cp1252", "header_row": 3, "locale": "id"},
            (None, 0, 1),
            id="three at once, each behind the other",
        ),
    ],
)
def test_a_cause_is_said_with_the_options_that_mend_it_and_both_counts(
    tmp_path: Path,
    data: bytes,
    name: str,
    options: Options,
    counts: tuple[int | None, int, int],
) -> None:
    cause = report(tmp_path, data, {}, name).cause
    assert cause is not None
    assert dict(cause.options) == options
    assert (cause.mended, cause.errors, cause.left) == counts

    # What is promised is what the command gives.
    mended = report(tmp_path, data, options, name)
    assert (mended.errors, mended.rows, mended.cause) == (cause.left, cause.rows, None)


@pytest.mark.parametrize(
    ("data", "options"),
    [
        pytest.param(table(wrong=3).encode(), {}, id="errors of another kind"),
        pytest.param(b"kode;nama;nilai\na;x;1,5\nb;x;2.5\n", {}, id="two styles in one column"),
        pytest.param(table(wrong=3).encode(), {"locale": "en"}, id="the option that was given"),
        pytest.param(b"\xef\xbb\xbf" + table().encode("cp1252"), {}, id="a mark and other bytes"),
        pytest.param(b"x,y\n1,2\n", {}, id="another table"),
        pytest.param(table().encode("utf-16-le")[:-1], {}, id="no text in any encoding"),
    ],
)
def test_no_cause_is_said_that_cannot_be_proven(
    tmp_path: Path, data: bytes, options: Options
) -> None:
    assert report(tmp_path, data, options).cause is None


@pytest.mark.parametrize(
    ("data", "given", "options"),
    [
        pytest.param(
            table(wrong=1).encode("cp1252"),
            {"encoding": "utf-8"},
            {"encoding": "cp1252"},
            id="an encoding that breaks",
        ),
        pytest.param(table().encode(), {"delimiter": ";"}, {"delimiter": ","}, id="a delimiter"),
        pytest.param(
            table(title=TITLE).encode(), {"header_row": 1}, {"header_row": 3}, id="a header row"
        ),
        pytest.param(
            table(";", comma=False).encode(), {"locale": "id"}, {"locale": "en"}, id="a locale"
        ),
    ],
)
def test_what_was_given_wrongly_is_put_right_and_never_advised_again(
    tmp_path: Path, data: bytes, given: Options, options: Options
) -> None:
    cause = report(tmp_path, data, given).cause
    assert cause is not None
    assert dict(cause.options) == options


def test_text_in_utf_8_that_was_read_as_another_is_recognised(tmp_path: Path) -> None:
    data = table().replace("Aceh", "é" * 2).encode()
    schema = {
        **SCHEMA,
        "fields": [
            SCHEMA["fields"][0],
            {"name": "nama", "constraints": {"maxLength": 4}},
            SCHEMA["fields"][2],
        ],
    }
    (tmp_path / "x.csv").write_bytes(data.replace(b"Bali", "Báli".encode()))
    (tmp_path / "s.json").write_text(json.dumps(schema), encoding="utf-8")
    options = DataOptions(str(tmp_path / "s.json"), encoding="cp1252")
    (only,) = judge([tmp_path / "x.csv"], options, CATALOG, Config(), ReportOptions())
    assert only.cause is not None
    assert only.cause.options == (("encoding", "utf-8"),)


def test_a_header_that_leads_to_no_schema_may_be_cut_by_another_sign(tmp_path: Path) -> None:
    sample = Path(__file__).parents[2] / "samples/kemiskinan/good/contoh_jawa_timur_2024.csv"
    (tmp_path / "x.tsv").write_bytes(sample.read_bytes())
    (only,) = judge([tmp_path / "x.tsv"], DataOptions(), CATALOG, Config(), ReportOptions())
    assert only.cause is not None
    assert (only.cause.options, only.cause.left) == ((("delimiter", ","),), 0)
