"""The sentences of packing: what a package may be called, and what went wrong on the way."""

from __future__ import annotations

from statx.texts import Text, verbatim

NAME_RULE = Text(
    id=(
        "nama paket memakai huruf kecil, angka, titik, garis bawah, dan tanda hubung, misalnya"
        " kemiskinan-jatim."
    ),
    en=(
        "a package's name has small letters, digits, points, underscores and hyphens, such as"
        " kemiskinan-jatim."
    ),
)
VERSION_RULE = Text(
    id="versi paket ditulis seperti 1.0.0.", en="a package's version is written like 1.0.0."
)
PERSON_RULE = Text(
    id="orang ditulis seperti ani@jatim.",
    en="a person is written like ani@jatim.",
)
UNIT_RULE = Text(
    id="unit ditulis seperti sumbar, atau * untuk semua.",
    en="a unit is written like sumbar, or * for everybody.",
)
CLASSIFICATION_RULE = Text(
    id="klasifikasi adalah terbuka, terbatas, atau tertutup.",
    en="a classification is terbuka, terbatas or tertutup.",
)
NOT_LAXER = Text(
    id="skemanya menyatakan {declared}, dan klasifikasi tidak dapat dilonggarkan.",
    en="its schema declares {declared}, and a classification cannot be loosened.",
)
ONLY_PUBLIC_TO_ALL = Text(
    id="paket ini {classification}; hanya yang terbuka boleh untuk semua (*).",
    en="this package is {classification}; only what is terbuka may go to everybody (*).",
)
CHANGED = Text(
    id="berubah selagi dikemas; ulangi",
    en="it changed while it was packed; run again",
)
OTHER_APPROVER = Text(
    id="Isinya menyebut {found} sebagai penyetuju, bukan {expected}.",
    en="It names {found} as the approver, not {expected}.",
)
THE_PRODUCER = Text(
    id="produsen datanya",
    en="the producer of the data",
)
THE_SIGNER = Text(
    id="penanda tangan rilisnya",
    en="the signer of the release",
)

# ---- the checks of a release that passed --------------------------------------------------------

FORM = Text(
    id="zip dalam bentuk baku, {n} berkas, nama dan ukurannya wajar",
    en="the zip has the one form, {n} files, their names and sizes within the limits",
)
SIGNED = Text(
    id="rilis ditandatangani oleh {signer} ({fingerprint})",
    en="the release is signed by {signer} ({fingerprint})",
)
FOR_US = Text(
    id="ditujukan kepada {recipients}",
    en="it is for {recipients}",
)
THIS_CONTENT = Text(
    id="menyangkut isi ini, sha256:{content_id}",
    en="it is about this content, sha256:{content_id}",
)
CLEARED = Text(
    id="disetujui orang lain: {n}, yang perlu untuk {classification}: {minimum}",
    en="approved by others: {n}, needed for {classification}: {minimum}",
)
WHOLE = Text(
    id="setiap byte sesuai sidik jarinya, tidak ada berkas lebih atau kurang",
    en="every byte is as its digest says, no file too many or too few",
)
AGREED = Text(
    id="skema dan daftar kode sesuai registri di sini: {refs}",
    en="schemas and code lists as in the registry here: {refs}",
)
JUDGED = Text(
    id="datanya lolos penilaian di sini, {rows} baris",
    en="the data passes when judged here, {rows} rows",
)

# ---- what a draft changes -----------------------------------------------------------------------

NOTHING_CHANGED = Text(
    id="isinya sama",
    en="the content is the same",
)
OTHER_DESCRIPTION = Text(
    id="tabelnya sama; yang berbeda keterangan atau skemanya",
    en="the tables are the same; their description or schemas differ",
)
NEW_TABLE = Text(
    id="{name}: tabel baru, {rows} baris",
    en="{name}: a new table, {rows} rows",
)
OTHER_TABLE = Text(
    id="{name}: berubah, {before} → {after} baris, {schema}",
    en="{name}: changed, {before} → {after} rows, {schema}",
)
GONE_TABLE = Text(
    id="{name}: tidak ada lagi, dulu {rows} baris",
    en="{name}: no longer there, {rows} rows before",
)
UNKNOWN_NUMBER = verbatim("?")
