"""What is wrong with what Table Schema cannot say: a schema's part under `statx`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from statx.registry import words
from statx.registry.bounds import is_number
from statx.registry.formula import Formula, FormulaError
from statx.registry.history import history_faults
from statx.registry.shapes import are_names, as_names
from statx.results.classification import CLASSIFICATIONS
from statx.texts import Text, verbatim

OBJECTS = ("en", "example")
LISTS = ("sources", "rules", "totals", "coverage")
NUMERIC = ("integer", "number")
LEVELS = ("kabupaten_kota", "kecamatan", "desa")
SEVERITIES = ("error", "warning")
LARGEST_TOLERANCE = 10**12


def statx_faults(statx: object, fields: list[object], known: set[str]) -> Iterator[Text]:
    """Everything that is wrong with the `statx` part of a table whose fields are `known`."""
    if not isinstance(statx, Mapping):
        yield words.NOT_AN_OBJECT.fill(name="statx")
        return

    classification = statx.get("classification", CLASSIFICATIONS[0])
    if classification not in CLASSIFICATIONS:
        yield words.NONE_OF.fill(
            name="statx.classification",
            value=classification,
            known=", ".join(CLASSIFICATIONS),
        )

    of_shapes = list(_of_shapes(statx))
    yield from of_shapes
    if of_shapes:  # what has another shape cannot be looked into
        return

    described = [field for field in fields if isinstance(field, Mapping)]
    yield from _of_region_names(described, known)
    yield from history_faults(statx, known)

    for rule in statx.get("rules", ()):
        yield from _of_rule(rule, known)

    numeric = {str(field.get("name")) for field in described if field.get("type") in NUMERIC}
    for total in statx.get("totals", ()):
        yield from _of_total(total, known, numeric)

    coded = {str(field.get("name")) for field in described if _has_region_codes(field)}
    for coverage in statx.get("coverage", ()):
        yield from _of_coverage(coverage, known, coded)


def _of_shapes(statx: Mapping[str, object]) -> Iterator[Text]:
    for name in OBJECTS:
        if not isinstance(statx.get(name, {}), Mapping):
            yield words.NOT_AN_OBJECT.fill(name=f"statx.{name}")

    for name in LISTS:
        if not isinstance(statx.get(name, []), list):
            yield words.NOT_A_LIST.fill(name=f"statx.{name}")


def _of_region_names(fields: list[Mapping[str, object]], known: set[str]) -> Iterator[Text]:
    """`regionNameOf` speaks of another field."""
    for field in fields:
        statx = field.get("statx")
        named = statx.get("regionNameOf", "") if isinstance(statx, Mapping) else ""
        if named == "":
            continue

        if not isinstance(named, str) or named not in known:
            yield words.UNKNOWN_FIELD.fill(
                name="statx.regionNameOf",
                value=named,
            )


# ---- rules ---------------------------------------------------------------------------------------


def _of_rule(rule: object, known: set[str]) -> Iterator[Text]:
    if not isinstance(rule, Mapping) or not isinstance(rule.get("formula"), str):
        yield words.NO_FORMULA
        return

    for fault in _of_described_rule(rule, known):
        yield words.RULE.fill(
            id=rule.get("id"),
            fault=fault,
        )


def _of_described_rule(rule: Mapping[str, object], known: set[str]) -> Iterator[Text]:
    if not isinstance(rule.get("en", {}), Mapping):
        yield words.ENGLISH_IS_NO_OBJECT

    try:
        names = Formula.parse(str(rule["formula"])).names
    except FormulaError as error:
        yield words.NOT_UNDERSTOOD.fill(part=verbatim(error))
        return

    yield from _unknown_names(names, known)
    if not names:
        yield words.SPEAKS_OF_NO_FIELD


# ---- totals --------------------------------------------------------------------------------------


def _of_total(total: object, known: set[str], numeric: set[str]) -> Iterator[Text]:
    if not isinstance(total, Mapping) or "fields" not in total:
        yield words.NO_TOTAL
        return

    if not isinstance(total.get("id"), str) or not isinstance(total.get("over"), str):
        yield words.NO_TOTAL
        return

    for fault in _of_described_total(total, known, numeric):
        yield words.TOTAL.fill(
            id=total["id"],
            fault=fault,
        )


def _of_described_total(
    total: Mapping[str, object], known: set[str], numeric: set[str]
) -> Iterator[Text]:
    if total.get("by") != "region" and not _has_parts(total):
        yield words.NO_PARTS

    if not isinstance(total.get("en", {}), Mapping):
        yield words.ENGLISH_IS_NO_OBJECT

    tolerance = total.get("tolerance", "0")
    if not _is_tolerance(tolerance):
        yield words.NO_TOLERANCE.fill(value=tolerance)

    where = total.get("where", {})
    if not isinstance(where, Mapping) or not all(map(are_names, where.values())):
        yield words.NO_CONDITION
    else:
        yield from _unknown_names(list(where), known)

    yield from _unknown_names(total["fields"], known & numeric)
    yield from _unknown_names(total["over"], known)


def _has_parts(total: Mapping[str, object]) -> bool:
    parts = total.get("parts")
    return isinstance(parts, list) and bool(parts) and "total" in total


def _is_tolerance(value: object) -> bool:
    if not is_number(value, {}):
        return False

    return 0 <= Decimal(str(value)) < LARGEST_TOLERANCE


# ---- coverage ------------------------------------------------------------------------------------


def _has_region_codes(field: Mapping[str, object]) -> bool:
    statx = field.get("statx")
    return isinstance(statx, Mapping) and "region" in statx


def _of_coverage(coverage: object, known: set[str], coded: set[str]) -> Iterator[Text]:
    if not isinstance(coverage, Mapping) or not isinstance(coverage.get("over"), str):
        yield words.NO_COVERAGE
        return

    for fault in _of_described_coverage(coverage, known, coded):
        yield words.COVERAGE.fill(
            over=coverage["over"],
            fault=fault,
        )


def _of_described_coverage(
    coverage: Mapping[str, object], known: set[str], coded: set[str]
) -> Iterator[Text]:
    if coverage["over"] not in coded:
        yield words.NO_REGION_CODES.fill(value=coverage["over"])

    if not isinstance(coverage.get("en", {}), Mapping):
        yield words.ENGLISH_IS_NO_OBJECT

    level = coverage.get("level", LEVELS[0])
    if level not in LEVELS:
        yield words.NONE_OF.fill(
            name="level",
            value=level,
            known=", ".join(LEVELS),
        )

    if not are_names(coverage.get("of", [])):
        yield words.NO_CODES

    severity = coverage.get("severity", "error")
    if severity not in SEVERITIES:
        yield words.NONE_OF.fill(
            name="severity",
            value=severity,
            known=", ".join(SEVERITIES),
        )

    yield from _unknown_names(coverage.get("per", []), known)


def _unknown_names(names: object, known: set[str]) -> Iterator[Text]:
    """Names of fields that there are not."""
    if not are_names(names):
        yield words.NO_FIELD_NAMES
        return

    for name in as_names(names):
        if name not in known:
            yield words.NO_FIELD_NAMED.fill(value=name)
