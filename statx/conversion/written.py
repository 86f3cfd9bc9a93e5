"""Write rendered blocks: one file, block by block while the next ones are judged.

Or a folder of parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from statx.conversion.content import ContentHash
from statx.conversion.parts import Parts
from statx.conversion.rendering import Rendered, render, written_schema
from statx.files import writing
from statx.judging.engine import Judging
from statx.judging.workers import prefetch, thread_pool
from statx.tables import written_format
from statx.tables.format import Writer
from statx.texts import clean


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    rows: int
    content: str
    """The logical content hash."""


def write_file(
    judging: Judging, blocks: Iterator[Rendered], part: Path, destination: Path, version: str
) -> Written:
    """Write these blocks of a table to `part`, in the format that the destination's name says."""
    schema = written_schema(judging)
    content = ContentHash(schema)
    with writing(destination):
        writer = written_format(destination).writer(part, destination, schema)

    rows = _write_blocks(
        blocks,
        writer,
        content,
        destination,
    )

    provenance = {
        **_origin(judging, version),
        "rows": rows,
        "content": content.text,
    }
    with writing(destination):
        writer.close(provenance)
    return Written(rows, content.text)


def write_parts(judging: Judging, folder: Path, destination: Path, version: str) -> Written:
    """Write a table as parts of a folder, each by the worker that judged it."""
    schema = written_schema(judging)
    target = judging.target
    about = {
        "statx": version,
        "source": {"name": clean(target.path.name)},
        "schemaRef": target.agreement.ref,
    }
    parts = Parts(
        folder.absolute(),
        Path(destination.name),
        schema,
        about,
    )

    content, rows = ContentHash(schema), 0
    rendering = partial(
        render,
        schema=schema,
        typed=True,
    )
    for block in judging.blocks(
        rendering,
        text=True,
        gather=parts,
    ):
        content.add(block.text)
        rows += block.rows
    return Written(rows, content.text)


def _write_blocks(
    blocks: Iterator[Rendered], writer: Writer, content: ContentHash, destination: Path
) -> int:
    """Write one block while the next ones are judged; how many rows that were."""

    def write(block: Rendered) -> int:
        with writing(destination):
            writer.write(block.batch, block.text)
        content.add(block.text)
        return block.rows

    with thread_pool(1) as thread:
        futures = (thread.submit(write, block) for block in blocks)
        return sum(future.result() for future in prefetch(futures, 1))


def _origin(judging: Judging, version: str) -> Mapping[str, Any]:
    """Where the data comes from: no date and no path.

    So that the same table gives the same bytes.
    """
    target = judging.target
    sha256 = judging.digest.sha256 if judging.digest else ""
    return {
        "statx": version,
        "source": {"name": clean(target.path.name), "sha256": sha256},
        "schemaRef": target.agreement.ref,
    }
