"""Population by village: 9 columns, a shuffled key of four, one foreign key.

Clean, dirty, or one bad column.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tests.benchmarks.data.table import (
    Numbers,
    Table,
    code_list,
    days,
    hundredths,
    shuffled,
    texts_of,
)

AGES = [*(f"{age}-{age + 4}" for age in range(0, 75, 5)), "75+"]
NOTES = ["", "sementara", "tetap", "hasil registrasi, belum final", "revisi"]
COUNT = 4
"""The column of counts."""
FAULTS = [(COUNT, "12x"), (5, "250.5"), (7, "unit"), (0, "99.99.99.9999"), (2, "")]
"""In turn: a type, a bound, an enum, a foreign key, a missing part of the key."""

DESCRIPTOR = {
    "name": "benchmark",
    "fields": [
        {"name": "kode_wilayah", "type": "string", "constraints": {"required": True}},
        {
            "name": "tahun",
            "type": "integer",
            "constraints": {"required": True, "minimum": 1900, "maximum": 2999},
        },
        {
            "name": "jenis_kelamin",
            "type": "string",
            "constraints": {"required": True, "enum": ["L", "P"]},
        },
        {"name": "kelompok_umur", "type": "string", "constraints": {"required": True}},
        {"name": "jumlah", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "persentase", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
        {"name": "tanggal_rilis", "type": "date"},
        {"name": "satuan", "type": "string", "constraints": {"enum": ["jiwa", "orang"]}},
        {"name": "catatan", "type": "string"},
    ],
    "primaryKey": ["kode_wilayah", "tahun", "jenis_kelamin", "kelompok_umur"],
    "foreignKeys": [
        {"fields": ["kode_wilayah"], "reference": {"resource": "wilayah_desa", "fields": ["kode"]}}
    ],
}


def clean(numbers: Numbers, rows: int) -> pa.RecordBatch:
    """Nothing is wrong."""
    order = shuffled(numbers, rows)
    rest, age = np.divmod(order, len(AGES))
    rest, sex = np.divmod(rest, 2)
    year, village = np.divmod(rest, len(_villages()))
    counts = (order * 7919) % 4000
    columns = {
        "kode_wilayah": _villages().take(pa.array(village)),
        "tahun": texts_of(1990 + year),
        "jenis_kelamin": pa.array(["L", "P"]).take(pa.array(sex)),
        "kelompok_umur": pa.array(AGES).take(pa.array(age)),
        "jumlah": texts_of(counts),
        "persentase": hundredths(counts + 1),
        "tanggal_rilis": days(order % 9000 + 10_000),
        "satuan": pa.array(["jiwa"] * len(numbers)),
        "catatan": pa.array(NOTES).take(pa.array(order % len(NOTES))),
    }
    return pa.record_batch(columns)


def dirty(numbers: Numbers, rows: int) -> pa.RecordBatch:
    """Every hundredth row is bad."""
    batch = clean(numbers, rows)
    columns = batch.columns
    for turn, (column, fault) in enumerate(FAULTS):
        bad = pa.array((numbers % 100 == 0) & (numbers // 100 % len(FAULTS) == turn))
        columns[column] = pc.if_else(bad, fault, columns[column])
    return pa.record_batch(columns, names=batch.schema.names)


def erroneous(numbers: Numbers, rows: int) -> pa.RecordBatch:
    """Every count has its unit behind it."""
    batch = clean(numbers, rows)
    columns = batch.columns
    columns[COUNT] = pc.binary_join_element_wise(columns[COUNT], "jiwa", " ")
    return pa.record_batch(columns, names=batch.schema.names)


@cache
def _villages() -> pa.Array:
    """Those whose codes have always been in force: the years begin before many a nagari."""
    villages = code_list()
    has_history = villages.validity("kode")
    codes = [record["kode"] for record in villages.records]
    return pa.array([code for code in codes if code not in has_history])


TABLES = {
    "clean": Table(DESCRIPTOR, clean),
    "dirty": Table(DESCRIPTOR, dirty),
    "errors": Table(DESCRIPTOR, erroneous),
}
