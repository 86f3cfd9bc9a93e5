"""What keeps packages from being exchanged."""

from __future__ import annotations

from statx.errors import (
    FAILED,
    TRY_AGAIN,
    UNTRUSTED,
    NothingCheckedError,
    StatxError,
    UnreadableError,
    UsageError,
)
from statx.results.report import Run
from statx.texts import Text


class TransportError(StatxError):
    """The place between the units did not do what it was asked to; it may, later."""

    exit_code = TRY_AGAIN
    says = Text(
        id=(
            "Kotak pertukaran {place} tidak dapat dipakai saat ini ({reason}). Tidak ada yang"
            " hilang; jalankan lagi nanti."
        ),
        en="The mailbox {place} cannot be used now ({reason}). Nothing is lost; run again later.",
    )


class MissingObjectError(TransportError):
    says = Text(
        id="{name} belum ada di kotak pertukaran. Jalankan lagi nanti.",
        en="{name} is not in the mailbox yet. Run again later.",
    )


class MissingMailboxError(TransportError):
    says = Text(
        id=(
            "Folder pertukaran {path} tidak ditemukan. Jika folder itu ada di jaringan atau di"
            " diska lepas, pasang dahulu; jika baru, buat dahulu."
        ),
        en=(
            "The mailbox folder {path} was not found. If it is on a network or a stick, mount it;"
            " if it is new, make it first."
        ),
    )


class AccessDeniedError(UsageError):
    says = Text(
        id="Akses ke {place} ditolak. Periksa akun, kunci, dan hak akses folder unit ini di sana.",
        en="Access to {place} was denied. Check this unit's account, key and folder there.",
    )


class WrongHostKeyError(StatxError):
    exit_code = UNTRUSTED
    says = Text(
        id=(
            "Server {place} tidak dapat dipercaya: kunci hostnya tidak tercatat di {path}. Cocokkan"
            " kunci itu dengan pengelola server, lalu tambahkan barisnya. Tidak ada yang dikirim."
        ),
        en=(
            "The server {place} cannot be trusted: {path} does not list its host key. Compare the"
            " key with the server's administrator, then add its line. Nothing was sent."
        ),
    )


class UnknownTransportError(UsageError):
    says = Text(
        id="Alamat {address} tidak dikenal. Yang dikenal: {known}, atau nama folder.",
        en="The address {address} is of no known kind. Known are {known}, or the name of a folder.",
    )


class MissingSftpError(UsageError):
    says = Text(
        id="Untuk alamat sftp:// perlu satu paket lagi: pip install 'statx[sftp]'.",
        en="Addresses of sftp:// want one more package: pip install 'statx[sftp]'.",
    )


class JournalError(StatxError):
    exit_code = TRY_AGAIN
    says = Text(
        id=(
            "Jurnal pertukaran {path} tidak dapat dipakai ({reason}). Jurnal harus berada di diska"
            " komputer ini sendiri; periksa ruang dan hak aksesnya. Tidak ada yang dikirim."
        ),
        en=(
            "The journal {path} cannot be used ({reason}). It must lie on this machine's own disk;"
            " check its space and permissions. Nothing was sent."
        ),
    )


class StrangeLetterError(StatxError):
    """A signed letter that is for somebody else, or about something else, than its name says."""

    exit_code = UNTRUSTED
    says = Text(
        id="{name} ditujukan kepada unit lain, atau menjawab surat lain. Surat itu diabaikan.",
        en="{name} is for another unit, or about another letter. It was ignored.",
    )


class VersionReusedError(UsageError):
    code = "version-reused"
    says = Text(
        id=(
            "{name} {version} sudah dikirim ke {partner} dengan isi lain. Versi tidak pernah"
            " dipakai ulang: kemas lagi dengan nomor versi baru."
        ),
        en=(
            "{name} {version} went to {partner} with other content before. A version is never used"
            " again: pack it under a new number."
        ),
    )


class RefusedPackageError(StatxError):
    """A package that its recipient does not take; the receipt says the code.

    `report` is what the sender needs in order to mend the data, as bytes of a JSON report.
    """

    exit_code = UNTRUSTED
    says = Text(
        id="Paket ditolak ({code}): {reason}",
        en="The package was refused ({code}): {reason}",
    )

    code = ""
    report = b""

    @classmethod
    def of(cls, code: str, reason: object, report: bytes = b"") -> RefusedPackageError:
        """With the code for the receipt and, where data does not pass, the report on it."""
        error = cls(
            code=code,
            reason=reason,
        )
        error.code = code
        error.report = report

        return error


class ChangedPackageError(UnreadableError):
    says = Text(
        id="{path} berubah saat sedang disalin. Tidak ada yang dikirim; jalankan lagi.",
        en="{path} changed while it was copied. Nothing was sent; run again.",
    )


class NoMailboxError(UsageError):
    says = Text(
        id=(
            'Kotak pertukaran dengan {unit} belum diatur. Tulis mailbox = "…" di bawah'
            " [unit.{unit}] di statx.toml."
        ),
        en=(
            'There is no mailbox with {unit} yet. Write mailbox = "…" below [unit.{unit}] in'
            " statx.toml."
        ),
    )


class NoPartnersError(UsageError):
    says = Text(
        id=(
            "Belum ada unit dengan kotak pertukaran. Tulis di statx.toml, misalnya:"
            ' [unit.jatim] dan di bawahnya mailbox = "/srv/kotak".'
        ),
        en=(
            "There is no unit with a mailbox yet. Write in statx.toml, for example:"
            ' [unit.jatim] and below it mailbox = "/srv/mailbox".'
        ),
    )


class NoExportFilesError(NothingCheckedError):
    says = Text(
        id="Ekspor {export}: tidak ada berkas yang cocok dengan {files}. Periksa sumbernya.",
        en="Export {export}: no file fits {files}. Look after its source.",
    )


class StaleExportError(NothingCheckedError):
    says = Text(
        id=(
            "Ekspor {export}: berkas terbarunya sudah {days} hari, paling lama {limit} hari."
            " Periksa apakah sumbernya masih diperbarui."
        ),
        en=(
            "Export {export}: its newest file is {days} days old, {limit} at most are allowed. See"
            " whether its source is still kept up."
        ),
    )


class TooFewRowsError(NothingCheckedError):
    says = Text(
        id=(
            "Ekspor {export}: hanya {found} baris, paling sedikit {expected}. Tidak ada yang"
            " dikirim; periksa sumbernya."
        ),
        en=(
            "Export {export}: only {found} rows, at least {expected} are wanted. Nothing was sent;"
            " look after its source."
        ),
    )


class FailedExportError(StatxError):
    """Data of an export that does not pass; `run` says why."""

    exit_code = FAILED
    says = Text(
        id="Ekspor {export}: {path} tidak lolos. Tidak ada yang dikirim; perbaiki datanya.",
        en="Export {export}: {path} does not pass. Nothing was sent; correct the data.",
    )

    run = Run(())

    @classmethod
    def of(cls, export: str, path: object, run: Run) -> FailedExportError:
        """With the verdict that says why."""
        error = cls(
            export=export,
            path=path,
        )
        error.run = run

        return error
