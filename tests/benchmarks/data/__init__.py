"""The tables of the benchmark.

Whoever measures does not import them: they are written in a process of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.benchmarks.data import books, population, shapes
from tests.benchmarks.data.books import Book
from tests.benchmarks.data.table import Table

TABLES: Mapping[str, Table | Book] = {**population.TABLES, **shapes.TABLES, **books.TABLES}
