"""What only all rows of a table can tell: whether a key holds, and whether names fit their codes.

The columns that matter were kept when the table was read; where that was too much, they are read
once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from statx.checks.check import Check, CheckContext
from statx.checks.regions import RegionNameCheck
from statx.checks.validity import ValidityCheck
from statx.intake.inference.kept import KeptColumns
from statx.intake.inference.keys import Key, key_hashes
from statx.judging.workers import map_parallel
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.results.findings import Severity
from statx.sources.references import TableReferences
from statx.tables.hashes import Hashes
from statx.tables.judged import JudgedBlock, judge_block
from statx.tables.key_hashes import HashStore
from statx.tables.meaning import CellReader
from statx.tables.spill import SpillFile
from statx.tables.table import Block, Table

MEMORY = 64 << 20
"""Bytes that the hashes of one key may take; beyond, they go to temporary files."""

Broken = Counter[tuple[str, str]]
"""(code of a rule, field) -> rows in which it does not hold."""


LookedAt = tuple[Broken, list[Hashes]]
"""What does not hold in a block, and the hashes of its rows for each key."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look at all rows gave."""

    broken: Broken
    keys: tuple[Key, ...]
    """Those whose values stand once."""


@dataclass(frozen=True)
class WholeRows:
    """All rows of one table, to be looked at again."""

    table: Table
    readers: tuple[CellReader, ...]
    """Of texts: one for each column."""
    kept: KeptColumns
    threads: int = 1

    def look(self, schema: Schema, catalog: Catalog, keys: Sequence[Key]) -> Seen:
        """What of region names and of the history of codes does not hold, and which keys do."""
        checks = self._checks(schema, catalog)
        names = {name for key in keys for name in key}
        if checks:
            names |= {field.name for field in schema.fields if _matters(field.name, schema)}
        if not names:
            return Seen(Counter(), ())

        broken: Broken = Counter()
        with SpillFile() as spill:
            stores = {
                key: HashStore(
                    MEMORY,
                    self.threads,
                    spill,
                )
                for key in keys
            }
            look = partial(_look_at, checks=checks, keys=keys)
            for found, hashes in self._each_block(names, look):
                broken.update(found)
                for key, of_block in zip(keys, hashes, strict=True):
                    stores[key].append(of_block)
            holding = tuple(key for key, store in stores.items() if not len(store.repeated()))
        return Seen(broken, holding)

    def _each_block(
        self, names: Collection[str], look: Callable[[JudgedBlock], LookedAt]
    ) -> Iterator[LookedAt]:
        """What a look at each block gives, of which these columns at least are there."""
        if self.kept.has(names):
            yield from map_parallel(self.kept.blocks, look, self.threads)
            return

        positions = sorted(self.table.labels.index(name) for name in names)
        yield from map_parallel(
            self.table.blocks(),
            lambda block: look(self._read(block, positions)),
            self.threads,
        )

    def _read(self, block: Block, positions: list[int]) -> JudgedBlock:
        return judge_block(block.read(positions), self.readers, positions)

    def _checks(self, schema: Schema, catalog: Catalog) -> list[Check[Any]]:
        context = CheckContext(
            schema,
            self.table.labels,
            self.readers,
            catalog,
            TableReferences(
                schema.name,
                self.table,
                schema,
                catalog,
            ),
            {},
        )
        return [*RegionNameCheck.plan(context), *ValidityCheck.plan(context)]


def _look_at(block: JudgedBlock, checks: Sequence[Check[Any]], keys: Sequence[Key]) -> LookedAt:
    broken: Broken = Counter()
    for check in checks:
        broken.update(_failures(check, block))
    return broken, [key_hashes(block, key) for key in keys]


def _matters(name: str, schema: Schema) -> bool:
    field = schema.field(name)
    periods = schema.period_fields
    of_period = periods is not None and name in (periods.year, periods.part)
    return field.region is not None or bool(field.name_of) or of_period


def _failures(check: Check[Any], block: JudgedBlock) -> Broken:
    """The rows in which its errors stand; what only warns keeps no data from passing."""
    broken: Broken = Counter()
    for failures in check.look(block).failures:
        rule = failures.rule
        if rule.severity is Severity.ERROR:
            broken[rule.code, rule.field] += len(failures)
    return broken
