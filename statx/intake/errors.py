"""What a recipe may not say, and where none can be obeyed."""

from __future__ import annotations

from collections.abc import Sequence

from statx.errors import NothingCheckedError, UnreadableError, UsageError
from statx.texts import Text, joined


class UnscopedNamesError(UsageError):
    says = Text(
        id=(
            "Nama wilayah tingkat {level} tidak unik. Sebutkan di resep wilayah yang memuatnya:"
            " within = kode kabupaten/kota atau provinsinya."
        ),
        en=(
            "Names of the level {level} are not unique. Say in the recipe in which region they lie:"
            " within = the code of the regency or province."
        ),
    )


class UnknownParentError(UsageError):
    says = Text(
        id=(
            "Resep menyebut within = {code}, tetapi daftar wilayah tidak memuat kode itu. Cari"
            " kodenya dengan statx region find."
        ),
        en=(
            "The recipe says within = {code}, and no list of regions has that code. Look it up with"
            " statx region find."
        ),
    )


class BrokenRecipeError(UsageError):
    faults: tuple[Text, ...] = ()
    """Each by itself, for whoever lists them."""

    says = Text(
        id="Resep {path} keliru: {faults}. Perbaiki resepnya; data belum dibaca.",
        en="The recipe {path} is wrong: {faults}. Correct the recipe; no data was read.",
    )

    @classmethod
    def of(cls, path: object, faults: Sequence[Text]) -> BrokenRecipeError:
        """From all that is wrong."""
        error = cls(
            path=path,
            faults=joined(faults, "; "),
        )
        error.faults = tuple(faults)
        return error


class NoRecipeSchemaError(UsageError):
    says = Text(
        id=(
            "Resep {recipe} tidak menyebut skema. Isi schema di resep, atau pilih dengan"
            " {options.schema}."
        ),
        en=(
            "The recipe {recipe} names no schema. Say schema in it, or choose with"
            " {options.schema}."
        ),
    )


class UnconfirmedRecipeError(NothingCheckedError):
    says = Text(
        id=(
            "Resep {recipe} belum disahkan, jadi tidak dijalankan. Periksa isinya, lalu tulis di"
            ' dalamnya: confirmed = "nama, unit, tanggal".'
        ),
        en=(
            "The recipe {recipe} is not confirmed, so it was not run. Look through it, and write"
            ' into it: confirmed = "name, unit, date".'
        ),
    )


class NoSourceFileError(UnreadableError):
    says = Text(
        id="Resep {recipe} menyebut berkas {file}, tetapi di {folder} ada {n} berkas seperti itu.",
        en="The recipe {recipe} names the file {file}, and in {folder} there are {n} such files.",
    )


# ---- the layout is not the recipe's --------------------------------------------------------------
