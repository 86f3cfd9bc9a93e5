"""What the record of a run says of tables that recipes made of sheets: of which bytes, and how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from statx.files import sha256_of
from statx.intake.lineage import write_lineage
from statx.intake.table import TidiedTable
from statx.results.account import USES, Account
from statx.sources.targets import Target
from statx.texts import Language


@dataclass(frozen=True, slots=True)
class SheetRecord:
    """One table, the sheets it was made of, and the recipe."""

    files: tuple[tuple[str, str], ...]
    """(path, SHA-256) of each."""
    recipe: tuple[str, str]
    """The same of the recipe."""
    account: Account
    lineage: str
    """The file that says where each value of the draft comes from."""

    def as_json(self, language: Language) -> dict[str, object]:
        """As the run record holds it."""
        ignored = {why.say(language): number for why, number in self.account.ignored.items()}
        uses = {name: getattr(self.account, name) for name in USES}
        return {
            "files": [{"path": path, "sha256": digest} for path, digest in self.files],
            "recipe": {"path": self.recipe[0], "sha256": self.recipe[1]},
            "account": {"cells": self.account.cells, **uses, "ignored": ignored},
            "lineage": self.lineage,
        }


def record_sheets(target: Target, lineage: Path) -> SheetRecord | None:
    """What is to be recorded of a target; None where its file is the table.

    `lineage` is where the lineage of its values stands, once `keep_lineage` has written it.
    """
    tidied = target.tidied
    if tidied is None:
        return None

    return SheetRecord(
        tuple((str(path), sha256_of(path)) for path in tidied.files),
        (str(tidied.recipe), sha256_of(tidied.recipe)),
        tidied.account,
        str(lineage),
    )


def keep_lineage(target: Target, lineage: Path) -> None:
    """Write where the values of a tidied table come from, beside the draft that holds it."""
    if isinstance(target.table, TidiedTable):
        write_lineage(target.table, lineage, replace=True)
