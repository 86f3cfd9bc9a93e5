"""Tables of an unusual shape: all values different, very wide, long texts, nothing but a key."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tests.benchmarks.data.table import Numbers, Table, days, hundredths, padded, shuffled, texts_of
from tests.benchmarks.given import Descriptor

FIRST_DAY, DAYS = -354_285, 3_287_182
"""1000-01-01, and the days from there to the end of 9999: no date column of more rows is all
different."""
SECONDS_2000 = 946_684_800
WIDTH = 300
POOL = 4000
"""Different values in a column of the wide table."""
DISTRICTS = 514
CORPUS, SHORTEST, LONGEST = 1 << 20, 1000, 2000
WORDS = [
    *(
        "penduduk",
        "wilayah",
        "menurut",
        "sumber",
        "data",
        "registrasi",
        "tahun",
        "hasil",
        "survei",
        "belum",
        "final",
    ),
    *("angka", "sementara", '"tetap",', "revisi;", "«desa»", "kelurahan,\n\n-"),
]
"""What long texts are made of: some words bring quotes, commas and newlines."""

UNIQUE: Descriptor = {
    "name": "benchmark",
    "fields": [
        {
            "name": "id",
            "type": "string",
            "constraints": {"required": True, "pattern": "RT-[0-9]{9}"},
        },
        {"name": "nomor_induk", "type": "string", "constraints": {"pattern": "[0-9]{16}"}},
        {"name": "jumlah", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "nilai", "type": "number", "constraints": {"minimum": 0, "maximum": 100_000_000}},
        {"name": "dicatat", "type": "datetime"},
        {"name": "tanggal", "type": "date"},
        {"name": "keterangan", "type": "string"},
    ],
    "primaryKey": ["id"],
}
TEXT: Descriptor = {
    "name": "benchmark",
    "fields": [
        {"name": "nomor", "type": "integer", "constraints": {"required": True}},
        {"name": "judul", "type": "string", "constraints": {"maxLength": 200}},
        {
            "name": "uraian",
            "type": "string",
            "constraints": {"minLength": SHORTEST, "maxLength": LONGEST + 20},
        },
        {"name": "tanggal", "type": "date"},
    ],
    "primaryKey": ["nomor"],
}
KEYS: Descriptor = {
    "name": "benchmark",
    "fields": [{"name": "kode", "type": "string"}, {"name": "nomor", "type": "integer"}],
    "primaryKey": ["kode", "nomor"],
}


def unique(numbers: Numbers, rows: int) -> pa.RecordBatch:
    """No value comes twice."""
    order = shuffled(numbers, rows)
    moments = pa.array(order + SECONDS_2000).cast(pa.timestamp("s"))
    columns = {
        "id": pc.binary_join_element_wise("RT", padded(order, 9), "-"),
        "nomor_induk": texts_of(1_301_000_000_000_000 + order * 7),
        "jumlah": texts_of(order),
        "nilai": hundredths(order),
        "dicatat": pc.strftime(moments, format="%Y-%m-%dT%H:%M:%S"),
        "tanggal": days(order % DAYS + FIRST_DAY),
        "keterangan": pc.binary_join_element_wise("catatan nomor", texts_of(order), " "),
    }
    return pa.record_batch(columns)


def wide(numbers: Numbers, rows: int) -> pa.RecordBatch:
    """A key, then whole numbers, decimals, dates and words in turn."""
    order = shuffled(numbers, rows)
    columns = [padded(order, 9)]
    for at in range(1, WIDTH):
        pool = _pools()[at % len(_KINDS)]
        columns.append(pool.take(pa.array((order * (2 * at + 1) + at) % len(pool))))
    return pa.record_batch(columns, names=[field["name"] for field in WIDE["fields"]])


def text(numbers: Numbers, rows: int) -> pa.RecordBatch:
    """Stretches of one long text, none of them the same."""
    order = shuffled(numbers, rows)
    starts = (order * 7919) % (CORPUS - LONGEST)
    lengths = SHORTEST + order % (LONGEST - SHORTEST)
    corpus = _corpus()
    extents = [
        corpus[start : start + length] for start, length in zip(starts, lengths, strict=True)
    ]
    columns = {
        "nomor": texts_of(order),
        "judul": pc.binary_join_element_wise("Uraian ke", texts_of(order), " "),
        "uraian": pc.binary_join_element_wise(texts_of(order), pa.array(extents), " "),
        "tanggal": days(order % 9000 + 10_000),
    }
    return pa.record_batch(columns)


def keys(numbers: Numbers, rows: int) -> pa.RecordBatch:
    """A code that many share, and a number that nobody shares."""
    order = shuffled(numbers, rows)
    return pa.record_batch({"kode": hundredths(1100 + order % DISTRICTS), "nomor": texts_of(order)})


_KINDS: tuple[dict[str, Any], ...] = (
    {"type": "integer", "constraints": {"minimum": 0}},
    {"type": "number", "constraints": {"minimum": 0, "maximum": 100}},
    {"type": "date"},
    {"type": "string", "constraints": {"enum": ["rendah", "sedang", "tinggi"]}},
)
WIDE: Descriptor = {
    "name": "benchmark",
    "fields": [
        {"name": "kode", "type": "string", "constraints": {"required": True}},
        *({"name": f"kolom_{at}", **_KINDS[at % len(_KINDS)]} for at in range(1, WIDTH)),
    ],
    "primaryKey": ["kode"],
}


@cache
def _pools() -> tuple[pa.Array, ...]:
    """The different values of each kind of column."""
    numbers = np.arange(POOL, dtype=np.int64)
    return (
        texts_of(numbers),
        hundredths(numbers),
        days(numbers + 10_000),
        pa.array(["rendah", "sedang", "tinggi"]),
    )


@cache
def _corpus() -> str:
    chosen = random.Random(0)  # noqa: S311  the same text every time is what is wanted
    return " ".join(chosen.choices(WORDS, k=CORPUS // 4))[:CORPUS]


TABLES = {
    "unique": Table(UNIQUE, unique),
    "wide": Table(WIDE, wide, step=20_000),
    "text": Table(TEXT, text, step=20_000),
    "keys": Table(KEYS, keys),
}
