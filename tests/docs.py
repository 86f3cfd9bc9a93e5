"""`python -m tests.docs`: writes the parts of the documents that are made from the program, between their markers.

`<!-- checks -->` in README.md is the list of checks, from what each says of its sample; `<!-- divergences -->` in
CONTRIBUTING.md the list of deliberate differences from frictionless-py, each with its example and the two verdicts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from statx.judging.explanation import Explanation, codes, explain
from statx.registry.catalog import Catalog, shipped
from tests.differential.divergence import Divergence
from tests.differential.divergences import DIVERGENCES, OF_THE_COMMAND
from tests.differential.oracle import CRASH, Case, Entry

ROOT = Path(__file__).parents[1]
LONGEST_EXAMPLE = 70
"""Characters of an example's data."""


def checks() -> str:
    """Every check as a row: its code with its sample, what is said of that, and why it is asked."""
    samples, catalog = shipped("samples"), Catalog(shipped("schemas"))
    explained = [explain(code, samples, catalog) for code in codes(samples)]
    ours = [each for each in explained if not each.is_of_a_schema]
    of_schemas = ", ".join(f"`{each.code}`" for each in explained if each.is_of_a_schema)
    return (
        _table(
            ("code and example", "what is said of it", "why it is asked"),
            (_check(each) for each in ours),
        )
        + "\nBeside these stand the rules and totals of single schemas, each under its own id:"
        f" {of_schemas}."
    )


def _check(explanation: Explanation) -> tuple[str, str, str]:
    code = f"`{explanation.code}`"
    linked = f"[{code}](samples/{explanation.sample})" if explanation.sample else code
    return (
        linked + ("" if explanation.fails else " (warning)"),
        explanation.says.en,
        explanation.why.en,
    )


def divergences() -> str:
    """Every deliberate difference as a row, then those that no verdict on one table can show."""
    rows = _table(
        ("difference", "example", "frictionless", "statx", "why"),
        (_divergence(each) for each in DIVERGENCES),
    )
    return rows + "\n" + "\n".join(f"- {words}" for words in OF_THE_COMMAND.values())


def _divergence(divergence: Divergence) -> tuple[str, ...]:
    verdicts = (_verdict(entries) for entries in (divergence.theirs, divergence.ours))
    return f"`{divergence.id}`", _example(divergence.example), *verdicts, divergence.why


def _example(case: Case) -> str:
    """What of the schema is not told by the table itself, and the table."""
    fields = [
        {key: value for key, value in field.items() if key != "name"}
        for field in case.schema["fields"]
    ]
    rest = {key: value for key, value in case.schema.items() if key != "fields"}
    dialect = {"dialect": dict(case.dialect)} if case.dialect is not None else {}
    told = [each for each in (fields[0], rest, dialect) if each]
    data = case.data.decode("cp1252")
    shown = data if len(data) <= LONGEST_EXAMPLE else f"{data[:20]} … {data[-10:]}"
    return " ".join(
        [*(_code(json.dumps(each, ensure_ascii=False)) for each in told), _code(_visible(shown))]
    )


def _visible(data: str) -> str:
    """Data on one line."""
    marks = {"\n": "⏎", "\r": "\\r", "\0": "\\0"}
    return re.sub("[\n\r\0]", lambda found: marks[found[0]], data)


def _code(words: str) -> str:
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def _verdict(entries: tuple[Entry, ...]) -> str:
    """What is found, and in which rows."""
    rows: dict[str, list[int]] = {}
    for type_, row, _ in entries:
        rows.setdefault(type_, []).extend([row] if row is not None else [])
    found = [_found(type_, numbers) for type_, numbers in rows.items()]
    return ", ".join(found) or "passes"


def _found(type_: str, rows: list[int]) -> str:
    if type_ == CRASH:
        return "ends in a traceback"
    if type_.endswith("Error"):
        return f"is refused ({type_})"
    where = f" in row{'s' if len(rows) > 1 else ''} {', '.join(map(str, rows))}" if rows else ""
    return f"{type_}{where}"


# ---- the documents ---------------------------------------------------------------------------------

PARTS: Mapping[str, tuple[str, Callable[[], str]]] = {
    "checks": ("README.md", checks),
    "divergences": ("CONTRIBUTING.md", divergences),
}
"""What stands between `<!-- name -->` and `<!-- /name -->`, of which document."""


def marked(name: str) -> str:
    """What stands there now."""
    _, _, rest = _text(name).partition(f"<!-- {name} -->")
    return rest.partition(f"<!-- /{name} -->")[0].strip()


def write(name: str) -> None:
    """Write what should stand there."""
    before, opening, rest = _text(name).partition(f"<!-- {name} -->")
    _, closing, after = rest.partition(f"<!-- /{name} -->")
    (ROOT / PARTS[name][0]).write_text(
        f"{before}{opening}\n\n{PARTS[name][1]()}\n\n{closing}{after}", encoding="utf-8"
    )


def _text(name: str) -> str:
    return (ROOT / PARTS[name][0]).read_text(encoding="utf-8")


def _table(titles: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    lines = [
        titles,
        ("---",) * len(titles),
        *(tuple(cell.replace("|", "\\|") for cell in row) for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    for part in PARTS:
        write(part)
