"""The verdict on the data, spoken: to a person, to a program, to a pull request.

To add a report format: one file here that ends in a `render(run, setting)`, its name in MODULES, a golden file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from statx.render.setting import Renderer

MODULES = {
    "text": "terminal",
    "json": "json",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "sarif": "sarif",
}
"""What a format is called, and the file here that speaks it."""


class _Renderers(Mapping[str, "Renderer"]):
    """Each is imported when it is asked for: help lists their names and needs none of them."""

    def __getitem__(self, name: str) -> Renderer:
        renderer: Renderer = import_module(f"statx.render.{MODULES[name]}").render
        return renderer

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


RENDERERS: Mapping[str, Renderer] = _Renderers()
