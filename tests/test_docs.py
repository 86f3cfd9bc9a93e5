"""What the documents list is what there is; `python -m tests.docs` writes it."""

from __future__ import annotations

import pytest

from tests.docs import PARTS, marked


@pytest.mark.parametrize("name", PARTS)
def test_a_list_in_the_documents_is_not_stale(name: str) -> None:
    assert marked(name) == PARTS[name][1](), "run: python -m tests.docs"
