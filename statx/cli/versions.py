"""`statx version`: what judges here, for whoever reports a fault or compares two machines."""

from __future__ import annotations

import platform
from importlib import metadata

import typer

from statx.cli.help import Command
from statx.cli.options import (
    AnswerForm,
    AnswerOption,
    LangOption,
    RegistryOption,
    examples,
    helped,
)
from statx.cli.session import Session


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Tampilkan versi statx, Python, pustaka, dan skema registri.",
            "Show the versions of statx, Python, libraries and the registry's schemas.",
        ),
        epilog=examples("statx version", "statx version --format json"),
    )(version)


def version(
    format_: AnswerOption = AnswerForm.text,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Say what judges here."""
    from statx.results.sheets import VersionSheet
    from statx.version import __version__

    session = Session.open(lang, registry)
    catalog = session.catalog
    newest = [f"{name}@{catalog.versions(name)[-1]}" for name in catalog.names]
    session.show(
        VersionSheet(
            statx=__version__,
            python=f"{platform.python_version()} ({platform.platform(terse=True)})",
            pyarrow=metadata.version("pyarrow"),
            frictionless=metadata.version("frictionless"),
            registries=tuple(map(str, catalog.folders)),
            schemas=tuple(newest),
        ),
        format_,
    )
