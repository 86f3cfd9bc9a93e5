"""Labels and fields.

By name wherever it stands, then by spelling, and by position only where nothing else tells.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.registry.schema import Schema
from statx.tables.header import match_header
from statx.tables.label_pairing import pair_labels
from tests.verdicts import CATALOG, found, judge

POVERTY = CATALOG.schema("kemiskinan")
NAMES = POVERTY.names


def codes(labels: tuple[str, ...]) -> list[tuple[str, str, str | None]]:
    """(code, field, label) of all that is said of a header for the table of poverty."""
    tallies = match_header(labels, POVERTY).tallies
    findings = [finding for tally in tallies for finding in tally.findings]
    return [(each.rule.code, each.rule.field, each.label) for each in findings]


@pytest.mark.parametrize("position", range(len(NAMES) + 1))
def test_one_column_too_many_is_said_once_wherever_it_stands(position: int) -> None:
    labels = (*NAMES[:position], "no", *NAMES[position:])
    assert codes(labels) == [("extra-label", "", "no")]


@pytest.mark.parametrize("name", NAMES)
def test_one_column_too_few_is_said_once_whichever_it_is(name: str) -> None:
    labels = tuple(label for label in NAMES if label != name)
    assert codes(labels) == [("missing-label", name, "")]


@given(st.permutations(["no", "sumber", *NAMES]))
def test_nothing_that_has_its_name_is_told_to_be_renamed(labels: list[str]) -> None:
    said = codes(tuple(labels))
    assert {code for code, _, _ in said} <= {"extra-label", "label-order"}
    assert [label for code, _, label in said if code == "extra-label"] == [
        label for label in labels if label not in NAMES
    ]


def test_an_extra_column_is_named_and_the_data_is_judged_by_name(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}
    report = judge(tmp_path, schema, "no,a,b\n1,2,x\n2,y,x\n")

    assert found(report) == [("extra-label", None, ""), ("type-error", 3, "a")]
    assert report.tallies[0].rule.says.en == "an extra column: no"


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Kode Wilayah", "kode_wilayah"),
        ("KODE-WILAYAH", "kode_wilayah"),
        ("kodewilayah", "kode_wilayah"),
        ("P0", "p0"),
        ("gk", "garis_kemiskinan"),
        ("garis_kemiskinn", "garis_kemiskinan"),
        ("Persentase penduduk miskin (P0)", "p0"),
    ],
)
def test_another_spelling_is_proposed_as_a_rename(label: str, name: str) -> None:
    labels = tuple(label if field == name else field for field in reversed(NAMES))
    pairing = pair_labels(labels, POVERTY)

    position = labels.index(label)

    assert pairing.pairs[position].name == name
    assert position in pairing.respelt


@pytest.mark.parametrize("label", ["p3", "bulan_2", "catatan", "x", ""])
def test_what_names_nothing_is_no_other_spelling(label: str) -> None:
    assert pair_labels((label, *NAMES[:-1]), POVERTY).respelt == frozenset()


def test_respelt_columns_are_judged_as_what_they_are(tmp_path: Path) -> None:
    schema = {"fields": [{"name": "kode"}, {"name": "jumlah", "type": "integer"}]}
    report = judge(tmp_path, schema, "Jumlah,Kode\nx,a\n")

    assert found(report) == [
        ("incorrect-label", None, "jumlah"),
        ("incorrect-label", None, "kode"),
        ("label-order", None, ""),
        ("type-error", 2, "jumlah"),
    ]


ABC = Schema.parse({"fields": [{"name": name} for name in "abc"]}, source="test")


@pytest.mark.parametrize(
    ("labels", "fields"),
    [
        ("a,x,c", "a,b,c"),
        ("a,a,c", "a,b,c"),
        ("b,b,c", "a,b,c"),
        ("x,a,c", "-,a,c"),
        ("a,x,b", "a,-,b"),
        ("x,y", "a,b"),
        ("b,x", "b,-"),
    ],
    ids=str,
)
def test_the_position_counts_where_no_name_stands_elsewhere(labels: str, fields: str) -> None:
    names = tuple(labels.split(","))
    pairs = pair_labels(names, ABC).pairs
    paired = [pairs[at].name if at in pairs else "-" for at in range(len(names))]

    assert ",".join(paired) == fields


def test_a_column_of_another_spelling_is_named_where_the_order_is_free() -> None:
    free = Schema.parse(
        {"fields": [{"name": "kode"}, {"name": "nama"}], "fieldsMatch": "subset"}, source="test"
    )
    [tally] = match_header(("Nama", "kode"), free).tallies
    [finding] = tally.findings

    assert finding.hint is not None
    assert (finding.rule.code, finding.hint.en) == ("missing-label", "it may be the column Nama")
