"""The samples.

A good one passes without a word, a bad one is refused for exactly the reason that its name gives.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import frictionless
import pytest

from statx.checks import words as words_of_families
from statx.checks.cells import code_of
from statx.config import Config
from statx.errors import UnreadableError
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.registry.fields import Field, RowRule
from statx.registry.schema import Schema
from statx.results.findings import Severity
from statx.results.report import Report
from statx.results.rule_words import RuleWords
from statx.sources.targets import targets
from statx.tables import header_words
from statx.tables.csv.errors import (
    IRREGULAR_CSV,
    LoneReturnError,
    MixedNewlineError,
    NulByteError,
    OpenQuoteError,
    StrayQuoteError,
)
from statx.tables.errors import BadEncodingError, BinaryFileError, EmptyFileError

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
CATALOG = Catalog(ROOT / "schemas")
SCHEMAS = {schema.name: schema for schema in CATALOG.schemas()}

GOOD = sorted(SAMPLES.glob("[!_]*/good/*.csv"))
BAD = sorted(SAMPLES.glob("[!_]*/bad/*.csv"))
CHECKS = sorted(SAMPLES.glob("_checks/*/data.*"))
FALSE_ALARMS = sorted(SAMPLES.glob("*/refused_by_*/*.csv"))

PROVEN_ELSEWHERE = ("disclosure", "sheets")
"""Families that are asked before a release, and of sheets that a recipe reads: `_intake`."""


def rules_of_families() -> dict[str, RuleWords]:
    """By code, those of every family whose checks are asked when data is judged."""
    rules: dict[str, RuleWords] = {}
    for module in iter_modules(words_of_families.__path__):
        if module.name not in PROVEN_ELSEWHERE:
            words = import_module(f"{words_of_families.__name__}.{module.name}")
            rules |= getattr(words, "RULES", {})

    return rules


RULES = rules_of_families()
ONLY_WARNED = {
    "no-rows",
    *(code for code, words in RULES.items() if words.severity is Severity.WARNING),
    *(rule.id for schema in SCHEMAS.values() for rule in schema.rules if rule.is_warning),
}
"""Codes that do not fail the data."""
UNREADABLE: dict[str, type[UnreadableError]] = {
    "bad-encoding": BadEncodingError,
    "binary": BinaryFileError,
    "empty": EmptyFileError,
    "lone-return": LoneReturnError,
    "mixed-newline": MixedNewlineError,
    "nul": NulByteError,
    "open-quote": OpenQuoteError,
    "stray-quote": StrayQuoteError,
}
TOO_LARGE_FOR_A_SAMPLE = {"long-record"}


def sample_id(path: Path) -> str:
    return path.relative_to(SAMPLES).with_suffix("").as_posix()


def schema_of(path: Path) -> Schema:
    return SCHEMAS[path.relative_to(SAMPLES).parts[0]]


def schema_beside(path: Path) -> str:
    """What `--schema` would name: a schema of the registry, or the one in the sample's folder."""
    own = path.with_name("schema.json")
    return str(own) if own.is_file() else schema_of(path).name


def reasons_of(path: Path) -> set[str]:
    """The codes that a bad sample's name gives."""
    return set((path.parent.name if path.stem == "data" else path.stem).split("+"))


@cache
def judged(path: Path, schema: str = "") -> Report:
    [target] = targets(
        [path],
        DataOptions(schema=schema),
        CATALOG,
        Config(),
    )
    return judge_target(target, CATALOG, ReportOptions())


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes_of(report: Report) -> set[str]:
    return {tally.rule.code for tally in report.tallies}


# ---- what passes ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", GOOD, ids=sample_id)
def test_a_good_sample_passes_without_a_finding_or_a_remark(path: Path) -> None:
    report = judged(path, schema_of(path).name)
    assert (report.exit_code, report.tallies, report.remarks) == (0, (), ())


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_header_of_a_good_sample_is_enough_to_find_its_schema(name: str) -> None:
    first = min((SAMPLES / name / "good").glob("*.csv"))
    found = judged(first).schema

    assert found is not None
    assert found.ref == SCHEMAS[name].ref


@pytest.fixture(scope="session")
def package() -> frictionless.Package:
    """All good samples beside the code lists that they refer to."""
    lists = [
        _resource(path, path.stem, path.with_suffix(".json"))
        for path in ROOT.glob("schemas/reference/*.csv")
    ]
    samples = [_resource(path, resource_name(path), ROOT / _schema_path(path)) for path in GOOD]
    return frictionless.Package.from_descriptor(
        {"name": "samples", "resources": lists + samples}, basepath=str(ROOT)
    )


def _resource(path: Path, name: str, schema: Path) -> dict[str, Any]:
    return {
        "name": name,
        "path": path.relative_to(ROOT).as_posix(),
        "schema": json.loads(schema.read_bytes()),
    }


def _schema_path(path: Path) -> str:
    return f"schemas/{schema_of(path).name}/{schema_of(path).version}.json"


def resource_name(path: Path) -> str:
    return f"{schema_of(path).name}-{path.stem}"


@pytest.mark.parametrize("path", GOOD, ids=sample_id)
def test_a_good_sample_passes_frictionless_too(path: Path, package: frictionless.Package) -> None:
    report = package.get_resource(resource_name(path)).validate()
    assert report.flatten(["type", "rowNumber", "fieldName", "note"]) == []


@pytest.mark.parametrize(
    ("name", "province", "population", "regions"),
    [
        pytest.param("sumatera_barat_2024_s2", "13", 5_820_359, 20, id="Sumatera Barat"),
        pytest.param("jawa_timur_2024_s2", "35", 41_919_906, 39, id="Jawa Timur"),
    ],
)
def test_the_real_population_is_that_of_dkb_semester_2_2024(
    name: str, province: str, population: int, regions: int
) -> None:
    with (SAMPLES / "kependudukan_penduduk" / "good" / f"{name}.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        both = {
            row["kode_wilayah"]: int(row["jumlah"])
            for row in csv.DictReader(file)
            if row["jenis_kelamin"] == "T"
        }

    assert (both[province], sum(both.values()), len(both)) == (population, 2 * population, regions)


@pytest.mark.parametrize("path", FALSE_ALARMS, ids=sample_id)
def test_what_a_version_refused_wrongly_passes_now(path: Path) -> None:
    version = path.parent.name.removeprefix("refused_by_")
    refused = judged(path, f"{schema_of(path).name}@{version}")
    passing = [row for good in GOOD if schema_of(good) is schema_of(path) for row in rows_of(good)]

    assert codes_of(refused) == reasons_of(path)
    for row in rows_of(path):
        assert any(row.items() <= good.items() for good in passing), row


# ---- what does not -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", BAD, ids=sample_id)
def test_a_bad_sample_breaks_exactly_what_its_name_says(path: Path) -> None:
    report = judged(path, schema_of(path).name)
    assert (codes_of(report), report.error) == (reasons_of(path), None)


@pytest.mark.parametrize("path", CHECKS, ids=sample_id)
def test_a_sample_of_a_check_breaks_exactly_what_its_folder_says(path: Path) -> None:
    report = judged(path, schema_beside(path))
    assert (codes_of(report), report.error) == (reasons_of(path), None)


@pytest.mark.parametrize("path", [*BAD, *CHECKS], ids=sample_id)
def test_a_bad_sample_fails_unless_its_fault_is_only_warned_of(path: Path) -> None:
    report = judged(path, schema_beside(path))
    assert report.valid == (reasons_of(path) <= ONLY_WARNED)


@pytest.mark.parametrize(("name", "error"), UNREADABLE.items(), ids=UNREADABLE)
def test_an_unreadable_sample_is_refused_by_name(name: str, error: type[UnreadableError]) -> None:
    [refused] = targets(
        [SAMPLES / "_unreadable" / f"{name}.csv"],
        DataOptions(schema="kemiskinan"),
        CATALOG,
        Config(),
    )

    assert type(judge_target(refused, CATALOG, ReportOptions()).error) is error


BROKEN_RULES = [
    (path, rule) for path in BAD for rule in schema_of(path).rules if rule.id == path.stem
]


@pytest.mark.parametrize(
    ("path", "rule"), BROKEN_RULES, ids=[sample_id(path) for path, _ in BROKEN_RULES]
)
def test_a_broken_rule_fails_as_a_row_constraint_of_frictionless_on_the_same_rows(
    path: Path, rule: RowRule
) -> None:
    schema = {**schema_of(path).descriptor, "foreignKeys": []}
    lone = {"name": "sample", "path": path.relative_to(ROOT).as_posix(), "schema": schema}
    constraint = frictionless.Check.from_descriptor(
        {"type": "row-constraint", "formula": rule.formula.text}
    )
    resource = frictionless.Resource.from_descriptor(lone, basepath=str(ROOT))
    report = resource.validate(frictionless.Checklist(checks=[constraint]))
    [tally] = judged(path, schema_of(path).name).tallies

    assert report.flatten(["type", "rowNumber"]) == [
        ["row-constraint", found.row] for found in tally.findings
    ]


# ---- nothing is left out -------------------------------------------------------------------------


def test_every_schema_has_a_good_sample() -> None:
    assert {schema_of(path).name for path in GOOD} == set(SCHEMAS)


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_whatever_a_schema_asks_has_a_bad_sample(schema: Schema) -> None:
    shown = _reasons(path for path in BAD if schema_of(path) is schema)
    assert _asked(schema) - shown == set()


def test_whatever_any_check_can_say_has_a_sample() -> None:
    assert _codes() - _reasons([*BAD, *CHECKS]) == set()


def test_every_way_in_which_a_csv_is_irregular_has_a_sample() -> None:
    assert set(IRREGULAR_CSV) - TOO_LARGE_FOR_A_SAMPLE <= set(UNREADABLE)


def test_no_unreadable_sample_is_left_untested() -> None:
    assert {path.stem for path in (SAMPLES / "_unreadable").iterdir()} == set(UNREADABLE)


def _reasons(paths: Iterable[Path]) -> set[str]:
    return {reason for path in paths for reason in reasons_of(path)}


def _asked(schema: Schema) -> set[str]:
    """The codes of all that a schema asks of a table in particular."""
    codes = {"primary-key"}
    codes |= {rule.id for rule in schema.rules}
    codes |= {total.id for total in schema.totals}
    if schema.foreign_keys:
        codes.add("foreign-key")
    if schema.coverage:
        codes.add("coverage")

    for field in schema.fields:
        codes |= _asked_of(field)
    return codes


def _asked_of(field: Field) -> set[str]:
    codes = {code_of(name) for name in field.constraints}
    if field.type != "string":
        codes.add("type-error")
    if field.decimals is not None:
        codes.add("decimals")
    if field.name_of:
        codes.add("region-name")
    if field.region and _may_be_mixed_up(field.region.level):
        codes.add("code-system")
    return codes


@cache
def _may_be_mixed_up(level: str) -> bool:
    """Whether some code of that level is the code of another region in the other system."""
    regions = CATALOG.regions
    return any(
        regions.same_digits(region.code, "kemendagri")
        for region in regions.all
        if region.level == level
    )


def _codes() -> set[str]:
    """All codes that a check can say of any table; ids of rules and totals are the schemas'."""
    return {*header_words.RULES, *RULES}
