"""How near a header is to a schema: what they share, and what differs.

A column is shared by its name, by another spelling of that (`Kode Wilayah`, `P0`, the field's
title), or by what such columns are called elsewhere (`kode_kabupaten_kota`). The last is proposed,
never taken for granted.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.tables.label_pairing import pair_labels
from statx.texts import Text, count, joined, verbatim

ENOUGH = 2
"""Columns that must be shared: nearly every table has a year."""
SHOWN = 5
"""Columns named of each kind of difference."""

SHARED = Text(
    id="{n} dari {all} kolomnya ada",
    en="{n} of its {all} columns are there",
)
MISSING = Text(
    id="tidak ada: {names}",
    en="missing: {names}",
)
EXTRA = Text(
    id="di luar skema: {names}",
    en="not in the schema: {names}",
)
RENAMED = Text(
    id="lain ejaannya: {names}",
    en="spelt otherwise: {names}",
)
LIKELY = Text(
    id="mungkin maksudnya: {names}",
    en="probably meant: {names}",
)
OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "kode_wilayah": (
        *("kode_kabupaten_kota", "kode_kab_kota", "kode_kabkota", "kode_kabupaten", "kode_daerah"),
        *("kode_kecamatan", "kode_desa", "kode_kelurahan", "kode_bps", "kode_kemendagri"),
    ),
    "nama_wilayah": (
        *("nama_kabupaten_kota", "nama_kab_kota", "nama_kabkota", "nama_kabupaten", "nama_daerah"),
        *("kabupaten_kota", "kab_kota", "kabkota", "kabupaten", "kecamatan", "nama_kecamatan"),
        *("provinsi", "wilayah", "daerah", "region"),
    ),
    "tahun": ("year", "thn", "periode_tahun"),
    "bulan": ("month", "bln"),
    "jenis_kelamin": ("sex", "gender", "jk"),
    "p0": ("persentase_penduduk_miskin", "persen_penduduk_miskin"),
    "tpt": ("unemploymentrate", "tingkat_pengangguran_terbuka"),
    "tpak": ("tingkat_partisipasi_angkatan_kerja",),
}
"""Field -> how offices and portals call such a column."""
OTHER_MEASURES = ("persentase", "persen", "rasio", "indeks", "laju", "rata", "proporsi", "angka")
"""A label that begins with one of these holds another figure than the field whose name follows."""
WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Nearness:
    """One schema beside a header."""

    schema: Schema
    shared: int
    """Fields that the header has, by whatever spelling."""
    renames: tuple[tuple[str, str], ...]
    """(label, name) of the columns that differ by their spelling alone."""
    likely: tuple[tuple[str, str], ...]
    """(label, name) of columns that others call so."""
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def share(self) -> float:
        """Of all columns that either has, how many both have: from 0 to 1.

        What is only likely counts half.
        """
        missing = len(self.missing)
        extra = len(self.extra)
        either = self.shared + missing + extra
        if not either:
            return 0.0
        return (self.shared - len(self.likely) / 2) / either

    @property
    def differs_by_spelling_alone(self) -> bool:
        """Whether renaming columns makes the header the schema's."""
        if self.missing or self.extra or self.likely:
            return False
        return bool(self.renames)

    @property
    def difference(self) -> Text:
        """What the header has and lacks, in words."""
        fields = count(len(self.schema.names))
        shared = count(self.shared)
        sentences = [
            SHARED.fill(
                n=shared,
                all=fields,
            )
        ]
        for sentence, names in (
            (RENAMED, _arrows(self.renames)),
            (LIKELY, _arrows(self.likely)),
            (MISSING, self.missing),
            (EXTRA, self.extra),
        ):
            if names:
                listed = _listed(names)
                sentences.append(sentence.fill(names=listed))
        return joined(sentences, "; ")


def nearest(labels: Sequence[str], catalog: Catalog) -> list[Nearness]:
    """The schemas that share some fields with a header, the nearest first.

    A schema is as near as the nearest of its versions, but proposed in its newest: an earlier one
    only where the header has all its columns, as a file made for that version has.
    """
    sharing: list[tuple[float, Nearness]] = []
    for name in catalog.names:
        versions = [compare(labels, schema) for schema in catalog.every_version(name)]
        whole = [version for version in versions if not version.missing]
        proposed = whole[0] if whole else versions[0]
        if proposed.shared >= ENOUGH:
            share = max(version.share for version in versions)
            sharing.append((share, proposed))

    # Equal shares by their names, so that the same header is always told the same.
    sharing.sort(key=lambda each: each[1].schema.ref)
    sharing.sort(
        key=lambda each: each[0],
        reverse=True,
    )
    return [nearness for _, nearness in sharing]


def compare(labels: Sequence[str], schema: Schema) -> Nearness:
    """What a header shares with a schema."""
    pairing = pair_labels(tuple(labels), schema)
    surely = {
        position: field.name
        for position, field in pairing.pairs.items()
        if labels[position] == field.name or position in pairing.respelt
    }
    likely = _likely(labels, schema, surely)

    shared = {*surely.values(), *likely.values()}
    others = [at for at in range(len(labels)) if at not in surely and at not in likely]
    return Nearness(
        schema,
        len(shared),
        renames=_pairs(labels, {at: surely[at] for at in sorted(pairing.respelt)}),
        likely=_pairs(labels, likely),
        missing=tuple(name for name in schema.names if name not in shared),
        extra=tuple(labels[at] for at in others),
    )


def _likely(labels: Sequence[str], schema: Schema, surely: Mapping[int, str]) -> dict[int, str]:
    """Position -> field, of the columns that are called so elsewhere; each field once."""
    left = [name for name in schema.names if name not in surely.values()]
    likely: dict[int, str] = {}
    for is_meant in (_is_other_name, _holds_name):
        for at, label in enumerate(labels):
            if at in surely or at in likely:
                continue
            name = next((name for name in left if is_meant(label, name)), None)
            if name is not None:
                likely[at] = name
                left.remove(name)
    return dict(sorted(likely.items()))


def _is_other_name(label: str, name: str) -> bool:
    return "_".join(_words(label)) in OTHER_NAMES.get(name, ())


def _holds_name(label: str, name: str) -> bool:
    """Whether the label begins with the name, or has it behind `jumlah`: `jumlah_penduduk`."""
    words = _words(label)
    if not words or words[0] in OTHER_MEASURES or "_".join(words) in OTHER_NAMES:
        return False

    wanted = _words(name)
    if words[0] == "jumlah" and len(words) > 1:
        words = words[1:] if wanted[0] != "jumlah" else words
    return words[: len(wanted)] == wanted


def _words(label: str) -> list[str]:
    return WORDS.findall(label.casefold())


def _pairs(labels: Sequence[str], names: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    return tuple((labels[at], name) for at, name in names.items())


def _arrows(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{label} → {name}" for label, name in pairs]


def _listed(names: Sequence[str]) -> Text:
    shown = ", ".join(names[:SHOWN])
    if len(names) > SHOWN:
        shown += ", …"
    return verbatim(shown)
