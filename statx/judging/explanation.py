"""What a check means, told by an example.

The sample that breaks it is judged, and its rule speaks for itself.

The registry's samples are the one source: `samples/<schema>/bad/<code>.csv`,
`samples/_checks/<code>/` for what no schema of the registry asks, `samples/_unreadable/<name>.csv`
for files that are no tables. The list of checks in the README comes from here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from statx.checks.words.disclosure import RULES as BEFORE_RELEASE
from statx.checks.words.disclosure import coded_rules
from statx.checks.words.sheets import RULES as OF_SHEETS
from statx.config import Config
from statx.errors import StatxError, UnreadableError
from statx.judging.errors import UnknownCodeError
from statx.judging.reports import ReportOptions, judge_target
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.results.findings import UNSAID, Finding, Rule, Severity
from statx.results.report import Report
from statx.sources.targets import targets
from statx.tables.csv.blocks import RECORD_LIMIT
from statx.tables.csv.errors import IRREGULAR_CSV
from statx.texts import Text
from statx.thresholds import THRESHOLDS

ALONE, UNREADABLE = "_checks", "_unreadable"
CODES_BEFORE_RELEASE = coded_rules()
"""Code -> (the words of its rule, the kind of identifier it is about)."""
PREFERRED = ("kemiskinan", "kependudukan_penduduk")
"""Schemas whose samples are shown first: everybody knows what they are about."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A check: its rule as the sample broke it, the first place, and the sample."""

    code: str
    sample: str
    """The sample's path below `samples/`; empty where it would be too large to keep."""
    schema: str
    rule: Rule | None
    finding: Finding | None
    labels: tuple[str, ...]
    error: StatxError | None = None
    """Of a file that is no table: why it cannot be read."""
    says: Text = field(default=UNSAID)
    """What is wrong, of the sample."""

    @property
    def is_of_a_schema(self) -> bool:
        """Whether one schema alone asks this, by a rule or a total of its own."""
        if self.rule is None or self.code in OF_SHEETS:
            return False
        return self.rule.type in ("row-constraint", "total")

    @property
    def why(self) -> Text:
        """What goes wrong later where it is let pass."""
        if self.rule is not None:
            return self.rule.why
        return self.error.why if isinstance(self.error, UnreadableError) else UNSAID

    @property
    def fails(self) -> bool:
        """Whether the data does not pass for it, or it is only said."""
        return self.rule is None or self.rule.severity is Severity.ERROR


def codes(samples: Path) -> Mapping[str, Path | None]:
    """Every code, sorted, with the sample that explains it best; None where there is none."""
    sample_by_code: dict[str, Path | None] = {}
    ranked = sorted(_samples(samples), key=lambda path: _rank(path, samples))
    for path in ranked:
        sample_by_code.setdefault(_code(path, samples), path)

    # What is no CSV has a sentence of its own; of some of it a sample would be too large to keep.
    for code in (*IRREGULAR_CSV, *CODES_BEFORE_RELEASE, *OF_SHEETS):
        sample_by_code.setdefault(code, None)
    return dict(sorted(sample_by_code.items()))


def explain(code: str, samples: Path, catalog: Catalog) -> Explanation:
    """Judge the sample of `code`; UnknownCodeError names what is near."""
    sample_by_code = codes(samples)
    if code not in sample_by_code:
        near = get_close_matches(code, sample_by_code, cutoff=0.4)
        raise UnknownCodeError(
            code=code,
            near=", ".join(near) or "–",
        )

    path = sample_by_code[code]
    if code in CODES_BEFORE_RELEASE:
        return _before_release(code)
    if code in OF_SHEETS:
        return _of_sheets(code)
    if path is None:
        return _in_words(code)
    return _by_example(
        code,
        path,
        samples,
        catalog,
    )


def _by_example(code: str, path: Path, samples: Path, catalog: Catalog) -> Explanation:
    report = _judge(path, samples, catalog)
    explanation = Explanation(
        code,
        path.relative_to(samples).as_posix(),
        report.schema.ref if report.schema else "",
        rule=None,
        finding=None,
        labels=report.labels,
        error=report.error,
    )

    for tally in report.tallies:
        if tally.rule.code == code:
            first = tally.findings[0] if tally.findings else None
            return replace(
                explanation,
                rule=tally.rule,
                finding=first,
                says=tally.rule.says,
            )
    if report.error is not None:
        return replace(explanation, says=_without_folder(report.error.text, samples))
    return explanation


def _in_words(code: str) -> Explanation:
    """Of a file whose sample would be too large: its sentence, with an invented place."""
    error = IRREGULAR_CSV[code](
        path="data.csv",
        line=2,
        byte=61,
        limit=RECORD_LIMIT >> 20,
    )
    return Explanation(
        code,
        "",
        "",
        None,
        None,
        (),
        error,
        error.text,
    )


def _before_release(code: str) -> Explanation:
    """What is not asked of data that is only validated: its sentence, with the default limits."""
    name, kind = CODES_BEFORE_RELEASE[code]
    rule = BEFORE_RELEASE[name].rule(
        code,
        minimum=THRESHOLDS["minimum_umum"].default,
        contributors=THRESHOLDS["contributors"].default,
        one=THRESHOLDS["dominance_1"].default,
        two=THRESHOLDS["dominance_2"].default,
        p=THRESHOLDS["p_percent"].default,
        kind=kind,
    )
    return Explanation(
        code,
        "",
        "",
        rule,
        None,
        (),
        says=rule.says,
    )


def _of_sheets(code: str) -> Explanation:
    """What is asked of a sheet that a recipe makes a table of."""
    rule = OF_SHEETS[code].rule(
        code,
        level="kabupaten_kota",
        known="…",
        tolerance=0,
    )
    return Explanation(
        code,
        "",
        "",
        rule,
        None,
        (),
        says=rule.says,
    )


def _without_folder(text: Text, samples: Path) -> Text:
    """Where statx keeps its samples is no news to anyone."""
    folder = f"{samples}/{UNREADABLE}/"
    return Text(
        id=text.id.replace(folder, ""),
        en=text.en.replace(folder, ""),
    )


def _samples(samples: Path) -> Iterator[Path]:
    for path in samples.glob("*/bad/*.csv"):
        if "+" not in path.stem:
            yield path
    yield from samples.glob(f"{ALONE}/*/data.*")
    yield from samples.glob(f"{UNREADABLE}/*.csv")


def _code(path: Path, samples: Path) -> str:
    return path.parent.name if path.parent.parent == samples / ALONE else path.stem


def _rank(path: Path, samples: Path) -> tuple[int, str]:
    """Samples that are shown first come first."""
    folder = path.relative_to(samples).parts[0]
    rank = PREFERRED.index(folder) if folder in PREFERRED else len(PREFERRED)
    return rank, path.as_posix()


def _judge(path: Path, samples: Path, catalog: Catalog) -> Report:
    options = DataOptions(schema=_schema_of(path, samples))
    (target,) = targets(
        [path],
        options,
        catalog,
        Config(),
    )
    return judge_target(target, catalog, ReportOptions())


def _schema_of(path: Path, samples: Path) -> str:
    """The schema beside the sample, else that of its folder; what is no table needs any."""
    described = path.parent / "schema.json"
    if described.is_file():
        return str(described)
    folder = path.relative_to(samples).parts[0]
    return PREFERRED[0] if folder == UNREADABLE else folder
