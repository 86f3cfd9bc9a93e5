"""Whether tables may be released: the disclosure checks, beside those that every table is asked.

The engine judges the file about to be released once; of what it finds only places leave this room,
never what stands there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from statx.checks.disclosure import DisclosurePlanner
from statx.checks.disclosure.previous import PreviousRelease, ReleaseReader
from statx.checks.disclosure.question import Question, Terms
from statx.errors import StatxError, UnreadableFileError
from statx.judging.clearance_words import LOOSER, PASSES_ITS_SCHEMA
from statx.judging.engine import Judging, judge_whole
from statx.judging.reports import ReportOptions
from statx.registry.catalog import Catalog
from statx.results.clearance import (
    DisclosureCheck,
    DisclosureFinding,
    DisclosurePlace,
    DisclosureReport,
    Outcome,
)
from statx.results.findings import UNSAID, Finding, Severity, Tally
from statx.results.redacted import mask_path
from statx.results.report import SchemaUsed
from statx.sources.targets import Refusal, Target
from statx.texts import Text
from statx.thresholds import THRESHOLDS, Thresholds

SCHEMA = "schema"
"""The code of what every table is asked."""
DISCLOSURE = "disclosure-"
"""With what the codes of these checks begin."""


@dataclass(frozen=True)
class ClearanceOptions:
    """How tables are checked before their release."""

    thresholds: Thresholds = field(default_factory=Thresholds)
    report: ReportOptions = field(default_factory=ReportOptions)
    previous: tuple[Target, ...] = ()
    """The tables of the release before this one; empty where there is none."""


def check_disclosures(
    targets: Iterable[Target | Refusal], catalog: Catalog, options: ClearanceOptions
) -> Iterator[DisclosureReport]:
    """Check every table, in order; one that cannot be read does not stop the next."""
    for target in targets:
        yield check_disclosure(
            target,
            catalog,
            options,
        )


def check_disclosure(
    target: Target | Refusal, catalog: Catalog, options: ClearanceOptions
) -> DisclosureReport:
    """Check one table. What keeps it from being checked is in the report, not raised."""
    if isinstance(target, Refusal):
        return DisclosureReport(target.place, error=target.error)

    started = options.report.clock()
    try:
        previous = _previous_release(
            target,
            catalog,
            options,
        )
        terms = Terms(options.thresholds, previous, is_first=not options.previous)
        planner = DisclosurePlanner(terms)
        options.report.starting(target.place, target.table)
        judging = judge_whole(
            target,
            catalog,
            options.report.judging,
            (planner,),
        )
    except StatxError as error:
        return DisclosureReport(target.place, error=error)
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        return DisclosureReport(
            target.place,
            error=UnreadableFileError(
                path=target.path,
                reason=reason,
            ),
        )

    return _report(
        judging,
        planner,
        options,
        options.report.clock() - started,
    )


def named_targets(named: Iterable[Target | Refusal]) -> tuple[Target, ...]:
    """All tables of an earlier release; raises what keeps one from being read.

    What cannot be compared with is never passed over.
    """
    tables = []
    for target in named:
        if isinstance(target, Refusal):
            # What an error quotes may be a record, where a file lacks its header.
            raise target.error.said_as(target.error.for_anyone)

        tables.append(target)

    return tuple(tables)


def _previous_release(
    target: Target, catalog: Catalog, options: ClearanceOptions
) -> PreviousRelease | None:
    """What was released of this table before."""
    before = _previous_of(target, options.previous)
    if before is None:
        return None

    reader = ReleaseReader.of(target.schema)
    judging = Judging(
        before,
        catalog,
        options.report.judging,
    )

    return PreviousRelease.joined(
        before.place,
        [field.name for field in judging.header.fields],
        judging.blocks_again(reader),
    )


def _previous_of(target: Target, tables: Sequence[Target]) -> Target | None:
    """The earlier table of the same name and schema, else the only one of the schema."""
    alike = [each for each in tables if each.schema.name == target.schema.name]
    named = [each for each in alike if each.name == target.name]
    for tables_left in (named, alike):
        if len(tables_left) == 1:
            return tables_left[0]

    return None


def _report(
    judging: Judging, planner: DisclosurePlanner, options: ClearanceOptions, seconds: float
) -> DisclosureReport:
    target = judging.target
    previous = planner.terms.previous
    tallies = judging.tallies()
    disclosures = [tally for tally in tallies if tally.check.startswith(DISCLOSURE)]
    others = [tally for tally in tallies if not tally.check.startswith(DISCLOSURE)]

    counts = _counts(disclosures)
    errors = _errors(others)
    checks = [_of_schema(errors)]
    checks += [_check(question, counts) for question in planner.questions]
    findings = [_finding(tally) for tally in disclosures]
    return DisclosureReport(
        target.place,
        schema=_schema_used(target),
        rows=judging.rows,
        errors=errors,
        checks=tuple(checks),
        findings=tuple(findings),
        remarks=tuple(_remarks(options.thresholds)),
        previous=previous.place if previous else "",
        seconds=seconds,
    )


def _of_schema(errors: int) -> DisclosureCheck:
    """Data that does not pass is not released, whatever it discloses."""
    return DisclosureCheck(
        SCHEMA,
        PASSES_ITS_SCHEMA,
        Outcome.FAIL if errors else Outcome.PASS,
        findings=errors,
    )


def _counts(tallies: Sequence[Tally]) -> Mapping[str, int]:
    """Findings by check."""
    counts: dict[str, int] = {}
    for tally in tallies:
        counts[tally.check] = counts.get(tally.check, 0) + tally.count
    return counts


def _check(question: Question, counts: Mapping[str, int]) -> DisclosureCheck:
    findings = counts.get(question.id, 0)
    if findings:
        result = Outcome.FAIL
    elif question.checks:
        result = Outcome.PASS
    else:
        result = question.otherwise

    return DisclosureCheck(
        question.id,
        question.title,
        result,
        question.parameters,
        question.fields,
        findings,
        UNSAID if question.checks else question.unanswered,
    )


def _finding(tally: Tally) -> DisclosureFinding:
    """Where it is, without what stands there."""
    rule = tally.rule

    return DisclosureFinding(
        tally.check,
        rule.code,
        rule.field,
        rule.says,
        rule.remedy,
        tally.count,
        tuple(_place(finding) for finding in tally.findings),
    )


def _place(finding: Finding) -> DisclosurePlace:
    return DisclosurePlace(
        finding.row,
        finding.line,
        finding.column,
        finding.position,
        mask_path(finding.part),
        finding.hint or UNSAID,
    )


def _errors(tallies: Sequence[Tally]) -> int:
    return sum(tally.count for tally in tallies if tally.rule.severity is Severity.ERROR)


def _remarks(thresholds: Thresholds) -> Iterator[Text]:
    """Limits that let more through than the defaults are never passed over."""
    for name in thresholds.looser():
        yield LOOSER.fill(
            name=name,
            value=thresholds[name],
            default=THRESHOLDS[name].default,
        )


def _schema_used(target: Target) -> SchemaUsed:
    schema = target.schema

    return SchemaUsed(
        ref=schema.ref,
        sha256=schema.sha256,
        chosen=target.chosen,
        title=schema.title,
        classification=schema.classification,
        fields=schema.names,
    )
