"""`-` is what stands before the pipe, and nothing ever names the file into which it is written."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from statx.cli.app import run

GOOD = b"a,b\n1,x\n2,y\n"
SCHEMA = '{"fields": [{"name": "a", "type": "integer"}, {"name": "b"}]}'


class Piped:
    """statx behind a pipe."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch = monkeypatch
        self.capsys = capsys

    def __call__(self, data: bytes, line: str) -> tuple[int, str]:
        self.monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = run(line.split())
        said = self.capsys.readouterr()
        return code, said.out + said.err


@pytest.fixture
def piped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Piped:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "s.json").write_text(SCHEMA, encoding="utf-8")
    return Piped(monkeypatch, capsys)


@pytest.mark.parametrize(
    ("data", "line", "code", "says"),
    [
        pytest.param(GOOD, "validate - -s s.json", 0, "-  passes", id="CSV"),
        pytest.param(gzip.compress(GOOD), "validate - -s s.json", 0, "-  passes", id="compressed"),
        pytest.param(b"a,b\nx,y\n", "validate - -s s.json", 1, '"x"', id="wrong data"),
        pytest.param(b"a,b\n1,\xff\n", "validate - -s s.json", 3, "-, line 2", id="no UTF-8"),
        pytest.param(b"", "validate - -s s.json", 3, "- is empty", id="nothing"),
        pytest.param(GOOD, "validate - -s none", 2, "none", id="no such schema"),
        pytest.param(GOOD, "convert - out.parquet -s s.json", 0, "2 rows", id="converted"),
        pytest.param(b'a,b\n1,"x', "convert - out.csv -s s.json", 3, "-, line 2", id="no CSV"),
        pytest.param(GOOD, "validate - --changed-since HEAD", 2, "no history", id="compared"),
    ],
)
def test_standard_input_is_a_table_like_any_other(
    piped: Piped, tmp_path: Path, data: bytes, line: str, code: int, says: str
) -> None:
    ended, said = piped(data, line)
    assert (ended, says in said, str(tmp_path) in said) == (code, True, False), said


def test_nothing_of_a_stream_is_left_behind(piped: Piped, tmp_path: Path) -> None:
    piped(GOOD, "validate - -s s.json")
    assert [path.name for path in tmp_path.iterdir()] == ["s.json"]
