"""A recipe in the making: its comments, and what is open about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from statx.intake.proposal import words
from statx.intake.proposal.questions import Question
from statx.texts import Text

FEW = 5
"""Texts that are named as examples."""


@dataclass
class Draft:
    """A recipe in the making."""

    notes: dict[str, list[Text]] = field(default_factory=dict)
    """Place in the recipe -> comments."""
    questions: list[Question] = field(default_factory=list)

    def note(self, place: str, text: Text) -> None:
        """Put a comment above a part of the recipe."""
        self.notes.setdefault(place, []).append(text)

    def ask(self, place: str, question: Question) -> None:
        """Leave a question open, and say so in the recipe."""
        self.questions.append(question)
        said = words.OPEN.fill(
            asks=question.asks,
            evidence=question.evidence,
        )
        self.note(place, said)
        for choice in question.choices:
            self.note(
                place,
                words.CHOICE.fill(says=choice.says),
            )


def few(texts: Sequence[str]) -> str:
    """The first of them, as one text."""
    named = ", ".join(texts[:FEW])
    return f"{named}, …" if len(texts) > FEW else named
