"""What ends a command before its time."""

from __future__ import annotations

from statx.errors import FAILED, INTERRUPTED, TRY_AGAIN, StatxError, UsageError
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
