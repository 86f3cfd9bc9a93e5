"""The commands put together, and where an error becomes words and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from statx.cli import completion
from statx.cli.errors import BugError, FullOutputError, InterruptedRunError, NoWorkingFolderError
from statx.cli.help import Group
from statx.cli.log import LogLine, say_log_line
from statx.cli.options import LangOption, examples, helped
from statx.cli.run_options import give_run_options
from statx.cli.session import SPOKEN, Session, say_aside, start_language
from statx.cli.streams import (
    COLOR,
    Color,
    discard_output,
    option_value,
    write_any_letter,
)
from statx.cli.suggestion import TYPED
from statx.cli.usage import UsageProblem, asks_for_help, usage_text
from statx.errors import FINE, INTERRUPTED, USAGE, StatxError, UnreadableFileError
from statx.texts import Language

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "data": ("validate", "convert"),
    "tidy": ("tidy",),
    "schema": ("schema",),
    "region": ("region",),
    "package": ("pack",),
    "clearance": ("clearance",),
    "verify": ("verify", "unpack"),
    "exchange": ("send", "receive", "status"),
    "export": ("export",),
    "key": ("key",),
    "trust": ("trust",),
    "init": ("init",),
    "doctor": ("doctor",),
    "explain": ("explain",),
    "demo": ("demo",),
    "versions": ("version",),
    "completion": ("completion",),
}
"""Module of this room -> what it mounts into the app, in the order in which help lists it.

A command loads its own module alone: the others would cost more than judging a small file.
"""
EVERYTHING = tuple(COMMANDS)
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def build(modules: Sequence[str] = EVERYTHING) -> typer.Typer:
    """The commands that these modules mount, as one app."""
    app = typer.Typer(
        name="statx",
        cls=Group,
        epilog=examples(
            "statx demo",
            "statx validate kemiskinan_2024.csv",
            "statx schema list",
            "statx convert --help",
        ),
        help=helped(
            "Menyepakati dan mempertukarkan data statistik sektoral: memeriksa, mengubah format,"
            " mengemas.",
            "Agree on sectoral-statistics data and hand it over: validate, convert, package.",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings=CONTEXT,
    )
    app.callback(invoke_without_command=True)(statx)
    for name in modules:
        import_module(f"statx.cli.{name}").mount(app)
    give_run_options(app)
    return app


def statx(
    context: typer.Context,
    lang: LangOption = None,  # noqa: ARG001  read at the start, as help itself depends on it
    version: bool = typer.Option(
        False, "--version", help=helped("Tampilkan versi.", "Show the version.")
    ),
) -> None:
    """Show the version, or go on to the command."""
    if version:
        from statx.version import __version__

        typer.echo(f"statx {__version__}")
        raise typer.Exit

    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@cache
def program(modules: tuple[str, ...] = EVERYTHING) -> Any:  # noqa: ANN401  a command of typer's own click
    """The commands of these modules, ready to be called; made once in a process."""
    return typer.main.get_command(build(modules))


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code.

    Whatever goes wrong is one sentence on standard error.
    """
    write_any_letter()
    if completion.is_asked(os.environ):
        return completion.answer(program())

    language = start_language(arguments, os.environ)
    SPOKEN.set(language)
    TYPED.set(tuple(arguments))
    COLOR.set(_asked_color(arguments))
    line = LogLine.begin(arguments, option_value(arguments, "--log"))

    code, message = _outcome(arguments, language)
    say_log_line(line, code, message)
    return code


Outcome = tuple[int, str]
"""(exit code, the sentence that was said of why; empty where the command came to its end)"""


def _asked_color(arguments: Sequence[str]) -> Color:
    """What `--color` says; of a word that is none, typer complains."""
    asked = option_value(arguments, "--color")
    return Color(asked) if asked in set(Color) else Color.auto


def _outcome(arguments: Sequence[str], language: Language) -> Outcome:
    try:
        with _signals_as_interrupts():
            return _run_command(arguments), ""
    except StatxError as error:
        return _say_error(error, language)
    except UsageProblem as problem:
        return _say_usage(problem, language)
    except (KeyboardInterrupt, typer.Abort):
        return _say_error(InterruptedRunError(), language)
    except (BrokenPipeError, SystemExit):  # typer ends the process where nobody reads
        discard_output()
        return FINE, ""
    except OSError as error:
        return _say_system_error(error, language)
    except Exception as error:  # noqa: BLE001  no traceback reaches a user
        return _say_bug(error, language)


def _run_command(arguments: Sequence[str]) -> int:
    result = program(_modules_for(arguments))(
        args=list(arguments),
        prog_name="statx",
        standalone_mode=False,
        obj=run,  # for the command that runs others
    )
    code = result if isinstance(result, int) else FINE
    if code == INTERRUPTED:  # typer says nothing of it
        raise KeyboardInterrupt

    # Help and versions are printed by typer, and may still wait to be written.
    if sys.stdout is not None:
        Session.open(None).give(())
    return code


def _modules_for(arguments: Sequence[str]) -> tuple[str, ...]:
    """The module of the command that is called; all of them where it is none that is known."""
    for argument in arguments:
        for module, commands in COMMANDS.items():
            if argument in commands:
                return (module,)

    return EVERYTHING


def _say_error(error: StatxError, language: Language) -> Outcome:
    message = error.text.say(language)
    say_aside(message, sys.stderr)
    return error.exit_code, message


def _say_usage(problem: Exception, language: Language) -> Outcome:
    if asks_for_help(problem):
        say_aside(str(problem), sys.stderr)
        return USAGE, ""

    message = usage_text(problem).say(language)
    say_aside(message, sys.stderr)
    return USAGE, message.partition("\n")[0]


def _say_system_error(error: OSError, language: Language) -> Outcome:
    """What the system says of a file is said of that file; anything else is a bug of ours."""
    from statx.files import FULL

    reason = error.strerror or error
    if isinstance(error, FileNotFoundError) and error.filename is None and _is_nowhere():
        return _say_error(NoWorkingFolderError(), language)
    if error.filename is None and error.errno in FULL:
        discard_output()
        return _say_error(FullOutputError(reason=reason), language)
    if error.filename is None:
        return _say_bug(error, language)

    unreadable = UnreadableFileError(
        path=error.filename,
        reason=reason,
    )
    return _say_error(unreadable, language)


def _is_nowhere() -> bool:
    """Whether the folder in which we run was deleted: then no relative name can be resolved."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _say_bug(error: Exception, language: Language) -> Outcome:
    if os.environ.get("STATX_TRACEBACK"):
        say_aside("".join(traceback.format_exception(error)), sys.stderr)
    bug = BugError(
        kind=type(error).__name__,
        reason=error,
    )
    return _say_error(bug, language)


@contextmanager
def _signals_as_interrupts() -> Iterator[None]:
    """Ctrl-C, `kill`, a closed terminal and the end of a job clean up alike.

    Nothing half-written is left.
    """
    # Python lets the main thread alone set handlers.
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    before = {}
    for number in _ending_signals():
        before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler or signal.SIG_DFL)


def _ending_signals() -> Iterator[signal.Signals]:
    """The signals that end a process on this system, but for those that nohup made it ignore."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            yield number
