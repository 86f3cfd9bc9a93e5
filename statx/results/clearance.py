"""What became of the disclosure checks: what was checked, what was not, and where it fails.

No value of the data is in any of it: a place, a kind and a count are all that is known of what was
found, beside the interval that an outsider can derive for a figure that is withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from statx.errors import FAILED, FINE, NOTHING_CHECKED, StatxError, worst
from statx.results.findings import UNSAID
from statx.results.report import SchemaUsed
from statx.texts import Text


class Outcome(Enum):
    """How one check ended."""

    PASS = "pass"  # noqa: S105  no password
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    """The data has nothing of the kind."""
    UNCHECKED = "unchecked"
    """Nobody could check it; never to be taken for a pass."""


@dataclass(frozen=True, slots=True)
class DisclosureCheck:
    """One check: what a clearance statement carries of it."""

    id: str
    title: Text
    result: Outcome
    parameters: tuple[tuple[str, str], ...] = ()
    """(name, value) of what it was asked with: ('minimum_kesehatan', '5')."""
    fields: tuple[str, ...] = ()
    """The fields that were looked at."""
    findings: int = 0
    """Exactly."""
    reason: Text = UNSAID
    """Why it was not checked, or is not applicable."""


@dataclass(frozen=True, slots=True)
class DisclosurePlace:
    """One place where something may not be released."""

    row: int | None
    """Record number; the header is 1. None where the whole column is meant."""
    line: int | None
    column: int | None
    position: int | None
    """Number of the field in the file, from 1."""
    part: str
    """The file inside a partitioned folder."""
    detail: Text
    """What an outsider can derive: 'between 3 and 4'."""


@dataclass(frozen=True, slots=True)
class DisclosureFinding:
    """All places of one kind in one field."""

    check: str
    code: str
    field: str
    says: Text
    remedy: Text
    count: int
    """Exactly; the places are the first of them."""
    places: tuple[DisclosurePlace, ...]


@dataclass(frozen=True, slots=True)
class DisclosureReport:
    """What the disclosure checks say of one table."""

    place: str
    """The path as the user named it."""
    schema: SchemaUsed | None = None
    rows: int = 0
    errors: int = 0
    """How many errors its schema finds; data with errors is not released."""
    checks: tuple[DisclosureCheck, ...] = ()
    findings: tuple[DisclosureFinding, ...] = ()
    remarks: tuple[Text, ...] = ()
    """What a reader must know: limits that let more through than the defaults."""
    previous: str = ""
    """The earlier release it was compared with, as the user named it."""
    seconds: float = 0.0
    error: StatxError | None = None
    """Why the table could not be checked."""

    @property
    def exit_code(self) -> int:
        """Nothing found is fine only where everything could be checked."""
        if self.error is not None:
            return self.error.exit_code

        results = {check.result for check in self.checks}
        if Outcome.FAIL in results:
            return FAILED

        # What could not be checked is never safe.
        if not self.rows or not self.checks or Outcome.UNCHECKED in results:
            return NOTHING_CHECKED

        return FINE


@dataclass(frozen=True, slots=True)
class DisclosureRun:
    """The disclosure checks of everything that was asked for in one command."""

    tables: tuple[DisclosureReport, ...]
    seconds: float = 0.0

    @property
    def exit_code(self) -> int:
        """The most severe of the tables' exit codes."""
        return worst(table.exit_code for table in self.tables)
