"""Random schemas and dirty files for them.

Valid cells, near misses of every quirk, wrong shapes, wrong headers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from tests.differential.oracle import Case
from tests.differential.words import (
    BOUNDS,
    CELLS,
    ENUMS,
    FORMATS,
    HASHABLE,
    IN_FORMAT,
    MISSING,
    PATTERNS,
    PROPERTIES,
    Descriptor,
)


def field(name: str, types: Sequence[str] = tuple(CELLS)) -> st.SearchStrategy[Descriptor]:
    """A field of a random type with a random format, properties and constraints."""
    return st.sampled_from(types).flatmap(lambda kind: _field(name, kind))


@st.composite
def _field(draw: st.DrawFn, name: str, kind: str) -> Descriptor:
    descriptor: Descriptor = {"name": name, "type": kind}
    if kind in FORMATS and draw(st.integers(0, 3)) == 0:
        descriptor["format"] = draw(st.sampled_from(FORMATS[kind]))
    descriptor |= draw(_properties(kind))
    if draw(st.integers(0, 4)) == 0:
        descriptor["missingValues"] = draw(missing_values())
    constraints = draw(_constraints(kind, str(descriptor.get("format", "default")), descriptor))
    if constraints:
        descriptor["constraints"] = constraints
    return descriptor


def missing_values() -> st.SearchStrategy[list[Any]]:
    """Several, none, or labelled ones."""
    plain = st.lists(st.sampled_from(MISSING), max_size=3, unique=True)
    return st.one_of(
        plain,
        plain.map(lambda values: [{"value": value, "label": f"l{value}"} for value in values]),
    )


def _properties(kind: str) -> st.SearchStrategy[Descriptor]:
    return st.just({}) | st.sampled_from(PROPERTIES.get(kind, ({},)))


@st.composite
def _constraints(draw: st.DrawFn, kind: str, format_: str, descriptor: Descriptor) -> Descriptor:
    constraints: Descriptor = {}
    if draw(st.integers(0, 3)) == 0:
        constraints["required"] = True
    if kind in HASHABLE and draw(st.integers(0, 6)) == 0:
        constraints["unique"] = True
    if draw(st.booleans()):
        constraints |= draw(_of_kind(kind, format_, descriptor))
    return constraints


def _of_kind(kind: str, format_: str, descriptor: Descriptor) -> st.SearchStrategy[Descriptor]:
    kept: list[st.SearchStrategy[Descriptor]] = [
        st.just({"enum": values})
        for values in ENUMS.get(kind, ())
        if _fits(kind, format_, descriptor)
    ]
    if kind == "string":
        lengths: st.SearchStrategy[Descriptor] = st.fixed_dictionaries(
            {}, optional={"minLength": st.integers(0, 3), "maxLength": st.integers(1, 9)}
        )
        kept += [lengths, st.sampled_from(PATTERNS).map(lambda pattern: {"pattern": pattern})]
    if kind in ("array", "object", "list"):
        kept.append(
            st.fixed_dictionaries(
                {}, optional={"minLength": st.integers(0, 2), "maxLength": st.integers(1, 3)}
            )
        )
    if kind in BOUNDS:
        values = BOUNDS[kind] if _fits(kind, format_, descriptor) else (IN_FORMAT.get(format_),)
        bound = st.sampled_from([value for value in values if value is not None] or [None])
        names = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
        some = st.dictionaries(st.sampled_from(names), bound, max_size=2)
        kept.append(
            some.map(
                lambda found: {name: value for name, value in found.items() if value is not None}
            )
        )
    return st.one_of(*kept) if kept else st.just({})


def _fits(kind: str, format_: str, descriptor: Descriptor) -> bool:
    """Whether the bounds and enums written down above can be read under this format."""
    if kind == "boolean":
        return True
    if kind == "number":
        return descriptor.get("groupChar") != "." and descriptor.get("decimalChar", ".") == "."
    return format_ == "default"


@st.composite
def schema(draw: st.DrawFn, *, keys: bool = True) -> Descriptor:
    """One to four fields; a primary key, unique keys and a match mode where chance wants them."""
    names = ["a", "b", "c", "d"][: draw(st.integers(1, 4))]
    fields = [draw(field(name)) for name in names]
    descriptor: Descriptor = {"fields": fields}
    if draw(st.integers(0, 2)) == 0:
        descriptor["missingValues"] = draw(missing_values())
    if draw(st.integers(0, 2)) == 0:
        descriptor["fieldsMatch"] = draw(
            st.sampled_from(["exact", "equal", "subset", "superset", "partial"])
        )
    hashable = [each["name"] for each in fields if each["type"] in HASHABLE]
    if keys and bool(hashable) and draw(st.booleans()):
        descriptor["primaryKey"] = draw(
            st.lists(st.sampled_from(hashable), min_size=1, max_size=2, unique=True)
        )
    if keys and hashable and draw(st.integers(0, 9)) == 0:
        descriptor["uniqueKeys"] = [
            draw(st.lists(st.sampled_from(hashable), min_size=1, max_size=2, unique=True))
        ]
    return descriptor


def cell(field: Descriptor, schema: Descriptor) -> st.SearchStrategy[str]:
    """A cell as somebody might have written it into that column."""
    missing = [
        each["value"] if isinstance(each, dict) else each
        for each in field.get("missingValues") or schema.get("missingValues") or [""]
    ]
    pool = st.sampled_from(CELLS[field["type"]])
    marks = st.sampled_from([*missing, "", " NA "])
    kinds = [pool, pool, pool, marks]
    if field["type"] == "integer":
        kinds.append(st.integers(-20, 2000).map(str))
    if field["type"] == "number":
        kinds.append(st.decimals(-100, 2000, places=2).map(str))
    return st.one_of(*kinds)


@st.composite
def header(draw: st.DrawFn, names: list[str]) -> list[str]:
    """Mostly right; else a label too many, too few, blank, twice, wrong, or two swapped."""
    labels = list(names)
    match draw(st.integers(0, 11)):
        case 0:
            labels.append(draw(st.sampled_from(["x", "", "a", "a2"])))
        case 1 if len(labels) > 1:
            labels.pop()
        case 2:
            labels[draw(st.integers(0, len(labels) - 1))] = draw(
                st.sampled_from(["", "x", "A", "a", " b"])
            )
        case 3 if len(labels) > 1:
            labels.reverse()
    return labels


@st.composite
def rows(
    draw: st.DrawFn, labels: list[str], schema: Descriptor, *, most: int = 12
) -> list[list[str]]:
    """Records; some too short, too long, blank, or with missing values alone."""
    by_name = {field["name"]: field for field in schema["fields"]}
    fields = schema["fields"]
    exact = schema.get("fieldsMatch", "exact") == "exact" and sorted(labels) != sorted(by_name)
    paired = [
        (fields[at] if at < len(fields) else _ANY) if exact else by_name.get(label, _ANY)
        for at, label in enumerate(labels)
    ]
    columns = [draw(st.lists(cell(field, schema), min_size=1, max_size=4)) for field in paired]
    one = st.tuples(*(st.sampled_from(column) for column in columns)).map(list)
    found = draw(st.lists(one, max_size=most))
    for number, record in enumerate(found):
        match draw(st.integers(0, 11)):
            case 0:
                found[number] = record[: draw(st.integers(0, len(record)))]
            case 1:
                found[number] = [
                    *record,
                    *draw(st.lists(st.sampled_from(["", "x", "1"]), min_size=1, max_size=2)),
                ]
            case 2:
                found[number] = [draw(st.sampled_from(["", "-", "NA"])) for _ in record]
    return found


_ANY: Descriptor = {"name": "", "type": "any"}


def as_csv(
    records: Sequence[Sequence[str]], delimiter: str, newline: str, *, quoted: bool, ended: bool
) -> bytes:
    """Records as a file; an empty record is a blank line."""
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=delimiter,
        lineterminator=newline,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
    )
    for record in records:
        if record:
            writer.writerow(record)
        else:
            text.write(newline)
    whole = text.getvalue()
    return (whole if ended else whole.removesuffix(newline)).encode()


@st.composite
def cases(draw: st.DrawFn, most: int = 12) -> Case:
    """A whole case."""
    descriptor = draw(schema())
    labels = draw(header([field["name"] for field in descriptor["fields"]]))
    records = draw(rows(labels, descriptor, most=most))
    delimiter = draw(st.sampled_from([",", ";"]))
    reference_schema: Descriptor | None = None
    reference = b""
    match draw(st.integers(0, 5)):
        case 0:
            reference_schema, reference = draw(_reference(descriptor, delimiter))
        case 1:
            names = _key_names(draw, descriptor)
            if names:
                descriptor["foreignKeys"] = [
                    {"fields": names, "reference": {"resource": "", "fields": names[::-1]}}
                ]
    data = as_csv(
        [labels, *records],
        delimiter,
        draw(st.sampled_from(["\n", "\r\n"])),
        quoted=draw(st.booleans()),
        ended=draw(st.booleans()),
    )
    return Case(descriptor, data, delimiter, reference_schema, reference)


def _key_names(draw: st.DrawFn, descriptor: Descriptor) -> list[str]:
    hashable = [field["name"] for field in descriptor["fields"] if field["type"] in HASHABLE]
    return (
        draw(st.lists(st.sampled_from(hashable), min_size=1, max_size=2, unique=True))
        if hashable
        else []
    )


@st.composite
def _reference(
    draw: st.DrawFn, descriptor: Descriptor, delimiter: str
) -> tuple[Descriptor | None, bytes]:
    """Another table, and a foreign key to it from fields of the same or of another type."""
    names = _key_names(draw, descriptor)
    if not names:
        return None, b""
    by_name = {field["name"]: field for field in descriptor["fields"]}
    kinds = [by_name[name]["type"] if draw(st.integers(0, 4)) else "string" for name in names]
    fields = [{"name": f"r{number}", "type": kind} for number, kind in enumerate(kinds)]
    schema = {"fields": fields}
    records = draw(rows([field["name"] for field in fields], schema))
    key = {
        "fields": names,
        "reference": {"resource": "reference", "fields": [field["name"] for field in fields]},
    }
    descriptor["foreignKeys"] = [key]
    return schema, as_csv(
        [[field["name"] for field in fields], *records], delimiter, "\n", quoted=False, ended=True
    )
