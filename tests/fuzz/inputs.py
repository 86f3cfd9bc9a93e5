"""The inputs of each target, by seed and number: the same two give the same bytes on any machine."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fuzz import seeds
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
        schema = f" --schema {folder / self.schema}" if self.schema else ""
        return f"statx validate {folder / self.judged}{schema}" + (
            f" --locale {self.locale}" if self.locale else ""
        )


def input_of(target: str, seed: int, number: int) -> Input:
    """One input of a target."""
    return TARGETS[target](Random(f"{seed}/{target}/{number}"))  # noqa: S311  chance that can be repeated is the point


def _csv(random: Random) -> Input:
    """A sample or a random table, mutated, under its schema, under another, or under none that is named."""
    data, schema = random.choice(seeds.tables())
    if random.random() < 0.7:
        schema = seeds.random_schema(random)
        data = seeds.random_table(schema, random)
    data = mutated(data, random, random.choice(seeds.tables())[0])
    named = "schema.json" if random.random() < 0.95 else ""
    return Input(
        {"data.csv": data, "schema.json": _json(schema)},
        "data.csv",
        named,
        random.choice(("", "", "", "id", "en")),
    )


def _schema(random: Random) -> Input:
    """A schema, rewritten as a document or mutated as bytes, for a table that was right for it."""
    schema = (
        random.choice(seeds.schemas()) if random.random() < 0.4 else seeds.random_schema(random)
    )
    data = seeds.random_table(schema, random)
    raw = (
        _json(rewritten(schema, random))
        if random.random() < 0.8
        else mutated(_json(schema), random)
    )
    return Input(
        {"data.csv": data, "schema.json": raw},
        "data.csv",
        "schema.json",
        random.choice(("", "", "id")),
    )


def _parquet(random: Random) -> Input:
    """A Parquet file, whole or mutated: a file in that form is damaged more often than it is malicious."""
    data, schema = seeds.parquet(random) if random.random() < 0.8 else seeds.converted()
    if random.random() < 0.9:
        data = mutated(data, random, seeds.converted()[0])
    return Input(
        {"data.parquet": data, "schema.json": _json(schema)}, "data.parquet", "schema.json"
    )


def _package(random: Random) -> Input:
    """A datapackage.json with its data, or a sealed package: mutated bytes, or members put into a new zip."""
    if random.random() < 0.6:
        descriptor, data, other = seeds.random_package(random)
        raw = (
            _json(rewritten(descriptor, random))
            if random.random() < 0.8
            else mutated(_json(descriptor), random)
        )
        return Input(
            {"datapackage.json": raw, "data.csv": data, "other.csv": other}, "datapackage.json"
        )
    if random.random() < 0.6:
        return Input({"package-1.0.0.zip": mutated(seeds.package(), random)}, "package-1.0.0.zip")
    return Input({"package-1.0.0.zip": _resealed(random)}, "package-1.0.0.zip")


TARGETS: Mapping[str, Callable[[Random], Input]] = {
    "csv": _csv,
    "schema": _schema,
    "parquet": _parquet,
    "package": _package,
}


def _json(document: object) -> bytes:
    """Surrogates and what is not finite as JSON of this world writes them."""
    return json.dumps(document).encode()


def _resealed(random: Random) -> bytes:
    """The members of a package, one of them mutated, in a zip of the ordinary kind."""
    members = dict(seeds.members())
    name = random.choice(sorted(members))
    members[name] = mutated(members[name], random)
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
    ) as sealed:
        for member, data in members.items():
            sealed.writestr(zipfile.ZipInfo(member), data)
    return out.getvalue()
