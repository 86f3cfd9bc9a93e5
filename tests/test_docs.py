"""What the documents list is what there is, and their links lead somewhere.

`python -m tests.docs` writes the lists.
"""

from __future__ import annotations

import re

import pytest

from tests.docs import PARTS, ROOT, Part

PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for pattern in (
        "*.md",
        "statx/*.md",
        "samples/*.md",
        "samples/*/*.md",
        "schemas/*.md",
        "tests/*/*.md",
    )
    for path in ROOT.glob(pattern)
)
FILE = re.compile(r"`((?:statx|tests)/[\w/.-]+)`")
LINK = re.compile(r"\]\((?!https:)([^)#\s]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_list_in_the_documents_is_not_stale(part: Part) -> None:
    assert part.read() == part.make().strip(), "run: python -m tests.docs"


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    links = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (folder / link).exists()] == []


@pytest.mark.parametrize("page", ["SECURITY.md", "CONTRIBUTING.md"])
def test_the_files_that_a_page_names_are_there(page: str) -> None:
    named = FILE.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [file for file in named if not (ROOT / file).exists()] == []
