"""`statx region`: both codes of a place, and the warning that the same digits mean another one."""

from __future__ import annotations

from typing import Annotated

import typer

from statx.cli.errors import NoRegionError
from statx.cli.help import Command, Group
from statx.cli.options import AnswerForm, AnswerOption, LangOption, RegistryOption, examples, helped
from statx.cli.session import Session

SHOWN = 20
"""Regions shown of one search."""


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    group = typer.Typer(
        cls=Group,
        epilog=examples("statx region find Mentawai", "statx region find 13.01"),
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
