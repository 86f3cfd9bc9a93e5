"""A recipe is read as it was written, and each of its faults is named by its key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from statx.intake.errors import BrokenRecipeError
from statx.intake.headings import HeadingPattern, PatternError, same_pattern
from statx.intake.recipe import Recipe
from statx.intake.recipe_reading import parse_recipe
from statx.intake.recipe_writing import write_recipe
from tests.intake.recipes import recipes

HERE = Path("x.recipe.toml")
LEAST = """
schema = "kemiskinan@1.0.0"
[sheet]
header = { row_with = "Wilayah" }
[[column]]
from = "Wilayah"
to = "kode_wilayah"
"""


@settings(max_examples=25)
@given(recipe=recipes())
def test_what_is_written_is_read_as_the_same(recipe: Recipe) -> None:
    assert parse_recipe(write_recipe(recipe), HERE) == recipe


def test_notes_stand_as_comments_above_their_table() -> None:
    recipe = parse_recipe(LEAST, HERE)
    written = write_recipe(recipe, {"column[1]": ["38 dari 38 nama"]})
    assert "# 38 dari 38 nama\n[[column]]\n" in written


@pytest.mark.parametrize(
    ("written", "instead", "says"),
    [
        ("schema", "skema", "skema: there is no such key; did you mean schema?"),
        ('to = "', 'too = "', "column[1].too: there is no such key; did you mean to?"),
        ("[sheet]", "[shet]", "needs [sheet], or several [[source]]"),
        ('{ row_with = "Wilayah" }', "{}", "sheet.header.row_with: must be there"),
        ('{ row_with = "Wilayah" }', '"Wilayah"', "sheet.header = 'Wilayah': it should be a table"),
        ('to = "kode_wilayah"', "", "column[1]: needs to, the field it becomes"),
        ('from = "Wilayah"', "", "column[1]: give exactly one of from, letter"),
        ("[[column]]", '[[column]]\nscale = "1/3"', "column[1].scale = '1/3': it should be"),
        ("[[column]]", '[[column]]\nnumbers = "us"', "column[1].numbers = 'us': it should be one"),
        ("Wilayah", "Wilayah {x:jear}", "column[1].from = 'Wilayah {x:jear}': it should be"),
        (
            "[[column]]",
            '[[column]]\nnames = { level = "kecamatan" }',
            "column[1].names: names of a kecamatan are certain only inside a region",
        ),
        (
            "[[column]]",
            '[[total]]\nrow_with = "Jumlah"\ncolumns = ["Miskin"]\n[[column]]',
            "total[1].columns: 'Miskin' is no column of this recipe; there are 'Wilayah'",
        ),
        ("[[column]]", '[constant]\nkode_wilayah = "35"\n[[column]]', "kode_wilayah is filled twi"),
    ],
    ids=lambda text: text[:24],
)
def test_a_fault_is_named_by_its_key(written: str, instead: str, says: str) -> None:
    with pytest.raises(BrokenRecipeError) as error:
        parse_recipe(LEAST.replace(written, instead), HERE)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("pattern", "heading", "says"),
    [
        ("Wilayah", "Wilayah", {}),
        ("Wilayah", "wilayah", None),
        ("Produksi (ton) / {tahun:year}", "Produksi\n(ton) / 2024", {"tahun": "2024"}),
        ("{tahun:year}", "2024*", None),
        ("{bulan:month}", "Nopember", {"bulan": "11"}),
        ("{bulan:month}", "Tahunan", None),
        ("{tahun:year} - {bulan:month}", "2024 - Mar.", {"tahun": "2024", "bulan": "3"}),
        ("{q:quarter}", "Triwulan IV", {"q": "4"}),
        ("{s:semester}", "Semester II", {"s": "2"}),
        ("{jk} (jiwa)", "Laki-laki&nbsp;(jiwa)", {"jk": "Laki-laki"}),
        ("{} {tahun:year}", "Tabel 3. Padi, 2024", {"tahun": "2024"}),
    ],
)
def test_a_pattern_reads_headings(pattern: str, heading: str, says: dict[str, str] | None) -> None:
    assert HeadingPattern.parse(pattern).match(heading) == says


@pytest.mark.parametrize("pattern", ["{", "{a:jear}", "{a b}", "{a}{a}"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError):
        HeadingPattern.parse(pattern)


def test_a_kind_need_not_be_said_again() -> None:
    assert same_pattern("Produksi / {tahun}", "Produksi / {tahun:year}")
