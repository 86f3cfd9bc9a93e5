"""statx as others get it from its repository, installed without a network.

What it needs is what the tests run with.
"""

from __future__ import annotations

import os
import shutil
import site
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARTS = (
    ".pre-commit-hooks.yaml",
    ".github",
    "LICENSE",
    "README.md",
    "pyproject.toml",
    "samples",
    "schemas",
    "statx",
)


def copied(target: Path) -> Path:
    """What of the checkout is installed, at `target`."""
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(
                ROOT / part, target / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            target.mkdir(exist_ok=True)
            shutil.copy(ROOT / part, target / part)
    return target


def offline(folder: Path, **more: str) -> dict[str, str]:
    """The environment in which pip fetches nothing and git knows nobody."""
    dropped = ("GITHUB_", "GIT_", "STATX_", "PIP_", "PYTEST_", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    own = {
        "HOME": str(folder),
        "LC_ALL": "C.UTF-8",
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_COMPILE": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # pip reads it as the value of build_isolation
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONPATH": os.pathsep.join(site.getsitepackages()),
        "PRE_COMMIT_HOME": str(folder / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "x",
        "GIT_AUTHOR_EMAIL": "x@example.com",
        "GIT_COMMITTER_NAME": "x",
        "GIT_COMMITTER_EMAIL": "x@example.com",
    }
    return {**kept, **own, **more}
