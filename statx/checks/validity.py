"""Codes in force: data of 2022 is judged by the codes of 2022.

A code list may keep its history: which codes have ended, and which began later. A code of it is
right where it was in force on any day of its row's period. A row that says no period is judged by
the codes in force now. A list without history, or a block without such a code, costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from statx.checks.check import BlockResult, Check, CheckContext, Failures, failures_at
from statx.checks.combinations import key_cells
from statx.checks.words import validity as words
from statx.registry.catalog import CodeList
from statx.registry.fields import Field, ForeignKey
from statx.registry.history import WHOLE_YEAR, PeriodFields, Validity
from statx.registry.regions import Regions
from statx.results.findings import Rule
from statx.tables.judged import JudgedBlock, JudgedColumn
from statx.tables.table import Rows
from statx.texts import Text

Days = NDArray[np.datetime64]

A_NUMBER = r"^\d{1,4}$"
FIRST_DAY, LAST_DAY = np.datetime64("0001-01-01"), np.datetime64("9999-12-31")
EPOCH = 1970


@dataclass(frozen=True)
class ValidityCheck(Check[None]):
    """The codes of one foreign key against the history of their list."""

    code = "code-validity"
    title = Text(
        id="masa berlaku kode {resource}",
        en="codes of {resource} in force",
    )
    field: Field
    resource: str
    validity: Mapping[str, Validity]
    """Code -> when it is in force; those that always were are left out."""
    period: PeriodFields | None
    regions: Regions | None
    """Where the codes are those of regions."""
    ended: Rule
    not_yet: Rule

    @classmethod
    def plan(cls, context: CheckContext) -> Iterator[Check[None]]:
        for key in context.schema.foreign_keys:
            code_list = context.catalog.code_list(key.resource)
            if code_list is None or len(key.fields) > 1 or not context.has(*key.fields):
                continue

            validity = code_list.validity(key.reference_fields[0])
            if validity:
                yield cls._of(
                    key,
                    code_list,
                    validity,
                    context,
                )

    @classmethod
    def _of(
        cls,
        key: ForeignKey,
        code_list: CodeList,
        validity: Mapping[str, Validity],
        context: CheckContext,
    ) -> Check[None]:
        field = context.schema.field(key.fields[0])
        return cls(
            field,
            code_list.name,
            validity,
            context.schema.period_fields,
            context.catalog.regions if field.region else None,
            ended=_rule(
                "code-ended",
                field,
                code_list,
            ),
            not_yet=_rule(
                "code-not-yet",
                field,
                code_list,
            ),
        )

    def look(self, block: JudgedBlock) -> BlockResult[None]:
        column = block.column(self.field.name)
        entries = self._entries_with_history(column)
        if column is None or not len(entries):
            return BlockResult()

        first, last = self._period_of(block, entries)
        codes = key_cells(column, entries)
        at = pc.index_in(codes, value_set=self._codes).to_numpy(zero_copy_only=False)
        has_ended = self._last_days[at] < first
        is_to_come = self._first_days[at] > last

        failures = []
        for rule, fails in ((self.ended, has_ended), (self.not_yet, is_to_come)):
            if fails.any():
                failures.append(self._failures(rule, block, entries[fails]))
        return BlockResult(tuple(failures))

    @property
    def full_title(self) -> Text:
        return self.title.fill(resource=self.resource)

    def hint(self, rule: Rule, cell: str | None, beside: str) -> Text | None:  # noqa: ARG002  the code says all
        code = (cell or "").strip()
        validity = self.validity.get(code)
        if validity is None:
            return None

        named = self._named(code)
        if rule.code == self.not_yet.code:
            return words.BEGINS_ON.fill(
                code=named,
                since=validity.since,
            )
        if not validity.successor:
            return words.ENDED_ON.fill(
                code=named,
                until=validity.until,
            )

        return words.WITH_SUCCESSOR.fill(
            code=named,
            until=validity.until,
            successor=self._successor(validity.successor),
        )

    def _failures(self, rule: Rule, block: JudgedBlock, entries: Rows) -> Failures:
        return failures_at(
            rule,
            block,
            entries,
            self.field.name,
        )

    def _entries_with_history(self, column: JudgedColumn | None) -> Rows:
        """The entries whose code has not always been in force. shape: (k,)"""
        if column is None:
            return np.empty(0, np.int64)

        has_history = pc.is_in(column.keys, value_set=self._codes)
        texts = np.flatnonzero(has_history.to_numpy(zero_copy_only=False))
        return column.rows_of(texts.tolist()) if len(texts) else np.empty(0, np.int64)

    def _period_of(self, block: JudgedBlock, entries: Rows) -> tuple[Days, Days]:
        """The first and the last day of each entry's period. shape: (k,) -> (k,), (k,)"""
        if self.period is None:
            return _now(len(entries))

        year = _numbers(block.column(self.period.year), entries)
        part = _numbers(block.column(self.period.part), entries)
        months = np.where(
            part > 0,
            self.period.months,
            WHOLE_YEAR,
        )
        parts = WHOLE_YEAR // months
        number = np.clip(
            part,
            1,
            parts,
        )

        begins = (year - EPOCH) * WHOLE_YEAR + (number - 1) * months
        first = begins.astype("datetime64[M]").astype("datetime64[D]")
        after = (begins + months).astype("datetime64[M]").astype("datetime64[D]")

        now, _ = _now(len(entries))
        is_said = year > 0
        begin = np.where(
            is_said,
            first,
            now,
        )
        end = np.where(
            is_said,
            after - 1,
            now,
        )
        return begin, end

    def _named(self, code: str) -> str:
        """A code with the name of its region, where it is one of a region."""
        system = self.field.region.system if self.field.region else "kemendagri"
        region = self.regions.by_code(code, system) if self.regions else None
        return f"{code} {region.name}" if region else code

    def _successor(self, code: str) -> str:
        """The same for a successor, which lists name by Kemendagri's code."""
        region = self.regions.by_code(code, "kemendagri") if self.regions else None
        if region is None or self.field.region is None:
            return code

        return f"{region.code_in(self.field.region.system)} {region.name}".strip()

    @cached_property
    def _codes(self) -> pa.Array:
        return pa.array(list(self.validity), pa.string())

    @cached_property
    def _first_days(self) -> Days:
        days = [validity.since or FIRST_DAY for validity in self.validity.values()]
        return np.array(days, "datetime64[D]")

    @cached_property
    def _last_days(self) -> Days:
        days = [validity.until or LAST_DAY for validity in self.validity.values()]
        return np.array(days, "datetime64[D]")


def _rule(code: str, field: Field, code_list: CodeList) -> Rule:
    rule = words.RULES[code].rule(code, resource=code_list.name)
    return replace(rule, field=field.name)


def _now(number: int) -> tuple[Days, Days]:
    """The period of rows that say none: the last day there is, on which all that ended has."""
    days = np.full(number, LAST_DAY)
    return days, days


def _numbers(column: JudgedColumn | None, entries: Rows) -> Rows:
    """The whole numbers of these entries; 0 where one is none. shape: (k,) -> (k,)"""
    if column is None:
        return np.zeros(len(entries), np.int64)

    texts = column.canonical
    is_number = pc.fill_null(pc.match_substring_regex(texts, A_NUMBER), False)
    numbers = pc.if_else(
        is_number,
        texts,
        "0",
    ).cast(pa.int64())
    by_text: Rows = numbers.to_numpy(zero_copy_only=False)
    by_entry: Rows = column.spread(by_text)[entries]
    return by_entry


CHECKS: tuple[type[Check[None]], ...] = (ValidityCheck,)
