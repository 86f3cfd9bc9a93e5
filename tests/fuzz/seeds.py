"""Files without faults to begin with.

The samples, small random tables of every type, Parquet of every Arrow type.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from statx import notebook
from statx.registry.catalog import Catalog, shipped
from tests.differential.words import BOUNDS, CELLS, ENUMS, FORMATS, MISSING, PATTERNS, PROPERTIES

Descriptor = dict[str, Any]
SAMPLES = shipped("samples")
CATALOG = Catalog(shipped("schemas"))
GOOD = SAMPLES / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
LARGEST_SAMPLE = 20_000
"""Bytes; a mutation is found sooner in a small file."""
CODECS = ("none", "snappy", "gzip", "zstd", "lz4", "brotli")


# ---- schemas and texts ---------------------------------------------------------------------------


@cache
def schemas() -> tuple[Descriptor, ...]:
    """The registry's, and those of the samples of single checks."""
    of_registry = [json.loads(schema.raw) for schema in CATALOG.schemas()]
    of_checks = sorted(SAMPLES.glob("_checks/*/schema.json"))

    return (*of_registry, *(json.loads(path.read_bytes()) for path in of_checks))


@cache
def tables() -> tuple[tuple[bytes, Descriptor], ...]:
    """(a sample, its schema): good, bad and unreadable ones."""
    kinds = ("[!_]*/*/*.csv", "_checks/*/*.csv", "_unreadable/*.csv")
    paths = [path for kind in kinds for path in sorted(SAMPLES.glob(kind))]
    small = [path for path in paths if path.stat().st_size <= LARGEST_SAMPLE]

    return tuple((path.read_bytes(), _schema_of(path)) for path in small)


@cache
def workbooks() -> tuple[tuple[bytes, Descriptor], ...]:
    """(a workbook, its schema)."""
    paths = sorted(SAMPLES.glob("_checks/*/data.xlsx"))
    return tuple((path.read_bytes(), _schema_of(path)) for path in paths)


def _schema_of(path: Path) -> Descriptor:
    name = path.relative_to(SAMPLES).parts[0]
    if name == "_checks":
        described: Descriptor = json.loads(path.with_name("schema.json").read_bytes())
        return described

    if name == "_unreadable":
        name = "kemiskinan"
    return dict(CATALOG.schema(name).descriptor)


def random_schema(random: Random) -> Descriptor:
    """A few fields of any type, with formats, properties, constraints and keys."""
    names = ["a", "b", "kode wilayah", "é"][: random.randint(1, 4)]
    schema: Descriptor = {"fields": [_field(name, random) for name in names]}

    if random.random() < 0.3:
        schema["missingValues"] = random.sample(MISSING, random.randint(0, 3))
    if random.random() < 0.3:
        schema["fieldsMatch"] = random.choice(("exact", "equal", "subset", "superset", "partial"))
    if random.random() < 0.4:
        schema["primaryKey"] = random.sample(names, random.randint(1, len(names)))
    if random.random() < 0.2:
        schema["uniqueKeys"] = [random.sample(names, random.randint(1, len(names)))]
    if random.random() < 0.2:
        reference = {"resource": "", "fields": [random.choice(names)]}
        schema["foreignKeys"] = [{"fields": [random.choice(names)], "reference": reference}]
    return schema


def _field(name: str, random: Random) -> Descriptor:
    kind = random.choice(tuple(CELLS))
    properties = random.choice(({}, {}, *PROPERTIES.get(kind, ({},))))
    field: Descriptor = {"name": name, "type": kind, **properties}
    constraints: Descriptor = {}

    if kind in FORMATS and random.random() < 0.4:
        field["format"] = random.choice(FORMATS[kind])
    elif kind in BOUNDS and random.random() < 0.5:
        bound = random.choice(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"))
        constraints[bound] = random.choice(BOUNDS[kind])
    elif kind in ENUMS and random.random() < 0.3:
        constraints["enum"] = random.choice(ENUMS[kind])
    if kind == "string" and random.random() < 0.4:
        pattern = {"pattern": random.choice(PATTERNS)}
        constraints |= random.choice((pattern, {"minLength": 2}, {"maxLength": 2}))

    for flag in ("required", "unique"):
        if random.random() < 0.2:
            constraints[flag] = True
    if constraints:
        field["constraints"] = constraints
    return field


def random_table(schema: Descriptor, random: Random) -> bytes:
    """A table of cells that its fields may hold."""
    text = io.StringIO(newline="")
    quoting: Literal[0, 1] = csv.QUOTE_ALL if random.random() < 0.5 else csv.QUOTE_MINIMAL
    delimiter = random.choice((",", ",", ";", "\t", "|"))
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n", quoting=quoting)

    writer.writerow([field["name"] for field in schema["fields"]])
    pools = [CELLS[field.get("type", "string")] for field in schema["fields"]]
    for _ in range(random.choice((0, 1, 5, 30))):
        writer.writerow([random.choice((*pool, "")) for pool in pools])

    return text.getvalue().encode()


# ---- Parquet -------------------------------------------------------------------------------------

MOMENT = datetime.datetime(2024, 1, 31, 8, 30, tzinfo=datetime.UTC)
COLUMNS: Mapping[str, tuple[list[Any], pa.DataType]] = {
    **{
        str(kind): ([1, None, 100], kind)
        for kind in (pa.int8(), pa.int16(), pa.int32(), pa.int64())
    },
    **{
        str(kind): ([1, None, 100], kind)
        for kind in (pa.uint8(), pa.uint16(), pa.uint32(), pa.uint64())
    },
    **{str(kind): ([1.5, None, -0.0], kind) for kind in (pa.float32(), pa.float64())},
    "decimal": ([Decimal("1.50"), None, Decimal("-99999.99")], pa.decimal128(9, 2)),
    "wide decimal": ([Decimal(10) ** 40, None, Decimal(0)], pa.decimal256(60, 3)),
    "bool": ([True, None, False], pa.bool_()),
    "string": (["a", None, "é\n"], pa.string()),
    "large": (["a", None, ""], pa.large_string()),
    "dictionary": (["a", None, "a"], pa.dictionary(pa.int32(), pa.string())),
    "binary": ([b"\xff\0", None, b""], pa.binary()),
    "fixed": ([b"abcd", None, b"\0\0\0\0"], pa.binary(4)),
    "date": ([MOMENT.date(), None, datetime.date(1, 1, 1)], pa.date32()),
    "date64": ([MOMENT.date(), None, datetime.date(9999, 12, 31)], pa.date64()),
    "time": ([datetime.time(8, 30), None, datetime.time(23, 59, 59)], pa.time64("us")),
    "seconds": ([MOMENT, None, MOMENT], pa.timestamp("ms", "Asia/Jakarta")),
    "moment": (
        [MOMENT.replace(tzinfo=None), None, datetime.datetime(1, 1, 1)],  # noqa: DTZ001  without a zone
        pa.timestamp("us"),
    ),
    "nanoseconds": (
        [MOMENT.replace(tzinfo=None), None, MOMENT.replace(tzinfo=None)],
        pa.timestamp("ns"),
    ),
    "duration": ([datetime.timedelta(1), None, datetime.timedelta(0)], pa.duration("us")),
    "list": ([[1, 2], None, []], pa.list_(pa.int32())),
    "struct": ([{"x": 1}, None, {"x": None}], pa.struct([("x", pa.int64())])),
    "map": ([[("k", 1)], None, []], pa.map_(pa.string(), pa.int64())),
    "null": ([None, None, None], pa.null()),
}
KINDS = (
    "string",
    "integer",
    "number",
    "boolean",
    "date",
    "datetime",
    "time",
    "year",
    "any",
    "object",
)


def parquet(random: Random) -> tuple[bytes, Descriptor]:
    """(a small file of some columns, a schema for them that may fit or not)."""
    names = random.sample(tuple(COLUMNS), random.randint(1, 6))
    times = random.choice((1, 1, 20, 400))
    columns = [pa.array(COLUMNS[name][0] * times, COLUMNS[name][1]) for name in names]
    table = pa.table(dict(zip(names, columns, strict=True)))

    out = io.BytesIO()
    pq.write_table(
        table,
        out,
        compression=random.choice(CODECS),
        row_group_size=random.choice((2, 1000)),
        use_dictionary=random.random() < 0.5,
        data_page_version=random.choice(("1.0", "2.0")),
        write_page_index=random.random() < 0.3,
    )

    fields = [{"name": name, "type": random.choice(KINDS)} for name in names]
    schema: Descriptor = {"fields": fields}
    if random.random() < 0.3:
        schema["primaryKey"] = [names[0]]
    return out.getvalue(), schema


@cache
def converted() -> tuple[bytes, Descriptor]:
    """A Parquet file as `statx convert` writes it, with its schema inside; and that schema."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.parquet"
        notebook.convert(GOOD, path)
        return path.read_bytes(), dict(CATALOG.schema("kemiskinan").descriptor)


# ---- packages ------------------------------------------------------------------------------------


@cache
def package() -> bytes:
    """A package as `statx pack` seals it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kemiskinan-1.0.0.zip"
        notebook.pack(GOOD, path)
        return path.read_bytes()


@cache
def members() -> Mapping[str, bytes]:
    """The files in that package."""
    with zipfile.ZipFile(io.BytesIO(package())) as sealed:
        return {name: sealed.read(name) for name in sealed.namelist()}


def random_package(random: Random) -> tuple[Descriptor, bytes, bytes]:
    """(a datapackage.json, a table, the table that it refers to)."""
    schema, other = random_schema(random), random_schema(random)
    if random.random() < 0.5:
        first, referred_to = (each["fields"][0]["name"] for each in (schema, other))
        reference = {"resource": "other", "fields": [referred_to]}
        schema["foreignKeys"] = [{"fields": [first], "reference": reference}]

    data, referred = random_table(schema, random), random_table(other, random)
    resources = [
        {
            "name": "data",
            "path": "data.csv",
            "encoding": "utf-8",
            "bytes": len(data),
            "schema": schema,
        },
        {
            "name": "other",
            "path": "other.csv",
            "dialect": {"delimiter": ",", "quoteChar": '"'},
            "schema": other,
        },
    ]
    return {"name": "package", "resources": resources}, data, referred
