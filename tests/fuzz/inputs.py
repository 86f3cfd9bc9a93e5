"""The inputs of each target, by seed and number.

The same two give the same bytes on any machine.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fuzz import releases, seeds
from tests.fuzz.mutation import mutated, rewritten


@dataclass(frozen=True)
class Input:
    """Some files, which of them is to be judged, and by which schema."""

    files: Mapping[str, bytes]
    judged: str
    schema: str = ""
    locale: str = ""

    def write(self, folder: Path) -> Path:
        """Write the files; the path of the one to be judged."""
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder / self.judged

    def command(self, folder: Path) -> str:
        """The command that judges it."""
        line = f"statx validate {folder / self.judged}"
        if self.schema:
            line += f" --schema {folder / self.schema}"
        if self.locale:
            line += f" --locale {self.locale}"
        return line


def input_of(target: str, seed: int, number: int) -> Input:
    """One input of a target."""
    random = Random(f"{seed}/{target}/{number}")  # noqa: S311  chance that can be repeated is the point
    return TARGETS[target](random)


def _csv(random: Random) -> Input:
    """A mutated table, under its schema, under another, or under none that is named."""
    data, schema = random.choice(seeds.tables())
    if random.random() < 0.7:
        schema = seeds.random_schema(random)
        data = seeds.random_table(schema, random)
    other, _ = random.choice(seeds.tables())
    data = mutated(data, random, other)

    files = {"data.csv": data, "schema.json": _json(schema)}
    named = "schema.json" if random.random() < 0.95 else ""
    return Input(files, "data.csv", named, random.choice(("", "", "", "id", "en")))


def _schema(random: Random) -> Input:
    """A schema, rewritten as a document or mutated as bytes, for a table that was right for it."""
    if random.random() < 0.4:
        schema = random.choice(seeds.schemas())
    else:
        schema = seeds.random_schema(random)
    data = seeds.random_table(schema, random)

    files = {"data.csv": data, "schema.json": _made_wrong(schema, random)}
    return Input(files, "data.csv", "schema.json", random.choice(("", "", "id")))


def _parquet(random: Random) -> Input:
    """A Parquet file, whole or mutated.

    A file in that form is damaged more often than it is malicious.
    """
    if random.random() < 0.8:
        data, schema = seeds.parquet(random)
    else:
        data, schema = seeds.converted()
    if random.random() < 0.9:
        other, _ = seeds.converted()
        data = mutated(data, random, other)

    files = {"data.parquet": data, "schema.json": _json(schema)}
    return Input(files, "data.parquet", "schema.json")


def _descriptor(random: Random) -> Input:
    """A datapackage.json made wrong, with its data."""
    descriptor, data, other = seeds.random_package(random)
    files = {
        "datapackage.json": _made_wrong(descriptor, random),
        "data.csv": data,
        "other.csv": other,
    }
    return Input(files, "datapackage.json")


def _package(random: Random) -> Input:
    """A package of statx: mutated bytes, or one of its members mutated in a new zip."""
    data = mutated(seeds.package(), random) if random.random() < 0.6 else _repacked(random)
    return Input({"package-1.0.0.zip": data}, "package-1.0.0.zip")


def _excel(random: Random) -> Input:
    """A workbook: mutated bytes, or one of its parts mutated in a new zip."""
    data, schema = random.choice(seeds.workbooks())
    if random.random() < 0.2:
        data = mutated(data, random)
    else:
        data = _with_member_mutated(_members(data), random)

    files = {"data.xlsx": data, "schema.json": _json(schema)}
    return Input(files, "data.xlsx", "schema.json", random.choice(("", "", "id")))


def _release(random: Random) -> Input:
    """A release: mutated bytes, or a member mutated before all of it is signed."""
    spoilt = random.choice(releases.names())

    def spoil(name: str, content: bytes) -> bytes:
        if name != spoilt:
            return content
        if name.endswith(".json") and random.random() < 0.5:
            return _json(rewritten(json.loads(content), random))
        return mutated(content, random)

    if random.random() < 0.3:
        data = mutated(releases.seal(lambda _name, content: content), random)
    else:
        data = releases.seal(spoil)
    return Input({RELEASE: data}, RELEASE)


RELEASE = "release-1.0.0.zip"
"""The name of what is verified, and not only judged."""


def _settings(random: Random) -> Input:
    """A statx.toml made wrong, beside a table that it may say something of."""
    table, _ = random.choice(seeds.tables())
    settings = mutated(SETTINGS, random, table)
    return Input({"statx.toml": settings, "data.csv": table}, "data.csv")


SETTINGS = b"""lang = "id"
registry = "registri"
exclude = ["arsip/"]

[[dataset]]
files = "*.csv"
schema = "kemiskinan@1.0.0"
locale = "id"
encoding = "cp1252"
delimiter = ";"
header_row = 3
"""
TARGETS: Mapping[str, Callable[[Random], Input]] = {
    "csv": _csv,
    "schema": _schema,
    "parquet": _parquet,
    "descriptor": _descriptor,
    "package": _package,
    "excel": _excel,
    "release": _release,
    "settings": _settings,
}


def _made_wrong(document: object, random: Random) -> bytes:
    """A document with wrong values in it, or its text damaged."""
    if random.random() < 0.8:
        return _json(rewritten(document, random))
    return mutated(_json(document), random)


def _json(document: object) -> bytes:
    """Surrogates and what is not finite are written as other programs write them."""
    return json.dumps(document).encode()


def _repacked(random: Random) -> bytes:
    """The members of a package, one of them mutated, in a zip of the ordinary kind."""
    return _with_member_mutated(seeds.members(), random)


def _members(data: bytes) -> Mapping[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_member_mutated(whole: Mapping[str, bytes], random: Random) -> bytes:
    members = dict(whole)
    name = random.choice(sorted(members))
    members[name] = mutated(members[name], random)
    compression = random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for member, data in members.items():
            archive.writestr(zipfile.ZipInfo(member), data)
    return out.getvalue()
