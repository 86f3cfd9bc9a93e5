"""A slip in a TOML file is said with its place in both languages."""

from __future__ import annotations

import tomllib

import pytest

from statx.settings.toml import toml_fault

SLIPS = {
    "a text without quotes": ("a = 1\nb = Ani\n", "baris 2, kolom 5: "),
    "no table at all": ("Kota,Jumlah\n", "baris 1, kolom "),
    "an end too early": ('a = "', "bukan TOML yang lengkap"),
}


@pytest.mark.parametrize(("content", "begins"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_said_with_its_place(content: str, begins: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as slip:
        tomllib.loads(content)

    assert toml_fault(slip.value).say("id").startswith(begins)
