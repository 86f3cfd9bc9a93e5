"""How numbers are written in a file: nothing is guessed, but what the file itself shows is said.

Where the cells of a column fail one way and all fit the other way, the report names the option. Where every
number could be read both ways (`27.773`), it says that the file alone cannot tell.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    Failures,
    WholeTable,
)
from statx.registry.schema import Field
from statx.results.findings import Rule, Severity
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.texts import Text

STYLES = {
    "id": r"^-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?$",
    "en": r"^-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$",
}
BOTH_WAYS = r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$"
MARKED = r"[.,]"
AMBIGUOUS_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Style:
    """How the distinct numbers of a column are written, counted."""

    wrong_here: int
    wrong_there: int
    marked: int
    both_ways: int


@dataclass(frozen=True)
class NumberStyleCheck(Check[Style]):
    """One column of numbers: the locale it is written in."""

    code = "number-style"
    title = Text(id="kolom angka: cara penulisannya", en="columns of numbers: how they are written")
    field: Field
    here: str
    settled: set[str] = dataclasses.field(default_factory=set)
    """Not empty once a block has answered both questions: a number that can be read in one way only, and not there."""

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[Style]]:
        return [
            cls(reader.field, "id" if reader.field.decimal_char == "," else "en")
            for reader in context.readers
            if reader.field.type in ("integer", "number") and reader.field.bare_number
        ]

    @property
    def there(self) -> str:
        return "en" if self.here == "id" else "id"

    def look(self, block: JudgedBlock) -> BlockResult[Style]:
        column = block.column(self.field.name)
        wrong = column.broken.get("type", []) if column else []
        if column is None or (not wrong and (self.settled or not _has_marks(column.texts))):
            return BlockResult()
        style = self._style(column, len(wrong))
        if style.marked > style.both_ways and style.wrong_there:
            self.settled.add(self.field.name)
        return BlockResult(summary=style)

    def conclude(self, styles: Sequence[Style], table: WholeTable) -> Conclusion:  # noqa: ARG002
        wrong_here, wrong_there = (
            sum(s.wrong_here for s in styles),
            sum(s.wrong_there for s in styles),
        )
        marked, both_ways = sum(s.marked for s in styles), sum(s.both_ways for s in styles)
        if wrong_here and not wrong_there:
            return Conclusion(remarks=(self._other_locale(),))
        if self._may_be_ambiguous and not wrong_here and both_ways and both_ways == marked:
            return Conclusion((Failures(_ambiguous(self.field), np.array([-1])),))
        return Conclusion()

    @property
    def _may_be_ambiguous(self) -> bool:
        return self.field.type == "number" and self.field.decimals != AMBIGUOUS_DECIMALS

    def _style(self, column: JudgedColumn, wrong_here: int) -> Style:
        texts = column.texts.filter(~column.missing)
        fits_there = pc.sum(pc.match_substring_regex(texts, STYLES[self.there])).as_py() or 0
        marked = pc.sum(pc.match_substring_regex(texts, MARKED)).as_py() or 0
        both = pc.sum(pc.match_substring_regex(texts, BOTH_WAYS)).as_py() or 0
        return Style(wrong_here, len(texts) - fits_there, marked, both)

    def _other_locale(self) -> Text:
        return Text(
            id=(
                "Semua angka pada kolom {field} dapat dibaca dalam gaya {example}: "
                "coba sekali lagi dengan --locale {there}."
            ),
            en=(
                "All numbers in {field} can be read in the style {example}: try again with --locale"
                " {there}."
            ),
        ).fill(
            field=self.field.name,
            there=self.there,
            example={"id": "1.234,56", "en": "1,234.56"}[self.there],
        )


def _has_marks(texts: pa.Array) -> bool:
    """Whether a point or a comma stands anywhere: a number without them is the same in both styles."""
    return any(pc.any(pc.match_substring(texts, mark)).as_py() for mark in ".,")


def _ambiguous(field: Field) -> Rule:
    return Rule(
        "ambiguous-number",
        "ambiguous-number",
        Text(
            id=(
                "setiap angka di kolom ini dapat dibaca dengan dua cara (1.170 = seribu seratus"
                " tujuh puluh, atau satu koma tujuh belas); berkasnya sendiri tidak dapat menjawab"
            ),
            en=(
                "every number in this column can be read in two ways (1.170 = one thousand one"
                " hundred and seventy, or one point one seven); the file alone cannot tell"
            ),
        ),
        Text(
            id="angka yang hanya dapat dibaca dengan satu cara",
            en="numbers that can be read in one way only",
        ),
        Text(
            id=(
                "Tanyakan kepada pembuat data; nyatakan dengan --locale id bila titiknya pemisah"
                " ribuan."
            ),
            en="Ask whoever made the data; say --locale id where the point groups thousands.",
        ),
        field=field.name,
        severity=Severity.WARNING,
        why=Text(
            id=(
                "Sekali salah baca, semua angka meleset seribu kali lipat, dan tidak ada yang"
                " tampak janggal."
            ),
            en=(
                "Read the wrong way, every figure is off by a factor of a thousand, and nothing"
                " looks odd."
            ),
        ),
    )


CHECKS: tuple[type[Check[Style]], ...] = (NumberStyleCheck,)
