"""The header of a table against the fields of its schema.

A header is judged once, before any record (`match_header`). As in Frictionless, labels and fields are paired
by position where `fieldsMatch` is `exact`, else by name. Unlike there, a header that fails by its order alone,
or that stands under title lines, is said once, with the remedy, and the records are judged by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from statx.registry.schema import Field, Schema
from statx.results.findings import Finding, Rule, Tally
from statx.texts import Text, verbatim

HEADER = "header"
"""The kind of check that this is, as a report has it."""
TOLERATES_EXTRA_LABELS = ("subset", "partial")
TOLERATES_MISSING_FIELDS = ("superset", "partial")


@dataclass(frozen=True, slots=True)
class HeaderRule:
    """How to speak of one way in which a header is wrong."""

    says: Text
    remedy: Text
    why: Text


HEADER_RULES: dict[str, HeaderRule] = {
    "blank-header": HeaderRule(
        Text(id="baris tajuk kosong", en="the header is blank"),
        Text(
            id="Tulis nama kolom pada baris pertama.",
            en="Write the column names in the first line.",
        ),
        Text(
            id="Tanpa nama kolom, tidak ada yang tahu angka mana menyatakan apa.",
            en="Without names, nobody can tell which figure means what.",
        ),
    ),
    "unmatched-header": HeaderRule(
        Text(
            id="tidak satu pun kolom skema ada di tajuk",
            en="none of the schema's fields is in the header",
        ),
        Text(
            id="Periksa apakah skemanya tepat (--schema).",
            en="Check that it is the right schema (--schema).",
        ),
        Text(
            id="Diperiksa dengan skema yang salah, data lolos atau gagal tanpa arti apa-apa.",
            en="Judged by the wrong schema, data passes or fails without meaning anything.",
        ),
    ),
    "extra-label": HeaderRule(
        Text(id="kolom ini tidak ada dalam skema", en="the schema has no such column"),
        Text(
            id="Hapus kolom itu, atau pakai skema yang memuatnya.",
            en="Remove the column, or use a schema that has it.",
        ),
        Text(
            id=(
                "Kolom yang tidak disepakati tidak diperiksa siapa pun, dan penerima tidak tahu"
                " cara membacanya."
            ),
            en=(
                "Nobody checks a column that was not agreed, and its receiver does not know how to"
                " read it."
            ),
        ),
    ),
    "missing-label": HeaderRule(
        Text(id="kolom ini tidak ada di berkas", en="the file lacks this column"),
        Text(
            id="Tambahkan kolom itu dengan nama persis seperti di skema.",
            en="Add the column under exactly this name.",
        ),
        Text(
            id=(
                "Program penerima yang mencari kolom ini akan berhenti, atau menganggap seluruh"
                " isinya kosong."
            ),
            en="A program that looks for this column stops there, or takes all of it for empty.",
        ),
    ),
    "blank-label": HeaderRule(
        Text(id="kolom ini tidak bernama", en="this column has no name"),
        Text(id="Tulis nama kolomnya pada tajuk.", en="Write its name into the header."),
        Text(
            id=(
                "Kolom tanpa nama tidak dapat dirujuk: sebagian program membuangnya, sebagian"
                " mengarang namanya."
            ),
            en=(
                "A column without a name cannot be referred to: some programs drop it, others"
                " invent a name."
            ),
        ),
    ),
    "duplicate-label": HeaderRule(
        Text(
            id="nama kolom ini muncul lebih dari sekali",
            en="this column name stands more than once",
        ),
        Text(id="Beri setiap kolom nama sendiri.", en="Give each column a name of its own."),
        Text(
            id=(
                "Program yang membaca menurut nama hanya mengambil salah satunya, dan tidak semua"
                " mengambil yang sama."
            ),
            en="Programs that read by name take only one of them, and not all take the same one.",
        ),
    ),
    "incorrect-label": HeaderRule(
        Text(
            id="nama kolom tidak sama dengan yang di skema",
            en="the column's name is not the schema's",
        ),
        Text(id="Ganti nama kolomnya.", en="Rename the column."),
        Text(
            id=(
                "Kolom dengan nama lain mungkin berisi hal lain, dan tidak ditemukan bila dicari"
                " menurut namanya."
            ),
            en=(
                "A column of another name may hold something else, and is not found by who looks"
                " for it by name."
            ),
        ),
    ),
    "label-order": HeaderRule(
        Text(
            id="semua kolom ada, tetapi urutannya lain; data diperiksa menurut nama kolom",
            en="all columns are there, in another order; the data was judged by name",
        ),
        Text(
            id="Urutkan kolom seperti di skema: {fields}.",
            en="Put the columns in the schema's order: {fields}.",
        ),
        Text(
            id=(
                "Program yang membaca menurut urutan akan menukar isi kolom tanpa satu kesalahan"
                " pun."
            ),
            en="Programs that read by position would swap the columns without a single error.",
        ),
    ),
    "header-line": HeaderRule(
        Text(
            id=(
                "tajuk kolom ditemukan pada baris {line}, di bawah baris judul; data tidak"
                " diperiksa"
            ),
            en="the header stands on line {line}, under title lines; the data was not judged",
        ),
        Text(
            id="Sebutkan letaknya dengan --header-row {row}, atau hapus {n} baris di atasnya.",
            en="Say where it stands with --header-row {row}, or remove the {n} lines above it.",
        ),
        Text(
            id=(
                "Hampir semua program menganggap baris pertama sebagai tajuk: judul dibaca sebagai"
                " nama kolom, dan tajuk sebagai data."
            ),
            en=(
                "Nearly every program takes the first line for the header: it reads the title as"
                " names, and the names as data."
            ),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was judged: the field of each label, and what is wrong."""

    fields: tuple[Field, ...]
    """One a label; a label without a field gets one of type `any`, so that it is said once and not on every row."""
    tallies: tuple[Tally, ...]
    judgeable: bool = True
    """Whether records can be judged under this header at all."""


def match_header(
    labels: tuple[str, ...],
    schema: Schema,
    line: int = 1,
    further_down: tuple[int, int] | None = None,
) -> Header:
    """Pair the labels of a file, which stand on this line, with the fields of a schema.

    `further_down` is (line, number of the record) where the schema's header was found below them.
    """
    if further_down is not None:
        line, row = further_down
        header = Header(
            (), (_said("header-line", schema, line=line, row=row, n=line - 1),), judgeable=False
        )
    else:
        header = _matched(labels, schema)
    return (
        header
        if line == 1
        else replace(header, tallies=tuple(_on(line, tally) for tally in header.tallies))
    )


def _matched(labels: tuple[str, ...], schema: Schema) -> Header:
    if not any(labels):
        return Header((), (_said("blank-header", schema),), judgeable=False)
    if (
        schema.fields_match == "exact"
        and labels != schema.names
        and sorted(labels) == sorted(schema.names)
    ):
        fields = tuple(schema.field(label) for label in labels)
        return Header(fields, (_said("label-order", schema, fields=", ".join(schema.names)),))
    pairs = (
        _by_position(labels, schema) if schema.fields_match == "exact" else _by_name(labels, schema)
    )
    findings = list(_header_findings(labels, schema, pairs))
    return Header(_fields(labels, pairs), _tallied(findings))


def _on(line: int, tally: Tally) -> Tally:
    return replace(tally, findings=tuple(replace(finding, line=line) for finding in tally.findings))


Pairs = Mapping[int, Field]
ANYTHING = Schema.parse({"fields": [{"name": "any", "type": "any"}]}, source="any").fields[0]
"""What a column holds that the schema does not know."""


def _by_position(labels: tuple[str, ...], schema: Schema) -> Pairs:
    return dict(zip(range(len(labels)), schema.fields, strict=False))


def _by_name(labels: tuple[str, ...], schema: Schema) -> Pairs:
    """The first label of a name is the field's; a second one is a duplicate and has none."""
    return {labels.index(field.name): field for field in schema.fields if field.name in labels}


def _fields(labels: tuple[str, ...], pairs: Pairs) -> tuple[Field, ...]:
    """Labels without a field are named after themselves, told apart by a number where they stand twice."""
    taken = {field.name for field in pairs.values()}
    numbered = {label: _numbered(label) for label in labels}
    fields = []
    for position, label in enumerate(labels):
        field = pairs.get(position)
        if field is None:
            name = next(name for name in numbered[label] if name not in taken)
            taken.add(name)
            field = replace(ANYTHING, name=name)
        fields.append(field)
    return tuple(fields)


def _numbered(label: str) -> Iterator[str]:
    yield label
    yield from (f"{label}{number}" for number in count(2))


def _header_findings(labels: tuple[str, ...], schema: Schema, pairs: Pairs) -> Iterator[Finding]:
    if schema.fields_match not in TOLERATES_EXTRA_LABELS:
        for position in (at for at in range(len(labels)) if at not in pairs):
            yield _found("extra-label", "", position + 1, labels)
    if schema.fields_match == "partial" and not pairs:
        yield _found("unmatched-header", "", None, labels)
    for offset, field in enumerate(_missing(schema, pairs), start=1):
        yield _found("missing-label", field.name, len(labels) + offset, labels)
    if schema.fields_match == "exact":
        yield from _positional(labels, pairs)
    else:
        yield from (
            _found("duplicate-label", label, at + 1, labels)
            for at, label in enumerate(labels)
            if label in labels[:at]
        )


def _missing(schema: Schema, pairs: Pairs) -> list[Field]:
    paired = {field.name for field in pairs.values()}
    missing = [field for field in schema.fields if field.name not in paired]
    if schema.fields_match in TOLERATES_MISSING_FIELDS:
        return [field for field in missing if field.required or field.name in schema.primary_key]
    return missing


def _positional(labels: tuple[str, ...], pairs: Pairs) -> Iterator[Finding]:
    for position, field in pairs.items():
        label = labels[position]
        if not label:
            yield _found("blank-label", field.name, position + 1, labels)
        elif label in labels[:position]:
            earlier = ", ".join(str(at + 1) for at in range(position) if labels[at] == label)
            yield _found(
                "duplicate-label", field.name, position + 1, labels, note=f'at position "{earlier}"'
            )
        elif label != field.name:
            yield _found("incorrect-label", field.name, position + 1, labels)


def _found(
    code: str, name: str, position: int | None, labels: tuple[str, ...], note: str = ""
) -> Finding:
    label = labels[position - 1] if position is not None and position <= len(labels) else ""
    rule = _header_rule(code, name, expected=verbatim(name))
    return Finding(rule, line=1, position=position, cells=labels, label=label, note=note)


def _header_rule(code: str, name: str = "", expected: Text | None = None, **values: object) -> Rule:
    words = HEADER_RULES[code]
    return Rule(
        code,
        code,
        words.says.fill(**values),
        expected or verbatim(""),
        words.remedy.fill(**values),
        field=name,
        why=words.why,
    )


def _said(code: str, schema: Schema, **values: object) -> Tally:
    rule = _header_rule(code, "", verbatim(", ".join(schema.names)), **values)
    return Tally(rule, 1, (Finding(rule, line=1),), check=HEADER)


def _tallied(findings: Sequence[Finding]) -> tuple[Tally, ...]:
    by_rule: dict[Rule, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    return tuple(
        Tally(rule, len(found), tuple(found), check=HEADER) for rule, found in by_rule.items()
    )
