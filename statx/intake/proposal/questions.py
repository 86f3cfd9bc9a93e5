"""What only a person can say: each question with its evidence, and the answers that settle it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from statx.texts import Text

Answers = Mapping[str, str]
"""Id of a question -> what was chosen; what is not in it is open."""
NO_ANSWERS: Answers = {}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose."""

    value: str
    """What stands in the recipe, or an id."""
    says: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that the sheet does not say."""

    id: str
    asks: Text
    evidence: Text
    """What in the sheet makes it a question."""
    choices: tuple[Choice, ...]
    """Empty: whatever is typed."""
