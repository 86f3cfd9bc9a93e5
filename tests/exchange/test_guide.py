"""What the guide tells two units to type is typed here, each in a folder and a home of its own."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from statx.trust.pages import read_page
from tests.cli.command import GOOD, ROOT, Here, Said

GUIDE = (ROOT / "statx" / "README.md").read_text(encoding="utf-8")
SECTION = GUIDE.partition("## Exchange between units")[2].partition("\n## ")[0]
BLOCKS = re.findall(r"^```sh\n# (\w+).*?\n(.+?)\n```", SECTION, flags=re.MULTILINE | re.DOTALL)
FOLDERS = {"jatim": "jatim", "budi": "jatim", "sumbar": "sumbar"}


class Desk:
    """Who types where; what a person types after a question is an option here."""

    def __init__(self, statx: Here, patch: pytest.MonkeyPatch) -> None:
        self.root = statx.folder
        self._statx = statx
        self._patch = patch
        (self.root / "kotak").mkdir()
        for unit in set(FOLDERS.values()):
            (self.root / unit).mkdir()
        shutil.copy(GOOD, self.root / "jatim" / "kemiskinan.csv")

    def type(self, person: str, line: str) -> Said:
        folder = self.root / FOLDERS[person]
        self._patch.chdir(folder)
        self._patch.setenv("XDG_CONFIG_HOME", str(self.root / f"home of {person}"))
        command, _, target = line.replace("/srv/kotak", str(self.root / "kotak")).partition(" > ")
        said = self._statx(*self._answered(shlex.split(command)[1:], folder))
        if target:
            # Pages of keys go to the other side as well, by any way.
            for unit in set(FOLDERS.values()):
                (self.root / unit / target).write_text(said.out)
        return said

    def _answered(self, words: list[str], folder: Path) -> list[str]:
        if words[:2] == ["trust", "add"]:
            return [*words, "--fingerprint", read_page(folder / words[2]).fingerprint]
        if words[:2] == ["clearance", "approve"]:
            looked_at = self._statx("verify", words[2], "--draft", "-q")
            return [*words, "--content-id", looked_at.out.strip()]
        return words


def test_typed_as_it_is_written_a_dataset_is_delivered_and_answered(
    statx: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(statx, monkeypatch)
    ended = {}
    for person, block in BLOCKS:
        for line in block.splitlines():
            said = desk.type(person, line)
            ended[f"{person}: {line}"] = said.code
            assert said.code == 0, (line, said)

    assert len(ended) == 16
    assert "1 accepted" in said.out
    assert list((statx.folder / "sumbar" / "exchange" / "inbox").glob("kemiskinan-1.0.0-*"))
