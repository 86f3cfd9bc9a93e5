"""The verdict on the data, spoken: to a person, to a program, to a pull request.

To add a report format: one file here that ends in a `render(run, setting)`, its name in RENDERERS, a golden file.
"""

from __future__ import annotations

from statx.render import github, json, terminal
from statx.render.setting import Renderer, Setting

__all__ = ["RENDERERS", "Renderer", "Setting"]

RENDERERS: dict[str, Renderer] = {
    "text": terminal.render,
    "json": json.render,
    "github": github.render,
}
