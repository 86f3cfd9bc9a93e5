"""`statx explain`: what a check means, with an example."""

from __future__ import annotations

from typing import Annotated

import typer

from statx.cli.completion import check_codes
from statx.cli.help import Command
from statx.cli.options import AnswerForm, AnswerOption, LangOption, RegistryOption, examples, helped
from statx.cli.session import Session


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Jelaskan satu pemeriksaan: apa, di mana, mengapa, dan apa yang harus dilakukan.",
            "Explain a check: what, where, why, and what to do.",
        ),
        epilog=examples(
            "statx explain", "statx explain code-system", "statx explain p2-le-p1 --lang id"
        ),
    )(explain)


def explain(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            autocompletion=check_codes,
            help=helped(
                "Kode temuan; tanpa kode, daftar semuanya.",
                "A finding's code; without one, list all.",
            ),
        ),
    ] = "",
    format_: AnswerOption = AnswerForm.text,
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Explain one code, or list them."""
    from statx.judging.sheets import check_list, check_sheet
    from statx.registry.catalog import shipped

    session = Session.open(lang, registry)
    samples = shipped("samples")
    if code:
        session.show(check_sheet(code, samples, session.catalog), format_)
    else:
        session.show(check_list(samples, session.catalog), format_)
