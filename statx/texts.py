"""Sentences a user reads, always in both languages, side by side where they are defined.

What comes out of a file, a name or an error of the system is foreign: it may hold a newline, a
terminal's escape sequence, a mark that reverses the text behind it, or a command to the service
that shows the log. Foreign words enter a sentence through `fill` and `verbatim` alone, and there
they are cleaned.

What a caller settles is named as that caller writes it: `{options.header_row:3}` in a sentence is
`--header-row 3` for who types commands, and `header_row=3` for who calls Python. From `fill` on the
name stands between two signs that foreign words cannot hold; `say` resolves it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

SIGNS = "✓✗→…·─±×–"
"""The signs of our own sentences that not every encoding has."""
_PLAIN = str.maketrans(
    dict(
        zip(
            SIGNS,
            ("+", "x", ">", "...", "|", "-", "+/-", "x", "-"),
            strict=True,
        )
    )
)

_DECIMAL = re.compile(r"[+-]?\d+\.\d+")
_GROUPING: dict[Language, str] = {"id": ".", "en": ","}
_LINE_BREAKS = ("Zl", "Zp")
"""Categories of U+2028 and U+2029, beside those of controls, marks and halves of letters."""
_COMMAND = re.compile(r":(?=:[A-Za-z])|#(?=#\[)")
"""What GitHub would obey: `::error …::` at the start of a line, `##[error]` anywhere in one."""
_BEGIN, _END = "\ue000", "\ue001"
"""What an option stands between: of no script, so that foreign words with one are escaped."""
_OPTION = re.compile(f"{_BEGIN}(?P<name>[a-z_]+):?(?P<value>[^{_END}]*){_END}")
_UNPRINTABLE = re.compile(r"[^\x20-\x7e]")

NameOption = Callable[[str, str], str]
"""(name of an option, its value or "") -> the two as a caller writes them."""


def as_flag(name: str, value: str) -> str:
    """As it is typed in a command: `--header-row 3`, `--force`."""
    flag = "--" + name.replace("_", "-")
    if value in ("", "True"):
        return flag
    return f"{flag} {value}"


def as_keyword(name: str, value: str) -> str:
    """As it is written in Python: `header_row=3`, `locale="id"`, `force=True`."""
    if not value:
        return name
    if value == "True" or value.isdecimal():
        return f"{name}={value}"
    return f'{name}="{value}"'


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Indonesian and in English.

    `{name}` marks what `fill` puts in, `{options.name}` and `{options.name:value}` an option.
    """

    id: str
    en: str

    def fill(self, **values: object) -> Text:
        """The sentence with its values, cleaned.

        A value that is a Text is said in the same language.
        """
        return Text(
            id=self.id.format(**_fillings(values, "id")),
            en=self.en.format(**_fillings(values, "en")),
        )

    def say(self, language: Language, name_option: NameOption = as_flag) -> str:
        """The sentence in `language`, with options as the caller writes them."""
        words = self._in(language)
        if _BEGIN not in words:
            return words
        return _OPTION.sub(lambda option: name_option(option["name"], option["value"]), words)

    def _in(self, language: Language) -> str:
        return self.id if language == "id" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(
            id=self.id + other.id,
            en=self.en + other.en,
        )


def verbatim(words: object) -> Text:
    """Words that are the same in both languages, cleaned: a name, a path, a value."""
    cleaned = clean(str(words))
    return Text(
        id=cleaned,
        en=cleaned,
    )


def joined(texts: Iterable[Text], separator: str = ", ") -> Text:
    """Several texts as one."""
    texts = tuple(texts)
    return Text(
        id=separator.join(text.id for text in texts),
        en=separator.join(text.en for text in texts),
    )


def count(number: int) -> Text:
    """A whole number as each language groups it: 1.234 and 1,234."""
    grouped = f"{number:,}"
    return Text(
        id=grouped.replace(",", _GROUPING["id"]),
        en=grouped,
    )


def number(value: object) -> Text:
    """A number as each language writes it: 0,2 and 0.2; what is no decimal number is verbatim.

    Its digits stand in no groups: it may be a year, and it may have to be typed.
    """
    written = clean(str(value))
    is_decimal = _DECIMAL.fullmatch(written)
    return Text(
        id=written.replace(".", ",") if is_decimal else written,
        en=written,
    )


def amount(number: int, forms: tuple[Text, Text]) -> Text:
    """A number with its noun: '1 error', '1,241 errors'; Indonesian has one form for both."""
    singular, plural = forms
    form = singular if number == 1 else plural
    return form.fill(n=count(number))


def named_option(name: str) -> Text:
    """An option by its name, to be put into a sentence."""
    return Text(
        id=f"{{options.{name}}}",
        en=f"{{options.{name}}}",
    ).fill()


def settled_option(name: str, value: str) -> Text:
    """An option with its value, to be put into a sentence."""
    words = f"{_BEGIN}{name}:{clean(value)}{_END}"
    return Text(
        id=words,
        en=words,
    )


def clean(words: str) -> str:
    """Foreign words on one line, with nothing in them that a terminal or a service would obey."""
    if _UNPRINTABLE.search(words):
        words = "".join(_visible(character) for character in words)

    return _without_commands(words)


def clean_lines(words: str) -> str:
    """The same for words of several lines."""
    return "\n".join(clean(line) for line in words.split("\n"))


def plain(words: str) -> str:
    """Our own words in letters that every terminal has; never for what came out of a file."""
    return words.translate(_PLAIN)


def escape(character: str) -> str:
    r"""A character as its number: `\x1b`, `\u2028`; a byte of a name that is not UTF-8: `\xe9`."""
    byte = ord(character) - 0xDC00
    if 0x80 <= byte <= 0xFF:  # noqa: PLR2004  where Python puts such bytes (PEP 383)
        return f"\\x{byte:02x}"

    return character.encode("unicode_escape").decode("ascii")


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A value that is no sentence of ours; however it is written, it is cleaned."""

    value: object

    def __format__(self, format_spec: str) -> str:
        return clean(format(self.value, format_spec))

    def __repr__(self) -> str:
        return clean(repr(self.value))

    def __str__(self) -> str:
        return clean(str(self.value))


@dataclass(frozen=True, slots=True)
class _Option:
    """An option in a sentence, between its signs."""

    name: str

    def __format__(self, value: str) -> str:
        words = f"{self.name}:{value}" if value else self.name
        return f"{_BEGIN}{words}{_END}"


class _Options:
    """What `{options.name}` finds: every name is an option's."""

    def __getattr__(self, name: str) -> _Option:
        return _Option(name)


_OPTIONS = _Options()


def _fillings(values: dict[str, object], language: Language) -> dict[str, object]:
    fillings: dict[str, object] = {"options": _OPTIONS}
    for name, value in values.items():
        if isinstance(value, Text):
            fillings[name] = value._in(language)  # noqa: SLF001  options stay unresolved
        else:
            fillings[name] = _Foreign(value)

    return fillings


def _visible(character: str) -> str:
    """Controls, marks, surrogates and line breaks escaped; a space of another kind stays one."""
    category = unicodedata.category(character)
    if category.startswith("C") or category in _LINE_BREAKS:
        return escape(character)

    return character


def _without_commands(words: str) -> str:
    return _COMMAND.sub(lambda match: f"\\x{ord(match[0]):02x}", words)
