"""`statx explain`: what a check means, with an example."""

from __future__ import annotations

from textwrap import shorten, wrap
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.help import Command
from statx.cli.options import LangOption, RegistryOption, examples, helped
from statx.cli.session import Session
from statx.texts import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from statx.judging.explanation import Explanation
    from statx.results.findings import Rule


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Jelaskan satu pemeriksaan: apa, di mana, mengapa, dan apa yang harus dilakukan.",
            "Explain a check: what, where, why, and what to do.",
        ),
        epilog=examples(
            "statx explain", "statx explain code-system", "statx explain p2-le-p1 --lang id"
        ),
    )(explain)


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help=helped(
                "Kode temuan; tanpa kode, daftar semuanya.",
                "A finding's code; without one, list all.",
            ),
        ),
    ] = "",
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Explain one code, or list them."""
    from statx.judging.explanation import codes
    from statx.judging.explanation import explain as explained
    from statx.registry.catalog import shipped

    session = Session.open(lang, registry)
    samples = shipped("samples")
    if code:
        lines = _told(explained(code, samples, session.catalog), session)
    else:
        lines = _listed(
            [explained(known, samples, session.catalog) for known in codes(samples)], session
        )
    session.give(f"{line}\n" for line in lines)


ERROR = Text(id="kesalahan: datanya tidak lolos", en="error: the data does not pass")
WARNING = Text(
    id="peringatan: dikatakan, datanya tetap lolos",
    en="warning: said, the data passes all the same",
)
UNREADABLE = Text(id="berkas tidak dapat dibaca", en="the file cannot be read")
WHAT = Text(id="Apa", en="What")
WHERE = Text(id="Di mana", en="Where")
EXPECTED = Text(id="Mestinya", en="Expected")
WHY = Text(id="Mengapa", en="Why")
DO = Text(id="Lakukan", en="Do")
EXAMPLE = Text(id="Contoh", en="Example")
FOUND = Text(id="Tertulis", en="Found")
PLACE = Text(id="samples/{sample}, baris {line}", en="samples/{sample}, line {line}")
FIELD = Text(id="kolom {field} ({schema})", en="field {field} ({schema})")
FIELDS = Text(id="kolom {fields} ({schema})", en="fields {fields} ({schema})")
TABLE = Text(id="tabel ({schema})", en="the table ({schema})")
MORE = Text(
    id="Jelaskan satu di antaranya dengan contoh: statx explain KODE",
    en="Explain one of them by an example: statx explain CODE",
)
NOTHING = verbatim("")
INDENT, LABELS = "  ", 10
GROUPS: Mapping[Text, Callable[[Explanation], bool]] = {
    Text(id="Berkas yang tidak dapat dibaca", en="Files that cannot be read"): lambda each: (
        each.rule is None
    ),
    Text(
        id="Yang diperiksa pada setiap tabel, menurut skemanya",
        en="Checks of every table, as its schema asks",
    ): (lambda each: each.rule is not None and not each.is_of_a_schema),
    Text(
        id="Aturan dan penjumlahan milik satu skema", en="Rules and totals of single schemas"
    ): lambda each: each.is_of_a_schema,
}


# ---- one code --------------------------------------------------------------------------------------


def _told(explanation: Explanation, session: Session) -> Iterator[str]:
    yield f"{_bold(explanation.code, session)}  ({_weight(explanation).say(session.language)})"
    yield ""
    for label, words in _parts(explanation):
        yield from _laid_out(label, words, session)
    yield from _example(explanation, session)


def _weight(explanation: Explanation) -> Text:
    if explanation.rule is None:
        return UNREADABLE
    return ERROR if explanation.fails else WARNING


def _parts(explanation: Explanation) -> Iterator[tuple[Text, Text]]:
    rule = explanation.rule
    yield WHAT, explanation.says
    if rule is not None:
        yield WHERE, _where(rule, explanation.schema)
        if rule.expected.en:
            yield EXPECTED, rule.expected
    yield WHY, explanation.why
    if rule is not None:
        yield DO, rule.remedy


def _where(rule: Rule, schema: str) -> Text:
    if rule.field:
        return FIELD.fill(field=rule.field, schema=schema)
    if rule.fields:
        return FIELDS.fill(fields=", ".join(rule.fields), schema=schema)
    return TABLE.fill(schema=schema)


def _example(explanation: Explanation, session: Session) -> Iterator[str]:
    """The sample, its header and the record at fault, and what was found in it."""
    finding = explanation.finding
    if not explanation.sample:
        return
    yield ""
    if finding is None or finding.line is None:
        yield from _laid_out(EXAMPLE, verbatim(f"samples/{explanation.sample}"), session)
        return
    yield from _laid_out(EXAMPLE, PLACE.fill(sample=explanation.sample, line=finding.line), session)
    for cells in dict.fromkeys((explanation.labels, finding.cells or explanation.labels)):
        yield from _laid_out(NOTHING, verbatim(", ".join(cells)), session)
    found = finding.label if finding.cell is None else finding.cell
    if found:
        yield from _laid_out(FOUND, verbatim(f'"{found}"'), session)
    if finding.hint is not None:
        yield from _laid_out(NOTHING, finding.hint, session)


def _laid_out(label: Text, words: Text, session: Session) -> Iterator[str]:
    """A label, and beside it words that are broken to the terminal's width."""
    first = f"{INDENT}{label.say(session.language):{LABELS}}"
    lines = wrap(
        words.say(session.language), session.width - len(first), break_on_hyphens=False
    ) or [""]
    yield from (
        f"{first if not at else ' ' * len(first)}{line}".rstrip() for at, line in enumerate(lines)
    )


# ---- all codes -------------------------------------------------------------------------------------


def _listed(explanations: Sequence[Explanation], session: Session) -> Iterator[str]:
    """Each code with what is wrong, on a line of its own: of files, of tables, then of single schemas."""
    groups = {
        title: [each for each in explanations if belongs(each)] for title, belongs in GROUPS.items()
    }
    longest = max(len(explanation.code) for explanation in explanations)
    for title, group in groups.items():
        yield title.say(session.language)
        for explanation in group:
            words = shorten(
                explanation.says.say(session.language),
                session.width - longest - 4,
                placeholder=" …",
            )
            yield f"{INDENT}{_bold(f'{explanation.code:{longest}}', session)}  {words}"
        yield ""
    yield MORE.say(session.language)


def _bold(words: str, session: Session) -> str:
    return typer.style(words, bold=True) if session.color else words
