"""Convert a table: judged and written in one pass, kept only if it passes; or split into what passes and what does not.

1. Each block is judged, typed, and rendered as canonical CSV (for the content hash).
2. The batches go to a temporary file beside the destination.
3. Only when the whole table has passed does that file get its name.
With `rejects` the table is judged first. The failing records, complete and with the reason, go to one file, the
rest to the other, and the rest is judged once more as it was written: rows in = rows out + rejects, always.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from statx.checks.check import References
from statx.config import Config
from statx.conversion.content import ContentHash, canonical_csv
from statx.conversion.errors import ContentMismatchError, RestDoesNotPassError
from statx.conversion.loss import LossCheck, NulCheck
from statx.conversion.parts import WRITTEN, Parts, Rendered
from statx.conversion.rejects import Failing, write_rejects
from statx.errors import SameFileError
from statx.files import atomic_file, atomic_folder, reading, refuse_existing, sha256_of, writing
from statx.judging.engine import Judging, JudgingOptions
from statx.judging.reports import ReportOptions, check_declared, judged_report
from statx.judging.workers import Threads, ahead
from statx.options import DataOptions
from statx.registry.catalog import Catalog
from statx.registry.schema import Schema
from statx.results.report import Report
from statx.sources.files import DataFile
from statx.sources.references import TableReferences
from statx.sources.targets import Target, settle
from statx.tables import written_format
from statx.tables.csv.writer import canonical_rows
from statx.tables.format import Writer
from statx.tables.judged import JudgedBlock
from statx.tables.table import Rows


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be converted where, and how."""

    destination: Path
    rejects: Path | None = None
    replace: bool = False
    version: str = ""
    """Of statx, for the provenance."""
    wanted: ReportOptions = field(default_factory=ReportOptions)


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a table."""

    report: Report
    """On the source."""
    written: bool
    rows_out: int = 0
    rows_rejected: int = 0
    content: str = ""
    """The logical content hash of what was written."""


def convert(target: Target, order: Order, catalog: Catalog) -> Converted:
    """Write the table in the format that the destination's name says.

    Raises UnknownFormatError, SameFileError, ExistingOutputError, DigestMismatchError, ContentMismatchError and what
    reading raises. Data that does not pass is not written (`written` is false), unless `order.rejects` takes it.
    """
    _check_outputs(
        target, [path for path in (order.destination, order.rejects) if path is not None], order
    )
    check_declared(target)
    return (
        _split(target, order, catalog, order.rejects)
        if order.rejects
        else _whole(target, order, catalog)
    )


def _check_outputs(target: Target, outputs: list[Path], order: Order) -> None:
    """Everything that can be known before a byte is read."""
    taken = {target.path.resolve()}
    for path in outputs:
        written_format(path)
        if path.resolve() in taken:
            raise SameFileError(path=path)
        taken.add(path.resolve())
        refuse_existing(path, replace=order.replace)


LOSSES = (LossCheck, NulCheck)
"""What is asked of a table that is to be typed, beside what every table is asked."""


class _NotPassed(Exception):  # noqa: N818  leaves the temporary file behind; never reaches a caller
    """The table did not pass; what was written is thrown away."""


def _whole(target: Target, order: Order, catalog: Catalog) -> Converted:
    judging = _judging(target, catalog, order.wanted.terms)
    written: Converted | None = None
    try:
        with _destination(order) as part:
            write = _write_parts if part.is_dir() else _write
            rows, content = write(target, judging, part, order)
            judging.conclude()
            if judging.failed or not rows:
                raise _NotPassed  # noqa: TRY301  the with statement must see it
            _compare_content(target, content)
            written = Converted(
                judged_report(target, judging, order.wanted), True, rows, content=content
            )
    except _NotPassed:
        return Converted(judged_report(target, judging, order.wanted), written=False)
    assert written is not None  # noqa: S101  the with statement ended without an exception
    return written


def _destination(order: Order) -> AbstractContextManager[Path]:
    """A file; of far workers, which cannot write one file together, a folder where the format has no end to add to."""
    if order.wanted.terms.workers.far and not written_format(order.destination).is_text:
        return atomic_folder(order.destination)
    return atomic_file(order.destination, replace=order.replace)


def _split(target: Target, order: Order, catalog: Catalog, rejects: Path) -> Converted:
    terms = replace(order.wanted.terms, limit=0)
    judging = _judging(target, catalog, terms)
    judging.judge()
    terms = replace(terms, workers=Threads())  # what is left out is known here, and written here
    report = judged_report(target, judging, order.wanted)
    failing = judging.failing_rows
    if not judging.header.judgeable or judging.header.tallies or (len(failing) and failing[0] < 0):
        return Converted(
            report, written=False
        )  # a fault of the whole table is in no row that could be left out
    with (
        atomic_file(order.destination, replace=order.replace) as part,
        atomic_file(rejects, replace=order.replace) as aside,
    ):
        rows, content = _write(
            target, _judging(target, catalog, terms), part, order, leave_out=failing
        )
        write_rejects(aside, rejects, target, Failing(failing, report, judging.extents))
        _judge_rest(part, order, catalog, target)
    return Converted(report, True, rows, len(failing), content)


def _judging(target: Target, catalog: Catalog, terms: JudgingOptions) -> Judging:
    return Judging(target.table, target.schema, catalog, target.references, terms, extra=LOSSES)


def _write(
    target: Target, judging: Judging, part: Path, order: Order, leave_out: Rows | None = None
) -> tuple[int, str]:
    """(rows written, content hash) of one file."""
    schema, format_ = written_schema(target, judging), written_format(order.destination)
    with writing(order.destination):
        writer = format_.writer(part, order.destination, schema)
    content, typed = ContentHash(schema), leave_out is not None or not format_.is_text
    blocks = judging.run(partial(_rendered, schema=schema, typed=typed), text=True)
    kept = _passing(blocks, judging) if leave_out is None else _left_in(blocks, leave_out, schema)
    written = _written(kept, writer, content, order.destination)
    provenance = _provenance(target, order, written, content.text)
    with writing(order.destination):
        writer.close(provenance)
    return written, content.text


def _passing(blocks: Iterator[Rendered], judging: Judging) -> Iterator[Rendered]:
    """Once a row has failed nothing more is written, but all is judged."""
    return (block for block in blocks if not judging.failed)


def _left_in(blocks: Iterator[Rendered], leave_out: Rows, schema: Schema) -> Iterator[Rendered]:
    first = 0
    for block in blocks:
        yield _without(block, leave_out, first, schema)
        first += block.rows


def _written(
    blocks: Iterator[Rendered], writer: Writer, content: ContentHash, destination: Path
) -> int:
    """Write one block while the next ones are judged; how many rows that were."""
    with ThreadPoolExecutor(1) as behind:
        tasks = (behind.submit(_add, block, writer, content, destination) for block in blocks)
        return sum(task.result() for task in ahead(tasks, 1))


def _add(block: Rendered, writer: Writer, content: ContentHash, destination: Path) -> int:
    with writing(destination):
        writer.write(block.batch, block.text)
    content.add(block.text)
    return block.rows


def _write_parts(target: Target, judging: Judging, folder: Path, order: Order) -> tuple[int, str]:
    """(rows written, content hash) of a folder of parts."""
    schema = written_schema(target, judging)
    about = {
        "statx": order.version,
        "source": {"name": target.path.name},
        "schemaRef": target.agreement.ref,
    }
    parts = Parts(folder.absolute(), Path(order.destination.name), schema, about)
    content, written = ContentHash(schema), 0
    for block in judging.run(
        partial(_rendered, schema=schema, typed=True), text=True, gather=parts
    ):
        content.add(block.text)
        written += block.rows
    return written, content.text


def written_schema(target: Target, judging: Judging) -> Schema:
    """The agreement with the columns of the file, in the file's order: what has no field of its own is kept as text."""
    agreed = target.agreement
    fields = (agreed.field(f.name) if f.name in agreed.names else f for f in judging.header.fields)
    return replace(agreed, fields=tuple(fields))


def typed_batch(block: JudgedBlock, schema: Schema) -> pa.RecordBatch:
    """A block's records in the order of the file, typed; texts have dictionaries."""
    columns = [column.typed() for column in block.columns]
    if block.order is not None:
        in_file = pa.array(np.argsort(block.order))
        columns = [column.take(in_file) for column in columns]
    return pa.record_batch(columns, names=list(schema.names))


def _rendered(block: JudgedBlock, schema: Schema, *, typed: bool) -> Rendered:
    batch = typed_batch(block, schema)
    return Rendered(block.rows, batch if typed else WRITTEN, canonical_csv(block, batch, schema))


def _without(block: Rendered, leave_out: Rows, first: int, schema: Schema) -> Rendered:
    keep = np.ones(block.rows, bool)
    keep[leave_out[(leave_out >= first) & (leave_out < first + block.rows)] - first] = False
    batch = block.batch.filter(pa.array(keep))
    return Rendered(batch.num_rows, batch, canonical_rows(batch, schema))


def _provenance(target: Target, order: Order, rows: int, content: str) -> Mapping[str, Any]:
    """No date and no path: the same table gives the same bytes."""
    with reading(target.path):
        sha256 = sha256_of(target.path)
    return {
        "statx": order.version,
        "source": {"name": target.path.name, "sha256": sha256},
        "schemaRef": target.agreement.ref,
        "rows": rows,
        "content": content,
    }


def _compare_content(target: Target, content: str) -> None:
    """A Parquet file of statx says what its content was when it was written."""
    summary = target.table.metadata.get("content")
    if summary and summary != content:
        raise ContentMismatchError(path=target.path, declared=summary, found=content)


def _judge_rest(part: Path, order: Order, catalog: Catalog, target: Target) -> None:
    """What is left out may be what something else referred to: the rest must pass by itself."""
    named = part.with_name(part.name + "".join(order.destination.suffixes[-2:]))
    part.rename(named)
    try:
        file = DataFile(str(order.destination), named)
        rest = settle(file, DataOptions(), catalog, Config(), target.agreement)
        judging = Judging(
            rest.table,
            rest.schema,
            catalog,
            _referring_to(rest, target),
            JudgingOptions(workers=order.wanted.terms.workers),
        )
        judging.judge()
        if judging.failed:
            rules = ", ".join(tally.rule.code for tally in judging.tallies())
            raise RestDoesNotPassError(path=target.path, rules=rules)
    finally:
        named.rename(part)


def _referring_to(rest: Target, target: Target) -> References:
    """As the source refers to others; what refers to its own table must find it in the rest."""
    known = target.references
    return (
        replace(known, table=rest.table, schema=rest.schema)
        if isinstance(known, TableReferences)
        else known
    )
