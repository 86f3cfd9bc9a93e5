"""Data that shrinks or changes is counted, by table and by field."""

from __future__ import annotations

import pytest

from .world import World

THREE = "k,n\na,1\nb,10\nc,11\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("k,n\na,1\n", "Since main: rows gone: 2.", id="fewer rows"),
        pytest.param(THREE + "d,4\n", "Since main: rows new: 1.", id="more rows"),
        pytest.param("k,n\na,1\nb,3\nc,4\n", "Since main: values of n changed: 2.", id="figures"),
        pytest.param(
            "k,n\nd,1\nb,3\nc,11\n",
            "Since main: rows gone: 1, rows new: 1, values of n changed: 1.",
            id="all of it",
        ),
        pytest.param("k,n\nc,11\na,1\nb,10\n", "", id="another order"),
        pytest.param('k,n\n"a",1\nb,10\nc,11\n', "", id="another spelling"),
    ],
)
def test_what_differs_is_said_of_its_table(content: str, says: str, world: World) -> None:
    world.write("data/satu.csv", content)
    [task] = world.review().report["tasks"]
    assert [words for words in task["remarks"] if words.startswith("Since")] == [says][: len(says)]


def test_what_disappeared_is_counted_over_all_tables(world: World) -> None:
    world.write("data/satu.csv", "k,n\na,2\nb,10\n")
    (world.root / "data" / "dua.csv").unlink()
    said = world.review().report["statx"]["remarks"]
    assert "Since main, in all: files gone: 1, rows gone: 1, values changed: 1." in said


def test_without_a_key_a_row_is_all_its_cells(world: World) -> None:
    world.write("angka/tiga.csv", "x\n1.50\n2\n")
    [task] = world.review().report["tasks"]
    assert "Since main: rows new: 1." in task["remarks"]
