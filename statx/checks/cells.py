"""Cells: type, format and every constraint of a field, as the judge found them for each distinct text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
import pyarrow as pa

from statx.checks.check import BlockResult, Check, CheckContext, Failures, failures_at
from statx.registry.schema import Field
from statx.registry.vocabulary import Descriptor
from statx.results.findings import Rule, Severity
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.texts import Text, verbatim


@dataclass(frozen=True, slots=True)
class CellRule:
    """How to speak of one thing that a cell can break."""

    code: str
    type: str
    says: Text
    expected: Callable[[Field], Text]
    remedy: Text
    why: Text
    severity: Severity = Severity.ERROR


KINDS: dict[str, Text] = {
    "string": Text(id="teks", en="text"),
    "integer": Text(id="bilangan bulat", en="a whole number"),
    "number": Text(id="angka", en="a number"),
    "boolean": Text(id="nilai benar/salah", en="true or false"),
    "date": Text(id="tanggal", en="a date"),
    "datetime": Text(id="tanggal dan jam", en="a date and time"),
    "time": Text(id="jam", en="a time of day"),
    "year": Text(id="tahun empat angka", en="a year of four digits"),
    "yearmonth": Text(id="bulan dan tahun (2024-07)", en="a month of a year (2024-07)"),
    "duration": Text(id="lama waktu ISO 8601 (P1Y2M)", en="an ISO 8601 duration (P1Y2M)"),
    "geopoint": Text(id="titik koordinat (bujur, lintang)", en="a point (longitude, latitude)"),
    "geojson": Text(id="objek GeoJSON", en="a GeoJSON object"),
    "object": Text(id="objek JSON", en="a JSON object"),
    "array": Text(id="larik JSON", en="a JSON array"),
    "list": Text(id="daftar", en="a list"),
    "any": Text(id="apa saja", en="anything"),
}


def kind_of(field: Field) -> Text:
    """The field's type as a person would write a cell of it."""
    if field.type in ("date", "datetime", "time"):
        example = {"date": "2024-01-31", "datetime": "2024-01-31T08:00:00", "time": "08:00:00"}[
            field.type
        ]
        return KINDS[field.type] + verbatim(
            f" ({example if field.format == 'default' else field.format})"
        )
    if field.type == "number":
        point = Text(id="1234.56, titik sebagai tanda desimal, tanpa pemisah ribuan", en="1234.56")
        return (
            KINDS["number"]
            + verbatim(" (")
            + (verbatim("1.234,56") if field.decimal_char == "," else point)
            + verbatim(")")
        )
    if field.format not in ("default", "any"):
        return KINDS[field.type] + verbatim(f" ({field.format})")
    return KINDS[field.type]


def _bound(name: str, id_: str, en: str) -> Callable[[Field], Text]:
    return lambda field: Text(id=id_, en=en).fill(bound=field.constraints[name])


def _listed(field: Field) -> Text:
    return _some([str(value) for value in field.constraints["enum"]])


def _some(values: Sequence[str]) -> Text:
    shown = ", ".join(values[:20]) + (", …" if len(values) > 20 else "")  # noqa: PLR2004  as many as fit a few lines
    return Text(id="salah satu dari: {values}", en="one of: {values}").fill(values=shown)


def _of_items(constraints: Descriptor) -> Text:
    asked = ", ".join(f"{name} {value}" for name, value in constraints.items())
    return Text(id="setiap unsur: {asked}", en="each item: {asked}").fill(asked=asked)


OUT_OF_BOUNDS = Text(
    id=(
        "Nilai di luar batas hampir selalu salah ketik, salah satuan, atau salah kolom, dan ikut"
        " menggeser rata-rata."
    ),
    en=(
        "A value out of bounds is nearly always a slip of the key, the unit or the column, and"
        " shifts every mean with it."
    ),
)
"""Why bounds are asked for, all four kinds."""
CELL_RULES: dict[str, CellRule] = {
    "type": CellRule(
        "type-error",
        "type-error",
        Text(id="isinya tidak dapat dibaca sebagai {kind}", en="cannot be read as {kind}"),
        kind_of,
        Text(id="Tulis ulang sel itu sebagai {kind}.", en="Write the cell as {kind}."),
        Text(
            id=(
                "Nilai yang tidak terbaca hilang dari setiap jumlah dan rata-rata, atau membuat"
                " seluruh kolom dibaca sebagai teks."
            ),
            en=(
                "A value that cannot be read drops out of every sum and mean, or turns the whole"
                " column into text."
            ),
        ),
    ),
    "required": CellRule(
        "required",
        "constraint-error",
        Text(id="wajib diisi, tetapi kosong", en="is required, but empty"),
        lambda _: Text(id="sebuah nilai", en="a value"),
        Text(
            id="Isi selnya; nilainya memang harus ada.",
            en="Fill the cell in: there must be a value.",
        ),
        Text(
            id="Tanpa nilai ini, barisnya tidak dapat digabungkan, dihitung, atau dibandingkan.",
            en="Without it, the row cannot be joined, counted or compared.",
        ),
    ),
    "minimum": CellRule(
        "minimum",
        "constraint-error",
        Text(id="nilainya terlalu kecil", en="is too small"),
        _bound("minimum", "minimal {bound}", "at least {bound}"),
        Text(id="Periksa nilainya, juga satuannya.", en="Check the value, and its unit."),
        OUT_OF_BOUNDS,
    ),
    "maximum": CellRule(
        "maximum",
        "constraint-error",
        Text(id="nilainya terlalu besar", en="is too large"),
        _bound("maximum", "maksimal {bound}", "at most {bound}"),
        Text(id="Periksa nilainya, juga satuannya.", en="Check the value, and its unit."),
        OUT_OF_BOUNDS,
    ),
    "exclusiveMinimum": CellRule(
        "exclusive-minimum",
        "constraint-error",
        Text(id="nilainya terlalu kecil", en="is too small"),
        _bound("exclusiveMinimum", "lebih dari {bound}", "more than {bound}"),
        Text(id="Periksa nilainya, juga satuannya.", en="Check the value, and its unit."),
        OUT_OF_BOUNDS,
    ),
    "exclusiveMaximum": CellRule(
        "exclusive-maximum",
        "constraint-error",
        Text(id="nilainya terlalu besar", en="is too large"),
        _bound("exclusiveMaximum", "kurang dari {bound}", "less than {bound}"),
        Text(id="Periksa nilainya, juga satuannya.", en="Check the value, and its unit."),
        OUT_OF_BOUNDS,
    ),
    "minLength": CellRule(
        "min-length",
        "constraint-error",
        Text(id="isinya terlalu pendek", en="is too short"),
        _bound("minLength", "minimal {bound} karakter", "at least {bound} characters"),
        Text(id="Lengkapi isinya.", en="Complete it."),
        Text(
            id=(
                "Isi yang terlalu pendek biasanya terpotong, misalnya kode yang kehilangan nol di"
                " depan."
            ),
            en="A text too short has usually been cut, such as a code that lost its leading zero.",
        ),
    ),
    "maxLength": CellRule(
        "max-length",
        "constraint-error",
        Text(id="isinya terlalu panjang", en="is too long"),
        _bound("maxLength", "maksimal {bound} karakter", "at most {bound} characters"),
        Text(id="Ringkas isinya.", en="Shorten it."),
        Text(
            id="Isi yang lebih panjang akan dipotong oleh sistem penerima, atau ditolak di sana.",
            en="A longer text is cut off by the system that receives it, or refused there.",
        ),
    ),
    "pattern": CellRule(
        "pattern",
        "constraint-error",
        Text(id="bentuknya tidak sesuai", en="is not of the agreed form"),
        _bound("pattern", "bentuk {bound}", "the form {bound}"),
        Text(id="Tulis dalam bentuk yang disepakati.", en="Write it in the agreed form."),
        Text(
            id=(
                "Kode yang ditulis dengan bentuk lain tidak menemukan pasangannya saat tabel"
                " digabungkan."
            ),
            en="A code written otherwise finds no match when tables are joined.",
        ),
    ),
    "enum": CellRule(
        "enum",
        "constraint-error",
        Text(id="tidak ada dalam daftar isian", en="is not in the list of values"),
        _listed,
        Text(
            id="Ganti dengan salah satu isian yang disepakati.",
            en="Replace it by one of the agreed values.",
        ),
        Text(
            id=(
                "Setiap ejaan lain menjadi kelompok tersendiri, dan semua rekapitulasi per kelompok"
                " menjadi salah."
            ),
            en="Each other spelling becomes a group of its own, and every count by group is wrong.",
        ),
    ),
    "categories": CellRule(
        "categories",
        "constraint-error",
        Text(id="bukan salah satu kategori", en="is none of the categories"),
        lambda field: _some(field.categories),
        Text(
            id="Ganti dengan salah satu kategori yang disepakati.",
            en="Replace it by one of the agreed categories.",
        ),
        Text(
            id="Nilai di luar kategori tidak punya label dan tidak masuk ke tabulasi mana pun.",
            en="A value outside the categories has no label and falls out of every tabulation.",
        ),
    ),
    "items": CellRule(
        "items",
        "constraint-error",
        Text(id="salah satu unsur lariknya tidak sesuai", en="an item of the array does not fit"),
        lambda field: _of_items(field.descriptor.get("arrayItem", {}).get("constraints", {})),
        Text(id="Periksa unsur-unsurnya.", en="Check the items."),
        Text(
            id=(
                "Satu unsur yang salah merusak semua hitungan atas larik itu, dan sukar terlihat di"
                " dalam selnya."
            ),
            en=(
                "One wrong item spoils whatever is computed from the array, and is hard to see"
                " inside its cell."
            ),
        ),
    ),
    "decimals": CellRule(
        "decimals",
        "decimals",
        Text(
            id="desimalnya lebih banyak daripada yang disepakati",
            en="has more decimals than agreed",
        ),
        lambda field: Text(id="paling banyak {n} desimal", en="at most {n} decimals").fill(
            n=field.decimals
        ),
        Text(
            id="Bulatkan di sumbernya; bila titik itu pemisah ribuan, pakai --locale id.",
            en="Round it at its source; where the point groups thousands, use --locale id.",
        ),
        Text(
            id=(
                "Angkanya bukan angka yang diterbitkan, atau titik pemisah ribuan terbaca sebagai"
                " titik desimal."
            ),
            en=(
                "It is not the figure that is published, or a point that groups thousands was read"
                " as a decimal point."
            ),
        ),
    ),
    "unusual": CellRule(
        "unusual-form",
        "unusual-form",
        Text(
            id=(
                "diterima, tetapi penulisannya tidak lazim sehingga program lain dapat membacanya"
                " lain"
            ),
            en="accepted, but written in an unusual way that other programs may read otherwise",
        ),
        kind_of,
        Text(
            id="Tulis tanpa spasi, nol di depan, tanda + atau garis bawah.",
            en="Write it without spaces, leading zeros, plus signs or underscores.",
        ),
        Text(
            id=(
                "Lembar kerja dan program lain membacanya dengan cara lain: nol di depan hilang,"
                " angka menjadi teks."
            ),
            en=(
                "Spreadsheets and other programs read it otherwise: leading zeros vanish, numbers"
                " become text."
            ),
        ),
        Severity.WARNING,
    ),
}
ON_NOTHING = frozenset({"required"})
"""Rules that can only be broken by a cell without a value; a blank row is said once instead."""


@dataclass(frozen=True)
class CellCheck(Check[None]):
    """The type and the constraints of one field."""

    code = "cells"
    title = Text(id="kolom: jenis, format, dan batasan", en="fields: type, format and constraints")
    field: Field
    rules: dict[str, Rule]

    @classmethod
    def plan(cls, context: CheckContext) -> Sequence[Check[None]]:
        return [cls(reader.field, _rules(reader.field)) for reader in context.readers]

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        if column is None or not column.results:
            return BlockResult()
        found = [self._missed(block, column, name, texts) for name, texts in column.broken.items()]
        unusual = [
            text
            for text, verdict in column.results.items()
            if verdict.unusual and not verdict.broken
        ]
        if unusual:
            found.append(self._missed(block, column, "unusual", unusual))
        return BlockResult(tuple(failures for failures in found if len(failures)))

    def hint(self, rule: Rule, cell: str | None) -> Text | None:
        if rule.code != "enum" or cell is None:
            return None
        values = {str(value).casefold(): str(value) for value in self.field.constraints["enum"]}
        near = get_close_matches(cell.strip().casefold(), values, n=1, cutoff=0.5)
        return did_you_mean(values[near[0]]) if near else None

    def _missed(
        self, block: JudgedBlock, column: JudgedColumn, name: str, texts: Sequence[int]
    ) -> Failures:
        return failures_at(
            self.rules[name], block, _not_blank(column.rows_of(texts), block, name), self.field.name
        )


def _not_blank(entries: Rows, block: JudgedBlock, name: str) -> Rows:
    if name not in ON_NOTHING or not len(block.blank):
        return entries
    return entries[np.isin(entries, block.blank, invert=True)]


def _rules(field: Field) -> dict[str, Rule]:
    asked = ["type", "unusual", *(["decimals"] if field.decimals is not None else [])]
    asked += [name for name in field.constraints if name in CELL_RULES]
    asked += [
        name
        for name, there in (("categories", field.categories), ("items", field.type == "array"))
        if there
    ]
    return {name: _rule(CELL_RULES[name], name, field) for name in asked}


def _rule(cell_rule: CellRule, name: str, field: Field) -> Rule:
    kind = kind_of(field)
    return Rule(
        code=cell_rule.code,
        type=cell_rule.type,
        says=cell_rule.says.fill(kind=kind),
        expected=cell_rule.expected(field),
        remedy=cell_rule.remedy.fill(kind=kind),
        field=field.name,
        severity=cell_rule.severity,
        note=_note(name, field),
        why=cell_rule.why,
    )


def _note(name: str, field: Field) -> str:
    """As Frictionless words it."""
    if name == "type":
        return f'type is "{field.type}/{field.format}"'
    return (
        f'constraint "{name}" is "{field.constraints[name]}"' if name in field.constraints else ""
    )


def did_you_mean(words: str) -> Text:
    """A question back."""
    return Text(id="mungkin maksudnya {words}?", en="did you mean {words}?").fill(words=words)


def as_cells(texts: Sequence[str | None]) -> pa.Array:
    """Texts as the cells of misses."""
    return pa.array(texts, pa.string())


CHECKS: tuple[type[Check[None]], ...] = (CellCheck,)
