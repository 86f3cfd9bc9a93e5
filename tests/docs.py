"""`python -m tests.docs` writes those parts of the documents that are made from the program.

Each stands in the page of what it is about: `<!-- checks -->` in samples/README.md, from what each
check says of its sample; `<!-- divergences -->` in tests/differential/README.md, each deliberate
difference from frictionless-py with its example and the two verdicts; `<!-- promises -->` in
README.md, the first table of the benchmark's page; `<!-- limits -->` in SECURITY.md, the bounds on
what is read; `<!-- thresholds -->` and `<!-- disclosures -->` in statx/README.md, the limits of the
disclosure checks and what these find. The JSON Schemas by which editors check statx.toml and
recipes are made as well (`tests.editor_schemas`).

`python -m tests.docs --sentences` lists every sentence of statx in both languages, for a
proof-reader.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from statx.checks.words.disclosure import RULES, coded_rules
from statx.container import zip_reader
from statx.intake.recipe_reading import read_recipe
from statx.judging.explanation import CODES_BEFORE_RELEASE, Explanation, codes, explain
from statx.registry.catalog import Catalog, shipped
from statx.tables import limits as table_limits
from statx.tables.limits import LIMITS, Limit
from statx.thresholds import THRESHOLDS
from statx.workbook.errors import WorkbookLimitError
from statx.workbook.limits import LIMITS as BOOK_LIMITS
from tests import editor_schemas
from tests.differential.divergence import Divergence
from tests.differential.divergences import DIVERGENCES, OF_THE_COMMAND
from tests.differential.oracle import CRASH, Case, Entry
from tests.sentences import sentences

ROOT = Path(__file__).parents[1]
INTAKE = ROOT / "samples" / "_intake"
BENCHMARK_PAGE = "tests/benchmarks/README.md"
LONGEST_EXAMPLE = 70
"""Characters of an example's data that are shown whole."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between `<!-- name -->` and `<!-- /name -->` of a page."""

    name: str
    page: str
    """Path from the root of the repository."""
    make: Callable[[], str]

    def read(self) -> str:
        """What stands there now."""
        _, old, _ = self._cut()
        return old.strip()

    def write(self) -> None:
        """Put what should stand there in its place."""
        before, _, after = self._cut()
        text = f"{before}\n\n{self.make()}\n\n{after}"
        (ROOT / self.page).write_text(text, encoding="utf-8")

    def _cut(self) -> tuple[str, str, str]:
        """(the page up to its opening marker, what is between, the closing marker and the rest)"""
        text = (ROOT / self.page).read_text(encoding="utf-8")
        opening, closing = f"<!-- {self.name} -->", f"<!-- /{self.name} -->"
        before, _, rest = text.partition(opening)
        old, _, after = rest.partition(closing)

        return before + opening, old, closing + after


# ---- the checks --------------------------------------------------------------------------------


def checks() -> str:
    """Every check as a row: its code with its sample, what is said of that, and why it is asked."""
    samples = shipped("samples")
    catalog = Catalog(shipped("schemas"))
    explained = [explain(code, samples, catalog) for code in codes(samples)]

    rows = [_check_row(each) for each in explained if _is_of_every_table(each)]
    table = _table(("code and example", "what is said of it", "why it is asked"), rows)
    of_schemas = ", ".join(f"`{each.code}`" for each in explained if each.is_of_a_schema)

    return (
        f"{table}\nBeside these stand the rules and totals of single schemas, each under its own"
        f" id: {of_schemas}."
    )


def _is_of_every_table(explanation: Explanation) -> bool:
    """What a schema alone asks stands below, and what is asked before a release elsewhere."""
    return not explanation.is_of_a_schema and explanation.code not in CODES_BEFORE_RELEASE


def _check_row(explanation: Explanation) -> Row:
    code = f"`{explanation.code}`"
    if explanation.sample:
        code = f"[{code}]({explanation.sample})"  # the page lies in the folder of the samples
    if not explanation.fails:
        code += " (warning)"

    return code, explanation.says.say("en"), explanation.why.say("en")


# ---- the layouts ---------------------------------------------------------------------------------


def kinds() -> str:
    """Every layout: what its recipe says that it shows, and what comes out; refused ones last."""
    recipes = sorted(INTAKE.glob("*/resep.toml"), key=lambda path: (_is_refused(path), path))
    return _table(("tata letak", "yang ditunjukkan", "hasil"), map(_kind_row, recipes))


def _is_refused(recipe: Path) -> bool:
    return recipe.with_name("penolakan.txt").is_file()


def _kind_row(recipe: Path) -> Row:
    name = recipe.parent.name
    lines = recipe.read_text(encoding="utf-8").splitlines()
    comment = takewhile(lambda line: line.startswith("# "), lines)
    shows = " ".join(line.removeprefix("# ") for line in comment)

    return f"[`{name}`]({name})", shows, _outcome(recipe)


def _outcome(recipe: Path) -> str:
    if _is_refused(recipe):
        code, cell = recipe.with_name("penolakan.txt").read_text(encoding="utf-8").split()
        return f"**ditolak**: `{code}` di `{cell}`"

    result = recipe.with_name("hasil.csv").read_text(encoding="utf-8")
    return f"{len(result.splitlines()) - 1} baris `{read_recipe(recipe).schema}`"


# ---- the differences from frictionless-py ------------------------------------------------------


def divergences() -> str:
    """Every deliberate difference as a row, then those that no verdict on one table can show."""
    titles = ("difference", "example", "frictionless", "statx", "why")
    table = _table(titles, [_divergence_row(each) for each in DIVERGENCES])
    others = "\n".join(f"- {words}" for words in OF_THE_COMMAND.values())

    return f"{table}\n{others}"


def _divergence_row(divergence: Divergence) -> Row:
    return (
        f"`{divergence.id}`",
        _example(divergence.example),
        _verdict(divergence.theirs),
        _verdict(divergence.ours),
        divergence.why,
    )


def _example(case: Case) -> str:
    """What of the schema and the dialect the table itself does not show, then the table."""
    described = [_first_field(case), _rest_of_schema(case)]
    if case.dialect is not None:
        described.append({"dialect": dict(case.dialect)})
    shown = [json.dumps(each, ensure_ascii=False) for each in described if each]
    shown.append(_on_one_line(_shortened(case.data.decode("cp1252"))))

    return " ".join(_code(each) for each in shown)


def _first_field(case: Case) -> Mapping[str, object]:
    """The field that the example is about; its name stands in the table."""
    field = case.schema["fields"][0]
    return {key: value for key, value in field.items() if key != "name"}


def _rest_of_schema(case: Case) -> Mapping[str, object]:
    return {key: value for key, value in case.schema.items() if key != "fields"}


def _shortened(data: str) -> str:
    if len(data) <= LONGEST_EXAMPLE:
        return data
    return f"{data[:20]} … {data[-10:]}"


def _on_one_line(data: str) -> str:
    marks = {"\n": "⏎", "\r": "\\r", "\0": "\\0"}
    return re.sub("[\n\r\0]", lambda match: marks[match[0]], data)


def _code(words: str) -> str:
    """Words as code, also where they hold the sign that ends code."""
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def _verdict(entries: tuple[Entry, ...]) -> str:
    """What was found, and in which rows."""
    rows: dict[str, list[int]] = {}
    for type_, row, _ in entries:
        numbers = rows.setdefault(type_, [])
        if row is not None:
            numbers.append(row)

    phrases = [_phrase(type_, numbers) for type_, numbers in rows.items()]
    return ", ".join(phrases) or "passes"


def _phrase(type_: str, rows: list[int]) -> str:
    if type_ == CRASH:
        return "ends in a traceback"
    if type_.endswith("Error"):
        return f"is refused ({type_})"
    if not rows:
        return type_

    numbers = ", ".join(map(str, rows))
    return f"{type_} in rows {numbers}" if len(rows) > 1 else f"{type_} in row {numbers}"


# ---- the promises ------------------------------------------------------------------------------


def promises() -> str:
    """The first table of the benchmark's page: what was promised, and what was measured."""
    page = (ROOT / BENCHMARK_PAGE).read_text(encoding="utf-8")
    _, title, rest = page.partition("| promise |")
    table, _, _ = rest.partition("\n\n")

    return title + table


# ---- the limits --------------------------------------------------------------------------------


def limits() -> str:
    """Every bound on a table, then those on a workbook and on a package."""
    of_tables = [(f"{limit.most:,}", limit.of.en, _error_name(limit)) for limit in LIMITS]
    package = zip_reader.LIMITS
    of_packages = [
        (f"{package.members:,}", "members of a package", "PackageLimitError"),
        (f"{package.total_bytes:,}", "bytes of all members of a package", "PackageLimitError"),
        (f"{package.ratio:,}", "bytes of a member to each byte in the zip", "PackageLimitError"),
        (
            f"{table_limits.PACKED:,}",
            "bytes of text in a compressed member to each byte of the zip, beyond 64 MiB",
            table_limits.INFLATION.error.__name__,
        ),
    ]

    of_workbooks = [
        (f"{limit.most:,}", limit.of.en, WorkbookLimitError.__name__) for limit in BOOK_LIMITS
    ]
    return _table(("at most", "of what", "error"), [*of_tables, *of_workbooks, *of_packages])


def _error_name(limit: Limit) -> str:
    return limit.error.__name__


# ---- before a release --------------------------------------------------------------------------


def thresholds() -> str:
    """Every limit of the disclosure checks: its default, what it means, where it comes from."""
    rows = [
        (f"`{name}`", str(limit.default), limit.means.en, limit.source.en)
        for name, limit in THRESHOLDS.items()
    ]

    return _table(("key", "default", "what it is", "source"), rows)


def disclosures() -> str:
    """What the disclosure checks can find, and why it is asked."""
    rows = []
    for code, (name, _) in coded_rules().items():
        words = RULES[name]
        rows.append((f"`{code}`", _without_gaps(words.says.en), words.why.en))

    return _table(("code", "what is said of it", "why it is asked"), rows)


def _without_gaps(says: str) -> str:
    return re.sub(r"\{\w+\}", "…", says)


# ---- writing them ------------------------------------------------------------------------------

PARTS = (
    Part("checks", "samples/README.md", checks),
    Part("kinds", "samples/_intake/README.md", kinds),
    Part("divergences", "tests/differential/README.md", divergences),
    Part("promises", "README.md", promises),
    Part("limits", "SECURITY.md", limits),
    Part("thresholds", "statx/README.md", thresholds),
    Part("disclosures", "statx/README.md", disclosures),
)


def _table(titles: Row, rows: Iterable[Row]) -> str:
    rule = ("---",) * len(titles)
    lines = [titles, rule, *(_escaped(row) for row in rows)]

    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _escaped(row: Row) -> Row:
    return tuple(cell.replace("|", "\\|") for cell in row)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m tests.docs")
    arguments.add_argument(
        "--sentences", action="store_true", help="list every sentence, and write no document"
    )
    options = arguments.parse_args()

    if options.sentences:
        for sentence in sentences():
            print(sentence, end="\n\n")
        return
    for part in PARTS:
        part.write()
    editor_schemas.write()


if __name__ == "__main__":
    main()
