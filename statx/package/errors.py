"""What keeps data from being packed, and a release from being believed (5) or cleared (6)."""

from __future__ import annotations

from statx.container.errors import MEND_AND_SEND, UntrustedPackageError
from statx.errors import NOT_CLEARED, UsageError
from statx.texts import Text

_ASK_THE_APPROVER = Text(
    id=" Data ini belum boleh keluar; minta persetujuan untuk isi ini.",
    en=" This data may not leave yet; have this very content approved.",
)


class NotExchangeFormError(UsageError):
    says = Text(
        id=(
            "{path} lolos, tetapi belum dalam bentuk yang dipertukarkan (UTF-8, koma, titik"
            " desimal). Ubah dahulu: statx convert {path} NAMA_BARU.csv"
        ),
        en=(
            "{path} passes, but is not in the form that is handed over (UTF-8, commas, decimal"
            " points). Convert it first: statx convert {path} NEW_NAME.csv"
        ),
    )


class UnsuitableNameError(UsageError):
    says = Text(
        id=(
            "Nama berkas {path} tidak dapat dipakai di dalam paket. Pakai huruf, angka, titik,"
            " garis bawah atau tanda hubung, tanpa spasi, dan setiap nama hanya sekali."
        ),
        en=(
            "The file name {path} cannot be used inside a package. Use letters, digits, points,"
            " underscores and hyphens, no spaces, and each name once."
        ),
    )


class NotADraftError(UsageError):
    says = Text(
        id="{path} sudah berupa rilis. Sebutkan draf yang menjadi asalnya.",
        en="{path} is a release already. Name the draft that it was made from.",
    )


class UnknownUnitError(UsageError):
    says = Text(
        id=(
            'Belum diketahui unit mana yang memeriksa. Tulis me = "sumbar" di statx.toml, atau'
            " buat kunci unit dengan: statx key new release@sumbar."
        ),
        en=(
            'Nobody knows which unit is verifying. Write me = "sumbar" in statx.toml, or make the'
            " unit's keys: statx key new release@sumbar."
        ),
    )


class NoProducerError(UsageError):
    says = Text(
        id=(
            "{path} tidak menyebut siapa produsen datanya, padahal penyetuju harus orang lain. Buat"
            " drafnya lagi dengan {options.producer:NAMA@UNIT}, atau tulis producer di statx.toml."
        ),
        en=(
            "{path} does not say who made the data, and whoever approves must be somebody else."
            " Make the draft again with {options.producer:NAME@UNIT}, or set producer in"
            " statx.toml."
        ),
    )


class NoClassificationError(UsageError):
    says = Text(
        id=(
            "Klasifikasi {path} tidak diketahui, karena skemanya tidak menyatakannya. Buat drafnya"
            " lagi dengan {options.classification:terbuka}, terbatas, atau tertutup."
        ),
        en=(
            "Nobody knows the classification of {path}, as its schema declares none. Make the draft"
            " again with {options.classification:terbuka}, terbatas or tertutup."
        ),
    )


class NoRecipientKeyError(UsageError):
    says = Text(
        id=(
            "Kunci age unit {unit} belum ada di {path}, padahal paket ini harus dienkripsi"
            " untuknya. Minta halaman kuncinya, lalu: statx trust add BERKAS."
        ),
        en=(
            "{path} has no age key of the unit {unit}, to which this package must be encrypted. Ask"
            " for its page of keys, then: statx trust add FILE."
        ),
    )


class PackageNameSuffixError(UsageError):
    says = Text(
        id="Nama paket ini harus berakhiran {expected}, bukan {path}.",
        en="The name of this package must end in {expected}, unlike {path}.",
    )


class StrayRecordError(UsageError):
    says = Text(
        id="{path} bukan berkas persetujuan seperti budi@jatim.json. Pindahkan dari folder ini.",
        en="{path} is no clearance like budi@jatim.json. Move it out of this folder.",
    )


# ---- releases ---------------------------------------------------------------------------------


class UntrustedReleaseError(UntrustedPackageError):
    """A release that is not what it says it is. Never raised itself."""


class UnsignedPackageError(UntrustedReleaseError):
    code = "unsigned"
    says = Text(
        id=(
            "{package} adalah draf: tidak ada rilis yang ditandatangani, jadi tidak ada yang"
            " menjaminnya. Minta paket rilis kepada pengirim; isi draf dilihat dengan"
            " statx verify {options.draft:True}."
        ),
        en=(
            "{package} is a draft: there is no signed release, so nobody vouches for it. Ask the"
            " sender for the release; statx verify {options.draft:True} looks at a draft."
        ),
    )


class ReleaseSignatureError(UntrustedReleaseError):
    code = "release-signature"
    says = Text(
        id="Tanda tangan rilis {package} tidak dapat dipercaya. {reason}",
        en="The signature of the release {package} cannot be trusted. {reason}",
    )


class SignerUnitError(UntrustedReleaseError):
    code = "signer-unit"
    says = (
        Text(
            id="{package} mengaku dari unit {sender}, tetapi ditandatangani oleh {signer}.",
            en="{package} says that it comes from {sender}, and was signed by {signer}.",
        )
        + MEND_AND_SEND
    )


class OtherRecipientError(UntrustedReleaseError):
    code = "recipient"
    says = Text(
        id=(
            "{package} ditujukan kepada {recipients}, bukan kepada {me}. Jangan gunakan;"
            " beri tahu pengirimnya."
        ),
        en="{package} is for {recipients}, not for {me}. Do not use it; tell the sender.",
    )


class ClearanceSignatureError(UntrustedReleaseError):
    code = "clearance-signature"
    says = Text(
        id="Persetujuan {file} untuk {package} tidak dapat dipercaya. {reason}",
        en="The clearance {file} for {package} cannot be trusted. {reason}",
    )


class NotClearedError(UntrustedPackageError):
    """Data that nobody who may has cleared. Never raised itself."""

    exit_code = NOT_CLEARED


class UnsignedClearanceError(NotClearedError):
    code = "clearance-unsigned"
    says = Text(
        id=(
            "Persetujuan {file} untuk {package} belum ditandatangani. Penyetuju menandatanganinya"
            " dengan: ssh-keygen -Y sign -f KUNCI -n statx-clearance {file}."
        ),
        en=(
            "The clearance {file} for {package} is not signed yet. Its approver signs it with:"
            " ssh-keygen -Y sign -f KEY -n statx-clearance {file}."
        ),
    )


class MissingClearanceError(NotClearedError):
    code = "clearance-missing"
    says = Text(
        id=(
            "{package} berklasifikasi {classification}: persetujuan yang perlu {expected}, yang"
            " ada {found}. Minta persetujuan orang lain dengan: statx clearance approve."
        ),
        en=(
            "{package} is classified {classification}: approvals needed {expected}, given"
            " {found}. Have somebody else approve it: statx clearance approve."
        ),
    )


class ClearanceSubjectError(NotClearedError):
    code = "clearance-subject"
    says = (
        Text(
            id="Persetujuan {approver} bukan untuk isi {package}; isinya sudah berubah.",
            en="The clearance by {approver} is not for the content of {package}; it changed since.",
        )
        + _ASK_THE_APPROVER
    )


class ClearanceScopeError(NotClearedError):
    code = "clearance-scope"
    says = (
        Text(
            id="Persetujuan {approver} untuk {package} menyebut {found}, rilisnya {expected}.",
            en="The clearance by {approver} for {package} says {found}, the release {expected}.",
        )
        + _ASK_THE_APPROVER
    )


class ClearanceAudienceError(NotClearedError):
    code = "clearance-audience"
    says = (
        Text(
            id="Persetujuan {approver} untuk {package} hanya bagi {found}, bukan {expected}.",
            en="The clearance by {approver} for {package} is for {found}, not {expected}.",
        )
        + _ASK_THE_APPROVER
    )


class ClearanceDecisionError(NotClearedError):
    code = "clearance-decision"
    says = (
        Text(
            id="{approver} tidak menyetujui {package} (keputusan: {found}).",
            en="{approver} did not approve {package} (the decision: {found}).",
        )
        + _ASK_THE_APPROVER
    )


class ClearanceChecksError(NotClearedError):
    code = "clearance-checks"
    says = (
        Text(
            id="Pemeriksaan {found} pada persetujuan {approver} untuk {package} tidak lolos.",
            en="In the clearance by {approver} for {package} the check {found} did not pass.",
        )
        + _ASK_THE_APPROVER
    )


class ClearanceExpiredError(NotClearedError):
    code = "clearance-expired"
    says = (
        Text(
            id=(
                "Persetujuan {approver} untuk {package} berlaku {begin} sampai {end}, sedangkan"
                " rilisnya {found}."
            ),
            en=(
                "The clearance by {approver} for {package} holds from {begin} to {end}, and the"
                " release is of {found}."
            ),
        )
        + _ASK_THE_APPROVER
    )


class ClearanceUnitError(NotClearedError):
    code = "clearance-unit"
    says = (
        Text(
            id="{approver} bukan dari unit {sender}, yang merilis {package}.",
            en="{approver} is not of the unit {sender}, which releases {package}.",
        )
        + _ASK_THE_APPROVER
    )


class TwoPersonError(NotClearedError):
    code = "two-person"
    says = (
        Text(
            id=(
                "{approver} menyetujui {package} padahal ia juga {found}; yang menyetujui harus"
                " orang lain dengan kunci lain."
            ),
            en=(
                "{approver} approved {package} and is {found} as well; whoever approves must be"
                " somebody else with another key."
            ),
        )
        + _ASK_THE_APPROVER
    )
