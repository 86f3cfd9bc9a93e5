"""Pack judged tables into one zip, with the schemas and code lists that judge them.

Data that does not pass is not packed, and what is packed is what was judged, to the byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from statx.container.bag import WrittenContainer, write_container
from statx.container.errors import UntrustedPackageError
from statx.container.names import check_name
from statx.errors import UnreadableFileError
from statx.files import atomic_file, cannot_write, refuse_existing, refuse_read_files
from statx.judging.declared import digest_of
from statx.judging.reports import ReportOptions, judge_targets
from statx.package import words
from statx.package.content import Table, content_of
from statx.package.errors import NotExchangeFormError, UnsuitableNameError
from statx.package.label import Label
from statx.registry.catalog import Catalog
from statx.registry.descriptor import DataPackage, Resource
from statx.results.report import Run
from statx.sources.packages import says_the_same
from statx.sources.schemas import agreed_schema
from statx.sources.targets import Refusal, Target
from statx.tables import FORMATS


@dataclass(frozen=True, slots=True)
class Packed:
    """What became of the data that was to be packed."""

    run: Run = field(repr=False)
    """The verdict on it."""
    content_id: str = ""
    """The SHA-256 of the package's tag manifest; empty where nothing was packed."""
    size: int = 0
    """Bytes of the package."""


def pack(
    chosen: Sequence[Target | Refusal],
    output: Path,
    label: Label,
    catalog: Catalog,
    options: ReportOptions,
    *,
    replace: bool = False,
) -> Packed:
    """Judge the tables and write the package. Nothing is written where one does not pass.

    Raises NotExchangeFormError, UnsuitableNameError, SameFileError, ExistingOutputError, and what
    writing raises.
    """
    refuse_read_files([output], _files_of(chosen))
    refuse_existing(output, replace=replace)

    together = _referring_to_each_other(
        chosen,
        output,
        label,
        catalog,
    )
    run = Run(tuple(judge_targets(together, catalog, _with_digests(options))))
    if run.exit_code:
        return Packed(run)

    targets = [target for target in together if isinstance(target, Target)]
    for target in targets:
        _refuse_other_forms(target)

    tables = [
        Table(target, report.rows) for target, report in zip(targets, run.reports, strict=True)
    ]
    with atomic_file(output, replace=replace) as part:
        written = _write(
            tables,
            label,
            catalog,
            part,
            output,
        )
        _refuse_changed(targets, run)

    return Packed(run, written.content_id, written.size)


# ---- before judging ---------------------------------------------------------------------------


def _files_of(chosen: Sequence[Target | Refusal]) -> Iterator[Path]:
    for target in chosen:
        yield from target.paths if isinstance(target, Target) else (target.path,)


def _referring_to_each_other(
    chosen: Sequence[Target | Refusal], output: Path, label: Label, catalog: Catalog
) -> list[Target | Refusal]:
    """What is packed together can refer to each other, as it will in the package."""
    resources = [
        Resource(target.name, target.path, target.agreement, more_parts=target.paths[1:])
        for target in chosen
        if isinstance(target, Target)
    ]
    package = DataPackage(output, label.name, tuple(resources))

    together: list[Target | Refusal] = []
    for target in chosen:
        if isinstance(target, Target):
            together.append(_in_package(target, package, catalog))
        else:
            together.append(target)

    return together


def _in_package(target: Target, package: DataPackage, catalog: Catalog) -> Target:
    """The table with the others beside it, and the registry's own schema where its says the same.

    A Parquet file carries its schema in other bytes than the registry's file.
    """
    agreement = target.agreement
    registered = agreed_schema(agreement, catalog)
    if registered is not None and says_the_same(registered, agreement):
        agreement = registered

    return replace(
        target,
        references=target.references.within(package),
        agreement=agreement,
    )


def _with_digests(options: ReportOptions) -> ReportOptions:
    return replace(options, judging=replace(options.judging, digests=("sha256",)))


# ---- after judging ----------------------------------------------------------------------------


def _refuse_other_forms(target: Target) -> None:
    """Each format says in which form its files are handed over; a package takes the name."""
    reading = replace(target.table.reading, locale=target.locale)
    # A package takes files as they are, and a sheet is not the table that a recipe made of it.
    if target.tidied is not None or not FORMATS[reading.format].is_exchange_form(reading):
        raise NotExchangeFormError(path=target.path)

    for path in target.paths:
        try:
            check_name(f"data/{path.name}")
        except UntrustedPackageError as error:
            raise UnsuitableNameError(path=path) from error


def _write(
    tables: Sequence[Table], label: Label, catalog: Catalog, part: Path, output: Path
) -> WrittenContainer:
    """Write the package to `part`; what is said of it, is said of `output`."""
    info = {"External-Identifier": f"{label.name}-{label.version}"}
    try:
        return write_container(content_of(tables, label, catalog), part, info=info)
    except UntrustedPackageError as error:
        raise error.about(output) from error
    except OSError as error:
        # of a file that is read the system says the name
        if error.filename and Path(error.filename) != part:
            raise UnreadableFileError(
                path=error.filename,
                reason=error.strerror,
            ) from error
        raise cannot_write(output, error) from error


def _refuse_changed(targets: Sequence[Target], run: Run) -> None:
    """Neither the bytes nor the size changed between judging and writing."""
    for target, report in zip(targets, run.reports, strict=True):
        judged = report.digest
        if judged is None or digest_of(target.paths, ("sha256",)).sha256 != judged.sha256:
            raise UnreadableFileError(
                path=target.path,
                reason=words.CHANGED,
            )
