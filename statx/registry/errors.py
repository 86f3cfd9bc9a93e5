"""What is wrong with schemas, descriptors and references to them."""

from __future__ import annotations

from statx.errors import UsageError
from statx.texts import Text


class UnknownSchemaError(UsageError):
    says = Text(
        id="Skema {ref} tidak ada dalam registri. Mungkin maksudnya: {near}.",
        en="The registry has no schema {ref}. Did you mean: {near}?",
    )


class OtherContentError(UsageError):
    says = Text(
        id=(
            "{path} bernama sama dengan {agreed}, yang disepakati bersama, tetapi isinya lain. Beri"
            " nama lain, atau hapus yang di sini."
        ),
        en=(
            "{path} has the name of {agreed}, which is shared, and other content. Give it another"
            " name, or remove the one here."
        ),
    )


class OtherVersionError(UsageError):
    says = Text(
        id=(
            "{path}: skema dengan nama itu disepakati bersama di registri {layer} dalam versi"
            " {agreed}; {ref} tidak termasuk. Beri nama lain, atau sebutkan berkasnya sebagai"
            " skema sampai versi itu disepakati."
        ),
        en=(
            "{path}: the schema of that name is shared in the registry {layer} in the versions"
            " {agreed}, and {ref} is none of them. Give it another name, or name its file as the"
            " schema until that version is agreed."
        ),
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
