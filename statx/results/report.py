"""What became of data: one report a table, one run for all that was asked for at once.

A `Report` holds the tallies of one table beside what a person must know to read it the same way.
What fails the data (`fail_on`) decides between the exit codes 1 and 0. Where the data was compared
with an earlier version of itself (`since`), each finding is new or was known before.
"""

from __future__ import annotations

import heapq
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from statx.errors import FAILED, FINE, NOTHING_CHECKED, StatxError, worst
from statx.results.account import Account
from statx.results.classification import Classification
from statx.results.findings import Finding, Severity, Tally
from statx.texts import Text

_BACKSLASH = re.compile(r"\\(?!x[89a-f][0-9a-f])")
"""Of a path on Windows; before such a number it escapes a byte that is not UTF-8."""
_CURRENT_FOLDER = re.compile(r"^(\./+)+")
_Rank = tuple[bool, bool, int, int, int]
"""(no first of its rule, known, row, number of its tally, number in it): the least comes first."""


class FailOn(Enum):
    """What fails the data: an error, a warning as well, or only an error that is new."""

    ERROR = "error"
    WARNING = "warning"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class SchemaUsed:
    """Which schema judged: `name@version`, the SHA-256 of its file, and how it was chosen."""

    ref: str
    sha256: str
    chosen: Text
    title: Text
    classification: Classification | None = None
    """None where the schema says nothing."""
    fields: tuple[str, ...] = ()
    """The names of its fields."""

    @property
    def is_public(self) -> bool:
        """Whether its values may be said to anyone; so where nothing is declared."""
        return self.classification in (None, Classification.PUBLIC)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file was read: what a person must know to read it the same way."""

    format: str
    """csv or parquet."""
    encoding: str = ""
    """utf-8, utf-8-sig, …; empty for Parquet."""
    delimiter: str = ""
    locale: str = "en"
    """en: 1234.56; id: 1.234,56."""
    compression: str = ""
    dialect: tuple[tuple[str, Any], ...] = ()
    """What is unusual in how a text file is written: (property of Table Dialect, value)."""
    label: str = ""
    """What people call the format: CSV."""
    parts: tuple[str, ...] = ()
    """The files of a table in several, from the folder of the first."""

    @property
    def is_text(self) -> bool:
        """Whether the file is text, which has an encoding."""
        return bool(self.encoding)


@dataclass(frozen=True, slots=True)
class Checked:
    """One kind of check that was done, and on how many things of its kind."""

    code: str
    title: Text
    count: int = 1


@dataclass(frozen=True, slots=True)
class FileDigest:
    """Size in bytes and hexadecimal digests of the file that was read."""

    bytes: int
    sha256: str
    md5: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What most errors of a table have in common, found by reading it once more in another way."""

    what: Text
    """What is taken for something else: 'how numbers are written (1.234,56)'."""
    options: tuple[tuple[str, str | int], ...]
    """(name, value) of the options with which it is read as it is meant."""
    header: str
    """What is to be written in place of its header; empty where that is right."""
    mended: int | None
    """Errors that are gone then; None where the rows could not be judged before."""
    errors: int
    """Before."""
    left: int
    """Errors that remain."""
    rows: int
    """That are judged then."""


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on one table."""

    place: str
    """The path as the user named it."""
    name: str
    """The resource's name: the file's stem in lower case."""
    schema: SchemaUsed | None = None
    reading: Reading | None = None
    labels: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    """The primary key's fields, by which a record is known again; empty where none is known."""
    rows: int = 0
    """Data records read, blank ones included."""
    checked: tuple[Checked, ...] = ()
    tallies: tuple[Tally, ...] = ()
    """In the order in which they are worth reading: header, rows, cells, keys, rules, totals."""
    remarks: tuple[Text, ...] = ()
    """What a reader must know beside the findings: a check not done, a likely cause."""
    cause: Cause | None = None
    """The one thing to do first; None where errors have no cause in common that is known."""
    digest: FileDigest | None = None
    seconds: float = 0.0
    error: StatxError | None = None
    """Why the table could not be judged to its end."""
    limit: int = field(default=1000)
    """How many findings a report lists of this table at the most; 0 is all that were kept."""
    since: str = ""
    """The revision that was compared with, as the user named it; empty where none was."""
    fail_on: FailOn = FailOn.ERROR
    account: Account | None = None
    """What became of each cell of the sheet that it was made of; None where the file is a table."""

    @property
    def path(self) -> str:
        """The file as services name it: forward slashes, and no './' in front."""
        slashed = _BACKSLASH.sub("/", self.place)
        return _CURRENT_FOLDER.sub("", slashed)

    @property
    def is_public(self) -> bool:
        """Whether a schema lets anyone see the data; where there is no schema, nothing does."""
        return self.schema is not None and self.schema.is_public

    @property
    def errors(self) -> int:
        """Exact number of errors."""
        return self._count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """Exact number of warnings."""
        return self._count(Severity.WARNING)

    @property
    def foremost(self) -> tuple[Tally, ...]:
        """The tallies in the order in which to read them: those with something new first."""
        return tuple(sorted(self.tallies, key=_has_nothing_new))

    @property
    def listed(self) -> tuple[Tally, ...]:
        """The tallies with those of their findings that a report lists: at most `limit` in all.

        The first of every rule comes before the second of any, so that each rule is heard; then new
        ones before known, and the order of the file.
        """
        if not self.limit or sum(len(tally.findings) for tally in self.tallies) <= self.limit:
            return self.tallies

        ranked = []
        for number, tally in enumerate(self.tallies):
            ranked += _ranks(number, tally)

        places: dict[int, list[int]] = defaultdict(list)
        for *_, number, at in heapq.nsmallest(self.limit, ranked):
            places[number].append(at)

        return tuple(
            _only_listed(tally, places[number]) for number, tally in enumerate(self.tallies)
        )

    @property
    def valid(self) -> bool:
        """No error, and nothing that kept it from being judged, whatever the run is to fail on."""
        return not self.errors and self.error is None

    @property
    def exit_code(self) -> int:
        """Zero checked rows are never fine; between 1 and 0 decides what fails the data."""
        failing = self._failing_severities()
        code = FAILED if failing else FINE

        if self.error is not None:
            return worst([self.error.exit_code, code])

        if self.rows and self.checked:
            return code

        # Nothing was checked. A warning alone cannot turn that into "does not pass".
        return FAILED if Severity.ERROR in failing else NOTHING_CHECKED

    def new(self, severity: Severity) -> int:
        """Exact number of findings of that severity that the earlier version did not have."""
        tallies = self._tallies_of(severity)
        return sum(tally.new for tally in tallies)

    def failing(self, tally: Tally) -> int:
        """How many findings of that tally fail the data."""
        if self.fail_on is FailOn.WARNING:
            return tally.count

        if tally.rule.severity is Severity.WARNING:
            return 0

        return tally.new if self.fail_on is FailOn.NEW else tally.count

    def findings(self, severity: Severity = Severity.ERROR) -> list[Finding]:
        """The findings of that severity that are listed, in the order of the file."""
        by_rule = [tally.findings for tally in self.listed if tally.rule.severity is severity]
        return list(heapq.merge(*by_rule, key=_row_number))

    def _count(self, severity: Severity) -> int:
        tallies = self._tallies_of(severity)
        return sum(tally.count for tally in tallies)

    def _tallies_of(self, severity: Severity) -> list[Tally]:
        return [tally for tally in self.tallies if tally.rule.severity is severity]

    def _failing_severities(self) -> set[Severity]:
        failing = set()
        for tally in self.tallies:
            if self.failing(tally):
                failing.add(tally.rule.severity)

        return failing


@dataclass(frozen=True, slots=True)
class Since:
    """The earlier version that a run was compared with, and what was left out for that."""

    revision: str
    """As the user named it."""
    untouched: int = 0
    """Tables that were not judged: neither they nor what judges them changed."""
    remarks: tuple[Text, ...] = ()
    """What a reader must know of files without a report: deleted ones, those that git ignores."""


@dataclass(frozen=True, slots=True)
class Run:
    """The verdict on everything that was asked for in one command."""

    reports: tuple[Report, ...]
    seconds: float = 0.0
    since: Since | None = None

    @property
    def valid(self) -> bool:
        """Every table is valid, and there is at least one, or none that was touched."""
        was_judged = bool(self.reports or self.since)
        return was_judged and all(report.valid for report in self.reports)

    @property
    def exit_code(self) -> int:
        """The most severe of the tables' exit codes."""
        # Where a change touched no table there is nothing to object to.
        if self.since is not None and not self.reports:
            return FINE

        return worst(report.exit_code for report in self.reports)


def _has_nothing_new(tally: Tally) -> bool:
    return not tally.new


def _row_number(finding: Finding) -> int:
    return finding.row or 0


def _ranks(number: int, tally: Tally) -> list[_Rank]:
    """How soon each finding of the tally with that number is listed."""
    order = sorted(range(len(tally.findings)), key=lambda at: tally.findings[at].known)
    ranks = []
    for rank, at in enumerate(order):
        finding = tally.findings[at]
        ranks.append((rank > 0, finding.known, _row_number(finding), number, at))

    return ranks


def _only_listed(tally: Tally, places: list[int]) -> Tally:
    """The tally with the findings at these places of its list."""
    findings = tuple(tally.findings[at] for at in sorted(places))
    return replace(tally, findings=findings)
