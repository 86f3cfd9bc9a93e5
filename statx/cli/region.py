"""`statx region`: both codes of a place, and the warning that the same digits mean another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.errors import NoRegionError
from statx.cli.help import Command, Group
from statx.cli.options import LangOption, RegistryOption, examples, helped
from statx.cli.session import Session
from statx.texts import Text, count, verbatim

if TYPE_CHECKING:
    from statx.registry.regions import Region, Regions
    from statx.registry.vocabulary import CodeSystem

SHOWN = 20
OTHERS: dict[CodeSystem, str] = {"kemendagri": "BPS", "bps": "Kemendagri"}
"""Which system a code of this one may be taken for."""


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
        typer.Argument(metavar="TEXT|CODE", help=helped("Nama atau kode.", "A name or a code.")),
    ],
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Say what regions a name or code may mean."""
    session = Session.open(lang, registry)
    regions = session.catalog.regions
    asked = " ".join(words)
    found = regions.find(asked)
    if not found:
        raise NoRegionError(words=asked)
    for region in found[:SHOWN]:
        session.answer(_described(region, regions))
    if len(found) > SHOWN:
        session.say(MORE.fill(n=count(len(found) - SHOWN)))


MORE = Text(id="… dan {n} lagi; persempit pencariannya.", en="… and {n} more; narrow the search.")
CODES = Text(
    id=(
        "{name} ({kind})\n  Kemendagri  {code}\n  BPS         {bps}\n  dasar       {decree}, sejak"
        " {since}"
    ),
    en=(
        "{name} ({kind})\n  Kemendagri  {code}\n  BPS         {bps}\n  decree      {decree}, since"
        " {since}"
    ),
)
WITHIN = Text(id="\n  di dalam    {parents}", en="\n  within      {parents}")
TWIN = Text(
    id="\n  ⚠ {code} sebagai kode {system} berarti wilayah lain: {name} (Kemendagri {other}).",
    en="\n  ⚠ {code} read as a {system} code is another place: {name} (Kemendagri {other}).",
)
NO_BPS = Text(id="(belum dijembatani)", en="(not bridged)")


def _described(region: Region, regions: Regions) -> Text:
    text = CODES.fill(
        name=region.name,
        kind=region.kind,
        code=region.code,
        bps=region.bps or NO_BPS,
        decree=region.decree,
        since=region.since,
    )
    parents = regions.parents(region)
    if parents:
        text += WITHIN.fill(
            parents=verbatim(", ".join(f"{parent.name} ({parent.code})" for parent in parents))
        )
    for system, other in OTHERS.items():
        code = region.code_in(system)
        twin = regions.same_digits(code, system) if code else None
        if twin is not None:
            text += TWIN.fill(code=code, system=other, name=twin.name, other=twin.code)
    return text + verbatim("\n")
