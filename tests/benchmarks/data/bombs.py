"""Small files that ask for much: bytes no table has, to see that time and memory stay bounded."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from statx.container.bag import write_container
from statx.container.descriptor import DESCRIPTOR
from statx.container.strict_json import write_json
from tests.container.hostile import INFO, content

MB = 1_000_000
SCHEMA = "schema.json"
PACKED = "data/padi.csv.zst"
FAILS, UNREADABLE, UNTRUSTED = 1, 3, 5
"""The exit codes with which a bomb may end."""


@dataclass(frozen=True, slots=True)
class Bomb:
    """A file made of about so many bytes, and how statx is to end with it."""

    name: str
    size: int
    """Of the text, before it is compressed."""
    code: int
    make: Callable[[int], bytes]
    file: str = "data.csv"
    columns: int = 2
    missing: str = ""
    """What the schema takes for a missing value."""

    def write(self, folder: Path, size: int) -> Sequence[str]:
        """Write it with its schema; what is to be typed behind `statx`."""
        (folder / self.file).write_bytes(self.make(size))
        if self.file.endswith(".zip"):
            return ("verify", self.file)

        fields = [{"name": label, "type": "integer"} for label in labels(self.columns)]
        schema = {"fields": fields, "missingValues": [self.missing]}
        (folder / SCHEMA).write_text(json.dumps(schema), encoding="utf-8")
        return ("validate", self.file, "--schema", SCHEMA)


def labels(number: int) -> list[str]:
    return [f"c{at}" for at in range(number)]


def table(columns: int, start: bytes, unit: bytes, end: bytes = b"") -> Callable[[int], bytes]:
    """A header, and below it as much of `unit` as is asked for."""
    header = ",".join(labels(columns)).encode() + b"\n"
    return lambda size: header + start + unit * (size // len(unit)) + end


def zstd(text: Callable[[int], bytes]) -> Callable[[int], bytes]:
    def compressed(size: int) -> bytes:
        sink = pa.BufferOutputStream()
        with pa.CompressedOutputStream(sink, "zstd") as stream:
            stream.write(text(size))
        return bytes(sink.getvalue())

    return compressed


def packed(size: int) -> bytes:
    """A package with a table of newlines, which take hardly any room."""
    members = {name: body for name, body in content().items() if not name.startswith("data/")}
    descriptor = json.loads(members[DESCRIPTOR])
    descriptor["resources"][0]["path"] = PACKED
    members[DESCRIPTOR] = write_json(descriptor)
    members[PACKED] = zstd(lambda size: b"kode,ton\n" + b"\n" * size)(size)

    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "paket.zip")
        write_container(members, target, info=INFO)
        return target.read_bytes()


def nulls(size: int) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table({"c0": pa.nulls(size, pa.int32())}), sink)
    return bytes(sink.getvalue())


WIDE = 15_000
BOMBS = (
    Bomb("one record of quotes", 24 * MB, FAILS, table(2, b'1,"', b'""', b'"\n')),
    Bomb("records of quotes", 24 * MB, FAILS, table(2, b"", b'"""""",""""""\n')),
    Bomb("blank lines, one column", 8 * MB, FAILS, table(1, b"", b"\n"), columns=1),
    Bomb("blank lines, 12 columns", 8 * MB, FAILS, table(12, b"", b"\n"), columns=12),
    Bomb("blank lines, 50 columns", 8 * MB, UNREADABLE, table(50, b"", b"\n"), columns=50),
    Bomb(
        "blank lines, 50 columns in which an empty cell is wrong",
        8 * MB,
        UNREADABLE,
        table(50, b"", b"\n"),
        columns=50,
        missing="-",
    ),
    Bomb("blank lines, 15 000 columns", MB, UNREADABLE, table(WIDE, b"", b"\n"), columns=WIDE),
    Bomb("a comma too many in each record", 24 * MB, FAILS, table(2, b"", b"1,2,\n")),
    Bomb("five cells too many in each record", 24 * MB, FAILS, table(2, b"", b"1,2,3,4,5,6,7\n")),
    Bomb(
        "10 000 cells too many in each record",
        24 * MB,
        FAILS,
        table(2, b"", b"1,2" + b",x" * 10_000 + b"\n"),
    ),
    Bomb("millions of cells in one record", 24 * MB, UNREADABLE, table(2, b"1,2", b",x", b"\n")),
    Bomb("one cell of 50 in each record", 8 * MB, UNREADABLE, table(50, b"", b"1\n"), columns=50),
    Bomb(
        "each cell wrong and unlike all others",
        24 * MB,
        FAILS,
        lambda size: b"c0,c1\n" + b"".join(b"x%d,y%d\n" % (at, at) for at in range(size // 18)),
    ),
    Bomb(
        "1 000 000 columns",
        8 * MB,
        UNREADABLE,
        lambda size: ",".join(labels(size // 8)).encode() + b"\n",
    ),
    Bomb(
        "newlines, compressed 30 000 times",
        1000 * MB,
        UNREADABLE,
        zstd(table(2, b"", b"\n")),
        "data.csv.zst",
    ),
    Bomb("the same in a package", 1000 * MB, UNTRUSTED, packed, "paket.zip"),
    Bomb("ten million rows of Parquet in 23 kB", 10 * MB, FAILS, nulls, "data.parquet", columns=1),
)


if __name__ == "__main__":
    (chosen,) = (bomb for bomb in BOMBS if bomb.name == sys.argv[1])
    print(*chosen.write(Path(sys.argv[2]), chosen.size))
