"""Pack, verify, unpack.

Judged tables sealed in one zip with their schemas and code lists, and opened elsewhere.

Packing judges first: data that does not pass is not packed. Verifying checks the bytes, then
whether the schemas inside are those that were agreed, then judges the data again. Unpacking is
verifying into a folder that appears whole or not at all.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from statx.container.bag import VerifiedPackage, WrittenContainer, write_container
from statx.container.errors import UntrustedPackageError
from statx.container.names import check_name
from statx.container.strict_json import write_json
from statx.errors import OptionError, SameFileError, UnreadableFileError
from statx.files import atomic_file, atomic_folder, cannot_write, digest, refuse_existing
from statx.judging.reports import ReportOptions, judge_target, judge_targets
from statx.package.errors import NotExchangeFormError, UnsuitableNameError
from statx.registry.catalog import Catalog, CodeList
from statx.registry.descriptor import CODE_LIST, DataPackage, Resource
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.schema import Schema
from statx.results.report import Run
from statx.sources.packages import agreed_schema, says_the_same, unpack_package
from statx.sources.references import TableReferences
from statx.sources.targets import Refusal, Target, targets_in_package
from statx.tables import FORMATS, written_format
from statx.tables.format import Format
from statx.texts import Text

FORMAT = "statx-package/1"
VERSIONED = re.compile(r"(?P<name>.+?)[-_](?P<version>\d+\.\d+\.\d+)")
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
VERSION = re.compile(r"\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]{1,40})?")


@dataclass(frozen=True, slots=True)
class Label:
    """What a package is called."""

    name: str
    version: str

    @classmethod
    def of(cls, output: Path, name: str = "", version: str = "") -> Label:
        """From the file's name, `kemiskinan-1.2.0.zip`, where the caller does not say.

        Raises OptionError.
        """
        stem = re.sub(r"[^a-z0-9._-]+", "-", output.name.removesuffix(".zip").lower()).strip("-._")
        found = VERSIONED.fullmatch(stem)
        label = cls(
            name or (found["name"] if found else stem),
            version or (found["version"] if found else "1.0.0"),
        )
        if not NAME.fullmatch(label.name):
            raise OptionError(option="--name", reason=NAME_RULE)
        if not VERSION.fullmatch(label.version):
            raise OptionError(option="--version", reason=VERSION_RULE)
        return label


NAME_RULE = Text(
    id=(
        "nama paket memakai huruf kecil, angka, titik, garis bawah, dan tanda hubung, misalnya"
        " kemiskinan-jatim."
    ),
    en=(
        "a package's name has small letters, digits, points, underscores and hyphens, such as"
        " kemiskinan-jatim."
    ),
)
VERSION_RULE = Text(
    id="versi paket ditulis seperti 1.0.0.", en="a package's version is written like 1.0.0."
)


@dataclass(frozen=True, slots=True)
class Packed:
    """What became of the data that was to be packed."""

    run: Run
    """The verdict on it."""
    content_id: str = ""
    """The SHA-256 of the package's tag manifest; empty where nothing was packed."""
    size: int = 0
    """Bytes of the package."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A package whose bytes are right, and the verdict on what is inside."""

    package: VerifiedPackage
    run: Run
    remarks: tuple[Text, ...] = ()


def pack(
    chosen: Sequence[Target | Refusal],
    output: Path,
    label: Label,
    catalog: Catalog,
    wanted: ReportOptions,
    *,
    replace: bool = False,
) -> Packed:
    """Judge the tables and seal them. Nothing is written where one does not pass.

    Raises NotExchangeFormError, UnsuitableNameError, SameFileError, ExistingOutputError, and what
    writing raises.
    """
    if any(target.path.resolve() == output.resolve() for target in chosen):
        raise SameFileError(path=output)
    refuse_existing(output, replace=replace)
    together = _together(chosen, output, label, catalog)
    tables = [target for target in together if isinstance(target, Target)]
    run = Run(tuple(judge_targets(together, catalog, _with_digests(wanted))))
    if run.exit_code:
        return Packed(run)
    for target in tables:
        _refuse_other_forms(target)
    with atomic_file(output, replace=replace) as part:
        sealed = _sealed(_content(tables, run, label, catalog), part, output, label)
        _refuse_changed(tables, run)
    return Packed(run, sealed.content_id, sealed.size)


def verify(path: Path, catalog: Catalog, wanted: ReportOptions) -> Opened:
    """Check a package's bytes, its schemas, and judge its data again.

    Raises UntrustedPackageError.
    """
    with tempfile.TemporaryDirectory(prefix="statx-") as folder:
        return _opened(path, Path(folder) / "package", catalog, wanted)


def unpack(path: Path, target: Path, catalog: Catalog, wanted: ReportOptions) -> Opened:
    """Verify a package into the folder `target`, which appears only where its data passes.

    Raises UntrustedPackageError, FolderNotEmptyError, MissingFolderError.
    """
    opened: Opened | None = None
    try:
        with atomic_folder(target) as part:
            opened = _opened(path, part / "package", catalog, wanted)
            if not opened.run.valid:
                raise _NotPassed  # noqa: TRY301  the with statement must see it
            for inside in (part / "package").iterdir():
                inside.rename(part / inside.name)
            (part / "package").rmdir()
    except _NotPassed:
        pass
    assert opened is not None  # noqa: S101  the with statement ended, or did not pass
    return opened


class _NotPassed(Exception):  # noqa: N818  takes the temporary folder away; never reaches a caller
    """The data of a package did not pass."""


# ---- packing ------------------------------------------------------------------------------------


def _together(
    chosen: Sequence[Target | Refusal], output: Path, label: Label, catalog: Catalog
) -> list[Target | Refusal]:
    """What is packed together can refer to each other, as it will in the package."""
    tables = (target for target in chosen if isinstance(target, Target))
    resources = tuple(Resource(target.name, target.path, target.agreement) for target in tables)
    package = DataPackage(output, label.name, resources)
    return [
        _beside(each, package, catalog) if isinstance(each, Target) else each for each in chosen
    ]


def _beside(target: Target, package: DataPackage, catalog: Catalog) -> Target:
    """The schema is the registry's own file where it says the same.

    A Parquet file carries it in other bytes.
    """
    known, ours = target.references, agreed_schema(target.agreement, catalog)
    if isinstance(known, TableReferences) and known.package is None:
        known = replace(known, package=package)
    same = ours is not None and says_the_same(ours, target.agreement)
    return replace(
        target, references=known, agreement=ours if ours is not None and same else target.agreement
    )


def _with_digests(wanted: ReportOptions) -> ReportOptions:
    return replace(wanted, judging=replace(wanted.judging, digests=True))


def _refuse_changed(tables: Sequence[Target], run: Run) -> None:
    """What was sealed is what was judged: neither the bytes nor the size changed in between."""
    for target, report in zip(tables, run.reports, strict=True):
        if report.digest is None or digest(target.path).sha256 != report.digest.sha256:
            raise UnreadableFileError(path=target.path, reason=CHANGED)


CHANGED = Text(id="berubah selagi dikemas; ulangi", en="it changed while it was packed; run again")


def _refuse_other_forms(target: Target) -> None:
    """Each format says in which form its files are handed over."""
    reading = replace(target.table.reading, locale=target.locale)
    if not FORMATS[reading.format].is_exchange_form(reading):
        raise NotExchangeFormError(path=target.path)

    try:
        check_name(f"data/{target.path.name}")
    except UntrustedPackageError as error:
        raise UnsuitableNameError(path=target.path) from error


def _content(
    tables: Sequence[Target], run: Run, label: Label, catalog: Catalog
) -> Mapping[str, Path | bytes]:
    code_lists = _code_lists(tables, catalog)
    files = [target.path.name.lower() for target in tables] + [
        code_list.path.name for code_list in code_lists
    ]
    resources = [target.name for target in tables] + [code_list.name for code_list in code_lists]
    for target in tables:
        if files.count(target.path.name.lower()) > 1 or resources.count(target.name) > 1:
            raise UnsuitableNameError(path=target.path)
    paths = [target.path for target in tables] + [code_list.path for code_list in code_lists]
    content: dict[str, Path | bytes] = {f"data/{path.name}": path for path in paths}
    schemas = [
        *(target.agreement for target in tables),
        *(code_list.schema for code_list in code_lists),
    ]
    named = _schema_names(schemas)
    content |= {named[schema.sha256]: schema.raw for schema in schemas}
    content[DESCRIPTOR] = write_json(_descriptor(tables, code_lists, run, label, named))
    return content


def _code_lists(tables: Sequence[Target], catalog: Catalog) -> list[CodeList]:
    """The code lists that the tables refer to, and those that these refer to, each once."""
    packed = {target.name for target in tables}
    found: dict[str, CodeList] = {}
    waiting = [key.resource for target in tables for key in target.agreement.foreign_keys]
    while waiting:
        name = waiting.pop(0)
        code_list = (
            catalog.code_list(name) if name and name not in packed and name not in found else None
        )
        if code_list is not None:
            found[name] = code_list
            waiting += [key.resource for key in code_list.schema.foreign_keys]
    return [found[name] for name in sorted(found)]


def _schema_names(schemas: Sequence[Schema]) -> dict[str, str]:
    """SHA-256 -> `schema/kemiskinan-1.0.0.json`.

    Two schemas that call themselves the same are told apart.
    """
    names: dict[str, str] = {}
    for schema in schemas:
        stem = re.sub(r"[^A-Za-z0-9_.]+", "-", schema.ref)[:80].strip("-._") or "schema"
        taken = {name.lower() for sha256, name in names.items() if sha256 != schema.sha256}
        alone = f"schema/{stem}.json".lower() not in taken
        names.setdefault(
            schema.sha256,
            f"schema/{stem}.json" if alone else f"schema/{stem}-{schema.sha256[:12]}.json",
        )
    return names


def _descriptor(
    tables: Sequence[Target],
    code_lists: Sequence[CodeList],
    run: Run,
    label: Label,
    names: Mapping[str, str],
) -> dict[str, Any]:
    data = []
    for target, report in zip(tables, run.reports, strict=True):
        format_ = FORMATS[target.table.reading.format]
        data.append(_resource(target, target.agreement, format_, names, rows=report.rows))

    lists = []
    for each in code_lists:
        format_ = written_format(each.path)
        lists.append(_resource(each, each.schema, format_, names, role=CODE_LIST))

    about = {"format": FORMAT, "classification": _strictest(tables)}
    return {"name": label.name, "version": label.version, "resources": data + lists, "statx": about}


def _resource(
    of: Target | CodeList,
    schema: Schema,
    format_: Format,
    names: Mapping[str, str],
    **about: object,
) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": of.name,
        "type": "table",
        "path": f"data/{of.path.name}",
        "format": format_.name,
        "mediatype": format_.media_type,
        "schema": names[schema.sha256],
        "statx": {"schema": schema.ref, "schemaSha256": schema.sha256, **about},
    }
    # Frictionless calls every Parquet file with a size wrong, and no hash of one.
    if format_.is_text:
        found = digest(of.path)
        resource |= {"encoding": "utf-8", "bytes": found.size, "hash": f"sha256:{found.sha256}"}
    return resource


def _strictest(tables: Sequence[Target]) -> str:
    """The classification of the whole package; empty where no schema declares one."""
    declared = [target.agreement.classification for target in tables]
    known = [classification for classification in declared if classification is not None]
    return max(known).value if known else ""


def _sealed(
    content: Mapping[str, Path | bytes], part: Path, output: Path, label: Label
) -> WrittenContainer:
    try:
        return write_container(
            content, part, info={"External-Identifier": f"{label.name}-{label.version}"}
        )
    except UntrustedPackageError as error:
        raise error.about(output) from error
    except OSError as error:  # of a file that is read the system says the name
        if error.filename and Path(error.filename) != part:
            raise UnreadableFileError(path=error.filename, reason=error.strerror) from error
        raise cannot_write(output, error) from error


# ---- opening ------------------------------------------------------------------------------------


def _opened(path: Path, folder: Path, catalog: Catalog, wanted: ReportOptions) -> Opened:
    unpacked = unpack_package(path, folder, catalog)
    tables = targets_in_package(unpacked, catalog)
    judged = [judge_target(table, catalog, wanted) for table in tables]
    return Opened(unpacked.container, Run(tuple(judged)), unpacked.remarks)
