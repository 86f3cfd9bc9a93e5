from __future__ import annotations

from tests.cli.conftest import statx

__all__ = ["statx"]
