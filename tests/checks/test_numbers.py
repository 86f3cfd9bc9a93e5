"""How numbers are written.

The option is named where the file itself shows it, and asked for where it does not.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from statx.render.cause import all_remarks
from statx.results.findings import Severity
from tests.verdicts import found, judge

NUMBER = {"fields": [{"name": "a", "type": "number"}, {"name": "b"}]}


@pytest.mark.parametrize(
    ("cells", "advised"),
    [
        ("1.234,5\n12,25\n7\n", True),
        ("1.234.567\n", True),
        ("1.234,5\n12.25\n", False),
        ("1.5\n2.25\n", False),
        ("satu\n", False),
    ],
    ids=["all-indonesian", "grouped-twice", "both-styles", "english", "no-number"],
)
def test_the_other_locale_is_advised_where_every_number_fits_it(
    tmp_path: Path, cells: str, advised: bool
) -> None:
    data = "a;b\n" + cells.replace("\n", ";\n")
    remarks = list(all_remarks(judge(tmp_path, NUMBER, data)))

    assert any("--locale id" in remark.say("en") for remark in remarks) is advised


def test_and_the_way_back(tmp_path: Path) -> None:
    report = judge(
        tmp_path,
        NUMBER,
        "a;b\n1,234.5;\n0.25;\n",
        locale="id",
    )
    assert any("--locale en" in remark.say("en") for remark in report.remarks)
    assert judge(tmp_path, NUMBER, "a;b\n1.234,5;\n12,25;\n", locale="id").valid


@pytest.mark.parametrize(
    ("cells", "ambiguous"),
    [
        (("27.773", "1.170"), True),
        (("27.773", "1.17"), False),
        (("27773", "1170"), False),
        (("0.773",), False),
        (("27.773", ""), True),
    ],
    ids=[
        "both-ways",
        "one-of-them-only-one-way",
        "no-marks",
        "no-leading-zero-is-grouped",
        "missing-does-not-count",
    ],
)
def test_numbers_that_can_be_read_both_ways_are_a_question(
    tmp_path: Path, cells: tuple[str, ...], ambiguous: bool
) -> None:
    report = judge(
        tmp_path,
        NUMBER,
        "a;b\n" + "".join(f"{cell};x\n" for cell in cells),
    )
    assert (found(report, Severity.WARNING) == [("ambiguous-number", None, "a")]) is ambiguous
    assert report.valid


def test_a_comma_is_as_ambiguous_in_indonesian(tmp_path: Path) -> None:
    report = judge(tmp_path, NUMBER, "a;b\n27,773;\n", locale="id")
    assert found(report, Severity.WARNING) == [("ambiguous-number", None, "a")]


@pytest.mark.parametrize("bounds", [{"minimum": "0.5"}, {"minimum": 0.5}, {"enum": ["0.75", 1.5]}])
def test_bounds_are_the_agreements_whatever_the_locale_of_the_file(
    tmp_path: Path, bounds: dict[str, object]
) -> None:
    schema = {"fields": [{"name": "a", "type": "number", "constraints": bounds}, {"name": "b"}]}
    assert judge(tmp_path, schema, "a;b\n0,75;\n1,5;\n", locale="id").valid
    assert len(found(judge(tmp_path, schema, "a;b\n0,25;\n", locale="id"))) == 1


def test_bounds_of_numbers_with_words_around_them_too(tmp_path: Path) -> None:
    schema = {
        "fields": [
            {
                "name": "a",
                "type": "number",
                "bareNumber": False,
                "constraints": {"minimum": "Rp 0.5"},
            },
            {"name": "b"},
        ]
    }

    assert found(judge(tmp_path, schema, "a;b\nRp 0,75;\nRp 0,25;\n", locale="id")) == [
        ("minimum", 3, "a")
    ]


TWO_COLUMNS = {"fields": [{"name": "a", "type": "number"}, {"name": "b", "type": "number"}]}


@pytest.mark.parametrize("locale", ["en", "id"])
def test_a_locale_that_mends_one_column_and_breaks_another_is_not_advised(
    tmp_path: Path, locale: str
) -> None:
    report = judge(tmp_path, TWO_COLUMNS, "a;b\n1,5;2.25\n2,5;3.75\n", locale=locale)
    (remark,) = report.remarks
    assert ("--locale" in remark.say("en"), "One file has one style" in remark.say("en")) == (
        False,
        True,
    )


DECIMALS = {"fields": [{"name": "a", "type": "number", "statx": {"decimals": 1}}, {"name": "b"}]}


@pytest.mark.parametrize("cells", ["27,773;\n", "1,25;\n", "1.170;\n2.340;\n"])
def test_a_locale_that_was_given_is_not_advised(tmp_path: Path, cells: str) -> None:
    report = judge(tmp_path, DECIMALS, "a;b\n" + cells, locale="id")
    remedies = [tally.rule.remedy.en for tally in report.tallies]
    assert not any("--locale id" in remedy for remedy in remedies)
