"""openpyxl, which everybody loads workbooks with."""

from __future__ import annotations

from tests.benchmarks.contenders.contender import Answer, Contender
from tests.benchmarks.given import Given

NAME = "openpyxl's load"


def load(given: Given) -> Answer:
    """The whole workbook in memory, and nothing done with it."""
    import openpyxl

    openpyxl.load_workbook(given.book)
    return Answer()


LOAD = Contender(NAME, load, ("openpyxl",), "anything: the cells are only loaded")
