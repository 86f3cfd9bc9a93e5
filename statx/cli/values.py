"""What was typed becomes a value without pydantic, wherever a text needs no judgement.

Typer asks pydantic about every option of a command, given or not, and importing it takes as long as
judging a small file. A text, a path and a word of a closed set are what they are; of the rest, and
of every word that is wrong, typer is asked as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from typing import Any, get_args

Convert = Callable[[str], Any]
CONVERT: Mapping[type, Convert] = {str: str, Path: Path}
"""Types that any text is a value of."""


def convert_plainly(parameters: list[Any]) -> list[Any]:
    """Typer's parameters, whose values are made here; each keeps who converts for it.

    A version of typer that looks elsewhere is as right, and slower.
    """
    for parameter in parameters:
        parameter._runtime_param = PlainConversion()  # noqa: SLF001  it has no public name
    return parameters


class PlainConversion:
    """Who converts what was typed for one parameter, as typer calls it."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401  typer's own classes
        """The value of the parameter; typer's error where it can have none."""
        kind = param.type_descriptor.annotation
        if param.multiple or param.nargs == -1:
            each = _kind_of_each(kind)
            if not value:
                return ()
            convert = _parser_of(param) or CONVERT.get(each)
            if convert is not None:
                return [convert(words) for words in value]
            return _ask_typer(value, param, ctx)

        if not isinstance(value, str) or isinstance(value, Enum):
            # Nothing, a default, or how often a flag was given.
            return value
        convert = _parser_of(param) or CONVERT.get(kind)
        if convert is not None:
            return convert(value)
        if _is_choice(kind) and value in set(kind):
            return kind(value)
        return _ask_typer(value, param, ctx)


def _parser_of(param: Any) -> Convert | None:  # noqa: ANN401  the same
    """What a parameter's own declaration says that makes its value; None where it says nothing."""
    info = getattr(param.type_descriptor, "parameter_info", None)
    parser: Convert | None = getattr(info, "parser", None)
    return parser


def _kind_of_each(kind: Any) -> Any:  # noqa: ANN401  the same
    """The type of each of several values."""
    (each,) = get_args(kind)
    return each


def _is_choice(kind: object) -> bool:
    """Whether a type is a closed set of words."""
    return isinstance(kind, type) and issubclass(kind, Enum)


def _ask_typer(value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401  the same
    """Typer makes its own converter for a parameter that has none."""
    param._runtime_param = None  # noqa: SLF001  as above
    return param.get_runtime_param().coerce(value, param=param, ctx=ctx)
