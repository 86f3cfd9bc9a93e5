"""What a cell's text means under its field: each distinct text is judged once, by Frictionless's own cell reader.

Arrow decides only "surely fine": a vectorised proof that a text is canonical, of the field's type and within
its constraints (`Sure`). Every other text goes to the judge, one by one, and its verdict is remembered. So a
clean column costs one vectorised pass over its distinct texts, and there is no second semantics: where the
proof and the judge could differ, the proof must say no.

Where Frictionless passes wrong data the judge looks first (`_refused_before`): grouping of digits, years and
months that are no years and months, a pattern that must match the whole text.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.registry.schema import BOUNDS, Field
from statx.tables.canonical import decimal_text

Flags = NDArray[np.bool_]

TABLE_SCHEMA_2 = "https://datapackage.org/profiles/2.0/tableschema.json"
REMEMBERED = 200_000
"""Verdicts kept per field; beyond, the memory is emptied and fills anew."""
MANTISSA = 15
"""Decimal digits that a double always gives back."""
INT64 = (-(1 << 63), (1 << 63) - 1)
CODES_IN_RE2 = r"(?:[A-Za-z0-9 _,:/@%=<>~#&;!'\"-]|\\d|\\[.()\[\]{}*+?|/^$\\-]|\[[A-Za-z0-9 _.,:/@-]+\]|[()|*+?.]|\{\d+(?:,\d*)?\})*"
"""Patterns that Python and RE2 read alike: what RE2 accepts, Python accepts."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of one text."""

    value: Any
    """As Frictionless reads it; None where it is missing or unreadable."""
    broken: tuple[str, ...] = ()
    """What does not hold: 'type', or names of constraints, or 'decimals'."""
    canonical: str | None = None
    loss: str = ""
    """Why no typed column could hold it exactly; empty where one can."""
    unusual: bool = False
    """Accepted, but other programs may read it otherwise."""

    @property
    def unreadable(self) -> bool:
        return "type" in self.broken


class Judge:
    """The verdicts of one field."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.sure = Sure(field)
        self._memory: dict[str | None, Verdict] = {}

    def verdict(self, text: str | None) -> Verdict:
        """The verdict on one text; None is a cell that is not there."""
        known = self._memory.get(text)
        if known is None:
            if len(self._memory) >= REMEMBERED:
                self._memory.clear()
            known = self._memory[text] = self._judged(text)
        return known

    def _judged(self, text: str | None) -> Verdict:
        cell = text
        if text is not None and text not in self.field.missing_values:
            if not _plausible(text, self.field):
                return Verdict(None, ("type",))
            cell = _without_grouping(text, self.field)
        value, notes = self._reader(cell)
        broken = tuple(notes or ())
        if value is None:
            return Verdict(None, broken, loss="labelled-missing" if text in self.field.labelled_missing else "")
        if _too_many_decimals(value, self.field):
            broken = (*broken, "decimals")
        canonical = canonical_of(value, str(text), self.field)
        return Verdict(
            value, broken, canonical, _loss(value, str(text), canonical, self.field), _is_unusual(str(text), self.field)
        )

    @cached_property
    def _reader(self) -> Callable[[str | None], tuple[Any, Mapping[str, str] | None]]:
        """Frictionless's reader of this field. Imported here: clean data never needs it."""
        from frictionless import Schema  # noqa: PLC0415  a quarter of a second

        field = Schema.from_descriptor(
            {"$schema": TABLE_SCHEMA_2, "fields": [_for_frictionless(self.field)], "missingValues": []}
        ).fields[0]
        reader: Callable[[str | None], tuple[Any, Mapping[str, str] | None]] = field.create_cell_reader()
        return reader


class Sure:
    """The vectorised proof that texts of one field are fine."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.missing = pa.array(field.missing_values, pa.string())
        self._proof = _PROOFS.get(field.type, _no_proof)

    def missing_of(self, texts: pa.Array) -> Flags:
        """Which texts are missing values. shape: (n,) text -> (n,) bool"""
        if len(self.missing) == 1 and self.missing[0].as_py() == "":
            return _flags(pc.equal(pc.binary_length(texts), 0), when_null=True)
        return _flags(pc.or_kleene(pc.is_in(texts, value_set=self.missing), pc.is_null(texts)), when_null=True)

    def fine(self, texts: pa.Array) -> Flags:
        """Which texts surely are values of the field, canonical and within its constraints. shape: (n,) -> (n,)"""
        proven = self._proof(texts, self.field)
        return np.zeros(len(texts), bool) if proven is None else _flags(proven, when_null=False)


def canonical_of(value: Any, text: str, field: Field) -> str:  # noqa: ANN401  a Table Schema value
    """The canonical text of a value that was read from `text`."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() if field.type == "year":
            return f"{value:04}"
        case int():
            return str(value)
        case Decimal():
            return decimal_text(value) if value.is_finite() else str(value)
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return f"{value.year:04}-{value.month:02}" if field.type == "yearmonth" else text


# ---- the judge: what Frictionless would let pass ---------------------------------------------------


def _plausible(text: str, field: Field) -> bool:
    """Divergences 3, 5 and 18 of the contract with Frictionless."""
    match field.type:
        case "number" | "integer":
            return _grouped_rightly(text, field)
        case "year":
            return bool(re.fullmatch(r"[0-9]{4}", text))
        case "yearmonth":
            return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}", text))
    return True


def _grouped_rightly(text: str, field: Field) -> bool:
    """Digits grouped by three or not at all, and no group mark behind the decimal mark: 1.5 is no 15."""
    group, decimal = re.escape(field.group_char), re.escape(field.decimal_char)
    if not group:
        return True
    number = text.strip()
    if not field.bare_number:
        number = re.sub(r"((^[^-\d]*)|(\D*$))", "", number)
    if field.group_char not in number:
        return True
    fraction = rf"({decimal}[0-9]+)?" if field.type == "number" else ""
    return bool(re.fullmatch(rf"[+-]?[0-9]{{1,3}}({group}[0-9]{{3}})+{fraction}", number))


def _without_grouping(text: str, field: Field) -> str:
    """Frictionless's integer knows no groups; they were proven right before."""
    return text.replace(field.group_char, "") if field.type == "integer" and field.group_char else text


def _for_frictionless(field: Field) -> dict[str, Any]:
    constraints = {name: value for name, value in field.constraints.items() if name != "unique"}
    if "pattern" in constraints:
        constraints["pattern"] = rf"(?:{constraints['pattern']})\Z"
    missing = [{"value": value, "label": "-"} for value in field.missing_values]
    kept = {name: value for name, value in field.descriptor.items() if name not in ("statx", "example", "categories")}
    return {**kept, "name": "field", "constraints": constraints, "missingValues": missing}


def _too_many_decimals(value: object, field: Field) -> bool:
    if field.decimals is None or not isinstance(value, Decimal) or not value.is_finite():
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent > field.decimals


# ---- the judge: what a typed column cannot hold ----------------------------------------------------


def _loss(value: object, text: str, canonical: str, field: Field) -> str:
    match field.type:
        case "integer":
            return _integer_loss(int(str(value)), text, field)
        case "number":
            return _number_loss(Decimal(str(value)), field)
        case "date" | "datetime" | "time":
            return "" if _same_moment(text, canonical, field) else "format"
    return ""


def _integer_loss(value: int, text: str, field: Field) -> str:
    if not INT64[0] <= value <= INT64[1]:
        return "too-large"
    digits = text.strip().lstrip("+-")
    return "leading-zero" if field.bare_number and len(digits) > 1 and digits.startswith("0") else ""


def _number_loss(value: Decimal, field: Field) -> str:
    if not value.is_finite():
        return "not-finite"
    if field.decimals is not None:
        return "too-large" if value.adjusted() + field.decimals >= MANTISSA + 22 else ""
    return "" if Decimal(repr(float(value))) == value else "digits"


def _same_moment(text: str, canonical: str, field: Field) -> bool:
    if field.type == "datetime" and len(canonical) > len("2024-01-01T00:00:00.000000"):
        return False  # a time zone, which a plain timestamp does not keep
    if field.format in ("default", "any"):
        return text.replace(" ", "T") == canonical
    moment = datetime.datetime.fromisoformat(canonical) if field.type != "time" else datetime.time.fromisoformat(canonical)
    return moment.strftime(field.format) == text


def _is_unusual(text: str, field: Field) -> bool:
    """Quirks 1, 2, 9 and 14: Frictionless reads it, a spreadsheet or another program may not, or otherwise."""
    if field.type not in _USUAL or not field.bare_number or field.format not in ("default", "any"):
        return False
    plain = text.replace(field.group_char, "") if field.group_char else text
    return not re.fullmatch(_USUAL[field.type], plain.replace(field.decimal_char, "."))


_USUAL = {
    "integer": r"-?(0|[1-9][0-9]*)",
    "number": r"-?(0|[1-9][0-9]*)(\.[0-9]+)?",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
}


# ---- the proof -------------------------------------------------------------------------------------


def _flags(array: pa.Array, *, when_null: bool) -> Flags:
    flags: Flags = pc.fill_null(array, when_null).to_numpy(zero_copy_only=False)
    return flags


def _no_proof(_texts: pa.Array, _field: Field) -> pa.Array | None:
    return None


def _string(texts: pa.Array, field: Field) -> pa.Array | None:
    if field.format != "default":
        return None
    proven = pc.is_valid(texts)
    for name, limit in field.constraints.items():
        match name:
            case "required" | "unique":
                continue
            case "minLength":
                holds = pc.greater_equal(pc.utf8_length(texts), limit)
            case "maxLength":
                holds = pc.less_equal(pc.utf8_length(texts), limit)
            case "enum":
                holds = pc.is_in(texts, value_set=pa.array([str(value) for value in limit], pa.string()))
            case "pattern" if re.fullmatch(CODES_IN_RE2, limit):
                holds = pc.match_substring_regex(texts, rf"^(?:{limit})$")
            case _:
                return None
        proven = pc.and_(proven, holds)
    return proven


def _integer(texts: pa.Array, field: Field) -> pa.Array | None:
    if not field.bare_number:
        return None
    proven = pc.match_substring_regex(texts, r"^(?:0|-?[1-9][0-9]{0,17})$")
    return _within(texts, proven, field, pa.int64(), int)


def _number(texts: pa.Array, field: Field) -> pa.Array | None:
    if not field.bare_number or field.descriptor.get("floatNumber"):
        return None
    places = MANTISSA - 9 if field.decimals is None else min(field.decimals, MANTISSA)
    whole = "[1-9][0-9]{0,8}" if field.decimals is None else "[1-9][0-9]{0,14}"
    mark, group = re.escape(field.decimal_char), re.escape(field.group_char)
    grouped = rf"|[1-9][0-9]{{0,2}}(?:{group}[0-9]{{3}}){{1,2}}" if group else ""
    fraction = rf"(?:{mark}[0-9]{{1,{places}}})?" if places else ""
    proven = pc.match_substring_regex(texts, rf"^-?(?:0|{whole}{grouped}){fraction}$")
    negative_zero = pc.match_substring_regex(texts, rf"^-0(?:{mark}0*)?$")
    return _within(plain_number(texts, field), pc.and_not(proven, negative_zero), field, pa.float64(), float)


def plain_number(texts: pa.Array, field: Field) -> pa.Array:
    """Numbers that were proven right, with a point and without groups. shape: (n,) text -> (n,) text"""
    if field.group_char:
        texts = pc.replace_substring(texts, field.group_char, "")
    return pc.replace_substring(texts, field.decimal_char, ".") if field.decimal_char != "." else texts


def _date(texts: pa.Array, field: Field) -> pa.Array | None:
    return _in_order(texts, rf"^{_DAY}$", field, len("2024-01-01")) if field.format == "default" else None


def _datetime(texts: pa.Array, field: Field) -> pa.Array | None:
    if field.format != "default":
        return None
    return _in_order(texts, rf"^{_DAY}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$", field, len("2024-01-01T00:00:00"))


def _year(texts: pa.Array, field: Field) -> pa.Array | None:
    return _within(texts, pc.match_substring_regex(texts, r"^[1-9][0-9]{3}$"), field, pa.int64(), int)


def _yearmonth(texts: pa.Array, field: Field) -> pa.Array | None:
    return _in_order(texts, r"^[0-9]{4}-(?:0[1-9]|1[0-2])$", field, len("2024-01"))


def _in_order(texts: pa.Array, pattern: str, field: Field, width: int) -> pa.Array | None:
    """Fixed-width texts, which sort as their values do."""
    proven = pc.match_substring_regex(texts, pattern)
    for name, bound in field.constraints.items():
        if name in ("required", "unique"):
            continue
        if name not in BOUNDS or len(str(bound)) != width:
            return None
        proven = pc.and_(proven, _BEYOND[name](texts, str(bound)))
    return proven


def _within(
    texts: pa.Array, proven: pa.Array, field: Field, kind: pa.DataType, read: Callable[[Any], float]
) -> pa.Array | None:
    """Within the bounds, and not on them: there, doubles and decimals may differ."""
    numbers = None
    for name, bound in field.constraints.items():
        if name in ("required", "unique"):
            continue
        if name not in BOUNDS or isinstance(bound, str):
            return None
        if numbers is None:
            numbers = pc.cast(pc.if_else(proven, texts, None), kind)
        proven = pc.and_(proven, pc.fill_null(_BEYOND[name](numbers, read(bound)), False))
    return proven


_DAY = (
    r"[1-9][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
"""Every day but 29 February, which is the judge's: whether there is one depends on the year."""
_BEYOND: Mapping[str, Callable[[Any, Any], Any]] = {
    "minimum": pc.greater,
    "exclusiveMinimum": pc.greater,
    "maximum": pc.less,
    "exclusiveMaximum": pc.less,
}
_PROOFS: Mapping[str, Callable[[pa.Array, Field], pa.Array | None]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "datetime": _datetime,
    "year": _year,
    "yearmonth": _yearmonth,
}
