"""A finding that the base had is known, wherever its row stands; what the change brought is new."""

from __future__ import annotations

import json
import re

import pytest

from .world import DATA, NUMBERS, PEOPLE, Change, World

Counts = dict[str, tuple[int, int]]
RESTRICTED = json.dumps({**PEOPLE, "statx": {"version": "1.0.0", "classification": "terbatas"}})
FORMATS = ["github", "junit", "sarif", "gitlab"]


def renamed(world: World) -> None:
    world.git("mv", "data/satu.csv", "data/lain.csv")
    world.replace("data/lain.csv", "c,11", "c,12")


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        pytest.param(
            lambda w: w.write("data/satu.csv", "k,n\nb,10\na,1\nc,11\n"),
            {"maximum": (0, 2)},
            id="moved",
        ),
        pytest.param(
            lambda w: w.write("data/satu.csv", "k,n\na,1\nb,10\nc,11\nd,12\n"),
            {"maximum": (1, 2)},
            id="more",
        ),
        pytest.param(
            lambda w: w.write("data/satu.csv", "k,n\na,1\nb,10\nc,1\n"),
            {"maximum": (0, 1)},
            id="fewer",
        ),
        pytest.param(
            lambda w: w.write("data/satu.csv", "k,n\na,12\nb,1\nc,11\n"),
            {"maximum": (1, 1)},
            id="another row",
        ),
        pytest.param(
            lambda w: w.write("data/satu.csv", "k,n\na,x\nb,10\nc,11\n"),
            {"type-error": (1, 0), "maximum": (0, 2)},
            id="another rule",
        ),
        pytest.param(
            lambda w: w.write("data/satu.csv", "k,n\nb,10\nb,10\nc,11\n"),
            {"maximum": (1, 2), "primary-key": (1, 0)},
            id="the same row once more",
        ),
        pytest.param(renamed, {"maximum": (0, 2)}, id="a file by another name"),
        pytest.param(
            lambda w: w.write("data/baru.csv", "k,n\na,10\n"), {"maximum": (1, 0)}, id="a new file"
        ),
        pytest.param(
            lambda w: w.write(
                "angka/skema.json",
                json.dumps({**NUMBERS, "fields": [{"name": "x", "type": "integer"}]}),
            ),
            {"type-error": (1, 0)},
            id="a stricter schema",
        ),
        pytest.param(
            lambda w: w.write("registri/reference/kode.csv", "k\nb\nc\nd\n"),
            {"foreign-key": (2, 0), "maximum": (0, 2)},
            id="a shorter code list",
        ),
        pytest.param(
            lambda w: w.write("paket/acuan.csv", "b\np\n"),
            {"foreign-key": (1, 0)},
            id="a reference in the package",
        ),
    ],
)
def test_new_is_what_the_base_did_not_have(world: World, change: Change, counts: Counts) -> None:
    change(world)
    world.commit()
    assert world.review().counts == counts


def test_each_finding_says_whether_it_is_known(world: World) -> None:
    world.write("data/satu.csv", "k,n\na,1\nd,12\nb,10\nc,11\n")
    errors = world.review().report["tasks"][0]["errors"]
    assert [(error["cells"][0], error["known"]) for error in errors] == [
        ("d", False),
        ("b", True),
        ("c", True),
    ]


def test_a_list_that_is_short_holds_the_new_ones(world: World) -> None:
    rows = "".join(f"a{number},{number}\n" for number in range(100, 200))
    world.write("data/satu.csv", f"k,n\n{rows}")
    world.git("commit", "--quiet", "-am", "x")
    world.write("data/satu.csv", f"k,n\n{rows}z,100\n")
    errors = world.review("--limit", "5", since="HEAD").report["tasks"][0]["errors"]
    assert {error["cells"][0] for error in errors if not error["known"]} == {"z"}


@pytest.mark.parametrize(
    ("before", "says"),
    [
        pytest.param('k,n\n"a,1\n', "could not be judged (data/satu.csv, line 2", id="no CSV"),
        pytest.param("", "could not be judged (data/satu.csv is empty", id="empty"),
        pytest.param("k,n\n", "Not one row of the earlier version could be judged", id="no rows"),
        pytest.param(
            "p,q\n1,2\n",
            "could not be judged (data/satu.csv: no schema has these columns",
            id="no schema",
        ),
    ],
)
def test_beside_a_base_that_cannot_be_judged_all_is_new_and_that_is_said(
    world: World, before: str, says: str
) -> None:
    world.write("data/satu.csv", before)
    world.commit()
    world.write("data/satu.csv", "k,n\na,10\n")
    said = world.review(since="HEAD")
    assert (said.counts["maximum"], says in said.remarks) == ((1, 0), True), said.remarks


def test_restricted_values_tell_nothing_apart_but_their_number(world: World) -> None:
    world.write("registri/orang/1.0.0.json", RESTRICTED)
    world.commit()
    world.write("data/satu.csv", "k,n\na,10\nd,11\nb,12\n")
    assert world.review(since="HEAD").counts == {"maximum": (1, 2)}


@pytest.mark.parametrize("form", FORMATS)
def test_no_restricted_value_is_said_anywhere_in_ci(
    world: World, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "summary.md")
    world.write("registri/orang/1.0.0.json", RESTRICTED)
    world.write("data/satu.csv", "k,n\nrahasia-1,7790177\nrahasia-2,7790277\n")
    world.write("data/dua.csv", 'k,n\n"rahasia-3,7790377\n')
    world.commit()
    world.write("data/satu.csv", "k,n\nrahasia-2,7790277\nrahasia-4,7790477\nrahasia-4,x7790577\n")
    world.write("data/dua.csv", "k,n\nrahasia-5,7790677\n")
    said = world.statx(
        "validate", *DATA, "--changed-since", "HEAD", "--format", form, "--fail-on", "new"
    )
    summary = world.root / "summary.md"
    words = said.out + said.err + (summary.read_text(encoding="utf-8") if form == "github" else "")
    assert (said.code, "satu.csv" in words) == (1, True)
    assert re.findall(r"rahasia|779\d{4}", words) == []


def test_a_known_header_that_keeps_rows_from_being_judged_is_not_green(world: World) -> None:
    world.write("angka/tiga.csv", "Judul\n\nx\n1\n")
    world.commit()
    world.write("angka/tiga.csv", "Judul\n\nx\nsatu\n")
    said = world.review("--fail-on", "new", since="HEAD")
    assert (said.code, said.counts) == (4, {"header-line": (0, 1)})


@pytest.mark.parametrize(
    ("row", "fail_on", "code"),
    [
        pytest.param("d,1", "error", 1, id="known errors fail as ever"),
        pytest.param("d,1", "new", 0, id="known errors alone are let pass"),
        pytest.param("d,12", "new", 1, id="a new one is not"),
        pytest.param('"d,12', "new", 3, id="nor a file that cannot be read"),
    ],
)
def test_fail_on_new_lets_pass_what_the_base_had(
    world: World, row: str, fail_on: str, code: int
) -> None:
    world.write("data/satu.csv", f"k,n\na,1\nb,10\nc,11\n{row}\n")
    said = world.review("--fail-on", fail_on)
    assert (said.code, said.report["statx"]["exitCode"]) == (code, code)
