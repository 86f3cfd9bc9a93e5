"""A finding is known again by its file, rule, field and key, wherever its row stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.fingerprints import fingerprinted
from statx.results.findings import Finding, Rule
from statx.results.report import Report

from .runs import BLANK, NOT_A_NUMBER, TWICE, WRONG_NIK

KEYED = Report("data/x.csv", "x", labels=("kode", "tahun", "nilai"), key=("kode", "tahun"))
KEYLESS = replace(KEYED, key=())

Found = tuple[Rule, tuple[str, ...]]
RULES = st.sampled_from([NOT_A_NUMBER, TWICE, BLANK, WRONG_NIK])
RECORDS = st.tuples(
    st.sampled_from("ab"), st.sampled_from(["2023", "2024"]), st.sampled_from("xyz")
)
TABLES = st.lists(st.tuples(RULES, RECORDS))


@pytest.mark.parametrize("report", [KEYED, KEYLESS], ids=["keyed", "keyless"])
@given(orders=TABLES.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_data_in_another_order_have_the_same_fingerprints(
    report: Report, orders: tuple[list[Found], list[Found]]
) -> None:
    first, second = (fingerprints(report, found) for found in orders)
    assert sorted(first) == sorted(second)


@pytest.mark.parametrize("report", [KEYED, KEYLESS], ids=["keyed", "keyless"])
@given(found=TABLES)
def test_no_two_findings_have_the_same(report: Report, found: list[Found]) -> None:
    assert len(set(fingerprints(report, found))) == len(found)


@pytest.mark.parametrize(
    ("rule", "report", "same"),
    [
        pytest.param(NOT_A_NUMBER, KEYED, True, id="outside-the-key"),
        pytest.param(NOT_A_NUMBER, KEYLESS, False, id="no-key-known"),
        pytest.param(
            NOT_A_NUMBER, replace(KEYED, key=("kode", "bulan")), False, id="key-not-in-the-file"
        ),
        pytest.param(WRONG_NIK, KEYLESS, True, id="confidential"),
    ],
)
def test_a_value_corrected_in_part_is_the_same_finding_where_the_key_is_known(
    rule: Rule,
    report: Report,
    same: bool,
) -> None:
    before, after = (fingerprints(report, [(rule, ("a", "2024", value))]) for value in ("x", "y"))
    assert (before == after) is same


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            (replace(KEYED, place="data/y.csv"), NOT_A_NUMBER, ("a", "2024", "x")), id="file"
        ),
        pytest.param((KEYED, replace(NOT_A_NUMBER, field="nilai"), ("a", "2024", "x")), id="field"),
        pytest.param((KEYED, replace(NOT_A_NUMBER, code="minimum"), ("a", "2024", "x")), id="rule"),
        pytest.param(
            (KEYED, replace(NOT_A_NUMBER, reference=("ref", ("k",))), ("a", "2024", "x")),
            id="reference",
        ),
        pytest.param((KEYED, NOT_A_NUMBER, ("b", "2024", "x")), id="key"),
    ],
)
def test_another_file_field_rule_or_key_is_another_finding(
    other: tuple[Report, Rule, tuple[str, ...]],
) -> None:
    report, rule, cells = other
    assert fingerprints(report, [(rule, cells)]) != fingerprints(
        KEYED, [(NOT_A_NUMBER, ("a", "2024", "x"))]
    )


def test_the_same_file_named_in_another_way_is_the_same_finding() -> None:
    found: list[Found] = [(NOT_A_NUMBER, ("a", "2024", "x"))]
    assert fingerprints(replace(KEYED, place="./data\\x.csv"), found) == fingerprints(KEYED, found)


def fingerprints(report: Report, found: list[Found]) -> list[str]:
    findings = [
        Finding(rule, row=row, line=row, cells=cells)
        for row, (rule, cells) in enumerate(found, start=2)
    ]
    return [fingerprint for _, fingerprint in fingerprinted(findings, report)]
