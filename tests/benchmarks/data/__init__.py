"""The tables of the benchmark.

Whoever measures does not import them: they are written in a process of their own.
"""

from __future__ import annotations

from tests.benchmarks.data import population, shapes

TABLES = {**population.TABLES, **shapes.TABLES}
