"""What keeps data in memory from being judged."""

from __future__ import annotations

from statx.errors import UsageError
from statx.texts import Text


class UnreadableFrameError(UsageError):
    of_the_data = frozenset({"reason"})
    says = Text(
        id=(
            "Data ini tidak dapat dibaca sebagai tabel ({reason}). Setiap kolom memuat satu jenis"
            " nilai dan bernama lain; ubah jenisnya, misalnya dengan astype(str)."
        ),
        en=(
            "This data cannot be read as a table ({reason}). Each column holds values of one type"
            " and has its own name; change its type, for instance with astype(str)."
        ),
    )
