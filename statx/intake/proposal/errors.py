"""What keeps a recipe from being proposed."""

from __future__ import annotations

from statx.errors import NothingCheckedError
from statx.texts import Text


class NothingLikeATableError(NothingCheckedError):
    says = Text(
        id=(
            "{path} tidak memuat tabel yang dikenali: baris judul kolom dengan baris data di"
            " bawahnya. Tulis resepnya sendiri, atau periksa berkasnya."
        ),
        en=(
            "{path} holds nothing that looks like a table: a header with rows of data below it."
            " Write the recipe by hand, or look at the file."
        ),
    )
