"""`-`: what stands before the pipe, as a table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from statx.errors import OptionError, StatxError
from statx.options import DataOptions
from statx.texts import Text

if TYPE_CHECKING:
    from statx.cli.session import Session
    from statx.sources.settling import Target

STREAM = Path("-")
NO_HISTORY = Text(
    id="masukan standar tidak punya riwayat di git.",
    en="standard input has no history in git.",
)


def standard_input() -> BinaryIO | None:
    """The bytes of standard input; None where it was closed before the command began."""
    return None if sys.stdin is None else sys.stdin.buffer


def refuse_stream(data: Sequence[Path], since: str | None) -> None:
    """OptionError where a stream is to be compared with what it was."""
    if since is not None and STREAM in data:
        raise OptionError(
            option="--changed-since",
            reason=NO_HISTORY,
        )


@contextmanager
def source_of(session: Session, source: Path, options: DataOptions) -> Iterator[Target]:
    """The one table that is converted; what standard input gives lies in a private folder."""
    from statx.files import scratch_folder
    from statx.sources.settling import Refusal, settle_one_target, settle_stream
    from statx.sources.standard_input import without_spool

    stream = standard_input()
    if source != STREAM or stream is None:
        yield settle_one_target(source, options, session.catalog, session.config)
        return

    with scratch_folder() as scratch:
        target = settle_stream(stream, scratch, options, session.catalog, session.config)
        try:
            if isinstance(target, Refusal):
                raise target.error
            yield target
        except StatxError as error:
            raise error.reworded(partial(without_spool, folder=scratch)) from error
