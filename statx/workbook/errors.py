"""What keeps a workbook from being read."""

from __future__ import annotations

from pathlib import Path

from statx.errors import UnreadableError, UsageError
from statx.texts import Text, count
from statx.workbook.limits import Limit


class OtherKindError(UnreadableError):
    frictionless_type = "format-error"
    says = Text(
        id="{path} bukan buku kerja Excel (.xlsx), melainkan {what}: {remedy}.",
        en="{path} is no Excel workbook (.xlsx), but {what}: {remedy}.",
    )
    why = Text(
        id="Isi berkas menentukan siapa yang dapat membacanya, bukan namanya.",
        en="What a file holds decides who can read it, not what it is called.",
    )


class BrokenWorkbookError(UnreadableError):
    """Its zip or its XML is not what a workbook has."""

    frictionless_type = "format-error"
    of_the_data = frozenset({"reason"})
    says = Text(
        id=(
            "{path} rusak atau terpotong ({part}: {reason}). Buka di Excel atau LibreOffice lalu"
            " simpan lagi sebagai .xlsx, atau minta berkasnya sekali lagi."
        ),
        en=(
            "{path} is damaged or was cut off ({part}: {reason}). Open it in Excel or LibreOffice"
            " and save it as .xlsx again, or ask for the file once more."
        ),
    )


class DeclaredEntitiesError(UnreadableError):
    """A DTD, which no program that writes workbooks makes, and hostile files do."""

    frictionless_type = "format-error"
    says = Text(
        id=(
            "{path} memuat deklarasi DTD ({part}), yang tidak pernah ditulis Excel dan dapat"
            " menyalahgunakan komputer yang membacanya. Jangan dibuka; tanyakan kepada pengirimnya."
        ),
        en=(
            "{path} holds a DTD ({part}), which Excel never writes and which can abuse the machine"
            " that reads it. Do not open it; ask who sent it."
        ),
    )


class WorkbookLimitError(UnreadableError):
    """There is more in it than any workbook of statistics holds."""

    says = Text(
        id=(
            "{path} melewati batas ({part}): lebih dari {limit} {what}. Jika Anda memercayainya,"
            " simpan lembar yang diperlukan sebagai CSV."
        ),
        en=(
            "{path} goes beyond a limit ({part}): more than {limit} {what}. If you trust it, save"
            " the sheet that is needed as CSV."
        ),
    )


class SignedWorkbookError(UsageError):
    says = Text(
        id=(
            "{path} bertanda tangan digital; menandai selnya akan merusak tanda tangan itu. Simpan"
            " salinan tanpa tanda tangan, lalu tandai salinan itu."
        ),
        en=(
            "{path} is digitally signed, and marks would break its signature. Save a copy without"
            " the signature, and have that marked."
        ),
    )


class LongSheetError(UsageError):
    says = Text(
        id=(
            "{path} terlalu besar untuk satu lembar Excel: lebih dari {limit} {what}. Pakai"
            " {options.errors} untuk daftar selnya yang salah."
        ),
        en=(
            "{path} is too large for a sheet of Excel: more than {limit} {what}. Use"
            " {options.errors} for a list of its failing cells."
        ),
    )

    @classmethod
    def beyond(cls, path: Path, limit: Limit) -> LongSheetError:
        """Of a file that goes beyond a limit."""
        return cls(
            path=path,
            limit=count(limit.most),
            what=limit.of,
        )
