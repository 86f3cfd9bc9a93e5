"""What was released of a table before: its figures by key, as they were shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from statx.checks.combinations import columns_of, combined_hashes
from statx.checks.disclosure.figures import FigureReader, Figures
from statx.checks.exact_sums import Units, found_keys
from statx.registry.schema import Schema
from statx.tables.hashes import Hashes
from statx.tables.judged import JudgedBlock
from statx.tables.vectorised import Flags

CONFIDENTIAL = ("count", "magnitude")


@dataclass(frozen=True)
class ShownFigures:
    """The figures of one field, one for each key. shape of both: (keys,)"""

    units: Units
    """In units of the last decimal."""
    shown: Flags


@dataclass(frozen=True)
class ReleasedBlock:
    """What a block of an earlier release has."""

    keys: Hashes
    figures: Mapping[str, ShownFigures]


@dataclass(frozen=True)
class ReleaseReader:
    """Reads the figures of an earlier release, as the schema of the new one counts them."""

    key: tuple[str, ...]
    readers: Mapping[str, FigureReader]

    @classmethod
    def of(cls, schema: Schema) -> ReleaseReader:
        """For the release of a table with this schema."""
        readers = {}
        for field in schema.fields:
            declared = field.disclosure
            if declared is not None and declared.kind in CONFIDENTIAL:
                readers[field.name] = FigureReader.of(field, schema.disclosure)

        return cls(schema.primary_key, readers)

    def __call__(self, block: JudgedBlock) -> ReleasedBlock:
        keys = combined_hashes(columns_of(block, self.key), block.rows)
        figures = {}
        for name, reader in self.readers.items():
            of_field = reader.read(block)
            if of_field is not None:
                figures[name] = ShownFigures(of_field.units, of_field.shown)

        return ReleasedBlock(keys, figures)


@dataclass(frozen=True)
class PreviousRelease:
    """An earlier release: 8 bytes for each key, and 9 for each of its figures."""

    place: str
    """As the user named it."""
    labels: tuple[str, ...]
    """The fields that it has."""
    keys: Hashes
    """Ascending, each once."""
    figures: Mapping[str, ShownFigures]
    """By field."""

    @classmethod
    def joined(
        cls, place: str, labels: Sequence[str], blocks: Iterable[ReleasedBlock]
    ) -> PreviousRelease:
        """All blocks together; where a key stands twice, the first will do."""
        pieces = list(blocks)
        if not pieces:
            return cls(
                place,
                tuple(labels),
                np.empty(0, np.uint64),
                {},
            )

        keys, first = np.unique(
            np.concatenate([piece.keys for piece in pieces]),
            return_index=True,
        )
        figures = {}
        for name in pieces[0].figures:
            of_blocks = [piece.figures[name] for piece in pieces]
            figures[name] = ShownFigures(
                np.concatenate([each.units for each in of_blocks])[first],
                np.concatenate([each.shown for each in of_blocks])[first],
            )

        return cls(
            place,
            tuple(labels),
            keys,
            figures,
        )

    def shown_for(self, name: str, keys: Hashes) -> ShownFigures:
        """What was shown for these keys. shape: (k,)"""
        of_field = self.figures.get(name)
        if of_field is None or not len(self.keys):
            return ShownFigures(np.zeros(len(keys), np.int64), np.zeros(len(keys), bool))

        at, is_there = found_keys(keys, self.keys)

        return ShownFigures(of_field.units[at], of_field.shown[at] & is_there)

    def completing(self, name: str, keys: Hashes, figures: Figures) -> Figures:
        """The figures of both releases, as somebody knows them who has both."""
        before = self.shown_for(name, keys)
        is_filled = before.shown & ~figures.shown
        units = np.where(
            is_filled,
            before.units,
            figures.units,
        )

        return Figures(
            units,
            figures.shown | is_filled,
            figures.withheld & ~is_filled,
        )
