"""What `statx demo` runs, step by step, and what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from statx.texts import Text

DRAFT = "penduduk-1.0.0.zip"
RELEASE = "penduduk-1.0.0-jatim.zip"
TAMPERED = "diubah.zip"
OFFICES = {"padang": ("sumbar", "jatim"), "surabaya": ("jatim", "sumbar")}
"""Folder of a unit that exchanges -> (the unit, the other one)."""
CONTENT_ID = "sha256:…"
"""Stands for the content id, which is known once the draft is packed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command, the exit code it must end with, and what to look at."""

    command: tuple[str, ...]
    exit_code: int
    look: Text
    folder: str = ""
    """Where it is typed; the folder of the demonstration unless said."""


STEPS = (
    Step(
        ("validate", "penduduk_sumbar.csv", "--full"),
        0,
        Text(
            id=(
                "Data nyata penduduk Sumatera Barat (Dukcapil, semester II 2024) diperiksa"
                " terhadap skema bersama. Perhatikan baris terakhir: apa saja yang diperiksa."
            ),
            en=(
                "The real population figures of Sumatera Barat (Dukcapil, second half of 2024) are"
                " judged against the shared schema. Look at the last line: it says what was"
                " checked."
            ),
        ),
    ),
    Step(
        ("validate", "kode_tertukar.csv"),
        1,
        Text(
            id=(
                "Berkas ini memakai kode BPS di kolom kode Kemendagri. Setiap kodenya ada dalam"
                " daftar, tetapi berarti kabupaten lain; hanya nama di sampingnya yang"
                " mengungkapnya. Kode keluarnya 1."
            ),
            en=(
                "This file has BPS codes in the column of Kemendagri codes. Each of them exists,"
                " and means another regency; only the name beside it tells. The exit code is 1."
            ),
        ),
    ),
    Step(
        ("convert", "penduduk_sumbar.csv", "penduduk_sumbar.parquet"),
        0,
        Text(
            id=(
                "CSV menjadi Parquet, bertipe menurut skema. Sidik jari isinya tidak bergantung"
                " pada formatnya."
            ),
            en=(
                "CSV becomes Parquet, typed by the schema. The content hash does not depend on the"
                " format."
            ),
        ),
    ),
    Step(
        ("convert", "penduduk_sumbar.parquet", "kembali.csv"),
        0,
        Text(
            id=(
                "Dan kembali lagi, tanpa --schema: sidik jarinya sama, dan berkasnya sama sampai ke"
                " byte."
            ),
            en="And back, without --schema: the same hash, and the same file to the byte.",
        ),
    ),
    Step(
        (
            "pack",
            "penduduk_sumbar.csv",
            "penduduk_jatim.csv",
            "--draft",
            "--output",
            DRAFT,
            "--producer",
            "ani@sumbar",
        ),
        0,
        Text(
            id=(
                "Di Sumatera Barat, Ani mengemas kedua provinsi menjadi draf, bersama skema dan"
                " daftar kodenya."
            ),
            en=(
                "In Sumatera Barat, Ani packs both provinces into a draft, with the schema and its"
                " code list."
            ),
        ),
    ),
    Step(
        ("pack", DRAFT, "--to", "jatim", "--keys", "sumbar", "--trust", "trust"),
        6,
        Text(
            id="Belum ada yang menyetujui, jadi draf itu tidak dapat dirilis. Kode keluarnya 6.",
            en="Nobody has approved it, so that it cannot be released. The exit code is 6.",
        ),
    ),
    Step(
        (
            "clearance",
            "approve",
            DRAFT,
            "--for",
            "jatim",
            "--keys",
            "budi",
            "--content-id",
            CONTENT_ID,
        ),
        0,
        Text(
            id=(
                "Budi, orang kedua, melihat apa yang akan ditandatanganinya, lalu menyetujuinya."
                " Satu byte saja berubah, persetujuannya gugur."
            ),
            en=(
                "Budi, a second person, sees what he is to sign, and approves it. One changed byte"
                " would void his approval."
            ),
        ),
    ),
    Step(
        ("pack", DRAFT, "--to", "jatim", "--keys", "sumbar", "--trust", "trust"),
        0,
        Text(
            id="Sekarang draf itu dirilis, ditandatangani dengan kunci unit Sumatera Barat.",
            en="Now it is released, signed with the key of the unit Sumatera Barat.",
        ),
    ),
    Step(
        ("unpack", RELEASE, "diterima", "--keys", "jatim", "--trust", "trust"),
        0,
        Text(
            id=(
                "Di Jawa Timur: siapa yang menjaminnya, setiap byte, lalu datanya dinilai sekali"
                " lagi. Baru kemudian paketnya dibuka."
            ),
            en=(
                "In Jawa Timur: who vouches for it, every byte, then the data is judged again. Only"
                " then the package is opened."
            ),
        ),
    ),
    Step(
        ("verify", TAMPERED, "--keys", "jatim", "--trust", "trust"),
        5,
        Text(
            id="Paket yang sama dengan satu byte diubah di jalan ditolak. Kode keluarnya 5.",
            en="The same package with one byte changed on its way is refused. The exit code is 5.",
        ),
    ),
    Step(
        ("send", f"../{DRAFT}", "--to", "jatim"),
        0,
        Text(
            id=(
                "Mulai sekarang tanpa tangan: statx send merilis draf itu dan menaruhnya di kotak"
                " pertukaran yang terjangkau kedua unit."
            ),
            en=(
                "From now on by itself: statx send releases the draft and puts it into the mailbox"
                " that both units reach."
            ),
        ),
        "padang",
    ),
    Step(
        ("receive",),
        0,
        Text(
            id=(
                "Di Jawa Timur paket itu diambil satu kali, diperiksa, dan dijawab dengan tanda"
                " terima yang ditandatangani."
            ),
            en="Jawa Timur takes it once, verifies it, and answers with a receipt that it signs.",
        ),
        "surabaya",
    ),
    Step(
        ("send",),
        0,
        Text(
            id="Sumatera Barat kini memegang tanda terimanya.",
            en="Sumatera Barat now holds the receipt.",
        ),
        "padang",
    ),
)
