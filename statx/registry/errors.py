"""What is wrong with schemas, descriptors and references to them."""

from __future__ import annotations

from statx.errors import UsageError
from statx.texts import Text


class UnknownSchemaError(UsageError):
    says = Text(
        id="Skema {ref} tidak ada dalam registri. Mungkin maksudnya: {near}.",
        en="The registry has no schema {ref}. Did you mean: {near}?",
    )


class BrokenCodeListError(UsageError):
    says = Text(
        id=(
            "Daftar kode {path} keliru: {value!r} bukan tanggal (TTTT-BB-HH). Perbaiki daftarnya;"
            " data belum diperiksa."
        ),
        en=(
            "The code list {path} is wrong: {value!r} is no date (YYYY-MM-DD). Correct the list;"
            " no data was judged."
        ),
    )


class BrokenDescriptorError(UsageError):
    says = Text(
        id=(
            "{path} bukan deskriptor Data Package yang dapat dipakai: {faults}. "
            "Perbaiki deskriptornya; data belum dibaca."
        ),
        en=(
            "{path} is no Data Package descriptor that can be used: {faults}. "
            "Correct the descriptor; no data was read."
        ),
    )


class BrokenDialectError(UsageError):
    says = Text(
        id=(
            "Dialek tabel di {path} tidak dapat dipakai: {faults}. Perbaiki deskriptornya; data"
            " belum dibaca."
        ),
        en=(
            "The table dialect in {path} cannot be used: {faults}. Correct the descriptor; no data"
            " was read."
        ),
    )
