"""Sentences about faults in what a schema says of disclosure."""

from __future__ import annotations

from statx.texts import Text

NEEDS = Text(
    id='statx.disclosure: "{kind}" memerlukan "{name}"',
    en='statx.disclosure: "{kind}" needs "{name}"',
)
OF_NO_NUMBER = Text(
    id='statx.disclosure: "{kind}" hanya untuk kolom bilangan (integer, number)',
    en='statx.disclosure: "{kind}" is for fields of numbers alone (integer, number)',
)
NO_FACTOR = Text(
    id="{name}: {value!r} bukan bilangan bulat mulai dari 1",
    en="{name}: {value!r} is no whole number from 1",
)
NO_NUMBER_NAMED = Text(
    id="{name}: tidak ada kolom bilangan {value!r}",
    en="{name}: there is no field of numbers {value!r}",
)
NO_MARK = Text(
    id='statx.disclosure.suppressed: {value!r} belum ada di "missingValues" kolom ini',
    en='statx.disclosure.suppressed: {value!r} is not among the "missingValues" of this field',
)
