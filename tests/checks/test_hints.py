"""Hints: what was meant, where one thing is near it.

The name beside a code tells first, and no other province.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from statx.checks.hints import near_region
from statx.judging.tallies import HINTED
from statx.registry.fields import RegionCoding
from statx.registry.near_words import INDEXED, LOOKED_AT, NearWords
from statx.registry.regions import NameMatch
from statx.registry.vocabulary import CodeSystem
from tests.verdicts import CATALOG, judge, only

REGENCIES = {"resource": "wilayah_kabupaten_kota", "fields": ["kode"]}


def hint(
    cell: str, name: str, level: str = "kabupaten_kota", system: CodeSystem = "kemendagri"
) -> str:
    """What is said of a code that is none, in English; nothing where nothing is near."""
    coding = RegionCoding(system=system, level=level)
    said = near_region(cell, name, coding, CATALOG.regions)
    return said.en if said else ""


@pytest.mark.parametrize(
    ("cell", "name", "meant"),
    [
        pytest.param("13.99", "Kabupaten Agam", "13.06", id="the-name-tells"),
        pytest.param("1301", "Kabupaten Pesisir Selatan", "13.01", id="a-code-without-its-point"),
        pytest.param("1301", "Kabupaten Kepulauan Mentawai", "13.09", id="a-bps-code"),
        pytest.param("1301", "", "13.09", id="a-bps-code-alone"),
        pytest.param("99.01", "Kabupaten Agam", "13.06", id="no-province-has-that-code"),
        pytest.param("13.99", "Kab. Agm", "13.06", id="a-letter-left-out"),
        pytest.param("13.99", "Kabupaten Pesisir Slatan", "13.01", id="a-misspelt-name"),
        pytest.param("35.99", "Kabupaten Agam", "", id="never-another-province"),
        pytest.param("13.99", "Kota Surabaya", "", id="nor-by-its-name"),
        pytest.param("13.99", "", "", id="none-is-near"),
        pytest.param("99.99", "", "", id="none-at-all"),
        pytest.param("13.7l", "", "13.71", id="a-letter-for-a-digit"),
        pytest.param("13,71", "", "13.71", id="a-comma-for-a-point"),
        pytest.param("35.1", "", "35.10", id="a-spreadsheets-number"),
        pytest.param("35.1", "Kabupaten Banyuwangi", "35.10", id="the-same-with-its-name"),
        pytest.param("35.1", "Kabupaten Pacitan", "35.01", id="the-same-with-another-name"),
        pytest.param("Kota Padang", "", "13.71", id="a-name-for-a-code"),
    ],
)
def test_what_was_meant_by_a_code(cell: str, name: str, meant: str) -> None:
    said = hint(cell, name)
    assert meant in said
    assert bool(said) is bool(meant)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        pytest.param("13.03.05.9999", "13.03.05.2002", id="in-the-same-district"),
        pytest.param("13.06.99.9999", "13.06.08.2007", id="in-the-same-regency"),
        pytest.param("13.99.99.9999", "", id="none-is-nearest"),
    ],
)
def test_of_several_places_of_one_name_the_nearest_to_the_code_is_meant(
    cell: str, meant: str
) -> None:
    said = hint(cell, "Nagari Koto Baru", "desa")
    assert meant in said
    assert bool(said) is bool(meant)


def test_the_name_beside_the_code_is_looked_at(tmp_path: Path) -> None:
    code = {
        "name": "kode",
        "statx": {"region": {"system": "kemendagri", "level": "kabupaten_kota"}},
    }
    name = {"name": "nama", "statx": {"regionNameOf": "kode"}}
    schema = {"fields": [code, name], "foreignKeys": [{"fields": ["kode"], "reference": REGENCIES}]}

    finding = only(judge(tmp_path, schema, "kode,nama\n13.99,Kabupaten Agam\n"))

    assert finding.hint is not None
    assert finding.hint.en == "did you mean 13.06 Kabupaten Agam?"


@pytest.mark.parametrize(
    ("code", "name", "match"),
    [
        ("35.29.01", "Kecamatan Kota Sumenep", "same"),
        ("35.29.01", "Kota Sumenep", "same"),
        ("35.29.01", "Kec. Kota Sumenep", "same"),
        ("35.29", "Kabupaten Sumenep", "same"),
        ("35.29", "Kota Sumenep", "other-place"),
    ],
)
def test_a_word_of_kind_may_be_part_of_a_name(code: str, name: str, match: NameMatch) -> None:
    assert CATALOG.regions.judge_name(code, name, "kemendagri") == match


@pytest.mark.parametrize("kind", ["Nagari", "Desa", ""])
def test_a_village_may_be_called_a_village(kind: str) -> None:
    villages = [each for each in CATALOG.regions.all if each.name == "Desa Baru"]
    assert villages
    for village in villages:
        words = f"{kind} Desa Baru".strip()
        assert CATALOG.regions.judge_name(village.code, words, "kemendagri") == "same"


@pytest.mark.parametrize("public", [True, False])
def test_values_of_data_that_is_not_public_are_no_hint(tmp_path: Path, public: bool) -> None:
    key = {"fields": ["atasan"], "reference": {"resource": "", "fields": ["nik"]}}
    schema = {
        "fields": [{"name": "nik"}, {"name": "atasan"}],
        "foreignKeys": [key],
        "statx": {"classification": "terbuka" if public else "tertutup"},
    }
    finding = only(judge(tmp_path, schema, "nik,atasan\n1371010101,1371010102\n"))

    assert (finding.hint is not None) is public


class Counted(SequenceMatcher[str]):
    """Two words compared letter by letter, which is what hints cost; how often is counted."""

    done = 0

    def ratio(self) -> float:
        Counted.done += 1
        return super().ratio()


MOST = 1000
"""Comparisons of one rule's hints, which take some hundredths of a second."""


@pytest.mark.parametrize("number", [3000, INDEXED, INDEXED + 100_000])
def test_the_hints_of_one_rule_take_a_bounded_number_of_comparisons(
    number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("statx.registry.near_words.SequenceMatcher", Counted)
    monkeypatch.setattr(Counted, "done", 0)
    words = NearWords(frozenset(f"desa {value:07d}" for value in range(number)))

    for cell in range(HINTED):
        words.nearest(f"deso {cell:07d}", 0.5)

    assert Counted.done <= MOST


def test_no_more_hints_are_looked_for_than_that(tmp_path: Path) -> None:
    values = [f"desa {value:03d}" for value in range(300)]
    schema = {"fields": [{"name": "desa", "constraints": {"enum": values}}]}
    cells = "".join(f"dosa {value:03d}\n" for value in range(2 * HINTED))

    report = judge(tmp_path, schema, f"desa\n{cells}", limit=2 * HINTED)

    hinted = [finding for finding in report.findings() if finding.hint is not None]
    assert len(hinted) == HINTED


@pytest.mark.parametrize("number", [3000, INDEXED])
def test_a_word_is_looked_for_among_a_bounded_number(number: int) -> None:
    words = NearWords([f"desa {value:07d}" for value in range(number)])
    looked_at = sum(map(len, words._sharing("deso 0001234")))

    assert 0 < looked_at <= LOOKED_AT
    assert words.nearest("deso 0001234", 0.5) == "desa 0001234"


@pytest.mark.parametrize("number", [10, INDEXED + 10])
@pytest.mark.parametrize("slip", ["desa 000005", "desa 00000055", "dsea 0000005", "desa x000005"])
def test_one_slip_of_the_key_is_found_in_lists_of_any_length(number: int, slip: str) -> None:
    values = frozenset(f"desa {value:07d}" for value in range(number))
    near = NearWords(values).nearest(slip, 0.5)

    assert near is not None
    assert near.startswith("desa 00")
