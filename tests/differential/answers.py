"""How an entry of the list answers for what differs in a case.

It takes that away from both verdicts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from tests.differential.oracle import Case, Entry, Verdict, cells_of, labels_of

Both = tuple[Verdict, Verdict]
Answer = Callable[[Case, Verdict, Verdict], Both]
KEYS = frozenset({"primary-key", "unique-error", "foreign-key"})
COMPARED = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum"})
"""Constraints that compare a value with others."""
OF_CELLS = frozenset({"type-error", "constraint-error", "blank-row"})


def nothing(_case: Case, theirs: Verdict, ours: Verdict) -> Both:
    """This difference explains nothing by rule."""
    return theirs, ours


def where(differs: Callable[[Mapping[str, Any], str], bool]) -> Answer:
    """Cells of a field for which this holds.

    What is said of them, and of the keys they stand in, may differ.
    """

    def answers(case: Case, theirs: Verdict, ours: Verdict) -> Both:
        fields = {field["name"]: field for field in case.schema["fields"]}
        excused = {at for at, cell in cells_of(case).items() if differs(fields[at[1]], cell)}
        names = {name for _, name in excused}
        rows = {row for row, _ in excused}
        in_keys = bool(names & key_names(case.schema))

        def is_excused(entry: Entry) -> bool:
            type_, row, name = entry
            if type_ in KEYS:
                return in_keys
            if type_ == "blank-row":
                return row in rows
            return type_ in OF_CELLS and (row, name) in excused

        return without(theirs, is_excused), without(ours, is_excused)

    return answers


def whole(applies: Callable[[Case, Verdict, Verdict], bool]) -> Answer:
    """The whole case: past this point there is nothing to compare."""

    def answers(case: Case, theirs: Verdict, ours: Verdict) -> Both:
        if applies(case, theirs, ours):
            return Counter(), Counter()
        return theirs, ours

    return answers


def without(verdict: Verdict, excused: Callable[[Entry], bool]) -> Verdict:
    """The entries that are not excused."""
    return Counter({entry: number for entry, number in verdict.items() if not excused(entry)})


def has(verdict: Verdict, type_: str) -> bool:
    """Whether an error of this type is among them."""
    return any(found == type_ for found, _, _ in verdict)


def empty_key_parts(case: Case, theirs: Verdict, ours: Verdict) -> Both:
    """Rows in which a part of the primary key is empty, or not there as the row is too short.

    What is said of the key there may differ.
    """
    key = case.schema.get("primaryKey", ())
    names = {key} if isinstance(key, str) else set(key)
    empty = missing_of(case.schema)

    cells = cells_of(case)
    rows = set()
    for row, _ in cells:
        parts = [cells.get((row, name)) for name in names]
        if any(part is None or part in empty for part in parts):
            rows.add(row)

    def is_excused(entry: Entry) -> bool:
        type_, row, _ = entry
        return type_ == "primary-key" and row in rows

    return without(theirs, is_excused), without(ours, is_excused)


def missing_of(schema: Mapping[str, Any]) -> set[str]:
    """All texts that are a missing value of the table or of one of its fields."""
    values = list(schema.get("missingValues", [""]))
    for field in schema["fields"]:
        values += field.get("missingValues", [])

    return {value["value"] if isinstance(value, dict) else value for value in values}


def labels_elsewhere(case: Case, theirs: Verdict, ours: Verdict) -> Both:
    """A header in which a name stands in another position than the schema's.

    Statx pairs it by name. Its rows are judged under other fields then, and nothing is left to
    compare.
    """
    is_exact = case.schema.get("fieldsMatch", "exact") == "exact"
    names = [field["name"] for field in case.schema["fields"]]
    labels = labels_of(case)

    in_place = {label for label, name in zip(labels, names, strict=False) if label == name}
    elsewhere = any(label in names and label not in in_place for label in labels)
    if is_exact and elsewhere and sorted(labels) != sorted(names):
        return Counter(), Counter()
    return theirs, ours


def key_names(schema: Mapping[str, Any]) -> set[str]:
    """The fields that stand in any key."""
    names = set(schema.get("primaryKey", ()))
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            names.add(field["name"])

    for key in schema.get("foreignKeys", ()):
        names.update(key["fields"], key["reference"]["fields"])
    return names


def misgrouped(field: Mapping[str, Any], cell: str) -> bool:
    """Whether a number's group marks stand otherwise than between threes of digits."""
    group, decimal = field.get("groupChar", ""), field.get("decimalChar", ".")
    if field.get("type") != "number" or not group or group not in cell:
        return False

    text = cell.strip()
    if not field.get("bareNumber", True):
        text = re.sub(r"((^[^-\d]*)|(\D*$))", "", text)

    threes = rf"[+-]?[1-9]\d{{0,2}}({re.escape(group)}\d{{3}})+({re.escape(decimal)}\d+)?"
    return group in text and not re.fullmatch(threes, text, re.ASCII)


def beyond_digits(field: Mapping[str, Any], cell: str) -> bool:
    """Whether a number would take more than a thousand digits to be written out."""
    exponent = re.search(r"[eE][+-]?([0-9]+)", cell)
    return field.get("type") == "number" and exponent is not None and int(exponent[1]) > 900


def half_matched(field: Mapping[str, Any], cell: str) -> bool:
    """Whether Frictionless's reading of the pattern and the whole-text reading differ."""
    pattern = field.get("constraints", {}).get("pattern")
    if pattern is None:
        return False

    theirs = re.match(f"^{pattern}$", cell)
    ours = re.fullmatch(pattern, cell)
    return bool(theirs) != bool(ours)


def falls_over(field: Mapping[str, Any], cell: str) -> bool:
    """Comparing these ends in an exception."""
    compared = COMPARED & set(field.get("constraints", {}))
    if field.get("type") in ("time", "datetime"):
        return bool(compared)
    return field.get("type") == "number" and "snan" in cell.lower()
