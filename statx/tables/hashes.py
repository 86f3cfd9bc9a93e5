"""64-bit hashes of texts, computed column by column without Python strings and the same everywhere.

A hash only finds candidates: whoever reports two values as equal compares the texts first.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Bytes = NDArray[np.uint8]
Offsets = NDArray[np.int64]

WORD = 8
"""Bytes that are mixed in at a time."""
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_MASK = (1 << 64) - 1


def text_hashes(texts: pa.Array) -> Hashes:
    """Hashes of a column of texts; a null hashes as an empty text. shape: (n,) -> (n,), never 0."""
    starts, sizes, data = _text_bytes(texts)
    hashes = np.empty(len(texts), np.uint64)

    # Texts of one length lie side by side as a rectangle of bytes, which is hashed word by word.
    for size in np.unique(sizes).tolist():
        rows = np.flatnonzero(sizes == size)
        hashes[rows] = _hash_equal_lengths(
            data,
            starts[rows],
            size,
        )
    return hashes


def mixed(hashes: Hashes, position: int) -> Hashes:
    """The same hashes, told apart by the position of their column in a key. shape: (n,) -> (n,)"""
    return _scramble(hashes + np.uint64((position * _GOLDEN) & _MASK))


def _text_bytes(texts: pa.Array) -> tuple[Offsets, Offsets, Bytes]:
    """(where each text starts, its size, the bytes of all of them)"""
    if texts.null_count:
        texts = texts.fill_null("")

    _, offsets, data = texts.buffers()
    borders = np.zeros(1, np.int64)
    if len(texts):
        of_text = slice(texts.offset, texts.offset + len(texts) + 1)
        borders = np.frombuffer(offsets, np.int32)[of_text].astype(np.int64)

    has_bytes = data is not None and data.size
    raw = np.frombuffer(data, np.uint8) if has_bytes else np.zeros(1, np.uint8)
    return borders[:-1], np.diff(borders), raw


def _hash_equal_lengths(data: Bytes, starts: Offsets, size: int) -> Hashes:
    """The hashes of the texts of `size` bytes that start there. shape: (n,) -> (n,)"""
    number_of_words = max(1, -(-size // WORD))
    padded = np.zeros((len(starts), number_of_words * WORD), np.uint8)
    if size:
        padded[:, :size] = sliding_window_view(data, size)[starts]

    # The length counts too: padding must not make a text equal to one that ends in NULs.
    hashes = np.full(
        len(starts),
        (size * _GOLDEN + 1) & _MASK,
        np.uint64,
    )
    for word in padded.view(np.uint64).T:
        hashes = _scramble(hashes ^ word)
    return np.maximum(hashes, np.uint64(1))


def _scramble(hashes: Hashes) -> Hashes:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _FIRST
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _SECOND
    return hashes ^ (hashes >> np.uint64(31))
