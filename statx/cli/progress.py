"""A progress bar on a terminal, and silence elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from statx.cli.session import Session

if TYPE_CHECKING:
    from statx.tables.table import Table


@dataclass
class Progress:
    """What is told to the bar; does nothing where there is none."""

    bar: Any = None
    task: Any = None
    place: str = field(default="")

    def start(self, place: str, table: Table) -> None:
        """The next table."""
        self.place = place
        if self.bar is not None:
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.task = self.bar.add_task(place[-40:], total=table.size)

    def advance(self, size: int) -> None:
        """So many bytes, or rows of Parquet, are done."""
        if self.bar is not None and self.task is not None:
            self.bar.advance(self.task, size)


@contextmanager
def progress(session: Session) -> Iterator[Progress]:
    """Show a bar on standard error while the body runs, where that is a terminal."""
    if session.quiet or not session.talk.isatty():
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(file=session.talk), transient=True) as bar:
        yield Progress(bar)
