"""What look-ups answer about the registry, as sheets."""

from __future__ import annotations

from collections.abc import Iterator

from statx.registry.catalog import Catalog
from statx.registry.regions import Region, Regions
from statx.registry.vocabulary import CodeSystem
from statx.results.sheets import RegionName, RegionSheet, SchemaEntry, SchemaList, TwinEntry

OTHER_SYSTEMS: dict[CodeSystem, str] = {"kemendagri": "BPS", "bps": "Kemendagri"}
"""Code system -> the one that its codes may be taken for."""


def schema_list(catalog: Catalog) -> SchemaList:
    """All schemas in their newest version."""
    entries = []
    is_layered = len(catalog.layers) > 1

    for schema in catalog.schemas():
        versions = catalog.versions(schema.name)
        layer = catalog.layer_of(schema.name)
        entries.append(
            SchemaEntry(
                schema.name,
                schema.title,
                versions,
                schema.classification,
                layer.label if is_layered else "",
            )
        )

    return SchemaList(tuple(entries))


def region_sheet(region: Region, regions: Regions) -> RegionSheet:
    """One region with both its codes, where it lies, and what it may be taken for."""
    parents = regions.parents(region)
    return RegionSheet(
        name=region.name,
        kind=region.kind,
        code=region.code,
        bps=region.bps,
        decree=region.decree,
        since=region.since,
        parents=tuple(RegionName(parent.name, parent.code) for parent in parents),
        ends=region.ends,
        begins=region.begins,
        successor=_successor(region, regions),
        twins=tuple(_twins(region, regions)),
    )


def _successor(region: Region, regions: Regions) -> RegionName | None:
    successor = regions.by_code(region.successor, "kemendagri")
    return RegionName(successor.name, successor.code) if successor else None


def _twins(region: Region, regions: Regions) -> Iterator[TwinEntry]:
    for system, other_system in OTHER_SYSTEMS.items():
        code = region.code_in(system)
        twin = regions.same_digits(code, system) if code else None
        if twin is not None:
            yield TwinEntry(code, other_system, RegionName(twin.name, twin.code))
