"""The options that every command has, put to each of them at once: colour, and the line for logs.

They are read before typer reads the command line, since they decide how its own faults are said;
here typer learns that they exist, refuses wrong values and lists them in help.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from statx.cli.log import LogForm
from statx.cli.options import CI, GENERAL, helped
from statx.cli.streams import Color

ColorOption = Annotated[
    Color,
    typer.Option(
        "--color",
        rich_help_panel=GENERAL,
        help=helped(
            "Warna: auto (hanya di terminal), always, atau never.",
            "Colour: auto (on a terminal), always or never.",
        ),
    ),
]
LogOption = Annotated[
    LogForm | None,
    typer.Option(
        "--log",
        rich_help_panel=CI,
        help=helped(
            "Akhiri dengan satu baris untuk log (stderr): waktu UTC, jumlah, kode keluar, detik.",
            "End with one line for logs (stderr): UTC time, counts, exit code, seconds.",
        ),
    ),
]
PARAMETERS = (
    ("color", ColorOption, Color.auto),
    ("log", LogOption, None),
)


def with_run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with the options of every run, of which it need not know."""

    @wraps(command)
    def run(**arguments: Any) -> Any:  # noqa: ANN401  whatever the command takes and gives
        for name, _, _ in PARAMETERS:
            arguments.pop(name)
        return command(**arguments)

    signature = inspect.signature(command, eval_str=True)
    parameters = list(signature.parameters.values())
    for name, annotation, default in PARAMETERS:
        parameters.append(
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=default,
                annotation=annotation,
            )
        )
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # typer reads it
    return run


def give_run_options(app: typer.Typer) -> None:
    """Put the options to every command of the app and of its groups."""
    for command in app.registered_commands:
        if command.callback is not None:
            command.callback = with_run_options(command.callback)
    for group in app.registered_groups:
        if group.typer_instance is not None:
            give_run_options(group.typer_instance)
