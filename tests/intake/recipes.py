"""Recipes for the tests of intake."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import strategies as st

from statx.intake.recipe import (
    Body,
    Column,
    Constant,
    Filter,
    Header,
    Ignored,
    Names,
    Recipe,
    SheetLayout,
    Source,
    Total,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)
HEADINGS = WORDS.filter(lambda text: not set("{}") & set(text))
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
MAPS = st.dictionaries(WORDS, WORDS, max_size=3)

IGNORED = st.one_of(
    st.builds(Ignored, WORDS, st.sampled_from(["above-header", "numbering"])),
    st.builds(Ignored, WORDS, st.just("below-body"), starts=TEXTS),
    st.builds(Ignored, WORDS, st.just("with"), row_with=TEXTS),
    st.builds(Ignored, WORDS, letters=st.just(("A", "AB"))),
)
LAYOUTS = st.builds(
    SheetLayout,
    st.builds(Header, TEXTS, st.integers(1, 4), st.sampled_from(["merged", "right"])),
    name=WORDS,
    body=st.one_of(st.just(Body()), st.builds(Body, st.just("row"), WORDS)),
    hidden=st.sampled_from(["refuse", "include"]),
    ignore=st.lists(IGNORED, max_size=2).map(tuple),
)
COLUMNS = st.builds(
    Column,
    to=st.just("produksi"),
    heading=HEADINGS.map(lambda text: text + " / {tahun:year}"),
    fill=st.booleans(),
    missing=st.lists(st.text(st.characters(exclude_categories=["Cs"]))).map(tuple),
    values=MAPS,
    numbers=st.sampled_from(["", "id", "en"]),
    scale=st.sampled_from([Fraction(1), Fraction(1, 1000), Fraction(1000)]),
    percent=st.sampled_from(["", "as-shown", "as-stored"]),
    names=st.one_of(st.none(), st.just(Names("kecamatan", "35.09", "kota", "nama"))),
    alias=MAPS,
    categories=st.just({"tahun": {"dua ribu": "2000"}}),
)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    """Any recipe whose parts fit together."""
    columns = tuple(draw(st.lists(COLUMNS, min_size=1, max_size=2)))
    tolerance = draw(st.decimals(0, 1000, places=3, allow_nan=False))
    total = Total((columns[0].heading,), row_with=draw(WORDS), tolerance=Decimal(tolerance))
    source = Source(
        draw(LAYOUTS),
        columns,
        (total,),
        (Constant("bulan", draw(st.sampled_from(["0", "01", "x y"]))),),
        (Filter(draw(WORDS), draw(WORDS), keep=draw(TEXTS)),),
    )
    several = draw(st.booleans())
    return Recipe(
        (source, source) if several else (source,),
        "kemiskinan@1.0.0",
        draw(WORDS),
        ("tahun",) if several else (),
    )
