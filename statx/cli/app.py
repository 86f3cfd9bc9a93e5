"""The commands put together, and the one place that turns an error into words and an exit code."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import typer

from statx.cli import data, demo, explain, key, package, region, schema, trust
from statx.cli.errors import BugError, InterruptedRunError
from statx.cli.help import Group
from statx.cli.options import LangOption, examples, helped
from statx.cli.session import SPOKEN, nobody_reads, start_language
from statx.cli.usage import UsageProblem, asks_for_help, said
from statx.errors import FINE, INTERRUPTED, USAGE, StatxError, UnreadableFileError
from statx.texts import Language

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

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
key.mount(app)
trust.mount(app)
explain.mount(app)
demo.mount(app)


@app.callback(invoke_without_command=True)
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


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; whatever goes wrong is one sentence on standard error."""
    _write_any_letter()
    language = start_language(arguments, os.environ)
    SPOKEN.set(language)
    try:
        with _ended_like_by_a_key():
            return _ran(arguments)
    except StatxError as error:
        return _told(error, language)
    except UsageProblem as problem:
        print(
            str(problem) if asks_for_help(problem) else said(problem).say(language), file=sys.stderr
        )
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        return _told(InterruptedRunError(), language)
    except (BrokenPipeError, SystemExit):  # typer ends the process where nobody reads
        nobody_reads()
        return FINE
    except OSError as error:
        if error.filename is None:
            return _bug(error, language)
        return _told(
            UnreadableFileError(path=error.filename, reason=error.strerror or error), language
        )
    except Exception as error:  # noqa: BLE001  no traceback reaches a user
        return _bug(error, language)


def _ran(arguments: Sequence[str]) -> int:
    result = app(args=list(arguments), prog_name="statx", standalone_mode=False)
    code = result if isinstance(result, int) else FINE
    if code == INTERRUPTED:  # typer says nothing of it
        raise KeyboardInterrupt
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        nobody_reads()
    return code


def _bug(error: Exception, language: Language) -> int:
    if os.environ.get("STATX_TRACEBACK"):
        traceback.print_exception(error)
    return _told(BugError(kind=type(error).__name__, reason=error), language)


def _told(error: StatxError, language: Language) -> int:
    print(error.text.say(language), file=sys.stderr)
    return error.exit_code


def _write_any_letter() -> None:
    """A terminal or a pipe of another encoding gets an escape where it has no such letter, not an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _ended_like_by_a_key() -> Iterator[None]:
    """`kill`, a closed terminal and the end of a job clean up as Ctrl-C does: nothing half-written is left."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    kept = {name for name in names if before[name] == signal.SIG_IGN}  # nohup
    for name in set(names) - kept:
        signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        yield
    finally:
        for name in set(names) - kept:
            signal.signal(getattr(signal, name), before[name] or signal.SIG_DFL)
