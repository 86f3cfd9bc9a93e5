"""When codes were in force, and which period a row is about.

A code list that keeps its history names three of its fields: the first and the last day of each
code, and its successor. A schema has fields that say which year, and which part of it, a row is
about: those it declares, else those of its key that are called `tahun`, `bulan`, `triwulan` or
`semester`. Data of 2022 is so judged by the codes of 2022.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from statx.registry import words
from statx.registry.vocabulary import Descriptor
from statx.texts import Text

MONTHS: Mapping[str, int] = {"month": 1, "quarter": 3, "semester": 6}
"""What a part of a year is called in a schema -> how many months it has."""
BY_NAME = {"bulan": "month", "triwulan": "quarter", "semester": "semester"}
"""Fields of a key that say by their name which part of the year a row is about."""
YEAR = "tahun"
WHOLE_YEAR = 12
OF_HISTORY = ("from", "until", "successor")
OF_PERIOD = ("year", *MONTHS)


@dataclass(frozen=True, slots=True)
class HistoryFields:
    """The fields of a code list that say when a code is in force."""

    since: str
    """Its first day; empty in a record: since before the history begins."""
    until: str
    """Its last day; empty in a record: it still is."""
    successor: str
    """The code that took its place; the field's name is empty where the list does not say it."""


@dataclass(frozen=True, slots=True)
class PeriodFields:
    """The fields that say which period a row is about."""

    year: str
    part: str = ""
    """The number of the part of the year; empty where a row is about a whole year."""
    months: int = WHOLE_YEAR
    """How many months such a part has."""


@dataclass(frozen=True, slots=True)
class Validity:
    """When one code is in force."""

    since: date | None
    """None: since before the history begins."""
    until: date | None
    """Its last day; None: it still is."""
    successor: str
    """The code that took its place; empty where none did."""

    @classmethod
    def of(cls, record: Mapping[str, str], fields: HistoryFields) -> Validity | None:
        """From a record of a code list; None where it was in force as far as is known."""
        since = record.get(fields.since)
        until = record.get(fields.until)
        if not since and not until:
            return None

        return cls(
            date.fromisoformat(since) if since else None,
            date.fromisoformat(until) if until else None,
            record.get(fields.successor) or "",
        )


def history_fields(statx: Descriptor) -> HistoryFields | None:
    """As a code list declares them; None where it keeps no history."""
    declared = statx.get("history")
    if declared is None:
        return None

    return HistoryFields(
        since=declared["from"],
        until=declared["until"],
        successor=declared.get("successor", ""),
    )


def period_fields(statx: Descriptor, key: Collection[str]) -> PeriodFields | None:
    """As a schema declares them, else by the names in its key; None where neither says a year."""
    declared = statx.get("periodFields")
    if declared is not None:
        for name, months in MONTHS.items():
            if name in declared:
                return PeriodFields(declared["year"], declared[name], months)
        return PeriodFields(declared["year"])

    if YEAR not in key:
        return None

    for field, name in BY_NAME.items():
        if field in key:
            return PeriodFields(YEAR, field, MONTHS[name])
    return PeriodFields(YEAR)


def history_faults(statx: Mapping[str, object], known: Collection[str]) -> Iterator[Text]:
    """What is wrong with `history` and `periodFields` of a schema whose fields are `known`."""
    yield from _faults_of(
        statx,
        "history",
        OF_HISTORY,
        required=("from", "until"),
        known=known,
    )
    yield from _faults_of(
        statx,
        "periodFields",
        OF_PERIOD,
        required=("year",),
        known=known,
    )


def _faults_of(
    statx: Mapping[str, object],
    name: str,
    allowed: tuple[str, ...],
    *,
    required: tuple[str, ...],
    known: Collection[str],
) -> Iterator[Text]:
    declared = statx.get(name)
    if declared is None:
        return

    if not isinstance(declared, Mapping) or not set(required) <= set(declared) <= set(allowed):
        yield words.NO_FIELDS_OF.fill(
            name=f"statx.{name}",
            allowed=", ".join(allowed),
        )
        return

    for field in declared.values():
        if not isinstance(field, str) or field not in known:
            yield words.UNKNOWN_FIELD.fill(
                name=f"statx.{name}",
                value=field,
            )
