"""What keeps a schema from being drafted."""

from __future__ import annotations

from statx.errors import NothingCheckedError, UnreadableError, UsageError
from statx.texts import Text


class UnusableHeaderError(UnreadableError):
    """A header that can name no fields."""

    says = Text(
        id=(
            "{path}: baris nama kolom tidak dapat dipakai ({why}). Tentukan barisnya dengan"
            " {options.header_row}, atau rapikan dahulu: statx tidy {path}"
        ),
        en=(
            "{path}: the header cannot be used ({why}). Say which row it is with"
            " {options.header_row}, or tidy the file first: statx tidy {path}"
        ),
    )


class NoRowsError(NothingCheckedError):
    """A table without a record tells nothing."""

    says = Text(
        id="{path}: tidak ada satu baris data pun, jadi tidak ada yang dapat disimpulkan.",
        en="{path}: there is not one record, so nothing can be told from it.",
    )


class OtherColumnsError(UsageError):
    """Files that one schema cannot describe."""

    says = Text(
        id="{path}: kolomnya lain daripada kolom {first} ({labels}). Satu skema untuk satu tabel.",
        en="{path}: its columns are not those of {first} ({labels}). One schema is for one table.",
    )
