"""`statx schema`: which agreements there are, what one says, and whether a file is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.help import Command, Group
from statx.cli.options import LangOption, RegistryOption, examples, helped
from statx.cli.session import Session
from statx.errors import FINE, StatxError, worst
from statx.texts import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType

    from statx.registry.schema import Field, Schema

NARROW = 24


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    group = typer.Typer(
        cls=Group,
        help=helped("Skema yang disepakati.", "The schemas that were agreed."),
        epilog=examples(
            "statx schema list", "statx schema show kemiskinan", "statx schema check skema.json"
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        "list",
        cls=Command,
        help=helped("Daftar skema dalam registri.", "List the registry's schemas."),
        epilog=examples("statx schema list", "statx schema list --lang en"),
    )(list_)
    group.command(
        cls=Command,
        help=helped(
            "Tampilkan isi satu skema: kolom, arti, satuan, aturan.",
            "Show a schema: fields, meaning, units, rules.",
        ),
        epilog=examples(
            "statx schema show kemiskinan", "statx schema show kemiskinan@1.0.0 --lang en"
        ),
    )(show)
    group.command(
        cls=Command,
        help=helped(
            "Periksa apakah berkas-berkas ini skema yang benar.",
            "Check that files are right schemas.",
        ),
        epilog=examples(
            "statx schema check schemas/kemiskinan/1.0.0.json",
            "statx schema check schemas/*/*.json",
        ),
    )(check)
    app.add_typer(group, name="schema")


def list_(registry: RegistryOption = None, lang: LangOption = None) -> None:
    """Name, title and classification of every schema."""
    from rich.table import Table

    session = Session.open(lang, registry)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (NAME, TITLE, VERSIONS, CLASSIFICATION):
        table.add_column(heading.say(session.language), overflow="fold")
    for schema in session.catalog.schemas():
        versions = ", ".join(session.catalog.versions(schema.name))
        table.add_row(
            schema.name,
            schema.title.say(session.language),
            versions,
            schema.classification.value if schema.classification else "",
        )
    _console(session).print(table)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help=helped("Nama skema atau berkasnya.", "A schema's name, or its file."),
        ),
    ],
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Everything a person must know to fill such a table."""
    from statx.sources.schemas import named_schema

    session = Session.open(lang, registry)
    console = _console(session)
    for part in _shown(named_schema(name, session.catalog), session):
        console.print(part)


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help=helped("Berkas skema (JSON).", "Schema files (JSON).")
        ),
    ],
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Find every fault of every schema before it meets data; one that is wrong does not stop the next."""
    session = Session.open(lang, registry)
    raise typer.Exit(worst([_checked(file, session) for file in files]))


def _checked(file: Path, session: Session) -> int:
    from statx.judging.schemas import checked_schema

    try:
        schema = checked_schema(file, session.catalog)
    except StatxError as error:
        session.say(error.text)
        return error.exit_code
    session.answer(
        RIGHT.fill(
            path=file,
            ref=schema.ref,
            n=len(schema.fields),
            rules=len(schema.rules),
            totals=len(schema.totals),
        )
    )
    return FINE


RIGHT = Text(
    id="✓ {path}: {ref}, {n} kolom, {rules} aturan, {totals} penjumlahan. Skemanya benar.",
    en="✓ {path}: {ref}, {n} fields, {rules} rules, {totals} totals. The schema is right.",
)
NAME = Text(id="Nama", en="Name")
TITLE = Text(id="Judul", en="Title")
VERSIONS = Text(id="Versi", en="Versions")
CLASSIFICATION = Text(id="Klasifikasi", en="Classification")
FIELD = Text(id="Kolom", en="Field")
MEANING = Text(id="Arti", en="Meaning")
ASKED = Text(id="Isian", en="Asked")
UNIT = Text(id="Satuan", en="Unit")
KEY = Text(id="Kunci primer", en="Primary key")
REFERS = Text(id="Kunci asing", en="Foreign keys")
RULES = Text(id="Aturan antarkolom", en="Rules between columns")
TOTALS = Text(id="Penjumlahan", en="Totals")
EXAMPLE = Text(id="Contoh baris", en="An example row")
SOURCES = Text(id="Acuan", en="Sources")
REQUIRED = Text(id="wajib", en="required")
DECIMALS = Text(id="{n} desimal", en="{n} decimals")
CODES = Text(id="kode {system}, tingkat {level}", en="{system} codes, level {level}")


def _shown(schema: Schema, session: Session) -> Iterator[RenderableType]:
    from rich.text import Text as Words

    language = session.language
    yield Words(f"{schema.ref}  {schema.title.say(language)}", style="bold")
    yield Words(schema.description.say(language))
    yield Words(
        " · ".join(
            part
            for part in (
                schema.classification.value if schema.classification else "",
                schema.period,
                schema.producer,
            )
            if part
        ),
        style="dim",
    )
    yield Words()
    yield _field_table(schema, session)
    for heading, lines in _parts(schema, session):
        yield Words(f"\n{heading.say(language)}", style="bold")
        yield from (Words(f"  {line}") for line in lines)


def _parts(schema: Schema, session: Session) -> Iterator[tuple[Text, list[str]]]:
    language = session.language
    if schema.primary_key:
        yield KEY, [", ".join(schema.primary_key)]
    if schema.foreign_keys:
        yield (
            REFERS,
            [
                f"{', '.join(k.fields)} →"
                f" {k.resource or schema.name}({', '.join(k.reference_fields)})"
                for k in schema.foreign_keys
            ],
        )
    if schema.rules:
        yield RULES, [f"{rule.title.say(language)}  [{rule.formula.text}]" for rule in schema.rules]
    if schema.totals:
        yield (
            TOTALS,
            [
                f"{total.title.say(language)}  [{', '.join(total.fields)} ± {total.tolerance}]"
                for total in schema.totals
            ],
        )
    if schema.example:
        yield EXAMPLE, [f"{name.ljust(NARROW)} {cell}" for name, cell in schema.example.items()]
    if schema.sources:
        yield SOURCES, list(schema.sources)


def _field_table(schema: Schema, session: Session) -> RenderableType:
    from rich.table import Table
    from rich.text import Text as Words

    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 1, 0))
    for heading in (FIELD, MEANING, ASKED, UNIT):
        table.add_column(heading.say(session.language), overflow="fold")
    for field in schema.fields:
        meaning = field.definition.say(session.language) or field.title.say(session.language)
        asked = "; ".join(part.say(session.language) for part in _asked(field))
        table.add_row(
            *(
                Words(cell)
                for cell in (field.name, meaning, asked, field.unit.say(session.language))
            )
        )
    return table


def _asked(field: Field) -> Iterator[Text]:
    """What a cell of this field must be."""
    from statx.checks.cells import CELL_RULES, kind_of

    yield kind_of(field)
    if field.required:
        yield REQUIRED
    if field.decimals is not None:
        yield DECIMALS.fill(n=field.decimals)
    if field.region is not None:
        yield CODES.fill(system=field.region.system, level=field.region.level)
    yield from (
        CELL_RULES[name].expected(field)
        for name in field.constraints
        if name in CELL_RULES and name != "required"
    )


def _console(session: Session) -> Console:
    from rich.console import Console

    return Console(
        file=session.output,
        width=session.width,
        force_terminal=session.color,
        no_color=not session.color,
        highlight=False,
    )
