"""The options on data as options of the command line: one parameter for each entry of the table."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import Annotated, Any

import typer

from statx.cli.options import LANGUAGE
from statx.options import DATA_OPTIONS, DataOption, DataOptions

PARAMETER = "options"
"""The parameter of a command in whose place the options stand."""


def with_data_options(command: Callable[..., None]) -> Callable[..., None]:
    """The command with one option for each entry of DATA_OPTIONS, in the place of its parameter `options`."""

    @wraps(command)
    def run(**arguments: Any) -> None:  # noqa: ANN401  whatever the other parameters hold
        options = DataOptions(**{name: _plain(arguments.pop(name)) for name in DATA_OPTIONS})
        command(**{PARAMETER: options}, **arguments)

    signature = inspect.signature(command, eval_str=True)
    run.__signature__ = _expanded(signature)  # type: ignore[attr-defined]  # typer reads it
    return run


def _expanded(signature: inspect.Signature) -> inspect.Signature:
    parameters: list[inspect.Parameter] = []
    for parameter in signature.parameters.values():
        if parameter.name == PARAMETER:
            parameters += map(_parameter, DATA_OPTIONS.values())
        else:
            parameters.append(parameter)
    return signature.replace(parameters=parameters)


def _parameter(option: DataOption[Any]) -> inspect.Parameter:
    named = (option.flag, option.short) if option.short else (option.flag,)
    shown = typer.Option(
        *named,
        help=option.help.say(LANGUAGE),
        metavar=option.metavar or None,
        min=1 if isinstance(option.empty, int) else None,
    )
    return inspect.Parameter(
        option.name,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=None,
        annotation=Annotated[_kind(option) | None, shown],
    )


def _kind(option: DataOption[Any]) -> Any:  # noqa: ANN401  a type that typer knows
    """What typer is to make of the words: a text, a number, or one of the choices."""
    if not option.choices:
        return type(option.empty)
    choices: Mapping[str, str] = {choice: choice for choice in option.choices}
    return StrEnum(option.name, choices)


def _plain(value: Any) -> Any:  # noqa: ANN401  a text or a number
    return value.value if isinstance(value, StrEnum) else value
