"""What of a sheet its recipe does not foresee, with the cell."""

from __future__ import annotations

from statx.errors import UnreadableError
from statx.texts import Text


class LayoutError(UnreadableError):
    """A sheet is not laid out as the recipe says: nothing is guessed, and the place is named."""

    of_the_data = frozenset({"text", "near", "heading"})


class NoSheetError(LayoutError):
    says = Text(
        id="{path} tidak punya lembar {name}; yang ada: {known}. Perbaiki sheet.name di resep.",
        en="{path} has no sheet {name}; there are {known}. Correct sheet.name in the recipe.",
    )


class SeveralSheetsError(LayoutError):
    says = Text(
        id="{path} punya beberapa lembar: {known}. Sebutkan satu di resep: sheet.name.",
        en="{path} has several sheets: {known}. Name one in the recipe: sheet.name.",
    )


class HiddenSheetError(LayoutError):
    says = Text(
        id=(
            "{path}: lembar {name} disembunyikan. Tampilkan di Excel, atau nyatakan di resep:"
            ' hidden = "include".'
        ),
        en=(
            "{path}: the sheet {name} is hidden. Show it in Excel, or declare in the recipe:"
            ' hidden = "include".'
        ),
    )


class HiddenTableCellsError(LayoutError):
    says = Text(
        id=(
            "{path}: {n} sel berada di baris atau kolom yang disembunyikan, mulai {cell}. Tampilkan"
            ' di Excel, atau nyatakan di resep: hidden = "include".'
        ),
        en=(
            "{path}: {n} cells stand in hidden rows or columns, from {cell} on. Show them in Excel,"
            ' or declare in the recipe: hidden = "include".'
        ),
    )


class NoHeaderError(LayoutError):
    says = Text(
        id=(
            "{path}: tidak ada baris dengan {text!r}, tempat baris nama kolom seharusnya dimulai."
            " {near}Perbaiki berkasnya, atau header.row_with di resep."
        ),
        en=(
            "{path}: no row has {text!r}, where the header of the table should begin."
            " {near}Correct the file, or header.row_with in the recipe."
        ),
    )


class HeaderTwiceError(LayoutError):
    says = Text(
        id=(
            "{path}: {text!r} ada di beberapa baris ({cells}), jadi tidak pasti di mana baris"
            " nama kolomnya. Tambahkan teks lain dari baris itu ke header.row_with di resep."
        ),
        en=(
            "{path}: {text!r} stands in several rows ({cells}), so it is not certain where the"
            " header of the table is. Add another text of its row to header.row_with in the recipe."
        ),
    )


class UnknownHeadingError(LayoutError):
    says = Text(
        id=(
            "{path}: kolom {heading!r} ({cell}) tidak dikenal resep. {near}Tambahkan [[column]]"
            " untuknya, atau abaikan dengan alasan: ignore = [{{ columns = …, why = … }}]."
        ),
        en=(
            "{path}: the recipe does not know the column {heading!r} ({cell}). {near}Add a"
            " [[column]] for it, or ignore it and say why:"
            " ignore = [{{ columns = …, why = … }}]."
        ),
    )


class NoHeadingError(LayoutError):
    says = Text(
        id=(
            "{path}: {cell} ({text!r}) berada di kolom tanpa judul. Tambahkan [[column]] dengan"
            " letter = {letter!r}, atau abaikan dengan alasan:"
            " ignore = [{{ letters = …, why = … }}]."
        ),
        en=(
            "{path}: {cell} ({text!r}) stands in a column without a heading. Add a [[column]] with"
            " letter = {letter!r}, or ignore it and say why:"
            " ignore = [{{ letters = …, why = … }}]."
        ),
    )


class MissingHeadingError(LayoutError):
    says = Text(
        id=(
            "{path}: tidak ada kolom {heading!r}, yang disebut resep. {near}Perbaiki berkasnya atau"
            " resepnya."
        ),
        en=(
            "{path}: there is no column {heading!r}, which the recipe names. {near}Correct the file"
            " or the recipe."
        ),
    )


class HeadingTwiceError(LayoutError):
    says = Text(
        id=(
            "{path}: judul {heading!r} ada di {cells}, jadi tidak pasti kolom mana yang dimaksud."
            " Bedakan judulnya, atau sebut kolomnya di resep dengan letter."
        ),
        en=(
            "{path}: the heading {heading!r} stands at {cells}, so it is not certain which column"
            " is meant. Tell them apart, or name the column in the recipe by its letter."
        ),
    )


class NoBodyEndError(LayoutError):
    says = Text(
        id=(
            "{path}: tidak ada baris {text!r} di bawah nama kolom, padahal resep menyebutnya."
            " Perbaiki berkasnya atau resepnya."
        ),
        en=(
            "{path}: no row below the header has {text!r}, which the recipe names. Correct the file"
            " or the recipe."
        ),
    )


class MissingTotalError(LayoutError):
    says = Text(
        id=(
            "{path}: total {text!r}, yang diperiksa resep, tidak ada; isinya berakhir di {cell}."
            " Berkasnya mungkin terpotong. Jika totalnya memang tidak diterbitkan lagi, hapus"
            " [[total]] itu dari resep."
        ),
        en=(
            "{path}: the total {text!r}, which the recipe checks, is not there; what there is ends"
            " at {cell}. The file may be cut short. If the total is no longer published, take that"
            " [[total]] out of the recipe."
        ),
    )


class NothingToKeepError(LayoutError):
    says = Text(
        id=(
            "{path}: kolom {heading!r} tidak memuat {text!r}, yang harus diambil menurut [[filter]]"
            " di resep. {near}Perbaiki keep di resep."
        ),
        en=(
            "{path}: the column {heading!r} does not have {text!r}, which a [[filter]] of the"
            " recipe keeps. {near}Correct keep in the recipe."
        ),
    )


class UnforeseenCellError(LayoutError):
    says = Text(
        id=(
            "{path}: {cell} ({text!r}) tidak dikenal resep. Abaikan dengan alasan di"
            " sheet.ignore, atau perbaiki berkasnya."
        ),
        en=(
            "{path}: the recipe does not know {cell} ({text!r}). Ignore it with a reason in"
            " sheet.ignore, or correct the file."
        ),
    )


class LoneCellError(LayoutError):
    says = Text(
        id=(
            "{path}: baris {row} hanya berisi {cell} ({text!r}), jadi bukan baris data. Jika itu"
            " judul kelompok, abaikan di resep:"
            ' ignore = [{{ rows = "with", row_with = …, why = … }}].'
        ),
        en=(
            "{path}: row {row} holds {cell} ({text!r}) alone, so it is no row of data. If it is a"
            " title of rows, ignore it in the recipe:"
            ' ignore = [{{ rows = "with", row_with = …, why = … }}].'
        ),
    )


class MergedCellsError(LayoutError):
    says = Text(
        id=(
            "{path}: sel {cells} digabung, jadi tidak pasti untuk siapa nilainya. Pisahkan di"
            ' Excel; untuk kolom nama, nyatakan di resep: fill = "down".'
        ),
        en=(
            "{path}: the cells {cells} are merged, so it is not certain whose value it is. Split"
            ' them in Excel; for a column of names, declare in the recipe: fill = "down".'
        ),
    )


class UncalculatedCellError(LayoutError):
    says = Text(
        id=(
            "{path}: hasil rumus di {cell} belum pernah dihitung. Buka berkasnya di Excel atau"
            " LibreOffice, simpan, lalu ulangi."
        ),
        en=(
            "{path}: the result of the formula at {cell} was never computed. Open the file in Excel"
            " or LibreOffice, save it, and run again."
        ),
    )


class UnsettledPercentError(LayoutError):
    says = Text(
        id=(
            "{path}: {cell} ({text!r}) ditampilkan sebagai persen. Pilih di resep untuk kolom"
            ' {heading!r}: percent = "as-shown" (7,5% menjadi 7.5) atau "as-stored" (0.075).'
        ),
        en=(
            "{path}: {cell} ({text!r}) is shown as a percentage. Choose in the recipe for the"
            ' column {heading!r}: percent = "as-shown" (7.5% becomes 7.5) or "as-stored" (0.075).'
        ),
    )


class UnsettledNumbersError(LayoutError):
    says = Text(
        id=(
            "{path}: {cell} ({text!r}) berupa teks, dan resep tidak mengatakan cara angka ditulis."
            ' Pilih untuk kolom {heading!r}: numbers = "id" (1.234,56) atau "en" (1,234.56).'
        ),
        en=(
            "{path}: {cell} ({text!r}) is text, and the recipe does not say how numbers are"
            ' written. Choose for the column {heading!r}: numbers = "id" (1.234,56) or "en"'
            " (1,234.56)."
        ),
    )


class OtherNotationError(LayoutError):
    says = Text(
        id=(
            "{path}: {cell} ({text!r}) ditulis dengan cara lain daripada yang disebut resep untuk"
            " kolom {heading!r} ({example}). Dua cara dalam satu kolom tidak ditebak: samakan di"
            " berkasnya."
        ),
        en=(
            "{path}: {cell} ({text!r}) is written in another way than the recipe says for the"
            " column {heading!r} ({example}). Two ways in one column are not guessed: make them one"
            " in the file."
        ),
    )


class NoConstantError(LayoutError):
    says = Text(
        id=(
            "{path}: tidak ada teks di luar tabel yang cocok dengan {heading!r}, yang menentukan"
            " {field}. {near}Perbaiki berkasnya, atau constant.{field} di resep."
        ),
        en=(
            "{path}: no text outside the table fits {heading!r}, which settles {field}."
            " {near}Correct the file, or constant.{field} in the recipe."
        ),
    )


class ConstantTwiceError(LayoutError):
    says = Text(
        id=(
            "{path}: beberapa sel ({cells}) menentukan {field}, dan isinya berbeda. Perjelas"
            " constant.{field} di resep."
        ),
        en=(
            "{path}: several cells ({cells}) settle {field}, and they differ. Make constant.{field}"
            " in the recipe plainer."
        ),
    )


class UncheckedTotalError(LayoutError):
    says = Text(
        id=(
            "{path}: {cell} ({text!r}) berada di baris total, dan resep tidak mengatakan apakah"
            " kolom {heading!r} dijumlahkan. Tulis kolom itu di columns atau unchecked pada"
            " [[total]]."
        ),
        en=(
            "{path}: {cell} ({text!r}) stands in a row of totals, and the recipe does not say"
            " whether the column {heading!r} adds up. Write it into columns or unchecked of the"
            " [[total]]."
        ),
    )


class DuplicateRowError(LayoutError):
    says = Text(
        id=(
            "{path}: {cell} dan {other} memberi baris dengan kunci yang sama ({text}), jadi tidak"
            " dapat digabungkan. Perbaiki berkasnya, atau join di resep."
        ),
        en=(
            "{path}: {cell} and {other} give rows with the same key ({text}), so they cannot be"
            " joined. Correct the file, or join in the recipe."
        ),
    )


class UnaccountedCellError(LayoutError):
    says = Text(
        id="{path}: {cell} ({text!r}) tidak terpakai dan tidak diabaikan oleh resep.",
        en="{path}: the recipe neither uses nor ignores {cell} ({text!r}).",
    )
