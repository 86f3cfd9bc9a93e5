"""What is said of trust stores and of the time in which a key holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from statx.texts import Text, verbatim

FAULTS: Mapping[str, Text] = {
    "principal": Text(
        id="{found} bukan satu nama seperti orang@unit, huruf kecil, tanpa * ? ! atau kutip",
        en="{found} is not one name like person@unit: small letters, no * ? ! or quotes",
    ),
    "namespaces": Text(
        id='kewenangannya tidak tertulis; tulis namespaces="statx-release" atau sejenisnya',
        en='it does not say what may be signed; write namespaces="statx-release" or the like',
    ),
    "option": Text(
        id="pilihan {found} tidak dikenal, berulang, atau tanpa nilai dalam tanda kutip",
        en="the option {found} is not known, repeated, or lacks its value in quotes",
    ),
    "time": Text(
        id="waktu {found} harus UTC, seperti 20280101Z",
        en="the time {found} must be in UTC, like 20280101Z",
    ),
    "key": Text(
        id="kuncinya bukan kunci publik ssh-ed25519 yang utuh ({found})",
        en="its key is no whole public key of the kind ssh-ed25519 ({found})",
    ),
    "two names": Text(
        id="kunci yang sama sudah ada di baris {line} atas nama {principal}",
        en="the same key stands on line {line} already, under the name {principal}",
    ),
    "recipient": Text(
        id="{found} bukan kunci age penerima (age1…)",
        en="{found} is no age key of a recipient (age1…)",
    ),
    "text": Text(
        id="bukan teks UTF-8",
        en="it is no UTF-8 text",
    ),
}

PAGE_FAULTS: Mapping[str, Text] = {
    "form": Text(
        id="bukan halaman kunci statx-keys/1 yang utuh",
        en="it is no whole page of keys of the form statx-keys/1",
    ),
    "signature": Text(
        id="isinya tidak ditandatangani oleh kuncinya sendiri; mungkin diubah di jalan",
        en="its own key did not sign what it says; it may have been changed on its way",
    ),
}


def validity_words(after: datetime | None, before: datetime | None) -> Text:
    """The time in which a key holds."""
    if after is None and before is None:
        return Text(
            id="tanpa batas waktu",
            en="without end",
        )
    if after is None:
        return Text(
            id="sampai {before}",
            en="until {before}",
        ).fill(before=_day(before))
    if before is None:
        return Text(
            id="sejak {after}",
            en="from {after}",
        ).fill(after=_day(after))
    return Text(
        id="{after} sampai {before}",
        en="{after} to {before}",
    ).fill(after=_day(after), before=_day(before))


def _day(moment: datetime | None) -> Text:
    return verbatim(moment.astimezone(UTC).strftime("%Y-%m-%d") if moment else "")
