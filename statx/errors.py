"""The ground of all errors: exit codes, the bases, and what several rooms raise.

Each room's own errors stand beside it, in `<room>/errors.py`.

Data that does not pass is a result, not an exception. An exception means that statx could not do
its work; the groups below say whose turn it is to act. The exit code is an attribute of the class,
and `worst` settles it over many inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from statx.texts import Text, as_keyword, joined

FINE, FAILED = 0, 1
USAGE, UNREADABLE, NOTHING_CHECKED, UNTRUSTED, NOT_CLEARED = 2, 3, 4, 5, 6
BUG, TRY_AGAIN, INTERRUPTED = 70, 75, 130

EXIT_CODES: dict[int, Text] = {
    FINE: Text(
        id="semua baik",
        en="fine",
    ),
    FAILED: Text(
        id="data tidak lolos",
        en="the data did not pass",
    ),
    USAGE: Text(
        id="cara pakai, konfigurasi, atau skema keliru",
        en="wrong usage, configuration or schema",
    ),
    UNREADABLE: Text(
        id="masukan tidak dapat dibaca",
        en="an input cannot be read",
    ),
    NOTHING_CHECKED: Text(
        id="tidak ada yang diperiksa",
        en="nothing was checked",
    ),
    UNTRUSTED: Text(
        id="tidak dapat dipercaya: tanda tangan, sidik jari digital, atau paket yang janggal",
        en="not trustworthy: signature, digest, or a hostile package",
    ),
    NOT_CLEARED: Text(
        id="belum mendapat clearance untuk dirilis",
        en="not cleared for release",
    ),
    BUG: Text(
        id="kesalahan di dalam statx",
        en="a bug in statx",
    ),
    TRY_AGAIN: Text(
        id="coba lagi nanti",
        en="try again later",
    ),
    INTERRUPTED: Text(
        id="dihentikan",
        en="interrupted",
    ),
}

_SEVERITY = (
    INTERRUPTED,
    BUG,
    UNTRUSTED,
    NOT_CLEARED,
    UNREADABLE,
    USAGE,
    TRY_AGAIN,
    NOTHING_CHECKED,
    FAILED,
    FINE,
)


def worst(codes: Iterable[int]) -> int:
    """The exit code of many inputs: the most severe of theirs.

    With no input, nothing was checked.
    """
    return min(
        codes,
        key=_SEVERITY.index,
        default=NOTHING_CHECKED,
    )


class StatxError(Exception):
    """statx could not do its work. Never raised itself; `text` is what the user reads.

    Who calls Python catches the exception, and reads the names of arguments in its message.
    """

    says: ClassVar[Text]
    exit_code: ClassVar[int] = BUG
    of_the_data: ClassVar[frozenset[str]] = frozenset()
    """Which of the sentence's values were read from the data, and are not for everybody."""

    def __init__(self, **values: object) -> None:
        self.text = self.says.fill(**values)
        withheld = {name: "…" for name in values if name in self.of_the_data}
        self.for_anyone = self.says.fill(**(values | withheld))
        super().__init__(self.text.say("en", as_keyword))

    def __reduce__(self) -> tuple[object, ...]:
        """An error that a worker meets on another machine is said by the one who asked."""
        return _restored, (type(self), self.text, self.for_anyone)

    def reworded(self, change: Callable[[Text], Text]) -> StatxError:
        """The same error, its sentence changed for whoever reads it."""
        return _restored(type(self), change(self.text), change(self.for_anyone))

    def said_as(self, text: Text) -> StatxError:
        """The same error in other words."""
        return _restored(type(self), text, text)


def _restored(kind: type[StatxError], text: Text, for_anyone: Text) -> StatxError:
    error = kind.__new__(kind, text.say("en", as_keyword))
    error.text = text
    error.for_anyone = for_anyone
    return error


# ---- the caller's turn: usage, configuration, schema --------------------------------------------


class UsageError(StatxError):
    """What was asked for does not fit together."""

    exit_code = USAGE


class ExistingOutputError(UsageError):
    says = Text(
        id=(
            "{path} sudah ada. Pilih nama lain, atau tambahkan {options.force:True} untuk"
            " menggantinya."
        ),
        en="{path} exists already. Choose another name, or add {options.force:True} to replace it.",
    )


class FolderNotEmptyError(UsageError):
    says = Text(
        id="{path} sudah berisi. Sebutkan folder baru atau folder yang kosong.",
        en="{path} is not empty. Name a new folder or an empty one.",
    )


class MissingFolderError(UsageError):
    says = Text(
        id="Folder {path} tidak ditemukan. Buat dahulu folder itu, atau pilih tempat lain.",
        en="The folder {path} does not exist. Make it first, or choose another place.",
    )


class CannotWriteError(UsageError):
    says = Text(
        id=(
            "{path} tidak dapat ditulis ({reason}). Periksa hak akses, atau pilih tempat lain."
            " Tidak ada yang berubah."
        ),
        en=(
            "{path} cannot be written ({reason}). Check the permissions, or choose another place."
            " Nothing was changed."
        ),
    )


class BrokenSchemaError(UsageError):
    faults: tuple[Text, ...] = ()
    """Each by itself, for whoever lists them."""

    says = Text(
        id="Skema {path} keliru: {faults}. Perbaiki skemanya; data belum dibaca.",
        en="The schema {path} is wrong: {faults}. Correct the schema; no data was read.",
    )

    @classmethod
    def of(cls, path: object, faults: Sequence[Text]) -> BrokenSchemaError:
        """From all that is wrong."""
        error = cls(
            path=path,
            faults=joined(faults, "; "),
        )
        error.faults = tuple(faults)
        return error


class BrokenConfigError(UsageError):
    says = Text(
        id="{path} keliru: {faults}. Perbaiki pengaturannya; belum ada yang dikerjakan.",
        en="{path} is wrong: {faults}. Correct the settings; nothing was done yet.",
    )


class OptionError(UsageError):
    says = Text(
        id="{option} tidak berlaku di sini: {reason}",
        en="{option} does not apply here: {reason}",
    )


class SameFileError(UsageError):
    says = Text(
        id=(
            "{path} disebut dua kali: sebagai masukan dan hasil, atau untuk dua hasil. Pilih nama"
            " lain untuk hasilnya."
        ),
        en=(
            "{path} is named twice: to be read and to be written, or for two results. "
            "Choose another name for the result."
        ),
    )


class DoesNotPassError(StatxError):
    exit_code = FAILED
    says = Text(
        id="{path} tidak lolos ({rules}). Lihat rinciannya dengan statx.validate({path!r}).",
        en="{path} does not pass ({rules}). See what is wrong with statx.validate({path!r}).",
    )


class DiskFullError(StatxError):
    exit_code = TRY_AGAIN
    says = Text(
        id=(
            "Tempat untuk {path} sudah penuh. Kosongkan ruang lalu ulangi. Tidak ada berkas"
            " setengah jadi."
        ),
        en=(
            "There is no space left for {path}. Free some and run again. No half-written file was"
            " left."
        ),
    )


# ---- whoever runs statx, and ourselves -----------------------------------------------------------


# ---- nothing was checked -------------------------------------------------------------------------


class NothingCheckedError(StatxError):
    """There was nothing to judge, or nothing to judge it by. Never green."""

    exit_code = NOTHING_CHECKED


class NoDataError(NothingCheckedError):
    says = Text(
        id="{path} tidak memuat data. Yang dicari: {known}.",
        en="{path} holds no data. What was looked for: {known}.",
    )


# ---- the turn of whoever made the input: it cannot be read ---------------------------------------


class UnreadableError(StatxError):
    """An input cannot be read, so it cannot be judged."""

    exit_code = UNREADABLE
    frictionless_type: ClassVar[str] = "source-error"
    why: ClassVar[Text]
    """Of a file that is no table: what goes wrong where others read it all the same. `statx
    explain` says it."""


class MissingFileError(UnreadableError):
    frictionless_type = "scheme-error"
    says = Text(
        id="{path} tidak ditemukan. Periksa nama dan foldernya.",
        en="{path} was not found. Check its name and its folder.",
    )


class UnreadableFileError(UnreadableError):
    says = Text(
        id="{path} tidak dapat dibaca ({reason}). Periksa hak akses dan keutuhan berkasnya.",
        en="{path} cannot be read ({reason}). Check its permissions and that it is whole.",
    )


class NoRegularFileError(UnreadableError):
    """A pipe, a socket or a device: it has no size, and to wait for it may take for ever."""

    says = Text(
        id=(
            "{path} bukan berkas biasa, melainkan pipa atau perangkat. Simpan dahulu isinya ke"
            " sebuah berkas."
        ),
        en=(
            "{path} is no regular file but a pipe or a device. Save what it gives to a file first."
        ),
    )
