"""Every exception of statx, its sentence and its exit code.

Data that does not pass is a result, not an exception. An exception means that statx could not do
its work; the groups below say whose turn it is to act. The exit code is an attribute of the class,
and `worst` settles it over many inputs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from statx.texts import Text

FINE, FAILED = 0, 1
USAGE, UNREADABLE, NOTHING_CHECKED, UNTRUSTED, NOT_CLEARED = 2, 3, 4, 5, 6
BUG, TRY_AGAIN, INTERRUPTED = 70, 75, 130

EXIT_CODES: dict[int, Text] = {
    FINE: Text(id="semua baik", en="fine"),
    FAILED: Text(id="data tidak lolos", en="the data did not pass"),
    USAGE: Text(
        id="cara pakai, konfigurasi, atau skema keliru",
        en="wrong usage, configuration or schema",
    ),
    UNREADABLE: Text(id="masukan tidak dapat dibaca", en="an input cannot be read"),
    NOTHING_CHECKED: Text(id="tidak ada yang diperiksa", en="nothing was checked"),
    UNTRUSTED: Text(
        id="tidak dapat dipercaya: tanda tangan, sidik jari digital, atau paket yang janggal",
        en="not trustworthy: signature, digest, or a hostile package",
    ),
    NOT_CLEARED: Text(id="belum mendapat clearance untuk dirilis", en="not cleared for release"),
    BUG: Text(id="kesalahan di dalam statx", en="a bug in statx"),
    TRY_AGAIN: Text(id="coba lagi nanti", en="try again later"),
    INTERRUPTED: Text(id="dihentikan", en="interrupted"),
}

_SEVERITY = (INTERRUPTED, BUG, UNTRUSTED, NOT_CLEARED, UNREADABLE, USAGE, TRY_AGAIN, NOTHING_CHECKED, FAILED, FINE)


def worst(codes: Iterable[int]) -> int:
    """The exit code of many inputs: the most severe of theirs; with no input, nothing was checked."""
    return min(codes, key=_SEVERITY.index, default=NOTHING_CHECKED)


class StatxError(Exception):
    """statx could not do its work. Never raised itself; `text` is what the user reads."""

    says: ClassVar[Text]
    exit_code: ClassVar[int] = BUG

    def __init__(self, **values: object) -> None:
        self.text = self.says.fill(**values)
        super().__init__(self.text.en)

    def __reduce__(self) -> tuple[object, ...]:
        """An error that a worker meets on another machine is said by the one who asked."""
        return _restored, (type(self), self.text)


def _restored(kind: type[StatxError], text: Text) -> StatxError:
    error = kind.__new__(kind, text.en)
    error.text = text
    return error


# ---- the caller's turn: usage, configuration, schema --------------------------------------------


class UsageError(StatxError):
    """What was asked for does not fit together."""

    exit_code = USAGE


class ExistingOutputError(UsageError):
    says = Text(
        id="{path} sudah ada. Pilih nama lain, atau tambahkan --force untuk menggantinya.",
        en="{path} exists already. Choose another name, or add --force to replace it.",
    )


class FolderNotEmptyError(UsageError):
    says = Text(
        id="{path} sudah berisi. Sebutkan folder baru atau folder yang kosong.",
        en="{path} is not empty. Name a new folder or an empty one.",
    )


class MissingFolderError(UsageError):
    says = Text(
        id="Folder {path} tidak ditemukan. Buat dahulu folder itu, atau pilih tempat lain.",
        en="The folder {path} does not exist. Make it first, or choose another place.",
    )


class CannotWriteError(UsageError):
    says = Text(
        id="{path} tidak dapat ditulis ({reason}). Periksa hak akses, atau pilih tempat lain. Tidak ada yang berubah.",
        en="{path} cannot be written ({reason}). Check the permissions, or choose another place. Nothing was changed.",
    )


class BrokenSchemaError(UsageError):
    says = Text(
        id="Skema {path} keliru: {faults}. Perbaiki skemanya; data belum dibaca.",
        en="The schema {path} is wrong: {faults}. Correct the schema; no data was read.",
    )


class UnknownSchemaError(UsageError):
    says = Text(
        id="Skema {ref} tidak ada dalam registri. Mungkin maksudnya: {near}.",
        en="The registry has no schema {ref}. Did you mean: {near}?",
    )


class BrokenConfigError(UsageError):
    says = Text(
        id="{path} keliru: {faults}. Perbaiki pengaturannya; belum ada yang dikerjakan.",
        en="{path} is wrong: {faults}. Correct the settings; nothing was done yet.",
    )


class BrokenDescriptorError(UsageError):
    says = Text(
        id="{path} bukan deskriptor Data Package yang dapat dipakai: {faults}. "
        "Semua acuannya harus berkas di folder itu.",
        en="{path} is no Data Package descriptor that can be used: {faults}. "
        "All it refers to must be files in its folder.",
    )


class BrokenDialectError(UsageError):
    says = Text(
        id="Dialek tabel di {path} tidak dapat dipakai: {faults}. Perbaiki deskriptornya; data belum dibaca.",
        en="The table dialect in {path} cannot be used: {faults}. Correct the descriptor; no data was read.",
    )


class NoHeaderRowError(UsageError):
    says = Text(
        id="{path} hanya berisi {found} baris, padahal tajuk kolomnya dinyatakan ada di baris {row}. "
        "Periksa --header-row, statx.toml, atau deskriptornya.",
        en="{path} has only {found} rows, and its header was declared to be row {row}. "
        "Check --header-row, statx.toml or the descriptor.",
    )


class OptionError(UsageError):
    says = Text(
        id="{option} tidak berlaku di sini: {reason}",
        en="{option} does not apply here: {reason}",
    )


class SameFileError(UsageError):
    says = Text(
        id="{path} disebut dua kali: sebagai masukan dan hasil, atau untuk dua hasil. Pilih nama lain untuk hasilnya.",
        en="{path} is named twice: to be read and to be written, or for two results. "
        "Choose another name for the result.",
    )


class NoGitError(UsageError):
    says = Text(
        id="--changed-since bertanya kepada git, tetapi program git tidak ditemukan. Pasang git, atau periksa semua "
        "data tanpa pilihan itu.",
        en="--changed-since asks git, and the program git was not found. Install git, or judge all data without that "
        "option.",
    )


class NotARepositoryError(UsageError):
    says = Text(
        id="{path} bukan bagian dari repositori git yang dapat dibaca ({reason}), jadi tidak diketahui apa yang "
        "berubah. Jalankan di dalam repositori, atau tanpa --changed-since.",
        en="{path} is not in a git repository that can be read ({reason}), so nobody knows what changed. Run inside "
        "the repository, or without --changed-since.",
    )


class OutsideRepositoryError(UsageError):
    says = Text(
        id="{path} terletak di luar repositori git {root}, jadi tidak diketahui apakah berubah. Periksa secara "
        "terpisah, tanpa --changed-since.",
        en="{path} lies outside the git repository {root}, so nobody knows whether it changed. Judge it by itself, "
        "without --changed-since.",
    )


_WHOLE_HISTORY = Text(
    id=" Riwayat di salinan ini terpotong: ambil seluruhnya dengan `git fetch --unshallow origin`, atau di GitHub "
    "Actions dengan `fetch-depth: 0` pada actions/checkout.",
    en=" The history of this clone is cut off: fetch all of it with `git fetch --unshallow origin`, or on GitHub "
    "Actions with `fetch-depth: 0` for actions/checkout.",
)


class UnknownRevisionError(UsageError):
    says = Text(
        id="git tidak mengenal revisi {revision} di {root}. Periksa ejaannya, atau ambil dahulu: git fetch origin.",
        en="git knows no revision {revision} in {root}. Check its spelling, or fetch it first: git fetch origin.",
    )


class UnknownRevisionInShallowCloneError(UsageError):
    says = Text(id="git tidak mengenal revisi {revision}.", en="git knows no revision {revision}.") + _WHOLE_HISTORY


class NoMergeBaseError(UsageError):
    says = Text(
        id="{revision} dan HEAD tidak punya satu commit pun yang sama, jadi tidak ada dasar untuk membandingkan. "
        "Sebutkan revisi lain dengan --changed-since.",
        en="{revision} and HEAD have no commit in common, so there is nothing to compare with. Name another revision "
        "with --changed-since.",
    )


class NoMergeBaseInShallowCloneError(UsageError):
    says = (
        Text(
            id="Commit yang sama-sama dimiliki {revision} dan HEAD tidak ada di sini.",
            en="The commit that {revision} and HEAD have in common is not here.",
        )
        + _WHOLE_HISTORY
    )


class DoesNotPassError(StatxError):
    exit_code = FAILED
    says = Text(
        id="{path} tidak lolos ({rules}). Lihat rinciannya dengan statx.validate({path!r}).",
        en="{path} does not pass ({rules}). See what is wrong with statx.validate({path!r}).",
    )


class RestDoesNotPassError(StatxError):
    exit_code = FAILED
    says = Text(
        id="{path}: tanpa baris yang ditolak, sisanya pun tidak lolos ({rules}). Tidak ada yang ditulis; "
        "perbaiki dahulu baris-baris yang ditolak itu.",
        en="{path}: without the rejected rows, the rest does not pass either ({rules}). Nothing was written; "
        "correct the rejected rows first.",
    )


class NotExchangeFormError(UsageError):
    says = Text(
        id="{path} lolos, tetapi belum dalam bentuk yang dipertukarkan (UTF-8, koma, titik desimal). "
        "Ubah dahulu: statx convert {path} NAMA_BARU.csv",
        en="{path} passes, but is not in the form that is handed over (UTF-8, commas, decimal points). "
        "Convert it first: statx convert {path} NEW_NAME.csv",
    )


class UnsuitableNameError(UsageError):
    says = Text(
        id="Nama berkas {path} tidak dapat dipakai di dalam paket. Pakai huruf, angka, titik, garis bawah atau "
        "tanda hubung, tanpa spasi, dan setiap nama hanya sekali.",
        en="The file name {path} cannot be used inside a package. Use letters, digits, points, underscores and "
        "hyphens, no spaces, and each name once.",
    )


class NotOneTableError(UsageError):
    says = Text(
        id="{path} adalah folder. Sebutkan satu berkas.",
        en="{path} is a folder. Name one file.",
    )


class NoRegionError(UsageError):
    exit_code = FAILED
    says = Text(
        id='Tidak ada wilayah yang cocok dengan "{words}". Coba nama tanpa singkatan, atau kodenya.',
        en='No region fits "{words}". Try its name without abbreviations, or its code.',
    )


class UnknownCodeError(UsageError):
    says = Text(
        id="Kode {code} tidak dikenal. Mungkin maksudnya: {near}. Daftarnya: statx explain",
        en="The code {code} is not known. Did you mean: {near}? All of them: statx explain",
    )


class DiskFullError(StatxError):
    exit_code = TRY_AGAIN
    says = Text(
        id="Tempat untuk {path} sudah penuh. Kosongkan ruang lalu ulangi. Tidak ada berkas setengah jadi.",
        en="There is no space left for {path}. Free some and run again. No half-written file was left.",
    )


# ---- whoever keeps the cluster --------------------------------------------------------------------


class ClusterNotInstalledError(UsageError):
    says = Text(
        id="Untuk --cluster diperlukan paket tambahan. Pasang dengan: pip install 'statx[dask]'",
        en="--cluster needs an extra package. Install it with: pip install 'statx[dask]'",
    )


class ClusterVersionError(UsageError):
    says = Text(
        id="Para pekerja di {address} memakai statx {there}, di sini {here}. Samakan versinya, lalu ulangi.",
        en="The workers at {address} have statx {there}, here it is {here}. Make them the same, then run again.",
    )


class WorkerReadingError(UsageError):
    says = Text(
        id="Pekerja di {address} tidak dapat membaca berkas yang di sini terbaca. Taruh berkas di tempat yang "
        "dilihat semua pekerja dengan nama yang sama, misalnya folder jaringan. Kata pekerja: {reason}",
        en="A worker at {address} cannot read what can be read here. Put the file where all workers see it under the "
        "same name, such as a network folder. The worker says: {reason}",
    )


class ClusterError(StatxError):
    exit_code = TRY_AGAIN
    says = Text(
        id="Klaster di {address} tidak dapat dipakai ({reason}). Periksa alamatnya, dan apakah scheduler serta "
        "pekerjanya berjalan; lalu ulangi, atau jalankan tanpa --cluster.",
        en="The cluster at {address} cannot be used ({reason}). Check the address, and whether its scheduler and "
        "workers are running; then run again, or run without --cluster.",
    )


# ---- the sender's turn: packages ----------------------------------------------------------------

_THIS_PACKAGE = Text(id="Paket ini", en="This package")
_SEND_AGAIN = Text(
    id=" Jangan gunakan datanya; minta pengirim mengirim ulang paketnya.",
    en=" Do not use the data; ask the sender to send the package again.",
)
_MEND_AND_SEND = Text(
    id=" Jangan gunakan datanya; minta pengirim memperbaiki paketnya lalu mengirim ulang.",
    en=" Do not use the data; ask the sender to mend the package and send it again.",
)


class UntrustedPackageError(StatxError):
    """A package that must not be used. Never raised itself; `code` is the kind of refusal that programs read."""

    exit_code = UNTRUSTED
    code: ClassVar[str]

    def __init__(self, *, package: object = _THIS_PACKAGE, **values: object) -> None:
        self._values = values
        super().__init__(package=package, **values)

    def about(self, package: object) -> UntrustedPackageError:
        """The same refusal, said of the package that is named."""
        return type(self)(package=package, **self._values)


class PackageZipError(UntrustedPackageError):
    code = "zip"
    says = (
        Text(
            id="{package} bukan zip utuh dalam bentuk baku statx: {found}.",
            en="{package} is not a whole zip in the one form statx accepts: {found}.",
        )
        + _SEND_AGAIN
    )


class PackageNameError(UntrustedPackageError):
    code = "name"
    says = (
        Text(
            id="{package} memuat nama {name}, padahal {expected}.",
            en="{package} holds the name {name}, but {expected}.",
        )
        + _MEND_AND_SEND
    )


class PackageMemberKindError(UntrustedPackageError):
    code = "zip-special"
    says = (
        Text(
            id="{package} memuat {name} yang bukan berkas biasa (misalnya tautan atau folder); "
            "yang boleh hanya berkas biasa.",
            en="{package} holds {name}, which is not a regular file (a link or a folder, say); "
            "only regular files are allowed.",
        )
        + _MEND_AND_SEND
    )


class PackageDuplicateError(UntrustedPackageError):
    code = "duplicate"
    says = (
        Text(
            id="{package} memuat {name} dan {other}, yang di sebagian komputer menempati tempat yang sama; "
            "setiap nama harus berbeda tanpa membedakan huruf besar dan kecil.",
            en="{package} holds {name} and {other}, which take the same place on some computers; "
            "names must differ in more than upper and lower case.",
        )
        + _MEND_AND_SEND
    )


class PackageLimitError(UntrustedPackageError):
    code = "limit"
    says = (
        Text(
            id="{package} melampaui batas: {what} {found}, paling banyak {limit}.",
            en="{package} goes beyond the limit: {what} {found}, at most {limit}.",
        )
        + _MEND_AND_SEND
    )


class PackageManifestError(UntrustedPackageError):
    code = "manifest"
    says = (
        Text(
            id="{package} memuat daftar {name} yang tidak dapat dipakai: {found}.",
            en="{package} holds a list {name} that cannot be used: {found}.",
        )
        + _MEND_AND_SEND
    )


class PackageHashError(UntrustedPackageError):
    code = "hash"
    says = (
        Text(
            id="{package} telah berubah: SHA-256 {name} seharusnya {expected}, nyatanya {found}.",
            en="{package} was changed: the SHA-256 of {name} should be {expected} and is {found}.",
        )
        + _SEND_AGAIN
    )


class PackageUnlistedError(UntrustedPackageError):
    code = "unlisted"
    says = (
        Text(
            id="{package} memuat {name}, yang tidak tercantum di {list}.",
            en="{package} holds {name}, which is not listed in {list}.",
        )
        + _MEND_AND_SEND
    )


class PackageMissingError(UntrustedPackageError):
    code = "missing"
    says = (
        Text(
            id="{package} tidak memuat {name}, padahal seharusnya ada.",
            en="{package} does not hold {name}, which must be there.",
        )
        + _SEND_AGAIN
    )


class PackageReferenceError(UntrustedPackageError):
    code = "reference"
    says = (
        Text(
            id="{package} merujuk ke {found} pada {where}, padahal {expected}; "
            "statx tidak mengambil apa pun dari luar.",
            en="{package} refers to {found} in {where}, but {expected}; statx fetches nothing from outside.",
        )
        + _MEND_AND_SEND
    )


class PackageContentError(UntrustedPackageError):
    code = "content"
    says = (
        Text(
            id="{package} tidak berisi yang diharapkan: {what} seharusnya {expected}, nyatanya {found}.",
            en="{package} does not hold what was expected: {what} should be {expected} and is {found}.",
        )
        + _MEND_AND_SEND
    )


class PackageJsonError(UntrustedPackageError):
    code = "json"
    says = (
        Text(
            id="{package} memuat {name} yang bukan JSON yang tertib: {found}.",
            en="{package} holds {name}, which is not strict JSON: {found}.",
        )
        + _MEND_AND_SEND
    )


# ---- whoever runs statx, and ourselves -------------------------------------------------------------


class InterruptedRunError(StatxError):
    exit_code = INTERRUPTED
    says = Text(
        id="Dihentikan. Tidak ada berkas setengah jadi.",
        en="Interrupted. No half-written file was left.",
    )


class BugError(StatxError):
    says = Text(
        id="Ini kesalahan di dalam statx ({kind}: {reason}), bukan pada data Anda. Laporkan bersama keluaran dari "
        "perintah yang sama dengan STATX_TRACEBACK=1.",
        en="This is a bug in statx ({kind}: {reason}), not in your data. Report it with what the same command prints "
        "under STATX_TRACEBACK=1.",
    )


class DemoError(StatxError):
    says = Text(
        id="{command} berakhir dengan kode {found}, seharusnya {expected}. "
        "Pasang ulang statx; bila tetap begitu, laporkan.",
        en="{command} ended with {found}, where {expected} was expected. "
        "Install statx again; if it stays so, report it.",
    )


# ---- nothing was checked ---------------------------------------------------------------------------


class NothingCheckedError(StatxError):
    """There was nothing to judge, or nothing to judge it by. Never green."""

    exit_code = NOTHING_CHECKED


class NoDataError(NothingCheckedError):
    says = Text(
        id="{path} tidak memuat data. Yang dicari: {known}.",
        en="{path} holds no data. What was looked for: {known}.",
    )


class NoSchemaError(NothingCheckedError):
    says = Text(
        id="{path}: tidak ada skema dengan tajuk kolom ini ({labels}). Sebutkan skemanya dengan --schema; {near}.",
        en="{path}: no schema has this header ({labels}). Name one with --schema; {near}.",
    )


class AmbiguousSchemaError(NothingCheckedError):
    says = Text(
        id="{path}: lebih dari satu skema cocok ({candidates}). Pilih dengan --schema.",
        en="{path}: more than one schema fits ({candidates}). Choose with --schema.",
    )


# ---- the turn of whoever made the input: it cannot be read -----------------------------------------


class UnreadableError(StatxError):
    """An input cannot be read, so it cannot be judged."""

    exit_code = UNREADABLE
    frictionless_type: ClassVar[str] = "source-error"
    why: ClassVar[Text]
    """Of a file that is no table: what goes wrong where others read it all the same. `statx explain` says it."""


class MissingFileError(UnreadableError):
    frictionless_type = "scheme-error"
    says = Text(
        id="{path} tidak ditemukan. Periksa nama dan foldernya.",
        en="{path} was not found. Check its name and its folder.",
    )


class UnreadableFileError(UnreadableError):
    says = Text(
        id="{path} tidak dapat dibaca ({reason}). Periksa hak akses dan keutuhan berkasnya.",
        en="{path} cannot be read ({reason}). Check its permissions and that it is whole.",
    )


class GitFailedError(UnreadableError):
    says = Text(
        id="git gagal membaca repositori {root} ({reason}). Periksa repositorinya dengan git fsck.",
        en="git could not read the repository {root} ({reason}). Check it with git fsck.",
    )


class UnknownFormatError(UnreadableError):
    frictionless_type = "format-error"
    says = Text(
        id="{path}: jenis berkas ini tidak dikenal. Yang dapat dibaca: {known}.",
        en="{path}: this kind of file is not known. What can be read: {known}.",
    )


class EmptyFileError(UnreadableError):
    says = Text(
        id="{path} kosong, tanpa tajuk kolom sekalipun. Minta berkasnya sekali lagi.",
        en="{path} is empty, without so much as a header. Ask for the file once more.",
    )
    why = Text(
        id="Berkas kosong biasanya sisa ekspor atau pengiriman yang gagal; meloloskannya berarti melaporkan data yang "
        "tidak ada.",
        en="An empty file is usually what a failed export or transfer leaves; to pass it would report data that is not "
        "there.",
    )


class BinaryFileError(UnreadableError):
    frictionless_type = "format-error"
    says = Text(
        id="{path} bukan CSV, melainkan {found}. Simpan dahulu sebagai CSV UTF-8 dari aplikasi asalnya.",
        en="{path} is no CSV but {found}. Save it as CSV UTF-8 from the program it comes from.",
    )
    why = Text(
        id="Program yang percaya pada nama .csv membacanya sebagai huruf acak, atau berhenti.",
        en="Programs that trust the name .csv read it as random letters, or stop.",
    )


class WideTextError(UnreadableError):
    frictionless_type = "encoding-error"
    says = Text(
        id="{path} tampaknya teks {encoding} tanpa tanda urutan bita. Sebutkan penyandiannya: --encoding {encoding}",
        en="{path} looks like text in {encoding} without a byte order mark. Name its encoding: --encoding {encoding}",
    )


class WrongCompressionError(UnreadableError):
    frictionless_type = "compression-error"
    says = Text(
        id="{path} bernama {suffix}, tetapi isinya bukan {compression}. Ganti namanya sesuai isinya, "
        "atau padatkan berkasnya.",
        en="{path} is named {suffix}, but is no {compression} file. Name it after what it holds, or compress it.",
    )


class DamagedCompressionError(UnreadableFileError):
    frictionless_type = "compression-error"
    says = Text(
        id="{path} rusak atau terpotong: isinya tidak dapat dibuka sampai akhir. Ambil lagi berkasnya.",
        en="{path} is damaged or was cut off: it cannot be decompressed to its end. Fetch it again.",
    )


class BadEncodingError(UnreadableError):
    frictionless_type = "encoding-error"
    says = Text(
        id="{path}, baris {line}, bita {byte}: {found} bukan {encoding}. Simpan ulang sebagai UTF-8, "
        "atau sebutkan penyandiannya, misalnya --encoding cp1252.",
        en="{path}, line {line}, byte {byte}: {found} is not {encoding}. Save the file as UTF-8, "
        "or name its encoding, such as --encoding cp1252.",
    )
    why = Text(
        id="Penyandian yang ditebak mengubah huruf tanpa satu kesalahan pun: nama tempat dan nama orang menjadi salah.",
        en="A guessed encoding changes letters without a single error: the names of places and people come out wrong.",
    )


class UnknownEncodingError(UsageError):
    says = Text(
        id="Penyandian {encoding} untuk {path} tidak dikenal. Contoh yang dikenal: utf-8, cp1252, utf-16.",
        en="The encoding {encoding} for {path} is not known. Known ones are utf-8, cp1252, utf-16.",
    )


class PartitionError(UnreadableError):
    says = Text(
        id="{path} tidak dapat dibaca sebagai satu tabel: {part}: {reason}. Perbaiki atau keluarkan bagian itu.",
        en="{path} cannot be read as one table: {part}: {reason}. Mend that part or take it out.",
    )


class DigestMismatchError(UnreadableError):
    frictionless_type = "hash-count"
    says = Text(
        id="{path} bukan berkas yang dideskripsikan: {name} seharusnya {declared}, ternyata {found}. "
        "Ambil lagi berkasnya, atau perbarui deskriptornya.",
        en="{path} is not the file that was described: {name} should be {declared} and is {found}. "
        "Fetch the file again, or bring the descriptor up to date.",
    )


class ContentMismatchError(UnreadableError):
    says = Text(
        id="{path} tidak lagi memuat isi yang dicatat di dalamnya: {declared} tercatat, {found} ditemukan. "
        "Ambil lagi berkasnya dari pembuatnya.",
        en="{path} no longer holds the content it says: {declared} is recorded, {found} was found. "
        "Fetch it again from whoever made it.",
    )


class IrregularCsvError(UnreadableError):
    """The text is no CSV: from this byte on, no two programs would read the same table."""


class StrayQuoteError(IrregularCsvError):
    says = Text(
        id='{path}, baris {line}, bita {byte}: ada tanda kutip (") yang tersesat. Sel yang memuat kutip harus '
        'diapit kutip, dan kutip di dalamnya digandakan: "Jl. ""Merdeka"" 5".',
        en='{path}, line {line}, byte {byte}: a stray quote ("). A cell that holds quotes must stand in quotes, '
        'with those inside doubled: "Jl. ""Merdeka"" 5".',
    )
    why = Text(
        id="Setiap program membaca kutip itu dengan caranya sendiri, sehingga setiap penerima melihat isi yang "
        "berbeda.",
        en="Each program reads such a quote in its own way, so that each receiver sees other cells.",
    )


class OpenQuoteError(IrregularCsvError):
    says = Text(
        id='{path}, baris {line}, bita {byte}: tanda kutip (") dibuka dan tidak pernah ditutup, sehingga '
        "baris-baris sesudahnya tertelan. Tutup kutip itu, atau hapus.",
        en='{path}, line {line}, byte {byte}: a quote (") is opened and never closed, so that it swallows the '
        "lines behind it. Close it, or remove it.",
    )
    why = Text(
        id="Program lain menerima berkas ini tanpa keluhan, dan kehilangan semua baris sesudah kutip itu.",
        en="Other programs take the file without complaint, and lose every row behind the quote.",
    )


class NulByteError(IrregularCsvError):
    says = Text(
        id="{path}, baris {line}, bita {byte}: ada bita NUL. Berkas rusak atau bukan teks; ekspor sekali lagi.",
        en="{path}, line {line}, byte {byte}: a NUL byte. The file is damaged or no text; export it once more.",
    )
    why = Text(
        id="Sebagian program berhenti pada bita NUL dan sebagian membuangnya: data terpotong tanpa suara.",
        en="Some programs stop at a NUL byte and some drop it: data is cut off in silence.",
    )


class LoneReturnError(IrregularCsvError):
    says = Text(
        id="{path}, baris {line}, bita {byte}: baris berakhir dengan CR saja (gaya Mac lama), sebagian program "
        "tidak melihatnya. Simpan dengan akhir baris LF atau CRLF.",
        en="{path}, line {line}, byte {byte}: a line ends in CR alone (old Mac style), which half of all programs "
        "do not see. Save it with LF or CRLF line ends.",
    )
    why = Text(
        id="Program yang tidak mengenal CR menyambung dua baris menjadi satu, atau melihat seluruh berkas sebagai satu "
        "baris.",
        en="Programs that do not know a lone CR join two rows into one, or see the whole file as one line.",
    )


class MixedNewlineError(IrregularCsvError):
    says = Text(
        id="{path}, baris {line}, bita {byte}: akhir baris ini lain daripada yang di tajuk (satu CRLF, satu LF), "
        "tanda berkas yang disambung dari dua sumber. Periksa sambungannya, lalu simpan dengan satu jenis akhir baris.",
        en="{path}, line {line}, byte {byte}: this line ends otherwise than the header (one in CRLF, one in LF), the "
        "mark of a file put together from two. Check the seam, then save it with one kind of line ends.",
    )
    why = Text(
        id="Berkas yang disambung dari dua sumber sering memuat baris ganda, tajuk di tengah, atau baris yang hilang.",
        en="A file put together from two often holds rows twice, a header in its middle, or lacks rows at the seam.",
    )


class LongRecordError(IrregularCsvError):
    says = Text(
        id="{path}, baris {line}, bita {byte}: satu rekaman lebih panjang dari {limit} MiB. Apakah ini berkas CSV? "
        "Periksa akhir barisnya.",
        en="{path}, line {line}, byte {byte}: one record is longer than {limit} MiB. Is this a CSV file? Check its "
        "line ends.",
    )
    why = Text(
        id="Rekaman sepanjang itu hampir selalu akibat kutip atau akhir baris yang rusak, dan memenuhi memori "
        "pembacanya.",
        en="A record that long nearly always comes from a broken quote or line end, and fills its reader's memory.",
    )


IRREGULAR_CSV: dict[str, type[IrregularCsvError]] = {
    "stray-quote": StrayQuoteError,
    "open-quote": OpenQuoteError,
    "nul": NulByteError,
    "lone-return": LoneReturnError,
    "mixed-newline": MixedNewlineError,
    "long-record": LongRecordError,
}


class SchemaNotAgreedError(StatxError):
    exit_code = UNTRUSTED
    says = (
        Text(
            id="{path} membawa skema {schema} yang isinya bukan skema yang disepakati dengan nama itu.",
            en="{path} carries a schema {schema} that is not the one agreed under that name.",
        )
        + _MEND_AND_SEND
    )
