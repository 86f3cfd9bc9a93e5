"""Hashes of texts: equal for equal texts, and little else."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from statx.tables.hashes import mixed, text_hashes

PINNED = [6238072747940578789, 10581532760535527144, 3174257599271140334]
TEXTS = st.lists(st.none() | st.text(max_size=20), max_size=20)


@given(TEXTS)
def test_equal_texts_have_equal_hashes_and_others_have_others(texts: list[str | None]) -> None:
    hashes = text_hashes(pa.array(texts, pa.string())).tolist()
    values = [text or "" for text in texts]
    pairs = set(zip(values, hashes, strict=True))
    assert len(set(hashes)) == len(set(values)) == len(pairs)


@given(TEXTS, st.integers(0, 5))
def test_a_slice_has_the_hashes_of_its_texts(texts: list[str | None], start: int) -> None:
    whole = pa.array(texts, pa.string())
    assert np.array_equal(text_hashes(whole[start:]), text_hashes(whole)[start:])


def test_a_hash_is_the_same_on_every_machine() -> None:
    assert text_hashes(pa.array(["", "13.71", "Kota Padang Panjang"])).tolist() == PINNED


def test_the_position_in_a_key_tells_equal_texts_apart() -> None:
    hashes = text_hashes(pa.array(["a"]))
    assert mixed(hashes, 1) != mixed(hashes, 2)
