"""What fields and their codes are called, and how like a heading is to a field.

A schema of the registry needs no list of synonyms: its names, titles in both languages, concepts
and acronyms are how people call its fields, and its descriptions say what its codes stand for
(`L = laki-laki`). What no title has may stand at a field as `statx.synonyms`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log

from statx.registry.fields import Field
from statx.registry.schema import Schema

WHOLE_CODES = ("total", "T", "umum", "0")
"""How schemas call the sum over all codes of a field."""
_WHOLE_WORDS = ("jumlah", "total", "semua", "seluruhnya", "keseluruhan")
VAGUE = frozenset(("jumlah", "nilai", "angka", "tahun", "total", "persentase", "indeks", "data"))
"""Words of headings that say nothing without the title."""
BY_ITS_FIRST_WORD = 0.8
"""Likeness of a heading that begins with what a field is called: `APK SD/MI`."""
SCATTERED = 0.7
"""What words of a name prove that a title has, but not beside each other."""
_OTHERS = "lainnya"
LONGEST_SIGN = 2
"""Letters of a code that stands in many words."""
_SAME: Mapping[str, str] = {
    "faskes": "fasilitas kesehatan",
    "jml": "jumlah",
    "jumlahnya": "jumlah",
    "banyaknya": "jumlah",
    "pddk": "penduduk",
    "pend": "penduduk",
    "lk": "laki laki",
    "pr": "perempuan",
    "pria": "laki laki",
    "wanita": "perempuan",
    "jk": "jenis kelamin",
    "sex": "jenis kelamin",
    "thn": "tahun",
    "th": "tahun",
    "year": "tahun",
    "pct": "persentase",
    "persen": "persentase",
    "prosentase": "persentase",
    "hektar": "hektare",
    "rs": "rumah sakit",
    "rsu": "rumah sakit umum",
    "desakelurahan": "desa",
    "pkm": "puskesmas",
    "komoditi": "komoditas",
}
"""Word -> how schemas write it."""
_IDLE = frozenset(("dan", "menurut", "per", "di", "yang", "untuk", "dari", "pada", "and", "of"))
_WORD = re.compile(r"[^\W\d_]+|\d+")
_CASES = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Between the words of `SangatPendek`."""
_MEANING = re.compile(r"(?P<codes>[\w+-]+(?: dan [\w+-]+)*) = (?P<words>[^,;.(]+)")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9]{1,7})\)")

Words = tuple[str, ...]


@dataclass(frozen=True)
class Meanings:
    """The words of a registry: how much each of them tells."""

    schemas: tuple[Schema, ...]

    def likeness(self, heading: str, field: Field) -> float:
        """How like a heading is to what a field is called, 0 to 1."""
        words = words_of(heading)
        if not words:
            return 0.0

        likeness = max(
            (self._shared(words, name) for name in self.names(field)),
            default=0.0,
        )
        begins = words[0] not in VAGUE and words[:1] in self.names(field)
        return max(likeness, BY_ITS_FIRST_WORD) if begins else likeness

    def mentioned(self, context: str, field: Field) -> float:
        """How much of what a field is called a title says, 0 to 1."""
        words = words_of(context)
        names = [name for name in self.names(field) if not VAGUE.issuperset(name)]
        return max(
            (self._said(words, name) for name in names),
            default=0.0,
        )

    def share(self, context: str, schema: Schema) -> float:
        """How much of a schema's title, or of its name, a sheet's title says, 0 to 1."""
        words = words_of(context)
        _, *topic = words_of(schema.name)
        return max(
            self._said(words, words_of(schema.title.id)),
            BY_ITS_FIRST_WORD if set(topic) & set(words) else 0.0,
        )

    def names(self, field: Field) -> tuple[Words, ...]:
        """The ways in which a field is called."""
        if field.name not in self._names or self._names[field.name][0] is not field:
            called = dict.fromkeys(words_of(name) for name in _called(field))
            self._names[field.name] = (
                field,
                tuple(filter(None, called)),
            )
        return self._names[field.name][1]

    @cached_property
    def _names(self) -> dict[str, tuple[Field, tuple[Words, ...]]]:
        return {}

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """Word -> how much it tells: one that stands in each schema tells little."""
        counts: dict[str, int] = {}
        for schema in self.schemas:
            words = {word for field in schema.fields for word in words_of(field.title.id)}
            for word in words:
                counts[word] = (
                    counts.get(
                        word,
                        0,
                    )
                    + 1
                )
        return {word: log(1 + len(self.schemas) / count) for word, count in counts.items()}

    def _weight(self, words: Iterable[str]) -> float:
        unseen = log(1 + len(self.schemas))
        return sum(self._rarity.get(word, unseen) for word in words)

    def _said(self, words: Words, name: Words) -> float:
        """The part of a name that these words say; less where they are scattered."""
        if any(words[at : at + len(name)] == name for at in range(len(words))):
            return 1.0

        weight = self._weight(set(name))
        return SCATTERED * self._weight(set(words) & set(name)) / weight if weight else 0.0

    def _shared(self, words: Words, name: Words) -> float:
        """Of all that either says, the part that both say, twice counted (Dice)."""
        shared = set(words) & set(name)
        if shared <= VAGUE and not VAGUE.issuperset(words):
            # `Jumlah kematian` and `Jumlah penduduk` are both a number, and no more.
            return 0.0

        said = self._weight(set(words)) + self._weight(set(name))
        return 2 * self._weight(shared) / said if said else 0.0


@lru_cache(maxsize=1 << 14)
def words_of(text: str) -> Words:
    """Words in small letters, as schemas write them; what joins words says nothing."""
    words: list[str] = []
    for word in _WORD.findall(_CASES.sub(" ", text).casefold()):
        words += _SAME.get(word, word).split()
    return tuple(word for word in words if word not in _IDLE)


@dataclass(frozen=True, slots=True)
class Code:
    """One of the codes that a field has, and how it is called."""

    value: str
    names: tuple[Words, ...]
    meaning: str = ""
    """What the schema says that it stands for."""


def codes_of(field: Field) -> tuple[Code, ...]:
    """The codes of a field; none where it has no list of them."""
    values = tuple(str(value) for value in field.constraints.get("enum", ())) or field.categories
    return _codes(
        values,
        field.definition.id,
    )


@lru_cache(maxsize=1 << 14)
def code_called(text: str, codes: tuple[Code, ...]) -> str | None:
    """The one code that a text names; None where none, or several."""
    words = words_of(text)
    if not words:
        return None

    for is_named in (_is_exactly, _is_whole, _is_within, _is_part):
        values = [code.value for code in codes if is_named(words, code)]
        if len(values) == 1:
            return values[0]
        if values:
            others = [value for value in values if _OTHERS in words_of(value)]
            return others[0] if len(others) == 1 else None
    return None


def _called(field: Field) -> Iterable[str]:
    yield field.name
    for title in (field.title.id, field.title.en):
        yield _ACRONYM.sub(" ", title)
        yield from _ACRONYM.findall(title)
    yield field.concept
    yield from field.descriptor.get("statx", {}).get("synonyms", ())


@lru_cache(maxsize=1 << 9)
def _codes(values: tuple[str, ...], definition: str) -> tuple[Code, ...]:
    meanings = _meanings(definition)
    return tuple(_code(value, meanings) for value in values)


def _code(value: str, meanings: Mapping[str, str]) -> Code:
    names = [words_of(value)]
    if value in meanings:
        names.append(words_of(meanings[value]))
    return Code(
        value,
        tuple(filter(None, names)),
        meanings.get(value, ""),
    )


def _meanings(definition: str) -> Mapping[str, str]:
    """`L = laki-laki, P = perempuan` -> the words of each code."""
    meanings = {}
    for match in _MEANING.finditer(definition):
        for code in match["codes"].split(" dan "):
            meanings[code] = match["words"].strip()
    return meanings


def _is_exactly(words: Words, code: Code) -> bool:
    return words in code.names


def _is_whole(words: Words, code: Code) -> bool:
    """`Jumlah` is the code for all."""
    return code.value in WHOLE_CODES and any(word in _WHOLE_WORDS for word in words[:1])


def _is_within(words: Words, code: Code) -> bool:
    """`Harga Berlaku` for `atas dasar harga berlaku`."""
    return any(set(words) <= set(name) for name in code.names)


def _is_part(words: Words, code: Code) -> bool:
    """`Wilayah Perkotaan` for `perkotaan`; a single letter or number proves nothing."""
    names = [name for name in code.names if set(name) <= set(words)]
    return any(len(word) > LONGEST_SIGN for name in names for word in name)
