"""A table written as a folder of parts, each by the worker that judged it.

Nobody has to hold or send the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from statx.conversion.content import ContentHash
from statx.conversion.rendering import WRITTEN, Rendered
from statx.files import atomic_file, writing
from statx.registry.schema import Schema
from statx.tables import written_format


@dataclass(frozen=True)
class Parts:
    """What a worker does with the blocks of a span: it writes them as one file of the folder."""

    folder: Path
    """Under a name that every worker can write to."""
    name: Path
    """The destination: its suffix says the format."""
    schema: Schema
    about: Mapping[str, Any]
    """Where the data comes from."""

    def __call__(self, number: int, blocks: Sequence[Rendered]) -> list[Rendered]:
        """Write part `number`; done again, after a worker was lost, it gives the same file."""
        part = self.folder / f"part-{number:05}{self.name.suffix}"
        content = ContentHash(self.schema)
        rows = 0

        with atomic_file(part, replace=True) as path, writing(part):
            writer = written_format(part).writer(
                path,
                part,
                self.schema,
            )
            for block in blocks:
                writer.write(block.batch, block.text)
                content.add(block.text)
                rows += block.rows
            writer.close({**self.about, "rows": rows, "content": content.text})

        # The text goes on to the client, whose content hash is one long sum; the columns are
        # written.
        return [replace(block, batch=WRITTEN) for block in blocks]
