"""What ends a command before its time."""

from __future__ import annotations

from statx.errors import (
    FAILED,
    INTERRUPTED,
    NOT_CLEARED,
    TRY_AGAIN,
    UNTRUSTED,
    NothingCheckedError,
    StatxError,
    UsageError,
)
from statx.texts import Text


class NoRegionError(UsageError):
    exit_code = FAILED
    says = Text(
        id=(
            'Tidak ada wilayah yang cocok dengan "{words}". Coba nama tanpa singkatan, atau'
            " kodenya."
        ),
        en='No region fits "{words}". Try its name without abbreviations, or its code.',
    )


class InterruptedRunError(StatxError):
    exit_code = INTERRUPTED
    says = Text(
        id="Dihentikan. Tidak ada berkas setengah jadi.",
        en="Interrupted. No half-written file was left.",
    )


class BugError(StatxError):
    says = Text(
        id=(
            "Ini kesalahan di dalam statx ({kind}: {reason}), bukan pada data Anda. Laporkan"
            " bersama keluaran dari perintah yang sama dengan STATX_TRACEBACK=1."
        ),
        en=(
            "This is a bug in statx ({kind}: {reason}), not in your data. Report it with what the"
            " same command prints under STATX_TRACEBACK=1."
        ),
    )


class DemoError(StatxError):
    says = Text(
        id=(
            "{command} berakhir dengan kode {found}, seharusnya {expected}. "
            "Pasang ulang statx; bila tetap begitu, laporkan."
        ),
        en=(
            "{command} ended with {found}, where {expected} was expected. "
            "Install statx again; if it stays so, report it."
        ),
    )


class NoWorkingFolderError(UsageError):
    says = Text(
        id=(
            "Folder tempat perintah ini dijalankan sudah tidak ada. Pindah ke folder lain (cd),"
            " lalu ulangi."
        ),
        en="The folder in which this command runs is gone. Change to another (cd) and run again.",
    )


class ClosedOutputError(UsageError):
    says = Text(
        id="Keluaran standar tertutup, jadi hasilnya tidak dapat diberikan.",
        en="Standard output is closed, so the result cannot be given.",
    )


class FullOutputError(StatxError):
    exit_code = TRY_AGAIN
    says = Text(
        id="Keluaran standar tidak menerima hasilnya ({reason}). Kosongkan ruang, lalu ulangi.",
        en="Standard output does not take the result ({reason}). Free some space and run again.",
    )


class EmptyNameError(UsageError):
    says = Text(
        id=(
            'Nama berkas atau folder kosong (""). Periksa variabel di skrip Anda; folder ini'
            " sendiri ditulis sebagai titik (.)."
        ),
        en=(
            'The name of a file or folder is empty (""). Check the variables of your script; this'
            " folder itself is written as a point (.)."
        ),
    )


class DraftOrReleaseError(UsageError):
    says = Text(
        id=(
            "Sebutkan salah satu: --draft untuk membuat draf yang akan disetujui, atau --to UNIT"
            " untuk merilis draf yang sudah disetujui."
        ),
        en=(
            "Say one of them: --draft makes what is to be approved, and --to UNIT releases a draft"
            " that was."
        ),
    )


class UnnamedDraftError(UsageError):
    says = Text(
        id="Sebutkan juga nama drafnya, misalnya --output kemiskinan-1.0.0.zip.",
        en="Name the draft as well, such as --output kemiskinan-1.0.0.zip.",
    )


class NoAudienceError(UsageError):
    says = Text(
        id=(
            "{path} berklasifikasi {classification}: sebutkan untuk unit mana, misalnya"
            " --for sumbar."
        ),
        en="{path} is classified {classification}: say for which unit, such as --for sumbar.",
    )


class UnsettledChecksError(StatxError):
    exit_code = NOT_CLEARED
    says = Text(
        id=(
            "Belum ditandatangani: {checks} tidak lolos atau belum dapat diperiksa. Perbaiki"
            ' datanya, beri alasan dengan --reason "…", atau tolak dengan --reject.'
        ),
        en=(
            "Nothing was signed: {checks} did not pass, or could not be checked. Correct the data,"
            ' give a reason with --reason "…", or refuse it with --reject.'
        ),
    )


class NoConsentError(UsageError):
    says = Text(
        id=(
            "Tanpa terminal, persetujuan perlu sidik jari isi yang persis:"
            " --content-id sha256:{content_id}. Belum ada yang ditandatangani."
        ),
        en=(
            "Without a terminal, approving wants the exact content id:"
            " --content-id sha256:{content_id}. Nothing was signed."
        ),
    )


class OtherContentIdError(StatxError):
    exit_code = UNTRUSTED
    says = Text(
        id="Sidik jarinya tidak cocok: isi draf ini sha256:{found}. Belum ada yang ditandatangani.",
        en="That is not its content id: this draft holds sha256:{found}. Nothing was signed.",
    )


class UnknownExportError(UsageError):
    says = Text(
        id="Tidak ada ekspor {found} di statx.toml. Yang ada: {known}.",
        en="There is no export {found} in statx.toml. There are: {known}.",
    )


class UnansweredError(UsageError):
    says = Text(
        id="{option} belum dijawab. Tanpa terminal, sebutkan sebagai opsi.",
        en="{option} is not answered. Without a terminal, say it as an option.",
    )


class ExistingRecipeError(NothingCheckedError):
    """A recipe that a person may have worked on stays."""

    says = Text(
        id=(
            "{recipe} sudah ada dan tidak ditimpa. Periksa dan sahkan resep itu, lalu jalankan"
            " dengan {options.recipe:{recipe}}; atau hapus bila ingin usulan baru."
        ),
        en=(
            "{recipe} exists already and is not replaced. Look through it and confirm it, then run"
            " with {options.recipe:{recipe}}; or delete it to get a new proposal."
        ),
    )


class NoPlaceForRecipeError(UsageError):
    """A folder or a stream has nothing beside which a proposal could lie."""

    says = Text(
        id=(
            "{path} perlu resep: {options.recipe:BERKAS}. Usulan resep hanya dibuat untuk satu"
            " berkas: statx tidy BERKAS"
        ),
        en=(
            "{path} needs a recipe: {options.recipe:FILE}. One is proposed for a single file alone:"
            " statx tidy FILE"
        ),
    )
