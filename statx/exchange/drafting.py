"""From the files of an export to a draft that can be approved: judged, converted, packed.

    files -> new enough -> each converted -> rows enough -> the draft before, or a new one

A draft is named by its content: data that did not change gets no new version, and keeps the
approvals it has. A version is never used again for other content.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from statx.config import Config
from statx.conversion.convert import ConversionOptions, Converted, convert
from statx.exchange.errors import (
    FailedExportError,
    NoExportFilesError,
    StaleExportError,
    TooFewRowsError,
)
from statx.exchange.journal import Journal
from statx.exchange.lineage import SheetRecord, keep_lineage, record_sheets
from statx.exchange.office import Office, stamp
from statx.exchange.records import Drafted
from statx.files import sha256_of, writing
from statx.judging.clearance import ClearanceOptions, check_disclosures, named_targets
from statx.judging.reports import ReportOptions
from statx.options import SCHEMA, DataOptions
from statx.package.label import Label
from statx.package.packing import pack
from statx.registry.catalog import Catalog
from statx.results.clearance import DisclosureReport
from statx.results.report import Run
from statx.settings.exports import Export
from statx.sources.targets import Target, settle_one_target, targets
from statx.trust.modes import PRIVATE_FOLDER

FIRST_VERSION = "1.0.0"


@dataclass(frozen=True, slots=True)
class Workshop:
    """What exports are prepared with in one run."""

    config: Config
    catalog: Catalog
    office: Office
    journal: Journal
    options: ReportOptions
    at: datetime
    statx: str
    """Our own version, for the provenance of what is converted."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A draft that holds what the files of an export say now."""

    export: Export
    draft: Drafted
    path: Path
    rows: int
    is_new: bool
    """Whether its content is other than that of the draft before."""
    disclosures: tuple[DisclosureReport, ...] = ()
    """What the disclosure checks say of a new draft's tables."""
    sheets: tuple[SheetRecord, ...] = ()
    """Of tables that recipes made: what they were made of."""


def prepare_draft(export: Export, workshop: Workshop, *, dry_run: bool = False) -> Prepared:
    """The draft of an export; in a dry run only what it would be, and nothing is written.

    Raises NoExportFilesError, StaleExportError, FailedExportError (data that does not pass),
    TooFewRowsError, and what converting and packing raise.
    """
    files = _files_of(export, workshop)
    folder = workshop.office.work / export.name
    with writing(folder):
        folder.mkdir(exist_ok=True)

    try:
        converted = [_convert(path, folder, export, workshop) for path in files]
        return _prepare(export, converted, workshop, dry_run=dry_run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def drafts_folder(office: Office) -> Path:
    """Where drafts and their clearances lie until they are approved."""
    return office.folder / "drafts"


def _prepare(
    export: Export, converted: Sequence[_ConvertedFile], workshop: Workshop, *, dry_run: bool
) -> Prepared:
    rows = sum(each.done.rows_out for each in converted)
    if rows < export.min_rows:
        raise TooFewRowsError(
            export=export.name,
            found=rows,
            expected=export.min_rows,
        )

    prepared = _draft_of(export, _content_of(converted, export), rows, workshop)
    prepared = replace(prepared, sheets=tuple(_sheets(prepared, converted)))
    if dry_run or not prepared.is_new:
        return prepared

    return _pack(prepared, converted, workshop)


def _draft_of(export: Export, content: str, rows: int, workshop: Workshop) -> Prepared:
    """The draft before where it says the same, else one with the next version."""
    folder = drafts_folder(workshop.office)
    before = workshop.journal.last_draft(export.name)
    if before is not None and before.content == content and (folder / before.file).is_file():
        return Prepared(export, before, folder / before.file, rows, is_new=False)

    version = next_version(before.version) if before else FIRST_VERSION
    file = f"{export.name}-{version}.zip"
    drafted = Drafted(export.name, version, content, file, stamp(workshop.at))

    return Prepared(export, drafted, folder / file, rows, is_new=True)


# ---- files ---------------------------------------------------------------------------------------


def _files_of(export: Export, workshop: Workshop) -> list[Path]:
    found = sorted(path for path in workshop.config.folder.glob(export.files) if path.is_file())
    if not found:
        raise NoExportFilesError(
            export=export.name,
            files=export.files,
        )

    if export.newer_than_days:
        newest = max(path.stat().st_mtime for path in found)
        age = workshop.at - datetime.fromtimestamp(newest, UTC)
        if age > timedelta(days=export.newer_than_days):
            raise StaleExportError(
                export=export.name,
                days=age.days,
                limit=export.newer_than_days,
            )

    return found


@dataclass(frozen=True, slots=True)
class _ConvertedFile:
    """A file in the form that is handed over, and the schema that judged it."""

    path: Path
    schema: str
    done: Converted
    source: Target


def _convert(path: Path, folder: Path, export: Export, workshop: Workshop) -> _ConvertedFile:
    """Under the same name, in the format of the export."""
    target = settle_one_target(path, export.options, workshop.catalog, workshop.config)
    output = folder / f"{path.name.partition('.')[0]}.{export.format}"
    how = ConversionOptions(
        output,
        replace=True,
        version=workshop.statx,
        judging=workshop.options.judging,
    )
    done = convert(target, how, workshop.catalog)
    if not done.written:
        raise FailedExportError.of(
            export=export.name,
            path=path,
            run=Run((done.report,)),
        )

    return _ConvertedFile(output, _schema_of(path, export, target, workshop), done, target)


def _sheets(prepared: Prepared, converted: Sequence[_ConvertedFile]) -> Iterator[SheetRecord]:
    for each in converted:
        recorded = record_sheets(each.source, _lineage_of(prepared, each))
        if recorded is not None:
            yield recorded


def _lineage_of(prepared: Prepared, converted: _ConvertedFile) -> Path:
    """`kemiskinan-1.2.0.kemiskinan_2024.lineage.csv`, beside the draft."""
    name = f"{prepared.path.stem}.{converted.path.stem}.lineage.csv"
    return prepared.path.with_name(name)


def _schema_of(path: Path, export: Export, target: Target, workshop: Workshop) -> str:
    """What names the schema of a source once more, for the file that was made of it."""
    dataset = workshop.config.dataset_of(path)
    of_dataset = dataset.options[SCHEMA] if dataset else ""
    return export.options[SCHEMA] or of_dataset or target.agreement.ref


def _content_of(converted: Sequence[_ConvertedFile], export: Export) -> str:
    """What the files say: names, schemas and logical content, whenever they were written."""
    lines = [export.classification, export.format]
    lines += [
        f"{each.path.name} {_schema_said(each.schema)} {each.done.content}" for each in converted
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _schema_said(schema: str) -> str:
    """An agreed schema by its name; a file by what it holds, wherever the folder lies now."""
    path = Path(schema)
    return sha256_of(path) if path.is_absolute() and path.is_file() else schema


# ---- drafts --------------------------------------------------------------------------------------


def _pack(prepared: Prepared, converted: Sequence[_ConvertedFile], workshop: Workshop) -> Prepared:
    output = prepared.path
    label = Label.of(
        output,
        prepared.draft.name,
        prepared.draft.version,
        producer=workshop.config.producer,
        classification=prepared.export.classification,
    )
    with writing(output.parent):
        output.parent.mkdir(
            mode=PRIVATE_FOLDER,
            exist_ok=True,
        )

    for each in converted:
        keep_lineage(each.source, _lineage_of(prepared, each))

    chosen = [_settle(each, workshop) for each in converted]
    packed = pack(chosen, output, label, workshop.catalog, workshop.options, replace=True)
    if not packed.content_id:
        raise FailedExportError.of(
            export=prepared.export.name,
            path=output,
            run=packed.run,
        )

    workshop.journal.add_draft(prepared.draft)

    return replace(prepared, disclosures=_check(prepared, converted, workshop))


def _check(
    prepared: Prepared, converted: Sequence[_ConvertedFile], workshop: Workshop
) -> tuple[DisclosureReport, ...]:
    """What the new tables may disclose, also beside the version that was taken last."""
    earlier = _targets_taken(prepared.export, workshop)
    how = ClearanceOptions(workshop.config.disclosure, workshop.options, earlier)
    again = [_settle(each, workshop) for each in converted]

    return tuple(check_disclosures(again, workshop.catalog, how))


def _targets_taken(export: Export, workshop: Workshop) -> tuple[Target, ...]:
    """The tables of the newest version that a unit took, where its draft is still here."""
    version = workshop.journal.last_accepted_version(export.name)
    path = drafts_folder(workshop.office) / f"{export.name}-{version}.zip"
    if not version or not path.is_file():
        return ()

    scratch = workshop.office.work / export.name / "earlier"
    taken = targets([path], DataOptions(), workshop.catalog, Config(), scratch)

    return named_targets(taken)


def _settle(converted: _ConvertedFile, workshop: Workshop) -> Target:
    options = DataOptions(converted.schema)
    return settle_one_target(converted.path, options, workshop.catalog, Config())


def next_version(version: str) -> str:
    """`1.4.0` after `1.3.0`: the content is new, the form is not."""
    major, minor, _ = version.split(".")
    return f"{major}.{int(minor) + 1}.0"
