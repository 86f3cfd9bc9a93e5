"""`statx demo`: the main job from end to end, on real figures, in commands that anyone can type."""

from __future__ import annotations

import os
import shlex
import shutil
from contextlib import chdir, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.demo_steps import (
    CONTENT_ID,
    DRAFT,
    OFFICES,
    RELEASE,
    STEPS,
    TAMPERED,
    Step,
)
from statx.cli.errors import DemoError
from statx.cli.help import Command
from statx.cli.options import LangOption, examples, helped
from statx.cli.session import Session
from statx.texts import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from statx.trust.pages import Role

    RunCommand = Callable[[Sequence[str]], int]

SAMPLES = {
    "penduduk_sumbar.csv": "kependudukan_penduduk/good/sumatera_barat_2024_s2.csv",
    "penduduk_jatim.csv": "kependudukan_penduduk/good/jawa_timur_2024_s2.csv",
    "kode_tertukar.csv": "kependudukan_penduduk/bad/code-system.csv",
}


KEYS: tuple[tuple[str, str, Role], ...] = (
    ("sumbar", "release@sumbar", "release"),
    ("budi", "budi@sumbar", "clearance"),
    ("jatim", "release@jatim", "release"),
)
"""(folder, whose, for what)"""


MAILBOX = "kotak"
SETTINGS = """\
me = "{unit}"
keys = "../{unit}"
trust = "../trust"
exchange = "exchange"

[unit.{other}]
mailbox = "../{mailbox}"
"""
"""The statx.toml of a unit, as `statx init` makes it."""


def mount(app: typer.Typer) -> None:
    """Put the command into the app."""
    app.command(
        cls=Command,
        help=helped(
            "Peragakan pekerjaan utama dengan data nyata, dari awal sampai akhir.",
            "Show the main job on real figures, from end to end.",
        ),
        epilog=examples("statx demo", "statx demo --keep coba"),
    )(demo)


def demo(
    context: typer.Context,
    keep: Annotated[
        Path | None,
        typer.Option(
            "--keep",
            metavar="DIR",
            help=helped(
                "Kerjakan di folder baru ini dan tinggalkan hasilnya.",
                "Work in this new folder and leave the results there.",
            ),
        ),
    ] = None,
    lang: LangOption = None,
) -> None:
    """Run every step and say what to look at."""
    session = Session.open(lang)
    with _folder(keep) as folder:
        for name, sample in SAMPLES.items():
            shutil.copyfile(_samples() / sample, folder / name)
        _make_units(folder)
        for number, step in enumerate(STEPS, start=1):
            _run(
                step,
                number,
                folder,
                session,
                context.obj,
            )
        _compare(folder, session)
    session.say(KEPT.fill(path=keep) if keep else GONE)


STEP = Text(
    id="\n── {n}/{all}  {look}\n$ statx {command}\n",
    en="\n── {n}/{all}  {look}\n$ statx {command}\n",
)
SAME = Text(
    id="\n✓ penduduk_sumbar.csv dan kembali.csv sama sampai ke byte.",
    en="\n✓ penduduk_sumbar.csv and kembali.csv are the same to the byte.",
)
KEPT = Text(
    id="✓ Selesai. Hasilnya ada di {path}.",
    en="✓ Done. The results are in {path}.",
)
GONE = Text(
    id="✓ Selesai. Tidak ada yang ditinggalkan; dengan --keep FOLDER hasilnya disimpan.",
    en="✓ Done. Nothing was left behind; with --keep DIR the results stay.",
)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    from statx.files import atomic_folder, scratch_folder

    place = scratch_folder() if keep is None else atomic_folder(keep)
    with place as folder:
        yield folder


def _samples() -> Path:
    from statx.registry.catalog import shipped

    return shipped("samples")


def _make_units(folder: Path) -> None:
    """The keys of two units and of a second person, each trusted: `statx key new`, `trust add`."""
    from statx.trust.keys import make_keys, make_page
    from statx.trust.store import add_page

    now = datetime.now(UTC)
    for name, principal, role in KEYS:
        keys = folder / name
        make_keys(
            keys,
            principal,
            role,
            now,
            passphrase=False,
        )
        page, _ = make_page(keys, role, now)
        add_page(folder / "trust", page)

    (folder / MAILBOX).mkdir()
    for office, (unit, other) in OFFICES.items():
        (folder / office).mkdir()
        settings = SETTINGS.format(unit=unit, other=other, mailbox=MAILBOX)
        (folder / office / "statx.toml").write_text(settings, encoding="utf-8")


def _run(step: Step, number: int, folder: Path, session: Session, run: RunCommand) -> None:
    """As a user would type it in that folder, but without starting Python each time."""
    arguments = [_settled(word, folder) for word in step.command]
    command = shlex.join(arguments)
    print(
        STEP.fill(
            n=number,
            all=len(STEPS),
            look=step.look,
            command=command,
        ).say(session.language),
        flush=True,
    )
    if TAMPERED in arguments:
        _tamper(folder)
    with chdir(folder / step.folder), _speaking(session.language):
        found = run(arguments)
    if found != step.exit_code:
        raise DemoError(
            command=f"statx {command}",
            expected=step.exit_code,
            found=found,
        )


def _settled(word: str, folder: Path) -> str:
    """A word of a command, with the content id in place of its sign."""
    from statx.container.bag import open_package

    if word != CONTENT_ID:
        return word
    return f"sha256:{open_package(folder / DRAFT).content_id}"


def _tamper(folder: Path) -> None:
    """A copy of the release in which one bit of the data is another."""
    content = bytearray((folder / RELEASE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / TAMPERED).write_bytes(content)


@contextmanager
def _speaking(language: str) -> Iterator[None]:
    """What is run inside speaks the language of the demonstration."""
    before = os.environ.get("STATX_LANG")
    os.environ["STATX_LANG"] = language
    try:
        yield
    finally:
        os.environ.pop("STATX_LANG")
        if before is not None:
            os.environ["STATX_LANG"] = before


def _compare(folder: Path, session: Session) -> None:
    if (folder / "penduduk_sumbar.csv").read_bytes() != (folder / "kembali.csv").read_bytes():
        raise DemoError(
            command="cmp penduduk_sumbar.csv kembali.csv",
            expected=0,
            found=1,
        )
    print(SAME.say(session.language), flush=True)
