"""The folder of trust: who may sign what, who no more, and whom we encrypt to.

    allowed_signers   as OpenSSH reads it, see there
    revoked_keys      public keys, one a line
    recipients        `jatim age1…`: the key that opens what is sent to a unit

Lines are only ever added, whole or not at all; what a person must take away is taken away in an
editor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from statx.files import atomic_file, reading, writing
from statx.trust.allowed_signers import SIGNERS_NAME, Signer, TrustStore
from statx.trust.errors import BrokenTrustStoreError, KnownKeyError
from statx.trust.modes import PRIVATE_FOLDER
from statx.trust.pages import RECIPIENT, KeyPage
from statx.trust.words import FAULTS

RECIPIENTS_NAME = "recipients"


def add_page(folder: Path, page: KeyPage, before: datetime | None = None) -> Signer:
    """Trust the keys of a page whose fingerprint a person has compared; until `before`, if given.

    Raises KnownKeyError, BrokenTrustStoreError and what writing raises. Nothing is added where one
    of the lines cannot be.
    """
    signer = page.as_signer(before=before)
    store = TrustStore.read(folder)
    for known in store.of_key(page.public_key):
        raise KnownKeyError(
            found=page.fingerprint, path=folder / SIGNERS_NAME, principal=known.principal
        )
    recipients = read_recipients(folder)

    with writing(folder):
        folder.mkdir(
            mode=PRIVATE_FOLDER,
            parents=True,
            exist_ok=True,
        )
    # The recipient first: a unit that is trusted to sign and has no key to encrypt to is half a
    # unit.
    if page.recipient and recipients.get(page.unit) != page.recipient:
        _append_line(folder / RECIPIENTS_NAME, f"{page.unit} {page.recipient}")
    _append_line(folder / SIGNERS_NAME, signer.line())
    return signer


def read_recipients(folder: Path) -> Mapping[str, str]:
    """Unit -> `age1…`; of two lines the later holds, as after a new key.

    Raises BrokenTrustStoreError.
    """
    return dict(_read_recipients(folder / RECIPIENTS_NAME))


def _read_recipients(path: Path) -> Iterator[tuple[str, str]]:
    if not path.exists():
        return
    with reading(path):
        lines = path.read_text(
            encoding="utf-8",
            errors="replace",
        ).splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        unit, _, recipient = line.strip().partition(" ")
        if not RECIPIENT.fullmatch(recipient):
            fault = FAULTS["recipient"].fill(found=recipient)
            raise BrokenTrustStoreError(
                path=path,
                line=number,
                fault=fault,
            )
        yield unit, recipient


def _append_line(path: Path, line: str) -> None:
    """The file with one line more, in place of the old one in one step."""
    before = ""
    if path.exists():
        with reading(path):
            before = path.read_text(encoding="utf-8")
    if before and not before.endswith("\n"):
        before += "\n"

    with atomic_file(path, replace=True) as part, writing(path):
        part.write_text(f"{before}{line}\n", encoding="utf-8")
