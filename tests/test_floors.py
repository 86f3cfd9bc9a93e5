"""The house stands as it was drawn.

Imports point down, none go in a circle, and only the cli talks to the world.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GROUND = (
    "texts",
    "errors",
    "results",
    "fingerprints",
    "files",
    "options",
    "exclusion",
    "config",
    "settings",
    "thresholds",
    "version",
)
FLOORS: dict[str, int] = {
    **dict.fromkeys(GROUND, 0),
    "registry": 1,
    "container": 1,
    "trust": 1,
    "render": 1,
    "tables": 2,
    "sources": 3,
    "checks": 3,
    "judging": 4,
    "conversion": 5,
    "package": 5,
    "intake": 5,
    "standards": 5,
    "review": 6,
    "exchange": 6,
    "notebook": 6,
    "cli": 7,
}
BYTES_ALONE = ("container", "trust")
"""Rooms that import the ground alone: they never see a schema or a table."""
DOORS = ("", "__main__")
"""`statx` itself and `python -m statx`: they open what is inside when somebody asks."""
RENDER_SEES = {"render", "results", "fingerprints", "texts", "errors", "version"}
FACES = ("cli", "notebook")
"""Who shows something to a person."""
WORLD = {"print", "input", "exit", "quit", "breakpoint"}
CLOCKS = {"time.time", "time.perf_counter", "time.monotonic", "time.sleep"}
CLOCKS |= {"datetime.now", "datetime.today", "datetime.utcnow", "date.today"}


@cache
def modules() -> dict[str, Path]:
    """Dotted name below statx -> file."""
    files = (ROOT / "statx").rglob("*.py")
    return {
        ".".join(path.relative_to(ROOT / "statx").with_suffix("").parts)
        .removesuffix("__init__")
        .strip("."): path
        for path in files
    }


MODULES = sorted(modules())


def floor(module: str) -> int:
    return FLOORS[module.split(".", maxsplit=1)[0]]


def imports(module: str) -> Iterator[str]:
    """The modules of statx that it imports: also for types only, and inside functions."""
    for node in ast.walk(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (
                name.name.removeprefix("statx").strip(".")
                for name in node.names
                if name.name.split(".")[0] == "statx"
            )
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "statx":
            source = (node.module or "").removeprefix("statx").strip(".")
            inside = [f"{source}.{name.name}".strip(".") for name in node.names]
            yield from (name if name in modules() else source for name in inside)


def at_the_top(module: str) -> set[str]:
    """What importing it imports; what a type checker alone sees counts too."""
    return {name for name in imports(module) if name not in (module, "")}


@pytest.mark.parametrize("module", [module for module in MODULES if module not in DOORS])
def test_imports_point_down(module: str) -> None:
    upward = {name for name in imports(module) if name and floor(name) > floor(module)}
    assert not upward


def test_no_modules_import_each_other() -> None:
    graph = {module: at_the_top(module) for module in MODULES if module not in DOORS}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" → ".join(circle.args[1]))


@pytest.mark.parametrize("module", [module for module in MODULES if module in GROUND])
def test_the_ground_stands_on_itself(module: str) -> None:
    assert {name.split(".")[0] for name in imports(module)} <= {*GROUND, ""}


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.split(".")[0] in BYTES_ALONE]
)
def test_rooms_of_bytes_see_the_ground_alone(module: str) -> None:
    room = module.split(".", maxsplit=1)[0]
    assert {name.split(".")[0] for name in imports(module)} <= {*GROUND, room, ""}


def test_errors_know_words_alone() -> None:
    assert set(imports("errors")) == {"texts"}


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.split(".")[0] == "render"]
)
def test_render_sees_only_what_is_to_be_said(module: str) -> None:
    assert {name.split(".")[0] for name in imports(module)} <= RENDER_SEES


@pytest.mark.parametrize(
    "module",
    [module for module in MODULES if module not in DOORS and module.split(".")[0] != "registry"],
)
def test_only_a_face_renders(module: str) -> None:
    renders = any(name.split(".")[0] == "render" for name in imports(module))
    assert not renders or module.split(".", maxsplit=1)[0] in (*FACES, "render")


def world(module: str) -> Iterator[str]:
    """Calls that print or end, and names of the environment, the clock and the standard streams."""
    for node in ast.walk(ast.parse(modules()[module].read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in WORLD:
                yield name
            case ast.Attribute(
                value=ast.Name(id="sys"), attr="exit" | "stdout" | "stderr" | "argv" as name
            ):
                yield f"sys.{name}"
            case ast.Attribute(value=ast.Name(id="os"), attr="environ" | "getenv" as name):
                yield f"os.{name}"
            case ast.Attribute(value=ast.Name(id=clock) | ast.Attribute(attr=clock), attr=name) if (
                f"{clock}.{name}" in CLOCKS
            ):
                yield f"{clock}.{name}"


@pytest.mark.parametrize(
    "module", [module for module in MODULES if module.split(".")[0] not in ("cli", "__main__")]
)
def test_nobody_below_the_cli_talks_to_the_world(module: str) -> None:
    # Where nobody typed a command, the Python face is what hands the environment down.
    allowed = {"os.environ"} if module.startswith("notebook") else set[str]()
    assert set(world(module)) <= allowed
