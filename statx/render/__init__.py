"""A run, spoken: to a person, to a program, to a pull request.

To add a report format: one file here that states its AUDIENCE and ends in a `render(run, options)`,
its name in MODULES, a golden file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from statx.render.outlet import Outlet

MODULES = {
    "text": "text",
    "json": "json",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}
"""What a format is called, and the file here that speaks it."""


class _Renderers(Mapping[str, "Outlet"]):
    """Each is imported when it is asked for: help lists their names and needs none of them."""

    def __getitem__(self, name: str) -> Outlet:
        from statx.render.outlet import Outlet

        module = import_module(f"statx.render.{MODULES[name]}")
        return Outlet(module.AUDIENCE, module.render)

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


RENDERERS: Mapping[str, Outlet] = _Renderers()
