"""What is wrong with a package's bytes: it must not be used."""

from __future__ import annotations

from typing import ClassVar

from statx.errors import UNTRUSTED, StatxError
from statx.texts import Text

_THIS_PACKAGE = Text(
    id="Paket ini",
    en="This package",
)


MEND_AND_SEND = Text(
    id=" Jangan gunakan datanya; minta pengirim memperbaiki paketnya lalu mengirim ulang.",
    en=" Do not use the data; ask the sender to mend the package and send it again.",
)


_SEND_AGAIN = Text(
    id=" Jangan gunakan datanya; minta pengirim mengirim ulang paketnya.",
    en=" Do not use the data; ask the sender to send the package again.",
)


class UntrustedPackageError(StatxError):
    """A package that must not be used. Never raised itself.

    `code` is the kind of refusal that programs read.
    """

    exit_code = UNTRUSTED
    code: ClassVar[str]

    def __init__(self, *, package: object = _THIS_PACKAGE, **values: object) -> None:
        self._values = values
        super().__init__(
            package=package,
            **values,
        )

    def about(self, package: object) -> UntrustedPackageError:
        """The same refusal, said of the package that is named."""
        return type(self)(
            package=package,
            **self._values,
        )


class PackageZipError(UntrustedPackageError):
    code = "zip"
    says = (
        Text(
            id="{package} bukan zip utuh dalam bentuk baku statx: {found}.",
            en="{package} is not a whole zip in the one form statx accepts: {found}.",
        )
        + _SEND_AGAIN
    )


class PackageNameError(UntrustedPackageError):
    code = "name"
    says = (
        Text(
            id="{package} memuat nama {name}, padahal {expected}.",
            en="{package} holds the name {name}, but {expected}.",
        )
        + MEND_AND_SEND
    )


class PackageMemberKindError(UntrustedPackageError):
    code = "zip-special"
    says = (
        Text(
            id=(
                "{package} memuat {name} yang bukan berkas biasa (misalnya tautan atau folder); "
                "yang boleh hanya berkas biasa."
            ),
            en=(
                "{package} holds {name}, which is not a regular file (a link or a folder, say); "
                "only regular files are allowed."
            ),
        )
        + MEND_AND_SEND
    )


class PackageDuplicateError(UntrustedPackageError):
    code = "duplicate"
    says = (
        Text(
            id=(
                "{package} memuat {name} dan {other}, yang di sebagian komputer menempati tempat"
                " yang sama; setiap nama harus berbeda tanpa membedakan huruf besar dan kecil."
            ),
            en=(
                "{package} holds {name} and {other}, which take the same place on some computers; "
                "names must differ in more than upper and lower case."
            ),
        )
        + MEND_AND_SEND
    )


class PackageLimitError(UntrustedPackageError):
    code = "limit"
    says = (
        Text(
            id="{package} melampaui batas: {what} {found}, paling banyak {limit}.",
            en="{package} goes beyond the limit: {what} {found}, at most {limit}.",
        )
        + MEND_AND_SEND
    )


class PackageManifestError(UntrustedPackageError):
    code = "manifest"
    says = (
        Text(
            id="{package} memuat daftar {name} yang tidak dapat dipakai: {found}.",
            en="{package} holds a list {name} that cannot be used: {found}.",
        )
        + MEND_AND_SEND
    )


class PackageHashError(UntrustedPackageError):
    code = "hash"
    says = (
        Text(
            id="{package} telah berubah: SHA-256 {name} seharusnya {expected}, nyatanya {found}.",
            en="{package} was changed: the SHA-256 of {name} should be {expected} and is {found}.",
        )
        + _SEND_AGAIN
    )


class PackageUnlistedError(UntrustedPackageError):
    code = "unlisted"
    says = (
        Text(
            id="{package} memuat {name}, yang tidak tercantum di {list}.",
            en="{package} holds {name}, which is not listed in {list}.",
        )
        + MEND_AND_SEND
    )


class PackageMissingError(UntrustedPackageError):
    code = "missing"
    says = (
        Text(
            id="{package} tidak memuat {name}, padahal seharusnya ada.",
            en="{package} does not hold {name}, which must be there.",
        )
        + _SEND_AGAIN
    )


class PackageReferenceError(UntrustedPackageError):
    code = "reference"
    says = (
        Text(
            id=(
                "{package} merujuk ke {found} pada {where}, padahal {expected}; "
                "statx tidak mengambil apa pun dari luar."
            ),
            en=(
                "{package} refers to {found} in {where}, but {expected}; statx fetches nothing from"
                " outside."
            ),
        )
        + MEND_AND_SEND
    )


class PackageContentError(UntrustedPackageError):
    code = "content"
    says = (
        Text(
            id=(
                "{package} tidak berisi yang diharapkan: {what} seharusnya {expected}, nyatanya"
                " {found}."
            ),
            en=(
                "{package} does not hold what was expected: {what} should be {expected} and is"
                " {found}."
            ),
        )
        + MEND_AND_SEND
    )


class PackageJsonError(UntrustedPackageError):
    code = "json"
    says = (
        Text(
            id="{package} memuat {name} yang bukan JSON yang sah: {found}.",
            en="{package} holds {name}, which is not strict JSON: {found}.",
        )
        + MEND_AND_SEND
    )


class PackageFormatError(UntrustedPackageError):
    code = "format"
    says = (
        Text(
            id="{package} adalah rilis berformat {found}; yang dibaca di sini hanya {expected}.",
            en="{package} is a release of the format {found}; only {expected} is read here.",
        )
        + MEND_AND_SEND
    )


class PackageClassificationError(UntrustedPackageError):
    code = "classification"
    says = (
        Text(
            id="{package} memakai klasifikasi {found}; yang dikenal: {expected}.",
            en="{package} has the classification {found}; known are: {expected}.",
        )
        + MEND_AND_SEND
    )
