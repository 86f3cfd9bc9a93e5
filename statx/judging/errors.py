"""What keeps a table from being judged."""

from __future__ import annotations

from statx.errors import TRY_AGAIN, StatxError, UnreadableError, UsageError
from statx.texts import Text


class UnknownCodeError(UsageError):
    says = Text(
        id="Kode {code} tidak dikenal. Mungkin maksudnya: {near}. Daftarnya: statx explain",
        en="The code {code} is not known. Did you mean: {near}? All of them: statx explain",
    )


class ClusterNotInstalledError(UsageError):
    says = Text(
        id=(
            "Untuk {options.cluster} diperlukan paket tambahan. Pasang dengan: pip install"
            " 'statx[dask]'"
        ),
        en="{options.cluster} needs an extra package. Install it with: pip install 'statx[dask]'",
    )


class ClusterAddressError(UsageError):
    says = Text(
        id=(
            "{address} bukan alamat klaster yang dapat dipakai. Tulis nama atau nomor komputer dan"
            " porta dari scheduler, misalnya tcp://10.0.0.5:8786."
        ),
        en=(
            "{address} is no address of a cluster that can be used. Write the host and the port of"
            " its scheduler, such as tcp://10.0.0.5:8786."
        ),
    )


class ClusterVersionError(UsageError):
    says = Text(
        id=(
            "Worker di {address} memakai statx {there}, di sini {here}. Samakan versinya, lalu"
            " ulangi."
        ),
        en=(
            "The workers at {address} have statx {there}, here it is {here}. Make them the same,"
            " then run again."
        ),
    )


class WorkerReadingError(UsageError):
    says = Text(
        id=(
            "Worker di {address} tidak dapat membaca berkas yang di sini terbaca. Letakkan berkas"
            " di tempat yang dilihat semua worker dengan nama yang sama, misalnya folder jaringan."
            " Pesan worker: {reason}"
        ),
        en=(
            "A worker at {address} cannot read what can be read here. Put the file where all"
            " workers see it under the same name, such as a network folder. The worker says:"
            " {reason}"
        ),
    )


class ClusterError(StatxError):
    exit_code = TRY_AGAIN
    says = Text(
        id=(
            "Klaster di {address} tidak dapat dipakai ({reason}). Periksa alamatnya, dan apakah"
            " scheduler serta worker-nya berjalan; lalu ulangi, atau jalankan tanpa"
            " {options.cluster}."
        ),
        en=(
            "The cluster at {address} cannot be used ({reason}). Check the address, and whether its"
            " scheduler and workers are running; then run again, or run without {options.cluster}."
        ),
    )


class DigestMismatchError(UnreadableError):
    frictionless_type = "hash-count"
    says = Text(
        id=(
            "{path} bukan berkas yang dideskripsikan: {name} seharusnya {declared}, ternyata"
            " {found}. Ambil lagi berkasnya, atau perbarui deskriptornya."
        ),
        en=(
            "{path} is not the file that was described: {name} should be {declared} and is {found}."
            " Fetch the file again, or bring the descriptor up to date."
        ),
    )


class ChangedFileError(UnreadableError):
    says = Text(
        id="{path} berubah selagi dibaca. Tunggu sampai penulisnya selesai, lalu ulangi.",
        en="{path} changed while it was read. Wait until its writer is done, then run again.",
    )
