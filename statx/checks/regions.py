"""Region names against region codes: the one check that catches a mix-up of the two code systems.

The BPS and the Kemendagri codes of Sumatera Barat are permutations of each other: every wrong reading is a
valid code. A name beside a code tells them apart; the verdict is one per distinct pair of code and name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import BlockResult, Check, CheckContext, Failures, failures_at
from statx.registry.regions import NameMatch, Region, Regions
from statx.registry.schema import Field
from statx.registry.vocabulary import CodeSystem
from statx.results.findings import Rule, Severity
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.texts import Text

SYSTEMS: dict[CodeSystem, tuple[str, str]] = {
    "kemendagri": ("Kemendagri", "BPS"),
    "bps": ("BPS", "Kemendagri"),
}
"""The system itself, and the other one."""


@dataclass(frozen=True)
class RegionNameCheck(Check[None]):
    """The name beside a region code names that region."""

    code = "region-name"
    title = Text(
        id="nama wilayah terhadap kodenya (sistem {system})",
        en="region names against {system} codes",
    )
    name: Field
    coded: Field
    system: CodeSystem
    regions: Regions
    rules: dict[NameMatch, Rule]
    memory: dict[tuple[str, str], NameMatch] = field(default_factory=dict)

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        checks = []
        for name in context.schema.fields:
            if name.name_of and context.has(name.name, name.name_of):
                coded = context.schema.field(name.name_of)
                if coded.region is not None:
                    system = coded.region.system
                    checks.append(
                        cls(
                            name,
                            coded,
                            system,
                            context.catalog.regions,
                            _rules(name, coded, system),
                        )
                    )
        return checks

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        codes, names = block.column(self.coded.name), block.column(self.name.name)
        if codes is None or names is None:
            return BlockResult()
        pair_of_row, code_texts, name_texts = _pairs(codes, names)
        found = []
        verdicts = [
            self._verdict(code, name) for code, name in zip(code_texts, name_texts, strict=True)
        ]
        for kind, rule in self.rules.items():
            chosen = np.array([verdict == kind for verdict in verdicts], bool)
            if chosen.any():
                failures = failures_at(
                    rule, block, np.flatnonzero(chosen[pair_of_row]), self.name.name
                )
                found.append(self._with_codes(failures, block, codes))
        return BlockResult(tuple(found))

    def _verdict(self, code: str | None, name: str | None) -> NameMatch | None:
        if not code or not name:
            return None
        known = self.memory.get((code, name))
        if known is None:
            known = self.memory[code, name] = self.regions.judge_name(code, name, self.system)
        return known

    def _with_codes(self, failures: Failures, block: JudgedBlock, codes: JudgedColumn) -> Failures:
        """Found is the pair, `13.01 Kabupaten Kepulauan Mentawai`; what was meant is known from it."""
        entries = failures.rows if block.order is None else np.argsort(block.order)[failures.rows]
        pairs = pc.binary_join_element_wise(
            codes.cells_at(entries),
            failures.cells,
            " ",
            null_handling="replace",
            null_replacement="",
        )
        return Failures(failures.rule, failures.rows, pairs, failures.positions)

    @property
    def full_title(self) -> Text:
        return self.title.fill(system=SYSTEMS[self.system][0])

    def hint(self, rule: Rule, cell: str | None) -> Text | None:  # noqa: ARG002
        code, _, name = (cell or "").partition(" ")
        region = self.regions.by_code(code, self.system)
        meant = self._meant(code, name)
        if region is None and meant is None:
            return None
        parts = [_is(code, region, SYSTEMS[self.system][0])] if region else []
        if meant is not None:
            parts.append(_means(meant, self.system))
        return Text(
            id="; ".join(part.id for part in parts), en="; ".join(part.en for part in parts)
        )

    def _meant(self, code: str, name: str) -> Region | None:
        """The region that the name names, nearest in kind to what the code says."""
        twin = self.regions.same_digits(code, self.system)
        found = (
            [twin]
            if twin and self.regions.judge_name(code, name, self.system) == "other-system"
            else []
        )
        found += [
            region
            for region in self.regions.find(name)
            if self.coded.region and region.level == self.coded.region.level
        ]
        return found[0] if found else None


def _pairs(
    codes: JudgedColumn, names: JudgedColumn
) -> tuple[Rows, list[str | None], list[str | None]]:
    """(row -> pair, code of each pair, name of each pair)"""
    code_of = codes.spread(np.arange(len(codes.texts), dtype=np.int64))
    name_of = names.spread(np.arange(len(names.texts), dtype=np.int64))
    combined = code_of * max(1, len(names.texts)) + name_of
    _, first, of_row = np.unique(combined, return_index=True, return_inverse=True)
    return (
        of_row,
        codes.texts.take(pa.array(code_of[first])).to_pylist(),
        names.texts.take(pa.array(name_of[first])).to_pylist(),
    )


def _is(code: str, region: Region, system: str) -> Text:
    return Text(id="{code} ({system}) adalah {name}", en="{code} ({system}) is {name}").fill(
        code=code, system=system, name=region.name
    )


def _means(region: Region, system: CodeSystem) -> Text:
    return Text(id="{name} berkode {code}", en="{name} has the code {code}").fill(
        name=region.name, code=region.code_in(system)
    )


def _rules(name: Field, coded: Field, system: CodeSystem) -> dict[NameMatch, Rule]:
    this, other = SYSTEMS[system]
    expected = Text(
        id="nama wilayah menurut kode {system}", en="the name of the region with that {system} code"
    )
    expected = expected.fill(system=this)
    return {
        "other-system": Rule(
            "code-system",
            "code-system",
            Text(
                id=(
                    "kodenya kode {other}, padahal kolom {field} memakai kode {this}: "
                    "angka yang sama berarti wilayah lain"
                ),
                en=(
                    "these are {other} codes, but {field} holds {this} codes: the same digits mean"
                    " another place"
                ),
            ).fill(other=other, this=this, field=coded.name),
            expected,
            Text(
                id="Ganti kode {other} dengan kode {this}; cari dengan: statx region find KODE.",
                en=(
                    "Replace the {other} codes by {this} codes; look them up with: statx region"
                    " find CODE."
                ),
            ).fill(other=other, this=this),
            field=coded.name,
            fields=(coded.name, name.name),
            why=Text(
                id=(
                    "Kodenya ada dan tampak benar, tetapi angka satu daerah tercatat pada daerah"
                    " lain."
                ),
                en=(
                    "The code exists and looks right, but one region's figures are booked to"
                    " another."
                ),
            ),
        ),
        "other-place": Rule(
            "region-name",
            "region-name",
            Text(
                id="namanya bukan nama wilayah dengan kode itu",
                en="is not the name of the region with that code",
            ),
            expected,
            Text(id="Perbaiki kodenya atau namanya.", en="Correct the code or the name."),
            field=name.name,
            fields=(coded.name, name.name),
            why=Text(
                id=(
                    "Salah satunya keliru; sampai diketahui yang mana, angkanya mungkin tercatat"
                    " pada daerah yang salah."
                ),
                en=(
                    "One of the two is wrong; until somebody finds out which, the figures may stand"
                    " with the wrong region."
                ),
            ),
        ),
        "spelling": Rule(
            "region-spelling",
            "region-spelling",
            Text(
                id="ejaan nama wilayah berbeda dari yang resmi",
                en="the region's name is not spelt as officially",
            ),
            expected,
            Text(id="Tulis nama resminya.", en="Write the official name."),
            field=name.name,
            fields=(coded.name, name.name),
            severity=Severity.WARNING,
            why=Text(
                id=(
                    "Siapa pun yang menggabungkan tabel menurut nama tidak menemukan pasangan bagi"
                    " ejaan lain."
                ),
                en="Whoever joins tables by name finds no match for another spelling.",
            ),
        ),
    }


CHECKS: tuple[type[Check[None]], ...] = (RegionNameCheck,)
