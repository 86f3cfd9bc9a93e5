"""What is wrong with what a schema says of disclosure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from statx.registry import disclosure_words, words
from statx.registry.disclosure import Counted, Kind
from statx.registry.shapes import are_texts, is_count, value_of
from statx.texts import Text
from statx.thresholds import TOPICS

OF_TABLE = ("topic", "suppressed")
OF_KIND: Mapping[str, tuple[str, ...]] = {
    "count": ("kind", "of", "scale", "topic"),
    "magnitude": ("kind", "contributors", "largest", "second", "topic"),
    "ratio": ("kind", "numerator", "denominator", "per"),
    "none": ("kind",),
}
NEEDED: Mapping[str, tuple[str, ...]] = {"count": ("of",), "ratio": ("numerator", "denominator")}
NAMES = ("contributors", "largest", "second", "numerator", "denominator")
"""Are names of other fields, which hold numbers."""
NUMERIC = ("integer", "number")


def disclosure_faults(
    descriptor: Mapping[str, object], fields: list[Mapping[str, object]]
) -> Iterator[Text]:
    """Everything that is wrong with it, at the table and at its fields."""
    of_table = _statx_of(descriptor).get("disclosure")
    faults = list(_of_table(of_table))
    yield from faults

    numeric = {str(field.get("name")) for field in fields if field.get("type") in NUMERIC}
    for field in fields:
        declared = _statx_of(field).get("disclosure")
        if declared is None:
            continue

        for fault in _of_field(
            declared,
            field,
            numeric,
        ):
            yield _of(field, fault)

        if isinstance(of_table, Mapping) and not faults:
            yield from _of_marks(
                of_table,
                declared,
                field,
                descriptor,
            )


def _statx_of(described: Mapping[str, object]) -> Mapping[str, object]:
    statx = described.get("statx")
    return statx if isinstance(statx, Mapping) else {}


def _of(field: Mapping[str, object], fault: Text) -> Text:
    return words.OF_FIELD.fill(
        field=field.get("name"),
        fault=fault,
    )


# ---- of the table --------------------------------------------------------------------------------


def _of_table(declared: object) -> Iterator[Text]:
    if declared is None:
        return

    if not isinstance(declared, Mapping):
        yield words.NOT_AN_OBJECT.fill(name="statx.disclosure")
        return

    yield from _unknown(declared, OF_TABLE)
    yield from _none_of(
        "topic",
        declared.get("topic"),
        TOPICS,
    )

    if "suppressed" in declared and not are_texts(declared["suppressed"]):
        yield words.NOT_A_LIST_OF_TEXTS.fill(name="statx.disclosure.suppressed")


# ---- of a field ----------------------------------------------------------------------------------


def _of_field(
    declared: object, field: Mapping[str, object], numeric: Collection[str]
) -> Iterator[Text]:
    if not isinstance(declared, Mapping):
        yield words.NOT_AN_OBJECT.fill(name="statx.disclosure")
        return

    kind = declared.get("kind")
    if not isinstance(kind, str) or kind not in OF_KIND:
        yield from _none_of(
            "kind",
            kind,
            get_args(Kind),
        )
        return

    if kind != "none" and str(field.get("name")) not in numeric:
        yield disclosure_words.OF_NO_NUMBER.fill(kind=kind)

    yield from _unknown(declared, OF_KIND[kind])
    yield from _of_values(kind, declared)
    yield from _of_names(declared, numeric)


def _of_values(kind: str, declared: Mapping[str, object]) -> Iterator[Text]:
    for name in NEEDED.get(kind, ()):
        if name not in declared:
            yield disclosure_words.NEEDS.fill(
                name=name,
                kind=kind,
            )

    if "of" in declared:
        yield from _none_of(
            "of",
            declared["of"],
            get_args(Counted),
        )
    if "topic" in declared:
        yield from _none_of(
            "topic",
            declared["topic"],
            TOPICS,
        )

    for name in ("scale", "per"):
        value = declared.get(name, 1)
        if not is_count(value) or not value:
            yield disclosure_words.NO_FACTOR.fill(
                name=f"statx.disclosure.{name}",
                value=value,
            )


def _of_names(declared: Mapping[str, object], numeric: Collection[str]) -> Iterator[Text]:
    for name in NAMES:
        if name not in declared:
            continue

        value = declared[name]
        if not isinstance(value, str) or value not in numeric:
            yield disclosure_words.NO_NUMBER_NAMED.fill(
                name=f"statx.disclosure.{name}",
                value=value,
            )


def _of_marks(
    of_table: Mapping[str, object],
    declared: object,
    field: Mapping[str, object],
    descriptor: Mapping[str, object],
) -> Iterator[Text]:
    """A mark that is no missing value would be a wrong figure."""
    suppressed = of_table.get("suppressed")
    is_none = isinstance(declared, Mapping) and declared.get("kind") == "none"
    if not isinstance(suppressed, list) or is_none:
        return

    missing = field.get("missingValues", descriptor.get("missingValues", [""]))
    known = [value_of(value) for value in missing] if isinstance(missing, list) else []
    for mark in suppressed:
        if mark not in known:
            yield _of(field, disclosure_words.NO_MARK.fill(value=mark))


# ---- words ---------------------------------------------------------------------------------------


def _unknown(declared: Mapping[str, object], known: tuple[str, ...]) -> Iterator[Text]:
    for name in declared:
        if name not in known:
            yield words.NONE_OF.fill(
                name="statx.disclosure",
                value=name,
                known=", ".join(known),
            )


def _none_of(name: str, value: object, known: tuple[str, ...]) -> Iterator[Text]:
    if isinstance(value, str) and value in known:
        return

    yield words.NONE_OF.fill(
        name=f"statx.disclosure.{name}",
        value=value,
        known=", ".join(known),
    )
