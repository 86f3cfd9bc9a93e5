"""What may have been meant by a text that is not there: said, and never applied."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from statx.texts import Text

NEAR = Text(
    id="Yang terdekat: {words!r}. ",
    en="The nearest is {words!r}. ",
)
NEAR_AT = Text(
    id="Yang terdekat: {words!r} ({cell}). ",
    en="The nearest is {words!r} ({cell}). ",
)
HEADINGS_AT = Text(
    id="Baris dengan judul kolom {words!r} dimulai di {cell}. ",
    en="The row with the heading {words!r} begins at {cell}. ",
)
NOTHING = Text(
    id="",
    en="",
)
LONGEST = 200
"""Letters that are compared."""


def nearest(words: str, known: Iterable[str]) -> str:
    """The text that is most like these words; empty where none is."""
    texts = {text[:LONGEST].casefold(): text for text in known}
    near = get_close_matches(words[:LONGEST].casefold(), texts, n=1)
    return texts[near[0]] if near else ""


def say_nearest(words: str, known: Iterable[str]) -> Text:
    """The same as a sentence."""
    near = nearest(words, known)
    return NEAR.fill(words=near) if near else NOTHING
