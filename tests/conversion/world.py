"""Small tables with their schemas on disk, and the conversion as the commands ask for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from statx.config import Config
from statx.conversion.convert import ConversionOptions, Converted, convert
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.sources.targets import settle_one_target

ROOT = Path(__file__).parents[2]
CATALOG = Catalog(ROOT / "schemas")
SAMPLES = ROOT / "samples"
GOOD = SAMPLES / "kemiskinan" / "good" / "contoh_jawa_timur_2024.csv"
BAD = SAMPLES / "kemiskinan" / "bad" / "maximum.csv"
NAME = "table"

Descriptor = dict[str, Any]
Row = Sequence[str]


def schema_file(folder: Path, fields: Sequence[Descriptor], **more: object) -> Path:
    """A schema of these fields, written into the folder."""
    path = folder / "schema.json"
    path.write_text(json.dumps({"name": NAME, "fields": list(fields), **more}), encoding="utf-8")
    return path


def csv_file(folder: Path, rows: Iterable[Row], name: str = "in.csv") -> Path:
    """Rows, the header first, as canonical CSV."""
    path = folder / name
    path.write_bytes(b"".join(line(row) for row in rows))
    return path


def line(row: Row) -> bytes:
    """One record: quoted only where it must be, and never a blank line."""
    text = ",".join(
        f'"{cell.replace(chr(34), chr(34) * 2)}"' if set(cell) & set(',"\r\n') else cell
        for cell in row
    )
    return f"{text or chr(34) * 2}\n".encode()


def converted(
    source: Path,
    destination: Path,
    schema: Path | str = "",
    *,
    rejects: Path | None = None,
    locale: str = "",
    force: bool = False,
) -> Converted:
    """What `statx convert` does."""
    target = settle_one_target(source, DataOptions(str(schema), locale=locale), CATALOG, Config())
    return convert(target, ConversionOptions(destination, rejects, force, "1.0"), CATALOG)


def codes(done: Converted) -> dict[str, int]:
    """How often each rule did not hold."""
    return {tally.rule.code: tally.count for tally in done.report.tallies}


def about(path: Path) -> dict[str, Any]:
    """What statx wrote into a Parquet file about it."""
    found: dict[str, Any] = json.loads(pq.read_metadata(path).metadata[b"statx"])
    return found


def files(folder: Path) -> set[str]:
    """All names in a folder, hidden ones too."""
    return {path.name for path in folder.iterdir()}
