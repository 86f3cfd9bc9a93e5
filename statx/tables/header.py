"""The header of a table against the fields of its schema.

A header is judged once, before any record (`match_header`). Labels and fields are paired by name
(`label_pairing`), whatever the position asks: a column too many or too few is said once, by its
name, and the records are judged by name. Where `fieldsMatch` is `exact`, a label that names
nothing is the field's in whose place it stands, as in Frictionless. A header that fails by its
order alone, or that stands under title lines, is said once, with the remedy.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from statx.registry.fields import Field
from statx.registry.schema import Schema
from statx.results.findings import Finding, Rule, Tally
from statx.tables.header_words import MAY_BE, NO_NAME, OTHER_SPELLING, RULES
from statx.tables.label_pairing import (
    LabelPairing,
    Labels,
    Pairs,
    near_label,
    pair_labels,
    paired_by_name,
    positions_by_label,
    too_many_to_compare,
)
from statx.texts import verbatim

HEADER = "header"
"""The kind of check that this is, as a report has it."""
TOLERATES_EXTRA_LABELS = ("subset", "partial")
TOLERATES_MISSING_FIELDS = ("superset", "partial")
ANYTHING = Schema.parse({"fields": [{"name": "any", "type": "any"}]}, source="any").fields[0]
"""What a column holds that the schema does not know."""
MOST_NAMED = 100
"""Earlier places of a label that are named."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was judged: the field of each label, and what is wrong."""

    fields: tuple[Field, ...]
    """One a label.

    A label without a field gets one of type `any`, so that it is said once and not on every row.
    """
    tallies: tuple[Tally, ...]
    judgeable: bool = True
    """Whether records can be judged under this header at all."""

    def on_line(self, line: int) -> Header:
        """The same header where it stands on this line."""
        tallies = tuple(_on_line(tally, line) for tally in self.tallies)
        return replace(self, tallies=tallies)


def match_header(
    labels: Labels,
    schema: Schema,
    line: int = 1,
    further_down: tuple[int, int] | None = None,
) -> Header:
    """Pair the labels of a file, which stand on this line, with the fields of a schema.

    `further_down` is (line, number of the record) where the schema's header was found below them.
    """
    if further_down is not None:
        line, row = further_down
        header = _under_titles(schema, line, row)
        return header.on_line(line)

    header = _matched(labels, schema)
    return header.on_line(line)


def _under_titles(schema: Schema, line: int, row: int) -> Header:
    tally = _said_once(
        "header-line",
        schema,
        line=line,
        row=row,
        n=line - 1,
    )
    return Header((), (tally,), judgeable=False)


def _matched(labels: Labels, schema: Schema) -> Header:
    if not any(labels):
        tally = _said_once("blank-header", schema)
        return Header((), (tally,), judgeable=False)

    is_exact = schema.fields_match == "exact"
    if is_exact and _differs_by_order_alone(labels, schema):
        tally = _said_once("label-order", schema)
        fields = tuple(schema.field(label) for label in labels)
        return Header(fields, (tally,))

    if is_exact:
        pairing = pair_labels(labels, schema)
        findings = list(_findings_in_order(labels, schema, pairing))
        tallies = _tallies(findings)
        if not _is_in_order(schema, pairing.pairs):
            tallies = (*tallies, _said_once("label-order", schema))
        return Header(_fields(labels, pairing.pairs), tallies)

    pairs = paired_by_name(labels, schema)
    findings = list(_findings(labels, schema, pairs))
    return Header(_fields(labels, pairs), _tallies(findings))


def _differs_by_order_alone(labels: Labels, schema: Schema) -> bool:
    """Whether the names are the schema's, in another order."""
    return labels != schema.names and sorted(labels) == sorted(schema.names)


def _fields(labels: Labels, pairs: Pairs) -> tuple[Field, ...]:
    """Labels without a field are named after themselves, with a number where they stand twice."""
    taken = {field.name for field in pairs.values()}
    names = {label: _numbered(label) for label in labels}

    fields = []
    for position, label in enumerate(labels):
        field = pairs.get(position)
        if field is None:
            name = next(name for name in names[label] if name not in taken)
            taken.add(name)
            field = replace(ANYTHING, name=name)
        fields.append(field)

    return tuple(fields)


def _numbered(label: str) -> Iterator[str]:
    """`x`, `x2`, `x3`, …"""
    yield label
    for number in count(2):
        yield f"{label}{number}"


def _missing(schema: Schema, pairs: Pairs) -> list[Field]:
    """The fields that must have a label and have none."""
    paired = {field.name for field in pairs.values()}
    missing = [field for field in schema.fields if field.name not in paired]
    if schema.fields_match not in TOLERATES_MISSING_FIELDS:
        return missing

    # A match that tolerates missing fields does so only where no value is required of them.
    return [field for field in missing if field.required or field.name in schema.primary_key]


# ---- what is wrong -------------------------------------------------------------------------------


def _findings_in_order(labels: Labels, schema: Schema, pairing: LabelPairing) -> Iterator[Finding]:
    """Where the schema asks for exactly its fields, in its order."""
    pairs = pairing.pairs
    for position in range(len(labels)):
        if position not in pairs:
            yield _finding(
                "extra-label",
                "",
                position,
                labels,
            )

    yield from _missing_labels(labels, schema, pairs)
    for finding in _wrong_names(labels, pairs):
        position = (finding.position or 1) - 1
        if position in pairing.respelt:
            hint = OTHER_SPELLING.fill(name=pairs[position].name)
            yield replace(finding, hint=hint)
        else:
            yield finding


def _findings(labels: Labels, schema: Schema, pairs: Pairs) -> Iterator[Finding]:
    """Where the schema asks for its fields in any order."""
    if schema.fields_match not in TOLERATES_EXTRA_LABELS:
        for position in range(len(labels)):
            if position not in pairs:
                yield _finding(
                    "extra-label",
                    "",
                    position,
                    labels,
                )

    if schema.fields_match == "partial" and not pairs:
        yield _finding(
            "unmatched-header",
            "",
            None,
            labels,
        )

    yield from _missing_labels(labels, schema, pairs)
    yield from _repeated_names(labels)


def _missing_labels(labels: Labels, schema: Schema, pairs: Pairs) -> Iterator[Finding]:
    is_compared = not too_many_to_compare(labels, schema, pairs)
    # Frictionless gives a missing label the position behind the last one.
    for position, field in enumerate(_missing(schema, pairs), start=len(labels)):
        finding = _finding(
            "missing-label",
            field.name,
            position,
            labels,
        )
        near = near_label(field, labels, pairs) if is_compared else None
        if near is not None:
            finding = replace(finding, hint=MAY_BE.fill(label=near))
        yield finding


def _is_in_order(schema: Schema, pairs: Pairs) -> bool:
    """Whether the fields that have a label stand in the order of the schema."""
    names = [field.name for _, field in sorted(pairs.items())]
    paired = set(names)
    return names == [name for name in schema.names if name in paired]


def _wrong_names(labels: Labels, pairs: Pairs) -> Iterator[Finding]:
    """Labels that are not the name of the field in their position."""
    places = positions_by_label(labels)
    for position, field in pairs.items():
        label = labels[position]
        if not label:
            yield _finding(
                "blank-label",
                field.name,
                position,
                labels,
            )
        elif places[label][0] < position:
            finding = _finding(
                "duplicate-label",
                field.name,
                position,
                labels,
            )
            yield replace(finding, note=_earlier(places[label], position))
        elif label != field.name:
            yield _finding(
                "incorrect-label",
                field.name,
                position,
                labels,
            )


def _earlier(places: Sequence[int], position: int) -> str:
    """Where the same label stands before, as Frictionless words it."""
    earlier = [str(at + 1) for at in places[:MOST_NAMED] if at < position]
    return f'at position "{", ".join(earlier)}"'


def _repeated_names(labels: Labels) -> Iterator[Finding]:
    places = positions_by_label(labels)
    for position, label in enumerate(labels):
        if places[label][0] < position:
            yield _finding(
                "duplicate-label",
                label,
                position,
                labels,
            )


def _finding(code: str, name: str, position: int | None, labels: Labels) -> Finding:
    """A finding about the label in this position, from 0; None is the header as a whole."""
    label = ""
    if position is not None and position < len(labels):
        label = labels[position]

    rule = RULES[code].rule(code, label=label or NO_NAME)
    rule = replace(
        rule,
        expected=verbatim(name),
        field=name,
    )
    finding = Finding(
        rule,
        line=1,
        cells=labels,
        label=label,
    )
    if position is None:
        return finding
    return replace(finding, position=position + 1)


def _said_once(code: str, schema: Schema, **values: object) -> Tally:
    """A tally about the header as a whole."""
    names = ", ".join(schema.names)
    rule = RULES[code].rule(
        code,
        fields=names,
        **values,
    )
    rule = replace(rule, expected=verbatim(names))
    finding = Finding(rule, line=1)
    return Tally(
        rule,
        1,
        (finding,),
        check=HEADER,
    )


def _tallies(findings: Sequence[Finding]) -> tuple[Tally, ...]:
    by_rule: dict[Rule, list[Finding]] = {}
    for finding in findings:
        of_rule = by_rule.setdefault(finding.rule, [])
        of_rule.append(finding)

    tallies = []
    for rule, of_rule in by_rule.items():
        tally = Tally(
            rule,
            len(of_rule),
            tuple(of_rule),
            check=HEADER,
        )
        tallies.append(tally)
    return tuple(tallies)


def _on_line(tally: Tally, line: int) -> Tally:
    findings = tuple(replace(finding, line=line) for finding in tally.findings)
    return replace(tally, findings=findings)
