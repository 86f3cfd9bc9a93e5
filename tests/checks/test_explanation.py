"""Every check explains itself by a sample that breaks it."""

from __future__ import annotations

import pytest

from statx.checks.explanation import codes, explain
from statx.errors import UnknownCodeError
from statx.registry.catalog import Catalog, shipped

SAMPLES = shipped("samples")
CATALOG = Catalog(shipped("schemas"))


@pytest.mark.parametrize("code", codes(SAMPLES))
def test_a_code_is_explained_by_its_own_sample(code: str) -> None:
    explained = explain(code, SAMPLES, CATALOG)
    assert (explained.rule is None) != (explained.error is None)
    assert explained.rule is None or explained.rule.code == code


def test_an_unknown_code_names_what_is_near() -> None:
    with pytest.raises(UnknownCodeError, match="code-system"):
        explain("code-sistem", SAMPLES, CATALOG)
