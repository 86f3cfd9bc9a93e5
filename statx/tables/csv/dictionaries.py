"""Which columns of a CSV file get a dictionary of their distinct texts: learned as blocks come.

What is judged by distinct text is judged once for all its rows, where texts repeat. Where most
texts differ, looking each of them up costs more than to judge them all. Arrow's reader makes
dictionaries, too, but in three times the time.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa

DICTIONARY = pa.dictionary(pa.int32(), pa.string())
MANY = 1000
"""Rows of a block from which on it is worth asking whether a dictionary pays."""
DISTINCT = 3
"""Where one row in so many or more has a text of its own, a dictionary does not pay."""
SAMPLE = 8
"""One row in so many is looked at, at the front, before a whole column is."""
DISTINCT_IN_SAMPLE = 0.85
"""Of the texts in a sample, where all rows draw evenly from a third as many texts as they are."""


@dataclass
class Dictionaries:
    """What the blocks of a file have taught so far; threads may teach it side by side."""

    plain: set[int] = field(default_factory=set)
    """Columns, from 0, in which most texts differ."""
    repeating: set[int] = field(default_factory=set)
    """Columns in which they do not."""

    def encoded(self, number: int, texts: pa.Array) -> pa.Array:
        """The column of this number, with a dictionary where that pays. shape: (n,) -> (n,)"""
        if number in self.plain:
            return texts
        if len(texts) < MANY:
            return texts.dictionary_encode()

        if number not in self.repeating and not _may_repeat(texts):
            self.plain.add(number)
            return texts

        column = texts.dictionary_encode()
        if len(column.dictionary) > len(texts) // DISTINCT:
            self.plain.add(number)
            return texts

        self.repeating.add(number)
        return column


def _may_repeat(texts: pa.Array) -> bool:
    sample = texts.slice(0, len(texts) // SAMPLE)
    return len(sample.unique()) < DISTINCT_IN_SAMPLE * len(sample)
