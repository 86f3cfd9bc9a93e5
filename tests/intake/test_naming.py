"""Names become codes by exact match after normalising; a near one is only shown."""

from __future__ import annotations

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statx.intake.errors import UnknownParentError, UnscopedNamesError
from statx.intake.naming import (
    AmbiguousName,
    Level,
    NamedRegion,
    Naming,
    NamingRules,
    UnknownName,
    alias_line,
    repaired_code,
)
from statx.registry.regions import Region
from statx.registry.vocabulary import CodeSystem
from tests.registry.shipped import REGIONS

IN_JATIM = NamingRules("kabupaten_kota", within="35")
DISTRICTS = NamingRules("kecamatan", within="13")


def outcome(name: str, rules: NamingRules) -> str:
    """Its code; the candidates of several after ?, the near ones after ~."""
    match Naming(REGIONS, rules).outcome(name):
        case NamedRegion(code=code):
            return code
        case AmbiguousName(candidates=candidates):
            return "? " + " ".join(region.code for region in candidates)
        case UnknownName(near=near):
            return "~ " + " ".join(each.region.code for each in near)


@pytest.mark.parametrize(
    ("name", "rules", "expected"),
    [
        pytest.param("KAB. TUBAN (*)", IN_JATIM, "35.23", id="abbreviated, with a footnote"),
        pytest.param("Kab.\u00a0Tuban\u00b9)", IN_JATIM, "35.23", id="NBSP, raised footnote"),
        pytest.param("4. Ponorogo", IN_JATIM, "35.02", id="numbered"),
        pytest.param("Kota Adm. Surabaya", IN_JATIM, "35.78", id="administrative"),
        pytest.param("Surabaya", IN_JATIM, "35.78", id="a kota whose name nobody shares"),
        pytest.param("Kota Kediri", IN_JATIM, "35.71", id="kind said of a shared name"),
        pytest.param("KEDIRI", IN_JATIM, "? 35.06 35.71", id="shared name"),
        pytest.param(
            "KEDIRI",
            NamingRules("kabupaten_kota", within="35", bare="kabupaten"),
            "35.06",
            id="shared name, settled",
        ),
        pytest.param(
            "Surabaya",
            NamingRules("kabupaten_kota", within="35", bare="kabupaten"),
            "35.78",
            id="settled for shared names alone",
        ),
        pytest.param("PROVINSI JAWA TIMUR", IN_JATIM, "35", id="that in which all lie"),
        pytest.param("Padang", IN_JATIM, "~ ", id="of another province"),
        pytest.param("Kab. Tubn", IN_JATIM, "~ 35.23", id="near"),
        pytest.param("Kota Tubn", IN_JATIM, "~ ", id="near, but another kind"),
        pytest.param(
            "Kab. Tubn",
            NamingRules("kabupaten_kota", within="35", aliases={"Kab.  Tubn": "35.23"}),
            "35.23",
            id="near, accepted by a person",
        ),
        pytest.param(
            "Kep. Mentawai", NamingRules("kabupaten_kota", system="bps"), "1301", id="BPS code"
        ),
        pytest.param("PayakumbuhTimur", DISTRICTS, "13.76.03", id="space left out"),
        pytest.param("Sangir  Balai Janggo", DISTRICTS, "13.11.07", id="space doubled"),
        pytest.param("Lembang Jaya (Bukik Sileh)", DISTRICTS, "~ 13.02.06", id="other name beside"),
        pytest.param("2x11 Enam Lingkung", DISTRICTS, "~ 13.05.04", id="number in the name"),
        pytest.param(
            "Mumbulsari",
            NamingRules("kecamatan", within="35.09"),
            "35.09.23",
            id="one of two alike",
        ),
        pytest.param(
            "Pacitan", NamingRules("kecamatan", within="35.01"), "35.01.04", id="district"
        ),
        pytest.param(
            "Kabupaten Pacitan", NamingRules("kecamatan", within="35.01"), "35.01", id="its regency"
        ),
        pytest.param(
            "Lubuak Batingkok",
            NamingRules("desa", within="1307", system="bps"),
            "~ ",
            id="in another regency",
        ),
        pytest.param(
            "Nagari Lubuak Batingkok",
            NamingRules("desa", within="13.07"),
            "13.07.05.2009",
            id="desa",
        ),
    ],
)
def test_a_name_comes_out_as(name: str, rules: NamingRules, expected: str) -> None:
    assert outcome(name, rules) == expected


@pytest.mark.parametrize(
    ("text", "system", "code"),
    [
        pytest.param("3578", "kemendagri", "35.78", id="without its dot"),
        pytest.param("'35.78", "kemendagri", "35.78", id="apostrophe"),
        pytest.param(" 35.78\u00a0", "kemendagri", "35.78", id="spaces"),
        pytest.param("3578.0", "bps", "3578", id="a number with decimals"),
        pytest.param("35.78", "bps", "35.78", id="of the other system"),
        pytest.param("35", "bps", "35", id="province"),
        pytest.param("1307052009", "kemendagri", "13.07.05.2009", id="desa"),
        pytest.param("1301082", "bps", "1301082", id="BPS's of a district"),
        pytest.param("abc", "bps", "abc", id="no code"),
    ],
)
def test_a_code_is_repaired(text: str, system: CodeSystem, code: str) -> None:
    assert repaired_code(text, system) == code


def test_codes_that_no_list_has_stay_unknown() -> None:
    naming = Naming(REGIONS, NamingRules("kabupaten_kota"))

    assert naming.resolve_codes(["3599"]) == {"3599": UnknownName("3599")}


def test_below_regencies_names_need_the_region_in_which_they_lie() -> None:
    with pytest.raises(UnscopedNamesError):
        Naming(REGIONS, NamingRules("kecamatan"))


def test_the_region_in_which_they_lie_has_to_be_known() -> None:
    with pytest.raises(UnknownParentError):
        Naming(REGIONS, NamingRules("kecamatan", within="99"))


def test_an_alias_is_pasted_as_toml() -> None:
    assert alias_line(' Kab.  "Tuban"', "35.23") == r'"Kab. \"Tuban\"" = "35.23"'


WRITTEN = st.sampled_from(
    [str, str.upper, str.lower, " {} ".format, "{} *)".format, "7. {}".format]
)


@given(st.sampled_from([each for each in REGIONS.all if each.level != "provinsi"]), WRITTEN)
def test_an_official_name_is_its_region_among_its_neighbours_or_shared_with_one(
    region: Region, written: type[str]
) -> None:
    rules = NamingRules(cast("Level", region.level), within=region.parent)

    name = written(region.name)

    assert region.code in outcome(name, rules).split()
    assert not outcome(name, rules).startswith("~")
