"""How near a header is to a schema: what they share, and what differs, by the spelling of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.texts import Text, count, joined, verbatim

SHOWN = 5
"""Columns named of each kind of difference."""

SHARED = Text(id="{n} dari {all} kolomnya ada", en="{n} of its {all} columns are there")
MISSING = Text(id="tidak ada: {names}", en="missing: {names}")
EXTRA = Text(id="di luar skema: {names}", en="not in the schema: {names}")
RENAMED = Text(id="lain ejaannya: {names}", en="spelt otherwise: {names}")


@dataclass(frozen=True, slots=True)
class Nearness:
    """One schema beside a header."""

    schema: Schema
    shared: int
    """Fields that the header has, by whatever spelling."""
    renames: tuple[tuple[str, str], ...]
    """(label, name) of the columns that differ by their spelling alone."""
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of all columns that either has, how many both have: from 0 to 1."""
        either = self.shared + len(self.missing) + len(self.extra)
        return self.shared / either if either else 0.0

    @property
    def differs_by_spelling_alone(self) -> bool:
        """Whether renaming columns makes the header the schema's."""
        return bool(self.renames) and not self.missing and not self.extra

    @property
    def difference(self) -> Text:
        """What the header has and lacks, in words."""
        all_fields = count(len(self.schema.names))
        parts = [SHARED.fill(n=count(self.shared), all=all_fields)]
        if self.renames:
            parts.append(RENAMED.fill(names=_listed([f"{a} → {b}" for a, b in self.renames])))
        if self.missing:
            parts.append(MISSING.fill(names=_listed(self.missing)))
        if self.extra:
            parts.append(EXTRA.fill(names=_listed(self.extra)))
        return joined(parts, "; ")


def nearest(labels: Sequence[str], catalog: Catalog) -> list[Nearness]:
    """The schemas that share any field with a header, the nearest first."""
    compared = [compare(labels, schema) for schema in catalog.schemas()]
    sharing = [each for each in compared if each.shared]
    return sorted(sharing, key=lambda each: (-each.share, each.schema.ref))


def compare(labels: Sequence[str], schema: Schema) -> Nearness:
    """What a header shares with a schema: a column counts by its letters and figures alone."""
    by_spelling = {spelling(name): name for name in schema.names}
    renames, extra, shared = [], [], set()
    for label in labels:
        name = by_spelling.get(spelling(label))
        if name is None or name in shared:
            extra.append(label)
            continue

        shared.add(name)
        if label != name:
            renames.append((label, name))

    missing = tuple(name for name in schema.names if name not in shared)
    return Nearness(schema, len(shared), tuple(renames), missing, tuple(extra))


def spelling(label: str) -> str:
    """What two names have in common that differ by case, blanks and signs alone."""
    return "".join(letter for letter in label.casefold() if letter.isalnum())


def _listed(names: Sequence[str]) -> Text:
    shown = ", ".join(names[:SHOWN])
    return verbatim(f"{shown}, …" if len(names) > SHOWN else shown)
