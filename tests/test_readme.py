"""What the README says is what there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from statx.errors import EXIT_CODES
from statx.registry.catalog import Catalog, shipped

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^```sh\n(.+?)\n```", README, flags=re.MULTILINE | re.DOTALL)


def test_it_starts_with_two_commands_that_demonstrate_and_test() -> None:
    demonstrate, test = COMMANDS[:2]
    assert demonstrate.endswith("statx demo")
    assert test.endswith("pytest")


def test_ci_calls_exactly_its_test_command() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert COMMANDS[1] in lines


def test_its_exit_codes_are_those_of_the_program() -> None:
    table = re.findall(r"^\| (\d+) \| (.+?) \|$", README, flags=re.MULTILINE)
    assert {int(code): meaning for code, meaning in table} == {
        code: text.en for code, text in EXIT_CODES.items()
    }


@pytest.mark.parametrize("link", re.findall(r"\]\((?!https:)([^)#]+)\)", README))
def test_its_links_lead_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_numbers_of_schemas_and_code_lists_are_right() -> None:
    catalog = Catalog(shipped("schemas"))
    records = [
        len(code_list.records)
        for name in ("kabupaten_kota", "kecamatan", "desa")
        if (code_list := catalog.code_list(f"wilayah_{name}"))
    ]
    assert (len(catalog.names), records) == (13, [2 + 57, 845, 9759])
