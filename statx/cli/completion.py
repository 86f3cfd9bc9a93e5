"""Completion in the shell: `statx completion SHELL` gives the script, and here is what it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Annotated

import typer

from statx.errors import FINE, StatxError

VARIABLE = "_STATX_COMPLETE"
"""Set by the script, where it asks what may stand next."""


class Shell(StrEnum):
    """The shells."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    from statx.cli.help import Command
    from statx.cli.options import examples, helped

    app.command(
        cls=Command,
        help=helped(
            "Pelengkapan otomatis dengan tombol Tab: skrip untuk shell ini.",
            "Completion with the Tab key: the script for a shell.",
        ),
        epilog=examples(
            "statx completion bash > ~/.local/share/bash-completion/completions/statx",
            'statx completion zsh > "${fpath[1]}/_statx"',
            "statx completion fish > ~/.config/fish/completions/statx.fish",
            "statx completion powershell >> $PROFILE",
        ),
    )(completion)


def completion(
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help=" | ".join(Shell))],
) -> None:
    """Give the script."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # not in __all__

    script = get_completion_script(
        prog_name="statx",
        complete_var=VARIABLE,
        shell=shell.value,
    )
    typer.echo(script)


def is_asked(environment: Mapping[str, str]) -> bool:
    """Whether a shell asks, and no person."""
    return VARIABLE in environment


def answer(app: Callable[..., object]) -> int:
    """Print what may stand next; the exit code is part of the answer to some shells."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # the same

    completion_init()
    try:
        app(
            args=[],
            prog_name="statx",
            standalone_mode=False,
        )
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else FINE
    return FINE


def schema_names(incomplete: str) -> list[str]:
    """The schemas of the registry that begin so, each in its newest version or with all."""
    from statx.cli.session import Session

    names: list[str] = []
    with suppress(StatxError):
        catalog = Session.open(None).catalog
        for name in catalog.names:
            names.append(name)
            names += [f"{name}@{version}" for version in catalog.versions(name)]

    # Versions are offered to whoever has begun one: their names would hide the others.
    wants_version = "@" in incomplete
    return [
        name for name in names if name.startswith(incomplete) and ("@" in name) == wants_version
    ]


def check_codes(incomplete: str) -> list[str]:
    """The codes that `statx explain` knows and that begin so."""
    from statx.judging.explanation import codes
    from statx.registry.catalog import shipped

    return [code for code in codes(shipped("samples")) if code.startswith(incomplete)]
