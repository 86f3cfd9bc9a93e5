"""A progress bar on a terminal, and silence elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from statx.cli.session import Session
from statx.cli.streams import wants_color
from statx.texts import Language, Text, amount, count

if TYPE_CHECKING:
    from statx.tables.table import BlockExtent, Table

MEGA = 1_000_000
PLACE = 40
"""Characters of a path that are shown."""

OF_BYTES = Text(
    id="{rows} · {done} dari {all} MB",
    en="{rows} · {done} of {all} MB",
)
LEFT = Text(
    id="sisa",
    en="left:",
)


@dataclass
class Progress:
    """How far the run is; shown by the bar, where there is one."""

    language: Language = "en"
    bar: Any = None
    task: Any = None
    rows: int = 0
    done: int = 0
    all: int = 0
    """Bytes, or rows of a table that is not text; 0 where nobody knows."""
    in_bytes: bool = False

    def start(self, place: str, table: Table) -> None:
        """The next table."""
        self.rows = 0
        self.done = 0
        # How large a compressed file is when it is read, nobody knows before.
        self.all = 0 if table.reading.compression else table.size
        self.in_bytes = table.reading.is_text
        if self.bar is None:
            return

        if self.task is not None:
            self.bar.remove_task(self.task)
        self.task = self.bar.add_task(
            place[-PLACE:],
            total=self.all or None,
            amount="",
        )

    def advance(self, extent: BlockExtent) -> None:
        """So much of it is done."""
        self.rows += extent.rows
        self.done += extent.size
        if self.bar is None or self.task is None:
            return

        amount = self.amount.say(self.language)
        self.bar.update(
            self.task,
            completed=self.done,
            amount=amount,
        )

    @property
    def amount(self) -> Text:
        """How much is done, in words."""
        from statx.render.words import ROWS

        rows = amount(self.rows, ROWS)
        if not self.in_bytes or not self.all:
            return rows

        done = count(self.done // MEGA)
        whole = count(self.all // MEGA)
        return OF_BYTES.fill(
            rows=rows,
            done=done,
            all=whole,
        )


@contextmanager
def progress(session: Session) -> Iterator[Progress]:
    """Show a bar on standard error while the body runs, where that is a terminal."""
    if session.quiet or session.talk is None or not session.talk.isatty():
        yield Progress()
        return

    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[amount]}", markup=False),
        TextColumn(LEFT.say(session.language), markup=False),
        TimeRemainingColumn(compact=True),
    )
    colored = wants_color(session.talk, os.environ)
    console = Console(file=session.talk, no_color=not colored)
    with Bar(
        *columns,
        console=console,
        transient=True,
    ) as bar:
        yield Progress(session.language, bar)
