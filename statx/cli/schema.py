"""`statx schema`: which agreements there are, what one says, and whether a file is one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.completion import schema_names
from statx.cli.data_options import with_data_options
from statx.cli.help import Command, Group
from statx.cli.options import (
    OUTPUT,
    AnswerForm,
    AnswerOption,
    ForceOption,
    LangOption,
    QuietOption,
    RegistryOption,
    examples,
    helped,
    named_path,
)
from statx.cli.progress import progress
from statx.cli.session import Session
from statx.errors import FINE, BrokenSchemaError, StatxError, worst
from statx.options import DataOptions
from statx.texts import Text, count

if TYPE_CHECKING:
    from statx.intake.inference import Inferred


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
    group.command(
        cls=Command,
        help=helped(
            "Susun rancangan skema dari data: tipe, satuan, kode wilayah, dan kunci, dari semua"
            " baris.",
            "Draft a schema from data: types, units, region codes and a key, from all rows.",
        ),
        epilog=examples(
            "statx schema infer penduduk_2024.csv -o penduduk.json",
            "statx schema infer data_*.csv --locale id -o data.json",
            "statx schema check --strict penduduk.json",
        ),
    )(with_data_options(infer, without=("schema", "recipe")))
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


def infer(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE…",
            parser=named_path,
            show_default=False,
            help=helped(
                "Berkas data; beberapa berkas dengan kolom yang sama menjadi satu skema.",
                "Files of data; several with the same columns give one schema.",
            ),
        ),
    ],
    options: DataOptions,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            rich_help_panel=OUTPUT,
            metavar="FILE",
            parser=named_path,
            help=helped("Tulis skemanya ke berkas.", "Write the schema to a file."),
        ),
    ] = None,
    force: ForceOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Draft a schema that the data passes; what only people know is TODO in it."""
    session = Session.open(lang, registry, quiet=quiet)
    inferred = infer_schema(session, files, options, output, force=force)
    for remark in inferred.remarks:
        session.say(REMARK.fill(remark=remark))

    if output is not None:
        session.say(
            DRAFTED.fill(path=output, n=count(inferred.open_places), rows=count(inferred.rows))
        )


def infer_schema(
    session: Session, files: list[Path], options: DataOptions, output: Path | None, *, force: bool
) -> Inferred:
    """Draft a schema from files, and write it to a file or to standard output."""
    from statx.files import atomic_file, refuse_existing, refuse_read_files, writing
    from statx.intake.inference import infer as infer_from
    from statx.intake.inference.draft import schema_name
    from statx.judging.workers import Threads
    from statx.sources.patterns import expand
    from statx.sources.settling import open_unjudged

    if output is not None:
        refuse_existing(output, replace=force)
        refuse_read_files([output], files)

    tables = [open_unjudged(file, options, session.config) for file in expand(files)]
    name = schema_name(output.stem if output else tables[0].name)
    with progress(session) as bar:
        bar.start(str(files[0]), tables[0].table)
        bar.all = sum(each.table.size for each in tables) if bar.all else 0
        threads = Threads(session.workers)
        inferred = infer_from(tables, name, session.catalog, threads, bar.advance)
    if output is None:
        session.give_document([inferred.text])
        return inferred

    with atomic_file(output, replace=force) as part, writing(output):
        part.write_text(inferred.text, encoding="utf-8")
    return inferred


def _check_one(file: Path, session: Session, *, strict: bool) -> int:
    from statx.judging.schemas import checked_schema
    from statx.registry.unfinished import number_unfinished

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
    still_open = number_unfinished(schema.descriptor)
    if still_open:
        session.say(UNFINISHED.fill(n=count(still_open)))
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
REMARK = Text(
    id="· {remark}",
    en="· {remark}",
)
DRAFTED = Text(
    id=(
        "✓ {path}: rancangan dari {rows} baris data; {n} hal masih TODO. Berikutnya:\n"
        "  statx validate DATA --schema {path}   datanya lolos dengan rancangan ini\n"
        "  statx schema check --strict {path}    yang masih harus ditulis"
    ),
    en=(
        "✓ {path}: a draft from {rows} rows; {n} places are still TODO. Next:\n"
        "  statx validate DATA --schema {path}   the data passes under it\n"
        "  statx schema check --strict {path}    what is still to be written"
    ),
)
UNFINISHED = Text(
    id="  Masih rancangan: {n} hal masih TODO; lihat dengan --strict.",
    en="  Still a draft: {n} places are TODO; see them with --strict.",
)
