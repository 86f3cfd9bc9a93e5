"""Whole tables: headers, shapes of rows, keys and references.

The published cases of frictionless-py, laid out our own way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from tests.differential.oracle import Case, Entry


@dataclass(frozen=True)
class Table:
    """A file under a schema, and what is found in it."""

    id: str
    case: Case
    found: tuple[Entry, ...] = ()
    theirs: tuple[Entry, ...] | None = None
    """Frictionless's verdict where it differs."""
    divergence: str = ""


def texts(*names: str) -> list[dict[str, Any]]:
    """Fields of texts."""
    return [{"name": name, "type": "string"} for name in names]


def integers(*names: str) -> list[dict[str, Any]]:
    """Fields of whole numbers."""
    return [{"name": name, "type": "integer"} for name in names]


def table(fields: list[dict[str, Any]], data: str, **schema: Any) -> Case:  # noqa: ANN401  a descriptor's values
    """A file under a schema of these fields."""
    return Case({"fields": fields, **schema}, data.encode())


def label(error: str, name: str) -> Entry:
    """What is wrong in the header with a field."""
    return (error, None, name)


def row(error: str, number: int, name: str = "") -> Entry:
    """What is wrong in a row, or in one of its cells."""
    return (error, number, name)


PLAIN = "kode,nama\n1,Padang\n2,Solok\n"
KODE_NAMA = [*integers("kode"), *texts("nama")]

SHAPES = (
    Table("a table without faults", table(KODE_NAMA, PLAIN)),
    Table("cells may be empty", table(KODE_NAMA, "kode,nama\n1,Padang\n2,\n")),
    Table("a header alone", table(KODE_NAMA, "kode,nama\n")),
    Table(
        "a label too few and a cell too many",
        table(texts("kode", "nama", "luas"), "kode,nama,luas\n1,Padang\n2,Solok,3,4\n"),
        (row("missing-cell", 2, "luas"), row("extra-cell", 3)),
    ),
    Table(
        "two cells too many are two errors",
        table(texts("kode", "nama"), "kode,nama\n1,Padang,x,y\n"),
        (row("extra-cell", 2), row("extra-cell", 2)),
    ),
    Table(
        "a blank line, and a row of nothing but delimiters",
        table(texts("kode", "nama"), "kode,nama\n1,Padang\n\n,\n2,Solok\n"),
        (row("blank-row", 3), row("blank-row", 4)),
    ),
    Table(
        "everything at once",
        table(
            texts("kode", "nama", "luas", "nama2"),
            "kode,nama,,nama\n1,Padang\n1,Padang\n\n2,Solok,1,2,3\n",
        ),
        (
            label("blank-label", "luas"),
            label("duplicate-label", "nama2"),
            *(row("missing-cell", number, name) for number in (2, 3) for name in ("luas", "nama2")),
            row("blank-row", 4),
            row("extra-cell", 5),
        ),
    ),
    Table(
        "labels that stand twice",
        table(texts("a", "b", "a2", "c", "a3"), "a,b,a,c,a\n1,2,3,4,5\n"),
        (label("duplicate-label", "a2"), label("duplicate-label", "a3")),
    ),
    Table(
        "a schema with a field less",
        table(integers("kode"), PLAIN),
        (label("extra-label", ""),),
    ),
    Table(
        "a schema with a field more",
        table([*KODE_NAMA, {"name": "lahir", "type": "date"}], PLAIN),
        (label("missing-label", "lahir"),),
    ),
    Table(
        "a schema with a required field more",
        table(
            [*KODE_NAMA, {"name": "luas", "type": "any", "constraints": {"required": True}}], PLAIN
        ),
        (label("missing-label", "luas"),),
    ),
    Table(
        "a row too short under a header too short",
        table(texts("a", "b", "c"), "a,b\n1\n"),
        (label("missing-label", "c"), row("missing-cell", 2, "b")),
    ),
    *(
        Table(
            f"no key is judged whose field is not there: {next(iter(key))}",
            table(
                [*texts("a"), {"name": "b", "constraints": {"unique": True}}], "a\n1\n2\n", **key
            ),
            (label("missing-label", "b"),),
        )
        for key in (
            {"primaryKey": "b"},
            {"foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": "a"}}]},
        )
    ),
    Table(
        "a newline inside a label and inside a cell",
        table(texts("kode\nwilayah", "nama"), '"kode\nwilayah",nama\n1,"Kota\nPadang"\n'),
    ),
    Table(
        "a quoted delimiter and a doubled quote",
        table(texts("kode", "nama"), 'kode,nama\n1,"Jl. ""Merdeka"", 5"\n'),
    ),
    Table("letters of any alphabet", table(KODE_NAMA, "kode,nama\n1,中国人\n2,Ñandú\n")),
)


def matched(
    mode: str, fields: list[str], *found: Entry, data: str = "nama,kode\nPadang,1\n"
) -> Table:
    """A header under one of the five ways of matching."""
    return Table(
        f"{mode}: {', '.join(fields)} against {data.splitlines()[0]}",
        table(texts(*fields), data, fieldsMatch=mode),
        found,
    )


MATCHES = (
    Table(
        "exact: kode, nama against nama,kode",
        table(texts("kode", "nama"), "nama,kode\nPadang,1\n", fieldsMatch="exact"),
        (("label-order", None, ""),),
        theirs=(label("incorrect-label", "kode"), label("incorrect-label", "nama")),
        divergence="label-order",
    ),
    *(matched(mode, ["kode", "nama"]) for mode in ("equal", "subset", "superset", "partial")),
    matched("exact", ["nama"], label("extra-label", "")),
    matched("equal", ["nama"], label("extra-label", "")),
    matched("superset", ["nama"], label("extra-label", "")),
    matched("subset", ["nama"]),
    matched("partial", ["nama"]),
    matched("exact", ["nama", "kode", "luas"], label("missing-label", "luas")),
    matched("equal", ["nama", "kode", "luas"], label("missing-label", "luas")),
    matched("subset", ["nama", "kode", "luas"], label("missing-label", "luas")),
    matched("superset", ["nama", "kode", "luas"]),
    matched("partial", ["nama", "kode", "luas"]),
    matched("partial", ["luas"], ("unmatched-header", None, "")),
    matched("partial", ["luas", "kode"]),
    *(
        Table(
            f"{mode}: a required field must be there",
            table(
                [*texts("nama"), {"name": "luas", "constraints": {"required": True}}],
                "nama\nPadang\n",
                fieldsMatch=mode,
            ),
            (label("missing-label", "luas"),),
        )
        for mode in ("superset", "partial")
    ),
    Table(
        "partial: rows are judged by name",
        table(
            [
                {"name": "A", "constraints": {"required": True}},
                *texts("B"),
                {"name": "C", "constraints": {"required": True}},
            ],
            "A,B\na,b\na1\na2,b2\n\na3,b3,c3\n",
            fieldsMatch="partial",
        ),
        (
            label("missing-label", "C"),
            row("missing-cell", 3, "B"),
            row("blank-row", 5),
            row("extra-cell", 6),
        ),
    ),
    Table(
        "equal: a cell is read by its own field's type",
        table(KODE_NAMA, "nama,kode\nPadang,1\n中国人,dua\n", fieldsMatch="equal"),
        (row("type-error", 3, "kode"),),
    ),
    Table(
        "partial: a label twice",
        table(texts("nama"), "nama,nama\na,b\n", fieldsMatch="partial"),
        (label("duplicate-label", "nama"),),
        theirs=(label("error", ""),),
        divergence="duplicate-label",
    ),
)

UNIQUE = {"name": "kode", "type": "number", "constraints": {"unique": True}}
CITIES = [*integers("id"), *texts("nama"), *integers("berikut")]
TO_ITSELF = {"fields": "berikut", "reference": {"resource": "", "fields": "id"}}
TO_ANOTHER = {"fields": "id", "reference": {"resource": "reference", "fields": "kode"}}
TO_PAIRS = {
    "fields": ["id", "berikut"],
    "reference": {"resource": "reference", "fields": ["dari", "ke"]},
}
ROUND = "id,nama,berikut\n1,Padang,2\n2,Solok,3\n3,Agam,4\n4,Sijunjung,\n"


def referring(data: str, reference: str, key: dict[str, Any], fields: list[dict[str, Any]]) -> Case:
    """A table beside the one that it refers to."""
    return replace(
        table(CITIES, data, foreignKeys=[key]),
        reference_schema={"fields": fields},
        reference=reference.encode(),
    )


KEYS = (
    Table(
        "a unique field skips what cannot be read",
        table([*texts("id"), UNIQUE], "id,kode\na1,100\na2,teks\na3,100\na4,0\na5,0\na6,\na7,\n"),
        (
            row("type-error", 3, "kode"),
            row("unique-error", 4, "kode"),
            row("unique-error", 6, "kode"),
        ),
    ),
    Table(
        "a unique field compares values",
        table([*texts("id"), UNIQUE], "id,kode\na1,1.0\na2,1.00\n"),
        (row("unique-error", 3, "kode"),),
    ),
    Table(
        "a primary key that is unique too",
        table(
            [{"name": "id", "constraints": {"unique": True}}, *texts("nama")],
            "id,nama\nao,Angola\nag,Antigua\nao,Belgia\n",
            primaryKey="id",
        ),
        (row("unique-error", 4, "id"), row("primary-key", 4)),
    ),
    Table(
        "a primary key of two fields",
        table(
            KODE_NAMA, "kode,nama\n1,Alex\n1,John\n,Paul\n1,John\n,\n", primaryKey=["kode", "nama"]
        ),
        (
            row("primary-key", 4),
            row("primary-key", 5),
            row("blank-row", 6),
            row("primary-key", 6),
        ),
        theirs=(row("primary-key", 5), row("blank-row", 6), row("primary-key", 6)),
        divergence="empty-key-part",
    ),
    Table(
        "a primary key of two fields, each row its own",
        table(texts("a", "b"), "a,b\na,1\na,2\n", primaryKey=["a", "b"]),
    ),
    Table("a foreign key to the table itself", table(CITIES, ROUND, foreignKeys=[TO_ITSELF])),
    Table(
        "a foreign key to the table itself, broken",
        table(CITIES, ROUND.replace("4,Sijunjung,\n", ""), foreignKeys=[TO_ITSELF]),
        (row("foreign-key", 4),),
    ),
    Table(
        "a foreign key to another table",
        referring(ROUND, "kode\n1\n2\n3\n4\n", TO_ANOTHER, integers("kode")),
    ),
    Table(
        "a foreign key to another table, one broken",
        referring(ROUND, "kode\n1\n2\n3\n", TO_ANOTHER, integers("kode")),
        (row("foreign-key", 5),),
    ),
    Table(
        "a foreign key to another table, all broken",
        referring(ROUND, "kode\n10\n", TO_ANOTHER, integers("kode")),
        tuple(row("foreign-key", number) for number in (2, 3, 4, 5)),
    ),
    Table(
        "a foreign key of two fields",
        referring(ROUND, "dari,ke\n1,2\n2,3\n3,4\n4,\n", TO_PAIRS, integers("dari", "ke")),
    ),
    Table(
        "a foreign key of two fields, broken",
        referring(ROUND, "dari,ke\n2,3\n3,4\n4,\n", TO_PAIRS, integers("dari", "ke")),
        (row("foreign-key", 2),),
    ),
    Table(
        "unique keys of Table Schema v2",
        table(texts("a", "b"), "a,b\n1,2\n1,2\n1,3\n1,\n1,\n", uniqueKeys=[["a", "b"]]),
        (("unique-key", 3, ""),),
        theirs=(),
        divergence="unique-keys",
    ),
)

BOUNDED = [
    {"name": "a", "type": "string", "constraints": {"minLength": 2, "maxLength": 3}},
    *texts("b"),
]
SCHEMAS = (
    Table(
        "a short row breaks no bound",
        table(BOUNDED[::-1], "b,a\n1,a\n2,ab\n3,abc\n4,abcd\n5\n"),
        (
            row("constraint-error", 2, "a"),
            row("constraint-error", 5, "a"),
            row("missing-cell", 6, "a"),
        ),
    ),
    Table(
        "several errors in one row",
        table(
            [
                {**field, "constraints": {"required": True}}
                for field in [*integers("id"), *texts("nama"), *integers("umur")]
            ],
            "id,nama,umur\n1,Ani,30\nteks,,\n,2,3,4,5\n",
        ),
        (
            row("type-error", 3, "id"),
            row("constraint-error", 3, "nama"),
            row("constraint-error", 3, "umur"),
            row("constraint-error", 4, "id"),
            row("extra-cell", 4),
            row("extra-cell", 4),
        ),
    ),
    Table(
        "well-known text, for which Frictionless wants another package",
        table([{"name": "a", "type": "string", "format": "wkt"}], "a\nPOINT (30 10)\n"),
        (("BrokenSchemaError", None, ""),),
        theirs=(label("error", ""),),
        divergence="well-known-text",
    ),
    Table(
        "a date format that guesses",
        table([{"name": "a", "type": "date", "format": "any"}], "a\n10th Jan 1969\n"),
        (("BrokenSchemaError", None, ""),),
        theirs=(),
        divergence="format-any",
    ),
    Table(
        "missing values of the schema and of a field",
        table(
            [
                {"name": "a", "type": "integer"},
                {"name": "b", "type": "integer", "missingValues": ["x"]},
            ],
            "a,b\n-,1\n1,x\n2,-\n",
            missingValues=["", "-"],
        ),
        (row("type-error", 4, "b"),),
    ),
)

TABLES: tuple[Table, ...] = (*SHAPES, *MATCHES, *KEYS, *SCHEMAS)
