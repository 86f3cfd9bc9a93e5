"""The commands put together, and the one place that turns an error into words and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer

from statx.cli import data, demo, package, region, schema
from statx.cli.options import LANGUAGE, LangOption, helped
from statx.cli.usage import UsageProblem, said
from statx.errors import BUG, FINE, INTERRUPTED, BugError, InterruptedRunError, StatxError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="statx",
    help=helped(
        "Sepakati data statistik sektoral dan serahkan: periksa, ubah format, kemas.",
        "Agree on sectoral-statistics data and hand it over: validate, convert, package.",
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings=CONTEXT,
)
data.mount(app)
schema.mount(app)
region.mount(app)
package.mount(app)
demo.mount(app)


@app.callback(invoke_without_command=True)
def statx(
    context: typer.Context,
    lang: LangOption = None,  # noqa: ARG001  read at the start, as help itself depends on it
    version: bool = typer.Option(False, "--version", help=helped("Tampilkan versi.", "Show the version.")),  # noqa: FBT001, FBT003  typer's way
) -> None:
    """Show the version, or go on to the command."""
    if version:
        from statx import __version__  # noqa: PLC0415  beside the names it belongs to

        typer.echo(f"statx {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; whatever goes wrong is one sentence on standard error."""
    sys.setswitchinterval(0.0005)  # short turns: the threads that judge mostly wait outside the interpreter
    try:
        result = app(args=list(arguments), prog_name="statx", standalone_mode=False)
        sys.stdout.flush()
    except StatxError as error:
        return _told(error)
    except UsageProblem as problem:
        print(said(problem).say(LANGUAGE), file=sys.stderr)
        return 2
    except (KeyboardInterrupt, typer.Abort):
        return _told(InterruptedRunError(), INTERRUPTED)
    except BrokenPipeError:
        return _pipe_closed()
    except Exception as error:  # noqa: BLE001  no traceback reaches a user
        return _bug(error)
    return result if isinstance(result, int) else FINE


def _told(error: StatxError, code: int | None = None) -> int:
    print(error.text.say(LANGUAGE), file=sys.stderr)
    return error.exit_code if code is None else code


def _pipe_closed() -> int:
    """`statx … | head`: whoever reads has enough. What is left in the buffer has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FINE


def _bug(error: Exception) -> int:
    if os.environ.get("STATX_TRACEBACK"):
        traceback.print_exception(error)
    _told(BugError(kind=type(error).__name__, reason=error))
    return BUG
