"""The sender's side: prepare once, publish the same bytes for ever, read the receipts.

    (spool object) -> prepared -> announced -> accepted | rejected

`prepare` fixes number, notice and signature in one transaction before anything leaves. `publish`
may run as often as it likes: payload first, then the notice's signature, the notice last, for that
is what the partner looks for. Only a receipt that the partner signed for exactly this notice closes
a delivery; then the payload goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from statx.container.errors import PackageJsonError
from statx.exchange import letters
from statx.exchange.correspondence import Correspondence
from statx.exchange.errors import (
    ChangedPackageError,
    StrangeLetterError,
    VersionReusedError,
)
from statx.exchange.letters import Notice, Receipt, sha256_of_letter
from statx.exchange.mailbox import base_name
from statx.exchange.objects import SignedLetter, fetch_letter, publish_letter
from statx.exchange.office import Office, stamp
from statx.exchange.records import Sent
from statx.files import copy_resumed, sha256_of
from statx.trust.errors import SignatureError


@dataclass(frozen=True, slots=True)
class Parcel:
    """A released package, as `pack` wrote it for a partner."""

    path: Path
    sha256: str
    """Of the file: what will be published."""
    name: str
    version: str
    content: str
    """Content id."""
    is_encrypted: bool


def prepare(mail: Correspondence, parcel: Parcel) -> Sent | None:
    """Fix what will be published; None where this package is on its way or was accepted.

    A rejected package may be sent again, under a new number. Raises VersionReusedError where other
    content went to the partner under the same version.
    """
    partner = mail.partner.name
    for sent in mail.journal.sent_versions(partner, parcel.name, parcel.version):
        if sent.state == "rejected":
            continue
        if sent.content == parcel.content:
            return None
        raise VersionReusedError(
            name=parcel.name,
            version=parcel.version,
            partner=partner,
        )

    _spool(parcel, mail.office)
    prepared = _announcement(mail, parcel)
    mail.journal.add_sent(prepared)

    return prepared


def publish(mail: Correspondence) -> Iterator[Sent]:
    """Put into the mailbox what a partner has not answered; gives what was announced just now.

    Also puts back what vanished from there. Raises TransportError.
    """
    direction = mail.outgoing
    there = {
        *mail.transport.list_names(direction.payloads),
        *mail.transport.list_names(direction.notices),
    }
    for sent in mail.journal.open_to(mail.partner.name):
        _announce(mail, sent, there)
        if sent.state == "prepared":
            mail.journal.mark_announced(sent)
            yield sent


def collect_receipts(mail: Correspondence) -> Iterator[Sent]:
    """Close what the partner has answered, and take its payload away; gives what was closed."""
    there = set(mail.transport.list_names(mail.incoming.receipts))
    for sent in mail.journal.open_to(mail.partner.name):
        if base_name(mail.incoming.receipt(sha256_of_letter(sent.notice))) not in there:
            continue
        try:
            answer = _read_answer(mail, sent)
        except (SignatureError, StrangeLetterError, PackageJsonError) as error:
            # Anybody may have put it there: it changes nothing, but a person must know.
            mail.raise_alarm("bad-receipt", error)
            continue
        if answer is not None:
            yield _close(mail, sent, answer)

    _remove_closed(mail)


# ---- preparing -----------------------------------------------------------------------------------


def _spool(parcel: Parcel, office: Office) -> None:
    """A copy of our own: what is promised is published, whatever becomes of the file."""
    copy = office.spool / parcel.sha256
    copy_resumed(parcel.path, copy)
    if sha256_of(copy) != parcel.sha256:
        copy.unlink()
        raise ChangedPackageError(path=parcel.path)


def _announcement(mail: Correspondence, parcel: Parcel) -> Sent:
    before = mail.journal.last_sent_to(mail.partner.name)
    spooled = mail.office.spool / parcel.sha256
    notice = Notice(
        sender=mail.office.name,
        recipient=mail.partner.name,
        number=before.number + 1 if before else 1,
        previous=sha256_of_letter(before.notice) if before else None,
        created=mail.at,
        payload=parcel.sha256,
        size=spooled.stat().st_size,
        is_encrypted=parcel.is_encrypted,
    )
    content = notice.to_bytes()

    return Sent(
        partner=mail.partner.name,
        number=notice.number,
        name=parcel.name,
        version=parcel.version,
        content=parcel.content,
        payload=notice.payload,
        size=notice.size,
        notice=content,
        signature=mail.office.sign(content, letters.NOTICE_NAMESPACE),
        state="prepared",
        prepared_at=stamp(mail.at),
    )


# ---- receipts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Answer:
    """A receipt whose signature is good, and its bytes."""

    receipt: Receipt
    content: bytes


def _announce(mail: Correspondence, sent: Sent, there: AbstractSet[str]) -> None:
    """Put what is not `there`, which are base names. The notice last: the partner looks for it."""
    payload = mail.outgoing.payload(sent.payload)
    if base_name(payload) not in there:
        mail.transport.put(mail.office.spool / sent.payload, payload)

    notice = mail.outgoing.notice(sent.number, sha256_of_letter(sent.notice))
    if base_name(notice) not in there:
        letter = SignedLetter(notice, sent.notice, sent.signature)
        publish_letter(mail.transport, letter, mail.office.work)


def _read_answer(mail: Correspondence, sent: Sent) -> _Answer | None:
    """The receipt for a notice; None where it is not all there yet.

    Raises SignatureError, StrangeLetterError and PackageJsonError.
    """
    notice = sha256_of_letter(sent.notice)
    letter = fetch_letter(mail.transport, mail.incoming.receipt(notice), mail.office.work)
    if letter is None:
        return None

    mail.office.trust.verify(
        letter.content,
        letter.signature,
        namespace=letters.RECEIPT_NAMESPACE,
        principal=mail.partner.principal,
        at=mail.at,
        subject=letter.name,
    )
    receipt = Receipt.parse(letter.content)
    said = (receipt.notice, receipt.number, receipt.sender, receipt.recipient)
    if said != (notice, sent.number, mail.partner.name, mail.office.name):
        raise StrangeLetterError(name=letter.name)

    return _Answer(receipt, letter.content)


def _close(mail: Correspondence, sent: Sent, answer: _Answer) -> Sent:
    closed = replace(
        sent,
        state="accepted" if answer.receipt.is_accepted else "rejected",
        code=answer.receipt.code,
        receipt=answer.content,
        closed_at=stamp(mail.at),
    )
    mail.journal.close_sent(closed)
    mail.journal.note_contact(mail.partner.name, stamp(mail.at))

    return closed


def _remove_closed(mail: Correspondence) -> None:
    """First in the mailbox, then here: what is still in the spool is tried once more."""
    office = mail.office
    for payload in mail.journal.closed_payloads(mail.partner.name, office.spooled()):
        mail.transport.delete(mail.outgoing.payload(payload))
        (office.spool / payload).unlink(missing_ok=True)
