"""A package as one more way to name tables: its bytes checked, taken out, its schemas compared.

What is inside is judged like any other Data Package, after two questions that only a package
raises: whether each byte is the one that was listed (`statx.container`), and whether the schemas it
brings are those that were agreed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from statx.container.bag import WholePackage
from statx.container.bag import unpack as extract
from statx.container.errors import UntrustedPackageError
from statx.errors import MissingFileError, OptionError, UnreadableFileError
from statx.files import FULL, cannot_write, sha256_of
from statx.options import DATA_OPTIONS, DataOptions
from statx.registry.catalog import Catalog
from statx.registry.descriptor import NAME as DESCRIPTOR
from statx.registry.descriptor import DataPackage, Resource
from statx.registry.schema import Schema
from statx.sources.errors import SchemaNotAgreedError
from statx.sources.schemas import agreed_schema
from statx.texts import Text, named_option

BRINGS_ITS_OWN = Text(
    id="paket sudah membawa skemanya, dan datanya dalam bentuk baku.",
    en="a package brings its own schemas, and its data is in the one agreed form.",
)
UNKNOWN_SCHEMA = Text(
    id="Skema {ref} tidak ada di registri ini; data dinilai menurut skema dari pengirim.",
    en="This registry has no schema {ref}; the data was judged by the sender's.",
)
OTHER_VERSION = Text(
    id="Registri ini memiliki {ours}, sedangkan paket membawa {ref}; data dinilai menurut {ref}.",
    en="This registry has {ours}, and the package brings {ref}; the data was judged by {ref}.",
)
RELEASED = Text(
    id="Paket ini sebuah rilis; siapa yang menjaminnya diperiksa dengan statx verify.",
    en="This package is a release; statx verify checks who vouches for it.",
)


class Agreement(Enum):
    """How a schema or code list of a package stands to the registry's own."""

    SAME = "same"
    UNKNOWN = "unknown"
    NEWER = "newer"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One schema or code list of a package beside the registry's own."""

    ref: str
    """`kemiskinan@1.0.0`"""
    agreement: Agreement
    ours: str = ""
    """The registry's newest of that name, where it has one."""

    def remark(self) -> Text | None:
        """What is to be said of it, unless it is the same."""
        if self.agreement is Agreement.SAME:
            return None
        if self.agreement is Agreement.UNKNOWN:
            return UNKNOWN_SCHEMA.fill(ref=self.ref)
        return OTHER_VERSION.fill(ref=self.ref, ours=self.ours)


@dataclass(frozen=True, slots=True)
class UnpackedPackage:
    """A package whose bytes are right and whose schemas are agreed, taken out into a folder."""

    path: Path
    """The zip."""
    folder: Path
    container: WholePackage
    described: DataPackage
    compared: tuple[Comparison, ...]
    """Its schemas and code lists beside the registry's."""

    @property
    def remarks(self) -> tuple[Text, ...]:
        """In what it differs from the registry."""
        remarks = [comparison.remark() for comparison in self.compared]
        return tuple(filter(None, remarks))


def refuse_options(options: DataOptions) -> None:
    """OptionError where the caller says how a package is to be read: it says so itself."""
    for option in DATA_OPTIONS.values():
        if options[option]:
            raise OptionError(
                option=named_option(option.name),
                reason=BRINGS_ITS_OWN,
            )


def unpack_package(path: Path, folder: Path, catalog: Catalog) -> UnpackedPackage:
    """Take a package out into `folder`, a private place that does not exist yet.

    Raises MissingFileError, UnreadableFileError, UntrustedPackageError and SchemaNotAgreedError.
    """
    if not path.exists():
        raise MissingFileError(path=path)
    with _naming(path, folder):
        container = extract(path, folder)
    return compare_package(path, folder, container, catalog)


def compare_package(
    path: Path, folder: Path, container: WholePackage, catalog: Catalog
) -> UnpackedPackage:
    """A package that lies in `folder`, with its schemas and code lists beside the registry's.

    Raises SchemaNotAgreedError where one of ours is there in other words.
    """
    described = DataPackage.read(folder / DESCRIPTOR)
    compared: list[Comparison] = []
    for resource in described.resources:
        schema = resource.schema
        if schema is not None:
            compared.append(_compare(path, resource, schema, catalog))

    distinct = tuple(dict.fromkeys(compared))
    return UnpackedPackage(
        path,
        folder,
        container,
        described,
        distinct,
    )


def says_the_same(one: Schema, other: Schema) -> bool:
    """Whether two schemas are the same JSON, whatever the bytes."""
    return _spelling(one) == _spelling(other)


@contextmanager
def _naming(path: Path, folder: Path) -> Iterator[None]:
    """Refusals name the package; what the system says of it is said as of any input."""
    try:
        yield
    except UntrustedPackageError as error:
        raise error.about(path) from error
    except OSError as error:
        if error.errno in FULL or _is_below(error.filename, folder):
            raise cannot_write(folder.parent, error) from error
        reason = error.strerror or error
        raise UnreadableFileError(
            path=path,
            reason=reason,
        ) from error


def _is_below(filename: str | None, folder: Path) -> bool:
    return filename is not None and folder in Path(filename).parents


def _compare(path: Path, resource: Resource, schema: Schema, catalog: Catalog) -> Comparison:
    """What calls itself one of ours must be ours: the schema, and the code list under it."""
    code_list = catalog.code_list(schema.name)
    agreed = code_list.schema if code_list else agreed_schema(schema, catalog)
    if agreed is None or agreed.version != schema.version:
        return _compare_versions(schema, agreed, catalog)

    is_ours = says_the_same(agreed, schema)
    if is_ours and code_list is not None:
        digests = [sha256_of(path) for path in resource.paths]
        is_ours = digests == [sha256_of(code_list.path)]
    if not is_ours:
        raise SchemaNotAgreedError(
            path=path,
            schema=schema.ref,
        )
    return Comparison(schema.ref, Agreement.SAME, agreed.ref)


def _compare_versions(schema: Schema, agreed: Schema | None, catalog: Catalog) -> Comparison:
    """A schema of which the registry has other versions, or none."""
    if agreed is None and schema.name in catalog.names:
        agreed = catalog.schema(schema.name)
    if agreed is None:
        return Comparison(schema.ref, Agreement.UNKNOWN)

    is_newer = _version_key(schema.version) > _version_key(agreed.version)
    agreement = Agreement.NEWER if is_newer else Agreement.OLDER
    return Comparison(schema.ref, agreement, agreed.ref)


def _version_key(version: str) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d{1,9}", version)]


def _spelling(schema: Schema) -> str:
    return json.dumps(schema.descriptor, sort_keys=True)
