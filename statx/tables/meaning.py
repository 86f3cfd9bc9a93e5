"""What a cell's text means under its field, as Frictionless's own cell reader reads it.

The vectorised check (`VectorisedCheck`) decides only "surely fine", for whole columns: canonical
texts of the field's type that hold its constraints. Every other text goes to the `CellReader`, one
by one, and its result is remembered. So a clean column costs one vectorised pass over its distinct
texts, and there is no second meaning: where the check and the reader could differ, the check must
say no.

Where Frictionless passes wrong data, `plausibility` looks first. Patterns are matched here, against
the whole text and in bounded time. Where Frictionless's reader falls over, the text cannot be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from statx.registry.fields import Field
from statx.registry.patterns import read_pattern
from statx.registry.vocabulary import Descriptor
from statx.tables.canonical import canonical_of, has_too_many_digits, key_of
from statx.tables.loss import has_too_many_decimals, loss_of
from statx.tables.plausibility import is_plausible, is_unusual, without_grouping
from statx.tables.vectorised import VectorisedCheck

TABLE_SCHEMA_2 = "https://datapackage.org/profiles/2.0/tableschema.json"
REMEMBERED = 200_000
"""Results kept per field; beyond, the memory is emptied and fills anew."""
READER_PROPERTIES = (
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
ASKED_HERE = ("pattern", "unique")
"""Constraints that Frictionless is not told of: it would match patterns without a bound of time."""
ORDER = ("type", "required", "minLength", "maxLength", "pattern", "enum")
"""In which Frictionless asks a text; what it does not ask comes behind."""


@dataclass(frozen=True, slots=True)
class CellResult:
    """What was read of one text."""

    value: Any
    """As Frictionless reads it; None where it is missing or unreadable."""
    broken: tuple[str, ...] = ()
    """What does not hold: 'type', names of constraints, 'items', 'decimals' or 'categories'."""
    canonical: str | None = None
    loss: str = ""
    """Why it would not come back from a typed column or a written cell; empty where it would."""
    unusual: bool = False
    """Accepted, but other programs may read it otherwise."""
    key: str | None = None
    """The text of its value in keys, where that is another than the canonical one.

    08:00:00+07:00 is 01:00:00Z.
    """


UNREADABLE = CellResult(None, ("type",))


class CellReader:
    """Reads the cells of one field."""

    def __init__(self, field: Field) -> None:
        self.field = field
        self.vectorised = VectorisedCheck(field)
        self._memory: dict[str | None, CellResult] = {}

    def __reduce__(self) -> tuple[type[CellReader], tuple[Field]]:
        """What it remembers stays in its process."""
        return CellReader, (self.field,)

    @cached_property
    def asked(self) -> str:
        """All that its field asks of a text: readers of the same differ in their names alone."""
        field = self.field
        values = (field.missing_values, field.categories, field.decimals)
        properties = _reader_properties(field.descriptor)
        return repr((field.type, field.format, properties, field.constraints, values))

    def read(self, text: str | None) -> CellResult:
        """What one text means; None is a cell that is not there."""
        result = self._memory.get(text)
        if result is not None:
            return result

        if len(self._memory) >= REMEMBERED:
            self._memory.clear()
        result = self._read_anew(text)
        self._memory[text] = result
        return result

    def _read_anew(self, text: str | None) -> CellResult:
        if text is None or text in self.field.missing_values:
            return self._read_missing(text)
        if not is_plausible(text, self.field):
            return UNREADABLE

        value, broken = self._frictionless_result(without_grouping(text, self.field))
        if value is None:
            # The one that all unreadable texts share: there may be millions.
            return UNREADABLE if broken == UNREADABLE.broken else CellResult(None, broken)
        if has_too_many_digits(value):
            return UNREADABLE

        if self._breaks_pattern(text):
            broken = tuple(sorted((*broken, "pattern"), key=ORDER.index))
        canonical = canonical_of(value, text, self.field)
        return CellResult(
            value=value,
            broken=(*broken, *self._broken_agreements(value, broken)),
            canonical=canonical,
            loss=loss_of(
                value,
                text,
                canonical,
                self.field,
            ),
            unusual=is_unusual(text, self.field),
            key=key_of(value),
        )

    def _read_missing(self, text: str | None) -> CellResult:
        _, broken = self._frictionless_result(text)
        if text in self.field.labelled_missing:
            return CellResult(None, broken, loss="labelled-missing")
        return CellResult(None, broken)

    def _breaks_pattern(self, text: str) -> bool:
        pattern = self.field.constraints.get("pattern")
        return pattern is not None and not read_pattern(pattern).matches(text)

    def _broken_agreements(self, value: object, said: tuple[str, ...]) -> tuple[str, ...]:
        """What does not hold of that which Frictionless does not ask; `said` is what it says."""
        broken = []
        if has_too_many_decimals(value, self.field):
            broken.append("decimals")
        if self.field.categories and str(value) not in self.field.categories:
            broken.append("categories")
        if "items" not in said and _has_item_against_its_pattern(value, self.field.descriptor):
            broken.append("items")
        return tuple(broken)

    def _frictionless_result(self, text: str | None) -> tuple[Any, tuple[str, ...]]:
        """(value, what does not hold).

        A signalling NaN under a bound is one that Frictionless falls over.
        """
        try:
            value, notes = self._frictionless_reader(text)
        except Exception:  # noqa: BLE001  whatever it is, this text has no value
            return None, ("type",)

        broken: dict[str, None] = {}
        for name in notes or ():
            is_of_field = name == "type" or name in self.field.constraints
            # Anything else is a constraint of an array's items, not of the field.
            broken[name if is_of_field else "items"] = None
        return value, tuple(broken)

    @cached_property
    def _frictionless_reader(self) -> Callable[[str | None], tuple[Any, Mapping[str, str] | None]]:
        """Frictionless's reader of this field. Imported here: clean data never needs it."""
        from frictionless import Schema

        descriptor = {
            "$schema": TABLE_SCHEMA_2,
            "fields": [_frictionless_field(self.field)],
            "missingValues": [],
        }
        field = Schema.from_descriptor(descriptor).fields[0]
        reader: Callable[[str | None], tuple[Any, Mapping[str, str] | None]]
        reader = field.create_cell_reader()
        return reader


def _has_item_against_its_pattern(value: object, descriptor: Descriptor) -> bool:
    """Of an array, whose items Frictionless would match without bound."""
    items = descriptor.get("arrayItem")
    if not isinstance(value, list) or not items:
        return False

    pattern = items.get("constraints", {}).get("pattern")
    if pattern is not None:
        read = read_pattern(pattern)
        if not all(read.matches(item) for item in value if isinstance(item, str)):
            return True

    return any(_has_item_against_its_pattern(item, items) for item in value)


# ---- the field as Frictionless is given it


def _frictionless_field(field: Field) -> dict[str, Any]:
    constraints = {
        name: _ungrouped_bound(limit, field)
        for name, limit in field.constraints.items()
        if name not in ASKED_HERE
    }

    # Frictionless wants labels told apart, and does nothing with them.
    missing = [
        {"value": value, "label": str(number)}
        for number, value in enumerate(dict.fromkeys(field.missing_values))
    ]
    return {
        **_reader_properties(field.descriptor),
        "name": "field",
        "format": field.format,
        "constraints": constraints,
        "missingValues": missing,
    }


def _reader_properties(descriptor: Descriptor) -> dict[str, Any]:
    properties = {name: descriptor[name] for name in READER_PROPERTIES if name in descriptor}

    items = descriptor.get("arrayItem")
    if descriptor.get("type") == "array" and items:
        constraints = items.get("constraints", {})
        of_items = {name: items[name] for name in ("format",) if name in items}
        of_items["constraints"] = {
            name: limit for name, limit in constraints.items() if name != "pattern"
        }
        properties["arrayItem"] = of_items | _reader_properties(items)
    return properties


def _ungrouped_bound(bound: Any, field: Field) -> Any:  # noqa: ANN401  what constraints hold
    """Frictionless's integer knows no groups in its bounds either."""
    if isinstance(bound, list):
        return [_ungrouped_bound(value, field) for value in bound]
    return without_grouping(bound, field) if isinstance(bound, str) else bound
