"""Foreign keys: what a cell refers to must stand in its code list, or in another resource of the package.

The verdict is one per distinct value. A reference that cannot be found at all is an error of its own, said once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.cells import did_you_mean
from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
    failures_at,
)
from statx.registry.regions import Region, Regions
from statx.registry.schema import Field, ForeignKey
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.texts import Text, verbatim

Values = frozenset[tuple[str | None, ...]]
ITSELF = Text(id="tabel ini sendiri", en="this table itself")
"""What a foreign key without a resource refers to."""


@dataclass(frozen=True)
class ForeignKeyCheck(Check[None]):
    """One foreign key against the values it refers to."""

    code = "foreign-key"
    title = Text(id="kunci asing ke {resource}", en="foreign keys to {resource}")
    key: ForeignKey
    known: Values
    rule: Rule
    fields: tuple[Field, ...]
    regions: Regions | None

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        checks: list[Check[None]] = []
        for key in context.schema.foreign_keys:
            if not context.has(*key.fields):
                continue
            fields = tuple(context.schema.field(name) for name in key.fields)
            known = context.references.values(key.resource, key.reference_fields, fields)
            regions = context.catalog.regions if fields[0].region else None
            checks.append(
                MissingReferenceCheck(key)
                if known is None
                else cls(key, known, _rule(key, fields), fields, regions)
            )
        return checks

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        columns = [column for name in self.key.fields if (column := block.column(name)) is not None]
        entries = self._unknown(columns[0]) if len(columns) == 1 else self._unknown_tuples(columns)
        if not len(entries):
            return BlockResult()
        found = failures_at(self.rule, block, entries, self.key.fields[0])
        if len(columns) == 1:
            return BlockResult(
                (
                    Failures(
                        self.rule,
                        found.rows,
                        found.cells,
                        found.positions,
                        _notes(self.key, found.cells),
                    ),
                )
            )
        joined = _joined(columns, entries[np.argsort(block.records(entries), kind="stable")])
        return BlockResult(
            (Failures(self.rule, found.rows, joined, found.positions, _notes(self.key, joined)),)
        )

    @property
    def full_title(self) -> Text:
        return self.title.fill(resource=self.key.resource or ITSELF)

    def hint(self, rule: Rule, cell: str | None) -> Text | None:  # noqa: ARG002
        if cell is None:
            return None
        coding = self.fields[0].region
        if self.regions is not None and coding is not None:
            return region_hint(cell, self.fields[0], self.regions)
        near = get_close_matches(cell, [value[0] for value in self.known if value[0]], n=1)
        return did_you_mean(near[0]) if near else None

    def _unknown(self, column: JudgedColumn) -> Rows:
        bad = pc.invert(pc.is_in(column.keys, value_set=self._known_texts)).to_numpy(
            zero_copy_only=False
        )
        bad |= column.unequal
        bad &= ~column.valueless
        return column.rows_of(np.flatnonzero(bad).tolist()) if bad.any() else np.empty(0, np.int64)

    def _unknown_tuples(self, columns: list[JudgedColumn]) -> Rows:
        """Several fields: one verdict per distinct combination."""
        codes = [column.spread(np.arange(len(column.texts))) for column in columns]
        combined = codes[0].astype(np.int64)
        for code, column in zip(codes[1:], columns[1:], strict=True):
            combined = combined * max(1, len(column.texts)) + code
        _, first, of_row = np.unique(combined, return_index=True, return_inverse=True)
        tuples = zip(
            *(
                column.keys.take(pa.array(code[first])).to_pylist()
                for column, code in zip(columns, codes, strict=True)
            ),
            strict=True,
        )
        bad = np.array(
            [
                any(value is not None for value in found) and found not in self.known
                for found in tuples
            ],
            bool,
        )
        by_row = bad[of_row] | np.logical_or.reduce(
            [column.spread(column.unequal) for column in columns]
        )
        return np.flatnonzero(by_row)

    @cached_property
    def _known_texts(self) -> pa.Array:
        return pa.array([value[0] for value in self.known if value[0] is not None], pa.string())


@dataclass(frozen=True)
class MissingReferenceCheck(Check[None]):
    """A foreign key to nowhere: said once, and never a silent pass."""

    code = "reference-error"
    title = Text(id="kunci asing ke {resource}", en="foreign keys to {resource}")
    key: ForeignKey

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:  # noqa: ARG003
        return []

    def look(self, block: JudgedBlock) -> BlockResult[None]:  # noqa: ARG002
        return BlockResult()

    def conclude(self, summaries: Sequence[None], table: WholeTable) -> Conclusion:  # noqa: ARG002
        rule = Rule(
            "reference-error",
            "reference-error",
            Text(
                id="acuan {resource} tidak ditemukan, sehingga {names} tidak dapat diperiksa",
                en="the reference {resource} was not found, so that {names} cannot be checked",
            ).fill(resource=self.key.resource, names=", ".join(self.key.fields)),
            verbatim(self.key.resource),
            Text(
                id="Sertakan {resource} dalam paket datanya, atau tambahkan ke registri.",
                en="Put {resource} into the data package, or add it to the registry.",
            ).fill(resource=self.key.resource),
            fields=self.key.fields,
            why=Text(
                id=(
                    "Tanpa acuannya, kode yang salah tidak dapat dibedakan dari yang benar, dan"
                    " lolos begitu saja akan menyesatkan."
                ),
                en=(
                    "Without what it refers to, wrong codes cannot be told from right ones, and a"
                    " silent pass would mislead."
                ),
            ),
        )
        return Conclusion((Failures(rule, np.array([-1])),))


def region_hint(cell: str, field: Field, regions: Regions) -> Text | None:
    """What a region code that is none may have been meant as."""
    coding = field.region
    if coding is None:
        return None
    twin = regions.same_digits(cell, coding.system)
    if twin is not None:
        return Text(
            id="{cell} adalah kode {system} untuk {name}; di sini tulis {code}",
            en="{cell} is the {system} code of {name}; write {code} here",
        ).fill(
            cell=cell,
            system="BPS" if coding.system == "kemendagri" else "Kemendagri",
            name=twin.name,
            code=twin.code_in(coding.system),
        )
    near = _nearest(cell, field, regions)
    return did_you_mean(f"{near.code_in(coding.system)} {near.name}") if near else None


def _nearest(cell: str, field: Field, regions: Regions) -> Region | None:
    coding = field.region
    assert coding is not None  # noqa: S101  the caller looked
    by_name = [] if cell.replace(".", "").isdigit() else list(regions.find(cell))
    if by_name:
        return by_name[0]
    codes = {
        code: region
        for region in regions.all
        if region.level in ("provinsi", coding.level) and (code := region.code_in(coding.system))
    }
    near = get_close_matches(cell, codes, n=1, cutoff=0.75)
    return codes[near[0]] if near else None


def _joined(columns: list[JudgedColumn], entries: Rows) -> pa.Array:
    return pc.binary_join_element_wise(
        *(column.cells_at(entries) for column in columns),
        ", ",
        null_handling="replace",
        null_replacement="",
    )


def _rule(key: ForeignKey, fields: tuple[Field, ...]) -> Rule:
    return Rule(
        "foreign-key",
        "foreign-key",
        Text(id="tidak ada dalam {resource}", en="is not in {resource}").fill(
            resource=key.resource or ITSELF
        ),
        Text(
            id="nilai dari kolom {names} pada {resource}", en="a value of {names} in {resource}"
        ).fill(names=", ".join(key.reference_fields), resource=key.resource or ITSELF),
        (
            Text(
                id="Ganti dengan kode yang ada; cari dengan: statx region find NAMA.",
                en="Replace it by one that is there; look it up with: statx region find NAME.",
            )
            if fields[0].region
            else Text(
                id="Ganti dengan nilai yang ada di sana.", en="Replace it by one that is there."
            )
        ),
        field=key.fields[0] if len(key.fields) == 1 else "",
        fields=key.fields,
        reference=(key.resource, key.reference_fields),
        why=Text(
            id=(
                "Baris dengan kode yang tidak dikenal hilang tanpa suara saat digabungkan dengan"
                " tabel acuannya."
            ),
            en=(
                "Rows with an unknown code drop out in silence when they are joined with the table"
                " they refer to."
            ),
        ),
    )


def _notes(key: ForeignKey, cells: pa.Array | None) -> Sequence[str]:
    """As Frictionless words it; only of as many as any list shows."""
    shown = cells.slice(0, 5000).to_pylist() if cells is not None else []
    ours, theirs = ", ".join(key.fields), ", ".join(key.reference_fields)
    return [
        f'for "{ours}": values "{cell}" not found in the lookup table "{key.resource}" as'
        f' "{theirs}"'
        for cell in shown
    ]


CHECKS: tuple[type[Check[None]], ...] = (ForeignKeyCheck,)
