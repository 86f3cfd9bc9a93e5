"""What keeps a table, or the schema that judges it, from being settled."""

from __future__ import annotations

from statx.container.errors import MEND_AND_SEND
from statx.errors import (
    UNTRUSTED,
    MissingFileError,
    NoDataError,
    NothingCheckedError,
    StatxError,
    UnreadableError,
    UsageError,
)
from statx.texts import Text


class NotOneTableError(UsageError):
    says = Text(
        id="{path} adalah folder. Sebutkan satu berkas.",
        en="{path} is a folder. Name one file.",
    )


class NoSchemaError(NothingCheckedError):
    of_the_data = frozenset({"why", "near"})
    header_row: int = 0
    """The number of the record that seems to be the header; 0 where the first one is."""
    labels: tuple[str, ...] = ()
    """The header."""
    says = Text(
        id="{path}: {why}. {near}.",
        en="{path}: {why}. {near}.",
    )


class AmbiguousSchemaError(NothingCheckedError):
    says = Text(
        id="{path}: lebih dari satu skema cocok ({candidates}). Pilih dengan {options.schema}.",
        en="{path}: more than one schema fits ({candidates}). Choose with {options.schema}.",
    )


class AmbiguousSheetError(NothingCheckedError):
    says = Text(
        id="{path}: lebih dari satu lembar cocok ({sheets}). Pilih dengan {options.sheet}.",
        en="{path}: more than one sheet fits ({sheets}). Choose with {options.sheet}.",
    )


class NoSheetFitsError(NothingCheckedError):
    says = Text(
        id=(
            "{path}: tidak ada lembar dengan nama kolom sebuah skema ({sheets}). Pilih lembarnya"
            " dengan {options.sheet}, atau minta usulan resep: statx tidy {path}"
        ),
        en=(
            "{path}: no sheet has the column names of a schema ({sheets}). Choose one with"
            " {options.sheet}, or have a recipe proposed: statx tidy {path}"
        ),
    )


class SchemaNotAgreedError(StatxError):
    exit_code = UNTRUSTED
    says = (
        Text(
            id=(
                "{path} membawa skema atau daftar kode {schema} yang isinya bukan yang disepakati"
                " dengan nama dan versi itu."
            ),
            en=(
                "{path} carries a schema or code list {schema} that is not the one agreed under"
                " that name and version."
            ),
        )
        + MEND_AND_SEND
    )


class UnreadTableError(NothingCheckedError):
    says = Text(
        id=(
            "{path} tampak seperti tabel, tetapi tidak dapat dibaca statx, jadi tidak diperiksa:"
            " {remedy}; atau kecualikan di statx.toml: exclude = [...]."
        ),
        en=(
            "{path} looks like a table, but statx cannot read it, so it was not judged: {remedy};"
            " or exclude it in statx.toml: exclude = [...]."
        ),
    )


class DanglingLinkError(NothingCheckedError):
    says = Text(
        id=(
            "{path} adalah tautan ke {target}, yang tidak ada. Perbaiki atau hapus tautannya, atau"
            " kecualikan di statx.toml: exclude = [...]."
        ),
        en=(
            "{path} is a link to {target}, which is not there. Mend or remove the link, or exclude"
            " it in statx.toml: exclude = [...]."
        ),
    )


class LinkOutsideError(NothingCheckedError):
    says = Text(
        id=(
            "{path} adalah tautan ke {target}, di luar folder yang diperiksa, jadi tidak dibaca."
            " Sebutkan {target} sendiri, atau kecualikan tautannya di statx.toml: exclude = [...]."
        ),
        en=(
            "{path} is a link to {target}, outside the folder that is judged, and was not read."
            " Name {target} itself, or exclude the link in statx.toml: exclude = [...]."
        ),
    )


class UnlistedTableError(NothingCheckedError):
    says = Text(
        id=(
            "{path} tidak tercantum di {descriptor}, jadi tidak diperiksa. Cantumkan sebagai"
            " resource, atau kecualikan di statx.toml: exclude = [...]."
        ),
        en=(
            "{path} is not listed in {descriptor}, so it was not judged. List it as a resource, or"
            " exclude it in statx.toml: exclude = [...]."
        ),
    )


class UnreadableTableError(UnreadableError):
    says = Text(
        id="statx tidak membaca berkas seperti {path}: {remedy}.",
        en="statx does not read files such as {path}: {remedy}.",
    )


class NoTableError(NoDataError):
    says = Text(
        id="{path} tidak memuat tabel. Yang dicari: {known}. Yang ada di situ: {seen}.",
        en="{path} holds no table. What was looked for: {known}. What is there: {seen}.",
    )


class OwnOutputError(NothingCheckedError):
    says = Text(
        id="{path} ditulis oleh statx sendiri, jadi bukan data.",
        en="{path} was written by statx itself, so it is no data.",
    )


class MistypedFileError(MissingFileError):
    says = Text(
        id="{path} tidak ditemukan. Mungkin maksudnya {near}?",
        en="{path} was not found. Did you mean {near}?",
    )


class NoMatchError(NothingCheckedError):
    says = Text(
        id="Tidak ada berkas yang cocok dengan {path}. Periksa polanya dan foldernya.",
        en="No file fits {path}. Check the pattern and the folder.",
    )


class SeveralFilesError(UsageError):
    says = Text(
        id="{path} cocok dengan {n} berkas. Sebutkan satu saja.",
        en="{path} fits {n} files. Name one of them.",
    )


class EndlessInputError(UnreadableError):
    says = Text(
        id="Masukan standar memberi lebih dari {limit} GiB. Simpan dahulu ke sebuah berkas.",
        en="Standard input gives more than {limit} GiB. Save it to a file first.",
    )


class SeveralResourcesError(UsageError):
    says = Text(
        id=(
            "{path} adalah lebih dari satu resource di datapackage.json ({names}). Sebutkan"
            " skemanya, agar jelas yang mana."
        ),
        en=(
            "{path} is more than one resource in datapackage.json ({names}). Name a schema, so that"
            " it is clear which."
        ),
    )


class HeaderBelowError(NothingCheckedError):
    row: int = 0
    """The number of the record that is the header."""
    says = Text(
        id=(
            "{path}: nama kolom skema {schema} baru ada di baris {line}, di bawah judul. Periksa"
            " dengan {options.header_row:{row}}, atau hapus baris di atasnya."
        ),
        en=(
            "{path}: the column names of the schema {schema} stand on line {line}, below a title."
            " Judge it with {options.header_row:{row}}, or remove the lines above."
        ),
    )


class OtherSpellingError(NothingCheckedError):
    schema: str = ""
    """The schema that it would be."""
    says = Text(
        id=(
            "{path}: kolomnya adalah kolom skema {schema}, hanya ejaannya lain. Tulis baris nama"
            " kolomnya begini: {header}"
        ),
        en=(
            "{path}: its columns are those of the schema {schema}, but for their spelling. Write"
            " the header so: {header}"
        ),
    )


class OtherColumnNamesError(OtherSpellingError):
    """The same of a file whose header nobody can type."""

    says = Text(
        id=(
            "{path}: kolomnya adalah kolom skema {schema}, hanya ejaannya lain. Ganti namanya:"
            " {renames}."
        ),
        en=(
            "{path}: its columns are those of the schema {schema}, but for their spelling. Rename"
            " them: {renames}."
        ),
    )


class InlineDataError(NothingCheckedError):
    says = Text(
        id=(
            "Data resource {name} tertulis di dalam {path} sendiri, sehingga tidak diperiksa: statx"
            ' membaca berkas. Simpan sebagai CSV dan sebutkan dengan "path".'
        ),
        en=(
            "The data of the resource {name} stands in {path} itself, so it was not judged: statx"
            ' reads files. Save it as CSV and name that with "path".'
        ),
    )


class NoGitError(UsageError):
    says = Text(
        id=(
            "{options.changed_since} bertanya kepada git, tetapi program git tidak ditemukan."
            " Pasang git, atau periksa semua data tanpa pilihan itu."
        ),
        en=(
            "{options.changed_since} asks git, and the program git was not found. Install git, or"
            " judge all data without that option."
        ),
    )


class GitFailedError(UnreadableError):
    says = Text(
        id="git gagal membaca repositori {root} ({reason}). Periksa repositorinya dengan git fsck.",
        en="git could not read the repository {root} ({reason}). Check it with git fsck.",
    )
