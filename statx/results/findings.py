"""What is wrong with data: rules, the places where they do not hold, and exact counts.

A `Rule` is one thing that was asked of a field, a row or the table. A `Finding` is one place where
it does not hold. A `Tally` counts the findings of one rule exactly and keeps the first of them.
Where the data was compared with an earlier version of itself, each finding is new or was known
before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from statx.texts import Text

UNSAID = Text(
    id="",
    en="",
)


class Severity(Enum):
    """An error fails the data; a warning is said and does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that was asked, and how to speak about it where it does not hold."""

    code: str
    """statx's name of what was asked: 'type-error', 'minimum', 'p2-le-p1'."""
    type: str
    """The Frictionless error type it is reported as; statx's own where there is none."""
    says: Text
    """What is wrong, as one sentence about all its findings."""
    expected: Text
    """What would have been right."""
    remedy: Text
    """What to do next."""
    field: str = ""
    """The field it is about; empty where it is about whole rows or the table."""
    fields: tuple[str, ...] = ()
    """The fields of a key, a foreign key or a row rule."""
    reference: tuple[str, tuple[str, ...]] | None = None
    """Of a foreign key: the resource it refers to, and that resource's fields."""
    severity: Severity = Severity.ERROR
    note: str = ""
    """Frictionless's English note: 'constraint "minimum" is "0"'."""
    confidential: bool = False
    """The values of this field are not for every log."""
    why: Text = UNSAID
    """What goes wrong later where it is let pass: `statx explain` says it."""

    @property
    def about(self) -> str:
        """The field, or all fields of a key or a rule; empty where the whole table is meant."""
        return self.field or " + ".join(self.fields)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule does not hold."""

    rule: Rule
    row: int | None = None
    """Record number; the header is 1. None where the file or the whole table is meant."""
    line: int | None = None
    """Physical line in the file, from 1; None for Parquet."""
    column: int | None = None
    """Character in that line at which the cell begins, from 1."""
    position: int | None = None
    """Number of the field in the file, from 1."""
    cell: str | None = None
    """What was found, as it is written; None where no one cell is to blame."""
    cells: tuple[str, ...] = ()
    """The whole record as it is written."""
    hint: Text | None = None
    """What may have been meant: 'did you mean 13.09 Kabupaten Kepulauan Mentawai?'."""
    note: str = ""
    """Frictionless's English note where it differs from finding to finding."""
    label: str | None = None
    """For findings in the header: the label as it is written."""
    part: str = ""
    """The file inside a partitioned folder, where the table is one."""
    address: str = ""
    """The cell in its workbook: `Produksi!D14`; of a record without a cell to blame, its first."""
    known: bool = False
    """Whether the earlier version that the table was compared with had it already."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule does not hold, exactly, and the first places where."""

    rule: Rule
    count: int
    findings: tuple[Finding, ...]
    known: int = 0
    """How many of them the earlier version had already."""
    check: str = ""
    """The kind of check that found them, as `Checked.code` has it; empty where no check did."""

    @property
    def new(self) -> int:
        """How many of them the earlier version did not have; all where there is none."""
        return self.count - self.known

    @property
    def foremost(self) -> tuple[Finding, ...]:
        """The findings as a reader with little time wants them: new ones before known ones."""
        return tuple(sorted(self.findings, key=_is_known))


def _is_known(finding: Finding) -> bool:
    return finding.known
