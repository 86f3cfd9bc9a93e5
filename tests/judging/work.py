"""Work that is counted, not timed: the same on every machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

_IO = Path("/proc/self/io")

needs_counted_bytes = pytest.mark.skipif(
    not _IO.exists(), reason="the system does not say how many bytes a process read"
)


def bytes_read(work: Callable[[], object]) -> int:
    """How many bytes this process reads from files while it does `work`, whoever reads them."""
    before = _read_so_far()
    own = _read_so_far() - before
    before = _read_so_far()
    work()
    return _read_so_far() - before - own


def _read_so_far() -> int:
    first_line, *_ = _IO.read_text(encoding="ascii").splitlines()
    return int(first_line.removeprefix("rchar: "))
