"""What is said of what a sheet holds that its recipe cannot make a table of."""

from __future__ import annotations

from statx.texts import Text

SUM = Text(
    id="jumlah {cells} = {sum}",
    en="the sum of {cells} is {sum}",
)
NEAR_NAME = Text(
    id="mungkin {name}; bila ya: {line}",
    en="perhaps {name}; if so: {line}",
)
SHARED_NAME = Text(
    id="dimiliki {names}; pilih satu: {line}",
    en="that is {names}; choose one: {line}",
)
ALIAS_LINE = Text(
    id="di bawah alias: {line}",
    en="below alias: {line}",
)
VALUE_LINE = Text(
    id="di bawah values: {line}",
    en="below values: {line}",
)
SAYS_ELSEWHERE = Text(
    id="{cell} mengatakan {value!r}",
    en="{cell} says {value!r}",
)
NOT_ADDED_UP = Text(
    id="total yang tidak dijumlahkan",
    en="totals that do not add up",
)
NO_FIGURE = Text(
    id="total tanpa angka",
    en="totals without a figure",
)
STEPS = Text(
    id="{field}: angka sumbernya dibulatkan, jadi hasilnya hanya teliti sampai {step}.",
    en="{field}: the source has rounded figures, so the result is exact to {step} only.",
)
ONE_SIDED = Text(
    id="{n} baris tidak ada di {place}, sehingga kolom dari sumber itu kosong.",
    en="{n} rows are not in {place}, so what it gives is empty there.",
)
TIDIED = Text(
    id="Dirapikan dengan resep {recipe} (disahkan: {confirmed}).",
    en="Tidied by the recipe {recipe} (confirmed: {confirmed}).",
)
BY_THE_RECIPE = Text(
    id="Disebut dalam resep.",
    en="Named by the recipe.",
)
