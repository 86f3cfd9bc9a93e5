"""`statx init`: a working statx.toml from a few answers, and the lines that run it every night."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from statx.cli.errors import UnansweredError
from statx.cli.help import Command
from statx.cli.options import ForceOption, LangOption, examples, helped
from statx.cli.session import Session, working_folder
from statx.errors import OptionError
from statx.texts import Text

NAME = "statx.toml"
LOG = "statx.log"
"""Where a nightly run writes its lines, beside statx.toml."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a working folder is made from."""

    me: str
    producer: str
    unit: str
    """The other unit; empty where there is none yet."""
    mailbox: str


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Siapkan folder kerja: statx.toml, dan baris crontab atau systemd untuk setiap malam.",
            "Make a working folder: statx.toml, and crontab lines or systemd units for the nights.",
        ),
        epilog=examples(
            "statx init",
            "statx init --me sumbar --producer ani@sumbar --unit jatim --mailbox /srv/kotak",
            "statx init --cron | crontab -",
        ),
    )(init)


def init(
    me: Annotated[
        str,
        typer.Option(
            "--me",
            metavar="UNIT",
            help=helped("Unit ini, misalnya sumbar.", "This unit, such as sumbar."),
        ),
    ] = "",
    producer: Annotated[
        str,
        typer.Option(
            "--producer",
            metavar="NAME@UNIT",
            help=helped("Siapa produsen datanya.", "Who makes the data."),
        ),
    ] = "",
    unit: Annotated[
        str,
        typer.Option(
            "--unit",
            metavar="UNIT",
            help=helped("Unit lain yang bertukar data.", "The other unit that data goes to."),
        ),
    ] = "",
    mailbox: Annotated[
        str,
        typer.Option(
            "--mailbox",
            metavar="ADDRESS",
            help=helped(
                "Kotak pertukarannya: folder, atau sftp://akun@server/folder.",
                "The mailbox between them: a folder, or sftp://account@server/folder.",
            ),
        ),
    ] = "",
    cron: Annotated[
        bool,
        typer.Option(
            "--cron",
            help=helped(
                "Hanya cetak baris crontab untuk folder ini.",
                "Only print the crontab lines for this folder.",
            ),
        ),
    ] = False,
    systemd: Annotated[
        bool,
        typer.Option(
            "--systemd",
            help=helped(
                "Hanya cetak unit systemd untuk folder ini.",
                "Only print systemd units for this folder.",
            ),
        ),
    ] = False,
    force: ForceOption = False,
    lang: LangOption = None,
) -> None:
    """Write statx.toml, or print what runs it every night."""
    session = Session.open(lang)
    folder = working_folder()
    if cron or systemd:
        session.give([crontab(folder, session) if cron else systemd_units(folder)])
        return

    answers = _ask(session, Answers(me, producer, unit, mailbox))
    _write(folder / NAME, settings(answers), force=force)
    session.say(WRITTEN.fill(path=folder / NAME, me=answers.me))


def settings(answers: Answers) -> str:
    """The text of a statx.toml."""
    lines = [f'me = "{answers.me}"', f'producer = "{answers.producer}"', 'exchange = "exchange"']
    if answers.unit:
        lines += ["", f"[unit.{answers.unit}]", f'mailbox = "{answers.mailbox}"']

    return "\n".join(lines) + "\n"


def crontab(folder: Path, session: Session) -> str:
    """Lines for `crontab`: exports at night, what arrived every hour."""
    lines = [
        CRON.say(session.language),
        "LC_ALL=C.UTF-8",
        f"15 1 * * * {command_line(folder, 'export')}",
        f"45 * * * * {command_line(folder, 'receive')}",
    ]
    return "\n".join(lines) + "\n"


def command_line(folder: Path, command: str) -> str:
    """What a shell runs: in the folder, quiet, with one line for the log."""
    words = shlex.join([*_statx(), command, "-q", "--log", "text"])
    # In a crontab a % ends the command.
    return f"cd {shlex.quote(str(folder))} && {words} >> {LOG} 2>&1".replace("%", r"\%")


def systemd_units(folder: Path) -> str:
    """A service and its timer, for ~/.config/systemd/user."""
    receive, export = (_systemd_line([*_statx(), each, "-q"]) for each in ("receive", "export"))
    lines = [
        "# ~/.config/systemd/user/statx.service",
        "[Unit]",
        "Description=statx: export and receive",
        "",
        "[Service]",
        "Type=oneshot",
        f"WorkingDirectory={str(folder).replace('%', '%%')}",
        "Environment=LC_ALL=C.UTF-8",
        # What could not be received keeps nothing from being sent.
        f"ExecStart=-{receive}",
        f"ExecStart={export}",
        "",
        "# ~/.config/systemd/user/statx.timer",
        "[Unit]",
        "Description=statx every night",
        "",
        "[Timer]",
        "OnCalendar=*-*-* 01:15:00",
        "Persistent=true",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(lines) + "\n"


WRITTEN = Text(
    id=(
        "✓ {path} dibuat. Berikutnya:\n"
        "  statx key new release@{me} > {me}.keys   lalu tukar halaman itu dengan unit lain\n"
        "  statx trust add UNIT.keys                percayai halaman mereka\n"
        "  statx doctor                             periksa kesiapannya"
    ),
    en=(
        "✓ {path} was made. Next:\n"
        "  statx key new release@{me} > {me}.keys   then swap that page with the other unit\n"
        "  statx trust add UNIT.keys                trust theirs\n"
        "  statx doctor                             see whether all is there"
    ),
)
CRON = Text(
    id="# statx: ekspor setiap malam, terima setiap jam",
    en="# statx: export every night, receive every hour",
)
QUESTIONS = {
    "me": Text(
        id="Unit apa ini (satu kata, misalnya sumbar)? ",
        en="Which unit is this (one word, such as sumbar)? ",
    ),
    "producer": Text(
        id="Siapa produsen datanya (misalnya ani@{me})? ",
        en="Who makes the data (such as ani@{me})? ",
    ),
    "unit": Text(
        id="Bertukar data dengan unit apa (misalnya jatim; kosongkan bila belum ada)? ",
        en="Which unit does data go to (such as jatim; empty if none yet)? ",
    ),
    "mailbox": Text(
        id="Di mana kotak pertukarannya (folder, atau sftp://akun@server/folder)? ",
        en="Where is the mailbox (a folder, or sftp://account@server/folder)? ",
    ),
}
UNIT_RULE = Text(
    id="{found} harus satu kata: huruf kecil, angka, titik, garis.",
    en="{found} must be one word: small letters, digits, points, dashes.",
)
PERSON_RULE = Text(
    id="{found} harus seperti ani@sumbar.",
    en="{found} must be like ani@sumbar.",
)


def _ask(session: Session, answers: Answers) -> Answers:
    """What options leave open is asked for on a terminal. Raises UnansweredError, OptionError."""
    from statx.container.release import PERSON, UNIT

    me = answers.me or _answer(session, "me", "--me")
    if not UNIT.fullmatch(me):
        raise OptionError(option="--me", reason=UNIT_RULE.fill(found=me))

    producer = answers.producer or _answer(session, "producer", "--producer", me=me)
    if not PERSON.fullmatch(producer):
        raise OptionError(option="--producer", reason=PERSON_RULE.fill(found=producer))

    unit = answers.unit
    if not unit and sys.stdin.isatty():
        unit = session.ask(QUESTIONS["unit"])

    if not unit:
        return Answers(me, producer, "", "")

    if not UNIT.fullmatch(unit):
        raise OptionError(option="--unit", reason=UNIT_RULE.fill(found=unit))

    return Answers(me, producer, unit, answers.mailbox or _answer(session, "mailbox", "--mailbox"))


def _answer(session: Session, name: str, option: str, **values: object) -> str:
    answer = session.ask(QUESTIONS[name].fill(**values)) if sys.stdin.isatty() else ""
    if not answer:
        raise UnansweredError(option=option)

    return answer


def _write(path: Path, content: str, *, force: bool) -> None:
    from statx.files import atomic_file, writing

    with atomic_file(path, replace=force) as part, writing(path):
        part.write_text(content, encoding="utf-8")


def _statx() -> list[str]:
    return [sys.executable, "-m", "statx"]


def _systemd_line(words: Sequence[str]) -> str:
    """As systemd quotes: % is doubled, words with blanks in quotes."""
    quoted = [f'"{word}"' if " " in word else word for word in words]
    return " ".join(quoted).replace("%", "%%")
