"""What ends a command before its time."""

from __future__ import annotations

from statx.errors import FAILED, INTERRUPTED, StatxError, UsageError
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
