"""The results as Markdown, and their place in a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from tests.benchmarks.contenders.contender import FLOOR, STATX, Answer, Command, Contender
from tests.benchmarks.measuring import Measured, Results
from tests.benchmarks.promises import PROMISES

BEGIN, END = "<!-- benchmark -->", "<!-- /benchmark -->"
BETWEEN = re.compile(f"(?<={BEGIN}\n).*?(?={END})", re.DOTALL)
NOTHING = "–"
ONCE = "; one run"


def case_table(results: Results) -> str:
    """One case: who took how long, times the floor, at what peak, and what he found."""
    floor = results.of(FLOOR)
    about = results.case.about.format(rows=f"{results.rows:,}")
    lines = [
        f"**{results.case.name}**: {about}{ONCE if results.case.once else ''}",
        "",
        "| | s | × floor | peak MiB | errors found |",
        "|---|---|---|---|---|",
        *(_line(each, floor) for each in results.measured),
    ]
    return "\n".join(lines)


def promise_table(results: Mapping[str, Results]) -> str:
    """Every promise as a row."""
    lines = ["**promises**", "", "| promise | measured | |", "|---|---|---|"]
    return "\n".join([*lines, *(f"| {' | '.join(promise.row(results))} |" for promise in PROMISES)])


def notes(measured: Iterable[Contender | Command], absent: Iterable[str]) -> str:
    """What is not checked, and which packages are not there."""
    unchecked = {each.name: each.leaves_out for each in measured if each.leaves_out}
    lines = ["Not checked by", "", *(f"- {name}: {what}" for name, what in unchecked.items())]
    missing = ["", f"Not installed, and left out: {', '.join(sorted(absent))}."] if absent else []
    return "\n".join([*lines, *missing])


def folded(seen: str, more: str) -> str:
    """What is to be seen, and more for whoever opens it."""
    return f"{seen}\n\n<details>\n<summary>All cases</summary>\n\n{more}\n\n</details>"


def with_tables(page: str, tables: str) -> str:
    """The page with these tables between its markers. Raises LookupError where it has none."""
    if not BETWEEN.search(page):
        raise LookupError(BEGIN)
    return BETWEEN.sub(lambda _found: f"{tables}\n", page, count=1)


def _line(measured: Measured, floor: Measured | None) -> str:
    name = (
        f"**{measured.contender.name}**"
        if measured.contender.name == STATX
        else measured.contender.name
    )
    if measured.answer is None:
        return f"| {name} | did not come to an end | | | |"
    mark = "≈ " if measured.sample else ""
    ratio = f"{mark}{_rounded(measured.seconds / floor.seconds)}" if floor else NOTHING
    peak = "" if measured.sample else f"{measured.mebibytes:.0f}"  # of fewer rows it says nothing
    cells = [
        _named(name, measured),
        f"{mark}{_rounded(measured.seconds)}",
        ratio,
        peak,
        _found(measured.answer),
    ]
    return f"| {' | '.join(cells)} |"


def _named(name: str, measured: Measured) -> str:
    return f"{name}, from {measured.sample:,} rows" if measured.sample else name


def _rounded(number: float) -> str:
    """Three digits that mean something."""
    return (
        f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
    )


def _found(answer: Answer) -> str:
    if answer.errors is not None:
        return f"{answer.errors:,}"
    return NOTHING if answer.passes is None else "passes" if answer.passes else "does not pass"
