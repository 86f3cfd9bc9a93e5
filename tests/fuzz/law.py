"""The law that no bytes may break, asked of one input in this process."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from statx.config import Config
from statx.errors import BUG, EXIT_CODES, StatxError
from statx.judging.engine import JudgingOptions
from statx.judging.judge import judge
from statx.judging.reports import ReportOptions
from statx.options import DataOptions
from statx.package.opening import verify
from statx.render import RENDERERS
from statx.render.options import RenderOptions
from statx.results.report import Report, Run
from statx.texts import LANGUAGES, Text
from tests.fuzz import releases
from tests.fuzz.inputs import RELEASE, Input
from tests.fuzz.seeds import CATALOG

LISTED = 50
"""Findings of each rule that are looked up and written out."""


def broken(case: Input) -> str:
    """How statx breaks the law on this input; empty where it answers as it must."""
    with tempfile.TemporaryDirectory(prefix="statx-fuzz-") as folder:
        path = case.write(Path(folder))
        schema = str(Path(folder) / case.schema) if case.schema else ""
        options = DataOptions(schema, locale=case.locale)
        try:
            reports = _verified(path) if case.judged == RELEASE else _reports(path, options)
        except Exception:  # noqa: BLE001  an exception is what is looked for
            return traceback.format_exc()

        for report in reports:
            fault = _fault(report)
            if fault:
                return fault
        return _unspeakable(Run(reports), len(case.files[case.judged]))


def _reports(path: Path, options: DataOptions) -> tuple[Report, ...]:
    wanted = ReportOptions(JudgingOptions(limit=LISTED))
    settings = path.with_name("statx.toml")
    try:
        config = Config.read(settings) if settings.exists() else Config()
        return tuple(judge([path], options, CATALOG, config, wanted))
    except StatxError as error:
        return (Report(str(path), "data", error=error),)


def _verified(path: Path) -> tuple[Report, ...]:
    """What a release comes to, for the unit it is for."""
    try:
        return verify(path, releases.reader()).run.reports
    except StatxError as error:
        return (Report(str(path), "data", error=error),)


def _fault(report: Report) -> str:
    """A report has an answer, and its error a sentence in both languages."""
    if report.exit_code not in EXIT_CODES or report.exit_code == BUG:
        return f"exit code {report.exit_code}"
    if report.error is not None and not _is_said(report.error.text):
        return f"{report.error!r} says nothing"

    for tally in report.tallies:
        if not tally.count or not _is_said(tally.rule.says):
            return f"{tally.rule.code}: says nothing"
    return ""


def _is_said(text: Text) -> bool:
    return all(text.say(language).strip() for language in LANGUAGES)


def _unspeakable(run: Run, chance: int) -> str:
    """Which form of the report cannot be written as UTF-8; each is tried in one of the languages.

    Both would take twice as long; the size of the input is the chance that chooses.
    """
    for number, (name, render) in enumerate(RENDERERS.items()):
        language = LANGUAGES[(chance + number) % len(LANGUAGES)]
        try:
            text = "".join(render(run, RenderOptions(language)))
            text.encode()
        except Exception:  # noqa: BLE001  an exception is what is looked for
            return f"--format {name} --lang {language}\n{traceback.format_exc()}"
    return ""
