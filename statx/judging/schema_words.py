"""What `schema check` says beside the faults that any reading of a schema finds."""

from __future__ import annotations

from statx.texts import Text, verbatim

OF_FIELD = Text(
    id="kolom {field}: {fault}",
    en="field {field}: {fault}",
)
AT = verbatim("{place}: {fault}")
SCHEMA = Text(
    id="skema",
    en="schema",
)

IS_MISSING = Text(
    id="{name!r} belum ada",
    en="{name!r} is missing",
)
IS_UNKNOWN = Text(
    id="{name!r} tidak dikenal registri",
    en="{name!r} is not known to the registry",
)
IS_NO = Text(
    id="jenisnya bukan {type}",
    en="is no {type}",
)
IS_NONE_OF = Text(
    id="bukan salah satu dari {known}",
    en="is none of {known}",
)
LOOKS_OTHERWISE = Text(
    id="tidak sesuai pola {pattern}",
    en="does not match {pattern}",
)
IS_EMPTY = Text(
    id="kosong atau terlalu pendek",
    en="is empty or too short",
)
IS_NOT_AGREED = Text(
    id="tidak sesuai dengan aturan registri ({rule})",
    en="is not what the registry's rules ask for ({rule})",
)

TO_BE_WRITTEN = Text(
    id="masih TODO: {places}",
    en="still TODO: {places}",
)

FRICTIONLESS = verbatim("frictionless: {note}")
HAS_NO_FIELDS = Text(
    id="foreignKeys: {resource} tidak memiliki {names}",
    en="foreignKeys: {resource} has no {names}",
)
EXAMPLE_FIELD = Text(
    id="example: tidak ada kolom {name!r}", en="example: there is no field {name!r}"
)
EXAMPLE_CELL = Text(
    id="example: {name} {text!r} tidak lolos ({rules})",
    en="example: {name} {text!r} does not pass ({rules})",
)
