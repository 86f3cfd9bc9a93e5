"""Codes in the other system: there and back is the identity, and what has no partner is listed."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.config import Config
from statx.intake.recoding import recode
from statx.intake.recoding.errors import NoCopyError, WhichColumnError
from statx.intake.recoding.partners import Partners
from statx.options import DataOptions
from statx.registry.vocabulary import CodeSystem
from statx.sources.settling import open_unjudged
from tests.verdicts import CATALOG, cut_small

REGIONS = CATALOG.regions
TO_BPS = Partners(REGIONS, "kemendagri", "bps")
TO_KEMENDAGRI = Partners(REGIONS, "bps", "kemendagri")
BRIDGED = [region for region in REGIONS.all if region.bps][:2000:40]


def recoded(source: Path, partners: Partners, encoding: str = "") -> bytes:
    opened = open_unjudged(source, DataOptions(encoding=encoding), Config())
    copy = recode(opened, ["kode"], partners)
    assert copy.refused == ()

    target = io.BytesIO()
    copy.write(target)
    return target.getvalue()


def reasons(folder: Path, text: str, source: CodeSystem) -> list[tuple[int, str, str]]:
    path = folder / "data.csv"
    path.write_text(text, encoding="utf-8")
    partners = TO_BPS if source == "kemendagri" else TO_KEMENDAGRI
    copy = recode(open_unjudged(path, DataOptions(), Config()), (), partners)
    return [(each.row, each.code, each.reason.en) for each in copy.refused]


# ---- the law ------------------------------------------------------------------------------------

OTHERS = st.text(st.sampled_from('ab, ;"\n13.é'), max_size=6)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A CSV with codes in its middle column, written in any regular way."""
    rows = [["x", "kode", "kode lain"]]
    for region in draw(st.lists(st.sampled_from(BRIDGED), min_size=1, max_size=8)):
        code = draw(st.sampled_from([region.code, region.code, ""]))
        rows.append([draw(OTHERS), code, draw(st.sampled_from([region.code, "7"]))])

    text = io.StringIO()
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    writers = [
        csv.writer(text, lineterminator=newline, quoting=csv.QUOTE_ALL),
        csv.writer(text, lineterminator=newline),
    ]
    draw(st.sampled_from(writers)).writerows(rows)
    whole = text.getvalue()
    return draw(st.sampled_from([whole, whole.removesuffix(newline)]))


@settings(max_examples=25)
@given(texts(), st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
def test_there_and_back_is_the_identity_and_only_codes_change(text: str, encoding: str) -> None:
    named = "cp1252" if encoding == "cp1252" else ""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        cut_small(patch, 40)
        original, there = Path(folder, "a.csv"), Path(folder, "b.csv")
        original.write_bytes(text.encode(encoding))
        there.write_bytes(recoded(original, TO_BPS, named))

        assert recoded(there, TO_KEMENDAGRI, named) == original.read_bytes()
        assert cells(there.read_bytes(), encoding) == [
            [x, str(TO_BPS.partner(code)) if code[:2].isdigit() else code, other]
            for x, code, other in cells(original.read_bytes(), encoding)
        ]


def cells(data: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


def test_every_code_that_has_a_partner_leads_back() -> None:
    pairs = [(region.code, TO_BPS.partner(region.code)) for region in REGIONS.all]
    bridged = [(code, partner) for code, partner in pairs if isinstance(partner, str)]
    assert [code for code, partner in bridged if TO_KEMENDAGRI.partner(partner) != code] == []
    assert len(pairs) - len(bridged) == sum(not region.bps for region in REGIONS.all)


# ---- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "text", "refused"),
    [
        pytest.param(
            "bps",
            "kode_wilayah,nama\n13.09,Mentawai\n13.09,Kepulauan Mentawai\n1302,Pesisir Selatan\n",
            [(2, "13.09", "is written with dots, so it is no BPS code")],
            id="dots are no BPS code",
        ),
        pytest.param(
            "kemendagri",
            "kode_wilayah\n1309\n13.09\n",
            [(2, "1309", "is written without dots, so it is no Kemendagri code")],
            id="no dots are no Kemendagri code",
        ),
        pytest.param(
            "kemendagri",
            "kode_wilayah\n13.09\n13.99\n",
            [(3, "13.99", "is no Kemendagri code that is known")],
            id="an unknown code",
        ),
        pytest.param(
            "kemendagri",
            "kode_desa\n13.03.08.2007\n",
            [(2, "13.03.08.2007", "Padang Laweh Selatan has no BPS code")],
            id="a village without a partner",
        ),
        pytest.param(
            "kemendagri",
            "kode_desa\n35.15.04.1013\n35.15.04.1005\n",
            [(2, "35.15.04.1013", "Jatirejo has ended on 2022-11-08 and has no BPS code")],
            id="an ended code without a partner, beside one that has its own",
        ),
        pytest.param(
            "bps",
            "kode_wilayah,nama_wilayah\n1301,Pesisir Selatan\n",
            [
                (
                    2,
                    "1301",
                    "Pesisir Selatan stands beside it: by the name, this is a Kemendagri code",
                )
            ],
            id="the name says the other system",
        ),
        pytest.param(
            "bps",
            "kode_wilayah,nama_wilayah\n1302,Pesisir Selatan\n1304,Kabupaten Agam\n",
            [
                (
                    3,
                    "1304",
                    "the code is that of Kabupaten Sijunjung, but Kabupaten Agam stands beside it",
                )
            ],
            id="the name says another place",
        ),
    ],
)
def test_what_has_no_partner_is_listed_with_place_code_and_reason(
    tmp_path: Path, source: CodeSystem, text: str, refused: list[tuple[int, str, str]]
) -> None:
    assert reasons(tmp_path, text, source) == refused


def test_a_column_that_names_what_lies_around_is_not_compared(tmp_path: Path) -> None:
    text = "kode_kecamatan,kabupaten\n13.01.01,Pesisir Selatan\n13.01.02,Pesisir Selatan\n"
    assert reasons(tmp_path, text, "kemendagri") == []


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param("kode_kab,kode_kec\n13.01,13.01.01\n", (), id="two columns of codes"),
        pytest.param("a,b\n1,2\n", (), id="none"),
        pytest.param("kode_kab\n13.01\n", ("kode",), id="no such column"),
    ],
)
def test_who_cannot_be_understood_is_asked_for_the_column(
    tmp_path: Path, text: str, columns: tuple[str, ...]
) -> None:
    path = tmp_path / "data.csv"
    path.write_text(text)
    with pytest.raises(WhichColumnError):
        recode(open_unjudged(path, DataOptions(), Config()), columns, TO_BPS)


def test_what_cannot_be_copied_byte_by_byte_is_refused(tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "data.csv.gz"
    path.write_bytes(gzip.compress(b"kode\n13.01\n"))
    with pytest.raises(NoCopyError):
        recode(open_unjudged(path, DataOptions(), Config()), (), TO_BPS)
