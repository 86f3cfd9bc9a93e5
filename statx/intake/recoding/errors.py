"""What keeps codes from being written in the other system."""

from __future__ import annotations

from statx.errors import UnreadableError, UsageError
from statx.texts import Text


class WhichColumnError(UsageError):
    """Nobody can tell which column is meant."""

    says = Text(
        id="{path}: {why}. Sebutkan kolomnya dengan {options.column}.",
        en="{path}: {why}. Name the column with {options.column}.",
    )


class NoCopyError(UnreadableError):
    """A file whose other bytes could not stay as they are."""

    says = Text(
        id="{path}: {why}. Ubah dahulu menjadi CSV biasa: statx convert {path} data.csv",
        en="{path}: {why}. Turn it into plain CSV first: statx convert {path} data.csv",
    )
