"""What is said of the state that a unit is in."""

from __future__ import annotations

from collections.abc import Mapping

from statx.texts import Text

DOCTOR: Mapping[str, Text] = {
    "versions": Text(
        id="statx {statx}, Python {python}, pyarrow {pyarrow}",
        en="statx {statx}, Python {python}, pyarrow {pyarrow}",
    ),
    "letters": Text(
        id=(
            "keluaran memakai {encoding}, bukan UTF-8: beberapa huruf tidak tampil. Di"
            " crontab: LC_ALL=C.UTF-8"
        ),
        en=(
            "output is {encoding}, not UTF-8: some letters are not shown. In a crontab:"
            " LC_ALL=C.UTF-8"
        ),
    ),
    "registry": Text(
        id="registri: {n} skema",
        en="registry: {n} schemas",
    ),
    "nobody": Text(
        id=(
            'belum diketahui unit mana ini. Jalankan statx init, atau tulis me = "…" di statx.toml'
        ),
        en='nobody knows which unit this is. Run statx init, or write me = "…" in statx.toml',
    ),
    "me": Text(
        id="unit {me}, diatur di {path}",
        en="unit {me}, settled in {path}",
    ),
    "no producer": Text(
        id='produsen data belum disebut: tulis producer = "nama@{me}" di statx.toml',
        en='nobody is named as producer: write producer = "name@{me}" in statx.toml',
    ),
    "keys": Text(
        id="kunci {principal} di {folder}, {fingerprint}",
        en="keys of {principal} in {folder}, {fingerprint}",
    ),
    "nobody trusted": Text(
        id=(
            "belum ada yang dipercaya di {folder}. Tukar halaman kunci, lalu: statx trust"
            " add BERKAS"
        ),
        en="nobody is trusted in {folder} yet. Swap pages of keys, then: statx trust add FILE",
    ),
    "trust": Text(
        id="{n} kunci dipercaya di {folder}",
        en="{n} keys are trusted in {folder}",
    ),
    "expires": Text(
        id="kunci {principal} hanya berlaku sampai {until}; minta kunci barunya",
        en="the key of {principal} holds until {until} only; ask for the new one",
    ),
    "no recipient": Text(
        id=(
            "kunci age {unit} belum dikenal: yang tidak terbuka tidak dapat dikirim."
            " Tambahkan halaman kuncinya"
        ),
        en="no age key of {unit} is known: only public data can be sent. Add its page of keys",
    ),
    "mailbox": Text(
        id="kotak pertukaran dengan {unit} terjangkau: {address}",
        en="the mailbox with {unit} can be reached: {address}",
    ),
    "remote disk": Text(
        id=(
            "{folder} ada di diska jaringan ({kind}), tempat jurnal tidak aman. Pindahkan"
            " ke diska komputer ini"
        ),
        en=(
            "{folder} is on a network disk ({kind}), where the journal is not safe. Move it"
            " to a disk of this machine"
        ),
    ),
    "disk": Text(
        id="{folder}: {free} MB kosong",
        en="{folder}: {free} MB free",
    ),
    "disk full": Text(
        id="{folder}: tinggal {free} MB. Kosongkan ruang, paling sedikit 1 GB",
        en="{folder}: only {free} MB are left. Free some space, at least 1 GB",
    ),
    "no exchange": Text(
        id="{folder} belum ada; dibuat saat pertukaran pertama dijalankan",
        en="{folder} is not there yet; the first run of the exchange makes it",
    ),
    "busy": Text(
        id="proses lain sedang menjalankan pertukaran",
        en="another run is at work for the exchange",
    ),
    "clock": Text(
        id=(
            "jam komputer ini ({now}) lebih lambat daripada catatan terakhir jurnal"
            " ({latest}). Perbaiki jamnya"
        ),
        en="the clock of this machine ({now}) is behind the journal ({latest}). Set it right",
    ),
    "no ssh-keygen": Text(
        id="ssh-keygen tidak ada: kunci dengan frasa sandi tidak dapat dipakai. Pasang OpenSSH",
        en="there is no ssh-keygen: keys with a passphrase cannot be used. Install OpenSSH",
    ),
    "no git": Text(
        id="git tidak ada: --changed-since tidak dapat dipakai. Pasang git bila perlu",
        en="there is no git: --changed-since cannot be used. Install git if you need it",
    ),
}
