"""Print the lowest version that statx allows of each package it needs, as constraints for pip.

Used so: `python .ci/lowest.py > lowest.txt && pip install -c lowest.txt -e '.[dev]'`.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[1] / "pyproject.toml"
LOWEST = re.compile(r"(?P<name>[\w.-]+)>=(?P<version>[\d.]+)")


def main() -> None:
    """One line a package, `name==version`."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    needed = [*project["dependencies"], *project["optional-dependencies"]["dask"]]

    for requirement in needed:
        lowest = LOWEST.match(requirement)
        if lowest is None:
            raise SystemExit(f"{requirement}: no lowest version is given")
        print(f"{lowest['name']}=={lowest['version']}")


if __name__ == "__main__":
    main()
