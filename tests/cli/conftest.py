from __future__ import annotations

from pathlib import Path

import pytest

from .command import Here


@pytest.fixture
def statx(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Here:
    """statx in this process, in an empty folder, speaking English where nothing else is asked."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("STATX_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return Here(capsys, tmp_path)
