"""Sentences about checks before a release."""

from __future__ import annotations

from statx.texts import Text

LOOSER = Text(
    id="{name} = {value} dalam statx.toml lebih longgar daripada bawaannya ({default}).",
    en="{name} = {value} in statx.toml lets more through than the default ({default}).",
)
PASSES_ITS_SCHEMA = Text(
    id="ketentuan skemanya",
    en="what its schema asks",
)
