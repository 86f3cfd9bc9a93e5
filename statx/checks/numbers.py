"""How numbers are written in a file: nothing is guessed, but what the file itself shows is said.

Where the cells of a column fail one way and all fit the other way, the report names the option.
Where every number could be read both ways (`27.773`), it says that the file alone cannot tell.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.checks.check import (
    BlockResult,
    Check,
    CheckContext,
    Conclusion,
    WholeTable,
    failure_of_table,
)
from statx.checks.words import numbers as words
from statx.registry.fields import Field
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.texts import Text

STYLES = {
    "id": r"^-?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?$",
    "en": r"^-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?$",
}
EXAMPLES = {"id": "1.234,56", "en": "1,234.56"}
BOTH_WAYS = r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$"
MARKED = r"[.,]"
AMBIGUOUS_DECIMALS = 3


@dataclass(frozen=True, slots=True)
class Style:
    """How the distinct numbers of a column are written, counted."""

    wrong_here: int
    """Not numbers in the locale of the file."""
    wrong_there: int
    """Not numbers in the other locale."""
    marked: int
    """With a point or a comma."""
    both_ways: int
    """Numbers in both, of another value."""

    def __add__(self, other: Style) -> Style:
        return Style(
            self.wrong_here + other.wrong_here,
            self.wrong_there + other.wrong_there,
            self.marked + other.marked,
            self.both_ways + other.both_ways,
        )


@dataclass
class FileStyles:
    """What the columns of numbers of one file showed; the last to conclude speaks for all.

    A locale holds for the whole file: the other one is advised where it breaks no column.
    """

    columns: int
    by_field: dict[str, Style] = dataclasses.field(default_factory=dict)

    def add(self, field: str, style: Style) -> None:
        """Keep what one column showed."""
        self.by_field[field] = style

    @property
    def is_complete(self) -> bool:
        """Whether every column has concluded."""
        return len(self.by_field) == self.columns

    def mends(self) -> bool:
        """Whether the other locale would mend columns, and break none."""
        mended, broken = self._columns()
        return bool(mended) and not broken

    def advice(self, there: str) -> tuple[Text, ...]:
        """What to do about columns whose every number fits the other locale, named `there`."""
        mended, broken = self._columns()
        example = EXAMPLES[there]
        if mended and broken:
            mixed = words.TWO_STYLES.fill(
                field=mended[0],
                other=broken[0],
                example=example,
            )
            return (mixed,)
        return tuple(
            words.OTHER_LOCALE.fill(
                field=field,
                there=there,
                example=example,
            )
            for field in mended
        )

    def _columns(self) -> tuple[list[str], list[str]]:
        """(columns that the other locale would mend, columns that it would break)."""
        mended = []
        broken = []
        for field, style in self.by_field.items():
            if style.wrong_here and not style.wrong_there:
                mended.append(field)
            elif style.wrong_there and not style.wrong_here:
                broken.append(field)
        return mended, broken


@dataclass(frozen=True)
class NumberStyleCheck(Check[Style]):
    """One column of numbers: the locale it is written in."""

    code = "number-style"
    title = Text(
        id="kolom angka: cara penulisannya",
        en="columns of numbers: how they are written",
    )
    field: Field
    here: str
    file: FileStyles
    settled: set[str] = dataclasses.field(default_factory=set)
    """Not empty once a block has answered both questions.

    A number that can be read in one way only, and not there.
    """

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[Style]]:
        fields = [reader.field for reader in context.readers]
        written = [field for field in fields if field.name not in context.stored_numbers]
        numbers = [field for field in written if _is_plain_number(field)]
        file = FileStyles(len(numbers))
        for field in numbers:
            yield cls(field, _locale_of(field), file)

    @property
    def there(self) -> str:
        """The other locale."""
        return "en" if self.here == "id" else "id"

    def look(self, block: JudgedBlock) -> BlockResult[Style]:
        column = block.column(self.field.name)
        if column is None:
            return BlockResult()

        wrong_here = len(column.broken.get("type", []))
        if not wrong_here and not self._has_a_question(column):
            return BlockResult()

        style = self._style(column, wrong_here)

        # Once another block has answered, columns without errors need not be looked at.
        if style.marked > style.both_ways and style.wrong_there:
            self.settled.add(self.field.name)

        return BlockResult(summary=style)

    def conclude(self, summaries: Sequence[Style], table: WholeTable) -> Conclusion:  # noqa: ARG002  no record is read
        style = sum(
            summaries,
            start=Style(
                0,
                0,
                0,
                0,
            ),
        )
        self.file.add(self.field.name, style)
        remarks = self.file.advice(self.there) if self.file.is_complete else ()
        if style.wrong_here or not self._may_be_ambiguous:
            return Conclusion(remarks=remarks)

        # One number with a mark that can be read in one way only tells how to read the others.
        if not style.both_ways or style.both_ways < style.marked:
            return Conclusion(remarks=remarks)

        rule = self._ambiguous_number()
        return Conclusion((failure_of_table(rule),), remarks)

    @property
    def _may_be_ambiguous(self) -> bool:
        return self.field.type == "number" and self.field.decimals != AMBIGUOUS_DECIMALS

    def _has_a_question(self, column: JudgedColumn) -> bool:
        """Whether the column may still tell something.

        A number without marks is the same in both locales.
        """
        return not self.settled and _has_marks(column.texts)

    def _style(self, column: JudgedColumn, wrong_here: int) -> Style:
        texts = column.texts.filter(~column.missing)
        fits_there = _matching(texts, STYLES[self.there])
        return Style(
            wrong_here,
            wrong_there=len(texts) - fits_there,
            marked=_matching(texts, MARKED),
            both_ways=_matching(texts, BOTH_WAYS),
        )

    def _ambiguous_number(self) -> Rule:
        rule = words.RULES["ambiguous-number"].rule("ambiguous-number")
        if self.here == "id":
            # The option was given already: it is no advice.
            rule = replace(rule, remedy=words.ASK_WHO_MADE_IT)
        return replace(rule, field=self.field.name)


def _locale_of(field: Field) -> str:
    return "id" if field.decimal_char == "," else "en"


def _is_plain_number(field: Field) -> bool:
    return field.type in ("integer", "number") and field.bare_number


def _has_marks(texts: pa.Array) -> bool:
    """Whether a point or a comma stands in any of these, told from the bytes of all at once."""
    _, offsets, data = texts.buffers()
    if data is None:
        return False

    borders = np.frombuffer(offsets, np.int32)
    first, end = borders[texts.offset], borders[texts.offset + len(texts)]
    signs = np.frombuffer(data, np.uint8)[first:end]
    return any(np.any(signs == ord(mark)) for mark in ".,")


def _matching(texts: pa.Array, pattern: str) -> int:
    """How many texts match."""
    matches = pc.match_substring_regex(texts, pattern)
    number: int | None = pc.sum(matches).as_py()
    return number or 0


CHECKS: tuple[type[Check[Style]], ...] = (NumberStyleCheck,)
