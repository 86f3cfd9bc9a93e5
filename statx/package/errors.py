"""What keeps data from being packed."""

from __future__ import annotations

from statx.errors import UsageError
from statx.texts import Text


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
