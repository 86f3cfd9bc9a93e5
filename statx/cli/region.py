"""`statx region`: both codes of a place, and the warning that the same digits mean another one."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from statx.cli.data_options import with_data_options
from statx.cli.errors import NoRegionError
from statx.cli.help import Command, Group
from statx.cli.options import (
    INPUT,
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
from statx.cli.session import Session
from statx.errors import FAILED, FINE, OptionError
from statx.options import DataOptions
from statx.texts import Text

SHOWN = 20
"""Regions shown of one search."""


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    group = typer.Typer(
        cls=Group,
        epilog=examples(
            "statx region find Mentawai",
            "statx region find 13.01",
            "statx region recode bps.csv kemendagri.csv --from bps --to kemendagri",
        ),
        help=helped(
            "Cari wilayah: kode Kemendagri dan kode BPS.",
            "Look up regions: Kemendagri and BPS codes.",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        cls=Command,
        help=helped("Cari wilayah menurut nama atau kode.", "Find a region by name or code."),
        epilog=examples(
            "statx region find Mentawai",
            "statx region find 13.01",
            'statx region find "Kab. Kediri"',
        ),
    )(find)
    group.command(
        cls=Command,
        help=helped(
            "Salin CSV dengan kode wilayah dalam sistem lain; selebihnya tetap, byte demi byte.",
            "Copy a CSV with its region codes in the other system; all else stays, byte for byte.",
        ),
        epilog=examples(
            "statx region recode bps.csv kemendagri.csv --from bps --to kemendagri",
            "statx region recode a.csv b.csv --from kemendagri --to bps --column kode_desa",
        ),
    )(with_data_options(recode, without=("schema", "locale", "recipe")))
    app.add_typer(group, name="region")


def find(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT|CODE",
            help=helped("Nama atau kode.", "A name or a code."),
        ),
    ],
    format_: AnswerOption = AnswerForm.text,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Say what regions a name or code may mean."""
    from statx.registry.sheets import region_sheet
    from statx.results.sheets import RegionList

    session = Session.open(lang, registry)
    regions = session.catalog.regions
    question = " ".join(words)
    matching = regions.find(question)
    if not matching:
        raise NoRegionError(words=question)

    sheets = [region_sheet(region, regions) for region in matching[:SHOWN]]
    more = len(matching) - len(sheets)
    session.show(RegionList(tuple(sheets), more), format_)


class System(StrEnum):
    """The code systems."""

    bps = "bps"
    kemendagri = "kemendagri"


def recode(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="SRC",
            parser=named_path,
            help=helped("Berkas asal (CSV).", "The file (CSV)."),
        ),
    ],
    destination: Annotated[
        Path,
        typer.Argument(
            metavar="DST",
            parser=named_path,
            help=helped("Salinannya.", "The copy."),
        ),
    ],
    from_: Annotated[
        System,
        typer.Option(
            "--from",
            rich_help_panel=INPUT,
            help=helped("Sistem kode dalam berkas asal.", "The code system of the file."),
        ),
    ],
    to: Annotated[
        System,
        typer.Option(
            "--to",
            rich_help_panel=OUTPUT,
            help=helped("Sistem kode dalam salinannya.", "The code system of the copy."),
        ),
    ],
    options: DataOptions,
    column: Annotated[
        list[str] | None,
        typer.Option(
            "--column",
            rich_help_panel=INPUT,
            metavar="NAME",
            help=helped(
                "Kolom kodenya, bila tidak dikenali sendiri; boleh berulang.",
                "The column of codes, where it is not recognised; may be repeated.",
            ),
        ),
    ] = None,
    format_: AnswerOption = AnswerForm.text,
    force: ForceOption = False,
    registry: RegistryOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Write a copy with each code in the other system, or list the codes that have none."""
    from statx.files import atomic_file, refuse_existing, refuse_read_files, writing
    from statx.intake.recoding import recode as look_at_codes
    from statx.intake.recoding.partners import SYSTEMS, Partners
    from statx.results.sheets import RecodingSheet
    from statx.sources.settling import open_unjudged

    session = Session.open(lang, registry, quiet=quiet)
    if from_ is to:
        raise OptionError(option="--to", reason=SAME_SYSTEM.fill(system=SYSTEMS[to.value]))
    refuse_existing(destination, replace=force)
    refuse_read_files([destination], [source])

    opened = open_unjudged(source, options, session.config)
    partners = Partners(session.catalog.regions, from_.value, to.value)
    copy = look_at_codes(opened, column or (), partners)
    refused = copy.refused
    cells = 0
    if not refused:
        with (
            atomic_file(destination, replace=force) as part,
            writing(destination),
            part.open("wb") as target,
        ):
            cells = copy.write(target)

    for remark in copy.remarks:
        session.say(REMARK.fill(remark=remark))
    sheet = RecodingSheet(
        str(source),
        "" if refused else str(destination),
        SYSTEMS[from_.value],
        SYSTEMS[to.value],
        tuple(each.column for each in copy.recodings),
        cells,
        refused,
    )
    if refused or not quiet:
        session.show(sheet, format_)
    raise typer.Exit(FAILED if refused else FINE)


SAME_SYSTEM = Text(
    id="keduanya {system}; sebutkan sistem yang lain.",
    en="both are {system}; name the other system.",
)
REMARK = Text(
    id="· {remark}",
    en="· {remark}",
)
