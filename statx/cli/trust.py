"""`statx trust`: whose signatures are believed here, for what, and until when."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.folders import trust_folder
from statx.cli.help import Command, Group
from statx.cli.options import (
    UNIT,
    AnswerForm,
    AnswerOption,
    LangOption,
    QuietOption,
    examples,
    helped,
)
from statx.cli.session import Session
from statx.errors import OptionError
from statx.texts import Text

if TYPE_CHECKING:
    from statx.results.sheets import SignerEntry
    from statx.trust.allowed_signers import Signer, TrustStore
    from statx.trust.pages import KeyPage

TYPED = 8
"""Characters of a fingerprint that a person must type: as many as can be read out twice."""

TrustFolderOption = Annotated[
    Path | None,
    typer.Option(
        "--trust",
        rich_help_panel=UNIT,
        metavar="DIR",
        help=helped(
            "Folder kepercayaan (bawaan: ~/.config/statx/trust).",
            "The folder of trust (~/.config/statx/trust unless said).",
        ),
    ),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    group = typer.Typer(
        cls=Group,
        epilog=examples("statx trust add jatim.keys", "statx trust list"),
        help=helped(
            "Siapa yang dipercaya menandatangani apa, dan sampai kapan.",
            "Who is trusted to sign what, and until when.",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        cls=Command,
        help=helped(
            "Percayai kunci pada sebuah halaman, setelah sidik jarinya dicocokkan.",
            "Trust the keys of a page, once its fingerprint was compared.",
        ),
        epilog=examples(
            "statx trust add jatim.keys",
            "statx trust add jatim.keys --fingerprint SHA256:… --until 2028-01-01",
        ),
    )(add)
    group.command(
        "list",
        cls=Command,
        help=helped("Daftar yang dipercaya.", "List who is trusted."),
        epilog=examples("statx trust list"),
    )(list_signers)
    group.command(
        cls=Command,
        help=helped(
            "Cetak skrip sh yang memeriksa rilis tanpa statx, untuk dibagikan kepada penerima.",
            "Print a sh script that checks releases without statx, to be handed to recipients.",
        ),
        epilog=examples("statx trust script > check-package.sh"),
    )(script)
    app.add_typer(group, name="trust")


def add(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help=helped(
                "Halaman dari statx key show unit lain.",
                "The page that another unit's statx key show gave.",
            ),
        ),
    ],
    fingerprint: Annotated[
        str,
        typer.Option(
            "--fingerprint",
            metavar="SHA256:…",
            help=helped(
                "Sidik jari yang sudah dicocokkan, bila tidak ada terminal.",
                "The fingerprint that was compared, where there is no terminal.",
            ),
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option(
            "--until",
            metavar="YYYY-MM-DD",
            help=helped("Percayai sampai hari ini.", "Trust it until that day."),
        ),
    ] = "",
    trust: TrustFolderOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Add the keys of a page to the store."""
    from statx.trust.errors import WrongFingerprintError
    from statx.trust.pages import read_page
    from statx.trust.store import add_page

    session = Session.open(lang, quiet=quiet)
    before = parse_day(until) if until else None
    page = read_page(file)
    if not _is_compared(session, page, fingerprint):
        raise WrongFingerprintError(found=page.fingerprint)

    folder = trust_folder(session, trust)
    signer = add_page(folder, page, before)
    session.say(
        ADDED.fill(
            principal=signer.principal,
            folder=folder,
        )
    )


def _is_compared(session: Session, page: KeyPage, fingerprint: str) -> bool:
    """Whether a person says that this is the fingerprint the key's owner told them."""
    if fingerprint:
        return fingerprint == page.fingerprint
    if not sys.stdin.isatty():
        raise OptionError(
            option="--fingerprint",
            reason=NO_TERMINAL,
        )

    signs = ", ".join(page.namespaces)
    question = QUESTION.fill(
        principal=page.principal,
        signs=signs,
        fingerprint=page.fingerprint,
    )
    return session.ask(question) == page.fingerprint[-TYPED:]


def list_signers(
    format_: AnswerOption = AnswerForm.text,
    trust: TrustFolderOption = None,
    lang: LangOption = None,
) -> None:
    """List the signers of the store, and say which of them hold no more."""
    from statx.results.sheets import TrustList
    from statx.trust.allowed_signers import TrustStore
    from statx.trust.store import read_recipients

    session = Session.open(lang)
    folder = trust_folder(session, trust)
    store = TrustStore.read(folder)
    recipients = read_recipients(folder)
    if not store.signers:
        session.say(NOBODY.fill(folder=folder))

    entries = [_entry(signer, store, recipients) for signer in store.signers]
    session.show(TrustList(tuple(entries)), format_)


def _entry(signer: Signer, store: TrustStore, recipients: Mapping[str, str]) -> SignerEntry:
    from statx.results.sheets import SignerEntry, Standing
    from statx.trust.words import validity_words

    standing = Standing.HOLDS
    if signer.public_key in store.revoked:
        standing = Standing.REVOKED
    elif not signer.holds_at(datetime.now(UTC)):
        standing = Standing.OUTSIDE

    return SignerEntry(
        signer.principal,
        signer.namespaces,
        validity_words(signer.valid_after, signer.valid_before),
        signer.fingerprint,
        recipients.get(signer.unit, ""),
        standing,
    )


def script(
    lang: LangOption = None,
) -> None:
    """Give the script."""
    from importlib.resources import files

    session = Session.open(lang)
    found = files("statx.package").joinpath("check-package.sh")
    session.give([found.read_text(encoding="utf-8")])


def parse_day(text: str) -> datetime:
    """The day a person wrote, its first moment in UTC. OptionError where it is none."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise OptionError(
            option="--until",
            reason=DAY_RULE.fill(found=text),
        ) from error
    return datetime(
        day.year,
        day.month,
        day.day,
        tzinfo=UTC,
    )


NOBODY = Text(
    id="Belum ada yang dipercaya di {folder}. Tambahkan dengan: statx trust add BERKAS.",
    en="Nobody is trusted in {folder} yet. Add somebody with: statx trust add FILE.",
)
ADDED = Text(
    id="✓ {principal} dipercaya, tercatat di {folder}.",
    en="✓ {principal} is trusted, as {folder} says.",
)
QUESTION = Text(
    id=(
        "Halaman ini mengaku milik {principal} dan menandatangani {signs}.\n"
        "  Sidik jari: {fingerprint}\n"
        "Minta pemiliknya membacakan sidik jarinya, lalu ketik delapan huruf terakhirnya: "
    ),
    en=(
        "This page says that it is {principal}'s, who signs {signs}.\n"
        "  Fingerprint: {fingerprint}\n"
        "Let its owner read the fingerprint out to you, then type its last eight characters: "
    ),
)
NO_TERMINAL = Text(
    id="tanpa terminal, sidik jari yang sudah dicocokkan harus disebutkan.",
    en="without a terminal, the fingerprint that was compared must be given.",
)
DAY_RULE = Text(
    id="{found} bukan tanggal seperti 2028-01-01.", en="{found} is no day like 2028-01-01."
)
