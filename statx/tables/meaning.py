"""What a cell's text means under its field: each distinct text is judged once, by Frictionless's own cell reader.

Arrow decides only "surely fine": a vectorised proof that a text is canonical, of the field's type and within
its constraints (`Sure`). Every other text goes to the judge, one by one, and its verdict is remembered. So a
clean column costs one vectorised pass over its distinct texts, and there is no second semantics: where the
proof and the judge could differ, the proof must say no.

Where Frictionless passes wrong data the judge looks first (`_plausible`): grouping of digits, years and months
that are no years and months. A pattern is handed over as one that must match the whole text. Where Frictionless's
reader falls over, the text cannot be read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from statx.registry.schema import Field
from statx.registry.vocabulary import Descriptor
from statx.tables.canonical import decimal_text, in_format
from statx.tables.vectorised import INT64, MANTISSA, VectorisedCheck

TABLE_SCHEMA_2 = "https://datapackage.org/profiles/2.0/tableschema.json"
WRITTEN_OUT = 400
"""Zeros that a canonical number may have; 1e999999999 would be a gigabyte of them."""
REMEMBERED = 200_000
"""Verdicts kept per field; beyond, the memory is emptied and fills anew."""
READERS_PROPERTIES = (
    "type",
    "decimalChar",
    "groupChar",
    "bareNumber",
    "floatNumber",
    "trueValues",
    "falseValues",
    "delimiter",
    "itemType",
)
"""What of a field's descriptor changes how its cells are read."""


@dataclass(frozen=True, slots=True)
class CellResult:
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
    key: str | None = None
    """The text of its value in keys, where that is another than the canonical one: 08:00:00+07:00 is 01:00:00Z."""

    @property
    def unreadable(self) -> bool:
        return "type" in self.broken


class CellReader:
    """The verdicts of one field."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.sure = VectorisedCheck(field)
        self._memory: dict[str | None, CellResult] = {}

    def __reduce__(self) -> tuple[type[CellReader], tuple[Field]]:
        """What it remembers stays where it is."""
        return CellReader, (self.field,)

    def verdict(self, text: str | None) -> CellResult:
        """The verdict on one text; None is a cell that is not there."""
        known = self._memory.get(text)
        if known is None:
            if len(self._memory) >= REMEMBERED:
                self._memory.clear()
            known = self._memory[text] = self._judged(text)
        return known

    def _judged(self, text: str | None) -> CellResult:
        cell = text
        if text is not None and text not in self.field.missing_values:
            if not _plausible(text, self.field):
                return CellResult(None, ("type",))
            cell = _without_grouping(text, self.field)
        value, broken = self._read(cell)
        if value is None:
            return CellResult(
                None, broken, loss="labelled-missing" if text in self.field.labelled_missing else ""
            )
        if _too_many_decimals(value, self.field):
            broken = (*broken, "decimals")
        if self.field.categories and str(value) not in self.field.categories:
            broken = (*broken, "categories")
        canonical = canonical_of(value, str(text), self.field)
        loss = _loss(value, str(text), canonical, self.field)
        return CellResult(
            value, broken, canonical, loss, _is_unusual(str(text), self.field), key_of(value)
        )

    def _read(self, cell: str | None) -> tuple[Any, tuple[str, ...]]:
        """(value, what does not hold). A signalling NaN under a bound is one that Frictionless falls over."""
        try:
            value, notes = self._reader(cell)
        except Exception:  # noqa: BLE001  whatever it is, this text has no value
            return None, ("type",)
        return value, tuple(dict.fromkeys(self._named(name) for name in notes or ()))

    def _named(self, name: str) -> str:
        """What does not hold for an item of an array is no constraint of the field."""
        return name if name == "type" or name in self.field.constraints else "items"

    @cached_property
    def _reader(self) -> Callable[[str | None], tuple[Any, Mapping[str, str] | None]]:
        """Frictionless's reader of this field. Imported here: clean data never needs it."""
        from frictionless import Schema

        field = Schema.from_descriptor(
            {
                "$schema": TABLE_SCHEMA_2,
                "fields": [_for_frictionless(self.field)],
                "missingValues": [],
            }
        ).fields[0]
        reader: Callable[[str | None], tuple[Any, Mapping[str, str] | None]] = (
            field.create_cell_reader()
        )
        return reader


def canonical_of(value: Any, text: str, field: Field) -> str:  # noqa: ANN401  a Table Schema value
    """The canonical text of a value that was read from `text`."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() if field.type == "year":
            return f"{value:04}"
        case int():
            return str(value)
        case float():
            return canonical_of(Decimal(repr(value)), text, field)
        case Decimal():
            return (
                decimal_text(value)
                if value.is_finite() and abs(value.adjusted()) < WRITTEN_OUT
                else str(value)
            )
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
    return f"{value.year:04}-{value.month:02}" if field.type == "yearmonth" else text


def key_of(value: Any) -> str | None:  # noqa: ANN401  a Table Schema value
    """The text that equal values share, where their canonical texts may differ; None where those agree."""
    match value:
        case datetime.datetime(tzinfo=zone) if zone is not None:
            return value.astimezone(datetime.UTC).isoformat()
        case datetime.time(tzinfo=zone) if zone is not None:
            since_midnight = datetime.datetime.combine(datetime.date(2000, 1, 2), value)
            return repr(since_midnight - datetime.datetime(2000, 1, 2, tzinfo=datetime.UTC))
        case datetime.timedelta():
            return repr(value)
    if hasattr(value, "lon"):
        return f"{_decimal_key(value.lon)},{_decimal_key(value.lat)}"
    if hasattr(
        value, "tdelta"
    ):  # an ISO 8601 duration with years or months, of which nobody knows the days
        return f"{_decimal_key(value.years)},{_decimal_key(value.months)},{value.tdelta!r}"
    return None


def _decimal_key(value: Decimal | int) -> str:
    number = Decimal(value)
    return str(number.normalize()) if number else "0"


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
    return (
        text.replace(field.group_char, "") if field.type == "integer" and field.group_char else text
    )


def _for_frictionless(field: Field) -> dict[str, Any]:
    constraints = {
        name: _bound(value, field) for name, value in field.constraints.items() if name != "unique"
    }
    if "pattern" in constraints:
        constraints["pattern"] = rf"(?:{constraints['pattern']})\Z"
    missing = [
        {"value": value, "label": str(number)}
        for number, value in enumerate(dict.fromkeys(field.missing_values))
    ]
    kept = _readers_properties(field.descriptor)
    return {
        **kept,
        "name": "field",
        "format": field.format,
        "constraints": constraints,
        "missingValues": missing,
    }


def _readers_properties(descriptor: Descriptor) -> dict[str, Any]:
    kept = {name: descriptor[name] for name in READERS_PROPERTIES if name in descriptor}
    if descriptor.get("type") == "array" and descriptor.get("arrayItem"):
        items = descriptor["arrayItem"]
        kept["arrayItem"] = {
            name: items[name] for name in ("format", "constraints") if name in items
        } | _readers_properties(items)
    return kept


def _bound(bound: Any, field: Field) -> Any:  # noqa: ANN401  what constraints hold
    """Frictionless's integer knows no groups in its bounds either."""
    if isinstance(bound, list):
        return [_bound(value, field) for value in bound]
    return _without_grouping(bound, field) if isinstance(bound, str) else bound


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
    return (
        "leading-zero" if field.bare_number and len(digits) > 1 and digits.startswith("0") else ""
    )


def _number_loss(value: Decimal, field: Field) -> str:
    if not value.is_finite():
        return "not-finite"
    if abs(value.adjusted()) >= WRITTEN_OUT:
        return "too-large"
    if field.decimals is not None:
        return "too-large" if value.adjusted() + field.decimals >= MANTISSA + 22 else ""
    return "" if Decimal(repr(float(value))) == value else "digits"


def _same_moment(text: str, canonical: str, field: Field) -> bool:
    if field.type == "datetime" and re.search(
        r"[+-]\d{2}:\d{2}(:\d{2})?$", canonical[len("2024-01-01T00:00") :]
    ):
        return False  # a time zone, which a plain timestamp does not keep
    if field.format in ("default", "any"):
        return text.replace(" ", "T") == canonical
    moment = (
        datetime.datetime.fromisoformat(canonical)
        if field.type != "time"
        else datetime.time.fromisoformat(canonical)
    )
    return in_format(moment, field.format) == text


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
