"""How we write down what the tests that frictionless-py publishes hold it to.

A case states what both programs must say of a text. Where statx says otherwise on purpose, the case
names the divergence and states Frictionless's answer beside it. Texts only: a CSV file has nothing
else.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Descriptor = Mapping[str, Any]


@dataclass(frozen=True)
class Broken:
    """A text that does not pass, and what it breaks: `type`, or names of constraints."""

    names: tuple[str, ...]


UNREADABLE = Broken(("type",))
MISSING = None
CRASHES = Broken(("traceback",))
"""What Frictionless does where its reader falls over."""


@dataclass(frozen=True)
class Column:
    """A field, and what its texts mean: a value, MISSING, or what they break."""

    id: str
    field: Descriptor
    cells: Mapping[str, object]
    theirs: Mapping[str, object] = dataclasses.field(default_factory=dict)
    """Frictionless's answer to the texts on which it differs."""
    divergence: str = ""
    """The entry of the written list that answers for them."""


def unreadable(*texts: str) -> dict[str, object]:
    """Texts that are no values."""
    return dict.fromkeys(texts, UNREADABLE)


def themselves(*texts: str) -> dict[str, object]:
    """Texts that are their own values."""
    return {text: text for text in texts}


def breaking(name: str, *texts: str) -> dict[str, object]:
    """Values that break one constraint."""
    return dict.fromkeys(texts, Broken((name,)))
