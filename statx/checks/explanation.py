"""What a check means, told by an example: the sample that breaks it is judged, and its rule speaks for itself.

The registry's samples are the one source: `samples/<schema>/bad/<code>.csv`, `samples/_checks/<code>/` for what no
schema of the registry asks, `samples/_unreadable/<name>.csv` for files that are no tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from statx.checks.targets import Choice, targets
from statx.checks.verdict import Wanted, report_of
from statx.config import Config
from statx.errors import UnknownCodeError
from statx.registry.catalog import Catalog
from statx.report import Finding, Report, Rule
from statx.texts import Text

ALONE, UNREADABLE = "_checks", "_unreadable"
PREFERRED = ("kemiskinan", "kependudukan_penduduk")
"""Schemas whose samples are shown first: everybody knows what they are about."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A check: its rule as the sample broke it, the first place, and the sample."""

    code: str
    sample: str
    """The sample's path below `samples/`."""
    schema: str
    rule: Rule | None
    finding: Finding | None
    labels: tuple[str, ...]
    error: Text | None = None
    """For a file that is no table: what is said of it."""


def codes(samples: Path) -> Mapping[str, Path]:
    """Every code that has a sample, sorted, with the sample that explains it best."""
    found: dict[str, Path] = {}
    for path in sorted(_samples(samples), key=lambda path: _rank(path, samples)):
        found.setdefault(_code(path, samples), path)
    return dict(sorted(found.items()))


def explain(code: str, samples: Path, catalog: Catalog) -> Explanation:
    """Judge the sample of `code`; UnknownCodeError names what is near."""
    known = codes(samples)
    if code not in known:
        raise UnknownCodeError(code=code, near=", ".join(get_close_matches(code, known, cutoff=0.4)) or "–")
    path = known[code]
    report = _judged(path, samples, catalog)
    tally = next((tally for tally in report.tallies if tally.rule.code == code), None)
    return Explanation(
        code,
        path.relative_to(samples).as_posix(),
        report.schema.ref if report.schema else "",
        tally.rule if tally else None,
        tally.findings[0] if tally and tally.findings else None,
        report.labels,
        _without_folder(report.error.text, samples) if report.error else None,
    )


def _without_folder(text: Text, samples: Path) -> Text:
    """Where statx keeps its samples is no news to anyone."""
    folder = f"{samples}/"
    return Text(id=text.id.replace(folder, ""), en=text.en.replace(folder, ""))


def _samples(samples: Path) -> Iterator[Path]:
    yield from (path for path in samples.glob("*/bad/*.csv") if "+" not in path.stem)
    yield from (path for path in samples.glob(f"{ALONE}/*/data.*"))
    yield from samples.glob(f"{UNREADABLE}/*.csv")


def _code(path: Path, samples: Path) -> str:
    return path.parent.name if path.parent.parent == samples / ALONE else path.stem


def _rank(path: Path, samples: Path) -> tuple[int, str]:
    schema = path.relative_to(samples).parts[0]
    return (PREFERRED.index(schema) if schema in PREFERRED else len(PREFERRED), path.as_posix())


def _judged(path: Path, samples: Path, catalog: Catalog) -> Report:
    folder = path.relative_to(samples).parts[0]
    described = path.parent / "schema.json"
    schema = str(described) if described.is_file() else "" if folder == UNREADABLE else folder
    choice = Choice(schema=schema or PREFERRED[0])
    (target,) = targets([path], choice, catalog, Config())
    return report_of(target, catalog, Wanted())
