"""How personal identifiers are written: NIK, No. KK, NIP, NPWP, telephone numbers, e-mail.

Each is one pattern that Arrow's RE2 runs over the distinct texts of a column. Between two digits
there may be a space, dot, hyphen, slash or apostrophe, as people and Excel write them; in front of
the first digit and behind the last may stand anything but a digit.

- NIK, 16 digits: a region by Kemendagri's codes, the day of birth (40 more for women), month, year,
  and a number that is not 0000 (UU 24/2013). A No. KK is built alike, with the day of issue.
- NIP, 18 digits: date of birth, year and month of appointment (21 and more for PPPK), sex, number.
- NPWP: 15 digits with its dots and hyphen. Bare digits say nothing without a label.
- Telephone: 08… or +62 8…, 10 to 13 digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from statx.tables.table import Rows
from statx.tables.vectorised import Flags

PROVINCES = "1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]"
"""Kemendagri's codes of all 38 provinces."""
REGENCIES = "0[1-9]|[12][0-9]|30|7[1-9]"
"""Regencies up to the 30th, cities from 71."""
DISTRICTS = "0[1-9]|[1-5][0-9]|60"
SHORTEST = 9
"""Bytes of the shortest identifier without an at sign."""

_BETWEEN = r"[ .'’/\-\x{a0}]{0,2}"
_BEFORE = "(^|[^0-9])"
_BEHIND = "($|[^0-9])"
_ZERO_WIDTH = "[\u00ad\u200b-\u200f\u2060\ufeff]"
_AT = r"(@|\(at\)|\[at\])"
_LEAST = rf"[0-9]({_BETWEEN}[0-9]){{8}}|{_AT}|[eE]\+15"
"""What every identifier has: nine digits, an at sign, or digits that Excel has cut off."""
_ROUNDED = r"[.,]00?\s*$"
"""What a program adds that took the number for a measure."""


@dataclass(
    frozen=True,
    slots=True,
)
class Identifier:
    """One way in which a kind of identifier is written."""

    kind: str
    pattern: str
    in_figures: bool = True
    """Whether a column of figures can hold it."""
    is_certain: bool = True
    """Whether one is enough; what random numbers can look like is counted first."""


def _pair(alternatives: str) -> str:
    """Two digits with what may stand between them: '30|[12][0-9]'."""
    spaced = []
    for alternative in alternatives.split("|"):
        middle = alternative.index("]") + 1 if alternative.startswith("[") else 1
        spaced.append(f"{alternative[:middle]}{_BETWEEN}{alternative[middle:]}")

    return f"({'|'.join(spaced)})"


def _run(*parts: str) -> str:
    """These digits one behind another."""
    return _BETWEEN.join(parts)


def _digits(number: int) -> str:
    return _run(*["[0-9]"] * number)


def _alone(pattern: str) -> str:
    return f"{_BEFORE}{pattern}{_BEHIND}"


_DAYS = (
    ("0[1-9]|[12][0-9]|4[1-9]|[56][0-9]", "0[1-9]|1[0-2]"),
    ("30|70", "0[13-9]|1[0-2]"),
    ("31|71", "0[13578]|1[02]"),
)
"""(days, the months that have them); of a woman 40 more."""
_DAY_AND_MONTH = "|".join(_run(_pair(days), _pair(months)) for days, months in _DAYS)
_MONTH_AND_DAY = "|".join(
    (
        _run(_pair("0[1-9]|1[0-2]"), _pair("0[1-9]|[12][0-9]")),
        _run(_pair("0[13-9]|1[0-2]"), _pair("30")),
        _run(_pair("0[13578]|1[02]"), _pair("31")),
    )
)
_SERIAL = "|".join(
    (
        _run("[1-9]", _digits(3)),
        _run(
            "0",
            "[1-9]",
            _digits(2),
        ),
        _run(
            "0",
            "0",
            "[1-9]",
            _digits(1),
        ),
        _run(
            "0",
            "0",
            "0",
            "[1-9]",
        ),
    )
)
_NIK = _run(
    _pair(PROVINCES),
    _pair(REGENCIES),
    _pair(DISTRICTS),
    f"({_DAY_AND_MONTH})",
    _pair("[0-9][0-9]"),
    f"({_SERIAL})",
)
_NIP = _run(
    f"({_run('1', '9', '[4-9]', '[0-9]')}|{_run('2', '0', '0', '[0-9]')})",
    f"({_MONTH_AND_DAY})",
    f"({_run('1', '9', '[6-9]', '[0-9]')}|{_run('2', '0', '[0-4]', '[0-9]')})",
    _pair("0[1-9]|1[0-2]|2[1-9]"),
    "[12]",
    _digits(3),
)
_LABEL = r"(?i)\b(nik|ktp|kk|kartu keluarga|no\.? ?induk)[^0-9a-z]{0,6}"
_PHONE = r"(^|[^0-9.,])(\+62[ \-]?|62|0)8[1-9][0-9]([ .\-]?[0-9]){6,9}($|[^0-9])"
_PHONE_OF_DIGITS = r"^'?(\+62|0)8[1-9][0-9]{7,10}$"
_EMAIL = rf"[A-Za-z0-9._%+\-]+ ?{_AT} ?[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*\.[A-Za-z]{{2,}}"
_CUT_OFF = (
    r"^\s*'?(1[.,]?[1-9]|2[.,]?1|3[.,]?[1-6]|[5-7][.,]?[1-6]|8[.,]?[12]|9[.,]?[1-7])[0-9]*[eE]\+15"
)

IDENTIFIERS = (
    Identifier(
        "nik",
        _alone(_NIK),
        is_certain=False,
    ),
    Identifier("nik", _LABEL + _digits(16) + _BEHIND),
    Identifier("nip", _alone(_NIP)),
    Identifier("npwp", r"\b[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}\b"),
    Identifier(
        "phone",
        _PHONE,
        in_figures=False,
    ),
    Identifier("phone", _PHONE_OF_DIGITS),
    Identifier(
        "email",
        _EMAIL,
        in_figures=False,
    ),
)
KINDS = tuple(dict.fromkeys(each.kind for each in IDENTIFIERS))
SIXTEEN = _alone(_digits(16))
"""What a NIK is counted among."""


@dataclass(
    frozen=True,
    slots=True,
)
class Sightings:
    """What was seen of identifiers among the distinct texts of a column.

    All arrays are of the numbers of texts.
    """

    certain: Mapping[str, Rows]
    """By kind."""
    alike: Rows
    """Texts that are built like a NIK, as a few random numbers are."""
    sixteen: Rows
    """Texts of 16 digits, whatever they are."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was seen at all."""
        return not self.certain and not len(self.alike)


def sight(texts: pa.Array, *, figures: bool) -> Sightings:
    """Look for identifiers among distinct texts. shape: (texts,)

    `figures`: the column holds numbers by its schema, in which letters cannot stand.
    """
    numbers, plain = _candidates(texts)
    certain: dict[str, list[Rows]] = {}
    alike = numbers[:0]
    for identifier in IDENTIFIERS:
        if figures and not identifier.in_figures:
            continue

        seen = numbers[_matches(plain, identifier.pattern)]
        if not identifier.is_certain:
            alike = seen
        elif len(seen):
            certain.setdefault(identifier.kind, []).append(seen)

    # A number of a measure may well be so large.
    if not figures:
        cut_off = numbers[_matches(plain, _CUT_OFF)]
        if len(cut_off):
            certain.setdefault("nik", []).append(cut_off)

    return Sightings(
        {kind: np.unique(np.concatenate(seen)) for kind, seen in certain.items()},
        alike,
        numbers[_matches(plain, SIXTEEN)] if len(alike) else alike,
    )


def _candidates(texts: pa.Array) -> tuple[Rows, pa.Array]:
    """(numbers of the texts that can hold an identifier at all, these texts as ASCII writes them)

    Most columns have none, and one look at their lengths is enough.
    """
    is_long = pc.greater_equal(pc.binary_length(texts), SHORTEST)
    can_hold = pc.or_(is_long, pc.match_substring(texts, "@"))
    is_candidate = pc.fill_null(can_hold, False)
    numbers = np.flatnonzero(is_candidate.to_numpy(zero_copy_only=False))
    if not len(numbers):
        return numbers, texts.take(pa.array(numbers))

    plain = _plain(texts.take(pa.array(numbers)))
    can_hold = _matches(plain, _LEAST)

    return numbers[can_hold], plain.filter(pa.array(can_hold))


def _plain(texts: pa.Array) -> pa.Array:
    """Digits of other scripts as ours, nothing of zero width, no decimals that are all 0."""
    if not pc.all(pc.string_is_ascii(texts)).as_py():
        texts = pc.utf8_normalize(texts, form="NFKC")
        texts = pc.replace_substring_regex(
            texts,
            _ZERO_WIDTH,
            "",
        )

    return pc.replace_substring_regex(
        texts,
        _ROUNDED,
        "",
    )


def _matches(texts: pa.Array, pattern: str) -> Flags:
    flags: Flags = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return flags
