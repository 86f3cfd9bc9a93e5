"""What `statx clearance approve` says of what is to be signed."""

from __future__ import annotations

from statx.texts import Text, verbatim

NOTHING = verbatim("")
TO_BE_SIGNED = Text(
    id=(
        "{decision}\n"
        "  dataset      {dataset} versi {version}, {classification}, produsen {producer}\n"
        "  isi          sha256:{content_id}\n"
        "  untuk        {audience}, berlaku sampai {until}{basis}\n"
        "  pemeriksaan  {checks}"
    ),
    en=(
        "{decision}\n"
        "  dataset      {dataset} version {version}, {classification}, produced by {producer}\n"
        "  content      sha256:{content_id}\n"
        "  for          {audience}, valid until {until}{basis}\n"
        "  checks       {checks}"
    ),
)
WILL_APPROVE = Text(
    id="Yang akan ditandatangani oleh {approver}: SETUJU dirilis",
    en="What {approver} is to sign: APPROVED for release",
)
WILL_REJECT = Text(
    id="Yang akan ditandatangani oleh {approver}: DITOLAK",
    en="What {approver} is to sign: REJECTED",
)
BASIS = Text(
    id=", dasar: {basis}",
    en=", on the basis of {basis}",
)
ALL_PASS = Text(
    id="semua lolos atau tidak berlaku ({n})",
    en="all pass or do not apply ({n})",
)
SOME_DO_NOT = Text(
    id="{n} lolos atau tidak berlaku; {others}",
    en="{n} pass or do not apply; {others}",
)
EXCEPTED = Text(
    id='{result}, alasan "{reason}": {checks}',
    en='{result}, reason "{reason}": {checks}',
)
WITHOUT_REASON = Text(
    id="{result}, TANPA ALASAN: {checks}",
    en="{result}, NO REASON: {checks}",
)
RESULTS = {
    "fail": Text(
        id="tidak lolos",
        en="fails",
    ),
    "unchecked": Text(
        id="tidak diperiksa",
        en="not checked",
    ),
}
COMPARED = Text(
    id="Dibandingkan {previous}: {changes}",
    en="Compared with {previous}: {changes}",
)
QUESTION = Text(
    id="Ketik delapan huruf terakhir sidik jari isi untuk menandatangani: ",
    en="Type the last eight characters of the content id to sign: ",
)
SIGNED = Text(
    id="✓ {record} ditandatangani. Lihat kedudukannya dengan: statx clearance show.",
    en="✓ {record} is signed. See where the draft stands with: statx clearance show.",
)
TO_SIGN = Text(
    id=(
        "✓ {record} ditulis. Penyetuju membacanya lalu menandatanganinya dengan:\n"
        "  ssh-keygen -Y sign -f KUNCI -n statx-clearance {record}"
    ),
    en=(
        "✓ {record} was written. Its approver reads it, and signs it with:\n"
        "  ssh-keygen -Y sign -f KEY -n statx-clearance {record}"
    ),
)
