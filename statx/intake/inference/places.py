"""The columns of region codes and of region names in a draft, as far as all rows bear them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from statx.intake.inference import words
from statx.intake.inference.draft import Draft
from statx.intake.inference.regions import (
    RegionColumn,
    is_unproven,
    look_for_codes,
    names_beside,
)
from statx.intake.inference.types import TEXT
from statx.intake.inference.whole import Broken
from statx.registry.catalog import Catalog
from statx.texts import Text, count

_SAYS: Mapping[str, Text] = {
    "code-system": words.OTHER_SYSTEM,
    "region-name": words.NAMES_DIFFER,
}
"""Code of a rule -> what is said where it does not hold in all rows."""


@dataclass(frozen=True, slots=True)
class Places:
    """What is proposed of regions."""

    coded: Mapping[str, RegionColumn]
    """By label."""
    names: Mapping[str, str]
    """Label of a column of names -> that of the codes."""

    def on(self, draft: Draft) -> Draft:
        """The draft with these proposals."""
        columns = []
        for column in draft.columns:
            region = self.coded.get(column.label)
            changed = replace(
                column,
                type=column.type if region is None else TEXT,
                region=region,
                name_of=self.names.get(column.label, ""),
            )
            columns.append(changed)
        return replace(draft, columns=tuple(columns))

    def without(self, broken: Broken) -> tuple[Places, tuple[Text, ...]]:
        """What of them holds in all rows, and what is said of the rest."""
        coded = dict(self.coded)
        names = dict(self.names)
        remarks = []
        for (code, field), rows in sorted(broken.items()):
            remarks.append(
                _SAYS.get(code, words.CODES_NOT_IN_FORCE).fill(
                    name=field,
                    n=count(rows),
                )
            )
            if code == "code-system":
                coded.pop(field, None)
            elif code == "region-name":
                names.pop(field, None)
            elif field in coded:
                coded[field] = replace(coded[field], code_list="")

        names = {name: of for name, of in names.items() if of in coded}
        return Places(coded, names), tuple(remarks)

    def remarks(self, draft: Draft, catalog: Catalog) -> Iterator[Text]:
        """What is said of the columns of codes."""
        for column in self.coded.values():
            says = words.CODES if column.code_list else words.CODES_WITHOUT_LIST
            yield says.fill(
                name=column.name,
                system=words.SYSTEMS[column.system],
                level=column.level,
                code_list=column.code_list,
            )
            if column.name not in self.names.values() and is_unproven(
                column, _codes(draft, column), catalog.regions
            ):
                yield words.UNPROVEN_SYSTEM.fill(name=column.name)


def propose_places(draft: Draft, catalog: Catalog) -> tuple[Places, tuple[Text, ...]]:
    """What the texts of each column alone say of regions, and what there is to say besides."""
    coded: dict[str, RegionColumn] = {}
    remarks: list[Text] = []
    for column in draft.columns:
        looked = look_for_codes(
            column.label,
            column.profile,
            catalog,
        )
        remarks += looked.remarks
        if looked.column is not None:
            coded[column.label] = looked.column
    return Places(coded, _names_of(draft, coded)), tuple(remarks)


def _names_of(draft: Draft, coded: Mapping[str, RegionColumn]) -> Mapping[str, str]:
    labels = [column.label for column in draft.columns if column.type == TEXT]
    names: dict[str, str] = {}
    for column in coded.values():
        free = [label for label in labels if label not in names]
        name = names_beside(
            column,
            free,
            list(coded),
        )
        if name:
            names[name] = column.name
    return names


def _codes(draft: Draft, column: RegionColumn) -> frozenset[str]:
    profile = next(each.profile for each in draft.columns if each.label == column.name)
    return frozenset(profile.texts or ()) - profile.missing
