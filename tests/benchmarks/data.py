"""The benchmark's table: 9 columns, a shuffled key of four, one foreign key; clean, or with 1 % bad rows."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa

from statx.registry.catalog import Catalog, shipped
from statx.registry.schema import Schema
from statx.tables.csv_writer import canonical_header, canonical_rows

AGES = [*(f"{age}-{age + 4}" for age in range(0, 75, 5)), "75+"]
NOTES = ["", "sementara", "tetap", "hasil registrasi, belum final", "revisi"]
STEP = 500_000
PRIME = 829_348_951
"""Multiplying by it modulo the number of rows shuffles them: it divides no such number."""

DESCRIPTOR = {
    "name": "benchmark",
    "fields": [
        {"name": "kode_wilayah", "type": "string", "constraints": {"required": True}},
        {"name": "tahun", "type": "integer", "constraints": {"required": True, "minimum": 1900, "maximum": 2999}},
        {"name": "jenis_kelamin", "type": "string", "constraints": {"required": True, "enum": ["L", "P"]}},
        {"name": "kelompok_umur", "type": "string", "constraints": {"required": True}},
        {"name": "jumlah", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "persentase", "type": "number", "constraints": {"minimum": 0, "maximum": 100}},
        {"name": "tanggal_rilis", "type": "date"},
        {"name": "satuan", "type": "string", "constraints": {"enum": ["jiwa", "orang"]}},
        {"name": "catatan", "type": "string"},
    ],
    "primaryKey": ["kode_wilayah", "tahun", "jenis_kelamin", "kelompok_umur"],
    "foreignKeys": [{"fields": ["kode_wilayah"], "reference": {"resource": "wilayah_desa", "fields": ["kode"]}}],
}


def schema() -> Schema:
    """The schema of the benchmark's table."""
    return Schema.parse(DESCRIPTOR, source="benchmark")


def write(path: Path, rows: int, *, dirty: bool = False) -> None:
    """Write the table and, beside it, its schema."""
    path.with_suffix(".json").write_text(json.dumps(DESCRIPTOR), encoding="utf-8")
    text = _text_schema()
    with path.open("wb") as file:
        file.write(canonical_header(text))
        for first in range(0, rows, STEP):
            numbers = np.arange(first, min(first + STEP, rows), dtype=np.int64)
            batch = _batch(numbers, rows)
            file.write(canonical_rows(_soiled(batch, first) if dirty else batch, text))


def _text_schema() -> Schema:
    fields = [{"name": name, "type": "string"} for name in schema().names]
    return Schema.parse({"fields": fields}, source="benchmark")


def _batch(numbers: np.ndarray[tuple[int], np.dtype[np.int64]], rows: int) -> pa.RecordBatch:
    shuffled = (numbers * PRIME + 12_345) % rows
    rest, age = np.divmod(shuffled, len(AGES))
    rest, sex = np.divmod(rest, 2)
    village_codes = _villages()
    year, village = np.divmod(rest, len(village_codes))
    counts = (shuffled * 7919) % 4000
    columns = {
        "kode_wilayah": village_codes.take(pa.array(village)),
        "tahun": pa.array(1990 + year).cast(pa.string()),
        "jenis_kelamin": pa.array(["L", "P"]).take(pa.array(sex)),
        "kelompok_umur": pa.array(AGES).take(pa.array(age)),
        "jumlah": pa.array(counts).cast(pa.string()),
        "persentase": pa.array(np.char.mod("%.2f", (counts % 9973) / 100 + 0.01)),
        "tanggal_rilis": pa.array((shuffled % 9000 + 10_000).astype(np.int32)).cast(pa.date32()).cast(pa.string()),
        "satuan": pa.array(["jiwa"] * len(numbers)),
        "catatan": pa.array(NOTES).take(pa.array(shuffled % len(NOTES))),
    }
    return pa.record_batch(columns)


def _villages() -> pa.Array:
    code_list = Catalog(shipped("schemas")).code_list("wilayah_desa")
    if code_list is None:
        raise LookupError("wilayah_desa")
    return pa.array([record["kode"] for record in code_list.records])


def _soiled(batch: pa.RecordBatch, first: int) -> pa.RecordBatch:
    """Every hundredth row is bad, in turn: a type, a bound, an enum, a foreign key, a missing key part."""
    faults = [(4, "12x"), (5, "250.5"), (7, "unit"), (0, "99.99.99.9999"), (2, "")]
    columns = batch.columns
    number = np.arange(first, first + batch.num_rows)
    for turn, (column, fault) in enumerate(faults):
        mask = pa.array((number % 100 == 0) & (number // 100 % len(faults) == turn))
        columns[column] = pa.compute.if_else(mask, fault, columns[column])
    return pa.record_batch(columns, names=batch.schema.names)


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), dirty=sys.argv[3] == "dirty")
