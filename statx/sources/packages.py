"""A package as one more way to name tables: its bytes checked, taken out, its schemas compared.

What is inside is judged like any other Data Package, after two questions that only a package
raises: whether each byte is the one that was listed (`statx.container`), and whether the schemas it
brings are those that were agreed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from statx.container.bag import VerifiedPackage
from statx.container.bag import unpack as extract
from statx.container.errors import UntrustedPackageError
from statx.errors import MissingFileError, OptionError, UnreadableFileError
from statx.files import FULL, cannot_write
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
OTHER_CODE_LIST = Text(
    id="Daftar kode {name} di dalam paket berbeda dari yang ada di registri ini.",
    en="The code list {name} in the package differs from this registry's.",
)
UNKNOWN_SCHEMA = Text(
    id="Skema {ref} tidak ada di registri ini; data dinilai menurut skema dari pengirim.",
    en="This registry has no schema {ref}; the data was judged by the sender's.",
)


@dataclass(frozen=True, slots=True)
class UnpackedPackage:
    """A package whose bytes are right and whose schemas are agreed, taken out into a folder."""

    path: Path
    """The zip."""
    folder: Path
    container: VerifiedPackage
    described: DataPackage
    remarks: tuple[Text, ...]
    """In what it differs from the registry."""


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

    described = DataPackage.read(folder / DESCRIPTOR)
    remarks: list[Text] = []
    for resource in described.resources:
        schema = resource.schema
        if schema is not None:
            remarks += _differences(
                path,
                resource,
                schema,
                catalog,
            )
    return UnpackedPackage(
        path,
        folder,
        container,
        described,
        tuple(remarks),
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


def _differences(
    path: Path, resource: Resource, schema: Schema, catalog: Catalog
) -> Iterator[Text]:
    """A schema that calls itself one of ours must be ours; a code list may be of another date."""
    code_list = catalog.code_list(schema.name)
    agreed = code_list.schema if code_list else agreed_schema(schema, catalog)
    if agreed is None:
        yield UNKNOWN_SCHEMA.fill(ref=schema.ref)
        return

    is_same_version = agreed.version == schema.version
    if is_same_version and not says_the_same(agreed, schema):
        raise SchemaNotAgreedError(
            path=path,
            schema=schema.ref,
        )

    if code_list is not None:
        ours = code_list.path.read_bytes()
        theirs = resource.path.read_bytes()
        if ours != theirs:
            yield OTHER_CODE_LIST.fill(name=resource.name)


def _spelling(schema: Schema) -> str:
    return json.dumps(schema.descriptor, sort_keys=True)
