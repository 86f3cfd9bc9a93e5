"""Regions are found by either code and by name, and a name tells a code of the wrong system."""

from __future__ import annotations

import pytest

from statx.registry.regions import NameMatch, Region, split_name
from statx.registry.vocabulary import CodeSystem

from .shipped import REGIONS


def the(code: str) -> Region:
    region = REGIONS.by_code(code, "kemendagri")
    assert region is not None
    return region


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param("13.09", "13.09", id="Kemendagri code"),
        pytest.param("1301", "13.09", id="BPS code"),
        pytest.param(" 35.78 ", "35.78", id="code between spaces"),
        pytest.param("13", "13", id="province, the same in both systems"),
        pytest.param("13.07.05.2009", "13.07.05.2009", id="village"),
        pytest.param("1308030006", "13.07.05.2009", id="BPS code of a village"),
        pytest.param("Kabupaten Kepulauan Mentawai", "13.09", id="official name"),
        pytest.param("kabupaten kepulauan mentawai", "13.09", id="small letters"),
        pytest.param("KAB. KEP. MENTAWAI", "13.09", id="abbreviated"),
        pytest.param("Mentawai", "13.09", id="short name"),
        pytest.param("Kab. 50 Kota", "13.07", id="number for a word"),
        pytest.param("Pessel", "13.01", id="acronym"),
        pytest.param("Kota Kediri", "35.71", id="the kota of a name that two have"),
        pytest.param("Kab Kediri", "35.06", id="the kabupaten of a name that two have"),
        pytest.param("Kediri", "35.06", id="higher levels first"),
        pytest.param("Kabupaten Darmasraya", "13.10", id="near spelling"),
        pytest.param("Nagari Lubuak Batingkok", "13.07.05.2009", id="nagari"),
        pytest.param("Desa Lubuak Batingkok", "13.07.05.2009", id="nagari called a desa"),
        pytest.param("Dharmas", "13.10", id="part of a name"),
    ],
)
def test_a_region_is_found_first(words: str, code: str) -> None:
    assert REGIONS.find(words)[0].code == code


@pytest.mark.parametrize(
    "words", ["99.99", "1313", "Kota Kepulauan Mentawai Raya Sekali", "Qqqqqq", "", "  "]
)
def test_what_is_no_region_is_not_found(words: str) -> None:
    assert REGIONS.find(words) == ()


JUDGED: list[tuple[str, str, CodeSystem, NameMatch]] = [
    ("13.09", "Kabupaten Kepulauan Mentawai", "kemendagri", "same"),
    ("13.09", "KEPULAUAN MENTAWAI", "kemendagri", "same"),
    ("13.09", "Kab. Kep. Mentawai", "kemendagri", "same"),
    ("1301", "Kabupaten Kepulauan Mentawai", "bps", "same"),
    ("13.71", "Kota Padang", "kemendagri", "same"),
    ("13.71", "Padang", "kemendagri", "same"),
    ("13.07.05.2009", "Desa Lubuak Batingkok", "kemendagri", "same"),
    ("13.01", "Kabupaten Kepulauan Mentawai", "kemendagri", "other-system"),
    ("1301", "Kabupaten Kepulauan Mentawai", "kemendagri", "other-system"),
    ("13.02", "Pesisir Selatan", "kemendagri", "other-system"),
    ("1309", "Kabupaten Kepulauan Mentawai", "bps", "other-system"),
    ("3501010", "Donorojo", "kemendagri", "other-system"),
    ("13.71", "Kota Pariaman", "kemendagri", "other-place"),
    ("13.02", "Kota Solok", "kemendagri", "other-place"),
    ("35.06", "Kota Kediri", "kemendagri", "other-place"),
    ("13", "Jawa Timur", "kemendagri", "other-place"),
    ("13.10", "Kabupaten Darmasraya", "kemendagri", "spelling"),
    ("35.10", "Kab. Banyuwangy", "kemendagri", "spelling"),
    ("99.99", "Kabupaten Kepulauan Mentawai", "kemendagri", "unknown-code"),
    ("13.1", "Kabupaten Dharmasraya", "kemendagri", "unknown-code"),
]


@pytest.mark.parametrize(
    ("code", "name", "system", "verdict"), JUDGED, ids=[f"{c} {n} ({s})" for c, n, s, _ in JUDGED]
)
def test_a_name_is_judged_beside_its_code(
    code: str, name: str, system: CodeSystem, verdict: NameMatch
) -> None:
    assert REGIONS.judge_name(code, name, system) == verdict


@pytest.mark.parametrize("system", ["kemendagri", "bps"])
def test_every_region_is_what_its_code_and_official_name_say(system: CodeSystem) -> None:
    coded = [
        (region.code_in(system), region.name) for region in REGIONS.all if region.code_in(system)
    ]
    assert {REGIONS.judge_name(code, name, system) for code, name in coded} == {"same"}


def test_a_bps_code_of_the_eleven_is_always_told_by_the_name() -> None:
    sumbar = [region for region in REGIONS.all if region.parent == "13"]
    permuted = [region for region in sumbar if region.code.replace(".", "") != region.bps]
    dotted = [(f"{region.bps[:2]}.{region.bps[2:]}", region.name) for region in permuted]
    assert len(dotted) == 11
    assert {REGIONS.judge_name(code, name, "kemendagri") for code, name in dotted} == {
        "other-system"
    }


@pytest.mark.parametrize(
    ("code", "system", "twin"),
    [
        pytest.param("13.01", "kemendagri", "13.09", id="Kemendagri 13.01, BPS 1301"),
        pytest.param("1309", "bps", "13.09", id="BPS 1309, Kemendagri 13.09"),
        pytest.param("13.01.02.2006", "kemendagri", "13.09.08.2003", id="village"),
        pytest.param("13.12", "kemendagri", None, id="the same place in both"),
        pytest.param("35.78", "kemendagri", None, id="Jawa Timur"),
        pytest.param("99.99", "kemendagri", None, id="nowhere"),
    ],
)
def test_the_same_digits_in_the_other_system(
    code: str, system: CodeSystem, twin: str | None
) -> None:
    assert REGIONS.same_digits(code, system) == (the(twin) if twin else None)


def test_the_parents_of_a_village_come_nearest_first() -> None:
    assert [region.code for region in REGIONS.parents(the("13.07.05.2009"))] == [
        "13.07.05",
        "13.07",
        "13",
    ]


@pytest.mark.parametrize(
    ("code", "number"), [("13", 19), ("35", 38), ("13.07.05", 11), ("13.07.05.2009", 0)]
)
def test_the_children_of_a_region_are_one_level_down(code: str, number: int) -> None:
    assert len(REGIONS.children(the(code))) == number


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        pytest.param("Kab. Sawah Lunto", "kabupaten", "SAWAHLUNTO", id="inner space"),
        pytest.param("KOTA BLITAR", "kota", "BLITAR", id="capitals"),
        pytest.param("Kotamadya Madiun", "kota", "MADIUN", id="old word"),
        pytest.param("Nagari Harau", "nagari", "HARAU", id="nagari"),
        pytest.param("Koto Tangah", "", "KOTOTANGAH", id="no kind word"),
        pytest.param("Kota", "", "KOTA", id="a kind word alone is a name"),
        pytest.param("Lima Puluh Koto", "", "LIMAPULUHKOTA", id="alias"),
        pytest.param("", "", "", id="nothing"),
    ],
)
def test_a_name_is_split_into_kind_and_letters(words: str, kind: str, name: str) -> None:
    assert split_name(words) == (kind, name)
