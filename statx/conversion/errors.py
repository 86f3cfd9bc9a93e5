"""What keeps a table from being converted."""

from __future__ import annotations

from statx.errors import FAILED, StatxError, UnreadableError, UsageError
from statx.texts import Text


class LabelNotKeptError(UsageError):
    says = Text(
        id=(
            "Dalam {path} nama kolom {name} akan terbaca {label}, karena spasi di ujungnya atau"
            " tanda BOM di depannya. Tidak ada yang ditulis; ganti nama kolom itu dalam skema dan"
            " datanya."
        ),
        en=(
            "In {path} the field name {name} would be read as {label}, for spaces at its ends or a"
            " byte order mark in front. Nothing was written; rename the field in the schema and in"
            " the data."
        ),
    )


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


class MarkedSuffixError(UsageError):
    says = Text(
        id="{path}: buku kerja bertanda harus bernama {suffix}. Beri nama dengan akhiran itu.",
        en="{path}: the marked workbook must be named {suffix}. Give it a name that ends so.",
    )


class JoinedFilesError(UsageError):
    says = Text(
        id=(
            "{path}: resepnya menggabungkan {n} berkas, sedangkan yang ditandai hanya satu. Lihat"
            " alamat sel dalam laporan, atau periksa setiap berkas dengan resepnya sendiri."
        ),
        en=(
            "{path}: its recipe joins {n} files, and only one can be marked. See the addresses of"
            " cells in the report, or judge each file by a recipe of its own."
        ),
    )
