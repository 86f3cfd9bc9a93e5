"""The signs of a CSV dialect: where cells begin, and the first sign that is irregular."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from statx.registry.table_dialect import TableDialect
from statx.tables.csv.blocks import CRLF
from statx.tables.csv.dialect import Dialect
from statx.tables.csv.irregular import Irregularity


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that mean something in a record, and how Python's reader takes them."""

    delimiter: str
    quote: str
    escape: str
    doubled: bool
    skips_space: bool

    @classmethod
    def of(cls, dialect: Dialect, declared: TableDialect) -> Signs:
        """Those of a dialect."""
        return cls(
            delimiter=dialect.delimiter,
            quote=declared.quote,
            escape=declared.escape,
            doubled=declared.double_quote,
            skips_space=declared.skip_initial_space,
        )

    @property
    def for_python(self) -> Mapping[str, Any]:
        """The same for Python's reader."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote or None,
            "quoting": csv.QUOTE_MINIMAL if self.quote else csv.QUOTE_NONE,
            "escapechar": self.escape or None,
            "doublequote": self.doubled,
            "skipinitialspace": self.skips_space,
        }

    def irregularity(self, record: str) -> Irregularity | None:
        """The first sign of a record that stands where none may; None where it is regular."""
        inner = record.removesuffix("\n").removesuffix("\r")
        lone_return = "\r" in inner or record.endswith("\r")
        quoted = bool(self.quote) and self.quote in record

        if not lone_return and not quoted:
            return None
        _, irregularity = self.walk(record)
        return irregularity

    def walk(self, record: str) -> tuple[list[int], Irregularity | None]:
        """(where each cell begins, the first irregular sign)."""
        walk = _Walk(self, record)
        irregularity = walk.to_end()
        return walk.starts, irregularity


class _Walk:
    """One way through a record, cell by cell."""

    def __init__(self, signs: Signs, record: str) -> None:
        self.signs = signs
        self.record = record
        self.at = 0
        self.starts: list[int] = []

    def to_end(self) -> Irregularity | None:
        """Each cell begins behind a delimiter; the first at the front."""
        while True:
            while self.signs.skips_space and self._sign == " ":
                self.at += 1
            self.starts.append(self.at)

            irregularity = self._through_cell()
            if irregularity is not None or self._sign != self.signs.delimiter:
                return irregularity
            self.at += 1

    @property
    def _sign(self) -> str:
        """The character at which the walk is; empty at the end."""
        return self.record[self.at : self.at + 1]

    @property
    def _at_cell_end(self) -> bool:
        rest = self.record[self.at : self.at + 2]
        if not rest or rest == CRLF.decode():
            return True
        return rest[0] in (self.signs.delimiter, "\n")

    def _through_cell(self) -> Irregularity | None:
        if self._sign and self._sign == self.signs.quote:
            return self._through_quotes()
        return self._through_bare()

    def _through_bare(self) -> Irregularity | None:
        while not self._at_cell_end:
            match self._sign:
                case self.signs.escape:
                    self.at += 1
                case self.signs.quote:
                    return Irregularity("stray-quote", self.at)
                case "\r":
                    return Irregularity("lone-return", self.at)
            self.at += 1

        return None

    def _through_quotes(self) -> Irregularity | None:
        opened = self.at
        self.at += 1

        while self._sign and not self._closes:
            pair = self._sign in (self.signs.quote, self.signs.escape)
            self.at += 2 if pair else 1
        if not self._sign:
            return Irregularity("open-quote", opened)

        self.at += 1
        return None if self._at_cell_end else self._unclosed(opened)

    @property
    def _closes(self) -> bool:
        """Whether a quote stands here that does not stand for itself."""
        quote = self.signs.quote
        if self._sign != quote:
            return False
        if not self.signs.doubled:
            return True

        following = self.record[self.at + 1 : self.at + 2]
        return following != quote

    def _unclosed(self, opened: int) -> Irregularity:
        """Blame the opening where the quote that closes wrongly stands lines below it."""
        if "\n" in self.record[opened : self.at]:
            return Irregularity("open-quote", opened)
        return Irregularity("stray-quote", self.at - 1)
