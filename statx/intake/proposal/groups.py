"""Columns that are one measure, apart from the year, the month or the category in their headings.

`2015`, `2016` and `2017` are one group, of the pattern `{tahun:year}`; `Laki-laki` and `Perempuan`
are one where the field `jenis_kelamin` has such codes. What is left of the headings are the words
and the unit by which the measure is found in a schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from statx.intake.headings import SEPARATOR, as_read
from statx.intake.proposal.columns import SheetColumn, as_literal
from statx.intake.proposal.meanings import Code, code_called, codes_of
from statx.intake.proposal.periods import WHOLE, mentions, names_whole_year
from statx.intake.proposal.units import Unit, unit_in, without_brackets
from statx.registry.fields import Field
from statx.registry.schema import Schema

KINDS: Mapping[str, str] = {"bulan": "month", "triwulan": "quarter", "semester": "semester"}
"""Field -> the kind of the period that it holds."""
YEAR_FIELDS = ("tahun", "tahun_ajaran")
LEAST_CODES = 2
"""Codes that headings must name before they are categories."""


@dataclass(frozen=True)
class ColumnGroup:
    """The columns that one pattern fits."""

    pattern: str
    """As a recipe has it."""
    words: str
    """What the headings say beside variables and units."""
    columns: tuple[SheetColumn, ...]
    variables: tuple[str, ...] = ()
    """The fields that the headings say."""
    categories: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Variable -> text in the heading -> code."""
    unit: Unit | None = None
    periods: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Field -> the values that the headings say of it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the headings where each of some columns names another code of a field."""

    field: str
    part: int
    """Which row of the header, from 0."""
    codes: Mapping[int, str]
    """Number of the column -> code."""


def group_columns(columns: Sequence[SheetColumn], schema: Schema) -> tuple[ColumnGroup, ...]:
    """Groups of columns of figures, by what the headings say of fields of this schema."""
    slots = _slots(columns, schema)
    names = _TemplateFields(
        _period_fields(schema),
        _free_field(columns, slots, schema),
    )
    by_pattern: dict[str, list[tuple[SheetColumn, _Template]]] = {}
    for column in columns:
        slot = next((slot for slot in slots if column.number in slot.codes), None)
        template = _template(
            column,
            slot,
            names,
        )
        by_pattern.setdefault(template.pattern, []).append((column, template))

    return tuple(_group(pattern, members) for pattern, members in by_pattern.items())


# ---- categories ----------------------------------------------------------------------------------


def _slots(columns: Sequence[SheetColumn], schema: Schema) -> list[Slot]:
    """The slot that tells most columns apart, then those of other columns."""
    slots: list[Slot] = []
    left = list(columns)
    while left:
        slot = _widest_slot(left, schema)
        if slot is None:
            break
        slots.append(slot)
        left = [column for column in left if column.number not in slot.codes]
    return slots


def _widest_slot(columns: Sequence[SheetColumn], schema: Schema) -> Slot | None:
    deepest = max((len(column.parts) for column in columns), default=0)
    best: Slot | None = None
    for each in schema.fields:
        codes = codes_of(each)
        for part in range(deepest if codes else 0):
            slot = _slot(columns, each, codes, part)
            if slot is not None and (best is None or len(slot.codes) > len(best.codes)):
                best = slot
    return best


def _slot(
    columns: Sequence[SheetColumn], of: Field, codes: Sequence[Code], part: int
) -> Slot | None:
    by_column = {}
    for column in columns:
        text = column.parts[part] if part < len(column.parts) else ""
        code = _period_code(text, of, codes) if of.name in KINDS else code_called(text, codes)
        if code is not None:
            by_column[column.number] = code

    if of.name in KINDS and WHOLE not in by_column.values():
        # Months alone are read by the pattern itself; only `Tahunan` needs a list.
        return None
    if len(set(by_column.values())) < LEAST_CODES:
        return None
    return Slot(of.name, part, by_column)


def _period_code(text: str, of: Field, codes: Sequence[Code]) -> str | None:
    """`Januari` -> 1, `Tahunan` -> 0."""
    values = {code.value for code in codes}
    if WHOLE in values and names_whole_year(text):
        return WHOLE

    named = mentions(text)
    if len(named) == 1 and named[0].kind == KINDS[of.name] and named[0].value in values:
        return named[0].value
    return None


def _free_field(columns: Sequence[SheetColumn], slots: Sequence[Slot], schema: Schema) -> str:
    """The text field of the key that the other row of such headings says, as a variety does."""
    if not any(len(column.parts) == LEAST_CODES for column in columns) or len(slots) != 1:
        return ""

    slot = slots[0]
    said = {part for column in columns for at, part in enumerate(column.parts) if at != slot.part}
    if len(said) < LEAST_CODES or len(slot.codes) != len(columns):
        return ""
    if any(mentions(text) for text in said):
        return ""

    free = [each for each in schema.fields if _is_free(each, schema)]
    return free[-1].name if free else ""


def _is_free(field: Field, schema: Schema) -> bool:
    """A text of the key that may be anything."""
    if field.name not in schema.primary_key or field.type != "string":
        return False
    return field.region is None and not field.name_of and not codes_of(field)


# ---- patterns ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Template:
    """The heading of one column with its variables."""

    pattern: str
    words: str
    variables: tuple[str, ...]
    category: tuple[str, str, str] | None
    """(field, text, code)"""
    periods: tuple[tuple[str, str], ...]
    """(field, value)"""


@dataclass(frozen=True, slots=True)
class _TemplateFields:
    """What the variables of a pattern may be called."""

    periods: Mapping[str, str]
    """Kind of a period -> field."""
    free: str
    """The field of the other row of headings; empty where they say none."""


def _template(column: SheetColumn, slot: Slot | None, fields: _TemplateFields) -> _Template:
    patterns = []
    words = []
    variables = []
    periods = []
    category = None
    for at, part in enumerate(column.parts):
        if slot is not None and at == slot.part:
            patterns.append(f"{{{slot.field}}}")
            variables.append(slot.field)
            category = (slot.field, part, slot.codes[column.number])
            continue

        if slot is not None and fields.free:
            patterns.append(f"{{{fields.free}}}")
            variables.append(fields.free)
            continue

        pattern, rest, named = _part_template(
            part,
            fields.periods,
            set(variables),
        )
        patterns.append(pattern)
        words.append(rest)
        periods += named
        variables += [name for name, _ in named]

    return _Template(
        pattern=SEPARATOR.join(patterns),
        words=" ".join(filter(None, words)),
        variables=tuple(variables),
        category=category,
        periods=tuple(periods),
    )


def _part_template(
    part: str, fields: Mapping[str, str], taken: set[str]
) -> tuple[str, str, list[tuple[str, str]]]:
    """(pattern, words beside the variables, [(field, value)]) of one row's text."""
    pattern = ""
    rest = ""
    named = []
    end = 0
    for mention in mentions(part):
        name = fields.get(mention.kind, "")
        if not name or name in taken or mention.start < end:
            continue

        before = part[end : mention.start]
        pattern += f"{as_literal(before)}{{{name}:{mention.kind}}}"
        rest += f"{before} "
        named.append((name, mention.value))
        taken.add(name)
        end = mention.end

    return pattern + as_literal(part[end:]), as_read(rest + part[end:]), named


def _period_fields(schema: Schema) -> Mapping[str, str]:
    """Kind of a period -> the field of the schema that holds it."""
    fields = {}
    for name in schema.names:
        if name in YEAR_FIELDS:
            fields["year"] = name
        if name in KINDS:
            fields[KINDS[name]] = name
    return fields


def _group(pattern: str, members: Sequence[tuple[SheetColumn, _Template]]) -> ColumnGroup:
    categories: dict[str, dict[str, str]] = {}
    periods: dict[str, dict[str, None]] = {}
    for _, template in members:
        if template.category is not None:
            name, text, code = template.category
            categories.setdefault(name, {})[text] = code
        for name, value in template.periods:
            periods.setdefault(name, {})[value] = None

    columns = tuple(column for column, _ in members)
    first = members[0][1]
    return ColumnGroup(
        pattern=pattern,
        words=without_brackets(first.words),
        columns=columns,
        variables=first.variables,
        categories=categories,
        unit=_unit(columns),
        periods={name: tuple(values) for name, values in periods.items()},
    )


def _unit(columns: Iterable[SheetColumn]) -> Unit | None:
    """The unit in a heading, from the bottom up."""
    for column in columns:
        for part in reversed(column.parts):
            unit = unit_in(part)
            if unit is not None:
                return unit
    return None
