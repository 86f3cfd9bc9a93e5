"""The files of a working folder: settings, what editors check them by, CI and pre-commit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from statx.texts import Language
from statx.version import __version__

SETTINGS = "statx.toml"
EDITOR = ".statx"
"""The folder of what editors check settings, recipes and schemas by; nothing is fetched."""
BY_FILE: Mapping[str, str] = {
    "settings": "statx-toml.schema.json",
    "recipe": "recipe.schema.json",
    "schema": "statx.schema.json",
}
"""What is checked -> the JSON Schema of the registry's folder."""
WORKFLOW = ".github/workflows/statx.yml"
PRE_COMMIT = ".pre-commit-config.yaml"

Value = str | int


@dataclass(frozen=True, slots=True)
class Folder:
    """What a working folder is made from."""

    language: Language
    me: str = ""
    """Empty where no data is exchanged."""
    producer: str = ""
    unit: str = ""
    """The other unit; empty where there is none yet."""
    mailbox: str = ""
    dataset: Mapping[str, Value] = field(default_factory=dict)
    """The keys of `[[dataset]]`; empty where there is no data yet."""

    @property
    def settings(self) -> str:
        """The text of statx.toml."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"#:schema {EDITOR}/{BY_FILE['settings']}"
        yield _line("lang", self.language)
        if self.me:
            yield _line("me", self.me)
            yield _line("producer", self.producer)
            yield _line("exchange", "exchange")

        if self.unit:
            yield from ("", f"[unit.{_key(self.unit)}]", _line("mailbox", self.mailbox))
        if self.dataset:
            yield from ("", "[[dataset]]")
            yield from (_line(name, value) for name, value in self.dataset.items())


def workflow(data: str) -> str:
    """GitHub Actions for pull requests that touch data."""
    return f"""\
on: pull_request
jobs:
  data:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683  # v4.2.2
        with: {{fetch-depth: 0}}  # the base is compared with
      - uses: OWNER/statx/.github/actions/validate@v{__version__}
        with:
          data: {data}
          changed-since: origin/${{{{ github.base_ref }}}}
          fail-on: new
"""


def pre_commit() -> str:
    """Hooks that judge what is committed."""
    return f"""\
repos:
  - repo: https://github.com/OWNER/statx
    rev: v{__version__}
    hooks: [{{id: statx-validate}}, {{id: statx-schema-check}}]
"""


def editor_files() -> Iterator[tuple[Path, str]]:
    """The JSON Schemas that come with statx, beside the settings that name them."""
    from statx.registry.catalog import shipped

    for name in BY_FILE.values():
        yield Path(EDITOR, name), (shipped("schemas") / name).read_text(encoding="utf-8")


def _line(name: str, value: Value) -> str:
    # A string of JSON is one of TOML.
    return f"{name} = {json.dumps(value, ensure_ascii=False)}"


def _key(name: str) -> str:
    is_bare = name.replace("-", "").replace("_", "").isalnum()
    return name if is_bare else json.dumps(name)
