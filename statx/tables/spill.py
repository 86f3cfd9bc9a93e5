"""What does not fit into memory, in one temporary file that many may use."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO, Self

import numpy as np

from statx.files import writing
from statx.tables.hashes import Hashes


@dataclass(frozen=True, slots=True)
class Extent:
    """Where something stands in the file, in bytes."""

    start: int
    size: int


class SpillFile:
    """One temporary file for everything that a run cannot hold in memory.

    It comes into being when the first bytes are written and has no name, so that nothing is left
    behind where the process is killed. Closing it takes it away. Several threads may use it at
    once. Raises DiskFullError.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] | None = None
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def append(self, hashes: Hashes) -> Extent:
        """Keep these hashes; where they stand is what `read` asks for."""
        with self._lock, writing(Path(tempfile.gettempdir())):
            if self._file is None:
                self._file = _temporary_file()
            start = self._file.seek(0, 2)
            self._file.write(hashes.tobytes())
            self._file.flush()  # here a full disk is said to be one
        return Extent(start, hashes.nbytes)

    def read(self, extent: Extent) -> Hashes:
        """The hashes that were appended there."""
        hashes = np.empty(extent.size // np.uint64().nbytes, np.uint64)
        with self._lock:
            assert self._file is not None  # noqa: S101  an extent comes from `append`
            self._file.seek(extent.start)
            self._file.readinto(hashes.data.cast("B"))  # type: ignore[attr-defined]  # a buffered file has it
        return hashes

    def close(self) -> None:
        """Take the file away."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _temporary_file() -> IO[bytes]:
    return tempfile.TemporaryFile(prefix="statx-keys-")
