"""What is said of a recipe that a machine proposes, and how its questions are asked."""

from __future__ import annotations

from statx.texts import Text

HEADLINE = Text(
    id="→ {path}: {n} baris. Belum ada resep; ini usulannya, dan belum ada yang diperiksa.",
    en="→ {path}: {n} rows. There is no recipe; this is a proposal, and nothing was judged.",
)
ON_SHEET = Text(id="  lembar      {name}", en="  sheet       {name}")
SCHEMA = Text(id="  skema       {ref}  {title}", en="  schema      {ref}  {title}")
NO_SCHEMA = Text(
    id="  skema       tidak ada yang cocok; buat dengan statx schema infer {path}",
    en="  schema      none fits; make one with statx schema infer {path}",
)
HEADER = Text(id="  nama kolom  baris {rows}", en="  header      row {rows}")
BODY = Text(id="  data        baris {rows}", en="  data        rows {rows}")
TOTAL = Text(id="  jumlah      {name}", en="  total       {name}")
COLUMN = Text(id="  {to}  ←  {heading}", en="  {to}  ←  {heading}")
CONSTANT = Text(id="  {to}  =  {value}", en="  {to}  =  {value}")
UNUSED = Text(id="  tidak dipakai: {columns}", en="  not used: {columns}")
OPEN = Text(id="  ? {asks} {evidence}", en="  ? {asks} {evidence}")
OPEN_CHOICE = Text(id="      - {says}", en="      - {says}")
REFUSED = Text(
    id="  Pratinjau belum dapat dibuat: {reason}",
    en="  There is no preview yet: {reason}",
)
UNREADABLE = Text(
    id="  Pratinjau belum dapat dibuat: ada nama atau isi sel yang belum dikenal.",
    en="  There is no preview yet: some names or texts are not known.",
)
WRITTEN = Text(
    id="  ditulis: {recipe}",
    en="  written: {recipe}",
)
WRITTEN_PREVIEW = Text(
    id="  ditulis: {preview} ({n} baris)",
    en="  written: {preview} ({n} rows)",
)
NEXT = Text(
    id=(
        "Berikutnya: periksa {recipe} dengan berkasnya, isi confirmed, lalu\n"
        "  statx tidy {path} HASIL.csv --recipe {recipe}"
    ),
    en=(
        "Next: compare {recipe} with the file, fill in confirmed, then\n"
        "  statx tidy {path} RESULT.csv --recipe {recipe}"
    ),
)

# ---- questions -----------------------------------------------------------------------------------

QUESTION = Text(id="\n{asks}\n  {evidence}", en="\n{asks}\n  {evidence}")
CHOICE = Text(id="  {n}  {says}", en="  {n}  {says}")
CHOOSE = Text(
    id="Nomor pilihan (kosong = biarkan terbuka): ",
    en="Number (empty = leave open): ",
)
TYPE = Text(id="Isi (kosong = biarkan terbuka): ", en="Value (empty = leave open): ")
NO_CHOICE = Text(
    id="Bukan salah satu pilihan. Ketik nomor dari 1 sampai {n}.",
    en="That is none of them. Type a number from 1 to {n}.",
)
