"""The options on data as options of the command line: one parameter for each entry of the table."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any

import typer

from statx.cli.completion import schema_names
from statx.cli.options import INPUT, LANGUAGE
from statx.options import DATA_OPTIONS, DataOption, DataOptions
from statx.texts import as_flag

COMPLETIONS = {"schema": schema_names}
"""What may be typed behind an option, where that is a closed list."""
PARAMETER = "options"
"""The parameter of a command in whose place the options stand."""


def with_data_options(
    command: Callable[..., None], without: Collection[str] = ()
) -> Callable[..., None]:
    """The command with an option for each entry of DATA_OPTIONS, but for those named in `without`.

    They stand where the command has its parameter `options`, and reach it as one value.
    """
    offered = [option for option in DATA_OPTIONS.values() if option.name not in without]

    @wraps(command)
    def run(**arguments: Any) -> None:  # noqa: ANN401  whatever the other parameters hold
        settled = {}
        for name in [option.name for option in offered]:
            value = arguments.pop(name)
            settled[name] = _plain(value)

        arguments[PARAMETER] = DataOptions(**settled)
        command(**arguments)

    signature = inspect.signature(command, eval_str=True)
    run.__signature__ = _expanded(signature, offered)  # type: ignore[attr-defined]  # typer reads it
    return run


def _expanded(
    signature: inspect.Signature, offered: Sequence[DataOption[Any]]
) -> inspect.Signature:
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        if parameter.name != PARAMETER:
            parameters.append(parameter)
            continue

        for option in offered:
            parameters.append(_parameter(option))  # noqa: PERF401  one step a line
    return signature.replace(parameters=parameters)


def _parameter(option: DataOption[Any]) -> inspect.Parameter:
    """The option as typer is told of it; None where the user does not give it."""
    names = [as_flag(option.name, "")]
    if option.short:
        names.append(option.short)

    least = 1 if isinstance(option.empty, int) else None
    shown = typer.Option(
        *names,
        help=option.help.say(LANGUAGE),
        metavar=option.metavar or None,
        autocompletion=COMPLETIONS.get(option.name),
        rich_help_panel=INPUT,
        min=least,
    )
    kind = _kind(option)
    return inspect.Parameter(
        option.name,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[kind | None, shown],
    )


def _kind(option: DataOption[Any]) -> Any:  # noqa: ANN401  a type that typer knows
    """What typer is to make of the words: a text, a number, or one of the choices."""
    if not option.choices:
        return type(option.empty)

    members: Mapping[str, str] = {choice: choice for choice in option.choices}
    return StrEnum(option.name, members)


def _plain(value: Any) -> Any:  # noqa: ANN401  a text or a number
    """A choice as the text that it is."""
    if isinstance(value, StrEnum):
        return value.value
    return value
