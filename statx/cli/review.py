"""What `statx validate` does for a pull request.

Judge what changed, fail on what is asked, speak to reviewers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from statx.cli.session import Session
from statx.errors import OptionError, StatxError
from statx.render import MODULES
from statx.texts import Text

if TYPE_CHECKING:
    from statx.cli.options import FailOn
    from statx.judging.reports import ReportOptions
    from statx.options import DataOptions
    from statx.results.report import Report, Run, Since

SUMMARY = "GITHUB_STEP_SUMMARY"
"""Where GitHub says to which file the summary of a step is added."""

NOT_COMPARED = Text(
    id="tanpa --changed-since REVISI tidak diketahui temuan mana yang baru.",
    en="without --changed-since REV nobody knows which findings are new.",
)
NO_REVISION = Text(
    id="revisinya kosong. Periksa variabel di skrip Anda, misalnya --changed-since origin/main.",
    en=(
        "the revision is empty. Check the variables of your script: --changed-since origin/main,"
        " say."
    ),
)
FORM_AND_FILE = Text(
    id=(
        "{value} bukan BENTUK=BERKAS. Bentuknya salah satu dari: {known}; misalnya"
        " sarif=statx.sarif."
    ),
    en="{value} is no FORMAT=FILE. The format is one of: {known}; for instance sarif=statx.sarif.",
)


def check_since(since: str | None, fail_on: FailOn) -> None:
    """OptionError for an empty revision, and for asking what is new without one.

    An empty one comes from a variable that is not set: to judge everything instead, or nothing,
    would be a guess.
    """
    if since is not None and not since.strip():
        raise OptionError(
            option='--changed-since ""',
            reason=NO_REVISION,
        )
    if fail_on.value == "new" and since is None:
        raise OptionError(
            option="--fail-on new",
            reason=NOT_COMPARED,
        )


def more_reports(values: Sequence[str]) -> list[tuple[str, Path]]:
    """The format and the file of each `--report FORMAT=FILE`."""
    reports = []
    for value in values:
        form, _, file = value.partition("=")
        if form not in MODULES or not file:
            raise OptionError(
                option="--report",
                reason=FORM_AND_FILE.fill(
                    value=value or '""',
                    known=", ".join(MODULES),
                ),
            )
        reports.append((form, Path(file)))
    return reports


def reviewed(
    session: Session,
    data: list[Path],
    choice: DataOptions,
    since: str,
    wanted: ReportOptions,
    done: Callable[[Report], None],
) -> tuple[tuple[Report, ...], Since]:
    """Judge what was touched since that revision, beside what it was before."""
    from statx.review.review import review
    from statx.review.snapshot import Settings

    settings = Settings(
        choice, session.catalog, session.config, Path.cwd(), os.environ, session.registries
    )
    return review(
        data,
        since,
        settings,
        wanted,
        done,
    )


def failing_on(run: Run, fail_on: FailOn) -> Run:
    """The run whose verdicts fail on what was asked for."""
    from statx.results.report import FailOn as Policy

    policy = Policy(fail_on.value)
    return replace(run, reports=tuple(replace(report, fail_on=policy) for report in run.reports))


def add_summary(session: Session, run: Run) -> None:
    """Add the summary of the step where GitHub asks for one.

    What keeps it from being written changes no verdict.
    """
    name = os.environ.get(SUMMARY)
    if not name:
        return

    from statx.files import writing
    from statx.render.options import RenderOptions
    from statx.render.step_summary import SUMMARY as STEP_SUMMARY

    path = Path(name)
    words = "".join(STEP_SUMMARY(run, RenderOptions(session.language)))
    try:
        with writing(path), path.open("ab") as file:
            file.write(words.encode("utf-8", "backslashreplace"))
    except StatxError as error:
        session.say(error.text)
