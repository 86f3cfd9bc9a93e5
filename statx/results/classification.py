"""How far data may go: open, limited, closed, in that order."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering


@total_ordering
class Classification(Enum):
    """What a schema declares its data to be; the later member is the stricter one."""

    PUBLIC = "terbuka"
    LIMITED = "terbatas"
    CLOSED = "tertutup"

    def __lt__(self, other: Classification) -> bool:
        order = list(Classification)
        return order.index(self) < order.index(other)


CLASSIFICATIONS = tuple(member.value for member in Classification)
"""The words a schema may write, the most open first."""
