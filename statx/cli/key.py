"""`statx key`: the keys of this unit or person, and the page of them that others get."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from statx.cli.folders import key_folder
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
    from statx.trust.pages import KeyPage


class RoleName(StrEnum):
    """What a key is for."""

    release = "release"
    clearance = "clearance"


RoleOption = Annotated[
    RoleName,
    typer.Option(
        "--role",
        help=helped(
            "Untuk apa kunci ini: release (rilis unit) atau clearance (persetujuan seseorang).",
            "What the key is for: release (of a unit) or clearance (a person's approvals).",
        ),
    ),
]
KeyFolderOption = Annotated[
    Path | None,
    typer.Option(
        "--keys",
        rich_help_panel=UNIT,
        metavar="DIR",
        help=helped(
            "Folder kunci (bawaan: ~/.config/statx/keys).",
            "The folder of keys (~/.config/statx/keys unless said).",
        ),
    ),
]


def mount(app: typer.Typer) -> None:
    """Put the commands into the app."""
    group = typer.Typer(
        cls=Group,
        epilog=examples("statx key new release@sumbar", "statx key show > sumbar.keys"),
        help=helped(
            "Kunci unit ini: membuat dan menunjukkan bagian publiknya.",
            "The keys of this unit: make them, and show their public part.",
        ),
        no_args_is_help=True,
        rich_markup_mode=None,
    )
    group.command(
        cls=Command,
        help=helped(
            "Buat kunci tanda tangan, dan untuk unit juga kunci age.",
            "Make a key that signs and, for a unit, an age key as well.",
        ),
        epilog=examples(
            "statx key new release@sumbar > sumbar.keys",
            "statx key new budi@sumbar --role clearance --passphrase",
        ),
    )(new)
    group.command(
        cls=Command,
        help=helped(
            "Tunjukkan halaman kunci publik untuk diberikan kepada unit lain.",
            "Show the page of public keys to give to other units.",
        ),
        epilog=examples("statx key show > sumbar.keys"),
    )(show)
    app.add_typer(group, name="key")


def new(
    principal: Annotated[
        str,
        typer.Argument(
            metavar="NAME@UNIT",
            help=helped(
                "Pemilik kunci, misalnya release@sumbar atau budi@sumbar.",
                "Whose key it is, such as release@sumbar or budi@sumbar.",
            ),
        ),
    ],
    role: RoleOption = RoleName.release,
    passphrase: Annotated[
        bool,
        typer.Option(
            "--passphrase",
            help=helped(
                "Lindungi dengan frasa sandi; ssh-keygen menanyakannya.",
                "Protect it with a passphrase, for which ssh-keygen asks.",
            ),
        ),
    ] = False,
    keys: KeyFolderOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Make keys and give their page."""
    from statx.trust.allowed_signers import PRINCIPAL
    from statx.trust.keys import make_keys, make_page

    session = Session.open(lang, quiet=quiet)
    if not PRINCIPAL.fullmatch(principal):
        raise OptionError(
            option="NAME@UNIT",
            reason=NAME_RULE.fill(found=principal),
        )

    folder = key_folder(session, keys)
    created = datetime.now(UTC)
    make_keys(
        folder,
        principal,
        role.value,
        created,
        passphrase=passphrase,
    )
    page, content = make_page(folder, role.value, created)
    session.say(MADE.fill(folder=folder))
    session.say(COMPARE.fill(fingerprint=page.fingerprint))
    session.give([content.decode("ascii")])


def show(
    role: RoleOption = RoleName.release,
    format_: AnswerOption = AnswerForm.text,
    keys: KeyFolderOption = None,
    quiet: QuietOption = 0,
    lang: LangOption = None,
) -> None:
    """Give the page of keys."""
    from statx.trust.keys import make_page

    session = Session.open(lang, quiet=quiet)
    folder = key_folder(session, keys)
    page, content = make_page(folder, role.value, datetime.now(UTC))
    if format_ is AnswerForm.json:
        from statx.render.json_document import dump_document

        session.give_document([dump_document(_as_json(page, content))])
        return

    session.say(COMPARE.fill(fingerprint=page.fingerprint))
    session.give([content.decode("ascii")])


def _as_json(page: KeyPage, content: bytes) -> dict[str, object]:
    """What the page says, and the page itself, as others must get it."""
    return {
        "principal": page.principal,
        "unit": page.unit,
        "namespaces": list(page.namespaces),
        "fingerprint": page.fingerprint,
        "recipient": page.recipient,
        "created": page.created,
        "page": content.decode("ascii"),
    }


NAME_RULE = Text(
    id="{found} harus seperti release@sumbar: huruf kecil, angka, titik, garis, satu @.",
    en="{found} must be like release@sumbar: small letters, digits, points, dashes, one @.",
)
MADE = Text(
    id=(
        "✓ Kunci tersimpan di {folder}. Buat salinan cadangan di tempat aman; kunci tidak pernah"
        " dikirim kepada siapa pun."
    ),
    en="✓ The keys are in {folder}. Keep a copy in a safe place; they are never sent to anybody.",
)
COMPARE = Text(
    id=(
        "Berikan halaman ini kepada unit lain, dan bacakan sidik jarinya lewat telepon atau"
        " cantumkan dalam berita acara:\n  {fingerprint}"
    ),
    en=(
        "Give this page to the other units, and read its fingerprint out by telephone or put it on"
        " paper:\n  {fingerprint}"
    ),
)
