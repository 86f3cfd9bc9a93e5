"""What a caller may settle about data: each option said once, whoever asks.

`validate`, `convert`, `pack`, `[[dataset]]` of statx.toml and the Python face take the options that
DATA_OPTIONS lists, and `sources.choice` merges what they say with what a datapackage.json declares.
An option that names a property of the table dialect is obeyed by its entry alone; no other line has
to know it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Generic, TypeVar

from statx.errors import OptionError
from statx.texts import Text, named_option, verbatim

Value = str | int
V = TypeVar("V", str, int)


def _accept(_value: Any) -> None:  # noqa: ANN401  a text or a number
    """Every value will do."""


@dataclass(frozen=True, slots=True)
class DataOption(Generic[V]):
    """One thing that a caller may settle about data."""

    name: str
    """The keyword of the Python face and the key of `[[dataset]]`."""
    empty: V
    """The value that leaves the matter to the file: "" or 0."""
    help: Text
    metavar: str = ""
    short: str = ""
    """A second name on the command line: `-s`."""
    choices: tuple[str, ...] = ()
    """The only values there are; none where any text will do."""
    read: Callable[[V], V] = lambda value: value
    """What a value means: a tab for the two characters that stand for it."""
    why_not: Callable[[V], Text | None] = _accept
    """Why a value cannot be used; None where it can."""
    dialect_property: str = ""
    """The property of `TableDialect` that it settles; empty where it settles none."""
    in_dialect: Callable[[V], Any] = lambda value: value
    """The value as that property holds it."""

    def fault(self, value: object) -> Text | None:
        """What is wrong with a value, without a full stop; None where it can be used."""
        # By the exact type: True is no number of a row.
        if type(value) is not type(self.empty):
            return WANTED[type(self.empty)]

        if self.choices and value not in self.choices:
            known = ", ".join(self.choices)
            return ONE_OF.fill(choices=known)

        meant = self.read(value)
        return self.why_not(meant)


@dataclass(frozen=True, slots=True, init=False)
class DataOptions:
    """What the caller settles about all data that is named; what is empty is left to the files."""

    values: tuple[tuple[str, Value], ...]
    """(name, value) of what was settled, sorted by name."""

    def __init__(self, schema: str = "", **others: Value | None) -> None:
        """Take the values by the names of their options; OptionError for one that cannot be used.

        None and the empty value settle nothing. TypeError for a name that no option has.
        """
        settled = {}
        for name, value in {"schema": schema, **others}.items():
            option = _option(name)
            if value is None or value == option.empty:
                continue

            _refuse_unusable(option, value)
            settled[name] = option.read(value)

        pairs = tuple(sorted(settled.items()))
        object.__setattr__(self, "values", pairs)

    def __getitem__(self, option: DataOption[V]) -> V:
        """The value of an option; its empty value where nobody settled it."""
        settled = dict(self.values)
        value: Any = settled.get(option.name, option.empty)
        return value  # type: ignore[no-any-return]  # of the option's type, as `fault` found

    def __bool__(self) -> bool:
        """Whether anything is settled."""
        return bool(self.values)

    def replaced(self, **values: Value | None) -> DataOptions:
        """The same with other values for these options."""
        settled: dict[str, Any] = dict(self.values)
        settled.update(values)
        return DataOptions(**settled)


def _option(name: str) -> DataOption[Any]:
    """The option of that name; TypeError, as for any keyword that a function does not have."""
    if name in DATA_OPTIONS:
        return DATA_OPTIONS[name]

    message = f"there is no option {name!r}"
    near = get_close_matches(name, DATA_OPTIONS, n=1)
    if near:
        message += f"; did you mean {near[0]!r}?"
    raise TypeError(message)


def _refuse_unusable(option: DataOption[Any], value: Value) -> None:
    fault = option.fault(value)
    if fault is not None:
        reason = fault + verbatim(".")
        raise OptionError(
            option=named_option(option.name),
            reason=reason,
        )


# ---- the table of options -----------------------------------------------------------------------

A_TEXT = Text(
    id="nilainya sebuah teks",
    en="its value is a text",
)
A_NUMBER = Text(
    id="nilainya sebuah bilangan bulat",
    en="its value is a whole number",
)
WANTED = {str: A_TEXT, int: A_NUMBER}
ONE_OF = Text(
    id="nilainya salah satu dari: {choices}",
    en="its value is one of: {choices}",
)
FROM_ONE = Text(
    id="baris dihitung dari 1",
    en="rows are counted from 1",
)
ONE_CHARACTER = Text(
    id=r"pemisah kolom adalah satu tanda ASCII, misalnya ; atau | atau \t",
    en=r"a delimiter is one ASCII character, such as ; or | or \t",
)
NOT_A_DELIMITER = '"\r\n\0'


def _no_delimiter(value: str) -> Text | None:
    if len(value) != 1 or value in NOT_A_DELIMITER:
        return ONE_CHARACTER

    # A letter or a figure would cut the cells themselves.
    if value.isalnum() or not value.isascii():
        return ONE_CHARACTER
    return None


def _no_row(value: int) -> Text | None:
    if value < 1:
        return FROM_ONE
    return None


SCHEMA = DataOption(
    "schema",
    "",
    Text(
        id="Skema: nama dalam registri (kemiskinan@1.0.0) atau berkas JSON.",
        en="Schema: a name in the registry (kemiskinan@1.0.0) or a JSON file.",
    ),
    metavar="SCHEMA",
    short="-s",
)
RECIPE = DataOption(
    "recipe",
    "",
    Text(
        id="Resep yang menjadikan lembar kerja sebuah tabel; lihat statx tidy.",
        en="The recipe that makes a table of a sheet; see statx tidy.",
    ),
    metavar="FILE",
)
LOCALE = DataOption(
    "locale",
    "",
    Text(
        id="Penulisan angka: en 1234.56, id 1.234,56.",
        en="How numbers are written: en 1234.56, id 1.234,56.",
    ),
    choices=("en", "id"),
)
ENCODING = DataOption(
    "encoding",
    "",
    Text(
        id="Pengodean karakter, misalnya cp1252.",
        en="Character encoding, such as cp1252.",
    ),
    metavar="NAME",
)
DELIMITER = DataOption(
    "delimiter",
    "",
    Text(
        id="Pemisah kolom.",
        en="Column delimiter.",
    ),
    metavar="CHAR",
    read=lambda value: "\t" if value == r"\t" else value,
    why_not=_no_delimiter,
    dialect_property="delimiter",
)
HEADER_ROW = DataOption(
    "header_row",
    0,
    Text(
        id="Baris tempat nama kolom; baris di atasnya dilewati.",
        en="The row with the header; rows above it are skipped.",
    ),
    metavar="N",
    why_not=_no_row,
    dialect_property="header_rows",
    in_dialect=lambda row: (row,),
)
SHEET = DataOption(
    "sheet",
    "",
    Text(
        id="Lembar buku kerja Excel, bila lebih dari satu.",
        en="The sheet of an Excel workbook, where it has several.",
    ),
    metavar="NAME",
    dialect_property="sheet",
)

DATA_OPTIONS: dict[str, DataOption[Any]] = {
    option.name: option
    for option in (SCHEMA, LOCALE, ENCODING, DELIMITER, HEADER_ROW, SHEET, RECIPE)
}
"""Every option on data, by its name. Adding one is writing its entry here."""
