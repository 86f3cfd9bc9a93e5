"""`statx schema`: which agreements there are, what one says, and whether a file is one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from statx.cli.completion import schema_names
from statx.cli.help import Command, Group
from statx.cli.options import AnswerForm, AnswerOption, LangOption, RegistryOption, examples, helped
from statx.cli.session import Session
from statx.errors import FINE, BrokenSchemaError, StatxError, worst
from statx.texts import Text, count


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
        epilog=examples("statx schema list", "statx schema list --format json"),
    )(list_)
    group.command(
        cls=Command,
        help=helped(
            "Tampilkan isi satu skema: konsep, definisi, klasifikasi, ukuran, satuan, aturan.",
            "Show a schema: concepts, definitions, values, measures, units, rules.",
        ),
        epilog=examples(
            "statx schema show kemiskinan",
            "statx schema show kemiskinan@1.0.0 --lang en",
            "statx schema show kemiskinan --format json",
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


def list_(
    format_: AnswerOption = AnswerForm.text,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Name, title and classification of every schema."""
    from statx.registry.sheets import schema_list

    session = Session.open(lang, registry)
    session.show(schema_list(session.catalog), format_)


def show(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            autocompletion=schema_names,
            help=helped("Nama skema atau berkasnya.", "A schema's name, or its file."),
        ),
    ],
    format_: AnswerOption = AnswerForm.text,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Everything a person must know to fill such a table."""
    from statx.judging.sheets import schema_sheet
    from statx.sources.schemas import named_schema

    session = Session.open(lang, registry)
    schema = named_schema(name, session.catalog)
    session.show(schema_sheet(schema), format_)


def check(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…", help=helped("Berkas skema (JSON).", "Schema files (JSON).")
        ),
    ],
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help=helped(
                "Minta juga keterangan yang diperlukan registri: satuan, definisi, contoh, …",
                "Ask for what the registry needs besides: units, definitions, an example, …",
            ),
        ),
    ] = False,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Find every fault of every schema before it meets data; a wrong one does not stop the next."""
    session = Session.open(lang, registry)
    codes = [_check_one(file, session, strict=strict) for file in files]
    raise typer.Exit(worst(codes))


def _check_one(file: Path, session: Session, *, strict: bool) -> int:
    from statx.judging.schemas import checked_schema

    try:
        schema = checked_schema(file, session.catalog, strict=strict)
    except BrokenSchemaError as error:
        session.say(
            WRONG.fill(
                path=file,
                n=count(len(error.faults)),
            )
        )
        for fault in error.faults:
            session.say(FAULT.fill(fault=fault))

        return error.exit_code
    except StatxError as error:
        session.say(error.text)
        return error.exit_code

    sizes = {
        "n": len(schema.fields),
        "rules": len(schema.rules),
        "totals": len(schema.totals),
    }
    session.answer(
        RIGHT.fill(
            path=file,
            ref=schema.ref,
            **sizes,
        )
    )
    return FINE


WRONG = Text(
    id="✗ {path}: {n} yang keliru dalam skema ini.", en="✗ {path}: {n} wrong in this schema."
)
FAULT = Text(
    id="  {fault}",
    en="  {fault}",
)
RIGHT = Text(
    id="✓ {path}: {ref}. Skemanya benar; kolom: {n}, aturan: {rules}, uji jumlah: {totals}.",
    en="✓ {path}: {ref}. The schema is right; fields: {n}, rules: {rules}, totals: {totals}.",
)
