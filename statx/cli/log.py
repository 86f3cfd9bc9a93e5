"""One line a run, for whoever reads logs: when, which statx, what it was asked, how it ended.

The line is made for programs and says the same in both languages: `key=value` behind the moment and
the version, or one JSON object.
"""

from __future__ import annotations

import json
import shlex
import sys
import time
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from statx.texts import clean
from statx.version import __version__

if TYPE_CHECKING:
    from statx.results.report import Run


class LogForm(StrEnum):
    """How the line is written."""

    text = "text"
    json = "json"


FACTS: ContextVar[dict[str, object]] = ContextVar("FACTS")
"""What the command of this run has counted so far."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """The line of a run that has begun."""

    arguments: Sequence[str]
    form: LogForm | None
    """None where no line was asked for."""
    begun: float = field(default_factory=time.perf_counter)
    facts: dict[str, object] = field(default_factory=dict)

    @classmethod
    def begin(cls, arguments: Sequence[str], asked: str) -> LogLine:
        """Start the clock; what commands `record` from here on stands in this line."""
        form = LogForm(asked) if asked in set(LogForm) else None
        line = cls(arguments, form)
        FACTS.set(line.facts)
        return line

    def written(self, code: int, message: str) -> str:
        """The line of a run that ended with this exit code and, if any, this sentence."""
        facts = {
            "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "statx": __version__,
            "exit": code,
            "seconds": round(time.perf_counter() - self.begun, 3),
            **self.facts,
        }
        if message:
            facts["message"] = message
        if self.form is LogForm.json:
            # ASCII alone: a log is read with any encoding.
            arguments = [clean(argument) for argument in self.arguments]
            return json.dumps(facts | {"arguments": arguments})
        return _as_text(facts, self.arguments)


def record(**facts: object) -> None:
    """What a command wants to stand in the line of this run."""
    FACTS.get({}).update(facts)


def record_run(run: Run) -> None:
    """How many tables were judged, how many of them passed, and what was counted in them."""
    reports = run.reports
    record(
        files=len(reports),
        passed=sum(not report.exit_code for report in reports),
        rows=sum(report.rows for report in reports),
        errors=sum(report.errors for report in reports),
        warnings=sum(report.warnings for report in reports),
    )


def say_log_line(line: LogLine, code: int, message: str) -> None:
    """Print the line where one was asked for, if anybody listens."""
    from statx.cli.session import say_aside

    if line.form is not None:
        say_aside(line.written(code, message), sys.stderr)


def _as_text(facts: Mapping[str, object], arguments: Sequence[str]) -> str:
    """'2026-11-25T01:00:03Z statx 0.1.0 exit=1 seconds=2.31 files=3 … command="validate data/"'."""
    rest = dict(facts)
    parts = [f"{rest.pop('time')} statx {rest.pop('statx')}"]
    parts += [f"{name}={_quoted(str(value))}" for name, value in rest.items()]
    parts.append(f"command={_quoted(shlex.join(arguments))}")
    return " ".join(parts)


def _quoted(value: str) -> str:
    """A value as it is, or between quotes where it holds a blank or would be cut elsewhere."""
    cleaned = clean(value)
    if cleaned and not set(cleaned) & set(' "='):
        return cleaned
    return json.dumps(cleaned, ensure_ascii=False)
