"""Which label of a header is meant for which field of a schema.

A name that stands anywhere in the header is that field's, wherever it stands. What is left over
is compared by its spelling: `Kode Wilayah` is `kode_wilayah`, `Garis Kemiskinan` the title of
`garis_kemiskinan`, and `gk` its initials. Only then does the position count: a label and a field
that are found nowhere else, in the same place of the row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from statx.registry.fields import Field
from statx.registry.schema import Schema

Labels = tuple[str, ...]
Pairs = Mapping[int, Field]
"""Position of a label, from 0 -> its field; a label without a field is left out."""

NEAR = 0.85
"""Likeness from which two spellings may be one name."""
MOST_COMPARED = 10_000
"""Pairs of a label and a field that are compared by their spelling: beyond, it is another table."""
SHORTEST = 4
"""Letters of a name that a likeness is asked of: in shorter ones one letter makes another name."""


@dataclass(frozen=True, slots=True)
class LabelPairing:
    """The labels of a header, each with its field, by what it was recognised."""

    pairs: Pairs
    respelt: frozenset[int]
    """Positions of labels that name their field in another spelling."""


def pair_labels(labels: Labels, schema: Schema) -> LabelPairing:
    """Pair by name, then by spelling, then by position."""
    pairs = paired_by_name(labels, schema)
    respelt = _respelt(
        labels,
        schema,
        pairs,
    )
    pairs |= respelt

    left_over = _left_over(schema, pairs)
    for position, field in enumerate(schema.fields[: len(labels)]):
        if position not in pairs and field in left_over:
            pairs[position] = field

    in_order = dict(sorted(pairs.items()))
    return LabelPairing(in_order, frozenset(respelt))


def paired_by_name(labels: Labels, schema: Schema) -> dict[int, Field]:
    """Of a name that stands twice, the label in the field's own position, else the first."""
    pairs = {}
    places = positions_by_label(labels)
    for own, field in enumerate(schema.fields):
        if field.name not in places:
            continue
        is_in_place = own < len(labels) and labels[own] == field.name
        position = own if is_in_place else places[field.name][0]
        pairs[position] = field
    return pairs


def positions_by_label(labels: Labels) -> dict[str, list[int]]:
    """Where each label stands, from 0, ascending."""
    places: dict[str, list[int]] = {}
    for position, label in enumerate(labels):
        places.setdefault(label, []).append(position)
    return places


def near_label(field: Field, labels: Labels, pairs: Pairs) -> str | None:
    """The label without a field that may be this one in another spelling."""
    for position, label in enumerate(labels):
        if position not in pairs and _is_spelling_of(label, field):
            return label
    return None


def too_many_to_compare(labels: Labels, schema: Schema, pairs: Pairs) -> bool:
    """Whether labels and fields that are left over are too many for each to be held to each."""
    labels_left = len(labels) - len(pairs)
    fields_left = len(schema.fields) - len(pairs)
    return labels_left * fields_left > MOST_COMPARED


def _respelt(labels: Labels, schema: Schema, pairs: Pairs) -> dict[int, Field]:
    """Labels that name a field in another spelling; the surest kind of likeness first."""
    found: dict[int, Field] = {}
    if too_many_to_compare(labels, schema, pairs):
        return found

    for is_like in (_is_same_word, _is_initials, _is_near):
        for position, label in enumerate(labels):
            if position in pairs or position in found or not label:
                continue
            for field in _left_over(schema, {**pairs, **found}):
                if is_like(label, field):
                    found[position] = field
                    break
    return found


def _left_over(schema: Schema, pairs: Pairs) -> list[Field]:
    paired = {field.name for field in pairs.values()}
    return [field for field in schema.fields if field.name not in paired]


# ---- spelling ------------------------------------------------------------------------------------


def _is_spelling_of(label: str, field: Field) -> bool:
    kinds: tuple[Callable[[str, Field], bool], ...] = (_is_same_word, _is_initials, _is_near)
    return bool(label) and any(is_like(label, field) for is_like in kinds)


def _is_same_word(label: str, field: Field) -> bool:
    """The field's name or title, but for capitals, spaces and marks."""
    return _letters(label) in _names_of(field)


def _is_initials(label: str, field: Field) -> bool:
    """`gk` for `garis_kemiskinan`."""
    words = re.findall(r"[^\W_]+", field.name.casefold())
    initials = "".join(word[0] for word in words)
    return len(words) > 1 and _letters(label) == initials


def _is_near(label: str, field: Field) -> bool:
    """A slip of the key away from the name or the title."""
    letters = _letters(label)
    if len(letters) < SHORTEST:
        return False
    for name in _names_of(field):
        # Another number is another thing: `p1` and `p2`, `tahun_2023` and `tahun_2024`.
        if re.findall(r"\d+", name) != re.findall(r"\d+", letters):
            continue
        matcher = SequenceMatcher(None, letters, name)
        # The quick ratios are bounds of the slow one: most pairs of words are told apart by them.
        if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
            continue
        if matcher.ratio() >= NEAR:
            return True
    return False


def _names_of(field: Field) -> set[str]:
    """How the field may be called, letters and digits alone."""
    names = (field.name, field.title.id, field.title.en)
    return {_letters(name) for name in names}


def _letters(name: str) -> str:
    return "".join(re.findall(r"[^\W_]+", name.casefold()))
