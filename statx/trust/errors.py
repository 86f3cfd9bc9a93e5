"""What keeps a signature, a key or an encrypted file from being trusted or made."""

from __future__ import annotations

from typing import ClassVar

from statx.errors import UNTRUSTED, StatxError, UsageError
from statx.texts import Text


class SignatureError(StatxError):
    """A signature that must not be believed. Never raised itself; `code` is what programs read."""

    exit_code = UNTRUSTED
    code: ClassVar[str]


class DamagedSignatureError(SignatureError):
    code = "malformed"
    says = Text(
        id=(
            "{subject}: tanda tangannya rusak ({found}). Jangan gunakan; minta pengirim mengirim"
            " ulang."
        ),
        en="{subject}: its signature is damaged ({found}). Do not use it; ask for it once more.",
    )


class WrongNamespaceError(SignatureError):
    code = "namespace"
    says = Text(
        id=(
            "{subject}: tanda tangannya dibuat untuk {found}, bukan untuk {expected}. Jangan"
            " gunakan."
        ),
        en="{subject}: it was signed for {found}, not for {expected}. Do not use it.",
    )


class WeakSignatureError(SignatureError):
    code = "algorithm"
    says = Text(
        id="{subject}: tanda tangan memakai {found}; yang diterima hanya {expected}.",
        en="{subject}: it was signed with {found}; only {expected} is accepted.",
    )


class ForgedSignatureError(SignatureError):
    code = "signature"
    says = Text(
        id="{subject}: isinya bukan yang ditandatangani. Jangan gunakan; hubungi pengirimnya.",
        en="{subject}: this is not what was signed. Do not use it; call the sender.",
    )


class UnknownKeyError(SignatureError):
    code = "unknown-key"
    says = Text(
        id=(
            "{subject}: ditandatangani dengan kunci {found}, yang tidak dipercaya di sini. Cocokkan"
            " sidik jarinya lewat telepon atau berita acara, lalu: statx trust add BERKAS."
        ),
        en=(
            "{subject}: it was signed with the key {found}, which nobody here trusts. Compare its"
            " fingerprint by telephone or on paper, then: statx trust add FILE."
        ),
    )


class WrongSignerError(SignatureError):
    code = "principal"
    says = Text(
        id="{subject}: ditandatangani oleh {found}, bukan oleh {expected}. Jangan gunakan.",
        en="{subject}: it was signed by {found}, not by {expected}. Do not use it.",
    )


class WrongRoleError(SignatureError):
    code = "role"
    says = Text(
        id="{subject}: {principal} tidak berwenang menandatangani {namespace}.",
        en="{subject}: {principal} may not sign for {namespace}.",
    )


class OutsideValidityError(SignatureError):
    code = "validity"
    says = Text(
        id="{subject}: kunci {principal} tidak berlaku pada {at} (berlaku {validity}).",
        en="{subject}: the key of {principal} does not hold at {at} (it holds {validity}).",
    )


class RevokedKeyError(SignatureError):
    code = "revoked"
    says = Text(
        id="{subject}: ditandatangani dengan kunci yang sudah dicabut, {found}. Jangan gunakan.",
        en="{subject}: it was signed with a revoked key, {found}. Do not use it.",
    )


class BrokenTrustStoreError(UsageError):
    says = Text(
        id=(
            "{path}, baris {line}: {fault}. Perbaiki baris itu; selama itu tidak ada tanda tangan"
            " yang diterima."
        ),
        en="{path}, line {line}: {fault}. Correct that line; until then no signature is accepted.",
    )


class BrokenPageError(StatxError):
    exit_code = UNTRUSTED
    says = Text(
        id="{path}: {fault}. Tidak ada yang ditambahkan; minta halaman kuncinya sekali lagi.",
        en="{path}: {fault}. Nothing was added; ask for the page of keys once more.",
    )


class KnownKeyError(UsageError):
    says = Text(
        id="Kunci {found} sudah tercatat di {path} atas nama {principal}. Tidak ada yang berubah.",
        en="The key {found} stands in {path} already, for {principal}. Nothing was changed.",
    )


class ExistingKeyError(UsageError):
    says = Text(
        id=(
            "{path} sudah ada. Kunci tidak pernah ditimpa: pindahkan dahulu yang lama, atau pilih"
            " folder lain."
        ),
        en="{path} exists already. A key is never replaced: move the old one, or choose a folder.",
    )


class MissingKeyError(UsageError):
    says = Text(
        id="Kunci {path} belum ada. Buat dengan: statx key new.",
        en="There is no key {path}. Make one with: statx key new.",
    )


class UnusableKeyError(UsageError):
    says = Text(
        id="{path} tidak dapat dipakai sebagai kunci ({reason}). Yang dipakai: {expected}.",
        en="{path} cannot be used as a key ({reason}). What is used: {expected}.",
    )


class LaxModeError(UsageError):
    says = Text(
        id=(
            "{path} dapat diakses orang lain (mode {found}, seharusnya {expected}). Amankan dengan:"
            " chmod {expected} {path}."
        ),
        en=(
            "{path} is open to others (mode {found}, expected {expected}). Close it with:"
            " chmod {expected} {path}."
        ),
    )


class SigningError(UsageError):
    says = Text(
        id=(
            "ssh-keygen tidak dapat menandatangani dengan {path} ({reason}). Periksa frasa sandinya"
            " atau ssh-agent."
        ),
        en="ssh-keygen cannot sign with {path} ({reason}). Check its passphrase or ssh-agent.",
    )


class WrongRecipientKeyError(UsageError):
    says = Text(
        id="{found} bukan kunci age penerima; seharusnya age1… dari halaman kunci unit itu.",
        en="{found} is no age key of a recipient; expected age1… from that unit's page of keys.",
    )


class DecryptionError(StatxError):
    exit_code = UNTRUSTED
    code: ClassVar[str] = "decrypt"
    says = Text(
        id=(
            "{path} tidak dapat dibuka ({reason}). Berkas ini rusak, atau dienkripsi untuk kunci"
            " lain. Tidak ada isinya yang dipakai."
        ),
        en=(
            "{path} cannot be opened ({reason}). It is damaged, or encrypted to another key."
            " Nothing of it was used."
        ),
    )


class WrongFingerprintError(StatxError):
    exit_code = UNTRUSTED
    says = Text(
        id=(
            "Sidik jari {found} tidak cocok dengan yang diketik. Tidak ada yang ditambahkan;"
            " cocokkan lagi dengan pemilik kuncinya."
        ),
        en=(
            "The fingerprint {found} is not what was typed. Nothing was added; compare it once more"
            " with the owner of the key."
        ),
    )
