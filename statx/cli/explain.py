"""`statx explain`: what a check means, with an example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.help import Command
from statx.cli.options import LangOption, RegistryOption, examples, helped
from statx.cli.session import Session
from statx.texts import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statx.checks.explanation import Explanation


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Jelaskan satu pemeriksaan: apa, di mana, mengapa, dan apa yang harus dilakukan.",
            "Explain a check: what, where, why, and what to do.",
        ),
        epilog=examples("statx explain", "statx explain code-system", "statx explain p2-le-p1 --lang id"),
    )(explain)


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help=helped("Kode temuan; tanpa kode, daftar semuanya.", "A finding's code; without one, list all."),
        ),
    ] = "",
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Explain one code, or list them."""
    from statx.checks.explanation import codes
    from statx.checks.explanation import explain as explained
    from statx.registry.catalog import shipped

    session = Session.open(lang, registry)
    if not code:
        session.answer("\n".join(codes(shipped("samples"))))
        return
    for line in _told(explained(code, shipped("samples"), session.catalog)):
        session.answer(line)


WHAT = Text(id="Apa       {says}", en="What      {says}")
WHERE = Text(id="Di mana   {where}", en="Where     {where}")
EXPECTED = Text(id="Mestinya  {expected}", en="Expected  {expected}")
DO = Text(id="Lakukan   {remedy}", en="Do        {remedy}")
EXAMPLE = Text(id="Contoh    samples/{sample}, baris {line}", en="Example   samples/{sample}, line {line}")
IN_FILE = Text(id="Contoh    samples/{sample}", en="Example   samples/{sample}")
FOUND = Text(id='          tertulis "{found}"', en='          found "{found}"')
FIELD = Text(id="kolom {field} ({schema})", en="field {field} ({schema})")
FIELDS = Text(id="kolom {fields} ({schema})", en="fields {fields} ({schema})")
TABLE = Text(id="tabel ({schema})", en="the table ({schema})")


def _told(explanation: Explanation) -> Iterator[Text]:
    rule, finding = explanation.rule, explanation.finding
    yield verbatim(f"{explanation.code}\n")
    if rule is None:
        yield WHAT.fill(says=explanation.error or "")
        yield IN_FILE.fill(sample=explanation.sample)
        return
    yield WHAT.fill(says=rule.says)
    yield WHERE.fill(where=_where(explanation))
    if rule.expected.en:
        yield EXPECTED.fill(expected=rule.expected)
    yield DO.fill(remedy=rule.remedy)
    if finding is None or finding.line is None:
        yield IN_FILE.fill(sample=explanation.sample)
        return
    yield EXAMPLE.fill(sample=explanation.sample, line=finding.line)
    yield verbatim("          " + ",".join(finding.cells or explanation.labels))
    if finding.cell is not None:
        yield FOUND.fill(found=finding.cell)
    if finding.hint is not None:
        yield verbatim("          ") + finding.hint


def _where(explanation: Explanation) -> Text:
    rule = explanation.rule
    if rule is not None and rule.field:
        return FIELD.fill(field=rule.field, schema=explanation.schema)
    if rule is not None and rule.fields:
        return FIELDS.fill(fields=", ".join(rule.fields), schema=explanation.schema)
    return TABLE.fill(schema=explanation.schema)
