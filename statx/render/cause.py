"""What most errors of a table have in common, in words: the one thing to do first."""

from __future__ import annotations

from collections.abc import Iterator

from statx.render.words import ROWS
from statx.results.report import Cause, Report
from statx.texts import Text, amount, count, joined, settled_option

MENDED = Text(
    id=(
        "{mended} dari {errors} kesalahan punya satu sebab: {what}. {read}, kesalahan yang tersisa:"
        " {left}."
    ),
    en="{mended} of {errors} errors have one cause: {what}. {read}, errors left: {left}.",
)
UNJUDGED = Text(
    id="Sebabnya: {what}. {read}, {rows} dapat diperiksa; kesalahan: {left}.",
    en="The cause: {what}. {read}, {rows} can be judged; errors: {left}.",
)
READ_SO = Text(
    id="Bila dibaca demikian",
    en="Read so",
)
THIS_HEADER = Text(
    id="Dengan baris nama kolom di bawah ini",
    en="With the header below",
)
WITH = Text(
    id="Dengan {settled}",
    en="With {settled}",
)
HEADER = Text(
    id="baris nama kolom {header}",
    en="the header {header}",
)


def describe_cause(cause: Cause, *, above_command: bool = False) -> Text:
    """One sentence: what is taken for something else, what mends it, and both counts.

    Above the lines that have the header and the command, these are not said once more.
    """
    read = _briefly(cause) if above_command else WITH.fill(settled=joined(_mending(cause)))
    sentence = UNJUDGED if cause.mended is None else MENDED
    return sentence.fill(
        what=cause.what,
        read=read,
        mended=count(cause.mended or 0),
        errors=count(cause.errors),
        left=count(cause.left),
        rows=amount(cause.rows, ROWS),
    )


def _briefly(cause: Cause) -> Text:
    return THIS_HEADER if cause.header else READ_SO


def _mending(cause: Cause) -> Iterator[Text]:
    """The options and the header that mend it."""
    for name, value in cause.options:
        yield settled_option(name, str(value))
    if cause.header:
        yield HEADER.fill(header=cause.header)


def all_remarks(report: Report) -> Iterator[Text]:
    """What is to be said of a table beside its findings; the cause first."""
    if report.cause is not None:
        yield describe_cause(report.cause)
    yield from report.remarks
