"""A schema as far as data tells it; what only people know is TODO.

Nothing in it is a bound: that no figure was above 90 says nothing of the next one. A list of values
(`enum`) is proposed where few texts recur: at most twenty, each at least twice, and five rows to a
text. What stands in the primary key is required.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from statx.intake.inference.columns import Profile
from statx.intake.inference.headings import PARTS, Heading
from statx.intake.inference.regions import REFERENCE, RegionColumn
from statx.intake.inference.types import TEXT, ColumnType
from statx.registry.history import BY_NAME, MONTHS, YEAR
from statx.registry.unfinished import TODO

ROWS_A_TEXT = 5
"""Rows to each of the texts of an enum, on average."""
LEAST_ROWS = 2
"""Rows of each of them."""
LEAST_TEXTS = 2
LONGEST_TEXT = 60
"""Characters of a text of an enum: longer ones are remarks."""
FIRST_VERSION = "0.1.0"
NUMERIC = ("integer", "number")
ENGLISH: Mapping[str, str] = {
    "tahun": "year",
    "bulan": "month",
    "triwulan": "quarter",
    "semester": "semester",
    "persen": "percent",
    "rupiah": "rupiah",
    "hektare": "hectares",
    "ton": "tonnes",
    "kilogram": "kilograms",
    "jiwa": "persons",
    "orang": "persons",
    "ribu jiwa": "thousand persons",
    "ribu orang": "thousand persons",
    "unit": "units",
    "rumah tangga": "households",
    "hari": "days",
}
"""Units of the shared schemas in English."""


@dataclass(frozen=True, slots=True)
class DraftColumn:
    """One field, as far as its cells and its heading tell."""

    label: str
    type: ColumnType
    profile: Profile
    region: RegionColumn | None = None
    name_of: str = ""
    """The field whose region codes it names; empty where it names none."""

    @property
    def heading(self) -> Heading:
        return Heading.read(self.label)

    def may_be_in_key(self, missing: Sequence[str]) -> bool:
        """Whether it names or dates a record, with no cell without a value."""
        if self.profile.forms is None or self.profile.missing & {"", *missing} or self.name_of:
            return False
        if self.region is not None:
            return True

        heading = self.heading
        if heading.is_note:
            return False
        if self.type.type == "integer":
            # Equal numbers may be written with groups or without.
            names_something = heading.is_calendar or heading.is_identifier
            return names_something and self.profile.has("whole")
        return self.type.type in ("string", "date", "yearmonth") and not heading.is_measure


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole schema, as far as data tells it."""

    name: str
    columns: tuple[DraftColumn, ...]
    missing: tuple[str, ...]
    """Texts for no figure, the empty one first."""
    key: tuple[str, ...] = ()
    """Empty where none was found."""
    in_any_order: bool = False
    """Whether files have its columns in different orders."""

    def descriptor(self) -> dict[str, Any]:
        """The Table Schema."""
        described: dict[str, Any] = {
            "name": self.name,
            "title": TODO,
            "description": TODO,
            "statx": self._statx(),
            "fields": [self._field(column) for column in self.columns],
        }
        if self.in_any_order:
            described["fieldsMatch"] = "equal"
        if self.missing != ("",):
            described["missingValues"] = list(self.missing)
        if self.key:
            described["primaryKey"] = list(self.key)

        references = [_reference(each.region) for each in self.columns if each.region is not None]
        if any(references):
            described["foreignKeys"] = [each for each in references if each]
        return described

    def enum(self, column: DraftColumn) -> list[str]:
        """The closed list of a column's values; empty where none is proposed."""
        if column.type != TEXT or column.region or column.name_of:
            return []
        if column.heading.is_identifier or column.profile.texts is None:
            return []

        counted = {
            text: rows
            for text, rows in column.profile.texts.items()
            if text and text not in self.missing
        }
        few = len(counted) >= LEAST_TEXTS and column.profile.longest <= LONGEST_TEXT
        if not few or min(counted.values()) < LEAST_ROWS:
            return []
        return sorted(counted) if sum(counted.values()) >= ROWS_A_TEXT * len(counted) else []

    def _statx(self) -> dict[str, Any]:
        statx: dict[str, Any] = {
            "version": FIRST_VERSION,
            "en": {
                "title": TODO,
                "description": TODO,
            },
            "classification": TODO,
            "producer": TODO,
            "period": TODO,
            "disclosure": {"topic": TODO},
            "sources": [TODO],
        }
        periods = self._period_fields()
        if periods:
            statx["periodFields"] = periods
        return statx

    def _period_fields(self) -> dict[str, str]:
        """The fields that say which period a row is about."""
        calendar = {
            column.heading.words[0]: column.label
            for column in self.columns
            if column.type.type == "integer" and column.heading.words[:1] in _PARTS_ALONE
        }
        if YEAR not in calendar:
            return {}

        parts = {BY_NAME[word]: label for word, label in calendar.items() if word in BY_NAME}
        finest = next((part for part in MONTHS if part in parts), "")
        return {
            "year": calendar[YEAR],
            **({finest: parts[finest]} if finest else {}),
        }

    def _field(self, column: DraftColumn) -> dict[str, Any]:
        described: dict[str, Any] = {
            "name": column.label,
            "type": column.type.type,
        }
        if column.type.format:
            described["format"] = column.type.format

        described |= {
            "title": column.heading.title or TODO,
            "description": TODO,
        }
        constraints = self._constraints(column)
        if constraints:
            described["constraints"] = constraints

        described["statx"] = self._statx_of(column)
        return described

    def _constraints(self, column: DraftColumn) -> dict[str, Any]:
        constraints: dict[str, Any] = {}
        if column.label in self.key:
            constraints["required"] = True

        values = self.enum(column)
        if values:
            constraints["enum"] = values
        return constraints

    def _statx_of(self, column: DraftColumn) -> dict[str, Any]:
        statx: dict[str, Any] = {}
        english = {
            "title": TODO,
            "description": TODO,
        }
        if column.type.type in NUMERIC:
            unit = column.heading.unit or TODO
            statx["unit"] = unit
            english["unit"] = ENGLISH.get(unit, TODO)
        if column.type.decimals is not None:
            statx["decimals"] = column.type.decimals

        if column.type.type in NUMERIC and not self._is_of_key(column):
            statx |= {
                "concept": TODO,
                "disclosure": {"kind": TODO},
            }
        if column.region is not None:
            statx["region"] = {
                "system": column.region.system,
                "level": column.region.level,
            }
        if column.name_of:
            statx["regionNameOf"] = column.name_of

        statx["en"] = english
        return statx

    def _is_of_key(self, column: DraftColumn) -> bool:
        return column.label in self.key or column.heading.is_calendar


def schema_name(words: str) -> str:
    """`Data Penduduk 2024` as the registry spells names: `data_penduduk_2024`."""
    name = re.sub(
        r"[^a-z0-9]+",
        "_",
        words.casefold(),
    ).strip("_")
    return name if name[:1].isalpha() else f"skema_{name}".strip("_")


_PARTS_ALONE = [(part,) for part in PARTS]


def _reference(region: RegionColumn) -> dict[str, Any]:
    if not region.code_list:
        return {}

    reference = {
        "resource": region.code_list,
        "fields": [REFERENCE[region.system]],
    }
    return {
        "fields": [region.name],
        "reference": reference,
    }
