"""A schema drafted from data: types, units, codes and a key, from every row of every file.

All rows are read, block by block, and several files give one schema that each of them passes. What
is proposed holds for all that was read, by construction: a type has a form that every value has, a
key stands once in each file, a code list has every code. What does not hold everywhere is not
proposed, and said. What only people know is TODO (`registry.unfinished`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from statx.intake.inference import words
from statx.intake.inference.columns import BlockProfile, Profile, added, profile_block
from statx.intake.inference.draft import Draft, DraftColumn
from statx.intake.inference.errors import NoRowsError, OtherColumnsError, UnusableHeaderError
from statx.intake.inference.kept import KeptColumns
from statx.intake.inference.keys import Key, KeySearch
from statx.intake.inference.places import propose_places
from statx.intake.inference.regions import SHOWN, may_be_names
from statx.intake.inference.remarks import remarks_about
from statx.intake.inference.types import ColumnType, looks_like_other_locale, others, type_of
from statx.intake.inference.whole import Broken, Seen, WholeRows
from statx.judging.engine import no_progress
from statx.judging.workers import BlockTask, Threads
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.registry.unfinished import number_unfinished
from statx.registry.vocabulary import NumberLocale
from statx.sources.settling import UnjudgedTable
from statx.tables import fit
from statx.tables.judged import JudgedBlock
from statx.tables.meaning import CellReader
from statx.tables.table import BlockExtent
from statx.texts import Text, count


@dataclass(frozen=True)
class Inferred:
    """A drafted schema, and what there is to say of it."""

    draft: Draft
    remarks: tuple[Text, ...]
    rows: int
    """Of all files together."""
    misshapen: int = 0
    """Records with another number of cells than the header, or with no value."""
    is_in_other_locale: bool = False
    """Whether some columns are numbers only in the locale that was not named, and none in this."""

    @cached_property
    def descriptor(self) -> dict[str, Any]:
        """The Table Schema."""
        return self.draft.descriptor()

    @property
    def text(self) -> str:
        """The same as it is written to a file."""
        return _written(self.descriptor)

    def text_for_editors(self, schema: str) -> str:
        """The same with the path of the JSON Schema by which an editor checks it."""
        return _written({"$schema": schema, **self.descriptor})

    @property
    def open_places(self) -> int:
        """How many places are left to people."""
        return number_unfinished(self.descriptor)


@dataclass(frozen=True)
class _Read:
    """One file, all of whose rows were read."""

    opened: UnjudgedTable
    readers: tuple[CellReader, ...]
    columns: tuple[Profile, ...]
    """By label, in this file's order."""
    rows: int
    misshapen: int
    first: JudgedBlock
    kept: KeptColumns
    threads: int

    @property
    def whole(self) -> WholeRows:
        return WholeRows(
            self.opened.table,
            self.readers,
            self.kept,
            self.threads,
        )

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """By label."""
        return dict(zip(self.opened.table.labels, self.columns, strict=True))


def infer(
    tables: Sequence[UnjudgedTable],
    name: str,
    catalog: Catalog,
    workers: Threads,
    progress: Callable[[BlockExtent], None] = no_progress,
) -> Inferred:
    """The schema that all rows of these tables pass.

    Raises UnusableHeaderError, NoRowsError, OtherColumnsError, and what reading raises.
    """
    first, *more = tables
    for table in tables:
        _refuse_unusable_header(table)
    for table in more:
        _refuse_other_columns(table, first)

    read = [_read_whole(table, workers, progress) for table in tables]
    columns = _typed_columns(read)
    orders = {table.table.labels for table in tables}
    draft = Draft(
        name,
        columns,
        _missing_marks(columns),
        in_any_order=len(orders) > 1,
    )
    places, about_codes = propose_places(draft, catalog)
    search = KeySearch(read[0].first, _names_for_key(places.on(draft)))
    groups = search.groups()
    seen = _look(
        read,
        places.on(draft),
        catalog,
        next(groups, ()),
    )
    places, about_places = places.without(seen.broken)

    draft = places.on(draft)
    key = _key(
        seen.keys,
        groups,
        read,
        draft,
        catalog,
    )
    draft = replace(draft, key=key)
    remarks = (
        *_about_shape(read),
        *_about_key(draft, search),
        *about_codes,
        *about_places,
        *places.remarks(draft, catalog),
        *remarks_about(draft, first.locale),
    )
    return Inferred(
        draft,
        remarks,
        rows=sum(each.rows for each in read),
        misshapen=sum(each.misshapen for each in read),
        is_in_other_locale=_is_in_other_locale(draft, first.locale),
    )


def _written(descriptor: Mapping[str, Any]) -> str:
    return json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"


def _is_in_other_locale(draft: Draft, locale: NumberLocale) -> bool:
    is_number = [column.type.type == "number" for column in draft.columns]
    is_other = [looks_like_other_locale(column.profile, locale) for column in draft.columns]
    return any(is_other) and not any(is_number)


# ---- reading ------------------------------------------------------------------------------------


def _refuse_unusable_header(opened: UnjudgedTable) -> None:
    labels = opened.table.labels
    if not labels or not all(label.strip() for label in labels):
        raise UnusableHeaderError(
            path=opened.path,
            why=words.EMPTY_LABEL,
        )

    twice = sorted({label for label in labels if labels.count(label) > 1})
    if twice:
        why = words.LABEL_TWICE.fill(label=twice[0])
        raise UnusableHeaderError(
            path=opened.path,
            why=why,
        )


def _refuse_other_columns(opened: UnjudgedTable, first: UnjudgedTable) -> None:
    differing = set(opened.table.labels) ^ set(first.table.labels)
    if differing:
        raise OtherColumnsError(
            path=opened.path,
            first=first.path,
            labels=", ".join(sorted(differing)[:SHOWN]),
        )


def _read_whole(
    opened: UnjudgedTable, workers: Threads, progress: Callable[[BlockExtent], None]
) -> _Read:
    as_text = _schema_of(
        [
            {
                "name": label,
                "type": "any",
            }
            for label in opened.table.labels
        ]
    )
    opened = replace(opened, table=fit(opened.table, as_text))
    readers = tuple(CellReader(field) for field in as_text.fields)
    task = BlockTask(
        readers,
        (),
        profile_block,
    )

    outcomes = workers.judge_blocks(opened.table, task)
    first = next(outcomes, None)
    if first is None:
        raise NoRowsError(path=opened.path)

    total = _Total(first.output, _worth_keeping(first.output, opened))
    progress(first.extent)
    for outcome in outcomes:
        total.add(outcome.output)
        progress(outcome.extent)
    return _Read(
        opened,
        readers,
        tuple(total.columns),
        total.rows,
        total.misshapen,
        first.output.block,
        total.kept,
        workers.number,
    )


def _worth_keeping(first: BlockProfile, opened: UnjudgedTable) -> frozenset[str]:
    """The columns that may be part of a key, or hold codes, names or periods."""
    names = []
    for label, profile in zip(opened.table.labels, first.columns, strict=True):
        column = DraftColumn(label, type_of(profile, opened.locale), profile)
        is_of_place_or_time = column.heading.is_calendar or may_be_names(label)
        if column.may_be_in_key(()) or is_of_place_or_time or profile.has("coded"):
            names.append(label)
    return frozenset(names)


class _Total:
    """What the blocks of a file gave so far."""

    def __init__(self, first: BlockProfile, worth_keeping: frozenset[str]) -> None:
        self.columns = list(first.columns)
        self.rows = first.rows
        self.misshapen = first.misshapen + first.blank
        self.kept = KeptColumns(worth_keeping)
        self.kept.add(first.block)

    def add(self, block: BlockProfile) -> None:
        self.columns = [
            a + b
            for a, b in zip(
                self.columns,
                block.columns,
                strict=True,
            )
        ]
        self.rows += block.rows
        self.misshapen += block.misshapen + block.blank
        self.kept.add(block.block)


def _schema_of(fields: list[dict[str, Any]]) -> Schema:
    return Schema.parse({"fields": fields}, source="")


def _about_shape(read: Sequence[_Read]) -> list[Text]:
    return [
        words.MISSHAPEN.fill(
            path=each.opened.path,
            n=count(each.misshapen),
        )
        for each in read
        if each.misshapen
    ]


# ---- columns ------------------------------------------------------------------------------------


def _typed_columns(read: Sequence[_Read]) -> tuple[DraftColumn, ...]:
    first = read[0].opened
    profiles = {}
    for label in first.table.labels:
        profiles[label] = added([each.profiles[label] for each in read])

    types = {label: type_of(profile, first.locale) for label, profile in profiles.items()}
    types = _holdable(types, read)
    return tuple(DraftColumn(label, types[label], profiles[label]) for label in profiles)


def _holdable(types: dict[str, ColumnType], read: Sequence[_Read]) -> dict[str, ColumnType]:
    """The types, and of columns of Parquet that cannot hold theirs the next that they can."""
    more = {label: iter(others(kind)) for label, kind in types.items()}
    while wrong := {label for each in read for label in _wrong(each, types)}:
        for label in wrong:
            types = {**types, label: next(more[label])}
    return types


def _wrong(read: _Read, types: dict[str, ColumnType]) -> Iterable[str]:
    """The columns whose own type cannot hold the values of the field's."""
    table = read.opened.table
    fields = [{"name": label, "type": types[label].type} for label in table.labels]
    return fit(table, _schema_of(fields)).wrong_types()


def _missing_marks(columns: Sequence[DraftColumn]) -> tuple[str, ...]:
    """The texts for no figure that stand among numbers, dates and truths."""
    marks: set[str] = set()
    for column in columns:
        if column.type.type != "string":
            marks |= column.profile.missing
    return ("", *sorted(marks - {""}))


# ---- what all rows tell -------------------------------------------------------------------------


def _names_for_key(draft: Draft) -> list[str]:
    return [column.label for column in draft.columns if column.may_be_in_key(draft.missing)]


def _look(read: Sequence[_Read], draft: Draft, catalog: Catalog, keys: Sequence[Key]) -> Seen:
    """What all rows of all files say of a draft and of these keys."""
    schema = Schema.parse(draft.descriptor(), source=draft.name)
    broken: Broken = Counter()
    for each in read:
        seen = each.whole.look(
            schema,
            catalog,
            keys,
        )
        broken.update(seen.broken)
        keys = seen.keys
    return Seen(broken, tuple(keys))


def _key(
    holding: Sequence[Key],
    groups: Iterator[tuple[Key, ...]],
    read: Sequence[_Read],
    draft: Draft,
    catalog: Catalog,
) -> Key:
    """The first key that holds in every file; empty where none of those that are tried does."""
    while not holding:
        group = next(groups, None)
        if group is None:
            return ()
        holding = _look(
            read,
            draft,
            catalog,
            group,
        ).keys
    return holding[0]


def _about_key(draft: Draft, search: KeySearch) -> Iterator[Text]:
    if not draft.key:
        yield _why_no_key(search)
        return

    yield words.KEY.fill(names=", ".join(draft.key))
    outside = [
        column.label
        for column in draft.columns
        if column.heading.is_calendar and column.label not in draft.key
    ]
    if outside:
        yield words.CALENDAR_OUTSIDE_KEY.fill(names=", ".join(outside))


def _why_no_key(search: KeySearch) -> Text:
    if not search.names:
        return words.NOTHING_FOR_A_KEY
    return words.KEY_UNTIL_THE_LIMIT if search.was_cut else words.NO_KEY
