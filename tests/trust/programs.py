"""The stock programs that must agree with us; a machine that lacks one skips, CI does not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def run(program: str, *arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run a stock program; its exit code is for the caller to look at."""
    path = shutil.which(program)
    if path is None:
        if os.environ.get("CI") and os.name == "posix":
            pytest.fail(f"CI lacks {program}")
        pytest.skip(f"{program} is not installed here")
    command = [path, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]  # options are subprocess's own


def make_ssh_key(path: Path, *, kind: str = "ed25519", passphrase: str = "") -> Path:
    """An SSH key as ssh-keygen makes it; its public key lies beside it."""
    made = run("ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "rina@sumbar", "-f", path)
    assert made.returncode == 0, made.stderr
    return path
