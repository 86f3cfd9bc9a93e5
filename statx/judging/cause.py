"""Why most errors of a table may be one: it is written in the other locale.

Where that would break no column and most errors would go, the table is judged once more as it may
be meant, so that both numbers are exact and the reader gets one thing to do.
"""

from __future__ import annotations

from dataclasses import replace

from statx.checks.numbers import EXAMPLES, NumberStyleCheck
from statx.judging.engine import Judging, JudgingOptions, judge_whole
from statx.results.findings import Severity
from statx.sources.choice import Locale
from statx.sources.references import with_null
from statx.sources.targets import Target
from statx.tables import fit
from statx.texts import Text, count

ONE_CAUSE = Text(
    id=(
        "{mended} dari {errors} kesalahan punya satu sebab, yaitu cara angka ditulis. Ulangi"
        " perintah yang sama dengan {options.locale:{there}} ({example}): kesalahan yang tersisa"
        " {left}."
    ),
    en=(
        "{mended} of {errors} errors have one cause, how numbers are written. Run the same command"
        " with {options.locale:{there}} ({example}): errors left, {left}."
    ),
)


def find_cause(judging: Judging) -> Text | None:
    """What most errors of a judging that is concluded have in common; None where nothing is."""
    there = _other_locale(judging)
    if there is None:
        return None

    errors = _errors(judging)
    options = JudgingOptions(
        limit=1,
        workers=judging.options.workers,
    )
    target = _read_as(judging.target, there)
    left = _errors(judge_whole(target, judging.catalog, options))
    mended = errors - left
    if mended <= left:
        return None

    return ONE_CAUSE.fill(
        mended=count(mended),
        errors=count(errors),
        left=count(left),
        example=EXAMPLES[there],
        there=there,
    )


def _other_locale(judging: Judging) -> str | None:
    """The locale that would mend columns and break none; None where there is no such."""
    for check in judging.checks:
        if isinstance(check, NumberStyleCheck):
            return check.there if check.file.mends() else None
    return None


def _read_as(target: Target, locale: str) -> Target:
    """The same table, judged by the same agreement, with numbers in the other locale."""
    named: Locale = "id" if locale == "id" else "en"
    agreement = target.agreement.in_locale(named)
    schema = with_null(agreement, target.resource)
    references = target.references.of_table(target.table, schema)
    return replace(
        target,
        schema=schema,
        table=fit(target.table, schema),
        references=references,
        locale=locale,
    )


def _errors(judging: Judging) -> int:
    errors = 0
    for tally in judging.tallies():
        if tally.rule.severity is Severity.ERROR:
            errors += tally.count
    return errors
