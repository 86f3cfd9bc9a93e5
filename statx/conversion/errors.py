"""What keeps a table from being converted."""

from __future__ import annotations

from statx.errors import FAILED, StatxError, UnreadableError
from statx.texts import Text


class RestDoesNotPassError(StatxError):
    exit_code = FAILED
    says = Text(
        id=(
            "{path}: tanpa baris yang ditolak, sisanya pun tidak lolos ({rules}). Tidak ada yang"
            " ditulis; perbaiki dahulu baris-baris yang ditolak itu."
        ),
        en=(
            "{path}: without the rejected rows, the rest does not pass either ({rules}). Nothing"
            " was written; correct the rejected rows first."
        ),
    )


class ContentMismatchError(UnreadableError):
    says = Text(
        id=(
            "{path} tidak lagi memuat isi yang dicatat di dalamnya: {declared} tercatat, {found}"
            " ditemukan. Ambil lagi berkasnya dari pembuatnya."
        ),
        en=(
            "{path} no longer holds the content it says: {declared} is recorded, {found} was found."
            " Fetch it again from whoever made it."
        ),
    )
