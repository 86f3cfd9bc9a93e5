"""How near a header is to a schema: what they share, and what differs, by the spelling of names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.texts import Text, count, joined, verbatim

SHOWN = 5
"""Columns named of each kind of difference."""

SHARED = Text(
    id="{n} dari {all} kolomnya ada",
    en="{n} of its {all} columns are there",
)
MISSING = Text(
    id="tidak ada: {names}",
    en="missing: {names}",
)
EXTRA = Text(
    id="di luar skema: {names}",
    en="not in the schema: {names}",
)
RENAMED = Text(
    id="lain ejaannya: {names}",
    en="spelt otherwise: {names}",
)


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
        missing = len(self.missing)
        extra = len(self.extra)
        either = self.shared + missing + extra
        if not either:
            return 0.0
        return self.shared / either

    @property
    def differs_by_spelling_alone(self) -> bool:
        """Whether renaming columns makes the header the schema's."""
        if self.missing or self.extra:
            return False
        return bool(self.renames)

    @property
    def difference(self) -> Text:
        """What the header has and lacks, in words."""
        fields = count(len(self.schema.names))
        shared = count(self.shared)
        sentences = [
            SHARED.fill(
                n=shared,
                all=fields,
            )
        ]
        renames = [f"{label} → {name}" for label, name in self.renames]
        for sentence, names in (
            (RENAMED, renames),
            (MISSING, self.missing),
            (EXTRA, self.extra),
        ):
            if names:
                listed = _listed(names)
                sentences.append(sentence.fill(names=listed))
        return joined(sentences, "; ")


def nearest(labels: Sequence[str], catalog: Catalog) -> list[Nearness]:
    """The schemas that share any field with a header, the nearest first."""
    sharing = []
    for schema in catalog.schemas():
        nearness = compare(labels, schema)
        if nearness.shared:
            sharing.append(nearness)

    # Equal shares by their names, so that the same header is always told the same.
    sharing.sort(key=lambda each: each.schema.ref)
    sharing.sort(
        key=lambda each: each.share,
        reverse=True,
    )
    return sharing


def compare(labels: Sequence[str], schema: Schema) -> Nearness:
    """What a header shares with a schema: a column counts by its letters and figures alone."""
    by_spelling = {spelling(name): name for name in schema.names}
    renames = []
    extra = []
    shared = set()
    for label in labels:
        name = by_spelling.get(spelling(label))
        if name is None or name in shared:
            extra.append(label)
            continue

        shared.add(name)
        if label != name:
            renames.append((label, name))

    missing = [name for name in schema.names if name not in shared]
    return Nearness(
        schema,
        len(shared),
        tuple(renames),
        tuple(missing),
        tuple(extra),
    )


def spelling(label: str) -> str:
    """What two names have in common that differ by case, blanks and signs alone."""
    letters = [letter for letter in label.casefold() if letter.isalnum()]
    return "".join(letters)


def _listed(names: Sequence[str]) -> Text:
    shown = ", ".join(names[:SHOWN])
    if len(names) > SHOWN:
        shown += ", …"
    return verbatim(shown)
