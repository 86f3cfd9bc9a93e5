"""Sentences a user reads, always in both languages, side by side where they are defined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_GROUPING: dict[Language, str] = {"id": ".", "en": ","}


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in Indonesian and in English; `{name}` marks what `fill` puts in."""

    id: str
    en: str

    def fill(self, **values: object) -> Text:
        """The sentence with its values; a value that is a Text is said in the same language."""
        said = {language: _said(values, language) for language in LANGUAGES}
        return Text(id=self.id.format(**said["id"]), en=self.en.format(**said["en"]))

    def say(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.id if language == "id" else self.en

    def __add__(self, other: Text) -> Text:
        return Text(id=self.id + other.id, en=self.en + other.en)


def verbatim(words: object) -> Text:
    """Words that are the same in both languages: a name, a path, a value."""
    return Text(id=str(words), en=str(words))


def joined(texts: tuple[Text, ...] | list[Text], separator: str = ", ") -> Text:
    """Several texts as one."""
    return Text(
        id=separator.join(text.id for text in texts), en=separator.join(text.en for text in texts)
    )


def count(number: int) -> Text:
    """A whole number as each language groups it: 1.234 and 1,234."""
    grouped = f"{number:,}"
    return Text(id=grouped.replace(",", _GROUPING["id"]), en=grouped)


def _said(values: dict[str, object], language: Language) -> dict[str, object]:
    return {
        name: value.say(language) if isinstance(value, Text) else value
        for name, value in values.items()
    }
