"""The signs of a CSV dialect: how Python's reader takes them, where cells begin, and the first that is irregular."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from statx.registry.table_dialect import TableDialect
from statx.tables.csv.blocks import CRLF, Irregular, Irregularity
from statx.tables.csv.dialect import Dialect


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
            dialect.delimiter,
            declared.quote,
            declared.escape,
            declared.double_quote,
            declared.skip_initial_space,
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

    def irregularity(self, raw: str) -> Irregularity | None:
        """The first sign of a record that stands where none may; None where it is regular."""
        lone = "\r" in raw.removesuffix("\n").removesuffix("\r") or raw.endswith("\r")
        if not lone and not (self.quote and self.quote in raw):
            return None
        return self.walked(raw)[1]

    def walked(self, raw: str) -> tuple[list[int], Irregularity | None]:
        """(where each cell begins, the first irregular sign)."""
        walk = _Walk(self, raw)
        found = walk.run()
        return walk.starts, found


class _Walk:
    """One way through a record, cell by cell."""

    def __init__(self, signs: Signs, raw: str) -> None:
        self.signs, self.raw, self.at = signs, raw, 0
        self.starts: list[int] = []

    def run(self) -> Irregularity | None:
        """Each cell begins behind a delimiter; the first at the front."""
        while True:
            while self.signs.skips_space and self._sign == " ":
                self.at += 1
            self.starts.append(self.at)
            found = (
                self._quoted() if self._sign and self._sign == self.signs.quote else self._bare()
            )
            if found is not None or self._sign != self.signs.delimiter:
                return found
            self.at += 1

    @property
    def _sign(self) -> str:
        return self.raw[self.at : self.at + 1]

    @property
    def _ends(self) -> bool:
        """Whether the cell ends here."""
        rest = self.raw[self.at : self.at + 2]
        return not rest or rest[0] in (self.signs.delimiter, "\n") or rest == CRLF.decode()

    def _bare(self) -> Irregularity | None:
        while not self._ends:
            if self._sign == self.signs.escape:
                self.at += 1
            elif self._sign == self.signs.quote:
                return Irregularity("stray-quote", self.at)
            elif self._sign == "\r":
                return Irregularity("lone-return", self.at)
            self.at += 1
        return None

    def _quoted(self) -> Irregularity | None:
        opened, quote = self.at, self.signs.quote
        self.at += 1
        while self._sign and (self._sign != quote or self._doubled):
            self.at += 2 if self._sign in (quote, self.signs.escape) else 1
        if not self._sign:
            return Irregularity("open-quote", opened)
        self.at += 1
        return None if self._ends else self._unclosed(opened)

    @property
    def _doubled(self) -> bool:
        """Whether this quote stands for itself."""
        return self.signs.doubled and self.raw[self.at + 1 : self.at + 2] == self.signs.quote

    def _unclosed(self, opened: int) -> Irregularity:
        """A quote that closes wrongly lines below its opening was most likely never meant to close it."""
        kind: Irregular = "open-quote" if "\n" in self.raw[opened : self.at] else "stray-quote"
        return Irregularity(kind, opened if kind == "open-quote" else self.at - 1)
