"""How much a figure may say before it gives somebody away: the defaults, and what a unit settles.

Each default has its source. A unit overrides it under `[disclosure]` in statx.toml; one that lets
more through than the default is said in every report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from statx.texts import Text, verbatim

TOPICS = ("umum", "kesehatan", "anak", "kejahatan", "keuangan_pribadi")
"""What figures can be about, as schemas name it."""

UU_PDP = Text(
    id=(
        "data pribadi yang bersifat spesifik (UU 27/2022 Pasal 4 ayat (2)); n < 5 lazim untuk"
        " statistik kesehatan dan sosial"
    ),
    en=(
        "specific personal data (Law 27/2022, Article 4 (2)); n < 5 is usual in health and social"
        " statistics"
    ),
)
BPS_PRACTICE = Text(
    id="praktik BPS menurut Sestama BPS (2007): angka yang berasal dari dua perusahaan ditahan",
    en="BPS's practice, by its secretary general (2007): a figure of two companies is withheld",
)
USUAL = Text(
    id="lazim dalam pengendalian pengungkapan statistik; batas terbitan BPS tidak ditemukan",
    en="usual in statistical disclosure control; no limit published by BPS was found",
)
OWN_CHOICE = Text(
    id="pilihan sendiri: sama dengan p pada kaidah p-persen",
    en="our own choice: the p of the p-percent rule",
)
OWN_TEST = Text(
    id="diukur: satu dari sekitar 130 bilangan acak 16 digit tampak seperti NIK",
    en="measured: one in some 130 random numbers of 16 digits looks like a NIK",
)


@dataclass(
    frozen=True,
    slots=True,
)
class Threshold:
    """One limit: its default, where that comes from, and what it means."""

    default: int
    means: Text
    source: Text
    most: int = 1_000_000
    more_is_looser: bool = False
    """Whether a larger number lets more through."""

    def is_looser(self, value: int) -> bool:
        """Whether this value lets more through than the default."""
        return value > self.default if self.more_is_looser else value < self.default


def _smallest_count(topic: str, default: int, source: Text) -> Threshold:
    means = Text(
        id="jumlah orang terkecil yang boleh tampil, topik {topic}",
        en="the smallest number of persons that may be shown, topic {topic}",
    )

    return Threshold(
        default,
        means.fill(topic=verbatim(topic)),
        source,
    )


THRESHOLDS: Mapping[str, Threshold] = {
    "minimum_umum": _smallest_count(
        "umum",
        3,
        BPS_PRACTICE,
    ),
    "minimum_kesehatan": _smallest_count(
        "kesehatan",
        5,
        UU_PDP,
    ),
    "minimum_anak": _smallest_count(
        "anak",
        5,
        UU_PDP,
    ),
    "minimum_kejahatan": _smallest_count(
        "kejahatan",
        5,
        UU_PDP,
    ),
    "minimum_keuangan_pribadi": _smallest_count(
        "keuangan_pribadi",
        5,
        UU_PDP,
    ),
    "minimum_units": Threshold(
        3,
        Text(
            id="jumlah usaha, rumah tangga, atau responden lain terkecil yang boleh tampil",
            en="the smallest number of businesses, households or other respondents",
        ),
        BPS_PRACTICE,
    ),
    "contributors": Threshold(
        3,
        Text(
            id="paling sedikit sekian penyumbang pada sebuah nilai",
            en="the least number of contributors to a magnitude",
        ),
        BPS_PRACTICE,
    ),
    "dominance_1": Threshold(
        75,
        Text(
            id="persen dari nilai yang boleh berasal dari penyumbang terbesar, kaidah (1, k)",
            en="per cent of a magnitude that its largest contributor may have, (1, k) rule",
        ),
        USUAL,
        most=100,
        more_is_looser=True,
    ),
    "dominance_2": Threshold(
        85,
        Text(
            id="persen dari nilai yang boleh berasal dari dua penyumbang terbesar, kaidah (2, k)",
            en="per cent of a magnitude that its two largest contributors may have, (2, k) rule",
        ),
        USUAL,
        most=100,
        more_is_looser=True,
    ),
    "p_percent": Threshold(
        10,
        Text(
            id="sisa nilai di luar dua penyumbang terbesar, dalam persen dari yang terbesar",
            en="what remains beside the two largest contributors, in per cent of the largest",
        ),
        USUAL,
        most=100,
    ),
    "interval_percent": Threshold(
        10,
        Text(
            id="ruang ke bawah dan ke atas yang harus tersisa bagi angka yang dirahasiakan, persen",
            en="room below and above that a withheld figure must keep, in per cent of it",
        ),
        OWN_CHOICE,
        most=99,
    ),
    "identifiers": Threshold(
        2,
        Text(
            id="NIK berlainan dalam kolom angka yang dianggap kebocoran",
            en="different NIKs in a column of figures that count as a leak",
        ),
        OWN_TEST,
        more_is_looser=True,
    ),
}
"""By the key that statx.toml has for it."""


@dataclass(
    frozen=True,
    slots=True,
)
class Thresholds:
    """The limits of one unit."""

    settled: tuple[tuple[str, int], ...] = ()
    """(key, value) of what differs from the defaults, in the order of THRESHOLDS."""

    @classmethod
    def of(cls, values: Mapping[str, int]) -> Thresholds:
        """From values that were checked."""
        settled = [(name, values[name]) for name in THRESHOLDS if name in values]
        return cls(tuple(settled))

    def __getitem__(self, name: str) -> int:
        return dict(self.settled).get(name, THRESHOLDS[name].default)

    def looser(self) -> tuple[str, ...]:
        """What lets more through than its default."""
        return tuple(name for name, value in self.settled if THRESHOLDS[name].is_looser(value))


def is_threshold(name: str, value: object) -> bool:
    """Whether that key can have that value: a whole number from 1 to the most there is."""
    if not isinstance(value, int) or isinstance(value, bool):
        return False

    return 1 <= value <= THRESHOLDS[name].most
