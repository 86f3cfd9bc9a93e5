"""One report, to the byte: wherever blocks end, whoever reads them, whatever is kept on disk."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statx.config import Config
from statx.files import ALGORITHMS
from statx.judging import cluster
from statx.judging.engine import JudgingOptions
from statx.judging.reports import ReportOptions, judge_target
from statx.judging.workers import Threads, Workers
from statx.options import DataOptions
from statx.render import RENDERERS
from statx.render.options import RenderOptions
from statx.results.report import Run
from statx.sources.targets import Target, targets
from tests.conversion.world import schema_file
from tests.verdicts import CATALOG, cut_small

from .immediate import immediate_cluster

FIELDS: list[dict[str, Any]] = [
    {"name": "kode", "constraints": {"required": True, "maxLength": 3, "pattern": "[a-z]+"}},
    {"name": "n", "type": "integer", "constraints": {"minimum": 0, "enum": [0, 1, 2, -1]}},
    {"name": "x", "type": "number", "statx": {"decimals": 1}},
]
KEYS: dict[str, Any] = {
    "primaryKey": ["kode", "n"],
    "uniqueKeys": [["x"]],
    "foreignKeys": [{"fields": ["kode"], "reference": {"resource": "", "fields": ["kode"]}}],
    "statx": {
        "rules": [{"id": "n-le-x", "formula": "n <= x", "severity": "error", "title": "n"}],
        "totals": [
            {
                "id": "jumlah",
                "fields": ["x"],
                "over": "kode",
                "total": "a",
                "parts": ["b"],
                "title": "x",
            }
        ],
    },
}
CELLS = st.sampled_from(
    [
        "",
        "a",
        "b",
        "abcd",
        "1",
        "-1",
        "2",
        "9",
        "1.5",
        "1.55",
        "x,y",
        '"',
        "a\nb",
        "  a",
        "NaN",
        "é",
    ]
)
RECORDS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=14)
SMALL = {"SPAN": 40, "RANGE": 3, "BLOCKS": 1}
"""Bytes, hashes and blocks: so that a few rows are many tasks."""


def written(records: list[list[str]]) -> str:
    """CSV with every cell in quotes, so that newlines stand in cells too."""
    quoted = [
        ['"' + cell.replace('"', '""') + '"' for cell in record]
        for record in [["kode", "n", "x"], *records]
    ]
    return "".join(",".join(record) + "\n" for record in quoted)


def spoken(target: Target, workers: Workers, limit: int) -> dict[str, str]:
    """The report in every form."""
    options = ReportOptions(JudgingOptions(limit, workers, digests=ALGORITHMS))
    run = Run((judge_target(target, CATALOG, options),))
    return {name: "".join(RENDERERS[name](run, RenderOptions())) for name in RENDERERS}


@settings(max_examples=25, deadline=None)
@given(
    RECORDS,
    st.integers(1, 60),
    st.sampled_from([Threads(1), Threads(3), Threads(2, memory=1), immediate_cluster()]),
    st.sampled_from([0, 1, 4]),
)
def test_a_report_does_not_depend_on_where_blocks_end_or_who_judges_them(
    records: list[list[str]], size: int, workers: Workers, limit: int
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        schema = schema_file(folder, FIELDS, **KEYS)
        (folder / "data.csv").write_text(written(records), encoding="utf-8", newline="")
        options = DataOptions(str(schema))
        (target,) = targets([folder / "data.csv"], options, CATALOG, Config())
        assert isinstance(target, Target)
        whole = spoken(target, Threads(1), limit)

        cut_small(patch, size)
        for constant, value in SMALL.items():
            patch.setattr(cluster, constant, value)
        assert spoken(target, workers, limit) == whole
