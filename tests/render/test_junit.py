"""JUnit XML: only what junit-10.xsd allows, passes beside failures, nothing XML forbids."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest

from statx.render.junit import PLACES, render
from statx.render.options import RenderOptions
from statx.results.findings import Finding, Tally
from statx.results.report import Checked, Report, Run
from statx.texts import LANGUAGES, Language, verbatim

from .runs import BLANK, CLEAN, DIRTY, NAME, NOT_A_NUMBER, RUNS, TWICE, UNKNOWN_REGION


@dataclass(frozen=True)
class Element:
    """What the schema allows in one element."""

    required: frozenset[str]
    optional: frozenset[str]
    children: frozenset[str]
    text: bool = False


def element(
    required: str = "", optional: str = "", children: str = "", *, text: bool = False
) -> Element:
    return Element(
        frozenset(required.split()), frozenset(optional.split()), frozenset(children.split()), text
    )


SCHEMA = {
    "testsuites": element(optional="name time tests failures errors", children="testsuite"),
    "testsuite": element(
        required="name tests failures errors",
        optional="group time skipped timestamp hostname id package file log url",
        children="testsuite properties testcase system-out system-err",
    ),
    "properties": element(children="property"),
    "property": element(required="name value"),
    "testcase": element(
        required="name",
        optional="time classname group",
        children=(
            "skipped error failure rerunFailure rerunError flakyFailure flakyError system-out"
            " system-err"
        ),
    ),
    "failure": element(optional="type message", text=True),
    "error": element(optional="type message", text=True),
    "skipped": element(optional="type message", text=True),
    "system-out": element(text=True),
}
TIME = re.compile(r"(([0-9]{0,3},)*[0-9]{3}|[0-9]{0,3})*(\.[0-9]*)?")
KINDS = tuple(
    Checked(code, verbatim(code))
    for code in (
        "header",
        "shape",
        "cells",
        "number-style",
        "primary-key",
        "unique",
        "unique-key",
        "foreign-key",
        "region-name",
        "row-rules",
        "totals",
    )
)


def junit(run: Run, setting: RenderOptions | None = None) -> ET.Element:
    return ET.fromstring("".join(render(run, setting or RenderOptions("en"))).encode())  # noqa: S314  our own


def names(root: ET.Element) -> set[str]:
    """The first word of the names of the tests that passed."""
    return {test.attrib["name"].split()[0] for test in root.iter("testcase") if not len(test)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RUNS)
def test_every_element_and_attribute_is_one_that_the_schema_knows(
    name: str, language: Language
) -> None:
    for part in junit(
        RUNS[name], RenderOptions(language, version="1.2.3", started=datetime.now(UTC))
    ).iter():
        allowed = SCHEMA[part.tag]
        assert allowed.required <= set(part.attrib) <= allowed.required | allowed.optional
        assert {child.tag for child in part} <= allowed.children
        assert allowed.text or not (part.text or "").strip()
        assert TIME.fullmatch(part.attrib.get("time", ""))


@pytest.mark.parametrize("name", RUNS)
def test_the_counts_are_those_of_the_tests(name: str) -> None:
    root = junit(RUNS[name])
    for suite in [root, *root]:
        for mark, counted in (("testcase", "tests"), ("failure", "failures"), ("error", "errors")):
            assert len(list(suite.iter(mark))) == int(suite.attrib[counted])
    assert all(len(list(suite.iter("skipped"))) == int(suite.attrib["skipped"]) for suite in root)


@pytest.mark.parametrize("name", RUNS)
def test_no_two_tests_have_the_same_name(name: str) -> None:
    tests = [
        (test.attrib["classname"], test.attrib["name"])
        for test in junit(RUNS[name]).iter("testcase")
    ]
    assert len(tests) == len(set(tests))


def test_a_failure_says_how_often_and_where_first() -> None:
    failure = next(
        part
        for part in junit(RUNS["dirty"]).iter("failure")
        if part.attrib["type"] == "foreign-key"
    )
    assert failure.attrib["message"] == "1,237 errors: The region code is not in the code list."
    lines = (failure.text or "").splitlines()
    assert lines[1].startswith(
        'data/masuk/kemiskinan_2024.csv:5:1: row 5: "1301" · did you mean 13.09'
    )
    assert "… and 1,233 more" in lines


def test_no_more_than_the_first_places_are_listed() -> None:
    findings = tuple(Finding(BLANK, row=row, line=row) for row in range(2, PLACES + 5))
    run = Run((Report("x.csv", "x", rows=50, tallies=(Tally(BLANK, len(findings), findings),)),))
    text = next(junit(run).iter("failure")).text or ""
    assert text.count("x.csv:") == PLACES
    assert "… and 3 more" in text


@pytest.mark.parametrize("kind", [checked.code for checked in KINDS])
def test_every_kind_but_the_one_that_failed_is_a_passed_test(kind: str) -> None:
    of_another_code = replace(TWICE, code="brand-new", type="brand-new")
    tally = Tally(of_another_code, 1, (Finding(of_another_code, row=2),), check=kind)
    report = replace(CLEAN, checked=KINDS, tallies=(tally,))
    assert names(junit(Run((report,)))) == {checked.code for checked in KINDS} - {kind}


def test_nothing_is_called_passed_where_no_kind_that_is_listed_found_the_error() -> None:
    report = replace(CLEAN, checked=KINDS, tallies=(Tally(TWICE, 1, ()),))
    assert names(junit(Run((report,)))) == set()


def test_a_warning_is_skipped_and_its_kind_passes() -> None:
    root = junit(
        Run((replace(CLEAN, checked=KINDS, tallies=(Tally(NAME, 1, (Finding(NAME, row=2),)),)),))
    )
    assert len(list(root.iter("skipped"))) == 1
    assert "region-name" in names(root)


def test_a_table_without_verdict_is_one_error_and_no_passes() -> None:
    suites = junit(RUNS["many"]).findall("testsuite")
    for suite, kind in ((suites[2], "unreadable"), (suites[3], "nothing-checked")):
        assert [part.attrib["type"] for part in suite.iter("error")] == [kind]
        assert names(suite) == set()


@pytest.mark.parametrize(
    "illegal", ["\x00", "\x0b", "\x1b", "\ufffe", "\uffff", "\ud800", "\x85", "]]>", "<&\"'"]
)
def test_no_character_from_a_file_can_break_the_document(illegal: str) -> None:
    rule = replace(NOT_A_NUMBER, field=f"f{illegal}", says=verbatim(f"s{illegal}"))
    finding = Finding(rule, 2, 2, 1, 1, f"c{illegal}", hint=verbatim(f"h{illegal}"))
    root = junit(
        Run((replace(DIRTY, place=f"p{illegal}.csv", tallies=(Tally(rule, 1, (finding,)),)),))
    )
    assert len(list(root.iter("failure"))) == 1


def test_foreign_keys_of_one_field_are_told_apart_by_where_they_refer_to() -> None:
    rules = [
        replace(UNKNOWN_REGION, reference=(resource, ("kode",)))
        for resource in ("wilayah", "pulau")
    ]
    root = junit(Run((replace(DIRTY, tallies=tuple(Tally(rule, 1, ()) for rule in rules)),)))
    failed = {test.attrib["name"] for test in root.iter("testcase") if len(test)}
    assert failed == {"foreign-key → wilayah", "foreign-key → pulau"}


def test_a_suite_says_when_it_began_if_that_is_known() -> None:
    started = datetime(2024, 7, 1, 8, 30, 5, tzinfo=UTC)
    assert (
        junit(RUNS["clean"], RenderOptions(started=started))[0].attrib["timestamp"]
        == "2024-07-01T08:30:05"
    )
    assert "timestamp" not in junit(RUNS["clean"])[0].attrib
