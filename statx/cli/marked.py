"""`--marked`: the workbook that data came from, with what is wrong marked in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from statx.cli.log import record
from statx.cli.standard_input import STREAM
from statx.errors import OptionError
from statx.options import DataOptions
from statx.texts import Text, amount, count

if TYPE_CHECKING:
    from statx.cli.session import Session
    from statx.results.report import Run

OPTION = "--marked"
WRITTEN = Text(
    id="✓ {path}: {findings} ditandai dan didaftar.",
    en="✓ {path}: {findings} marked and listed.",
)
FINDINGS = (
    Text(
        id="{n} temuan",
        en="{n} finding",
    ),
    Text(
        id="{n} temuan",
        en="{n} findings",
    ),
)
LEFT_OUT = Text(
    id="  {n} temuan lagi tidak tercantum di sana; {options.errors} menulis semuanya.",
    en="  {n} more are not listed there; {options.errors} writes them all.",
)
NOT_WRITTEN = Text(
    id="{path} tidak ditulis, karena datanya tidak dapat diperiksa.",
    en="{path} was not written, as the data could not be judged.",
)


def check_marking(data: list[Path], marked: Path | None) -> None:
    """Say before anything is read what would be wrong with marking it.

    OptionError for several files or a stream, MarkedSuffixError for a name Excel would not open.
    """
    if marked is None:
        return

    from statx.conversion.marked import ONE_FILE, check_marked

    if len(data) != 1 or data[0] == STREAM:
        raise OptionError(option=OPTION, reason=ONE_FILE)
    check_marked(data[0], marked)


def write_marked(
    session: Session,
    run: Run,
    data: list[Path],
    options: DataOptions,
    marked: Path,
    *,
    force: bool,
) -> None:
    """Write the marked workbook of the one table that was judged, and say so."""
    from statx.conversion.marked import ONE_FILE, Reader, mark_report
    from statx.sources.settling import settle_one_target

    if run.since is not None and not run.reports:
        return
    if len(run.reports) != 1:
        raise OptionError(option=OPTION, reason=ONE_FILE)

    report = run.reports[0]
    if report.error is not None:
        session.say(NOT_WRITTEN.fill(path=marked))
        return

    target = settle_one_target(data[0], options, session.catalog, session.config)
    reader = Reader(session.language)
    done = mark_report(
        report,
        target,
        marked,
        reader,
        replace=force,
    )
    record(marked=str(marked))
    session.say(WRITTEN.fill(path=marked, findings=amount(done.listed, FINDINGS)))
    if done.left_out:
        session.say(LEFT_OUT.fill(n=count(done.left_out)))
