"""64-bit hashes of texts, computed column by column without Python strings and the same in every process.

A hash only finds candidates: whoever reports two values as equal compares the texts first.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

WORD = 8
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_MASK = (1 << 64) - 1


def text_hashes(texts: pa.Array) -> Hashes:
    """Hashes of a column of texts; a null hashes as an empty text. shape: (n,) -> (n,), never 0."""
    starts, sizes, data = _bytes_of(texts)
    hashes = np.empty(len(texts), np.uint64)
    for size in np.unique(sizes).tolist():
        which = np.flatnonzero(sizes == size)
        hashes[which] = _of_one_length(data, starts[which], size)
    return hashes


def mixed(hashes: Hashes, position: int) -> Hashes:
    """The same hashes, told apart by the position of their column in a key. shape: (n,) -> (n,)"""
    return _scrambled(hashes + np.uint64((position * _GOLDEN) & _MASK))


def _bytes_of(texts: pa.Array) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    if texts.null_count:
        texts = texts.fill_null("")
    _, offsets, data = texts.buffers()
    ends = (
        np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
        if len(texts)
        else np.zeros(1)
    )
    raw = np.frombuffer(data, np.uint8) if data is not None and data.size else np.zeros(1, np.uint8)
    starts = ends.astype(np.int64)
    return starts[:-1], np.diff(starts), raw


def _of_one_length(data: NDArray[np.uint8], starts: NDArray[np.int64], size: int) -> Hashes:
    """Texts of equal length side by side, as rows of 8-byte words."""
    words = np.zeros((len(starts), max(1, -(-size // WORD)) * WORD), np.uint8)
    if size:
        words[:, :size] = sliding_window_view(data, size)[starts]
    hashes = np.full(len(starts), (size * _GOLDEN + 1) & _MASK, np.uint64)
    for word in words.view(np.uint64).T:
        hashes = _scrambled(hashes ^ word)
    return np.maximum(hashes, np.uint64(1))


def _scrambled(hashes: Hashes) -> Hashes:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _FIRST
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _SECOND
    return hashes ^ (hashes >> np.uint64(31))
