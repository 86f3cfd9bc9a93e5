"""The labels beside what is said of one schema."""

from __future__ import annotations

from statx.texts import Text

CONCEPT = Text(
    id="Konsep",
    en="Concept",
)
DEFINITION = Text(
    id="Definisi",
    en="Definition",
)
CLASSIFICATION = Text(
    id="Klasifikasi",
    en="Classification",
)
MEASURE = Text(
    id="Ukuran",
    en="Measure",
)
UNIT = Text(
    id="Satuan",
    en="Unit",
)
ASKED = Text(
    id="Ketentuan",
    en="Rules",
)
FORM = Text(
    id="Bentuk",
    en="Form",
)
LABELS = (CONCEPT, DEFINITION, CLASSIFICATION, MEASURE, UNIT, ASKED, FORM)
"""Of a field: the five parts of Standar Data, and how a cell is written."""

KEY = Text(
    id="Kunci primer",
    en="Primary key",
)
REFERS = Text(
    id="Kunci asing",
    en="Foreign keys",
)
RULES = Text(
    id="Aturan antarkolom",
    en="Rules between columns",
)
TOTALS = Text(
    id="Uji kesesuaian jumlah",
    en="Totals",
)
TOLERANCE = Text(
    id="{fields}; selisih paling banyak {tolerance}",
    en="{fields}; a difference of {tolerance} at most",
)
COVERAGE = Text(
    id="Kelengkapan wilayah",
    en="Coverage of regions",
)
EXAMPLE_ROW = Text(
    id="Contoh baris",
    en="An example row",
)
SOURCES = Text(
    id="Dasar hukum dan sumber",
    en="Laws and sources",
)
