"""What became of every cell of a sheet that was tidied: nothing is lost, and nothing is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from statx.texts import Text, amount, count, joined

CELLS = (
    Text(id="{n} sel", en="{n} cell"),
    Text(id="{n} sel", en="{n} cells"),
)
USES: Mapping[str, tuple[Text, Text]] = {
    "headers": (
        Text(id="{n} nama kolom", en="{n} heading"),
        Text(id="{n} nama kolom", en="{n} headings"),
    ),
    "keys": (
        Text(id="{n} kunci", en="{n} key"),
        Text(id="{n} kunci", en="{n} keys"),
    ),
    "values": (
        Text(id="{n} nilai", en="{n} value"),
        Text(id="{n} nilai", en="{n} values"),
    ),
    "constants": (
        Text(id="{n} nilai tetap", en="{n} constant"),
        Text(id="{n} nilai tetap", en="{n} constants"),
    ),
    "matching": (
        Text(id="{n} total cocok", en="{n} total agrees"),
        Text(id="{n} total cocok", en="{n} totals agree"),
    ),
    "unequal": (
        Text(id="{n} total tidak cocok", en="{n} total does not agree"),
        Text(id="{n} total tidak cocok", en="{n} totals do not agree"),
    ),
}
"""Attribute -> what is said of it."""
IGNORED = Text(id="{n} diabaikan ({reasons})", en="{n} ignored ({reasons})")
REASON = Text(id="{why} {n}", en="{why} {n}")
SUMMED_UP = Text(id="{cells}: {uses}.", en="{cells}: {uses}.")


@dataclass(frozen=True)
class Account:
    """How many cells that are not empty were used as what."""

    headers: int = 0
    """Headings, and what names a row of totals."""
    keys: int = 0
    values: int = 0
    constants: int = 0
    matching: int = 0
    """Totals that were checked and agree."""
    unequal: int = 0
    """Totals that do not."""
    ignored: Mapping[Text, int] = field(default_factory=dict)
    """Reason -> cells."""

    @property
    def cells(self) -> int:
        """All of them."""
        used = sum(getattr(self, name) for name in USES)
        return int(used) + sum(self.ignored.values())

    def __add__(self, other: Account) -> Account:
        sums = {name: getattr(self, name) + getattr(other, name) for name in USES}
        ignored = Counter(self.ignored) + Counter(other.ignored)
        return Account(**sums, ignored=dict(ignored))

    def in_words(self) -> Text:
        """`740 cells: 20 headings, 37 keys, 629 values, 54 ignored (footnotes 37, title 17).`"""
        numbers = {name: getattr(self, name) for name in USES}
        shown = [amount(number, USES[name]) for name, number in numbers.items() if number]
        if self.ignored:
            shown.append(self._ignored_in_words())

        return SUMMED_UP.fill(
            cells=amount(self.cells, CELLS),
            uses=joined(shown),
        )

    def _ignored_in_words(self) -> Text:
        reasons = [REASON.fill(why=why, n=count(n)) for why, n in self.ignored.items()]
        if len(reasons) == 1:
            reasons = list(self.ignored)
        return IGNORED.fill(
            n=count(sum(self.ignored.values())),
            reasons=joined(reasons, "; "),
        )
