"""The folders of a registry: a unit's own schemas beside those that are shared.

The nearest comes first, and what was agreed with others last. A name belongs to the last folder
that has it: a nearer one adds names, and changes none. It may hold copies of what is shared; a
schema that is called so and is another is refused, because data would pass at home by what the
others never agreed to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from statx.errors import MissingFolderError
from statx.registry.errors import OtherContentError, OtherVersionError
from statx.registry.locations import OutsideFolderError, is_plain_name, locate

REFERENCE = "reference"


@dataclass(frozen=True)
class Layer:
    """One folder of schemas and code lists."""

    root: Path
    name: str = field(
        default="",
        compare=False,
    )
    """As whoever runs statx calls it."""

    def __post_init__(self) -> None:
        if not self.root.is_dir():
            raise MissingFolderError(path=self.root)

    @property
    def label(self) -> str:
        """What it is called, else where it lies."""
        return self.name or str(self.root)

    @cached_property
    def names(self) -> frozenset[str]:
        """The schemas' names."""
        folders = {path.parent.name for path in self.root.glob("*/*.json")}
        return frozenset(folders - {REFERENCE})

    def versions(self, name: str) -> tuple[str, ...]:
        """The versions of a schema, oldest first."""
        versions = [path.stem for path in (self.root / name).glob("*.json")]
        return tuple(sorted(versions, key=_version_key))

    def schema_file(self, name: str, version: str) -> Path:
        """Where a version of a schema lies."""
        return self.root / name / f"{version}.json"

    def code_list_files(self, name: str) -> tuple[Path, Path] | None:
        """The code list of that name and what describes it; None where there is none."""
        if not is_plain_name(name):
            return None

        folder = self.root / REFERENCE
        try:
            path = locate(folder, f"{name}.csv")
            described = locate(folder, f"{name}.json")
        except OutsideFolderError:
            return None

        return (path, described) if path.is_file() else None

    @property
    def code_lists(self) -> Iterator[str]:
        """The names of its code lists."""
        for path in (self.root / REFERENCE).glob("*.csv"):
            yield path.stem


def refuse_clashes(layers: Sequence[Layer]) -> None:
    """OtherContentError or OtherVersionError where a nearer layer changes what is shared.

    `layers` are the nearest first.
    """
    for number, near in enumerate(layers):
        for far in layers[number + 1 :]:
            for name in sorted(near.names & far.names):
                _refuse_other_schema(
                    name,
                    near,
                    far,
                )

            for name in sorted(set(near.code_lists) & set(far.code_lists)):
                _refuse_other_code_list(
                    name,
                    near,
                    far,
                )


def _refuse_other_schema(name: str, near: Layer, far: Layer) -> None:
    agreed = far.versions(name)
    for version in near.versions(name):
        path = near.schema_file(name, version)
        if version not in agreed:
            raise OtherVersionError(
                path=path,
                ref=f"{name}@{version}",
                layer=far.label,
                agreed=", ".join(agreed),
            )

        _refuse_other_content(path, far.schema_file(name, version))


def _refuse_other_code_list(name: str, near: Layer, far: Layer) -> None:
    ours = near.code_list_files(name)
    theirs = far.code_list_files(name)
    for path, agreed in zip(ours or (), theirs or (), strict=False):
        _refuse_other_content(path, agreed)


def _refuse_other_content(path: Path, agreed: Path) -> None:
    is_copy = path.is_file() and agreed.is_file() and path.read_bytes() == agreed.read_bytes()
    if not is_copy:
        raise OtherContentError(
            path=path,
            agreed=agreed,
        )


def _version_key(version: str) -> tuple[int, ...]:
    """Its numbers, in the order of which versions stand."""
    parts = version.split(".")
    return tuple(int(part) if part.isdigit() else -1 for part in parts)
