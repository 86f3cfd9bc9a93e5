"""What is said of a partitioned folder that is no table."""

from __future__ import annotations

from statx.texts import Text

OTHER_FORMAT = Text(
    id=(
        "folder ini milik format tabel lain (Delta, Hudi), yang menyimpan juga baris yang sudah"
        " dihapus; ekspor dahulu sebagai Parquet biasa"
    ),
    en=(
        "this folder is of another table format (Delta, Hudi), which keeps rows that were deleted,"
        " too; export it as plain Parquet first"
    ),
)
NO_PARTS = Text(
    id="tidak ada satu pun berkas Parquet",
    en="there is no Parquet file",
)
MISPLACED = Text(
    id=(
        "nama foldernya harus menyebut masing-masing satu kali: {names}; dan berkasnya tidak boleh"
        " memuat kolom itu"
    ),
    en=(
        "its folders must name each of these once: {names}; and the file must not have such a"
        " column itself"
    ),
)
UNPARTITIONED = Text(
    id="(tanpa nama=nilai)",
    en="(no name=value)",
)
OTHER_COLUMNS = Text(
    id="kolomnya lain daripada bagian pertama ({expected}): {found}",
    en="its columns are not those of the first part ({expected}): {found}",
)
