"""`statx init`: a working folder from a few answers, and the lines that run it every night.

What is there already is left as it is, and said; statx.toml itself is refused.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.data_options import with_data_options
from statx.cli.errors import UnansweredError
from statx.cli.help import Command
from statx.cli.init_files import (
    PRE_COMMIT,
    SETTINGS,
    WORKFLOW,
    Folder,
    editor_files,
    pre_commit,
    workflow,
)
from statx.cli.init_nights import crontab, systemd_units
from statx.cli.options import CI, ForceOption, LangOption, RegistryOption, examples, helped
from statx.cli.session import Session, working_folder
from statx.errors import OptionError
from statx.options import DataOptions
from statx.texts import Text

if TYPE_CHECKING:
    from statx.cli.init_data import FirstData

YES = ("y", "ya", "yes")


class Service(StrEnum):
    """Where CI runs."""

    github = "github"


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Siapkan folder kerja: statx.toml, skema datanya, CI, dan jadwal setiap malam.",
            "Make a working folder: statx.toml, a schema for the data, CI, and the nights.",
        ),
        epilog=examples(
            "statx init",
            "statx init --data penduduk_2024.csv --ci github --pre-commit",
            "statx init --me sumbar --producer ani@sumbar --unit jatim --mailbox /srv/kotak",
            "statx init --cron | crontab -",
        ),
    )(with_data_options(init, without=("recipe",)))


def init(
    options: DataOptions,
    data: Annotated[
        str,
        typer.Option(
            "--data",
            metavar="FILE",
            help=helped(
                "Berkas data pertama: skemanya dari registri, dirancang dari isinya, atau lewat"
                " resep.",
                "The first file of data: its schema is the registry's, a draft, or by a recipe.",
            ),
        ),
    ] = "",
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
    ci: Annotated[
        Service | None,
        typer.Option(
            "--ci",
            rich_help_panel=CI,
            help=helped(
                "Tulis alur kerja yang memeriksa data pada setiap pull request.",
                "Write the workflow that judges data in each pull request.",
            ),
        ),
    ] = None,
    hooks: Annotated[
        bool,
        typer.Option(
            "--pre-commit",
            rich_help_panel=CI,
            help=helped(
                "Tulis hook yang memeriksa data sebelum di-commit.",
                "Write the hooks that judge data before it is committed.",
            ),
        ),
    ] = False,
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
    registry: RegistryOption = None,
    lang: LangOption = None,
) -> None:
    """Write what a working folder needs, or print what runs it every night."""
    from statx.files import refuse_existing

    session = Session.open(lang, registry)
    place = working_folder()
    if cron or systemd:
        session.give([crontab(place, session) if cron else systemd_units(place)])
        return

    refuse_existing(place / SETTINGS, replace=force)
    data = data or _asked(session, "data")
    answers = Folder(session.language, me, producer, unit, mailbox)
    folder = _exchange(session, answers, may_be_empty=bool(data))
    if not (ci or hooks) and _asked(session, "ci").casefold() in YES:
        ci, hooks = Service.github, True

    first = _first_data(session, data, options)
    if first is not None:
        folder = replace(folder, dataset=first.dataset)
    _make(session, _files(first, ci=bool(ci), hooks=hooks), folder, force=force)
    _say_next(session, folder, first)


# ---- what is said --------------------------------------------------------------------------------

MADE = Text(
    id="✓ {path}",
    en="✓ {path}",
)
LEFT = Text(
    id="· {path} sudah ada dan dibiarkan.",
    en="· {path} was there, and stays as it is.",
)
REMARK = Text(
    id="· {remark}",
    en="· {remark}",
)
OWNER = Text(
    id="· Ganti OWNER di {paths} dengan akun tempat statx berada.",
    en="· Replace OWNER in {paths} by the account that has statx.",
)
NEXT = Text(
    id="Berikutnya:",
    en="Next:",
)
COMMAND = Text(
    id="  {command}",
    en="  {command}",
)
OF_EXCHANGE = (
    Text(
        id="  statx key new release@{me} > {me}.keys   lalu tukar halaman itu dengan unit lain",
        en="  statx key new release@{me} > {me}.keys   then swap that page with the other unit",
    ),
    Text(
        id="  statx trust add UNIT.keys                percayai halaman mereka",
        en="  statx trust add UNIT.keys                trust theirs",
    ),
    Text(
        id="  statx doctor                             periksa kesiapannya",
        en="  statx doctor                             see whether all is there",
    ),
)
QUESTIONS = {
    "data": Text(
        id="Berkas data pertama (kosongkan bila belum ada)? ",
        en="The first file of data (empty if there is none yet)? ",
    ),
    "me": Text(
        id="Unit apa ini (satu kata, misalnya sumbar; kosongkan bila tidak bertukar data)? ",
        en="Which unit is this (one word, such as sumbar; empty if no data is exchanged)? ",
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
    "ci": Text(
        id="Periksa data pada setiap pull request dan commit (y/T)? ",
        en="Judge data in each pull request and commit (y/N)? ",
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


# ---- questions -----------------------------------------------------------------------------------


def _exchange(session: Session, said: Folder, *, may_be_empty: bool) -> Folder:
    """What options leave open is asked for on a terminal. Raises UnansweredError, OptionError."""
    from statx.container.release import PERSON, UNIT

    me = said.me or _asked(session, "me")
    if not me and may_be_empty and not (said.producer or said.unit):
        return said
    if not me:
        raise UnansweredError(option="--me")
    if not UNIT.fullmatch(me):
        raise OptionError(option="--me", reason=UNIT_RULE.fill(found=me))

    producer = said.producer or _answer(session, "producer", me=me)
    if not PERSON.fullmatch(producer):
        raise OptionError(option="--producer", reason=PERSON_RULE.fill(found=producer))

    folder = replace(said, me=me, producer=producer)
    unit = said.unit or _asked(session, "unit")
    if not unit:
        return replace(folder, mailbox="")
    if not UNIT.fullmatch(unit):
        raise OptionError(option="--unit", reason=UNIT_RULE.fill(found=unit))

    return replace(folder, unit=unit, mailbox=said.mailbox or _answer(session, "mailbox"))


def _asked(session: Session, name: str, **values: object) -> str:
    """The answer of whoever sits there; empty where nobody does."""
    return session.ask(QUESTIONS[name].fill(**values)) if sys.stdin.isatty() else ""


def _answer(session: Session, name: str, **values: object) -> str:
    answer = _asked(session, name, **values)
    if not answer:
        raise UnansweredError(option=f"--{name}")

    return answer


def _first_data(session: Session, data: str, options: DataOptions) -> FirstData | None:
    if not data:
        return None

    from statx.cli.init_data import settle_data

    return settle_data(session, Path(data), options)


# ---- files ---------------------------------------------------------------------------------------


def _files(first: FirstData | None, *, ci: bool, hooks: bool) -> Iterator[tuple[Path, str]]:
    """All but the settings, which come last: without them the folder is none yet."""
    if first is not None:
        yield from first.files.items()
    if ci:
        yield Path(WORKFLOW), workflow(_folder_of(first))
    if hooks:
        yield Path(PRE_COMMIT), pre_commit()


def _folder_of(first: FirstData | None) -> str:
    """The folder of the data; the working folder where there is none of its own."""
    folder = Path(str(first.dataset["files"])).parent if first else Path()
    return "." if folder == Path() else f"{folder.as_posix()}/"


def _make(
    session: Session, files: Iterator[tuple[Path, str]], folder: Folder, *, force: bool
) -> None:
    """Write what is not there yet, and say what was made."""
    of_owner = []
    for path, content in files:
        if os.path.lexists(path):
            session.say(LEFT.fill(path=path))
            continue

        _write(path, content)
        session.say(MADE.fill(path=path))
        if "OWNER" in content:
            of_owner.append(str(path))

    for path, content in editor_files():
        if not os.path.lexists(path):
            _write(path, content)
    _write(Path(SETTINGS), folder.settings, replace_it=force)
    session.say(MADE.fill(path=SETTINGS))
    if of_owner:
        session.say(OWNER.fill(paths=", ".join(of_owner)))


def _say_next(session: Session, folder: Folder, first: FirstData | None) -> None:
    for remark in first.remarks if first else ():
        session.say(REMARK.fill(remark=remark))

    session.say(NEXT)
    for command in first.next if first else ():
        session.say(COMMAND.fill(command=command))
    for text in OF_EXCHANGE if folder.me else ():
        session.say(text.fill(me=folder.me))


def _write(path: Path, content: str, *, replace_it: bool = False) -> None:
    from statx.files import atomic_file, writing

    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(path, replace=replace_it) as part, writing(path):
        part.write_text(content, encoding="utf-8")
