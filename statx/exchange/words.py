"""What is said of packages that are refused, and of what a person must look into."""

from __future__ import annotations

from collections.abc import Mapping

from statx.texts import Text

REFUSALS: Mapping[str, Text] = {
    "payload-size": Text(
        id="berkasnya {found} byte, sedangkan suratnya menyebut {expected} byte",
        en="its file has {found} bytes where the notice says {expected}",
    ),
    "payload-hash": Text(
        id="berkasnya bukan yang disebut suratnya, juga setelah diambil sekali lagi",
        en="its file is not what the notice says, fetched once more",
    ),
    "data": Text(
        id="datanya tidak lolos pemeriksaan di sini; laporannya dikirim kepada pengirim",
        en="its data does not pass here; the report goes to its sender",
    ),
    "sender": Text(
        id="paket ini dirilis oleh {sender}, bukan oleh unit yang mengirimnya",
        en="it was released by {sender}, which is not who sent it",
    ),
    "not-encrypted": Text(
        id="data yang tidak terbuka dikirim tanpa enkripsi",
        en="data that is not public was sent without encryption",
    ),
    "not-entitled": Text(
        id="pengirim tidak berwenang mengirim {schemas}",
        en="its sender may not send {schemas}",
    ),
    "version-reused": Text(
        id="{name} {version} sudah pernah diterima dengan isi lain",
        en="{name} {version} was taken before with other content",
    ),
}

ALARMS: Mapping[str, Text] = {
    "bad-notice": Text(
        id="surat yang tanda tangannya tidak dapat dipercaya diabaikan: {detail}",
        en="a notice whose signature cannot be trusted was ignored: {detail}",
    ),
    "bad-receipt": Text(
        id="tanda terima yang tidak dapat dipercaya diabaikan: {detail}",
        en="a receipt that cannot be trusted was ignored: {detail}",
    ),
    "conflict": Text(
        id="dua surat berbeda dengan nomor yang sama ({detail}); yang pertama yang berlaku",
        en="two different notices have one number ({detail}); the first one counts",
    ),
    "chain-break": Text(
        id="surat nomor {detail} tidak menyambung dengan surat sebelumnya; hubungi pengirim",
        en="notice {detail} does not follow from the one before; ask its sender",
    ),
    "refused": Text(
        id="paket ditolak dan disimpan di karantina ({detail})",
        en="a package was refused and is kept in quarantine ({detail})",
    ),
}

TO_DO: Mapping[str, Text] = {
    "overdue": Text(
        id=(
            "{name} {version} (nomor {number}) belum dijawab sejak {since}. Tanyakan kepada unit"
            " itu apakah statx receive dijalankan di sana."
        ),
        en=(
            "{name} {version} (number {number}) has not been answered since {since}. Call the unit:"
            " does statx receive run there?"
        ),
    ),
    "rejected": Text(
        id=("{name} {version} (nomor {number}) ditolak: {code}. Perbaiki, lalu kirim lagi."),
        en="{name} {version} (number {number}) was rejected: {code}. Mend it and send it again.",
    ),
    "gap": Text(
        id=(
            "surat nomor {numbers} tidak pernah datang. Minta unit itu menjalankan statx send"
            " sekali lagi."
        ),
        en="notice {numbers} never came. Ask the unit to run statx send once more.",
    ),
    "alarm": Text(
        id="{at}: {alarm}. Setelah diperiksa: statx status {options.seen:True}.",
        en="{at}: {alarm}. Once you have looked into it: statx status {options.seen:True}.",
    ),
}

EXPORT_REASONS: Mapping[str, Text] = {
    "rejected": Text(
        id="penerima menolaknya dan isinya belum berubah; lihat statx status",
        en="its recipient rejected it and its content is the same; see statx status",
    ),
    "late": Text(
        id=(
            "{unit} belum menerima {export} selama lebih dari {days} hari (sejak {since}); periksa"
            " sumber dan persetujuannya"
        ),
        en=(
            "{unit} has taken nothing of {export} for more than {days} days (since {since}); look"
            " after its source and its approvals"
        ),
    ),
}
