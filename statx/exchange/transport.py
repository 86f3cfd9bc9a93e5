"""The five verbs that a place between two units must know.

A name fixes the bytes of its object, for it holds their SHA-256. So an object may be put twice,
none is ever changed, and no place needs locks: a folder on a stick will do.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Transport(Protocol):
    """A place to which objects are copied, and from which others copy them.

    Names are relative, with `/` between their parts. Every verb raises TransportError where trying
    again later may help, and AccessDeniedError or WrongHostKeyError where it will not.
    """

    def list_names(self, folder: str) -> list[str]:
        """The names in a folder, sorted, without what is still being copied; none: no folder."""
        ...

    def size_of(self, name: str) -> int | None:
        """Bytes of an object; None where there is none."""
        ...

    def put(self, source: Path, name: str) -> None:
        """Copy a file there: nobody sees it before it is whole and on the disk.

        Nothing is done where an object of its size has the name. What an interrupted copy has
        left there is gone on with.
        """
        ...

    def get(self, name: str, target: Path) -> None:
        """Copy an object to the file `target`; goes on with an interrupted copy.

        Raises MissingObjectError.
        """
        ...

    def delete(self, name: str) -> None:
        """Take an object away, if it is there."""
        ...

    def close(self) -> None:
        """Give up connections."""
        ...
