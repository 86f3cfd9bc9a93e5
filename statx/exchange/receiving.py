"""The recipient's side: every package is taken exactly once, or refused, and answered.

    unknown -> seen -> [fetched, decrypted, verified, judged, in the inbox] -> done -> receipt

A notice counts once its signature is good; what comes unsigned changes nothing and gets no answer.
The decision, the version that was taken and the bytes of the receipt are one transaction. A run
that was killed before it begins the package anew; one killed after it publishes the same receipt.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from statx.container.errors import PackageJsonError
from statx.errors import StatxError
from statx.exchange import letters
from statx.exchange.correspondence import Correspondence
from statx.exchange.errors import (
    MissingObjectError,
    RefusedPackageError,
    StrangeLetterError,
)
from statx.exchange.letters import DELIVERED, DUPLICATE, Notice, Receipt, sha256_of_letter
from statx.exchange.mailbox import base_name, parse_notice_name
from statx.exchange.objects import SignedLetter, fetch_letter, publish_bytes, publish_letter
from statx.exchange.office import stamp
from statx.exchange.records import Received
from statx.exchange.words import REFUSALS
from statx.files import move_folder, sha256_of, writing
from statx.trust import age
from statx.trust.errors import SignatureError


@dataclass(frozen=True, slots=True)
class Opened:
    """A release that was verified and judged, its files in a folder."""

    release: str
    """SHA-256 of its `release.json`."""
    content: str
    """Content id."""
    sender: str
    """The unit that signed it."""
    name: str
    version: str
    is_public: bool
    schemas: tuple[str, ...]
    """Names of the schemas of its tables."""


Open = Callable[[Path, Path], Opened]
"""(file, folder to make) -> what it is, its files in the folder.

Decrypts, verifies and judges. Raises RefusedPackageError with the code that the receipt says.
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of one package in this run."""

    received: Received
    reason: StatxError | None = None
    """Why it was refused; None where it was taken."""


def receive(mail: Correspondence, open_release: Open) -> Iterator[Arrived]:
    """Take what a partner has announced and answer it; gives each package that was decided on.

    Raises TransportError and what our own disk raises: then nothing is lost, and a later run goes
    on.
    """
    known = mail.journal.known_notices(mail.partner.name)
    for name in mail.transport.list_names(mail.incoming.notices):
        parsed = parse_notice_name(name)
        if parsed is not None and parsed[1] not in known:
            _record_notice(mail, *parsed)

    for seen in mail.journal.waiting_from(mail.partner.name):
        arrived = _take(mail, seen, open_release)
        if arrived is not None:
            yield arrived

    publish_receipts(mail)


def publish_receipts(mail: Correspondence) -> None:
    """Put receipts into the mailbox that are not there: new ones, and those that vanished."""
    there = set(mail.transport.list_names(mail.outgoing.receipts))
    for notice in mail.journal.answered_notices(mail.partner.name):
        name = mail.outgoing.receipt(notice)
        if base_name(name) not in there:
            _publish_receipt(mail, name, mail.journal.received(notice))


def _publish_receipt(mail: Correspondence, name: str, done: Received) -> None:
    """The report that it names comes first."""
    report = Receipt.parse(done.receipt).report
    if report:
        publish_bytes(mail.transport, done.report, mail.outgoing.report(report), mail.office.work)

    letter = SignedLetter(name, done.receipt, done.receipt_signature)
    publish_letter(mail.transport, letter, mail.office.work)


# ---- notices -------------------------------------------------------------------------------------


def _record_notice(mail: Correspondence, number: int, sha256: str) -> None:
    """Into the journal, once its signature is good; an alarm where it is not."""
    name = mail.incoming.notice(number, sha256)
    letter = fetch_letter(mail.transport, name, mail.office.work)
    if letter is None:
        return  # its signature is still on the way

    try:
        notice = _verify_notice(mail, letter, number, sha256)
    except (SignatureError, StrangeLetterError, PackageJsonError) as error:
        mail.raise_alarm("bad-notice", error)
        return

    before = mail.journal.notice_of(mail.partner.name, number - 1)
    if before is not None and before.notice_sha256 != notice.previous:
        mail.raise_alarm("chain-break", number)

    other = mail.journal.notice_of(mail.partner.name, number)
    if other is not None:
        mail.raise_alarm("conflict", f"{number}: {other.notice_sha256[:12]}, {sha256[:12]}")

    mail.journal.add_received(
        Received(
            mail.partner.name,
            number,
            sha256,
            letter.content,
            "conflict" if other is not None else "seen",
            stamp(mail.at),
        )
    )
    mail.journal.note_contact(mail.partner.name, stamp(mail.at))


def _verify_notice(mail: Correspondence, letter: SignedLetter, number: int, sha256: str) -> Notice:
    mail.office.trust.verify(
        letter.content,
        letter.signature,
        namespace=letters.NOTICE_NAMESPACE,
        principal=mail.partner.principal,
        at=mail.at,
        subject=letter.name,
    )
    notice = Notice.parse(letter.content)
    said = (notice.sender, notice.recipient, notice.number, sha256_of_letter(letter.content))
    if said != (mail.partner.name, mail.office.name, number, sha256):
        raise StrangeLetterError(name=letter.name)

    return notice


# ---- packages ------------------------------------------------------------------------------------


def _take(mail: Correspondence, seen: Received, open_release: Open) -> Arrived | None:
    """Decide on one package; None where it is not all there yet."""
    notice = Notice.parse(seen.notice)
    sealed = mail.office.work / seen.notice_sha256
    try:
        _fetch(mail, notice, sealed)
        opened, folder = _open(mail, notice, sealed, open_release)
        is_new = _is_new(mail, opened, seen)
    except MissingObjectError:
        return None  # the status tells of it, and a later run looks again
    except RefusedPackageError as refusal:
        done = _refuse(mail, seen, sealed, refusal)
        _remove_opened(sealed)
        return Arrived(done, refusal)

    if is_new:
        _place(folder, mail.office.inbox_folder(opened.name, opened.version, opened.content))

    done = _accept(mail, seen, opened, is_new=is_new)
    sealed.unlink()
    _remove_opened(sealed)

    return Arrived(done)


def _fetch(mail: Correspondence, notice: Notice, sealed: Path) -> None:
    """The very bytes that were announced; what came damaged is fetched once more from the start."""
    if sealed.exists() and sha256_of(sealed) == notice.payload:
        return

    name = mail.incoming.payload(notice.payload)
    size = mail.transport.size_of(name)
    if size is None:
        raise MissingObjectError(name=name)

    if size != notice.size:
        raise _refusal("payload-size", expected=notice.size, found=size)

    for _ in range(2):
        mail.transport.get(name, sealed)
        if sha256_of(sealed) == notice.payload:
            return
        sealed.unlink()

    raise _refusal("payload-hash")


def _open(
    mail: Correspondence, notice: Notice, sealed: Path, open_release: Open
) -> tuple[Opened, Path]:
    """(what it is, its files in the work folder), verified and judged.

    Raises RefusedPackageError.
    """
    folder = _opened_folder(sealed)
    opened = open_release(sealed, folder)
    if opened.sender != mail.partner.name:
        raise _refusal("sender", sender=opened.sender)

    if not (opened.is_public or notice.is_encrypted):
        raise _refusal("not-encrypted")

    entitled = mail.partner.schemas
    strange = [name for name in opened.schemas if entitled and name not in entitled]
    if strange:
        raise _refusal("not-entitled", schemas=", ".join(strange))

    return opened, folder


def _opened_folder(sealed: Path) -> Path:
    """Where the files of a package lie while it is decided on."""
    return sealed.with_suffix(".files")


def _remove_opened(sealed: Path) -> None:
    """What was opened and not taken does not stay in the clear until the next run."""
    shutil.rmtree(_opened_folder(sealed), ignore_errors=True)


def _is_new(mail: Correspondence, opened: Opened, seen: Received) -> bool:
    """False for content that was taken before. A version with other content is refused."""
    taken = mail.journal.accepted_content(mail.partner.name, opened.name, opened.version)
    if taken is None or taken[1] == seen.notice_sha256:
        return True

    if taken[0] != opened.content:
        raise _refusal("version-reused", name=opened.name, version=opened.version)

    return False


def _place(folder: Path, target: Path) -> None:
    """Into the inbox in one step. A folder of that name was placed by a run that was killed.

    Its name holds the content id, which was verified for both.
    """
    if target.exists():
        shutil.rmtree(folder)
    else:
        move_folder(folder, target)


def _accept(mail: Correspondence, seen: Received, opened: Opened, *, is_new: bool) -> Received:
    receipt = Receipt(
        sender=mail.office.name,
        recipient=mail.partner.name,
        number=seen.number,
        notice=seen.notice_sha256,
        is_accepted=True,
        code=DELIVERED if is_new else DUPLICATE,
        at=mail.at,
        release=opened.release,
        content=opened.content,
    )
    done = replace(
        seen,
        name=opened.name,
        version=opened.version,
        content=opened.content,
    )
    return _decide(mail, done, receipt, is_new=is_new)


def _refuse(
    mail: Correspondence, seen: Received, sealed: Path, refusal: RefusedPackageError
) -> Received:
    report = _sealed_report(mail, refusal)
    receipt = Receipt(
        sender=mail.office.name,
        recipient=mail.partner.name,
        number=seen.number,
        notice=seen.notice_sha256,
        is_accepted=False,
        code=refusal.code,
        at=mail.at,
        report=hashlib.sha256(report).hexdigest() if report else None,
    )
    done = _decide(mail, replace(seen, report=report), receipt, is_new=False)
    mail.raise_alarm("refused", f"{seen.number}: {refusal.code}")
    if sealed.exists():
        sealed.replace(mail.office.quarantine / seen.notice_sha256)

    return done


def _sealed_report(mail: Correspondence, refusal: RefusedPackageError) -> bytes:
    """What the sender needs to mend the data, for the sender's eyes alone; empty: nothing."""
    if not refusal.report:
        return b""

    plain, sealed = mail.office.work / "report.json", mail.office.work / "report.age"
    with writing(plain):
        plain.write_bytes(refusal.report)

    age.encrypt(plain, sealed, mail.partner.recipient)
    content = sealed.read_bytes()
    plain.unlink()
    sealed.unlink()

    return content


def _decide(mail: Correspondence, seen: Received, receipt: Receipt, *, is_new: bool) -> Received:
    """The one transaction after which this package is never decided on again."""
    content = receipt.to_bytes()
    done = replace(
        seen,
        state="done",
        done_at=stamp(mail.at),
        code=receipt.code,
        receipt=content,
        receipt_signature=mail.office.sign(content, letters.RECEIPT_NAMESPACE),
    )
    mail.journal.close_received(done, is_new=is_new)

    return done


def _refusal(code: str, **values: object) -> RefusedPackageError:
    return RefusedPackageError.of(
        code=code,
        reason=REFUSALS[code].fill(**values),
    )
